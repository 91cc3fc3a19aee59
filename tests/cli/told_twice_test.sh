#!/bin/sh
# told_twice_test.sh RELANCE: a customer list that names an account twice, a new list after an undo,
# and a mistyped creditor. Prints TAP.
set -u
auditor=$(CDPATH='' cd -- "$(dirname -- "$0")/../auditor" && pwd)/audit_database.py
relance=$1
# shellcheck source=tests/support/points.sh
. "$(dirname -- "$0")/../support/points.sh"

relance() { "$relance" --db "sqlite:$work/t.db" --today 2026-11-23 "$@"; }
says() { relance "$@" 2>&1; }
contains() { # text command...
    text=$1
    shift
    says "$@" | grep -qF -- "$text"
}

printf 'compte;nom;telephone\nC1;Atelier Un;01 99 00 12 34\nC1;Atelier Un;01 99 00 56 78\n' \
    >"$work/list.csv"
holds 'init' relance init --demo
holds 'a list that names an account twice is taken' relance import "$work/list.csv" --creditor US
holds 'the last row has the last word' contains '01 99 00 56 78' debtor C1
holds 'verify is good' relance verify
holds 'the import is undone' relance import --undo I-000001-P
holds 'and taken again' relance import "$work/list.csv" --creditor US
holds 'the auditor finds the same figures' python3 "$auditor" "$relance" "sqlite:$work/t.db" 2026-11-23
holds 'its name is told again' contains 'Atelier Un' debtor C1
relance queue --creditor TYPO >"$work/out" 2>&1
code=$?
holds 'a mistyped creditor is refused' test "$code" = 1
relance ageing --creditor TYPO >"$work/out" 2>&1
code=$?
holds 'by the aged balance, too' test "$code" = 1
echo "1..$count"
