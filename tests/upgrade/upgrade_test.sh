#!/bin/sh
# Databases stored by earlier releases, on both engines: refused before the upgrade, brought up by
# `init`, and every figure is what it was. TAP.
# usage: pg_server.sh upgrade_test.sh RELANCE. Every schema_NNNN.* of this folder is tried.
set -u
relance=$(realpath "$1")
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset RELANCE_DB
count=0

ok() { # status name
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $count - schema $number, $engine: $2"
    else
        echo "not ok $count - schema $number, $engine: $2"
        head -n 20 "$work/out" | sed 's/^/# /'
    fi
}
skip() {
    count=$((count + 1))
    echo "ok $count - schema $number, $engine # SKIP $1"
}

run() { "$relance" --db "$url" --today "$today" "$@" >"$work/out" 2>&1; }
stored() { sed -n "s/.*\"$1\": \"\([^\"]*\)\".*/\1/p" "$here/schema_$number.json" | head -n 1; }

restore() {
    case $engine in
    sqlite)
        url=sqlite:$work/$number.db
        cp "$here/schema_$number.sqlite" "$work/$number.db" && chmod 600 "$work/$number.db"
        ;;
    postgresql)
        url=${RELANCE_TEST_PG%/*}/stored_$number
        psql -qX "$RELANCE_TEST_PG" -c "CREATE DATABASE stored_$number" >"$work/out" 2>&1 &&
            psql -qX -v ON_ERROR_STOP=1 "$url" -f "$here/schema_$number.pg.sql" >"$work/out" 2>&1
        ;;
    esac
}

figure() { # key of the stored document, command...
    key=$1
    shift
    "$relance" --db "$url" --today "$today" --json "$@" >"$work/now.json" 2>"$work/out" &&
        python3 "$here/compare.py" "$here/schema_$number.json" "$key" "$work/now.json" >"$work/out" 2>&1
}

# A debit of the bank's that earlier versions took for an adjustment due by the terms: it is folded
# again when the database is brought up.
read_again() {
    python3 - "$work/$number.db" >"$work/out" 2>&1 <<'END'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.row_factory = sqlite3.Row
def copy(table, where, **changes):
    row = dict(db.execute(f'SELECT * FROM {table} WHERE {where}').fetchone()) | changes
    db.execute(f'INSERT INTO {table} ({", ".join(row)}) VALUES ({", ".join("?" * len(row))})', list(row.values()))
line = db.execute("SELECT line_id FROM ledger_line WHERE piece = 'B1' AND role = 'customer'").fetchone()[0]
copy('ledger_line', f'line_id = {line}', line_id=line + 1, piece='BACK', label='CHQ IMPAYE', debit_minor=120000,
     credit_minor=0, entry_day=20731, piece_day=None, fingerprint=b'0' * 16)
copy('line_sighting', f'line_id = {line}', line_id=line + 1, letter='', letter_day=None, position=99)
copy('item', f'line_id = {line}', line_id=line + 1, item_id=line + 1, kind='adjustment', amount_minor=120000,
     open_minor=120000, on_day=20731, issued_day=20731, due_day=20761, piece='BACK', label='CHQ IMPAYE')
db.commit()
END
    run init && run --json debtor C1 --creditor AAA && python3 - "$work/out" <<'END' 2>>"$work/out"
import json, sys
item = next(i for i in json.load(open(sys.argv[1]))['items'] if i['number'] == 'BACK')
assert (item['kind'], item['due'], item['open']) == ('payment_returned', '2026-10-05', '1200.00'), item
END
    ok $? "what this version reads otherwise is folded again"
    rm -f "$work/$number.db"* && restore
}

newest=$(ls "$here/../../sql/schema" | sed -n 's/^\([0-9]*\)_.*\.sql$/\1/p' | sort | tail -n 1)

try() {
    today=$(stored today)
    restore
    ok $? "the stored database is put back"
    if [ "$number" -lt "$newest" ]; then
        run ageing
        [ $? -eq 3 ] && grep -q 'relance init' "$work/out"
        ok $? "before the upgrade it is refused with advice"
    fi
    if [ $engine = sqlite ] && [ "$number" -lt "$newest" ]; then
        read_again
    fi
    run init
    ok $? "init brings it up"
    run init
    ok $? "init again finds nothing to do"
    run --json verify && grep -q '"ok": *true' "$work/out"
    ok $? "verify finds nothing"
    figure ageing ageing
    ok $? "the aged balance is what it was"
    figure ageing_by_creditor ageing --by creditor
    ok $? "by creditor as well"
    figure ageing_strict ageing --strict-due
    ok $? "and on stated dates"
    figure queue queue --limit 1000
    ok $? "the same files are to be worked on, for the same amounts"
    if grep -q '"documents":' "$here/schema_$number.json"; then
        figure documents documents
        ok $? "the same documents wait"
        run documents get "$(stored withdrawn)" --out "$work/kept.pdf" &&
            run documents C1 --creditor AAA && ! grep -q "$(stored withdrawn)" "$work/out"
        ok $? "what was withdrawn is kept as withdrawn"
    fi
    run --json user list && grep -q "\"$(stored login)\"" "$work/out"
    ok $? "the people are there"
    run export facts && grep "\"id\":\"$(stored undone)\"" "$work/out" | grep -q '"state":"undone"'
    ok $? "what was undone stays undone"
    {
        printf 'JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n'
        printf 'VE\tVentes\t90\t20261102\t411000\tClients\tC1\tAtelier\tN1\t20261102\tNeuf\t10,00\t0,00\t\t\t\t\t\n'
        printf 'VE\tVentes\t90\t20261102\t707000\tVentes\t\t\tN1\t20261102\tNeuf\t0,00\t10,00\t\t\t\t\t\n'
    } >"$work/new.txt"
    run --json import "$work/new.txt" --creditor AAA && grep -q '"accepted": *1,' "$work/out" &&
        run --json verify
    ok $? "and work goes on: a new line is taken in"
}

for file in "$here"/schema_*.json; do
    number=$(basename "$file" .json)
    number=${number#schema_}
    engine=sqlite
    try
    engine=postgresql
    if [ -n "${RELANCE_TEST_PG:-}" ]; then
        try
    else
        skip 'no PostgreSQL server here'
    fi
done
echo "1..$count"
