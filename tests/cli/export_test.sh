#!/bin/sh
# Back to the bookkeeper: what was allocated, as rows and as a ledger file that changes nothing when
# it is read again. TAP. Argument: the program.
set -u
auditor=$(CDPATH='' cd -- "$(dirname -- "$0")/../auditor" && pwd)/audit_database.py
relance=$1
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
has() { grep -qF -- "$1" "$work/out"; }

# line JOURNAL LABEL NUMBER DAY ACCOUNT AUX NAME PIECE TEXT DEBIT CREDIT LETTER LETTER-DAY; | between
line() {
    printf '%s\n' "$1" | awk -F'|' -v OFS='\t' \
        '{ print $1, $2, $3, $4, $5, ($6 == "" ? $7 : "Clients"), $6, ($6 == "" ? "" : $7), $8, $4, $9, $10, $11, $12, $13, $4, "", "" }'
}
sale() { # NUMBER DAY AUX NAME PIECE AMOUNT LETTER LETTER-DAY
    line "VE|Ventes|$1|$2|411000|$3|$4|$5|Facture $5|$6|0,00|$7|$8"
    line "VE|Ventes|$1|$2|707000|||$5|Facture $5|0,00|$6||"
}
cash() {
    line "BQ|Banque|$1|$2|411000|$3|$4|$5|Virement $5|0,00|$6|$7|$8"
    line "BQ|Banque|$1|$2|512000|||$5|Virement $5|$6|0,00||"
}
head_line='JournalCode	JournalLib	EcritureNum	EcritureDate	CompteNum	CompteLib	CompAuxNum	CompAuxLib	PieceRef	PieceDate	EcritureLib	Debit	Credit	EcritureLet	DateLet	ValidDate	Montantdevise	Idevise'
{
    echo "$head_line"
    line 'AN|A nouveaux|1|20250101|411000|C1|Atelier Fictif|F0|A nouveau F0|80,00|0,00|A|20250210'
    line 'AN|A nouveaux|1|20250101|110000|||F0|A nouveau|0,00|80,00||'
    cash 2 20250210 C1 'Atelier Fictif' B1 80,00 A 20250210
    sale 3 20250301 C1 'Atelier Fictif' F1 1200,00 '' ''
    sale 4 20250305 C2 'Bureau "Deux"' F2 50,00 B 20250420
    sale 5 20250305 C2 'Bureau "Deux"' F2 50,00 C 20250421
    cash 6 20250420 C2 'Bureau "Deux"' B2 50,00 B 20250420
    cash 7 20250420 C2 'Bureau "Deux"' B2 50,00 C 20250421
    line 'VE|Ventes|8|20250401|411DUPONT||Dupont|F3|Facture F3|30,00|0,00|Z|20250501'
    line 'VE|Ventes|8|20250401|707000|||F3|Facture F3|0,00|30,00||'
    line 'VE|Ventes|9|20250501|411DUPONT||Dupont|A3|Avoir A3|-30,00|0,00|Z|20250501'
    line 'VE|Ventes|9|20250501|707000|||A3|Avoir A3|0,00|-30,00||'
} >"$work/000700013FEC20251231.txt"
{
    echo "$head_line"
    line 'AN|A nouveaux|1|20260101|411000|C1|Atelier Fictif|F1|A nouveau F1|1200,00|0,00|D|20260215'
    line 'AN|A nouveaux|1|20260101|110000|||F1|A nouveau|0,00|1200,00||'
    cash 2 20260215 C1 'Atelier Fictif' B3 1200,00 D 20260215
    sale 3 20260310 C1 'Atelier Fictif' F4 100,00 E 20260330
    cash 4 20260330 C1 'Atelier Fictif' B4 60,00 E 20260330
} >"$work/000700013FEC20261231.txt"
run init && run import "$work/000700013FEC20251231.txt" --creditor AAA --capacity own &&
    run import "$work/000700013FEC20261231.txt" --creditor AAA
ok $? "two years of a ledger"

