#!/bin/sh
# letters_test.sh RELANCE: letters from stored accounts. What is missing is named and nothing is
# kept; what is kept waits in the print queue, is put before the gate again, printed as one PDF,
# sent, presented, received or brought back; what follows for calls, levels and interest. On the
# database of RELANCE_TEST_PG, or SQLite. Prints TAP.
set -u
relance=$1
auditor=$(CDPATH='' cd -- "$(dirname -- "$0")/../auditor" && pwd)/audit_database.py
pdf=$(CDPATH='' cd -- "$(dirname -- "$0")/../pdf" && pwd)
# shellcheck source=tests/support/points.sh
. "$(dirname -- "$0")/../support/points.sh"
today=2026-11-23

has() { # name text command...
    name=$1 text=$2
    shift 2
    if relance "$@" >"$work/said" 2>&1 || true; then
        if grep -qF -- "$text" "$work/said"; then
            point ok "$name"
        else
            point 'not ok' "$name"
            sed 's/^/# /' "$work/said"
        fi
    fi
}

lacks() { # name text command...
    name=$1 text=$2
    shift 2
    if relance "$@" >"$work/said" 2>&1 && ! grep -qF -- "$text" "$work/said"; then
        point ok "$name"
    else
        point 'not ok' "$name"
        sed 's/^/# /' "$work/said"
    fi
}

note() { # number kind value
    relance add fact "$1" --creditor "$4" --kind "$2" --value "$3" >/dev/null
}

lives() { # number creditor type
    note "$1" type "$3" "$2"
    note "$1" street '27, quai de la Fosse' "$2"
    note "$1" postcode 44000 "$2"
    note "$1" city Nantes "$2"
}

document() { # P-… of the letter just written
    sed -n 's/.*"document":"\(P-[^"]*\)".*/\1/p' "$work/said" | head -n 1
}

write() { # name REF KIND [options...]: the letter's reference in $letter
    name=$1
    shift
    has "$name" '"missing":[],"currency":"EUR"' --json letter "$@"
    letter=$(document)
}

readable=yes
for tool in pdftotext pdftoppm zbarimg pdfinfo; do
    command -v $tool >/dev/null || readable=
done

says() { # name file text
    if [ -z "$readable" ]; then
        point ok "$1 # SKIP no poppler-utils or zbar-tools"
        return
    fi
    pdftotext -layout "$2" - | tr '\n' ' ' | sed 's/ / /g; s/ / /g' | tr -s ' ' >"$work/text"
    if grep -qF -- "$3" "$work/text"; then
        point ok "$1"
    else
        point 'not ok' "$1"
        sed 's/^/# /' "$work/text"
    fi
}

asks() { # name file amount IBAN: what the payment code says
    if [ -z "$readable" ]; then
        point ok "$1 # SKIP no poppler-utils or zbar-tools"
        return
    fi
    pdftoppm -r 150 -gray -png -singlefile "$2" "$work/page"
    zbarimg -q --raw -Sbinary "$work/page.png" >"$work/code" 2>/dev/null
    if grep -qx "EUR$3" "$work/code" && grep -qx "$4" "$work/code"; then
        point ok "$1"
    else
        point 'not ok' "$1"
        sed 's/^/# /' "$work/code"
    fi
}

archive() { # what file: the shape of an archive
    if python3 "$pdf/archive.py" "$2" >"$work/said"; then
        point ok "$1 has the shape of an archive"
    else
        point 'not ok' "$1 has the shape of an archive"
        sed 's/^/# /' "$work/said"
    fi
}

