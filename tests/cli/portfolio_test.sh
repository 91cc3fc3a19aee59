#!/bin/sh
# The demo portfolio through the whole product: taken in, aged, listed, verified, and recomputed by
# the independent auditor. TAP. Arguments: the program, the generator.
set -u
relance=$1
demogen=$2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH='' cd -- "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset RELANCE_DB
count=0

ok() { # status name
    if [ "$1" -eq 0 ]; then verdict=ok; else verdict='not ok'; fi
    count=$((count + 1))
    echo "$verdict $count - $2"
    [ "$1" -eq 0 ] || head -n 20 "$work/out" | sed 's/^/# /'
}

run() { "$relance" --db "sqlite:$work/demo.db" --today 2026-11-23 "$@"; }
# number KEY FILE: the number behind a key of a JSON document
number() {
    tr "{," "\n" <"$2" | sed -n "s/^ *\"$1\": *\"\{0,1\}\([-0-9.]*\).*/\1/p" | head -n 1
}

run init >"$work/out" 2>&1 && "$demogen" "$work/p" >>"$work/out" 2>&1
ok $? "a new database and a portfolio"

take() { # creditor capacity
    fec=$(ls "$work/p/$1/"*FEC*.txt)
    run --json import "$fec" --creditor "$1" --capacity "$2" >"$work/out" 2>&1
    ok $? "$1: the ledger is taken in"
    lines=$(wc -l <"$fec")
    [ "$(number read "$work/out")" = $((lines - 1)) ]
    ok $? "$1: every line of it is read"
    run --json import "$work/p/$1/clients.csv" --creditor "$1" >"$work/out" 2>&1
    ok $? "$1: the list of customers is taken in"
    run --json import "$fec" --creditor "$1" >"$work/out" 2>&1 &&
        [ "$(number accepted "$work/out")" = 0 ] && [ "$(number items "$work/out")" = 0 ]
    ok $? "$1: the same ledger again changes nothing"
}
take OWN own
take MAN mandate
take FAC factor

run --json verify >"$work/out" 2>&1
ok $? "what the database keeps is what its facts make"
run --json queue --limit 50 >"$work/out" 2>&1 && grep -q '"action": *"call"' "$work/out"
ok $? "there is somebody to call"

python3 "$root/tests/auditor/audit_database.py" "$relance" "sqlite:$work/demo.db" --statements 40 \
    2026-11-23 >"$work/out" 2>&1
ok $? "the independent auditor finds the same figures"
echo "1..$count"
