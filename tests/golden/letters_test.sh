#!/bin/sh
# letters_test.sh RELANCE LETTER_TEXTS [--renew]: what letters say, word for word: each kind in each
# capacity to each kind of debtor, from stored accounts, against tests/golden/letters; what is
# refused for want of what. --renew writes them anew, to be read before they are kept. Prints TAP.
set -u
relance=$1 texts=$2
golden=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)/letters
auditor=$(CDPATH='' cd -- "$(dirname -- "$0")/../auditor" && pwd)/audit_database.py
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset RELANCE_DB
db=sqlite:$work/relance.db today=2026-10-12
count=0

point() { # status name
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then echo "ok $count - $2"; else echo "not ok $count - $2"; fi
}
relance() { "$relance" --db "$db" --today "$today" "$@" >>"$work/log" 2>&1; }
texts() { "$texts" "$db" "$today" "$work/said" 2>>"$work/log"; }
each() { # verb kind: for every debtor of each creditor named
    verb=$1 kind=$2
    shift 2
    for creditor in "$@"; do
        for debtor in E1 K1 P1; do echo "$verb $debtor $creditor $kind"; done
    done
}

portfolio() {
    cat >"$work/list.csv" <<'END'
Client;Nom;Facture;Date facture;Échéance;Montant;Reste dû
E1;Brasserie des Quais;F1;2026-08-01;2026-09-15;2342,36;1842,36
E1;Brasserie des Quais;F2;2026-08-31;2026-09-30;2067,90;2067,90
K1;Jeanne Deux;F3;2026-08-01;2026-09-15;300,00;300,00
P1;Commune de Saint-Rieul;F4;2026-08-01;2026-09-15;900,00;900,00
END
    cat >"$work/customers.csv" <<'END'
Client;Nom;Adresse;Code postal;Ville;Type
E1;Brasserie des Quais;27, quai de la Fosse;44000;Nantes;company
K1;Jeanne Deux;4, rue des Tanneurs;35000;Rennes;consumer
P1;Commune de Saint-Rieul;1, place de la Mairie;44999;Saint-Rieul;public
END
    relance init && relance user add anne --role accountant || return 1
    for creditor in OWN=own CLIENT=mandate FACT=factor; do
        relance import "$work/list.csv" --creditor "${creditor%=*}" --capacity "${creditor#*=}" &&
            relance import "$work/customers.csv" --creditor "${creditor%=*}" &&
            relance policy --creditor "${creditor%=*}" --penalty claimed || return 1
    done
}
who_writes() {
    relance letterhead OWN --name 'Maison Tréhorel' --address '3, rue du Port-Maria, 56100 Lorient' \
        --legal 'SAS au capital de 40 000 €, RCS Lorient 000 000 018' --contact 'Claire Le Goff' \
        --phone '02 61 91 40 12' --privacy droits@trehorel.example \
        --mediator 'Médiation des Rives, 5, cours des Halles, 35000 Rennes' &&
        relance letterhead --house --name 'Sémaphore Recouvrement' \
            --activity 'Société de recouvrement amiable de créances' \
            --address '8, quai des Antilles, 44200 Nantes' --legal 'SAS, RCS Nantes 000 000 026.' --notice 'Société assurée. ' \
            --privacy droits@semaphore.example --contact 'Yann Le Bris' --phone '02 61 91 40 13' &&
        for creditor in CLIENT FACT; do
            relance letterhead $creditor --name 'Verrerie Ondine' --address '12, rue des Verriers, 29000 Quimper' \
                --basis 'des livraisons de verrerie reçues sans réserve' || return 1
        done &&
        relance payee add HOUSE --creditor OWN --kind creditor --name 'Maison Tréhorel' \
            --iban FR7630006000011000000000102 --by anne &&
        relance payee add AGENCE --creditor CLIENT --kind agency --name 'Sémaphore, compte dédié' \
            --iban FR7630006000011000000000296 --by anne &&
        relance payee add FACTO --creditor FACT --kind factor --name 'Sémaphore Affacturage' \
            --iban FR7630006000011000000000393 --by anne &&
        relance mandate CLIENT --from 2026-09-01 --declared &&
        for sold in E1=F1,F2 K1=F3 P1=F4; do
            relance assign "${sold%=*}" --creditor FACT --items "${sold#*=}" --payee FACTO --on 2026-09-01 \
                --notified 2026-09-05 --proof 'recommandé' --capacity factor || return 1
        done
}

