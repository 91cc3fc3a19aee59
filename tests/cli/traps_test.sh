#!/bin/sh
# The traps other programs fell into, those that show on stored data, on both engines; numbers as in
# tests/golden/scenario/PEERS.md, which names the tests of the others. TAP.
# usage: pg_server.sh sh traps_test.sh RELANCE. RELANCE_TEST_PG: see tests/store/pg_server.sh.
set -u
relance=$(realpath "$1")
auditor=$(CDPATH='' cd -- "$(dirname -- "$0")/../auditor" && pwd)/audit_database.py
# shellcheck source=tests/support/answers.sh
. "$(dirname -- "$0")/../support/answers.sh"
cd "$work" || exit 3

refused() { # code, arguments
    code=$1
    shift
    run "$@"
    [ $? -eq 1 ] && holds "d['error']['code'] == '$code'"
}

# customer action: what the file and the list say
asks() {
    run why "$1" && holds "d['action'] == '$2'" && run queue --limit 100 &&
        holds "[i['action'] for i in d['items'] if i['debtor'] == '$1'] == ['$2'][:'$2' != 'none']"
}
late() { # customer [options]: one invoice F of 1000, due on 30 September
    name=$1
    shift
    run add debtor --name "$name" --number "$name" --kind company --phone '01 99 00 00 01' "$@" &&
        run add invoice "$name" --number F --date 2026-08-31 --due 2026-09-30 --amount 1000.00
}

level_and_state() {
    late A && run add invoice A --number G --date 2026-08-31 --due 2026-09-30 --amount 300.00 &&
        run add payment A --amount 300.00 --date 2026-11-20 --invoice G && asks A call &&
        run queue && holds "[i['amount'] for i in d['items'] if i['debtor'] == 'A'] == ['1000.00']"
    verdict $? '5: of two invoices one is paid, the other stays open'
    run add payment A --amount 1000.00 --date 2026-11-21 --invoice F && cp out paid.json && asks A none &&
        run import --undo "$(python3 -c "import json; print(json.load(open('paid.json'))['import'])")" && asks A call
    verdict $? '6: a payment taken back opens the file again'
    run add debtor --name N --number N --kind company --phone '01 99 00 00 01' &&
        run add invoice N --number F --date 2026-08-31 --amount 50.00 && run run && asks N confirm_terms
    verdict $? '8: an invoice without due date is no crash, and nobody is called about it'
}

# FEC of creditor BK from rows: journal day account customer number label amount (debit > 0), letter
fec() { # file, rows on stdin
    python3 - "$1" 3<&0 <<'END'
import os, sys
names = {'VE': ('Ventes', '706000'), 'BQ': ('Banque', '512000'), 'OD': ('Divers', '658000')}
head = ('JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate'
        ' EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise').split()
out = ['\t'.join(head)]
for n, row in enumerate(os.fdopen(3).read().split('\n')):
    if not row.strip():
        continue
    journal, day, customer, piece, label, amount, letter = (part.strip() for part in row.split('|'))
    name, other = names[journal]
    sides = [f'{abs(float(amount)):.2f}'.replace('.', ','), '0,00'][::1 if float(amount) > 0 else -1]
    first = [journal, name, str(n), day.replace('-', '')]
    out.append('\t'.join(first + ['411000', 'Clients', customer, 'Client ' + customer, piece, '', label] + sides
                         + [letter, day.replace('-', '') if letter else '', '', '', '']))
    out.append('\t'.join(first + [other, name, '', '', piece, '', label] + sides[::-1] + ['', '', '', '', '']))
open(sys.argv[1], 'w').write('\n'.join(out) + '\n')
END
}

owed_by() { # customer, what: open items by number and amount
    run why "$1" --creditor BK && holds "[(i['number'], i['raisable_amount']) for i in d['items'] if i['raisable']] == $2"
}
returned_said() { # customer
    run queue --limit 100 && holds "any(r['code'] == 'payment_returned' for i in d['items'] if i['debtor'] == 'Client $1' for r in i['reasons'])"
}

