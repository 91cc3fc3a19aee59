#!/bin/sh
# The list of the day from the command line, on both engines: every screen says the same as the
# list, the manager is told once of a claim that expires. TAP.
# usage: pg_server.sh sh queue_test.sh RELANCE. RELANCE_TEST_PG: see tests/store/pg_server.sh.
set -u
auditor=$(CDPATH='' cd -- "$(dirname -- "$0")/../auditor" && pwd)/audit_database.py
relance=$(realpath "$1")
# shellcheck source=tests/support/answers.sh
. "$(dirname -- "$0")/../support/answers.sh"
cd "$work" || exit 3
today=2026-11-23

printf 'compte;nom;téléphone\nC1;Tuilerie Un;0144556677\nC2;Briqueterie Deux;0144556678\nC3;Carrière Trois;0144556679\nC4;Four Quatre;0144556680\n' \
    >customers.csv
cat >list.csv <<'END'
compte;nom;facture;date;échéance;montant
C1;Tuilerie Un;F1;01/11/2021;01/12/2021;1000,00
C1;Tuilerie Un;F2;01/08/2026;01/09/2026;100,00
C2;Briqueterie Deux;F3;01/08/2026;01/09/2026;5,00
C3;Carrière Trois;F4;01/08/2026;20/12/2026;500,00
C4;Four Quatre;F5;01/08/2026;30/09/2026;300,00
END

begin() {
    run init && run import customers.csv --creditor OWN && run import list.csv --creditor OWN &&
        run add fact C1 --creditor OWN --kind type --value company
    verdict $? 'a ledger to work on'
}

# queue and why give the same action and the same reasons, but those of the place in the list.
same() {
    run queue && cp out queue.json
    for c in C1 C2 C3 C4; do
        run why $c && cp out "why-$c.json" && run debtor $c && cp out "debtor-$c.json"
    done
    python3 - <<'END' 2>>err
import json
place = ('reserved_place', 'drawn_by_lot')
queue = {i['ref']: i for i in json.load(open('queue.json'))['items']}
for c in ('C1', 'C2', 'C3', 'C4'):
    why = json.load(open(f'why-{c}.json'))
    row = queue.get(why['ref'])
    assert json.load(open(f'debtor-{c}.json'))['action'] == why['action'], c
    assert why['action'] == (row['action'] if row else 'none'), (why, row)
    if row:
        assert why['reasons'] == [r for r in row['reasons'] if r['code'] not in place], (why, row)
END
}

screens() {
    same && run why C2 && holds "d['action'] == 'none' and not d['contact']['allowed']
 and d['contact']['blocks'][0]['code'] == 'below_minimum'"
    verdict $? 'before a run, the file says what the list says, small amounts too'
    run run && same
    verdict $? 'and after it'
    run postpone C4 --until 2026-12-04 --why 'en congé' && same && run why C4 &&
        holds "d['contact']['allowed'] and d['why_not']['code'] == 'postponed'
 and d['why_not']['until'] == '2026-12-04' and d['next_change'] == '2026-12-05'"
    verdict $? 'a file that waits says for what, though the law allows the call'
    "$relance" --db "$url" --today "$today" why C4 >out 2>err && grep -q 'Rien aujourd’hui : .*eport' out
    verdict $? 'and to people'
    run why C1 && holds "[r['code'] for r in d['reasons']].count('no_action') == 1"
    verdict $? 'nothing done for so many days is a reason'
}

alerted() {
    run postpone C1 --until 2026-11-28 --why 'en congé' && run queue &&
        holds "d['items'][0]['action'] == 'alert_manager'
 and 'act_before' in [r['code'] for r in d['items'][0]['reasons']]" && same
    verdict $? 'a claim that expires is told to the manager, though the file was put off'
    run alert C1 --kind limitation --note 'F1 se prescrit le 1er décembre' && run queue &&
        holds "'alert_manager' not in [i['action'] for i in d['items']]" && same
    verdict $? 'once told, it leaves the list'
    today=2026-11-24
    run run && run queue && holds "'alert_manager' not in [i['action'] for i in d['items']]"
    verdict $? 'and does not come back the next day'
    today=2026-11-23
}

names() { # the debtors of the last list
    python3 -c "import json; print(','.join(sorted(i['debtor'] for i in json.load(open('out'))['items'])))"
}

