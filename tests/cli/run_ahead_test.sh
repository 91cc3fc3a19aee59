#!/bin/sh
# A run over so many files that they are read and decided on by threads beside the one who writes,
# on both engines: it says what each file by itself says, with what was agreed among them; the next
# day as well; where nobody else may connect it does it all by itself; what cannot be read, or is
# another database by now, is an error, not half a list. TAP.
# usage: [pg_server.sh] run_ahead_test.sh RELANCE. RELANCE_TEST_PG: see tests/store/pg_server.sh.
set -u
relance=$(realpath "$1")
# shellcheck source=tests/support/answers.sh
. "$(dirname -- "$0")/../support/answers.sh"
cd "$work" || exit 3
today=2026-11-23

# Some are not due yet, some due soon, some past every level, some barred, some paid in part.
awk 'BEGIN { print "Compte;Nom;Piece;Date;Echeance;Montant;Solde"
    for (i = 1; i <= 6500; i++)
        printf "K%05d;Client fictif %d;F%05d;%02d/%02d/%d;%02d/%02d/%d;%d,50;%d,50\n", i, i, i, i % 28 + 1,
            i % 10 + 1, 2026 - i % 7 * (i % 3 == 0), i % 28 + 1, i % 10 + 3, 2026 - i % 7 * (i % 3 == 0),
            20 + i % 997, 20 + (i % 2) * (i % 997) }' >list.csv

list() { run queue --limit 10000 && cp out "$1"; }
same() { # of two lists, what they say of each file
    python3 - "$1" "$2" 2>>err <<'PY'
import json, sys
a, b = (json.load(open(f))["items"] for f in sys.argv[1:])
assert len(a) == len(b) > 2000, (len(a), len(b))
for x, y in zip(a, b):
    assert x == y, (x, y)
PY
}

decided() {
    run init && run import list.csv --creditor OWN
    for i in 00100 01500 03000 04200 06400; do
        run promise "K$i" --on 2026-11-30 --amount 20 --means transfer --items "F$i" --person 'M. Fictif'
    done
    list live
    verdict $? 'a list is taken in'
    run run && holds "d['accounts'] > 6000 and d['run'] == 1"
    verdict $? 'every file is decided on'
    list stored && same live stored
    verdict $? 'as each file by itself'
    run run --all && holds "d['changed'] == 0" && list again && same live again
    verdict $? 'a second time nothing changes'
    today=2026-12-02
    list live
    run run && holds "d['changed'] > 0" && list stored && same live stored
    verdict $? 'the next days it is what each file says then'
    run run --all && holds "d['changed'] == 0"
    verdict $? 'and what a run over everybody says'
    run verify
    verdict $? 'the database is whole'
    today=2026-11-23
}

alone() {
    sql="psql -qXAt -v ON_ERROR_STOP=1 $RELANCE_TEST_PG"
    $sql >/dev/null 2>>err <<SQL
CREATE ROLE alone_$$ LOGIN CONNECTION LIMIT 1;
GRANT ALL ON SCHEMA ahead_$$ TO alone_$$;
GRANT ALL ON ALL TABLES IN SCHEMA ahead_$$ TO alone_$$;
SQL
    all=$url
    url="$url&user=alone_$$"
    run run --all && holds "d['changed'] >= 0 and d['accounts'] > 6000"
    verdict $? 'who may connect but once does it by himself'
    url=$all
    list live && run run --all && holds "d['changed'] == 0" && list stored && same live stored
    verdict $? 'and says the same'
}

damaged() {
    url=sqlite:$work/damaged.db
    run init && run import list.csv --creditor OWN
    page=$(sqlite3 damaged.db "SELECT pageno FROM dbstat WHERE name = 'item' AND pagetype = 'leaf'
        ORDER BY path LIMIT 1 OFFSET (SELECT count(*) / 2 FROM dbstat WHERE name = 'item' AND pagetype = 'leaf')")
    dd if=/dev/zero of=damaged.db bs=4096 seek=$((page - 1)) count=1 conv=notrunc 2>/dev/null
    timeout 60 "$relance" --db "$url" --today $today --json run >out 2>err
    [ $? -eq 3 ] && holds "d['error']['code'] == 'db_damaged'" &&
        [ "$(sqlite3 damaged.db "SELECT count(*) FROM run WHERE state = 'published'")" = 0 ]
    verdict $? 'what cannot be read is an error, and nothing is published'
}

# Those who read beside open the database by its name. While the run waits for somebody who writes,
# a copy takes that name.
moved() {
    url=sqlite:$work/moved.db
    run init && run import list.csv --creditor OWN && cp moved.db copy.db
    mkfifo hold
    sqlite3 moved.db <hold >held 2>&1 &
    holder=$!
    exec 9>hold
    echo "BEGIN IMMEDIATE; SELECT 'held';" >&9
    until grep -qs held held; do sleep 0.05; done
    (exec 9>&- && run run) &
    runs=$!
    for _ in $(seq 200); do # until both have it open
        [ "$(find /proc/[0-9]*/fd -lname "$work/moved.db-shm" 2>/dev/null | wc -l)" -lt 2 ] || break
        sleep 0.02
    done
    for end in '' -wal -shm; do mv "moved.db$end" "gone.db$end"; done
    cp copy.db moved.db
    exec 9>&-
    wait $holder
    wait $runs
    [ $? -eq 3 ] && holds "d['error']['code'] == 'db_failed'" &&
        [ "$(for i in moved gone; do sqlite3 $i.db 'SELECT count(*) FROM run'; done)" = "$(printf '0\n1')" ] &&
        [ "$(sqlite3 gone.db 'SELECT state FROM run')" = running ]
    verdict $? 'what has the name of the database by now is not read for it'
}

engine=sqlite
new_url sqlite ahead
decided
damaged
moved
if [ -n "${RELANCE_TEST_PG-}" ]; then
    engine=postgresql
    new_url postgresql ahead
    decided
    alone
fi
echo "1..$count"