payments_returned() {
    fec before.txt <<'END'
VE|2026-08-31|RA|F-2001|Facture|1000|A
BQ|2026-10-05|RA|BQ10|PRLV F-2001|-1000|A
VE|2026-08-31|RB|F-2002|Facture|400|
BQ|2026-10-06|RB|BQ11|CHEQUE 1234567|-400|
VE|2026-08-31|RC|F-2003|Facture|500|C
VE|2026-08-31|RC|F-2004|Facture|500|D
BQ|2026-10-07|RC|BQ12|VIR|-500|C
BQ|2026-10-08|RC|BQ13|LCR|-500|D
VE|2026-08-31|RE|F-2005|Facture|800|E
BQ|2026-10-09|RE|BQ14|CHEQUE 7654321|-800|E
VE|2026-08-31|RF|F-2006|Facture|900|F
BQ|2026-09-10|RF|BQ15|PRLV F-2006|-300|F
VE|2026-08-31|RG|F-2007|Facture|700|
BQ|2026-09-20|RG|BQ16|CHEQUE 5550001|-250|
END
    cp before.txt after.txt && fec more.txt <<'END' && tail -n +2 more.txt >>after.txt
BQ|2026-10-20|RA|BQ20|REJET PRLV F-2001|1000|
BQ|2026-10-20|RB|BQ21|CHQ IMPAYE 1234567|400|
BQ|2026-10-20|RC|BQ22|IMPAYE LCR|500|
BQ|2026-10-20|RE|BQ23|UNPAID CHEQUE 7654321|800|
BQ|2026-10-20|RE|BQ24|FRAIS IMPAYE CHEQUE 7654321|12|
BQ|2026-10-02|RF|BQ25|REJET PRLV F-2006|300|
BQ|2026-10-28|RF|BQ26|VIR F-2006|-600|F
BQ|2026-10-02|RG|BQ27|CHQ IMPAYE 5550001|250|
BQ|2026-10-28|RG|BQ28|VIR|-700|
END
    today=2026-09-20
    run import before.txt --creditor BK --terms net30 && for who in RA RC RE; do
        run add contact $who --creditor BK --phone '01 99 00 00 01' || return
    done
    run promise RA --creditor BK --on 2026-10-05 --amount 1000 --means direct_debit --items F-2001 --person 'Mme R' &&
        run promise RC --creditor BK --on 2026-10-08 --amount 500 --means bill --items F-2004 --person 'M. C' &&
        run promise RF --creditor BK --on 2026-10-30 --amount 600 --means transfer --items F-2006 --person 'M. F' &&
        run promise RG --creditor BK --on 2026-10-30 --amount 700 --means transfer --items F-2007 --person 'M. G'
    verdict $? '6: promises before the payments came'
    today=2026-11-23
    run promise list RA --creditor BK && holds "d['promises'][0]['status'] == 'kept'" && run import after.txt --creditor BK --terms net30
    second=$(python3 -c "import json; print(json.load(open('out'))['files'][0]['id'])")
    owed_by RA "[('F-2001', '1000.00')]" && owed_by RB "[('F-2002', '400.00')]" && owed_by RE "[('F-2005', '800.00'), ('BQ24', '12.00')]" &&
        run debtor RA --creditor BK && holds "[i['due'] for i in d['items'] if i['open'] != '0.00'] == ['2026-09-30']"
    verdict $? '6: what came back makes the invoice open again, due when it was, and no second one'
    returned_said RA && returned_said RC && returned_said RE && run queue --limit 100 &&
        holds "[i['action'] for i in d['items'] if i['debtor'] == 'Client RA'] == ['call']" &&
        run promise list RA --creditor BK && holds "d['promises'][0]['status'] == 'broken'"
    verdict $? '6: it is said, a call is wanted, and the promise is broken again'
    run promise list RC --creditor BK && holds "d['promises'][0]['status'] == 'to_verify'" &&
        owed_by RC "[('BQ22', '500.00')]" && run match RC --creditor BK && holds "[(p['rule'], p['debit']) for p in d['pairs']] == [('returned', 'BQ22')]" &&
        run match RC --creditor BK --accept && owed_by RC "[('F-2004', '500.00')]" && run promise list RC --creditor BK &&
        holds "d['promises'][0]['status'] == 'broken'"
    verdict $? '6: where the books leave it open it is proposed, and to be verified until a person says so'
    owed_by RF "[('F-2006', '300.00')]" && run promise list RF --creditor BK &&
        holds "[(p['status'], p['paid']) for p in d['promises']] == [('kept', '600.00')]" && run promise list RG --creditor BK &&
        holds "[(p['status'], p['paid']) for p in d['promises']] == [('kept', '700.00')]"
    verdict $? '6: what was paid before a promise and came back after it is not taken off what keeps it'
    run statement RA --creditor BK && cp out once.json && run import --undo "$second" && owed_by RA '[]' &&
        run promise list RA --creditor BK && holds "d['promises'][0]['status'] == 'kept'" &&
        run import more.txt --creditor BK --terms net30 && run statement RA --creditor BK && cmp -s once.json out
    verdict $? '6: taken back, all is as before; told in another way, all is the same'
}

