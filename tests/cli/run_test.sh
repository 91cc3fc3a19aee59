#!/bin/sh
# The daily run from the command line, on both engines: the list of the day is the same before it
# and after, changes with what is agreed and with what is imported, and stays whole whenever the run
# is killed; gone on with, the run ends like one that was not; of whom something becomes known while
# it goes on, the next one knows. TAP.
# usage: pg_server.sh sh run_test.sh RELANCE SHIM. RELANCE_TEST_PG: see tests/store/pg_server.sh.
set -u
auditor=$(CDPATH='' cd -- "$(dirname -- "$0")/../auditor" && pwd)/audit_database.py
relance=$(realpath "$1")
shim=$(realpath "$2")
# shellcheck source=tests/support/answers.sh
. "$(dirname -- "$0")/../support/answers.sh"
cd "$work" || exit 3
with=

run() { $with "$relance" --db "$url" --today 2026-11-23 --json "$@" >out 2>err; }

list() { run queue && cp out "$1"; }

tab=$(printf '\t')
header="JournalCode${tab}JournalLib${tab}EcritureNum${tab}EcritureDate${tab}CompteNum${tab}CompteLib${tab}CompAuxNum${tab}CompAuxLib${tab}PieceRef${tab}PieceDate${tab}EcritureLib${tab}Debit${tab}Credit${tab}EcritureLet${tab}DateLet${tab}ValidDate${tab}Montantdevise${tab}Idevise"
n=0
sale() { # customer name piece date amount
    n=$((n + 1))
    printf 'VE\tVentes\t%s\t%s\t411000\tClients\t%s\t%s\t%s\t%s\tFacture\t%s\t0,00\t\t\t%s\t\t\n' \
        "$n" "$4" "$1" "$2" "$3" "$4" "$5" "$4"
    printf 'VE\tVentes\t%s\t%s\t707000\tVentes\t\t\t%s\t%s\tFacture\t0,00\t%s\t\t\t%s\t\t\n' \
        "$n" "$4" "$3" "$4" "$5" "$4"
}
sales() {
    sale C1 'Atelier Un' F1 20260801 1000,00
    sale C2 'Scierie Deux' F2 20260802 2000,00
    sale C3 'Forge Trois' F3 20260803 3000,00
    sale C4 'Verrerie Quatre' F4 20260804 50,00
}
{ echo "$header"; sales; } >ledger.txt
n=0
{ echo "$header"; sales; sale C5 'Moulin Cinq' F5 20260805 9000,00; } >later.txt

