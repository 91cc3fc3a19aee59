#!/bin/sh
# inspect_test.sh RELANCE [SHARED]: what `relance inspect` says of ledgers and customer lists.
# Prints TAP. The files of SHARED/data/fec are read when they are there.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH='' cd -- "$here/../.." && pwd)
shared=${2:-$root/../shared}
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

# The document without the two sentences, which are texts for people.
bare() {
    sed 's/,"message":"[^"]*","advice":"[^"]*"//g'
}

golden() { # folder: every NAME.txt gives NAME.json and the exit code that belongs to it
    cd "$root/tests/golden/$1" || exit 1
    for expected in *.json; do
        name=${expected%.json}
        for file in "$name".txt "$name".csv; do
            [ -f "$file" ] || continue
            got=$("$relance" --json inspect "$file")
            code=$?
            same "$1/$name" "$(cat "$expected")" "$(printf '%s\n' "$got" | bare)"
            case $(cat "$expected") in
            *'"error"'*) same "$1/$name exit code" 1 $code ;;
            *) same "$1/$name exit code" 0 $code ;;
            esac
        done
    done
    cd "$root" || exit 1
}

mapped() { # lists of tests/golden/mapping, each with the mapping of its name
    cd "$root/tests/golden/mapping" || exit 1
    for map in *.yaml; do
        name=${map%.yaml}
        got=$("$relance" --json inspect --map "$map" "$name.csv")
        code=$?
        same "mapping/$name" "$(cat "$name.json")" "$(printf '%s\n' "$got" | bare)"
        case $(cat "$name.json") in
        *'"error"'*) same "mapping/$name exit code" 1 $code ;;
        *) same "mapping/$name exit code" 0 $code ;;
        esac
        got=$("$relance" --json inspect "$name.csv")
        same "mapping/$name without its mapping" 1 $?
    done
    cd "$root" || exit 1
}

figures() { # file expected: the figures of a real ledger
    if [ ! -f "$shared/data/fec/$1" ]; then
        point ok "real ledger $1 # SKIP $shared/data/fec is absent"
        return
    fi
    got=$("$relance" --json inspect "$shared/data/fec/$1" | bare |
        sed 's/.*"kind":"ledger",//; s/}]}$//')
    same "real ledger $1" "$2" "$got"
}