run export allocations
[ "$(grep -c '"source":"lettering"' "$work/out")" = 6 ] && has '{"creditor":"AAA","customer":"C1","ref":"C-000002-E","credit_piece":"B1","credit_date":"2025-02-10","debit_piece":"F0","debit_date":"2025-01-01","amount":"80.00","currency":"EUR","date":"2025-02-10","letter":"A","source":"lettering","id":"'
ok $? "one line of JSON for each allocation"
run export allocations --format csv --out "$work/a.csv" && has '6 affectations' &&
    cp "$work/a.csv" "$work/out" && has 'creditor;customer;ref;credit_piece;credit_date;debit_piece;debit_date;amount;currency;date;letter;source;id;credit_id;debit_id' &&
    has 'AAA;C1;C-000002-E;B4;2026-03-30;F4;2026-03-10;60,00;EUR;2026-03-30;E;lettering;' &&
    has 'AAA;411DUPONT;'
ok $? "or of CSV"

run export facts --out "$work/before.jsonl" && run export allocations --format fec --out "$work/retour.txt" &&
    has '10 lignes' && has '5 groupes de lettrage' && has '1 groupes qu’un FEC ne peut pas dire'
ok $? "as a ledger file: whole groups, the partial one is left out and said so"
cp "$work/retour.txt" "$work/out"
has "$(printf 'VE\tVE\t3\t20250301\t411000\tClients\tC1\tAtelier Fictif\tF1\t20250301\tFacture F1\t1200,00\t0,00\t\t\t20250301\t\t\r')" &&
    has "$(printf 'VE\tVE\t9\t20250501\t411DUPONT\tDupont\t\t\tA3\t20250501\tAvoir A3\t-30,00\t0,00\tZ\t20250501\t20250501\t\t\r')"
ok $? "with the 18 columns of the law"
run --json inspect "$work/retour.txt" && has '"lines":10' && has '"balance":"0.00"'
ok $? "which inspect reads, and which balances"
run --json import "$work/retour.txt" --creditor AAA && has '"read":10,"accepted":0,"rejected":0,"duplicates":10,"updated":0' &&
    has '"debtors":0,"items":0,"payments":0,"credits":0,"facts":0'
ok $? "read again it creates nothing and changes nothing"
run export facts --out "$work/after.jsonl" && grep -v '"fact":"import"' "$work/before.jsonl" >"$work/b" &&
    grep -v '"fact":"import"' "$work/after.jsonl" | diff "$work/b" - >"$work/out"
ok $? "to the last fact"

# The bookkeeper letters otherwise: the same lines with another letter are updates.
awk -F'\t' -v OFS='\t' '$14 == "B" { $14 = "RAA"; $15 = "20261101" } { print }' "$work/retour.txt" >"$work/lettre.txt"
run --json import "$work/lettre.txt" --creditor AAA && has '"accepted":0' && has '"duplicates":8,"updated":2' && has '"items":0'
ok $? "another letter on known lines is an update, and creates nothing either"
run --json verify
ok $? "the database agrees with itself"

head -n 3 "$work/000700013FEC20251231.txt" >"$work/b.txt"
run import "$work/b.txt" --creditor BBB --capacity mandate && run export allocations --format fec
[ $? -eq 1 ] && has 'plusieurs créanciers'
ok $? "a ledger file is of one creditor"
run export allocations --format fec --creditor AAA --out "$work/again.txt" && run export allocations --creditor BBB && [ ! -s "$work/out" ]
ok $? "a creditor without allocations has none"
run export allocations --format pdf
[ $? -eq 2 ]
ok $? "another format is a usage error"
run --json export allocations --creditor AAA
[ $? -eq 2 ]
ok $? "with --json the file needs a name"
run --json export allocations --creditor AAA --format fec --out "$work/j.txt" && has '"lines":10,"groups":5,"left_out":1}'
ok $? "and says how much it holds"
run export allocations --creditor NOBODY
[ $? -eq 1 ]
ok $? "an unknown creditor is refused"

