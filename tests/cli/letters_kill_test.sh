#!/bin/sh
# letters_kill_test.sh RELANCE: writing and printing letters is killed again and again; each letter is
# written once, claimed by one batch, and what was claimed can be fetched. On the database of
# RELANCE_TEST_PG, or SQLite. Prints TAP.
set -u
relance=$1
# shellcheck source=tests/support/points.sh
. "$(dirname -- "$0")/../support/points.sh"
today=2026-11-23
many=70

is() { # name got wanted
    if [ "$2" = "$3" ]; then point ok "$1"; else
        point 'not ok' "$1"
        echo "# got $2, wanted $3"
    fi
}

# The command, killed after so many hundredths of a second; nothing happens if it ends before.
killed() { # hundredths command...
    after=$(printf '0.%02d' "$1")
    shift
    "$relance" --db "$db" --today "$today" "$@" >/dev/null 2>&1 &
    victim=$!
    sleep "$after"
    kill -KILL $victim 2>/dev/null
    wait $victim 2>/dev/null
}

documents() { # state: one reference a line
    relance --json letter list --state "$1" | grep -o '"document":"P-[^"]*"' | sort
}
batches() { # the batches of printed letters, one a line and letter
    relance --json letter list --state printed | grep -o '"batch":[0-9]*' | sort
}

accounts() {
    relance init >/dev/null 2>&1
    relance user add anne --role accountant >/dev/null
    awk -v n=$many 'BEGIN { print "Client;Nom;Adresse;Code postal;Ville;Type"
        for (i = 1; i <= n; i++) printf "K%03d;Client fictif %d;%d, rue des Essais;44000;Nantes;société\n", i, i, i }' \
        >"$work/customers.csv"
    awk -v n=$many 'BEGIN { print "Client;Nom;Facture;Date facture;Échéance;Montant;Reste dû"
        for (i = 1; i <= n; i++) printf "K%03d;Client fictif %d;F%03d;2026-10-01;2026-11-18;%d,50;%d,50\n", i, i, i, 100 + i, 100 + i }' \
        >"$work/items.csv"
    relance import "$work/items.csv" --creditor OWN >/dev/null
    relance import "$work/customers.csv" --creditor OWN >/dev/null
    relance letterhead OWN --name 'Maison fictive' --address '3, rue du Port, 56100 Lorient' \
        --legal 'SAS, RCS Lorient 000 000 018' --contact 'Claire Fictive' --phone '02 61 91 40 12' \
        >/dev/null
    relance payee add HOUSE --creditor OWN --kind creditor --name 'Maison fictive' \
        --iban FR7630006000011000000000102 --by anne >/dev/null
}

scene() { # engine
    accounts
    for hundredths in 20 35 50 70 90; do
        killed $hundredths letter day --kind relance-1
    done
    relance letter day --kind relance-1 >/dev/null
    is "$1: every letter is written" "$(documents to_print | wc -l | tr -d ' ')" $many
    is "$1: and none twice for a file" \
        "$(relance --json letter list | grep -o '"ref":"C-[^"]*"' | sort | uniq -d | wc -l | tr -d ' ')" 0
    for hundredths in 20 30 40 50 65 80; do
        killed $hundredths letter batch --out "$work/killed.pdf"
    done
    relance letter batch --out "$work/rest.pdf" >/dev/null 2>&1
    is "$1: nothing waits any more" "$(documents to_print | wc -l | tr -d ' ')" 0
    is "$1: every letter was claimed once" "$(documents printed | uniq | wc -l | tr -d ' ')" $many
    is "$1: by one batch" "$(batches | wc -l | tr -d ' ')" $many
    pages=0
    for batch in $(batches | uniq | cut -d: -f2); do
        relance --json letter batch --again "$batch" --out "$work/again.pdf" >"$work/said" || pages=-1000
        pages=$((pages + $(grep -o '"document":"P-' "$work/said" | wc -l)))
    done
    is "$1: and all batches can be fetched" "$pages" $many
    case $(relance --json verify) in
    *'"ok":true'*) point ok "$1: verify" ;;
    *) point 'not ok' "$1: verify" ;;
    esac
}

db=sqlite:$work/relance.db
scene sqlite
if [ -n "${RELANCE_TEST_PG:-}" ]; then
    db=$RELANCE_TEST_PG
    scene postgresql
fi
echo "1..$count"