house=FR7630006000011000000000102 factor=FR7630006000011000000000296
people() { # engine
    relance init >/dev/null 2>&1
    for login in anne boris; do
        relance user add $login --role accountant >/dev/null
    done
    cat >"$work/own.csv" <<'END'
Client;Nom;Facture;Date facture;Échéance;Montant;Reste dû
C1;Brasserie des Quais;F1;2026-08-01;2026-09-15;2342,36;1842,36
C1;Brasserie des Quais;F2;2026-08-31;2026-10-15;2067,90;2067,90
C2;Jeanne Deux;F3;2026-08-01;2026-09-15;300,00;300,00
C3;Commune de Saint-Rieul;F4;2026-08-01;2026-09-15;900,00;900,00
C4;Tuilerie Vaur;F5;2026-08-01;2026-09-15;700,00;700,00
C4;Tuilerie Vaur;F6;2026-08-01;2026-09-15;800,00;800,00
C5;Menuiserie Doret;F7;2026-08-01;2026-09-15;450,00;450,00
C8;Verrerie Ondine;F8;2026-10-01;2026-11-18;640,00;640,00
END
    { head -n 1 "$work/own.csv" && sed -n '/^C8/s/F8/H8/p' "$work/own.csv"; } >"$work/new.csv"
    sed 's/C1/M1/;s/C2/M2/;s/F\([0-9]\)/G\1/' "$work/own.csv" | sed -n '1,4p' >"$work/mandate.csv"
    relance import "$work/own.csv" --creditor OWN >/dev/null
    relance import "$work/mandate.csv" --creditor CLIENT --capacity mandate >/dev/null
}

what_is_missing() { # engine
    fails "$1: an address that nobody told" 1 contact_blocked letter C1 relance-1
    lives C1 OWN company
    fails "$1: nothing known of who writes" 1 letter_incomplete letter C1 relance-1
    has "$1: each thing that is missing is named with its article" \
        '"field":"sender_address","why":"missing","article":"C. com. R123-237","verified":false' \
        --json letter C1 relance-1
    has "$1: the payee too" '"field":"payee_iban"' --json letter C1 relance-1
    has "$1: nothing was kept" '"letters":[]' --json letter list
    relance letterhead OWN --name 'Maison Tréhorel' --address '3, rue du Port-Maria, 56100 Lorient' \
        --legal 'SAS au capital de 40 000 €, RCS Lorient 000 000 018' --contact 'Claire Le Goff' \
        --phone '02 61 91 40 12' >/dev/null
    relance payee add HOUSE --creditor OWN --kind creditor --name 'Maison Tréhorel' --iban $house \
        --by anne >/dev/null
    fails "$1: cheque is yes or no" 2 bad_option_value letterhead OWN --cheque peut-être
    fails "$1: a house or a creditor" 2 option_conflict letterhead OWN --house
}

