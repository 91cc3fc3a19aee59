#!/bin/sh
# import_beside_test.sh RELANCE: a long list that is killed while it is written counts for nothing;
# while another is taken in, entries are made by hand in the same books, on customers it names:
# nothing is lost, nothing counted twice. Prints TAP.
set -u
relance=$1
# shellcheck source=tests/support/points.sh
. "$(dirname -- "$0")/../support/points.sh"

relance() { "$relance" --db "sqlite:$work/b.db" --today 2026-06-30 "$@"; }
total() { relance --json ageing --by creditor | grep -o '"total":"[^"]*"' | head -1; }
same() { test "$1" = "$2" || { echo "$1, not $2"; false; }; }

# 300 customers are known; a list of 51,000 rows names them and 11,700 others.
awk 'BEGIN {
    print "Compte;Nom;Piece;Date;Echeance;Solde"
    for (i = 0; i < 300; i++)
        printf "C%05d;Client %d;A%05d;01/04/2026;01/05/2026;100,00\n", i * 40, i * 40, i
}' >"$work/known.csv"
awk 'BEGIN {
    print "Compte;Nom;Piece;Date;Echeance;Solde"
    for (i = 0; i < 51000; i++)
        printf "C%05d;Client %d;F%05d;01/05/2026;31/05/2026;2,00\n", i % 12000, i % 12000, i
}' >"$work/long.csv"

# Entries until the import has ended, with its first customer and one of its last; $made counts them.
made=0
entries() { # prefix process
    while kill -0 "$2" 2>/dev/null; do
        who=C00000
        [ $((made % 2)) -eq 0 ] || who=C11960
        relance add invoice "$who" --creditor OWN --number "$1$made" --amount 10.00 --date 2026-06-01 \
            --due 2026-06-29 >"$work/entry" 2>&1 || { sed 's/^/# /' "$work/entry" && return 1; }
        made=$((made + 1))
        sleep 0.3
    done
    wait "$2" || { sed "s/^/# /" "$work/import" && return 1; }
}
import() { # file options...
    "$relance" --db "sqlite:$work/b.db" --today 2026-06-30 import "$@" >"$work/import" 2>&1 &
}

# Waits until so many rows of the list are in the file, none of them counting, then kills.
kill_at() { # rows process
    for _ in $(seq 1 3000); do
        there=$(sqlite3 "$work/b.db" 'SELECT count(*) FROM told_item' 2>/dev/null)
        [ "${there:-0}" -lt "$1" ] || break
        sleep 0.02
    done
    kill -9 "$2" 2>/dev/null
    wait "$2" 2>/dev/null
    # on a slow machine, too, it runs still when it is looked at
    sqlite3 "$work/b.db" 'UPDATE import_lease SET until_ms = until_ms + 600000'
    sqlite3 "$work/b.db" "SELECT count(*) || ' ' || (SELECT count(*) FROM item) FROM told_item"
    test "${there:-0}" -ge "$1" && test "$there" -lt 51300 # all of it: too late
}

holds 'init' relance init
holds 'a short list' relance import "$work/known.csv" --creditor OWN
before=$(relance --json ageing --by debtor)
cp "$work/b.db" "$work/kept.db"
# What is written is seen piece by piece, each of a second: a row takes its time here, so that on a
# quick machine, too, several are to come.
slow() {
    sqlite3 "$work/b.db" 'CREATE TRIGGER slow AFTER INSERT ON told_item BEGIN
        SELECT (WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 1000)
            SELECT max(n) FROM c); END'
}
quick() { sqlite3 "$work/b.db" 'DROP TRIGGER slow'; }
for rows in 301 30000; do
    slow
    import "$work/long.csv"
    holds "killed once $rows rows are there" kill_at "$rows" $!
    quick
    holds 'no figure knows it' same "$(relance --json ageing --by debtor)" "$before"
    holds 'verify is good without it' relance verify
    relance --json import "$work/long.csv" >"$work/again" 2>&1
    holds 'while its lease runs no other is taken' grep -q '"import_running"' "$work/again"
    rm -f "$work"/b.db*
    cp "$work/kept.db" "$work/b.db"
done
import "$work/long.csv"
holds 'a long one, and entries beside it' entries H $!
first=$made
holds 'some of them while it was written' test "$first" -gt 1
expected=$((300 * 100 + 51000 * 2 + first * 10))
holds 'all counts once' same "$(total)" "\"total\":\"$expected.00\""
holds 'verify is good' relance verify
import "$work/long.csv" --mode state --as-of 2026-06-30 --confirm
holds 'the complete list again, and entries beside it' entries J $!
holds 'some of them while it was compared' test "$made" -gt "$first"
holds 'verify is good, still' relance verify
echo "1..$count"