day() {
    run init && run import ledger.txt --creditor OWN --terms net30 && list live
    verdict $? 'ledger imported'
    run run && holds "d['run'] == 1 and d['changed'] == 4"
    verdict $? 'every account is decided'
    list stored && cmp -s live stored
    verdict $? 'the list that was kept is the one computed on reading'
    run run && holds "d['run'] == 2 and d['changed'] == 0" && list again && cmp -s live again
    verdict $? 'a second run changes nothing'

    "$relance" rules export b2b >same.yaml
    sed 's/minimum: 15.00/minimum: 2500.00/' same.yaml >high.yaml
    sed 's/minimum: 15.00/minimum: -1/' same.yaml >wrong.yaml
    run run --dry-run same.yaml && holds "d['changed'] == 0 and d['accounts'] == 4
 and d['run'] is None and all(x['before'] == x['after'] for x in d['by_action'])"
    verdict $? 'the rules in force change nothing to the day'
    run run --dry-run high.yaml && holds "d['changed'] == 3
 and [(x['debtor'], x['amount']) for x in d['changes']] == [('Scierie Deux', '2000.00'),
  ('Atelier Un', '1000.00'), ('Verrerie Quatre', '50.00')]
 and all(x['after'] == 'none' and x['before'] != 'none' for x in d['changes'])
 and d['blocked'] == 3 and d['actions'] == 1" && list after && cmp -s live after
    verdict $? 'a trial of other rules says whose day would change, and writes nothing'
    run run --dry-run wrong.yaml
    [ $? -eq 1 ] && holds "d['error']['code'] == 'rules_invalid' and d['error']['line'] > 0"
    verdict $? 'wrong rules are not tried'

    run promise C3 --on 2026-11-30 --amount 3000 --means transfer --items F3 --person 'M. Trois' &&
        list promised &&
        python3 -c "
import json
before, now = (json.load(open(f))['items'] for f in ('live', 'promised'))
assert len(now) == len(before) - 1, now" 2>>err
    verdict $? 'a promise takes the file off the list at once'
    run run && holds "d['changed'] == 0" && list after && cmp -s promised after
    verdict $? 'as a run says, too'

    run pin C1 --until 2026-11-23 && run queue && holds "d['items'][0]['debtor'] == 'Atelier Un' and d['items'][0]['reasons'][0]['code'] == 'pinned'"
    verdict $? 'a pinned file is first at once'
    run postpone C1 --until 2026-11-30 --why 'en congé' && run queue &&
        holds "all(i['debtor'] != 'Atelier Un' for i in d['items'])"
    verdict $? 'a file that is put off is not on the list'
    run postpone C1 --until 2026-11-20 --why hier
    [ $? -eq 1 ] && holds "d['error']['code'] == 'date_past'"
    verdict $? 'nothing is put off until yesterday'
    run release C1 && list released && cmp -s promised released
    verdict $? 'a file that is released has its place again'

    run import later.txt --creditor OWN --terms net30 && list imported &&
        python3 -c "
import json
before, now = (json.load(open(f))['items'] for f in ('promised', 'imported'))
assert len(now) == len(before) + 1, now" 2>>err
    verdict $? 'what is imported is on the list before the next run'
    run run && holds "d['changed'] == 1" && list after && cmp -s imported after
    verdict $? 'and after it'
    python3 "$auditor" "$relance" "$url" 2026-08-31 2026-11-23 >out 2>err
    verdict $? 'the auditor finds the same figures'
}

killed() {
    plain_asan=${ASAN_OPTIONS-}
    bad=0
    whole=0
    url=sqlite:$work/whole.db
    run init && run import ledger.txt --creditor OWN --terms net30 && list live && cp whole.db base.db
    run run && "$relance" --db "$url" verify >out 2>err
    verdict $? 'a run that ended verifies'
    export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0"
    url=sqlite:$work/cut.db
    at=1
    while [ $at -le 400 ]; do
        rm -f cut.db cut.db-*
        cp base.db cut.db
        with="env LD_PRELOAD=$shim FAULT_MODE=kill-after FAULT_AT=$at"
        run run && whole=1
        with=
        [ $whole -eq 0 ] || break
        list killed && cmp -s live killed || { echo "list after kill at $at" >>err; bad=1; break; }
        wanted=live
        if [ $((at / 3 % 2)) -eq 1 ]; then
            run postpone C2 --until 2026-11-30 --why 'en congé' && list put_off && ! cmp -s live put_off ||
                { echo "put off after kill at $at" >>err; bad=1; break; }
            wanted=put_off
        fi
        run run && holds "d['changed'] >= 3 or d['run'] == 2 and d['changed'] == 0" && list again && cmp -s $wanted again &&
            "$relance" --db "$url" verify >out 2>>err || { echo "run after kill at $at" >>err; bad=1; break; }
        at=$((at + 3)) # tests/fault/run_kill_test.c draws many more
    done
    [ $bad -eq 0 ] && [ $whole -eq 1 ] && [ $at -gt 4 ]
    verdict $? "killed after every third of its $((at - 1)) writes, the list stays whole and the run is gone on with, with what was entered between"
    ASAN_OPTIONS=$plain_asan
}