queue() { # engine
    has "$1: a preview keeps nothing" '"id":null,"document":null,"missing":[]' \
        --json letter C1 relance-1 --preview --out "$work/p.pdf"
    has "$1: nothing waits" '"letters":[]' --json letter list
    write "$1: a reminder from the account" C1 relance-1 --out "$work/l.pdf"
    says "$1: it names both invoices" "$work/l.pdf" 'F2 du 31/08/2026'
    says "$1: and the reference of the file" "$work/l.pdf" '/1 '
    asks "$1: the payment code asks for what the letter asks" "$work/l.pdf" 3910.26 $house
    fails "$1: not twice" 1 letter_pending letter C1 relance-1
    has "$1: the list is English in English" '€3,910.26' --lang en letter list
    lacks "$1: without a French amount" ',00 ' --lang en letter list
    fails "$1: nor another demand beside it" 1 letter_pending letter C1 mise-en-demeure
    fails "$1: it has not left" 1 letter_state letter presented "$letter"
    fails "$1: no such letter" 1 unknown_letter letter sent P-000999-X
    fails "$1: a reason is needed to take it back" 2 option_missing letter cancel "$letter"
    has "$1: taken back" '"state":"cancelled"' --json letter cancel "$letter" --why 'erreur'
    fails "$1: a letter taken back does not leave" 1 letter_state letter sent "$letter"
    write "$1: then another one" C1 relance-1
    relance hold C1 --creditor OWN --until 2026-12-01 --reason document_awaited >/dev/null
    has "$1: the gate is asked again before it is printed" '"code":"contact_blocked","block":"hold"' \
        --json letter batch --out "$work/b.pdf"
    has "$1: and it is out of the queue" '"letters":[]' --json letter list
    relance hold lift C1 1 --creditor OWN --why 'reçu' >/dev/null 2>&1
    write "$1: written anew" C1 relance-1
    first=$letter
    relance add payment C1 --creditor OWN --amount 10,00 --date 2026-11-22 >/dev/null 2>&1
    has "$1: a letter whose amount has changed does not leave" '"code":"letter_outdated"' \
        --json letter batch --out "$work/b.pdf"
    write "$1: a new one says what is owed now" C1 relance-1
    first=$letter
    has "$1: printed as one PDF" '"batch":1,"printed":1' --json letter batch --out "$work/b.pdf"
    has "$1: the same batch once more" '"batch":1,"printed":1' \
        --json letter batch --again 1 --out "$work/b2.pdf"
    archive "$1: the batch" "$work/b.pdf"
    archive "$1: and again" "$work/b2.pdf"
    fails "$1: nothing waits any more" 1 nothing_open letter batch --out "$work/b3.pdf"
    fails "$1: no such batch" 1 unknown_letter letter batch --again 77 --out "$work/b3.pdf"
    fails "$1: not before it was made" 1 letter_day letter sent "$first" --on 2026-11-22
    fails "$1: a number is letters and figures" 1 impossible_value \
        letter sent "$first" --registered 'X-1'
    has "$1: sent, with its number" '"state":"sent","changed":true' \
        --json letter sent "$first" --registered '1A 123 456 7890 1'
    has "$1: said again, nothing changes" '"changed":false' --json letter sent "$first"
    has "$1: found by its number" '"state":"presented"' --json letter presented 1A12345678901
    has "$1: a letter that left is a level done" recent_contact --json why C1 --creditor OWN
}

levels() { # engine
    today=2026-12-10
    write "$1: a second reminder says when the first left" C1 relance-2 --out "$work/l.pdf"
    says "$1: in words" "$work/l.pdf" 'Malgré notre relance du 23 novembre 2026'
    relance letter cancel "$letter" --why 'essai' >/dev/null
    today=2026-11-23
}

notices() { # engine
    lives C2 OWN consumer
    today=2026-11-20
    relance policy C2 --creditor OWN --penalty claimed >/dev/null
    lacks "$1: a consumer owes no interest before a formal notice" '"interest":"0.9' \
        --json statement C2 --creditor OWN --on 2026-12-31
    today=2026-11-23
    write "$1: a formal notice" C2 mise-en-demeure --out "$work/n.pdf"
    notice=$letter
    says "$1: to a consumer, no flat indemnity" "$work/n.pdf" 'Aucun frais de recouvrement'
    has "$1: it waits for a manager" '"approval":"manager"' --json letter list
    relance letter batch --out "$work/b.pdf" >/dev/null
    fails "$1: the number of another letter" 1 tracking_taken \
        letter sent "$notice" --registered 1A12345678901
    relance letter sent "$notice" --registered 2C00000000001 >/dev/null
    has "$1: sent alone, nobody is on notice yet" '"notice":null' --json letter sent "$notice"
    today=2026-12-31
    has "$1: no interest yet" '"interest":"0.00","indemnity":"0.00"' --json statement C2 --creditor OWN
    has "$1: on notice from the first presentation" '"notice":"2026-11-25"' \
        --json letter presented 2C00000000001 --on 2026-11-25
    lacks "$1: interest runs" '"interest":"0.00","indemnity":"0.00","costs"' \
        --json statement C2 --creditor OWN
    has "$1: a receipt after it changes nothing" '"notice":"2026-11-25"' \
        --json letter received 2C00000000001 --on 2026-11-27
    fails "$1: presented after it was received" 1 letter_day \
        letter presented 2C00000000001 --on 2026-11-28
    has "$1: not collected, it stands" '"notice":"2026-11-25"' \
        --json letter returned 2C00000000001 --on 2026-12-12 --reason unclaimed
    has "$1: back from a wrong address, it never was" '"notice":null' \
        --json letter returned 2C00000000001 --on 2026-12-12 --reason unknown
    has "$1: and interest with it" '"interest":"0.00","indemnity":"0.00"' --json statement C2 \
        --creditor OWN
    fails "$1: the address has failed" 1 contact_blocked letter C2 relance-1
    note C2 street '5, rue des Tanneurs' OWN
    has "$1: until another is told" '"missing":[]' --json letter C2 relance-1 --preview
    fails "$1: a reason from the list" 2 bad_option_value letter returned 2C00000000001 --reason perdu
    today=2026-11-23
}

