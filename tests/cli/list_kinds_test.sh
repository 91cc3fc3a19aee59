#!/bin/sh
# list_kinds_test.sh RELANCE: what kinds, labels and ledger accounts of an open-items list say:
# retention money is owed and never chased, an advance is a credit, a bill runs to its date. TAP.
set -u
auditor=$(CDPATH='' cd -- "$(dirname -- "$0")/../auditor" && pwd)/audit_database.py
relance=$1
# shellcheck source=tests/support/points.sh
. "$(dirname -- "$0")/../support/points.sh"
db=sqlite:$work/relance.db
today=2026-06-30

kind() { # name account piece kind role amount
    if relance export facts | grep '"fact":"item"' | grep -F "\"piece\":\"$2\"" |
        grep -F "\"kind\":\"$3\",\"role\":\"$4\"" | grep -qF "\"amount\":\"$5\""; then
        point ok "$1"
    else
        point 'not ok' "$1"
        relance export facts | grep '"fact":"item"' | grep -F "\"piece\":\"$2\"" | sed 's/^/# /'
    fi
}

relance init --demo >/dev/null
cat >"$work/kinds.csv" <<'EOF'
compte;nom;type de pièce;n° pièce;date;échéance;libellé;solde
C1;Maçonnerie Orbec;Facture;F1;01/04/2026;01/05/2026;Travaux, retenue de garantie déduite;950,00
C1;Maçonnerie Orbec;RG;F1-RG;01/04/2026;01/05/2026;Garantie;50,00
C1;Maçonnerie Orbec;Acompte;A1;15/04/2026;;Chèque;-100,00
C1;Maçonnerie Orbec;LCR;T1;01/05/2026;31/07/2026;Traite;300,00
C1;Maçonnerie Orbec;LCR;T2;01/05/2026;31/05/2026;Traite;20,00
C1;Maçonnerie Orbec;Acompte;FA2;01/05/2026;31/05/2026;Facture d'acompte;70,00
EOF
relance import "$work/kinds.csv" >/dev/null
kind 'retention by its kind' F1-RG retention retention 50.00
kind 'what a label tells of an invoice leaves it an invoice' F1 invoice customer 950.00
kind 'an advance is a deposit' A1 deposit deposit -100.00
kind 'a bill' T1 bill bill 300.00
kind 'an invoice for an advance is an invoice' FA2 invoice customer 70.00
has 'a bill is not overdue before its date, and overdue after it' \
    '"not_due":"300.00","d1_30":"90.00","d31_60":"1000.00"' --json ageing
has 'the retention is not chased' '"overdue":"1040.00"' --json debtor C1
has 'why says so' 'Retenue de garantie' why C1
has 'the balance counts all of it' '"balance":"1290.00"' --json debtor C1

cat >"$work/labels.csv" <<'EOF'
compte;nom;n° pièce;date;échéance;libellé;solde
C2;Charpente Villy;F5;01/04/2026;01/05/2026;Facture 5;400,00
C2;Charpente Villy;R5;01/04/2026;01/05/2026;Retenue de garantie 5 %;20,00
C2;Charpente Villy;P5;20/04/2026;;Acompte reçu commande 12;-30,00
C2;Charpente Villy;X5;20/04/2026;;Retenue de garantie reprise;-20,00
EOF
relance import "$work/labels.csv" >/dev/null
kind 'retention by its label' R5 retention retention 20.00
kind 'an advance by its label' P5 deposit deposit -30.00
kind 'a credit is no retention' X5 credit_note customer -20.00

cat >"$work/accounts.csv" <<'EOF'
compte;nom;n° pièce;date;échéance;solde
4117C3;Plomberie Ardes;F7;01/04/2026;01/05/2026;60,00
419C4;Plomberie Bains;A7;01/04/2026;;-15,00
413C5;Plomberie Cosne;T7;01/04/2026;31/08/2026;80,00
EOF
relance import "$work/accounts.csv" >/dev/null
kind 'retention by its ledger account' F7 retention retention 60.00
kind 'an advance by its ledger account' A7 deposit deposit -15.00
kind 'a bill by its ledger account' T7 bill bill 80.00
has 'verify' '"ok":true' --json verify
if python3 "$auditor" "$relance" "$db" 2026-04-30 $today >"$work/out" 2>&1; then
    point ok 'the auditor finds the same figures'
else
    point 'not ok' 'the auditor finds the same figures'
    sed 's/^/# /' "$work/out"
fi
echo "1..$count"