sum() { "$relance" --db "sqlite:$work/t.db" --today 2026-11-23 --json ageing --by creditor >"$work/$1"; }
{
    echo "$head_line"
    line 'VE|Ventes|70|20260601|416000|C5|Douteux SA|F9|Facture F9|120,01|0,00||'
    line 'VE|Ventes|70|20260601|707000|||F9|Facture F9|0,00|120,01||'
} >"$work/perte.txt"
run import "$work/perte.txt" --creditor AAA && run export writeoffs --creditor AAA && [ ! -s "$work/out" ]
ok $? "no write-off yet"
run --json writeoff C5 --creditor AAA --items F9 --why 'Introuvable; « sans suite »' && run export writeoffs --creditor AAA &&
    has '{"creditor":"AAA","customer":"C5","ref":"C-' &&
    has '"piece":"F9","date":"2026-11-23","amount":"120.01","net":"120.01","vat":"0.00","currency":"EUR","why":"Introuvable; « sans suite »","id":"'
ok $? "one line of JSON for each write-off"
run export writeoffs --format csv --vat 20 && has ';F9;2026-11-23;120,01;100,01;20,00;EUR;"Introuvable; « sans suite »";'
ok $? "or of CSV, with the VAT it contains"
run export writeoffs --format fec --vat 20 --creditor AAA --out "$work/pertes.txt" && has '1 passages en perte'
cp "$work/pertes.txt" "$work/out"
has "$(printf '\t20261123\t654000\tPertes sur créances irrécouvrables\t\t\tF9\t20261123\tPassage en perte F9, Introuvable; « sans suite »\t100,01\t0,00\t\t\t\t\t\r')" &&
    has "$(printf '\t445710\tTVA collectée\t\t\tF9\t20261123\tPassage en perte F9, Introuvable; « sans suite »\t20,00\t0,00\t')" &&
    has "$(printf '\t416000\tClients\tC5\tDouteux SA\tF9\t20261123\tPassage en perte F9, Introuvable; « sans suite »\t0,00\t120,01\t')"
ok $? "as a balanced entry of the miscellaneous journal, on the account of the invoice"
sum before && run --json import "$work/pertes.txt" --creditor AAA && has '"read":3,"accepted":1' && has '"warnings":[],' &&
    sum after && cmp -s "$work/before" "$work/after"
ok $? "once the books hold it, every balance is what it was"
run --json import "$work/pertes.txt" --creditor AAA && has '"accepted":0' && has '"duplicates":1' &&
    run export writeoffs --creditor AAA && [ ! -s "$work/out" ]
ok $? "and there is nothing left to enter"
# A credit matched here gets a letter of ours; the ledger that comes back with it knows the rest.
{
    echo "$head_line"
    sale 80 20260701 C6 'Fleuriste Feint' F20 500,00 '' ''
    line 'BQ|Banque|81|20260720|411000|C6|Fleuriste Feint|B20|VIR F20|0,00|500,00||'
    line 'BQ|Banque|81|20260720|512000|||B20|VIR F20|500,00|0,00||'
} >"$work/credit.txt"
run import "$work/credit.txt" --creditor AAA && run --json match C6 --creditor AAA --accept &&
    run export allocations --creditor AAA && has '"credit_piece":"B20"' && has '"source":"proposal"'
ok $? "a credit matched here is an allocation like the others"
run export allocations --format fec --creditor AAA --out "$work/retour2.txt" && cp "$work/retour2.txt" "$work/out" &&
    has "$(printf '\tF20\t20260701\tFacture F20\t500,00\t0,00\tRAA\t20260720\t')" &&
    has "$(printf '\tB20\t20260720\tVIR F20\t0,00\t500,00\tRAA\t20260720\t')"
ok $? "told to the ledger with a letter of its own"
sum before && run --json import "$work/retour2.txt" --creditor AAA && has '"accepted":0' && has '"duplicates":10,"updated":4' &&
    has '"debtors":0,"items":0,"payments":0,"credits":0,"facts":0' && sum after &&
    cmp -s "$work/before" "$work/after"
ok $? "which comes back as an update, as does that of the write-off: nothing is created, no balance moves"
run export allocations --creditor AAA && [ "$(grep -c '"credit_piece":"B20"' "$work/out")" = 1 ] && has '"letter":"RAA"'
ok $? "and the payment is not allocated twice"
run export writeoffs --vat 120
[ $? -eq 2 ]
ok $? "an impossible rate is a usage error"
run --json verify
ok $? "the database still agrees with itself"
python3 "$auditor" "$relance" "sqlite:$work/t.db" 2026-06-30 2026-11-23 >"$work/out" 2>&1
ok $? "and with the auditor"
echo "1..$count"