# A carrier's file: C2's notice has the number 2C00000000001, C1's reminder 1A12345678901.
carrier() { # engine
    today=2026-12-31
    cat >"$work/suivi.csv" <<'END'
Expéditeur;N° de recommandé;Date;Statut;Motif de retour
Maison;2C 000 000 000 01;28/11/2026;Distribué;
Maison;2C00000000001;26/11/2026 14:02;Présenté, en attente au guichet;
Maison;2C00000000001;24/11/2026;En cours d’acheminement;
Maison;1A12345678901;2026-12-09;Retour à l’expéditeur;Pli avisé et non réclamé
Maison;9Z99999999999;2026-12-09;Distribué;
END
    has "$1: the file of a carrier, in any order" \
        '"read":5,"accepted":3,"duplicates":0,"ignored":1,"unknown":1,"rejected":0' \
        --json letter dates "$work/suivi.csv"
    has "$1: its days feed the notice" '"notice":"2026-11-26"' --json letter list --state received
    has "$1: and the return, with its reason" '"reason":"unclaimed"' --json letter list --state returned
    has "$1: the same file again changes nothing" '"accepted":0,"duplicates":3' \
        --json letter dates "$work/suivi.csv"
    has "$1: what it is" '"format":"mail_csv","kind":"mail"' --json inspect "$work/suivi.csv"
    fails "$1: it is no list of a creditor" 1 file_unknown_format import "$work/suivi.csv" --creditor OWN
    sed 's/28.11.2026;Distribué/31.02.2026;Distribué/' "$work/suivi.csv" >"$work/bad.csv"
    fails "$1: a date that is none refuses the file, with its line" 1 bad_date letter dates "$work/bad.csv"
    sed 's/Distribué/Mangé par le chien/' "$work/suivi.csv" >"$work/bad.csv"
    fails "$1: so does a status nobody knows" 1 bad_choice letter dates "$work/bad.csv"
    sed 's/Pli avisé et non réclamé//' "$work/suivi.csv" >"$work/bad.csv"
    fails "$1: and a return without its reason" 1 bad_choice letter dates "$work/bad.csv"
    sed 's/28.11.2026/25\/11\/2026/' "$work/suivi.csv" >"$work/bad.csv"
    fails "$1: a receipt before its presentation" 1 letter_day letter dates "$work/bad.csv"
    has "$1: left out on demand" '"accepted":0,"duplicates":2,"ignored":1,"unknown":1,"rejected":1' \
        --json letter dates "$work/bad.csv" --accept-partial
    printf 'Code client;Nom\nC1;Brasserie\n' >"$work/other.csv"
    fails "$1: another list is no such file" 1 file_unknown_format letter dates "$work/other.csv"
    relance letter presented 2C00000000001 --on 2026-11-25 >/dev/null
    relance letter returned 2C00000000001 --on 2026-12-12 --reason unknown >/dev/null
    today=2026-11-23
}

