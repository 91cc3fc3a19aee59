#!/bin/sh
# Lists as files: the workbook and the text file hold the figures of the list itself. TAP.
# Argument: the program.
set -u
auditor=$(CDPATH='' cd -- "$(dirname -- "$0")/../auditor" && pwd)/audit_database.py
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
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

run() { "$relance" --db "sqlite:$work/t.db" --today 2026-11-23 "$@" >"$work/out" 2>&1; }
cells() { python3 "$here/../support/workbook.py" "$work/$1" >"$work/out" 2>&1; }
has() { # a line of $work/out; | stands for a tab
    tr '\t' '|' <"$work/out" | grep -qxF -- "$1"
}

has_text() { grep -qF -- "$1" "$work/out"; }

line() { # number day customer name debit credit
    printf 'VE\tVentes\t%s\t%s\t411000\tClients\t%s\t%s\tF%s\t%s\tVente\t%s\t%s\t\t\t%s\t\t\n' \
        "$1" "$2" "$3" "$4" "$1" "$2" "$5" "$6" "$2"
    printf 'VE\tVentes\t%s\t%s\t707000\tVentes\t\t\tF%s\t%s\tVente\t%s\t%s\t\t\t%s\t\t\n' \
        "$1" "$2" "$1" "$2" "$6" "$5" "$2"
}
{
    printf 'JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n'
    line 1 20260601 C1 '=1+1; "Fils"' 1200,10 0,00
    line 2 20261110 C2 'Brasserie Fictive' 300,00 0,00
    line 3 20260801 C3 '@Commerce' 50,20 0,00
} >"$work/000700013FEC20261231.txt"
printf 'compte;nom;telephone;conditions\nC1;"=1+1; ""Fils""";01 99 00 12 34;net30\nC2;Brasserie Fictive;;net30\nC3;@Commerce;01 99 00 12 35;net30\n' \
    >"$work/clients.csv"
run init && run import "$work/000700013FEC20261231.txt" --creditor AAA --capacity own &&
    run import "$work/clients.csv" --creditor AAA
ok $? "a small database"

facts() { # rows of the table, then the telephone of C1
    run export facts --out "$work/facts.jsonl" && python3 - "$work/t.db" "$work/facts.jsonl" >"$work/out" <<'END'
import json, sqlite3, sys
count = sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM fact').fetchone()[0]
told = [json.loads(row) for row in open(sys.argv[2])]
phones = {f['value'] for f in told if f['fact'] == 'told' and f['kind'] == 'phone' and f['standing']}
print(count, *sorted(phones))
END
}
id_of() { sed -n 's/.*"id":"\(I-[^"]*\)".*/\1/p' "$work/out" | head -n 1; }
printf 'compte;nom;telephone;conditions\nC1;"=1+1; ""Fils""";01 99 00 12 34;net30\n' >"$work/again.csv"
run --json import "$work/again.csv" --creditor AAA && second=$(id_of) && facts && cp "$work/out" "$work/before"
run --json import "$work/again.csv" --creditor AAA && third=$(id_of) && has_text '"duplicates":1' && has_text '"facts":0'
ok $? "a customer list that says the same again is no news"
facts && cmp -s "$work/out" "$work/before"
ok $? "and adds no fact"
run import --undo "$third" && facts && cmp -s "$work/out" "$work/before"
ok $? "taken back, nothing is lost"
sed 's/1234/1299/; s/12 34/12 99/' "$work/again.csv" >"$work/moved.csv"
run --json import "$work/moved.csv" --creditor AAA && fourth=$(id_of) && run --json import "$work/moved.csv" --creditor AAA &&
    fifth=$(id_of) && run import --undo "$fourth" && facts && has_text '01 99 00 12 99'
ok $? "what another list has seen stands when the one that told it first is taken back"
run import --undo "$fifth" && facts && has_text '01 99 00 12 34' && run import --undo "$second" && facts && has_text '01 99 00 12 34'
ok $? "and the word before when both are"

run ageing --out "$work/ageing.xlsx" && [ ! -s "$work/out" ] && [ ! -e "$work/ageing.xlsx.part" ]
ok $? "the aged balance as a workbook"
cells ageing.xlsx && has '[Balance âgée]' && has 'Balance âgée au 23/11/2026' &&
    has 'Dossier|Nom|Devise|À échoir|1-30|31-60|61-90|> 90|Dont échéances présumées|Non affecté|Solde' &&
    has 'C-000002-E|Brasserie Fictive|EUR|300|0|0|0|0|0|0|300' &&
    has 'C-000001-G|=1+1; "Fils"|EUR|0|0|0|0|1200.1|0|0|1200.1' &&
    has 'Total|||300|0|0|50.2|1200.1|0|0|1550.3'
ok $? "with its columns, its rows and its total"
cp "$work/ageing.xlsx" "$work/first.xlsx"
run ageing --out "$work/ageing.xlsx" && cmp -s "$work/ageing.xlsx" "$work/first.xlsx"
ok $? "the same list gives the same bytes"
run --lang en ageing --by creditor --strict-due --out "$work/ageing.CSV"
cp "$work/ageing.CSV" "$work/out"
has "$(printf '\357\273\277Creditor;Name;Currency;Not due;1-30;31-60;61-90;> 90;Without due date;Of which on assumed dates;Unallocated;Balance\r')" &&
    has "$(printf 'AAA;AAA;EUR;0,00;0,00;0,00;0,00;0,00;1550,30;0,00;0,00;1550,30\r')"
ok $? "by creditor, in English, as a text file"
run --json ageing --out "$work/ageing.xlsx" && [ "$(cat "$work/out")" = "{\"file\":\"$work/ageing.xlsx\",\"rows\":3}" ]
ok $? "with --json it says where and how many"

run queue --out "$work/queue.xlsx" && cells queue.xlsx && has '[À traiter]' &&
    has 'Rang|Débiteur|Dossier|Créancier|État|Motifs|À revoir le|Montant|Devise|Jours de retard|Téléphone' &&
    tr '\t' '|' <"$work/out" | grep -q '^1|=1+1; "Fils"|C-000001-G|AAA|Appeler|niveau 3 du scénario, jamais joint, aucune action depuis 145 jours, [^|]*||1200.1|EUR|145|01 99 00 12 34$' && has '[Pas aujourd’hui]' &&
    has '|Brasserie Fictive|C-000002-E|AAA|Rien n’est échu||2026-11-30|300|EUR||' # ten days before the first due day of a new customer
ok $? "the list of the day as a workbook, those that wait on a second sheet"
run queue --limit 1 --out "$work/queue.csv"
[ "$(wc -l <"$work/queue.csv")" = 2 ] && grep -q "^1;\"'=1+1; \"\"Fils\"\"\";C-000001-G;AAA;Appeler;niveau 3 du scénario, jamais joint, aucune action depuis 145 jours[^;]*;;1200,10;EUR;145;01 99 00 12 34" "$work/queue.csv"
ok $? "as a text file, no further than the limit; a name never becomes a formula"
run queue --out "$work/queue.txt"
[ $? -eq 2 ] && [ ! -e "$work/queue.txt" ]
ok $? "another kind of file is a usage error"
run queue --out "$work/none/queue.xlsx"
[ $? -eq 3 ]
ok $? "a folder that does not exist is the environment's fault"
[ "$(stat -c %a "$work/queue.xlsx")" = 600 ]
ok $? "the file is for its owner alone"
python3 "$auditor" "$relance" "sqlite:$work/t.db" 2026-11-23 >"$work/out" 2>&1
ok $? "the auditor finds the same figures"
echo "1..$count"
