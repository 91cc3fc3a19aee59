#!/bin/sh
# open_items_test.sh RELANCE: lists of open items: what each mode does, what is only looked at, what
# needs a person's yes, and that taking a list back leaves no trace in the figures. On the database of
# RELANCE_TEST_PG, or SQLite. Prints TAP.
set -u
auditor=$(CDPATH='' cd -- "$(dirname -- "$0")/../auditor" && pwd)/audit_database.py
relance=$1
# shellcheck source=tests/support/points.sh
. "$(dirname -- "$0")/../support/points.sh"
cd "$work" || exit 1 # rejected rows are written here
today=2026-03-31

load() { relance --json import --creditor ACME "$@" 2>/dev/null; }

has() { # name text command...
    name=$1 text=$2
    shift 2
    "$@" >"$work/out" 2>&1
    if grep -qF -- "$text" "$work/out"; then
        point ok "$name"
    else
        point 'not ok' "$name"
        sed 's/^/# /' "$work/out"
    fi
}

also() { # name text: in what the last command printed
    if grep -qF -- "$2" "$work/out"; then
        point ok "$1"
    else
        point 'not ok' "$1"
        sed 's/^/# /' "$work/out"
    fi
}

fails() { # name exit code command...
    name=$1 exit=$2 code=$3
    shift 3
    out=$(load "$@")
    got=$?
    case $got,$out in
    "$exit",*"\"code\":\"$code\""*) point ok "$name" ;;
    *)
        point 'not ok' "$name"
        echo "# exit $got: $out"
        ;;
    esac
}

# What the figures and the stored facts are; facts without the file names of imports.
figures() { # folder
    mkdir -p "$1"
    for day in 2026-03-01 2026-03-05 2026-03-31 2026-06-30; do
        "$relance" --db "$db" --today $day --json ageing >"$1/ageing.$day"
        "$relance" --db "$db" --today $day --json ageing --strict-due >"$1/strict.$day"
    done
    relance --json queue >"$1/queue"
}
facts() { relance export facts --out "$1" >/dev/null; }

head='compte;nom;type;piece;date;echeance;solde;devise'
{
    echo "$head"
    echo 'C1;Atelier Un;Facture;F-1;05/01/2026;04/02/2026;1200,00;EUR'
    echo 'C1;Atelier Un;Facture;F-2;10/02/2026;12/03/2026;300,00;EUR'
    echo 'C1;Atelier Un;Avoir;A-1;11/02/2026;;-50,00;EUR'
    echo 'C2;Garage Deux;Facture;F-3;12/02/2026;;80,00;EUR'
    echo 'C2;Garage Deux;Règlement;R-1;13/02/2026;;-30,00;EUR'
} >"$work/first.csv"
{
    echo 'Client;Nom;Facture;Date facture;Échéance;Montant;Reste dû;Sens'
    echo 'R1;Scierie Rémy;R-1;01/02/2026;03/03/2026;2 342,36;1 842,36;D'
    echo 'R1;Scierie Rémy;R-2;05/02/2026;05/02/2026;300,00;120,00;C'
} >"$work/rests.csv"
{
    echo "$head"
    echo 'C1;Atelier Un;Facture;F-1;05/01/2026;04/02/2026;900,00;EUR'
    echo 'C1;Atelier Un;Facture;F-4;03/03/2026;02/04/2026;10,00;EUR'
    echo 'C2;Garage Deux;Facture;F-3;12/02/2026;14/03/2026;80,00;EUR'
} >"$work/second.csv"
{
    echo "$head"
    echo 'C1;Atelier Un;Facture;F-1;05/01/2026;04/02/2026;1200,00;EUR'
    echo 'C1;Atelier Un;Facture;F-2;31/02/2026;12/03/2026;300,00;EUR'
} >"$work/bad.csv"
tab=$(printf '\t')
{
    echo "JournalCode${tab}JournalLib${tab}EcritureNum${tab}EcritureDate${tab}CompteNum${tab}CompteLib${tab}CompAuxNum${tab}CompAuxLib${tab}PieceRef${tab}PieceDate${tab}EcritureLib${tab}Debit${tab}Credit${tab}EcritureLet${tab}DateLet${tab}ValidDate${tab}Montantdevise${tab}Idevise"
    printf 'VE\tVentes\t1\t20260105\t411000\tClients\tC1\tAtelier Un\tF-1\t20260105\tx\t1200,00\t0,00\t\t\t20260105\t\t\n'
    printf 'VE\tVentes\t1\t20260105\t707000\tVentes\t\t\tF-1\t20260105\tx\t0,00\t1200,00\t\t\t20260105\t\t\n'
} >"$work/ledger.txt"
# Long enough to be taken piece by piece.
awk -v head="$head" 'BEGIN {
    print head
    for (i = 0; i < 50001; i++)
        printf "L%05d;Client fictif %d;Facture;L-%d;05/01/2026;04/02/2026;%d,00;EUR\n", i / 4, i / 4, i, 1 + i % 90
}' >"$work/long.csv"