payees() { # engine
    lives C4 OWN company
    relance payee add FACTO --creditor OWN --kind factor --name 'Factor Exemple' --iban $factor \
        --by anne >/dev/null
    relance payee confirm FACTO --creditor OWN --by boris >/dev/null
    relance assign C4 --creditor OWN --items F5 --payee FACTO --on 2026-10-01 \
        --notified 2026-10-05 --proof 'recommandé' --capacity own >/dev/null
    fails "$1: one demand never mixes two payees" 1 contact_blocked letter C4 relance-1
    write "$1: what is owed to the factor" C4 relance-1 --payee FACTO --out "$work/f.pdf"
    asks "$1: its code pays the factor" "$work/f.pdf" 700.00 $factor
    says "$1: the notice is recalled" "$work/f.pdf" 'notification du 5 octobre 2026'
    write "$1: what is owed to the house" C4 relance-1 --payee HOUSE --out "$work/h.pdf"
    asks "$1: its code pays the house" "$work/h.pdf" 800.00 $house
    fails "$1: an unknown payee" 1 unknown_payee letter C4 relance-1 --payee BANK
    fails "$1: an unknown item" 1 item_unknown letter C4 relance-1 --items F9
    relance letter batch --out "$work/b.pdf" >/dev/null
}

mandates() { # engine
    lives M1 CLIENT company
    today=2026-11-02
    fails "$1: no written agreement, no letter" 1 contact_blocked letter M1 premiere-lettre
    relance mandate CLIENT --from 2026-11-01 --declared >/dev/null
    fails "$1: a first letter lacks its five items" 1 letter_incomplete letter M1 premiere-lettre
    for field in sender_activity creditor_address basis payee_iban privacy_contact; do
        has "$1: named: $field" "\"field\":\"$field\"" --json letter M1 premiere-lettre
    done
    relance letterhead --house --name 'Sémaphore Recouvrement' \
        --activity 'Société de recouvrement amiable de créances' \
        --address '8, quai des Antilles, 44200 Nantes' --legal 'SAS, RCS Nantes 000 000 026' \
        --privacy droits@semaphore.example --contact 'Claire Le Goff' --phone '02 61 91 40 12' \
        >/dev/null
    relance letterhead CLIENT --address '3, rue du Port-Maria, 56100 Lorient' \
        --basis 'des livraisons de matériel reçues sans réserve' >/dev/null
    relance payee add AGENCE --creditor CLIENT --kind agency --name 'Sémaphore, compte dédié' \
        --iban $factor --by anne >/dev/null
    fails "$1: a reminder before the first letter" 1 contact_blocked letter M1 relance-1
    has "$1: no call either" no_first_letter --json why M1 --creditor CLIENT
    write "$1: the first letter" M1 premiere-lettre --out "$work/m.pdf"
    first=$letter
    says "$1: who it is for" "$work/m.pdf" '3, rue du Port-Maria, 56100 Lorient'
    says "$1: word for word" "$work/m.pdf" 'peut demander au juge de l’exécution de laisser tout ou partie'
    asks "$1: to the dedicated account" "$work/m.pdf" 3910.26 $factor
    has "$1: printed, it opens nothing" no_first_letter --json why M1 --creditor CLIENT
    relance letter batch "$first" --out "$work/b.pdf" >/dev/null
    relance letter sent "$first" >/dev/null
    today=2026-11-12
    lacks "$1: sent, it opens the calls" no_first_letter --json why M1 --creditor CLIENT
    write "$1: later letters name it" M1 relance-1 --out "$work/r.pdf"
    says "$1: with its date" "$work/r.pdf" 'du 2 novembre 2026'
    relance letter cancel "$letter" --why 'essai' >/dev/null
    relance letter returned "$first" --reason bad_address >/dev/null
    has "$1: brought back, calls are closed again" no_first_letter --json why M1 --creditor CLIENT
    today=2026-11-23
}

