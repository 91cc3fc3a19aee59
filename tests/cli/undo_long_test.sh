#!/bin/sh
# undo_long_test.sh RELANCE: an import of many accounts is taken back in pieces: the same figures as
# if it had never been, also when it is killed half-way and said again, or met by the next import; in
# between others save. Prints TAP.
set -u
relance=$1
# shellcheck source=tests/support/points.sh
. "$(dirname -- "$0")/../support/points.sh"

at() { # database arguments...
    base=$1
    shift
    "$relance" --db "sqlite:$work/$base.db" --today 2026-06-30 "$@"
}
figures() { at "$1" --json ageing --by debtor; }
same_figures() { test "$(figures "$1")" = "$(figures "$2")"; }
refused() { ! "$@"; }
copy() { # of a base that nobody has open
    sqlite3 "$work/$1.db" 'PRAGMA wal_checkpoint(TRUNCATE)' >"$work/out"
    cp "$work/$1.db" "$work/$2.db"
}
# Waits until the first piece is written, not the last; then kills.
kill_half_way() { # database process
    for _ in $(seq 1 3000); do
        state=$(sqlite3 "$work/$1.db" \
            'SELECT finished, after_debtor > 0 FROM import_undo' 2>/dev/null)
        case $state in '0|1' | '1|1') break ;; esac
        sleep 0.02
    done
    kill -9 "$2" 2>/dev/null
    wait "$2" 2>/dev/null
    test "$state" = '0|1'
}

# 9,000 customers with one row each; every third was known before, with another number.
awk 'BEGIN {
    print "Compte;Nom;Piece;Date;Echeance;Solde"
    for (i = 0; i < 9000; i += 3)
        printf "C%05d;Client %d;A%05d;01/04/2026;01/05/2026;%d,00\n", i, i, i, i % 700 + 1
}' >"$work/known.csv"
awk 'BEGIN {
    print "Compte;Nom;Piece;Date;Echeance;Solde"
    for (i = 0; i < 9000; i++)
        printf "C%05d;Client %d;F%05d;01/05/2026;31/05/2026;%d,50\n", i, i, i, i % 900 + 1
}' >"$work/many.csv"
printf 'Compte;Nom;Piece;Date;Echeance;Solde\nX1;Autre;X1;01/05/2026;31/05/2026;10,00\n' \
    >"$work/other.csv"

holds 'init' at before init
holds 'a list' at before import "$work/known.csv" --creditor OWN
copy before whole
holds 'a list of many' at whole import "$work/many.csv" --creditor OWN
holds 'told otherwise' refused same_figures before whole
copy whole killed

holds 'it is taken back' at whole import --undo I-000002-N
grep -q '9000 créances et crédits retirés' "$work/out" && point ok 'all of it is counted' ||
    point 'not ok' 'all of it is counted'
holds 'in more than one piece' test \
    "$(sqlite3 "$work/whole.db" 'SELECT finished, withdrawn FROM import_undo')" = '1|9000'
holds 'as if it had never been' same_figures before whole
holds 'verify is good' at whole verify
holds 'a second time is refused' refused at whole import --undo I-000002-N

"$relance" --db "sqlite:$work/killed.db" --today 2026-06-30 import --undo I-000002-N \
    >"$work/killed" 2>&1 &
holds 'killed half-way' kill_half_way killed $!
copy killed next
copy killed looked
holds 'verify ends it, too' at looked verify
holds 'and nothing is left to take back' refused at looked import --undo I-000002-N
holds 'others save' at killed hold C-000001-G --until 2026-07-31 --reason document_awaited
holds 'said again it goes on' at killed import --undo I-000002-N
grep -q '9000 créances et crédits retirés' "$work/out" && point ok 'and counts all of it' ||
    point 'not ok' 'and counts all of it'
holds 'the figures are those of before' same_figures before killed
holds 'verify is good afterwards' at killed verify

holds 'the next import ends it first' at next --json import "$work/other.csv" --creditor OTHER
other=$(grep -o 'I-[0-9]*-[A-Z0-9]' "$work/out" | head -1)
holds 'so it is taken back' refused at next import --undo I-000002-N
holds 'verify is good then, too' at next verify
holds 'and taken back itself' at next import --undo "$other"
holds 'all figures are those of before' same_figures before next
echo "1..$count"
