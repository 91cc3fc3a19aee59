#!/bin/sh
# Two creditors, one debtor, two agents: no screen, search, counter, export or error shows the
# other's claim. Every address of the program is asked for (scope_walk.py); a new one is walked
# without a word here. TAP. Arguments: the program, the list of its addresses.
set -u
relance=$1
route_list=$2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"

# What stands in the books of one creditor: every word and amount of it is a canary.
# The customer number COMMUN stands in both.
# books CODE CAPACITY NAME PIECE AMOUNT-1 AMOUNT-2 CREDIT PHONE CONTACT
books() {
    {
        fec_line 1 20260301 "$4C" "$3" "$41" "Vente $4" "$5" 0,00
        fec_line 2 20260901 "$4C" "$3" "$42" "Vente $4" "$6" 0,00
        fec_line 3 20261002 "$4C" "$3" "$43" "Avoir $4" 0,00 "$7"
        fec_line 4 20261003 COMMUN "$3, dépôt" "$44" "Vente $4" "$6" 0,00
    } | fec "$work/ledger$4.txt"
    printf 'compte;nom;type;siren;telephone;email;contact;conditions\n%sC;%s;société;000000018;%s;%s@canari.example;Mme %s;net30\n' \
        "$4" "$3" "$8" "$4" "$9" >"$work/clients$4.csv"
    mkdir "$work/copies$4"
    copy "$work/copies$4/$41.pdf" "Facture $41"
    copy "$work/copies$4/autre$4.pdf" "Sans numéro $4"
    db import "$work/ledger$4.txt" --creditor "$1" --capacity "$2" &&
        db import "$work/clients$4.csv" --creditor "$1" &&
        db import "$work/copies$4" --creditor "$1" && writes "$1" "$4"
}

# What the house says of itself, once: said again it is another word, which its page tells.
house() { # nobody listens where e-mails go
    db mail server --host 127.0.0.1 --port 9 --security plain --login none \
        --from compta@maison.example &&
        db letterhead --house --name 'Agence fictive' --activity 'Recouvrement amiable de créances' \
            --address '3, rue du Port, 56100 Lorient' --legal 'SAS, RCS Lorient 000 000 018' \
            --contact 'Claire Le Goff' --phone '02 61 91 40 12' --privacy dpo@maison.example
}

# A statement by e-mail waits.
writes() { # CODE PIECE
    db mandate "$1" --from 2026-01-05 --declared &&
        db letterhead "$1" --address "3, quai $1, 56100 Lorient" --basis 'des livraisons' &&
        for fact in 'street=3, rue des Essais' postcode=44000 city=Nantes first_letter=2026-09-01; do
            db add fact "$2C" --creditor "$1" --kind "${fact%%=*}" --value "${fact#*=}" || return 1
        done &&
        db --json mail "$2C" releve --creditor "$1"
}

# A page with one line of text.
copy() { # file text
    python3 - "$1" "$2" <<'END'
import sys
text = "BT /F1 12 Tf 40 700 Td (%s) Tj ET" % sys.argv[2]
parts = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
         "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
         "<</Length %d>>stream\n%s\nendstream" % (len(text.encode("latin-1")), text)]
out, places = b"%PDF-1.4\n", []
for n, part in enumerate(parts, 1):
    places.append(len(out))
    out += ("%d 0 obj\n%s\nendobj\n" % (n, part)).encode("latin-1")
at = len(out)
out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
out += b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % at
open(sys.argv[1], "wb").write(out)
END
}

# token LOGIN SCOPES: with which a program speaks for that person.
token() {
    mkdir -p "$work/tokens" && db --json token add --user "$1" --name Robot --scopes "$2" \
        --until "$(date -d '+30 days' +%F)" | sed -n 's/.*"token":"\([^"]*\)".*/\1/p' >"$work/tokens/$1"
}

# agents NAME CODE: one who calls, and one who may do all but manage people.
agents() {
    person "$1" agent "Agent $1" --creditor "$2" &&
        person "${1}_all" agent "Toutes fonctions $1" --creditor "$2" --role manager \
            --role accountant --role correspondent --role auditor &&
        token "$1" read:files,read:queue,write:objects,write:outcomes &&
        token "${1}_all" read:files,read:queue,write:objects,write:outcomes,import
}

walk() { # mode
    db export facts --out "$work/facts.jsonl" >>"$work/log" 2>&1
    db --json documents 2>>"$work/log" | python3 -c "
import json, sys
for d in json.load(sys.stdin)['documents']:
    print(json.dumps({'fact': 'document', **{k: d[k] for k in ('id', 'creditor', 'file')}}))" >>"$work/facts.jsonl"
    start || return 1
    python3 "$here/scope_walk.py" "$1" "$url" "$work/routes" "$work/facts.jsonl" "$password" \
        "$work/pages.json" "$work/tokens"
    walked=$?
    stop
    return $walked
}

# One person in both books: the same SIREN, known to each creditor by another name. The second
# creditor comes when the pages of the first were seen.
prepare_scope() {
    "$route_list" >"$work/routes" && db init --demo && house &&
        books CREANCIERALPHA mandate 'Pinson Jaune SARL' ALFA 7314,11 7205,22 73,33 '01 99 00 71 71' Merlette &&
        agents alpha CREANCIERALPHA &&
        person everybody manager 'Tous créanciers' --role agent --role accountant --role auditor &&
        token everybody read:files,read:queue,write:objects,write:outcomes,import &&
        walk alone &&
        books CREANCIEROMEGA mandate 'Serin Vert Distribution' OMGA 8619,47 8702,55 83,38 '02 61 91 82 82' Tarine &&
        agents omega CREANCIEROMEGA
}

if ! prepare_scope >"$work/log" 2>&1; then
    sed 's/^/# /' "$work/log"
    echo "1..1"
    echo "not ok 1 - a database of two creditors"
    exit 1
fi
walk walk