claims() { # engine
    lives C5 OWN company
    relance policy C5 --creditor OWN --penalty claimed >/dev/null
    has "$1: a reminder before the notice asks for the principal" '"asked":"450.00","claimed":false' \
        --json letter C5 relance-1 --preview --out "$work/c.pdf"
    says "$1: and recalls what the law adds" "$work/c.pdf" 'indemnité forfaitaire de 40'
    has "$1: the formal notice claims from its own day" '"claimed":true' \
        --json letter C5 mise-en-demeure --preview --out "$work/c.pdf"
    says "$1: with the rate and its start" "$work/c.pdf" 'depuis le lendemain de chaque échéance'
    lives C3 OWN public
    has "$1: a public buyer whose receipt is not known is asked for the principal" \
        '"asked":"900.00","claimed":false' --json letter C3 mise-en-demeure --preview
    relance letterhead --house --email contact@semaphore.example >/dev/null
    relance letter C5 relance-1 --creditor OWN --preview --out "$work/own.pdf" >/dev/null
    if [ -n "$readable" ] && pdftotext "$work/own.pdf" - | grep -q semaphore; then
        point 'not ok' "$1: nothing of the house in a creditor's own letter"
    else
        point ok "$1: nothing of the house in a creditor's own letter"
    fi
    has "$1: a statement demands nothing" '"missing":[]' --json letter C5 releve --preview \
        --out "$work/s.pdf"
    says "$1: and shows both views" "$work/s.pdf" 'Vue selon la loi'
    archive "$1: the statement" "$work/s.pdf"
}

the_day() { # engine
    relance import "$work/new.csv" --creditor NEUF >/dev/null
    lives C8 NEUF company
    lives C8 OWN company
    has "$1: the day asks for a first reminder" '"action":"reminder_1"' --json why C8 --creditor OWN
    has "$1: the letters of the day" '"written":1,"waiting":0' --json letter day --kind relance-1
    letter=$(document)
    has "$1: what lacks something is named and stops nobody" '"code":"letter_incomplete"' \
        --json letter day --creditor NEUF
    has "$1: those that wait are not written again" '"written":0,"waiting":1' \
        --json letter day --creditor OWN --kind relance-1
    relance letter batch "$letter" --out "$work/b.pdf" >/dev/null
    has "$1: printed, it is still to do" '"action":"reminder_1"' --json why C8 --creditor OWN
    relance letter sent "$letter" >/dev/null
    has "$1: sent, its level is done" level_done --json why C8 --creditor OWN
    relance letter returned "$letter" --reason unknown >/dev/null
    has "$1: brought back, it is to do again, at another address" '"action":"find_address"' \
        --json why C8 --creditor OWN
    has "$1: the facts hold letters" '"fact":"letter"' export facts
    has "$1: verify" '"ok":true' --json verify
    if python3 "$auditor" "$relance" "$db" "$today" >"$work/out" 2>&1; then
        point ok "$1: the auditor finds the same figures"
    else
        point 'not ok' "$1: the auditor finds the same figures"
        sed 's/^/# /' "$work/out"
    fi
    has "$1: a run reads them" '"run":' --json run
}

assumed() { # engine
    { head -n 1 "$work/own.csv" && echo 'C9;Atelier Neuf;F9;2026-08-01;;120,00;120,00'; } >"$work/nodate.csv"
    relance import "$work/nodate.csv" --creditor OWN >/dev/null
    lives C9 OWN company
    fails "$1: what is open without a known due date is no reminder, and that is why" 1 contact_blocked \
        letter C9 relance-1 --preview
    relance letter C9 relance-1 --preview 2>&1 >/dev/null | grep -q assumed_due_date &&
        point ok "$1: the reason is named" || point 'not ok' "$1: the reason is named"
}

all() { # engine
    people "$1"
    what_is_missing "$1"
    queue "$1"
    levels "$1"
    notices "$1"
    carrier "$1"
    payees "$1"
    mandates "$1"
    claims "$1"
    the_day "$1"
    assumed "$1"
}

db=sqlite:$work/relance.db
all sqlite
if [ -n "${RELANCE_TEST_PG:-}" ]; then
    db=$RELANCE_TEST_PG
    all postgresql
fi
echo "1..$count"