dates() {
    late H && run hold H --until 2026-12-04 --reason complaint && asks H none &&
        refused date_past hold H --until 2026-12-04 --from 2026-11-01 --reason complaint &&
        run why H && run ageing && holds "[r['d31_60'] for r in d['rows'] if r['total'] == '1000.00']"
    verdict $? '12: a hold is not back-dated, the age goes on'
    run hold H --until 2026-12-11 --reason commercial && run hold lift H 1 --why 'répondu' &&
        run why H && holds "d['items'][0]['blocks'][0]['until'] == '2026-12-11'" &&
        refused object_closed hold lift H 1 --why encore
    verdict $? '14: two holds may overlap; one is lifted once, the other stands at once'
    run run && asks H none && run hold lift H 2 --why 'répondu' && asks H call
    verdict $? '14: nothing goes stale between two runs'
    run statement H && cp out before.json && run run && run run && run statement H && cmp -s before.json out &&
        holds "d['claim']['indemnity'] == '40.00'"
    verdict $? '15: three runs add no fee; the indemnity is there once'
    today=2026-11-20
    run run && asks A call && today=2026-11-23 && run run && asks A call && run verify
    verdict $? 'a run of an earlier day is a question like others'
}

money() {
    late P && run add payment P --amount 600.00 --date 2026-10-30 --invoice F && run statement P &&
        holds "d['claim']['principal'] == '400.00' and d['claim']['interest'] != '0.00'" && cp out statement.json
    "$relance" --json law interest --debtor business --creditor professional --principal 1000 --due 2026-09-30 \
        --until $today --payment 2026-10-30=600 >law.json 2>>err
    python3 - 2>>err <<'END'
import json
s, law = json.load(open('statement.json')), json.load(open('law.json'))
assert len({x['principal'] for x in law['segments']}) == 2, law
assert float(s['claim']['interest']) < 1000 * 0.2 * 54 / 365, s
assert float(s['claim']['interest']) > 400 * 0.05 * 54 / 365, s
END
    verdict $? '16: interest by the day on what is open, none on what is paid'
    python3 - 2>>err <<'END'
import json
c = json.load(open('statement.json'))['claim']
total = sum(round(100 * float(c[k])) for k in ('principal', 'interest', 'indemnity', 'costs'))
assert total == round(100 * float(c['total'])), c
END
    verdict $? '17: the principal is counted once'
    late Q && run policy Q --penalty claimed --from 2026-09-01 && run add fact Q --kind formal_notice --value 2026-11-02 &&
        run add payment Q --amount 1000.00 --date 2026-11-20 --invoice F && run policy Q &&
        holds "not d['closed'] and float(d['asked']) > 40"
    verdict $? '18: interest that is claimed is not given up by paying the principal'
    late QQ && run add payment QQ --amount 1000.00 --date 2026-11-20 --invoice F && run policy QQ && holds "d['closed']" &&
        run policy QQ --claim-rest --why 'habitude' && holds "d['rest_claimed'] and float(d['asked']) > 40"
    verdict $? '18: where it is not, it is kept and claimed by an act'
    run policy QQ --waive all --why 'geste' && holds "d['asked'] == '0.00'"
    verdict $? '18: or given up by one, with its reason'
    late S && run run && run add payment S --amount 100.00 --date $today --invoice F && run queue &&
        holds "[i['amount'] for i in d['items'] if i['debtor'] == 'S'] == ['900.00']" && run why S &&
        holds "d['items'][0]['raisable_amount'] == '900.00'"
    verdict $? '19: the amount is that of now'
    run add credit S --number AV1 --amount 50.00 --date $today && run statement S &&
        holds "d['ledger']['unallocated'] == '50.00' and 'AV1' in [i['number'] for i in d['ledger']['items']]"
    verdict $? '20: the credit note is on the statement'
    "$relance" --json law interest --debtor business --creditor professional --principal 1000 --due 2026-09-30 \
        --until $today >out 2>>err && holds "d['segments'] and d['articles'] and d['indemnity'] == '40.00'
 and all(s['rate_percent'] for s in d['segments'])"
    verdict $? '21: by the day, with its rate and its article'
}

