#!/bin/sh
# Every block of the gate on stored data, on both engines: what `relance why` answers, with code,
# article, scope and last day. Two creditors with one debtor, and an agency. TAP.
# usage: pg_server.sh sh gate_test.sh RELANCE. RELANCE_TEST_PG: see tests/store/pg_server.sh.
set -u
relance=$(realpath "$1")
# shellcheck source=tests/support/answers.sh
. "$(dirname -- "$0")/../support/answers.sh"
cd "$work" || exit 3
today=2026-11-23 # a Monday
: >seen

# customer code place scope until [article [more of why]]: place is contact, waits, or the number of an
# item; until - for none.
says() {
    customer=$1 code=$2 place=$3 scope=$4 until=$5 article=${6--}
    shift 5
    [ $# -eq 0 ] || shift
    echo "$code" >>seen
    run why "$customer" "$@" && python3 - "$code" "$place" "$scope" "$until" "$article" 2>>err <<'END'
import json, sys
code, place, scope, until, article = [None if a == '-' else a for a in sys.argv[1:]]
d = json.load(open('out'))
if place == 'contact':
    blocks = d['contact']['blocks']
    assert not d['contact']['allowed'], d
elif place == 'waits':
    blocks = [d['why_not']]
else:
    blocks = [b for i in d['items'] if i['number'] == place for b in i['blocks']]
found = [b for b in blocks if b and b['code'] == code]
assert len(found) == 1, (blocks, d)
assert found[0] == {'code': code, 'article': article, 'scope': scope, 'until': until}, found
END
}
raisable() { # customer item amount
    run why "$1" && holds "[(i['raisable'], i['raisable_amount']) for i in d['items'] if i['number'] == '$2'] == [('$3' != '0.00', '$3')]"
}
allowed() { # customer [more of why]
    customer=$1
    shift
    run why "$customer" "$@" && holds "d['contact']['allowed'] and d['contact']['blocks'] == []"
}

customer() { # number [options]
    number=$1
    shift
    run add debtor --name "Client $number" --number "$number" --creditor OWN --phone '01 99 00 00 01' "$@"
}
# customer number issued due amount
invoice() { run add invoice "$1" --number "$2" --date "$3" --due "$4" --amount "$5"; }
late() { # customer [options]: known since October, with one invoice of 1000, F, 54 days late
    today=2026-10-01
    customer "$@" --kind company && invoice "$1" F 2026-08-31 2026-09-30 1000.00
    known=$?
    today=2026-11-23
    return $known
}
fact() { run add fact "$1" --kind "$2" --value "$3"; }

items_that_are_not_asked_for() {
    late A && invoice A F2 2026-11-10 2026-12-10 50.00 && says A not_due F2 item 2026-12-10 && raisable A F 1000.00
    verdict $? 'not due'
    run add invoice A --number F3 --date 2026-09-01 --amount 20.00 &&
        says A assumed_due_date F3 item - 'C. com. L441-10 I' && raisable A F3 0.00
    verdict $? 'an assumed due date'
    run add invoice A --number L1 --date 2026-10-01 --due 2026-12-01 --amount 30.00 --kind bill &&
        says A bill L1 item 2026-12-01 'C. com. L511-1'
    verdict $? 'a bill that runs'
    run add invoice A --number R1 --date 2026-03-01 --due 2026-04-01 --amount 40.00 --kind retention &&
        says A retention R1 item - 'Loi 71-584 art. 1'
    verdict $? 'retention money'
    run add payment A --amount 10.00 --number V1 --date 2026-11-20 && says A credit V1 item -
    verdict $? 'what is in his favour'
    run add invoice A --number F4 --date 2026-09-01 --due 2026-10-01 --amount 60.00 &&
        run add payment A --amount 60.00 --invoice F4 --date 2026-11-20 && says A settled F4 item -
    verdict $? 'what is settled'
    run import accrued.txt --creditor OWN && says ACC accrued FAE item -
    verdict $? 'what is only accrued'
}

procedures() {
    late B && invoice B G 2026-10-05 2026-11-04 500.00 && fact B insolvency 2026-10-01 &&
        says B insolvency F debtor - 'C. com. L622-7' && raisable B F 0.00 && raisable B G 500.00
    verdict $? 'insolvency: what is older than the judgment, not what came after'
    run why B && holds "d['contact']['allowed']"
    verdict $? 'what came after is asked for'
    late BB && fact BB insolvency 2026-10-01 && says BB insolvency contact debtor - 'C. com. L622-7' &&
        holds "d['action'] == 'declare_claim'"
    verdict $? 'nothing but older debts: the claim is declared'
    customer C --kind consumer && invoice C F 2026-08-01 2026-09-01 300.00 &&
        fact C over_indebtedness 2026-09-15 && says C over_indebtedness F debtor - 'C. conso L722-5'
    verdict $? 'over-indebtedness from admissibility'
    fact C over_indebtedness no && raisable C F 300.00 && fact C imposed_plan 2026-10-15 &&
        says C imposed_plan F debtor - 'C. conso L733-16'
    verdict $? 'taken back; measures of the commission'
    fact C imposed_plan no && fact C debts_wiped 2026-10-20 && says C debts_wiped F debtor - 'C. conso L741-2'
    verdict $? 'debts wiped out'
    customer D --kind consumer && invoice D F 2024-09-01 2024-10-01 300.00 &&
        invoice D G 2024-11-01 2024-11-30 200.00 && says D time_barred F item - 'C. civ. 2219' && raisable D G 200.00
    verdict $? 'time-barred after two years for a consumer'
    late DD && fact DD court_grace 2026-12-31 && says DD court_grace F account 2026-12-31 'C. civ. 1343-5' &&
        raisable DD F 0.00
    verdict $? 'a period of grace given by a court, through its last day'
    today=2027-01-01
    raisable DD F 1000.00
    verdict $? 'and no longer'
    today=2026-11-23
}

# The end of an item's limitation: last day, state, what moved it and the article, a doubtful payment.
limit() { # customer item last status since since_article doubtful
    run why "$1" && python3 - "$2" "$3" "$4" "$5" "$6" "$7" 2>>err <<'END'
import json, sys
item, last, status, since, article, doubtful = [None if a == '-' else a for a in sys.argv[1:]]
d = json.load(open('out'))
found = [i['limitation'] for i in d['items'] if i['number'] == item]
got = found[0] or {'last_day': None, 'status': None, 'since': None, 'doubtful': None}
moved = got['since'] or {'kind': None, 'article': None}
assert (got['last_day'], got['status'], moved['kind'], moved['article'], got['doubtful']) == (
    last, status, since, article, doubtful), found
END
}
old() { customer "$1" --kind "$2" &&
    invoice "$1" F "$3" "$3" 1000.00 && invoice "$1" G "$3" "$3" 500.00; }

limitation() {
    old LA company 2021-03-10 && limit LA F 2026-03-10 expired - - - && raisable LA F 0.00
    verdict $? 'five years against a company'
    run add payment LA --amount 200.00 --invoice F --date 2024-05-20 &&
        limit LA F 2029-05-20 running recognition 'C. civ. 2240' - && raisable LA F 800.00 &&
        limit LA G 2026-03-10 expired - - - && raisable LA G 0.00
    verdict $? 'a part payment of one invoice is a recognition of that one'
    run statement LA &&
        holds "[i['limitation']['since']['by_payment'] for i in d['ledger']['items'] if i['number'] == 'F'] == [True]"
    verdict $? 'the statement knows it'
    old LB company 2021-03-10 && run add payment LB --amount 1200.00 --invoice F=1000.00 --invoice G=200.00 --date 2024-05-20 &&
        limit LB G 2026-03-10 expired - - 2024-05-20 && raisable LB G 0.00
    verdict $? 'a payment spread over two is named and moves nothing'
    fact LB recognition:G 2025-01-05 && limit LB G 2030-01-05 running recognition 'C. civ. 2240' - &&
        raisable LB G 300.00
    verdict $? 'what the debtor recognised himself, of one invoice'
    fact LB recognition:G 2025-01-05
    [ $? -eq 1 ] && holds "d['error']['code'] == 'nothing_new'" && fact LB recognition:G 2026-11-24
    [ $? -eq 1 ] && holds "d['error']['code'] == 'date_future'"
    verdict $? 'said twice, or of tomorrow'
    old LC company 2021-03-10 && fact LC summons 2026-02-02 && limit LC F - interrupted summons 'C. civ. 2241' - &&
        raisable LC F 1000.00
    verdict $? 'a claim in court interrupts'
    fact LC proceedings_end 2026-05-04 && limit LC F 2031-05-04 running proceedings-end 'C. civ. 2242' -
    verdict $? 'until its end'
    old LD consumer 2023-01-10 && fact LD enforcement 2026-05-30 && limit LD F 2025-01-10 expired - - - &&
        fact LD enforcement:F 2024-06-01 && limit LD F 2028-05-30 running enforcement 'C. civ. 2244' - &&
        limit LD G 2025-01-10 expired - - - && raisable LD F 1000.00 && raisable LD G 0.00
    verdict $? 'two years against a consumer; measures of enforcement add up'
    old LE company 2019-01-10 && limit LE F 2024-01-10 expired - - - && fact LE judgment_served 2020-06-02 &&
        limit LE F 2030-06-02 running - - - && raisable LE F 1000.00
    verdict $? 'ten years for what a judgment awarded'
    old LF public 2015-03-10 && limit LF F - - - - - && raisable LF F 1000.00
    verdict $? 'of what a public body owes no day is claimed'
    run queue && cp out live && run run && run queue && cmp -s live out &&
        holds "{'Client LA', 'Client LC', 'Client LE'} <= {i['debtor'] for i in d['items']}"
    verdict $? 'a run decides on the same days'
    fact LA recognition 2026-01-15 && limit LA G 2031-01-15 running recognition 'C. civ. 2240' - &&
        run queue && cp out live && run run && run queue && cmp -s live out
    verdict $? 'and sees what was told since'
}

agreements() {
    late E && invoice E G 2026-08-31 2026-09-30 400.00 &&
        run hold E --until 2026-12-04 --reason document_awaited --items F && says E hold F item 2026-12-04 &&
        raisable E G 400.00
    verdict $? 'a hold on an item'
    run dispute E --items G --amount 150.00 --reason quantity && says E dispute G part - &&
        raisable E G 250.00
    verdict $? 'a dispute takes out what is disputed'
    late H && invoice H G 2026-08-31 2026-09-30 400.00 && run promise H --on 2026-11-27 --amount 400.00 \
        --means transfer --items G --person 'Mme H' && says H promise G item 2026-12-01 && raisable H G 0.00 &&
        raisable H F 1000.00
    verdict $? 'a promise takes out its own items through its grace'
    late I && invoice I G 2026-08-31 2026-09-30 400.00 && run plan I --items F --count 2 --first 2026-12-01 --means transfer &&
        holds "d['status'] in ('agreed', 'running')" && says I plan F item 2026-12-03 && raisable I G 400.00
    verdict $? 'a plan takes out its own items'
    late J && run payee add HOUSE --kind creditor --name 'Maison' --iban FR7630006000011000000000102 --creditor OWN --by anne
    run payee add FACTO --kind factor --name 'Factor' --iban FR7630006000011000000000296 --creditor OWN --by anne &&
        run payee confirm FACTO --creditor OWN --by boris && run assign J --items F --payee FACTO --on 2026-10-01 &&
        says J no_assignment_notice F item - 'C. civ. 1324' && holds "d['action'] == 'notify_assignment'"
    verdict $? 'assigned, and the debtor not told'
    invoice J G 2026-08-31 2026-09-30 400.00 &&
        run assign J --items F --payee FACTO --on 2026-10-01 --notified 2026-11-01 --proof 'mention' &&
        says J mixed_payees contact account - - --channel letter && allowed J --channel phone
    verdict $? 'one letter never asks for two payees'
}

persons() {
    for pair in deceased:deceased:- protected:protected_person:'C. civ. 467' vulnerable:vulnerable_person:'C. pénal 222-33-2-2'; do
        kind=${pair%%:*}
        rest=${pair#*:}
        late "P$kind" && fact "P$kind" "$kind" yes &&
            says "P$kind" "${rest%%:*}" contact debtor - "${rest#*:}" && fact "P$kind" "$kind" no && allowed "P$kind"
        verdict $? "$kind, and taken back"
    done
    late PC && fact PC counsel 'Me Aubrac' && says PC represented contact debtor -
    verdict $? 'represented by a counsel'
    late PH && fact PH handed_over yes && says PH handed_over contact account -
    verdict $? 'handed over'
    late PO --email o@o.example && fact PO opposition phone,sms && says PO opposition contact channel - 'RGPD art. 21' --channel phone &&
        allowed PO --channel email
    verdict $? 'opposition to the telephone leaves the e-mail'
    late PV && run add outcome PV --code vulnerable --at 2026-11-02T10:00 && says PV vulnerable_person contact debtor - 'C. pénal 222-33-2-2'
    verdict $? 'vulnerable, said in a call'
}

ways() {
    late W && run add outcome W --code wrong_number --at 2026-11-20T10:00 && says W wrong_number contact channel - - --channel phone &&
        holds "d['action'] == 'find_number'"
    verdict $? 'a wrong number'
    run add contact W --mobile '06 39 98 00 01' && allowed W --channel phone
    verdict $? 'a new number'
    fact W wrong_number '+33 6 39 98 00 01' && says W wrong_number contact channel - - --channel phone
    verdict $? 'named as wrong'
    late WN && run add outcome WN --code number_refused --at 2026-11-20T10:00 && says WN opposition contact channel - 'RGPD art. 21' --channel phone
    verdict $? 'a number refused by the person'
    says W address_missing contact channel - - --channel letter
    verdict $? 'no address'
    late WA --street '1 rue Neuve' --postcode 75001 --city Paris && allowed WA --channel letter &&
        run add outcome WA --code moved_away --at 2026-11-20 --channel letter &&
        says WA address_failed contact channel - - --channel letter
    verdict $? 'a letter that came back'
}

accounts() {
    late K && run add payment K --amount 1000.00 --date 2026-11-20 --invoice F && says K nothing_owed contact account -
    verdict $? 'nothing owed'
    customer KK --kind company && invoice KK F 2026-11-01 2026-12-20 100.00 && says KK nothing_overdue contact account 2026-12-20
    verdict $? 'nothing overdue'
    late L && run add payment L --amount 1000.00 --date 2026-11-20 --number V && says L covered_by_credits contact account -
    verdict $? 'credits that cover all of it'
    late LL && run add payment LL --amount 300.00 --date 2026-11-20 --number V && says LL credits_to_match contact account - &&
        holds "d['action'] == 'match_credits'"
    verdict $? 'credits of 30 %: matched before a call'
    customer M --kind company && invoice M F 2026-08-31 2026-09-30 14.99 && says M below_minimum contact account -
    verdict $? 'less than the minimum'
    late S && fact S strategic yes && says S sales_first contact account - && holds "d['action'] == 'tell_sales'" &&
        run alert S --kind information --to sales --note 'à relancer' && allowed S
    verdict $? 'a strategic account: sales first'
}

waiting() {
    customer T --kind company && invoice T F 2026-10-22 2026-11-21 100.00 && says T too_early waits account 2026-11-23
    verdict $? 'too early'
    late TL && run add outcome TL --code refusal --at 2026-11-22 && today=2026-11-23 && says TL recent_contact waits account 2026-12-01
    verdict $? 'the last contact is too recent'
    customer TD --kind company && invoice TD F 2026-10-12 2026-11-11 100.00 &&
        run add outcome TD --code refusal --at 2026-11-22 && says TD level_done waits account 2026-11-30
    verdict $? 'the level is done'
    late TR && run add outcome TR --code voicemail --at 2026-11-23T09:00 && says TR retry_later waits account 2026-11-24
    verdict $? 'called in vain'
    late TP && run postpone TP --until 2026-12-01 --why 'en congé' && says TP postponed waits account 2026-12-01
    verdict $? 'postponed'
}

hours() {
    late HP --postcode 75001 --email hp@hp.example && allowed HP --channel phone --at 2026-11-23T10:00 &&
        says HP outside_hours contact channel 2026-11-23 - --channel phone --at 2026-11-23T19:00 &&
        says HP outside_hours contact channel 2026-11-22 - --channel phone --at 2026-11-22T10:00 &&
        allowed HP --channel email --at 2026-11-22T10:00
    verdict $? 'hours bind telephone and SMS, in the evening and on Sundays'
    says HP holiday contact channel 2026-12-27 'C. trav. L3133-1' --channel phone --at 2026-12-25T10:00
    verdict $? 'a holiday'
    late HR --postcode 97400 && allowed HR --channel phone --at 2026-11-23T10:00 &&
        says HR outside_hours contact channel 2026-11-23 - --channel phone --at 2026-11-23T16:30 &&
        allowed HR --channel phone --at 2026-11-23T05:30
    verdict $? 'at La Réunion it is three hours later'
    says HR holiday contact channel 2027-12-20 'C. trav. L3133-1' --channel phone --at 2027-12-20T10:00 &&
        allowed HP --channel phone --at 2027-12-20T10:00
    verdict $? 'the abolition of slavery is a holiday there, not in Paris'
    late HA --postcode 67000 && says HA holiday contact channel 2027-03-29 'C. trav. L3133-1' --channel sms --at 2027-03-26T10:00 &&
        allowed HP --channel sms --at 2027-03-26T10:00
    verdict $? 'Good Friday in Alsace'
}

agency() {
    run import mandate.txt --creditor MAN --capacity mandate --creditor-name 'Donneur d’ordre' --terms net30 &&
        run add contact Z1 --creditor MAN --phone '01 99 00 00 09' &&
        run add fact Z1 --creditor MAN --kind street --value '9 rue Neuve' &&
        says Z1 agency_not_declared contact account - 'C. proc. civ. exéc. R124-2' --creditor MAN &&
        says Z1 no_mandate contact account - 'C. proc. civ. exéc. R124-3' --creditor MAN
    verdict $? 'no mandate, no declaration'
    run mandate MAN --from 2026-01-15 --declared && says Z1 no_first_letter contact account - 'C. proc. civ. exéc. R124-4' --creditor MAN --channel phone &&
        holds "d['action'] == 'first_letter'"
    verdict $? 'under a mandate: the first letter before all else'
    run add fact Z1 --creditor MAN --kind first_letter --value 2026-11-10 && allowed Z1 --creditor MAN --channel phone
    verdict $? 'the first letter has left'
}

# Client Z2 of the agency is client PP of the house; nobody told them apart from one another.
pressure() {
    late PP --siren 000000018 && run add fact Z2 --creditor MAN --kind first_letter --value 2026-11-01 &&
        run add contact Z2 --creditor MAN --phone '01 99 00 00 08' &&
        for day in 18 19 20; do
            run add outcome Z2 --creditor MAN --code no_answer --at 2026-11-${day}T10:00 || break
        done && says Z2 pressure contact debtor 2026-11-24 'C. pénal 222-33-2-2' --creditor MAN --channel phone && allowed PP --channel phone
    verdict $? 'three contacts in seven days are enough'
    run run && run debtor PP && ref_pp=$(python3 -c "import json; print(json.load(open('out'))['debtor'])") &&
        run debtor Z2 --creditor MAN && ref_z2=$(python3 -c "import json; print(json.load(open('out'))['debtor'])") &&
        run same "$ref_pp" "$ref_z2" --why 'même SIREN' && holds "d['linked'] and len(d['people']) == 2"
    verdict $? 'one person under two creditors'
    says PP pressure contact debtor 2026-11-24 'C. pénal 222-33-2-2' --channel phone
    verdict $? 'contacts for the other creditor count'
    "$relance" --db "$url" --today $today why PP >out 2>err && ! grep -q 'Z2\|Donneur' out &&
        run why PP && ! grep -q 'Z2\|Donneur\|MAN' out
    verdict $? 'and nothing else of the other is told'
    run queue --limit 500 && holds "all(i['debtor'] != 'Client PP' or i['action'] not in ('call', 'email') for i in d['items'])"
    verdict $? 'the list of the day knows at once'
    fact PP protected yes && says Z2 protected_person contact debtor - 'C. civ. 467' --creditor MAN && fact PP protected no
    verdict $? 'what protects a person protects him everywhere'
    run same "$ref_pp" "$ref_z2"
    [ $? -eq 1 ] && holds "d['error']['code'] == 'nothing_new'"
    verdict $? 'said once'
    run same part "$ref_z2" --why homonyme && allowed PP --channel phone && run same part "$ref_z2"
    [ $? -eq 1 ]
    verdict $? 'and told apart again'
    run add fact Z2 --creditor MAN --kind siren --value 000000018 && run same list &&
        holds "[(g['linked'], g['siren'], len(g['people'])) for g in d['groups']] == [(False, '000000018', 2)]" &&
        run same siren --why 'même SIREN' && holds "d['links'] == 1 and d['groups'][0]['linked'] and len(d['groups']) == 1"
    verdict $? 'one SIREN proposes one person, and links him when asked to'
    today=2026-11-25
    allowed PP --channel phone
    verdict $? 'one of them left the window'
    today=2026-11-23
}

tab=$(printf '\t')
head="JournalCode${tab}JournalLib${tab}EcritureNum${tab}EcritureDate${tab}CompteNum${tab}CompteLib${tab}CompAuxNum${tab}CompAuxLib${tab}PieceRef${tab}PieceDate${tab}EcritureLib${tab}Debit${tab}Credit${tab}EcritureLet${tab}DateLet${tab}ValidDate${tab}Montantdevise${tab}Idevise"
line() { # number day account aux piece debit credit
    printf 'VE\tVE\t%s\t%s\t%s\tCompte\t%s\t%s\t%s\t%s\tx\t%s\t%s\t\t\t%s\t\t\n' \
        "$1" "$2" "$3" "$4" "${4:+Client $4}" "$5" "$2" "$6" "$7" "$2"
}
{
    echo "$head"
    line 1 20260831 411000 Z1 M1 900,00 0,00
    line 1 20260831 411000 Z2 M2 800,00 0,00
    line 1 20260831 707000 '' M1 0,00 1700,00
} >mandate.txt
{
    echo "$head"
    line 1 20260831 411000 ACC FA1 100,00 0,00
    line 1 20260831 418100 ACC FAE 70,00 0,00
    line 1 20260831 707000 '' FA1 0,00 170,00
} >accrued.txt

play() {
    run init && run user add anne --role accountant && run user add boris --role accountant
    items_that_are_not_asked_for
    procedures
    limitation
    agreements
    persons
    ways
    accounts
    waiting
    hours
    agency
    pressure
    run run && run verify && holds "d['ok']"
    verdict $? 'everything verifies'
}

engine=sqlite
url=sqlite:$work/gate.db
play
if [ -n "${RELANCE_TEST_PG-}" ]; then
    engine=postgresql
    psql -qX "$RELANCE_TEST_PG" -c "CREATE SCHEMA gate_$$" >/dev/null
    url="$RELANCE_TEST_PG?options=-csearch_path%3Dgate_$$"
    play
fi
# no_scenario: rules load lets nobody without one (tests/cli/rules_test.sh).
engine=both
"$relance" --lang en help --codes | sed -n '/^## Blocks/,/^## Scopes/s/^| `\([a-z_]*\)`.*/\1/p' | sort >codes
{ cat seen; echo no_scenario; } | sort -u >told
comm -23 codes told >out
: >err
[ -s codes ] && [ ! -s out ]
verdict $? 'no block is without its test'
echo "1..$count"