# Somebody writes of a debtor while the run decides, and then waits for the run as run_again does.
# The run does not wait for him in turn.
beside() {
    sql="psql -qXAt -v ON_ERROR_STOP=1 $RELANCE_TEST_PG"
    run postpone C1 --until 2026-11-30 --why 'en congé'
    PGOPTIONS="-csearch_path=day_$$" $sql >held 2>&1 <<'SQL' &
BEGIN;
UPDATE work_touched SET times = times + 1;
DO $$ BEGIN
    FOR i IN 1..600 LOOP
        PERFORM pg_sleep(0.05);
        PERFORM pg_stat_clear_snapshot();
        EXIT WHEN EXISTS (SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock');
    END LOOP;
END $$;
UPDATE run SET whole = whole;
COMMIT;
SQL
    holder=$!
    while [ "$($sql -c "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")" != 1 ]; do
        sleep 0.05
    done
    run run
    ran=$?
    wait $holder && [ $ran -eq 0 ] && run verify
    verdict $? 'who writes of a debtor and the run do not wait for each other'
    cat held >>err
    [ "$($sql -c "SELECT count(*) FROM day_$$.work_touched")" = 1 ]
    verdict $? 'and what was written stays to be looked at'
    run run && [ "$($sql -c "SELECT count(*) FROM day_$$.work_touched")" = 0 ]
    verdict $? 'by the next run'
}

# The rows of a first run are put in the order of the lists at its end.
placed() {
    [ "$(psql -qXAt "$RELANCE_TEST_PG" -c "SELECT count(*) FROM pg_indexes
        WHERE schemaname = 'day_$$' AND indexname = 'work_by_place'")" = 1 ]
    verdict $? 'the order of the lists is there'
}

# More files than a batch holds, and something new of the last one, whose row somebody holds: while
# the second batch waits for it, he is not yet looked at.
batches() {
    sql="psql -qXAt -v ON_ERROR_STOP=1 $RELANCE_TEST_PG"
    $sql -c "CREATE SCHEMA many_$$"
    url="$RELANCE_TEST_PG?options=-csearch_path%3Dmany_$$"
    awk 'BEGIN { print "Compte;Nom;Piece;Date;Echeance;Montant;Solde"
        for (i = 1; i <= 40100; i++)
            printf "K%05d;Client fictif %d;F%05d;01/08/2026;31/08/2026;%d,00;%d,00\n", i, i, i, i, i }' >many.csv
    { head -n 1 many.csv && echo 'K40100;Client fictif 40100;G1;02/08/2026;31/08/2026;9,00;9,00'; } >more.csv
    run init && run import many.csv --creditor OWN && run run && holds "d['accounts'] == 40100" &&
        run import more.csv --creditor OWN
    PGOPTIONS="-csearch_path=many_$$" $sql >held 2>&1 <<'SQL' &
BEGIN;
SELECT 'held ' || count(*) FROM (SELECT 1 FROM work WHERE debtor_id IN (SELECT debtor_id FROM work_touched) FOR UPDATE) w;
DO $$ BEGIN
    FOR i IN 1..1200 LOOP
        PERFORM pg_sleep(0.05);
        PERFORM pg_stat_clear_snapshot();
        EXIT WHEN EXISTS (SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock');
    END LOOP;
END $$;
SELECT 'touched ' || count(*) FROM work_touched;
COMMIT;
SQL
    holder=$!
    until grep -qs 'held 1' held; do sleep 0.05; done
    run run --all && holds "d['changed'] == 1"
    ran=$?
    wait $holder && [ $ran -eq 0 ] && grep -q 'touched 1' held
    verdict $? 'of whom the first batch knows nothing stays to be looked at by the next one'
    [ "$($sql -c "SELECT count(*) FROM many_$$.work_touched")" = 0 ]
    verdict $? 'which has done so'
}

engine=sqlite
url=sqlite:$work/day.db
day
killed
if [ -n "${RELANCE_TEST_PG-}" ]; then
    engine=postgresql
    psql -qX "$RELANCE_TEST_PG" -c "CREATE SCHEMA day_$$" >/dev/null
    url="$RELANCE_TEST_PG?options=-csearch_path%3Dday_$$"
    day
    placed
    beside
    batches
fi
echo "1..$count"