mkdir "$work/said"
portfolio && who_writes
point $? 'three creditors, three debtors each'
each send premiere-lettre CLIENT | texts
point $? 'first letters of the agency'
today=2026-10-26
each send relance-1 OWN CLIENT FACT | texts
point $? 'first reminders'
today=2026-11-23
for kind in relance-2 mise-en-demeure releve; do
    each words $kind OWN CLIENT FACT | texts
    point $? "$kind"
done
echo 'gaps E1 OWN mise-en-demeure
gaps K1 OWN mise-en-demeure
gaps E1 CLIENT premiere-lettre
gaps K1 CLIENT mise-en-demeure
gaps E1 FACT mise-en-demeure' | texts
point $? 'what is refused'
# on the day of each letter its items were open and the amount is theirs, by policy
python3 "$auditor" "$relance" "$db" 2026-10-12 2026-10-26 2026-11-23 >>"$work/log" 2>&1
point $? 'the auditor finds in the facts what the letters say'
sed 's/^/# /' "$work/log" | grep -v '^# *$' | tail -n 20
[ "${3:-}" != --renew ] || { mkdir -p "$golden" && rm -f "$golden"/*.txt && cp "$work/said"/*.txt "$golden"; }
for file in "$golden"/*.txt "$work/said"/*.txt; do basename "$file"; done | sort | uniq -c >"$work/names"
! grep -v '^ *2 ' "$work/names" | sed 's/^/# on one side only: /' | grep .
point $? 'every letter has its golden file'
for file in "$golden"/*.txt; do
    name=$(basename "$file" .txt)
    diff -u "$file" "$work/said/$name.txt" >"$work/diff" 2>&1
    point $? "word for word: $name"
    sed 's/^/# /' "$work/diff"
done

# What articles ask for stands in the letters themselves, whatever the golden files say.
says() { # text kind-glob
    for file in "$work/said"/$2.txt; do
        tr '\n' ' ' <"$file" | grep -qF -- "$1" || { echo "# not in $(basename "$file"): $1" && return 1; }
    done
}
law="« Les frais de recouvrement entrepris sans titre exécutoire restent à la charge du créancier, sauf s’ils concernent un acte dont l’accomplissement est prescrit par la loi au créancier. Toute stipulation contraire est réputée non écrite, sauf disposition législative contraire."
then='Cependant, le créancier qui justifie du caractère nécessaire des démarches entreprises pour recouvrer sa créance peut demander au juge de l’exécution de laisser tout ou partie des frais ainsi exposés à la charge du débiteur de mauvaise foi.'
sed -i 's/\xc2\xa0/ /g; s/\xe2\x80\xaf/ /g' "$work/said"/*.txt
says "$law" 'premiere-lettre_CLIENT_*' && says "$then" 'premiere-lettre_CLIENT_*' &&
    says "$law" 'mise-en-demeure_CLIENT_*' && says "$then" 'mise-en-demeure_CLIENT_*'
point $? 'L111-8, paragraphs 2 and 3, word for word (R124-4, 5°)'
says 'Sémaphore Recouvrement' 'premiere-lettre_*' && says '8, quai des Antilles, 44200 Nantes' 'premiere-lettre_*' &&
    says 'activité de recouvrement amiable' 'premiere-lettre_*'
point $? 'who collects, where, and that it does (R124-4, 1°)'
says 'Verrerie Ondine (12, rue des Verriers, 29000 Quimper)' 'premiere-lettre_*'
point $? 'for whom (R124-4, 2°)'
says 'des livraisons de verrerie reçues sans réserve' 'premiere-lettre_*' && says 'Seul le principal vous est demandé : ni intérêt ni autre accessoire' 'premiere-lettre_*' &&
    says '|Principal|Pénalités de retard|Indemnité forfaitaire|Total' 'mise-en-demeure_CLIENT_E1'
point $? 'what for and how much, component by component (R124-4, 3°)'
says 'Nous vous demandons de régler' 'premiere-lettre_*' && says 'IBAN|FR76 3000 6000 0110 0000 0000 296' 'premiere-lettre_*'
point $? 'the demand, and how to pay (R124-4, 4°)'
says 'L441-10, II du code de commerce' 'mise-en-demeure_*_E1' && says 'D441-5' 'mise-en-demeure_*_E1' &&
    says 'forfaitaire de 40 € par facture' 'mise-en-demeure_*_E1'
point $? 'penalties and the 40 € with their articles (L441-10, D441-5)'
! grep -l 'forfaitaire' "$work/said"/*_K1.txt | sed 's/^/# /' | grep . && says 'Aucun frais de recouvrement ne vous est demandé' 'mise-en-demeure_*_K1'
point $? 'no flat indemnity is asked of a consumer (L111-8)'
echo "1..$count"