contact() {
    late B && run add outcome B --code refusal --at 2026-11-20 &&
        run add credit B --number AV2 --amount 1000.00 --date 2026-11-21 --invoice F && asks B none &&
        run outcome list B && holds "len(d['outcomes']) == 1"
    verdict $? 'a reminded invoice can be cancelled; what was said stays'
    run run && run queue && cp out first.json && run run && run queue && cmp -s first.json out
    verdict $? '25: the list is not made anew by asking again'
    late C && run promise C --on 2026-11-24 --means instant_transfer --items F --person 'Mme C' && holds "d['status'] == 'incomplete'" &&
        asks C call && run promise C --on 2026-11-24 --amount 1000.00 --means instant_transfer --items F --person 'Mme C' &&
        asks C none
    verdict $? '27: a promise has five parts or suspends nothing'
    today=2026-11-25
    run why C && holds "d['action'] != 'none' or d['items'][0]['blocks'] == []" && run promise list C &&
        holds "d['promises'][1]['status'] in ('broken', 'to_verify')"
    verdict $? '27: and is compared with the cash'
    today=2026-11-23
    run ageing && python3 - >refs 2>>err <<'END'
import json
print('\n'.join(r['key'] for r in json.load(open('out'))['rows'] if float(r['total']) > 0))
END
    bad=0
    while read -r ref; do
        run why "$ref" && holds "d['action'] != 'none' or d['why_not'] or d['contact']['blocks']" || { bad=1; break; }
    done <refs
    [ $bad -eq 0 ] && [ "$(wc -l <refs)" -gt 5 ]
    verdict $? '28: whoever owes is on the list, or it is said why not'
}

play() {
    today=2026-11-23
    run init && run user add anne --role accountant
    level_and_state
    dates
    money
    contact
    payments_returned
    run run && run verify && holds "d['ok']"
    verdict $? 'everything verifies'
    python3 "$auditor" "$relance" "$url" "$today" >out 2>err
    verdict $? 'the auditor finds the same figures'
}

engine=sqlite
url=sqlite:$work/traps.db
play
if [ -n "${RELANCE_TEST_PG-}" ]; then
    engine=postgresql
    psql -qX "$RELANCE_TEST_PG" -c "CREATE SCHEMA traps_$$" >/dev/null
    url="$RELANCE_TEST_PG?options=-csearch_path%3Dtraps_$$"
    play
fi
echo "1..$count"
