#!/bin/sh
# Promises, plans, disputes, holds, cover, alerts and outcomes from the command line, on both
# engines: what is taken, what is refused, what becomes of it when the money comes or does not. TAP.
# usage: pg_server.sh objects_test.sh RELANCE. RELANCE_TEST_PG: see tests/store/pg_server.sh.
set -u
auditor=$(CDPATH='' cd -- "$(dirname -- "$0")/../auditor" && pwd)/audit_database.py
relance=$(realpath "$1")
# shellcheck source=tests/support/answers.sh
. "$(dirname -- "$0")/../support/answers.sh"
cd "$work" || exit 3

# Runs relance on the database at $today; succeeds when the exit code is the one expected.
# The auditor recomputes what stands in the database on these days.
audited() { # day...
    python3 "$auditor" "$relance" "$url" "$@" >out 2>err
    verdict $? 'the auditor finds the same figures'
}

exits() { # code, arguments
    want=$1
    shift
    "$relance" --db "$url" --today "$today" --json "$@" >out 2>err
    got=$?
    [ "$got" -eq "$want" ] || { echo "exit $got instead of $want: $*" >>err; return 1; }
}

refused() { # code, arguments
    code=$1
    shift
    exits 1 "$@" && holds "d['error']['code'] == '$code'"
}

tab=$(printf '\t')
header="JournalCode${tab}JournalLib${tab}EcritureNum${tab}EcritureDate${tab}CompteNum${tab}CompteLib${tab}CompAuxNum${tab}CompAuxLib${tab}PieceRef${tab}PieceDate${tab}EcritureLib${tab}Debit${tab}Credit${tab}EcritureLet${tab}DateLet${tab}ValidDate${tab}Montantdevise${tab}Idevise"
n=0
entry() { # journal account aux name other piece date debit credit letter
    n=$((n + 1))
    printf '%s\t%s\t%s\t%s\t%s\tClients\t%s\t%s\t%s\t%s\tEcriture\t%s\t%s\t%s\t%s\t%s\t\t\n' \
        "$1" "$1" "$n" "$7" "$2" "$3" "$4" "$6" "$7" "$8" "$9" "${10}" "${10:+$7}" "$7"
    printf '%s\t%s\t%s\t%s\t%s\tAutre\t\t\t%s\t%s\tEcriture\t%s\t%s\t\t\t%s\t\t\n' \
        "$1" "$1" "$n" "$7" "$5" "$6" "$7" "$9" "$8" "$7"
}
sales() { entry VE 411000 "$1" "$2" 707000 "$3" "$4" "$5" 0,00 "${6-}"; }
bank() { entry BQ 411000 "$1" "$2" 512000 "$3" "$4" 0,00 "$5" "${6-}"; }
{
    echo "$header"
    sales C1 'Atelier Un' F1 20260901 1000,00
    sales C1 'Atelier Un' F2 20260901 500,00
    sales C1 'Atelier Un' F3 20260901 250,00
    sales C2 'Jeanne Deux' G1 20260901 300,01
    sales C3 'Commune Trois' H1 20260901 800,00
    sales C3 'Commune Trois' H1 20260902 50,00
} >before.txt
# The same books later: C1 paid what it promised, half of it not allocated. The first payment is
# lettered with F1, or with F9, which the customer did not mean.
later() { # letter of F1, letter of F9
    n=0
    echo "$header"
    sales C1 'Atelier Un' F1 20260901 1000,00 "$1"
    sales C1 'Atelier Un' F2 20260901 500,00
    sales C1 'Atelier Un' F3 20260901 250,00
    sales C2 'Jeanne Deux' G1 20260901 300,01
    sales C3 'Commune Trois' H1 20260901 800,00
    sales C3 'Commune Trois' H1 20260902 50,00
    bank C1 'Atelier Un' V1 20261127 1000,00 "${1:-$2}"
    bank C1 'Atelier Un' V2 20261201 500,00
    sales C3 'Commune Trois' H9 20261210 10,00
    sales C1 'Atelier Un' F9 20261210 1000,00 "$2"
}
later AA '' >after.txt
{
    cat after.txt
    entry BQ 411000 C1 'Atelier Un' 512000 V1R 20261211 1000,00 0,00 ''
} >returned.txt
later '' BB >moved.txt
# What the books show already when somebody promises: 200.00 of K1 paid, 300.00 not allocated.
known() { # letter of G1 and its payment, or empty: that payment did not come yet
    n=0
    echo "$header"
    sales C4 'Atelier Quatre' K1 20260901 500,00 CC
    bank C4 'Atelier Quatre' W1 20261110 200,00 CC
    bank C4 'Atelier Quatre' W2 20261123 300,00
    sales C2 'Jeanne Deux' G1 20260901 300,01 "$1"
    [ -z "$1" ] || bank C2 'Jeanne Deux' W3 20261201 50,00 "$1"
    [ -z "$1" ] || sales C4 'Atelier Quatre' K9 20261210 10,00
}
known '' >known.txt
known DD >known_later.txt
printf 'compte;nom;type\nC1;Atelier Un;société\nC2;Jeanne Deux;particulier\nC3;Commune Trois;organisme public\n' \
    >list.csv

