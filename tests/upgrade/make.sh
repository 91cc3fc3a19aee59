#!/bin/sh
# Stores a small database of the current schema, once a release, with the program of that release:
#
#   tests/store/pg_server.sh tests/upgrade/make.sh RELANCE
#
# writes schema_NNNN.sqlite, schema_NNNN.pg.sql and schema_NNNN.json (the figures of both) beside
# this script. A stored database never changes afterwards.
set -eu
relance=$(realpath "$1")
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset RELANCE_DB
: "${RELANCE_TEST_PG:?run under tests/store/pg_server.sh}"
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)

# line JOURNAL|LABEL|NUMBER|DAY|ACCOUNT|AUX|NAME|PIECE|TEXT|DEBIT|CREDIT|LETTER|LETTER-DAY
line() {
    printf '%s\n' "$1" | awk -F'|' -v OFS='\t' \
        '{ print $1, $2, $3, $4, $5, "Compte", $6, $7, $8, $4, $9, $10, $11, $12, $13, $4, "", "" }'
}
sale() { # number day customer name piece amount letter letter-day
    line "VE|Ventes|$1|$2|411000|$3|$4|$5|Facture $5|$6|0,00|$7|$8"
    line "VE|Ventes|$1|$2|707000|||$5|Facture $5|0,00|$6||"
}
cash() {
    line "BQ|Banque|$1|$2|411000|$3|$4|$5|Virement $5|0,00|$6|$7|$8"
    line "BQ|Banque|$1|$2|512000|||$5|Virement $5|$6|0,00||"
}
opening() { # day customer name piece amount
    line "AN|A nouveaux|1|$1|411000|$2|$3|$4|A nouveau $4|$5|0,00||"
    line "AN|A nouveaux|1|$1|110000|||$4|A nouveau|0,00|$5||"
}
fec() { # file
    {
        printf 'JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n'
        cat
    } >"$work/$1"
}

{
    sale 1 20250310 C1 'Atelier Fictif' F1 1200,00 A 20250420
    sale 2 20250512 C1 'Atelier Fictif' F2 800,00 '' ''
    sale 3 20251102 C2 'Brasserie Imaginaire' F3 450,50 B 20251215
    cash 4 20250420 C1 'Atelier Fictif' B1 1200,00 A 20250420
    cash 5 20251215 C2 'Brasserie Imaginaire' B2 400,00 B 20251215
} | fec 2025.txt
{
    opening 20260101 C1 'Atelier Fictif' F2 800,00
    opening 20260101 C2 'Brasserie Imaginaire' F3 50,50
    sale 2 20260601 C1 'Atelier Fictif' F4 2400,00 '' ''
    sale 3 20260915 C3 'Commune de Nulleville' F5 6240,00 '' ''
    cash 4 20260920 C1 'Atelier Fictif' B3 100,00 '' ''
    sale 6 20260925 C1 'Atelier Fictif' FA-2026-0107 130,00 '' ''
    sale 7 20260926 C3 'Commune de Nulleville' FA-2026-0108 140,00 '' ''
} | fec 2026.txt
# Copies of invoices: one sure and confirmed, one sure, one in doubt, one unknown; a second import of
# them is undone after one of its documents was confirmed.
copy() { # file text
    printf '%%PDF-1.4\n%% %s\n1 0 obj<<>>endobj\nstartxref\n0\n%%%%EOF\n' "$2" >"$work/$1"
}
mkdir "$work/copies" "$work/undone"
copy copies/FA-2026-0107.pdf one
copy 'copies/BL FA-2026-0108.pdf' two
copy copies/F5.pdf three
copy copies/scan.pdf four
copy 'undone/FA-2026-0107 bis.pdf' five
copy undone/other.pdf six