agents() {
    run queue --agent zoe
    [ $? -eq 1 ] && holds "d['error']['code'] == 'unknown_user'"
    verdict $? 'a list of somebody unknown'
    run release C1 && run release C4 && run queue && holds "all(i['agent'] is None for i in d['items'])"
    verdict $? 'without agents every list is everybody’s'
    run user add claire --role agent && run user add ines --role agent --creditor OWN &&
        run user add lea --role manager && run team add OUEST --lead claire && run run && run queue &&
        holds "all(i['agent'] is None for i in d['items'])" && names >all && run queue --agent lea &&
        names | cmp -s - all
    verdict $? 'files of nobody are on every list'
    today=2026-11-24
    run queue && names >all && grep -q , all && run queue --agent lea && names | cmp -s - all
    verdict $? 'before the run of a day, too'
    today=2026-11-23
    run file assign C1 C4 --agent ines --why Ouest && run queue --agent ines &&
        names | grep -q 'Four Quatre,Tuilerie Un\|Four Quatre.*Tuilerie Un' && run queue &&
        holds "[i['agent'] for i in d['items'] if i['debtor'] in ('Tuilerie Un', 'Four Quatre')] == ['ines'] * 2"
    verdict $? 'a file that is given is on its list at once'
    run run && holds "d['changed'] == 0" && same
    verdict $? 'as the next run says'
    run user absence ines --from 2026-11-23 --to 2026-11-24 --cover claire && run queue --agent claire &&
        names | grep -q 'Four Quatre' && run queue --agent ines && holds "d['items'] == []" &&
        run debtor C1 && holds "d['agent']['login'] == 'ines' and d['agent']['covered_by'] == 'claire'
 and d['on_list_of'] == 'claire'"
    verdict $? 'while she is away, who covers for her has her files, also before the next run'
    run run && run queue --agent claire && names | grep -q 'Four Quatre'
    verdict $? 'and after it'
    run user absence ines --cancel 1 && run queue --agent ines && names | grep -q 'Four Quatre'
    verdict $? 'she is back'
    run file assign C4 --team OUEST --why Ouest && run queue --agent claire &&
        names | grep -q 'Four Quatre' && run debtor C4 && holds "d['team'] == 'OUEST' and d['agent'] is None"
    verdict $? 'a file of a team is on the list of one of it'
    run file assign C4 --team EST --why Est
    [ $? -eq 1 ] && holds "d['error']['code'] == 'unknown_team'" &&
        { run file assign C4 --team OUEST --agent ines --why x; [ $? -eq 2 ]; } &&
        holds "d['error']['code'] == 'option_conflict'"
    verdict $? 'a team that is not, and two owners'
    for c in C1 C2 C3 C4; do run file assign $c --nobody --why x; done
    run file share --why 'nouveau portefeuille' &&
        holds "sorted(f['agent'] for f in d['files']) == ['claire', 'claire', 'ines', 'ines']
 and len({f['ref'] for f in d['files']}) == 4" && run queue && names >all &&
        run queue --agent claire && names >claire && run queue --agent ines && names >ines &&
        [ "$(cat claire ines | tr ',' '\n' | sort | grep .)" = "$(tr ',' '\n' <all)" ]
    verdict $? 'files of nobody are shared out, none twice'
    run file share --why encore
    [ $? -eq 1 ] && holds "d['error']['code'] == 'nothing_new'" && run run && holds "d['changed'] == 0"
    verdict $? 'until none is left'
}

top() {
    run queue && cp out all.json && run queue --top 50 && cp out half.json && python3 - <<'END' 2>>err
import json
from decimal import Decimal as D
whole, half = (json.load(open(f + '.json')) for f in ('all', 'half'))
assert 'top' not in whole
n = half['top']['files']
assert 0 < n < len(whole['items']) and half['items'] == whole['items'][:n], half
top = half['top']
assert D(top['covered']) * 2 >= D(top['whole']) > 0 and half['total'] == whole['total']
for row in whole['items']:
    codes = [r['code'] for r in row['reasons']]
    assert (row['amount'] == '0.00') or {'value_per_minute', 'expected_cash', 'prior_estimate'} <= set(codes), row
END
    verdict $? 'the first files that bring half of the extra cash'
    run queue --top 0
    [ $? -eq 2 ] && holds "d['error']['code'] == 'bad_option_value'"
    verdict $? 'a share of nothing'
}

# A promise is asked of the books, never of opinions.
promises() {
    run promise C4 --on 2026-11-25 --amount 300 --means transfer --items F5 --person 'M. Quatre' &&
        run queue && holds "'Four Quatre' not in [i['debtor'] for i in d['items']]"
    verdict $? 'a promise is waited for'
    today=2026-12-02
    run run && run queue && holds "[[r['code'] for r in i['reasons'] if r['code'].startswith('promise')]
 for i in d['items'] if i['debtor'] == 'Four Quatre'] == [['promise_to_verify']]
 and 'broken_promise' not in [r['code'] for i in d['items'] for r in i['reasons']]" && same
    verdict $? 'it is not called broken before the books reach its day: who calls knows that'
    run import list.csv --creditor OWN --mode state --as-of 2026-12-02 && run run && run queue &&
        holds "d['items'][0]['debtor'] == 'Four Quatre' and d['items'][0]['action'] == 'call'
 and d['items'][0]['reasons'][0]['code'] == 'broken_promise'" && same
    verdict $? 'a broken promise is called first, the same day'
    run add payment C4 --creditor OWN --amount 120 --date 2026-12-02 && run queue &&
        holds "d['items'][0]['reasons'][0]['code'] in ('part_kept_promise', 'broken_promise')"
    verdict $? 'and one that was kept in part, too'
    today=2026-11-23
}

play() {
    begin
    screens
    alerted
    agents
    top
    python3 "$auditor" "$relance" "$url" 2026-09-30 2026-11-24 >out 2>err
    verdict $? 'the auditor finds the same figures, of each agent, too'
    promises
}

engine=sqlite
url=sqlite:$work/day.db
play
if [ -n "${RELANCE_TEST_PG-}" ]; then
    engine=postgresql
    psql -qX "$RELANCE_TEST_PG" -c "CREATE SCHEMA queue_$$" >/dev/null
    url="$RELANCE_TEST_PG?options=-csearch_path%3Dqueue_$$"
    play
fi
echo "1..$count"
