#!/bin/sh
# map_test.sh RELANCE: mappings proposed, saved, found again by the header of a list. Prints TAP.
set -u
relance=$1
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
# shellcheck source=tests/support/points.sh
. "$(dirname -- "$0")/../support/points.sh"

same() { # name expected got
    if [ "$2" = "$3" ]; then
        point ok "$1"
    else
        point 'not ok' "$1"
        printf '# expected: %s\n# got:      %s\n' "$2" "$3"
    fi
}

bare() { # without what depends on the name of the file or the language
    sed 's/,"message":"[^"]*","advice":"[^"]*"//g'
}

# What is recognised without a mapping is read the same way with the one proposed.
proposals() { # folder
    cd "$root/tests/golden/$1" || exit 1
    for file in *.csv; do
        [ "$file" != column_twice.csv ] || continue # there a proposal chooses
        without=$("$relance" --json inspect "$file" | bare)
        "$relance" map suggest "$file" >"$work/proposal.yaml" || point 'not ok' "no proposal: $file"
        same "proposal for $1/$file" "$without" \
            "$("$relance" --json inspect --map "$work/proposal.yaml" "$file" | bare)"
    done
    cd "$root" || exit 1
}

proposals open_items
proposals customers

cd "$work" || exit 1
cp "$root/tests/golden/mapping/headers.csv" "$root/tests/golden/mapping/headers.yaml" .
"$relance" map suggest headers.csv >proposal.yaml
same 'unknown columns stand in comments' 8 "$(grep -c '^#  ?: ' proposal.yaml)"
same 'a proposal in English' 1 "$("$relance" --lang en map suggest headers.csv | grep -c 'Columns not recognised')"
same 'the header row is told' '"header_row":3' \
    "$("$relance" --json map suggest headers.csv | grep -o '"header_row":[0-9]*')"
"$relance" map suggest "$root/tests/golden/fec/reference.txt" >out 2>err
same 'a ledger needs no mapping' 1 $?
"$relance" map suggest absent.csv >out 2>err
same 'no file' 3 $?
printf 'list: open-items\ncolums: {}\n' >bad.yaml
"$relance" --json inspect --map bad.yaml headers.csv >out 2>err
same 'a mapping that is wrong refuses the command' 1 $?
same 'its file, line and column are named' '"file":"bad.yaml","line":2,"column":1' \
    "$(grep -o '"file":"bad.yaml","line":2,"column":1' out)"

echo "1..$count"