sale 5 20261001 C4 'Droguerie Annulée' F6 99,00 '' '' | fec annule.txt
{
    sale 1 20260701 C1 'Atelier Fictif' G1 310,00 '' ''
    line 'EF|Effets|2|20260801|413000|E1|Epicerie Irréelle|G2|LCR G2|75,00|0,00||'
    line 'EF|Effets|2|20260801|707000|||G2|LCR G2|0,00|75,00||'
} | fec mandat.txt
printf 'compte;nom;type;telephone;siren;conditions\nC1;Atelier Fictif SARL;société;01 99 00 12 34;000000018;net30\nC3;Commune de Nulleville;public;02 61 91 00 22;;net30\nC2;Brasserie Imaginaire;société;;;90 jours\n' \
    >"$work/clients.csv"

fill() {
    db init >/dev/null 2>&1
    db import "$work/2025.txt" --creditor AAA --capacity own
    db import "$work/clients.csv" --creditor AAA
    db import "$work/annule.txt" --creditor AAA
    undone=$(db export facts | sed -n 's/.*"fact":"import","id":"\([^"]*\)".*annule\.txt.*/\1/p')
    db import --undo "${undone:?}"
    db import "$work/2026.txt" --creditor AAA
    db import "$work/mandat.txt" --creditor BBB --capacity mandate
    db import "$work/copies" --creditor AAA
    db documents confirm "$(document FA-2026-0107.pdf)"
    undone_documents=$(db --json import "$work/undone" --creditor AAA |
        sed -n 's/.*"id":"\(I-[^"]*\)".*/\1/p')
    kept=$(document 'FA-2026-0107 bis.pdf')
    db documents confirm "$kept"
    db import --undo "${undone_documents:?}"
    printf 'phrase-de-passe-2026\n' | db user add nora --role agent --name 'Nora Narrow' \
        --creditor AAA --password-stdin
}

document() { # file: its reference
    db --json documents | sed 's/{"id":"P-/\n{"id":"P-/g' |
        sed -n "s/^{\"id\":\"\(P-[^\"]*\)\".*\"file\":\"$1\".*/\1/p"
}

figures() { # the JSON documents the test compares
    db --json ageing >"$work/ageing"
    db --json ageing --by creditor >"$work/creditors"
    db --json ageing --strict-due >"$work/strict"
    db --json queue --limit 1000 >"$work/queue"
    db --json documents >"$work/documents"
    printf '{"today": "2026-11-23", "login": "nora", "undone": "%s", "withdrawn": "%s",\n"documents": %s,\n"ageing": %s,\n"ageing_by_creditor": %s,\n"ageing_strict": %s,\n"queue": %s}\n' \
        "$undone" "$kept" "$(cat "$work/documents")" "$(cat "$work/ageing")" "$(cat "$work/creditors")" "$(cat "$work/strict")" "$(cat "$work/queue")"
}

db() { "$relance" --db "$url" --today 2026-11-23 "$@"; }

url=sqlite:$work/stored.db
fill
figures >"$work/figures"
number=$(printf '%04d' "$(sqlite3 "$work/stored.db" 'SELECT max(number) FROM migration')")
[ ! -e "$here/schema_$number.sqlite" ] || { echo "make.sh: schema $number is stored already" >&2; exit 1; }
sqlite3 "$work/stored.db" 'PRAGMA journal_mode = DELETE; VACUUM' >/dev/null

psql -qX "$RELANCE_TEST_PG" -c 'CREATE DATABASE stored'
url=${RELANCE_TEST_PG%/*}/stored
fill
figures >"$work/pg_figures"
cmp "$work/figures" "$work/pg_figures"
# Without the guards that only the newest psql understands.
"$bin/pg_dump" --no-owner --no-privileges "$url" | sed '/^\\\(un\)\{0,1\}restrict /d' >"$work/stored.sql"

install -m 644 "$work/stored.db" "$here/schema_$number.sqlite"
cp "$work/stored.sql" "$here/schema_$number.pg.sql"
cp "$work/figures" "$here/schema_$number.json"