play() { # engine
    holds "$1: init" relance init
    facts "$work/f.empty"

    has "$1: a preview tells the effects" \
        '"effects":[{"currency":"EUR","open_before":"0.00","closed":0,"closed_amount":"0.00","changed":0,"changed_amount":"0.00","added":5,"added_amount":"1660.00"}]' \
        load "$work/first.csv" --preview
    also "$1: and has no number" '"id":null'
    facts "$work/f.preview"
    holds "$1: and changes nothing" cmp "$work/f.empty" "$work/f.preview"
    holds "$1: a long list is only looked at, too" load "$work/long.csv" --preview
    also "$1: all of it" '"read":50001,"accepted":50001'
    facts "$work/f.preview"
    holds "$1: and nothing of it stays" cmp "$work/f.empty" "$work/f.preview"

    has "$1: a list that adds" \
        '"read":5,"accepted":5,"rejected":0,"duplicates":0,"updated":0,"ignored":0,"vanished":0,"debtors":2,"items":3,"payments":1,"credits":1,"facts":0' \
        load "$work/first.csv" --as-of 2026-03-02
    also "$1: its kind and format" '"format":"open_items_csv","kind":"open-items"'
    figures "$work/first"
    has "$1: the same file again creates nothing" \
        '"read":5,"accepted":0,"rejected":0,"duplicates":5,"updated":0,"ignored":0,"vanished":0,"debtors":0,"items":0,"payments":0,"credits":0' \
        load "$work/first.csv" --as-of 2026-03-02
    figures "$work/again"
    holds "$1: and changes no figure" diff -r "$work/first" "$work/again"

    fails "$1: a complete list needs its day" 2 option_missing "$work/second.csv" --mode state
    fails "$1: more than 20 % needs a person" 1 confirm_needed \
        "$work/second.csv" --mode state --as-of 2026-03-05
    has "$1: who is shown the effects" \
        '"effects":[{"currency":"EUR","open_before":"1660.00","closed":3,"closed_amount":"380.00","changed":1,"changed_amount":"300.00","added":1,"added_amount":"10.00"}]' \
        echo "$out"
    figures "$work/refused"
    holds "$1: nothing is changed until then" diff -r "$work/first" "$work/refused"
    has "$1: a preview needs no yes" '"errors":[]' \
        load "$work/second.csv" --mode state --as-of 2026-03-05 --preview
    has "$1: the person says yes" '"accepted":1,"rejected":0,"duplicates":0,"updated":2,"ignored":0,"vanished":3' \
        load "$work/second.csv" --mode state --as-of 2026-03-05 --confirm
    second=$(sed 's/.*"id":"\([^"]*\)".*/\1/' "$work/out")
    has "$1: the balance is the list's" '"total":"910.00"' relance --json ageing
    has "$1: what it no longer holds is settled that day" '"kind":"settlement"' \
        relance export facts
    has "$1: the day before it was open" '"total":"1460.00"' \
        "$relance" --db "$db" --today 2026-03-04 --json ageing
    has "$1: the same again changes nothing" '"accepted":0,"rejected":0,"duplicates":3,"updated":0' \
        load "$work/second.csv" --mode state --as-of 2026-03-06
    third=$(sed 's/.*"id":"\([^"]*\)".*/\1/' "$work/out")
    holds "$1: the auditor agrees with what it changed" python3 "$auditor" "$relance" "$db" 2026-03-04 2026-03-06
    holds "$1: both are taken back" relance import --undo "$second"
    holds "$1: the later one, too" relance import --undo "$third"
    figures "$work/undone"
    holds "$1: no figure remembers them" diff -r "$work/first" "$work/undone"
    holds "$1: verify is good" relance verify

    has "$1: a list with whole amounts and rests" '"accepted":2' load "$work/rests.csv" --as-of 2026-03-20
    rests=$(sed 's/.*"id":"\([^"]*\)".*/\1/' "$work/out")
    has "$1: the statement shows the invoice as it was" '"amount":"2342.36","open":"1842.36"' \
        relance --json statement R1 --creditor ACME
    has "$1: and a credit note as it was" '"amount":"-300.00","open":"-120.00"' \
        relance --json statement R1 --creditor ACME
    has "$1: what was paid before was never late" '"d1_30":"1842.36"' \
        "$relance" --db "$db" --today 2026-03-15 --json ageing
    holds "$1: the auditor agrees with it" python3 "$auditor" "$relance" "$db" 2026-03-15 2026-03-20
    holds "$1: and is taken back" relance import --undo "$rests"
    figures "$work/undone"
    holds "$1: no figure remembers it" diff -r "$work/first" "$work/undone"

    fails "$1: a ledger is no complete list" 1 mode_of_kind "$work/ledger.txt" --mode state --as-of 2026-03-05
    fails "$1: a list has no period" 1 mode_of_kind "$work/second.csv" --mode period
    fails "$1: a day that is none refuses the file" 1 bad_date "$work/bad.csv"
    has "$1: its good rows are taken when asked" '"read":2,"accepted":0,"rejected":1,"duplicates":1' \
        load "$work/bad.csv" --accept-partial --as-of 2026-03-02
    holds "$1: the others are written beside it" test -s "$work/bad.csv.refus.csv"
    has "$1: a ledger that ends before goes on with the list" '"duplicates":0' load "$work/ledger.txt"
    has "$1: one debt, once" '"total":"1450.00"' relance --json ageing
    holds "$1: verify is good at the end" relance verify
    holds "$1: the auditor finds the same figures" python3 "$auditor" "$relance" "$db" 2026-03-01 2026-03-05 $today
}

db=sqlite:$work/items.db
play sqlite
if [ -n "${RELANCE_TEST_PG:-}" ]; then
    db=$RELANCE_TEST_PG
    play postgresql
else
    count=$((count + 1))
    echo "ok $count - postgresql # SKIP RELANCE_TEST_PG is not set"
fi
echo "1..$count"