# The workbooks are written at test time: a stored one would say nothing to who reads the change.
workbooks() {
    if ! command -v python3 >/dev/null 2>&1; then
        point ok "workbooks # SKIP python3 is absent"
        return
    fi
    python3 "$root/tests/golden/open_items/workbook.py" "$work" || exit 1
    cd "$work" || exit 1
    for expected in "$root"/tests/golden/open_items/xlsx/*.json; do
        name=$(basename "$expected" .json)
        got=$("$relance" --json inspect "$name.xlsx" | bare)
        same "open_items/xlsx/$name" "$(cat "$expected")" "$got"
    done
    "$relance" map suggest hidden_sheet.xlsx >sheet.yaml
    echo 'sheet: s1' >>sheet.yaml
    same 'a mapping names the sheet, hidden or not' '"balance":"9.00"' \
        "$("$relance" --json inspect --map sheet.yaml hidden_sheet.xlsx | grep -o '"balance":"[^"]*"')"
    sed -i 's/^sheet: s1/sheet: none/' sheet.yaml
    same 'a sheet that is not there' '"code":"sheet_missing"' \
        "$("$relance" --json inspect --map sheet.yaml hidden_sheet.xlsx | grep -o '"code":"[^"]*"')"
    cd "$root" || exit 1
}

# Members are files of their own; what is beside them is left aside; a bad one is named alone.
archives() {
    if ! command -v python3 >/dev/null 2>&1; then
        point ok "archives # SKIP python3 is absent"
        return
    fi
    mkdir -p "$work/folder/sub/deeper"
    python3 - "$work" "$root/tests/golden" <<'END'
import sys, zipfile
work, golden = sys.argv[1:]
pdf = b'%PDF-1.4\n1 0 obj<<>>endobj\nstartxref\n0\n%%EOF\n'
def put(name, members):
    with zipfile.ZipFile(f'{work}/{name}', 'w', zipfile.ZIP_DEFLATED) as z:
        for member, data in members:
            z.writestr(zipfile.ZipInfo(member), data, zipfile.ZIP_DEFLATED)
ledger = open(golden + '/fec/reference.txt', 'rb').read()
put('mixed.zip', [('../a.pdf', pdf), ('fec.txt', ledger), ('x.png', b'\x89PNG\r\n\x1a\n'), ('sub/', b'')])
put('nested.zip', [('in.zip', open(work + '/mixed.zip', 'rb').read()), ('b.pdf', pdf), ('cut.pdf', pdf[:20])])
put('pictures.zip', [('x.png', b'\x89PNG\r\n\x1a\n')])
for name in ('folder/b.PDF', 'folder/sub/a.pdf', 'folder/sub/deeper/no.pdf', 'folder/no.txt'):
    open(f'{work}/{name}', 'wb').write(pdf)
END
    cd "$work" || exit 1
    ln -s ../folder/b.PDF folder/link.pdf
    same 'archive: members' '{"files":[{"file":"mixed.zip/a.pdf","format":"pdf","kind":"document","bytes":45,"version":"1.4"},{"file":"mixed.zip/fec.txt","format":"fec","kind":"ledger"' \
        "$("$relance" --json inspect mixed.zip | bare | sed 's/,"lines".*//')"
    same 'archive: what is beside' ',{"file":"mixed.zip/x.png","format":null,"kind":null,"skipped":true}]}' \
        "$("$relance" --json inspect mixed.zip | bare | sed 's/.*"balance":"[^"]*"}//')"
    "$relance" inspect mixed.zip >/dev/null
    same 'archive: what is beside is no fault' 0 $?
    got=$("$relance" --json inspect nested.zip)
    same 'archive: refused one by one, exit code' 1 $?
    same 'archive: refused one by one' '{"files":[{"file":"nested.zip/in.zip","format":"zip","kind":"archive","error":{"code":"nested_archive","line":null,"column":null}},{"file":"nested.zip/b.pdf","format":"pdf","kind":"document","bytes":45,"version":"1.4"},{"file":"nested.zip/cut.pdf","format":"pdf","kind":"document","error":{"code":"file_truncated","line":null,"column":null}}]}' \
        "$(printf '%s\n' "$got" | bare)"
    same 'archive: nothing to read in it' '{"file":"pictures.zip","format":null,"kind":null,"error":{"code":"file_unknown_format","line":null,"column":null}}]}' \
        "$("$relance" --json inspect pictures.zip | bare | sed 's/.*"skipped":true},//')"
    same 'folder: its PDFs, one level deeper, no links' 'folder/b.PDF folder/sub/a.pdf ' \
        "$("$relance" --json inspect folder | grep -o '"file":"[^"]*"' | cut -d'"' -f4 | tr '\n' ' ')"
    cd "$root" || exit 1
}

golden fec
golden open_items
mapped
workbooks
archives
[ -d "$root/tests/golden/customers" ] && golden customers

figures 0000000001FEC20220831.txt '"lines":5422,"entries":2033,"currency":"EUR","debit":"10186219.81","credit":"10186219.81","customers":17,"balance":"52517.24"'
figures 000000000FEC20231231.txt '"lines":2102,"entries":6,"currency":"EUR","debit":"1265350.82","credit":"1265350.82","customers":4,"balance":"27771.70"'
figures tryton_FEC-previous.csv '"lines":2,"entries":1,"currency":"EUR","debit":"5.00","credit":"5.00","customers":1,"balance":"5.00"'
figures tryton_FEC.csv '"error":{"code":"bad_date","line":7,"column":"DateLet"}'

aged=$shared/data/aged_balance/unicorn_inc_invoices.csv
if [ -f "$aged" ]; then
    same 'a real list of invoices' '"rows":3107,"debtors":135,"totals":[{"currency":"CAD","balance":"4324.89","rows":24,"debtors":2},{"currency":"USD","balance":"495396.08","rows":3083,"debtors":133}]' \
        "$("$relance" --json inspect "$aged" | sed 's/.*"kind":"open-items",//; s/}]}$//')"
else
    point ok "a real list of invoices # SKIP $shared/data/aged_balance is absent"
fi

invoices=$shared/data/einvoice_facturx
if [ -d "$invoices" ]; then
    same 'real invoices are documents' "$(find "$invoices" -name '*.pdf' | wc -l | tr -d ' ')" \
        "$("$relance" --json inspect "$invoices" | grep -o '"kind":"document","bytes"' | wc -l | tr -d ' ')"
else
    point ok "real invoices # SKIP $invoices is absent"
fi

# The two real ledgers of the demonstration are the same files.
cd "$root/demo/ledger" || exit 1
same 'the ledgers of the demonstration' '5422 2102 ' "$("$relance" --json inspect ./*.txt |
    grep -o '"lines":[0-9]*' | cut -d: -f2 | tr '\n' ' ')"
cd "$root" || exit 1

# Several files: each has its row, the worst gives the exit code.
good=$root/tests/golden/fec/reference.txt
bad=$root/tests/golden/fec/sense_unknown.txt
got=$("$relance" --json inspect "$good" "$bad" "$good")
same 'one refused among three: exit code' 1 $?
same 'one refused among three: rows' 3 "$(printf '%s' "$got" | grep -o '"file":' | wc -l | tr -d ' ')"
"$relance" inspect "$good" "$work/absent" >"$work/out" 2>&1
same 'an absent file: exit code' 3 $?
same 'an absent file is named' 1 "$(grep -c "$work/absent" "$work/out")"
mkdir "$work/empty"
"$relance" inspect "$work/empty" >/dev/null 2>&1
same 'a folder without a PDF' 1 $?
mkfifo "$work/pipe"
"$relance" inspect "$work/pipe" >/dev/null 2>&1
same 'a pipe' 3 $?
: >"$work/nothing"
same 'an empty file' file_empty "$("$relance" --json inspect "$work/nothing" |
    sed 's/.*"code":"\([a-z_]*\)".*/\1/')"
truncate -s 3G "$work/huge"
same 'a file of 3 GiB' file_too_large "$("$relance" --json inspect "$work/huge" |
    sed 's/.*"code":"\([a-z_]*\)".*/\1/')"
{
    head -n 1 "$good"
    head -c 5000000 /dev/zero | tr '\0' x
} >"$work/line"
same 'a line of 5 MB' line_too_long "$("$relance" --json inspect "$work/line" |
    sed 's/.*"code":"\([a-z_]*\)".*/\1/')"
"$relance" inspect >/dev/null 2>&1
same 'no file at all' 2 $?

# For people, in both languages.
"$relance" inspect "$good" >"$work/fr"
same 'the French page' 1 "$(grep -c 'Solde des clients *15,00' "$work/fr")"
"$relance" --lang en inspect "$good" >"$work/en"
same 'the English page' 1 "$(grep -c 'Balance of the customers *15.00 EUR' "$work/en")"
same 'JSON does not follow --lang' "$("$relance" --json inspect "$bad")" \
    "$("$relance" --json --lang en inspect "$bad")"

echo "1..$count"
