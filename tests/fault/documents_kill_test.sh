#!/bin/sh
# Many documents taken in while others work, and killed half-way: nobody sees a part of them, the
# same import again brings each once, an undo that was killed is gone on with. On both engines. TAP.
# usage: pg_server.sh documents_kill_test.sh RELANCE. RELANCE_TEST_PG: see tests/store/pg_server.sh.
set -u
relance=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 3
unset RELANCE_DB
count=0
today=2026-11-23
copies=12 # of 10 MiB each: four pieces

verdict() { # 0 or not, name
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $count - $engine: $2"
    else
        echo "not ok $count - $engine: $2"
        cat out err 2>/dev/null | head -c 2000 | sed 's/^/# /'
    fi
}

db() { "$relance" --db "$url" --today $today "$@"; }
# The document of a command that succeeds, in the file out.
says() { db --json "$@" >out 2>err; }
# A condition in Python on it, d.
holds() { python3 -c "import json; d = json.load(open('out')); assert ($1), d" 2>>err; }

new_url() {
    if [ "$engine" = sqlite ]; then
        url="sqlite:$work/kill.db"
    else
        psql -qX "$RELANCE_TEST_PG" -c "CREATE SCHEMA kill_$$" >/dev/null
        url="$RELANCE_TEST_PG?options=-csearch_path%3Dkill_$$"
    fi
}
sql() {
    if [ "$engine" = sqlite ]; then
        sqlite3 "$work/kill.db" ".timeout 5000" "$1"
    else
        psql -qtAX "$url" -c "$1"
    fi
}
# How many documents lie in the database, seen or not.
stored() { sql 'SELECT (SELECT COUNT(*) FROM document) + (SELECT COUNT(*) FROM inbox_document)'; }

# Starts a command and kills it once the number of documents stored is as asked for; fails when the
# command was faster.
killed_when() { # -gt or -lt, number, arguments
    compare=$1
    limit=$2
    shift 2
    "$relance" --db "$url" --today $today "$@" >out 2>err &
    victim=$!
    while kill -0 $victim 2>/dev/null; do
        n=$(stored)
        [ "${n:-$limit}" "$compare" "$limit" ] || continue
        kill -KILL $victim 2>/dev/null
        wait $victim 2>/dev/null
        [ $? -eq 137 ]
        return
    done
    return 1
}

# A dead import keeps its lease for a minute.
lease_out() { sql 'UPDATE import_lease SET until_ms = 1' >/dev/null; }

mkdir copies small
python3 - $copies <<'END'
import sys
rows = 'Code client;Nom;N° facture;Date facture;Échéance;Montant TTC;Solde\n'
for i in range(int(sys.argv[1])):
    number = f'FA-2026-{1000 + i}'
    rows += f'C{i % 3};Client {i % 3};{number};01/09/2026;01/10/2026;{100 + i},00;{100 + i},00\n'
    name = number if i % 3 else f'scan {i}'
    with open(f'copies/{name}.pdf', 'wb') as f:
        f.write(b'%PDF-1.4\n% ' + bytes([65 + i]) * (10 << 20) + b'\nstartxref\n0\n%%EOF\n')
open('list.csv', 'w').write(rows)
open('small/FA-2026-1001.pdf', 'wb').write(b'%PDF-1.4\n% small\nstartxref\n0\n%%EOF\n')
END

killing_the_import() {
    db init >/dev/null 2>&1 && db import list.csv >/dev/null 2>&1 && db import small >/dev/null 2>&1
    killed_when -gt 1 import copies && [ "$(stored)" -gt 1 ]
    verdict $? 'an import is killed when a part of its documents is stored'
    says documents && holds "len(d['documents']) == 1 and d['proposed'] == 1" &&
        says documents C2 && holds "d['documents'] == []" && says verify
    verdict $? 'nobody sees any of them'
    ! says import copies && holds "d['files'][0]['errors'][0]['code'] == 'import_running'"
    verdict $? 'while its lease runs another import is told so'
    lease_out
    killed_when -gt 6 import copies && says documents && holds "len(d['documents']) == 1"
    verdict $? 'killed again, later: still nothing'
    lease_out
}

# Takes them in while somebody else works.
taking_them_in() {
    db --json import copies >out 2>err &
    long=$!
    slowest=0
    others=0
    while kill -0 $long 2>/dev/null; do
        begun=$(date +%s%N)
        db add fact C1 --kind phone --value "01990010$((10 + others % 90))" >/dev/null 2>>err &&
            others=$((others + 1))
        took=$((($(date +%s%N) - begun) / 1000000))
        [ $took -le $slowest ] || slowest=$took
    done
    wait $long && holds "d['files'][0]['accepted'] == $copies and d['files'][0]['duplicates'] == 0"
    verdict $? 'the same again takes each of them once'
    import=$(python3 -c "import json; print(json.load(open('out'))['files'][0]['id'])")
    echo "# $others facts were saved meanwhile, the slowest in $slowest ms"
    [ $others -gt 0 ] && [ $slowest -lt 15000 ]
    verdict $? 'others save while many documents come in'
    says documents && holds "d['proposed'] == $copies - $copies // 3 + 1 and d['unmatched'] == $copies // 3" &&
        [ "$(stored)" -eq $((copies + 1)) ] && says verify
    verdict $? 'all are there, none twice'
}

killing_the_undo() {
    says documents
    one=$(python3 -c "import json
print([r['id'] for r in json.load(open('out'))['documents'] if r['file'] == 'FA-2026-1002.pdf'][0])")
    db documents confirm "$one" >/dev/null 2>&1
    killed_when -lt $((copies + 1)) import --undo "$import"
    killed=$?
    says documents && holds "len(d['documents']) == 1" && says documents C2 && holds "d['documents'] == []"
    verdict $? 'an undo takes everything from sight at once'
    [ $killed -eq 0 ] || echo "# the undo was faster than the killer"
    says import --undo "$import" || holds "d['error']['code'] == 'already_undone'"
    verdict $? 'one that was killed is gone on with, or had nothing left to do'
    [ "$(stored)" -eq 2 ] && db documents get "$one" --out kept.pdf >/dev/null 2>&1 &&
        cmp -s kept.pdf copies/FA-2026-1002.pdf && says verify
    verdict $? 'only what a person had confirmed is kept'
    rm -f kept.pdf
}

for engine in sqlite ${RELANCE_TEST_PG:+postgres}; do
    new_url
    killing_the_import
    taking_them_in
    killing_the_undo
done
[ -n "${RELANCE_TEST_PG:-}" ] || echo "# PostgreSQL is absent: SQLite only"
echo "1..$count"