start() {
    today=2026-11-23
    new_url "$engine" "$1"
    exits 0 init --demo && exits 0 import before.txt --terms net30 && exits 0 import list.csv
}

promises() {
    start promises || return 1
    exits 0 promise C1 --on 2026-11-27 --amount 1500.00 --means transfer --items F1,F2 \
        --person 'Mme Un' &&
        holds "d['status'] == 'open' and d['suspends'] and d['last_day'] == '2026-12-01'
               and d['missing'] == [] and len(d['items']) == 2 and d['number'] == 1
               and d['id'].isdigit() and d['history'][0]['state'] == 'standing'"
    verdict $? 'a whole promise is open and suspends through date and grace'
    refused item_committed promise C1 --on 2026-11-30 --amount 1000 --means card --items F1 \
        --person X
    verdict $? 'one invoice, one promise'
    exits 0 promise C1 --on 2026-11-30 --amount 100 --items F3 &&
        holds "d['status'] == 'incomplete' and not d['suspends']
               and d['missing'] == ['means', 'person'] and d['call_back_by'] == '2026-11-25'"
    verdict $? 'less than five parts: incomplete, call back within two working days'
    refused item_unknown promise C1 --on 2026-11-30 --amount 100 --means card --items G1 --person X
    verdict $? "another account's invoice is refused"
    refused amount_above_open promise C1 --on 2026-11-30 --amount 250.01 --means card --items F3 \
        --person X
    verdict $? 'more than is open is refused'
    refused date_past promise C1 --on 2026-11-22 --amount 100 --means card --items F3 --person X
    verdict $? 'a day in the past is refused'
    exits 2 promise C1 --on 2026-11-30 --amount 100 --means post_dated_cheque --items F3 --person X
    verdict $? 'a post-dated cheque is no means'
    refused item_ambiguous promise C3 --on 2026-11-30 --amount 50 --means public_accountant \
        --items H1 --person X &&
        exits 0 debtor C3 && item=$(python3 -c "import json
print([i['id'] for i in json.load(open('out'))['items'] if i['amount'] == '50.00'][0])") &&
        exits 0 promise C3 --on 2026-11-30 --amount 50 --means public_accountant --items "$item" \
            --person X && holds "d['last_day'] == '2026-12-14'"
    verdict $? 'a number that two invoices carry: the id says which'
    exits 0 promise C1 --on 2026-11-25 --amount 250 --means card --items F3 --person X --replaces 2 &&
        exits 0 promise list C1 &&
        holds "[p['status'] for p in d['promises']] == ['open', 'superseded', 'open']
               and d['promises'][2]['replaces'] == d['promises'][1]['id']"
    verdict $? 'a promise made anew takes the place of the old one'
    exits 0 debtor C1 && holds "len(d['promises']) == 3 and d['promises'][0]['amount'] == '1500.00'"
    verdict $? 'the file shows its promises'
    exits 0 why C1 && holds "[b['code'] for i in d['items'] for b in i['blocks']].count('promise') == 3"
    verdict $? 'the gate knows them'
    today=2026-12-02
    exits 0 promise list C1 &&
        holds "d['promises'][0]['status'] == 'to_verify' and d['promises'][0]['waiting_for']
               == {'source': 'ledger', 'creditor': 'OWN', 'through': '2026-09-02',
                   'needed': '2026-12-01'}"
    verdict $? 'never broken before the books reach that day: the source is named'
    exits 0 promise grace --means transfer --days 3 && exits 0 promise list C1 &&
        holds "d['promises'][0]['status'] == 'open' and d['promises'][0]['last_day'] == '2026-12-02'" &&
        exits 0 promise grace && holds "[m['grace_days'] for m in d['means'] if m['code'] == 'transfer'] == [3]" &&
        exits 2 promise grace --days 3 && exits 1 promise grace --means transfer --days 2 --creditor X &&
        exits 0 promise grace --means transfer --days 2
    verdict $? 'a creditor changes his grace, at once and for what was promised'
    today=2026-12-12
    exits 0 import after.txt && exits 0 promise list C1 --status kept &&
        holds "len(d['promises']) == 1 and d['promises'][0]['paid'] == '1500.00'
               and d['promises'][0]['on_unallocated_credit']"
    verdict $? 'money decides, allocated or not'
    exits 0 import returned.txt &&
        import=$(python3 -c "import json; print(json.load(open('out'))['files'][0]['id'])") &&
        exits 0 promise list C1 &&
        holds "d['promises'][0]['status'] == 'part_kept' and d['promises'][0]['rest'] == '1000.00'"
    verdict $? 'money that goes back breaks what it kept'
    exits 0 import --undo "$import" && exits 0 import moved.txt && exits 0 promise list C1 &&
        holds "d['promises'][0]['status'] == 'part_kept' and d['promises'][0]['paid'] == '500.00'"
    verdict $? 'money allocated elsewhere after all keeps nothing here'
    exits 0 promise list --status broken && holds "[p['amount'] for p in d['promises']] == ['250.00']"
    verdict $? 'what did not come is broken, over all accounts'
    refused object_closed promise cancel C1 3 --why 'regret'
    verdict $? 'a broken promise is not erased'
    exits 0 verify && holds "d['ok']"
    verdict $? 'verify finds nothing wrong'
}

plans() {
    start plans || return 1
    exits 0 plan C2 --items G1 --means transfer --first 2026-12-05 --count 3 --person X &&
        holds "[l['amount'] for l in d['lines']] == ['100.00', '100.00', '100.01']
               and [l['due'] for l in d['lines']] == ['2026-12-05', '2027-01-05', '2027-02-05']
               and d['status'] == 'agreed' and d['suspends'] and d['until'] == '2026-12-08'"
    verdict $? 'equal lines, the last one takes the rounding'
    refused item_committed promise C2 --on 2026-11-30 --amount 10 --means card --items G1 --person X
    verdict $? 'no promise on an invoice under a plan'
    exits 0 plan end C2 1 --why 'drawn anew' && holds "d['status'] == 'ended' and not d['suspends']"
    verdict $? 'a plan is ended with its reason'
    refused consumer_charges plan C2 --items G1 --means transfer --charges 5 --first 2026-12-05 \
        --count 2
    verdict $? 'a consumer pays no charges'
    refused plan_sum plan C2 --items G1 --means transfer --line 2026-12-05:100 --line 2027-01-05:100
    verdict $? 'lines that do not make the sum are refused'
    exits 0 plan C2 --items G1 --means transfer --line 2026-12-05:100 --line 2027-01-05:100 \
        --remainder 100.01 --state draft && holds "d['status'] == 'draft' and not d['suspends']"
    verdict $? 'a remainder has to be named; a draft suspends nothing'
    exits 0 plan propose C2 2 --why 'by e-mail' && holds "d['status'] == 'proposed'" &&
        exits 0 plan agree C2 2 && holds "d['status'] == 'agreed' and d['suspends']
            and [h['state'] for h in d['history']] == ['draft', 'proposed', 'agreed']"
    verdict $? 'from draft to agreement, with its history'
    refused plan_lines plan C1 --items F1 --means transfer --line 2027-01-05:400 --line 2026-12-05:600
    verdict $? 'days must rise'
    exits 0 cover C1 --kind insurer --company 'Assureur Exemple' --limit 5000 --share 90 \
        --declare-days 60 --extension-days 30 --credit-days 60 &&
        holds "d['status'] == 'active' and d['share_percent'] == '90.00'
               and sorted((c['number'], c['by'], c['alarm']) for c in d['to_declare'])
               == [('F1', '2026-11-30', 'soon'), ('F2', '2026-11-30', 'soon'),
                   ('F3', '2026-11-30', 'soon')]"
    verdict $? 'cover is a clock, invoice by invoice'
    refused cover_consent plan C1 --items F1 --means transfer --first 2026-12-05 --count 2
    verdict $? 'no plan beyond the policy without consent'
    exits 0 plan C1 --items F1 --means transfer --first 2026-12-05 --count 2 --consent 'mail of 20/11'
    verdict $? 'with consent it stands'
    today=2026-12-12
    exits 0 import after.txt && exits 0 plan list C1 &&
        holds "d['plans'][0]['lines'][0]['status'] == 'kept' and d['plans'][0]['status'] == 'kept'"
    verdict $? 'money before its day keeps a plan, too'
    exits 0 plan list C2 && holds "d['plans'][1]['status'] == 'broken'
        and d['plans'][1]['due_now'] == '100.00' and d['plans'][1]['missed'] == '2026-12-05'"
    verdict $? 'a missed line breaks the plan'
    exits 0 cover end C1 1 --why 'withdrawn' && holds "d['status'] == 'ended'"
    verdict $? 'cover ends'
}

disputes() {
    start disputes || return 1
    exits 0 dispute C1 --items F1 --amount 240 --reason quantity --note 'two parcels missing' &&
        holds "d['status'] == 'open' and d['department'] == 'sales_admin'
               and d['deadline'] == '2026-11-25' and d['withheld'] == '240.00'
               and not d['with_agent']"
    verdict $? 'a part of an invoice is contested'
    refused amount_above_open dispute C1 --items F1 --amount 760.01 --reason price
    verdict $? 'not more than is left to contest'
    exits 0 why C1 && holds "[i['raisable_amount'] for i in d['items'] if i['number'] == 'F1'] == ['760.00']"
    verdict $? 'the rest stays chased'
    today=2026-11-26
    exits 0 dispute list C1 && holds "d['disputes'][0]['with_agent']"
    verdict $? 'without an answer it is back with the agent the day after'
    exits 0 dispute answer C1 1 --why 'signed delivery note' && holds "d['status'] == 'answered'" &&
        exits 0 dispute close C1 1 --verdict partly --accepted 100 &&
        holds "d['status'] == 'partly' and d['withheld'] == '100.00' and d['accepted'] == '100.00'"
    verdict $? 'answered, then concluded in part'
    refused object_closed dispute close C1 1 --verdict withdrawn
    verdict $? 'a dispute ends once'
    refused unknown_object dispute answer C1 7 --why 'x'
    verdict $? 'there is no seventh'
}

holds_alerts_outcomes() {
    start others || return 1
    exits 0 hold C1 --until 2026-11-30 --reason complaint &&
        holds "d['status'] == 'active' and d['scope'] == 'account' and d['returns_on'] == '2026-12-01'"
    verdict $? 'a hold ends and returns by itself'
    exits 2 hold C1 --reason complaint
    verdict $? 'no hold without an end'
    exits 0 why C1 && holds "not d['contact']['allowed']
        and d['contact']['blocks'][0]['code'] == 'hold'
        and d['contact']['blocks'][0]['until'] == '2026-11-30'"
    verdict $? 'the gate says so, with the day'
    today=2026-12-01
    exits 0 hold list C1 && holds "d['holds'][0]['status'] == 'over'" && exits 0 why C1 &&
        holds "d['contact']['allowed'] or d['contact']['blocks'][0]['code'] != 'hold'"
    verdict $? 'the day after, everything is chased again'
    today=2026-11-23
    exits 0 hold C1 --until 2026-11-30 --reason legal_review --items F1 --amount 400 &&
        holds "d['scope'] == 'part' and d['items'][0]['amount'] == '400.00'" &&
        exits 0 hold lift C1 2 --why 'advice received' && holds "d['status'] == 'lifted'"
    verdict $? 'a part of an invoice is held, and released'
    exits 0 hold C2 --until 2026-11-30 --reason vulnerability --scope debtor &&
        holds "d['scope'] == 'debtor'"
    verdict $? 'a person is held'
    exits 0 alert C1 --kind insolvency_risk --note 'two privileges' --proposal 'block orders' &&
        holds "d['status'] == 'open' and d['department'] == 'manager' and d['amount'] == '1750.00'
               and d['by'] == '2026-11-24'"
    verdict $? 'an alert says what is at stake and by when'
    today=2026-11-25
    exits 0 alert list --status overdue && holds "len(d['alerts']) == 1" &&
        exits 0 alert answer C1 1 --why 'blocked' && holds "d['status'] == 'answered'" &&
        exits 0 alert close C1 1 --why 'done' && holds "d['status'] == 'closed'"
    verdict $? 'unanswered it is overdue; answered and closed it is neither'
    exits 0 add outcome C1 --code voicemail --at 2026-11-24T09:15:00Z --person 'Mme Un' &&
        holds "d['at'] == '2026-11-24T10:15' and d['reached'] == 'nobody' and d['status'] == 'voicemail'"
    verdict $? 'an instant in UTC is told in French time'
    exits 0 add outcome C1 --code callback --at 2026-11-25 --call-back 2026-11-27 &&
        holds "d['at'] == '2026-11-25' and d['call_back'] == '2026-11-27'" &&
        refused date_future add outcome C1 --code busy --at 2026-11-26 &&
        refused bad_date add outcome C1 --code busy --at yesterday
    verdict $? 'a day alone will do; what has not happened will not'
    exits 2 add outcome C1 --code bad_faith --at 2026-11-25
    verdict $? 'bad faith is no outcome'
    exits 0 outcome list && holds "len(d['outcomes']) == 2" && exits 0 verify && holds "d['ok']"
    verdict $? 'all is listed and verified'
    exits 0 export facts --out facts.jsonl &&
        python3 - <<'PY'
import json
facts = [json.loads(line) for line in open('facts.jsonl')]
kinds = [f['fact'] for f in facts]
assert kinds.count('hold') == 3 and kinds.count('alert') == 1 and kinds.count('outcome') == 2, kinds
assert kinds.count('event') == 9, kinds
PY
    verdict $? 'the export holds them and their history'
}

known_before() {
    today=2026-11-23
    new_url "$engine" known
    exits 0 init --demo && exits 0 import known.txt --terms net30 &&
        exits 0 promise C4 --on 2026-11-24 --amount 300 --means card --items K1 --person X &&
        exits 0 plan C2 --items G1 --means card --first 2026-12-20 --count 2 --state draft || return 1
    today=2026-12-12
    exits 0 import known_later.txt && exits 0 promise list C4 &&
        holds "d['promises'][0]['status'] == 'broken' and d['promises'][0]['paid'] == '0.00'"
    verdict $? 'what the books showed before is no evidence'
    refused plan_stale plan agree C2 1 && exits 0 plan end C2 1 --why 'stale' &&
        exits 0 plan C2 --items G1 --means card --first 2026-12-20 --count 2 &&
        holds "d['amount'] == '250.01'"
    verdict $? 'a draft is not agreed once the sum has changed'
}

mandate() {
    today=2026-11-23
    new_url "$engine" mandate
    exits 0 init --demo && exits 0 import before.txt --creditor M --capacity mandate --terms net30 &&
        exits 0 promise C1 --on 2026-11-27 --amount 500 --means transfer --items F2 --person X ||
        return 1
    holds "d['to_creditor']"
    verdict $? 'under a mandate the creditor is paid himself'
    today=2026-12-10
    exits 0 promise list C1 && holds "d['promises'][0]['status'] == 'to_confirm'
        and d['promises'][0]['waiting_for'] is None"
    verdict $? 'what he received is to be confirmed by him'
    exits 0 promise confirm C1 1 --unpaid --on 2026-12-01 && holds "d['status'] == 'broken'" &&
        exits 0 promise confirm C1 1 --paid 500 --on 2026-11-30 &&
        holds "d['status'] == 'kept' and len(d['history']) == 3"
    verdict $? 'his word decides, the last one stands, all are kept'
    exits 2 promise confirm C1 1 && refused date_future promise confirm C1 1 --paid 5 --on 2026-12-11
    verdict $? 'a word says paid or unpaid, and of no day to come'
}

at_once() {
    start at_once || return 1
    for i in 1 2 3 4; do
        "$relance" --db "$url" --today "$today" --json promise C1 --on 2026-11-30 --amount 10 \
            --means card --items F1 --person "P$i" >"out$i" 2>/dev/null &
    done
    wait
    [ "$(cat out1 out2 out3 out4 | grep -c '"status":"open"')" = 1 ] &&
        [ "$(cat out1 out2 out3 out4 | grep -c 'item_committed\|db_locked')" = 3 ] &&
        exits 0 promise list C1 && holds "len(d['promises']) == 1" && exits 0 verify
    verdict $? 'four at once promise the same invoice: one stands'
}

for engine in sqlite ${RELANCE_TEST_PG:+postgres}; do
    promises || verdict 1 'promises can be tried'
    audited 2026-11-23 2026-12-12
    plans || verdict 1 'plans can be tried'
    audited 2026-12-12
    disputes || verdict 1 'disputes can be tried'
    audited 2026-12-01
    holds_alerts_outcomes || verdict 1 'holds, alerts and outcomes can be tried'
    known_before || verdict 1 'books known before can be tried'
    audited 2026-11-23
    mandate || verdict 1 'mandates can be tried'
    audited 2026-12-10
    at_once || verdict 1 'several at once can be tried'
done
echo "1..$count"
