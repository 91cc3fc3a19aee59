#!/bin/sh
# A file that is only looked at, list, ledger or customers, says what taking it in then comes to, row
# by row and sum by sum, and keeps nobody from saving, however long it is. On both engines. TAP.
# usage: pg_server.sh sh preview_test.sh RELANCE. RELANCE_TEST_PG: see tests/store/pg_server.sh.
set -u
relance=$(realpath "$1")
work=$(mktemp -d)
holder=
trap '[ -z "$holder" ] || kill "$holder" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 3
unset RELANCE_DB
count=0

verdict() { # 0 or not, name
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $count - $engine: $2"
    else
        echo "not ok $count - $engine: $2"
        head -c 3000 out err 2>/dev/null | sed 's/^/# /'
    fi
}
run() { "$relance" --db "$url" --today 2026-11-23 --json "$@" >out 2>err; }

cat >customers.csv <<'END'
compte;nom;téléphone;conditions
C1;Tuilerie Un;0144556677;net30
C2;Briqueterie Deux;0144556678;
END
cat >first.csv <<'END'
compte;nom;type;facture;date;échéance;montant;devise
C1;Tuilerie Un;Facture;F1;01/08/2026;01/09/2026;1000,00;EUR
C1;Tuilerie Un;Facture;F2;01/08/2026;;100,00;EUR
C2;Briqueterie Deux;Facture;F3;01/08/2026;01/09/2026;50,00;EUR
C2;Briqueterie Deux;Facture;F4;01/08/2026;01/09/2026;70,00;USD
C3;Carrière Trois;Facture;F5;01/08/2026;20/12/2026;500,00;EUR
C3;Carrière Trois;Avoir;A5;02/08/2026;20/12/2026;-20,00;EUR
C5;Silencieux Cinq;Facture;F7;01/08/2026;01/09/2026;90,00;EUR
END
# Changed, gone, known, new: also a second currency of somebody known, and two of somebody new.
cat >second.csv <<'END'
compte;nom;type;facture;date;échéance;montant;devise
C1;Tuilerie Un;Facture;F1;01/08/2026;01/09/2026;400,00;EUR
C1;Tuilerie Un;Facture;F8;05/10/2026;;80,00;EUR
C1;Tuilerie Un;Facture;F9;05/10/2026;05/11/2026;30,00;USD
C2;Briqueterie Deux;Facture;F3;01/08/2026;01/09/2026;50,00;EUR
C3;Carrière Trois;Facture;F5;01/08/2026;20/12/2026;500,00;EUR
C3;Carrière Trois;Règlement;R1;02/10/2026;;-120,00;EUR
C4;Four Quatre;Facture;F10;01/09/2026;30/09/2026;300,00;EUR
C4;Four Quatre;Facture;F11;01/09/2026;30/09/2026;310,00;USD
C4;Four Quatre;Facture;F12;01/09/2026;30/09/2026;-10,00;EUR
C6;Verrerie Six;Facture;F13;01/09/2026;;60,00;EUR
END
# Known, changed and new; a customer with two rows, of whom the last holds.
cat >customers2.csv <<'END'
compte;nom;téléphone;conditions
C1;Tuilerie Un;0144556677;net45
C2;Briqueterie Deux;0144556678;
C7;Neuf Sept;0144556679;net30
C7;Neuf Sept et Fils;0144556680;net30
END
# Of a day the ledger below reaches: one invoice that it holds, one that it does not.
cat >early.csv <<'END'
compte;nom;type;facture;date;échéance;montant;devise
L1;Scierie Un;Facture;G1;10/01/2025;10/02/2025;1000,00;EUR
L1;Scierie Un;Facture;X9;01/02/2025;01/03/2025;55,00;EUR
END
# Ledgers: a year, the same closed with what was lettered and a line gone, the next year's opening.
line() { # journal number day account auxiliary name piece label debit credit letter day-of-letter
    printf '%s\tJournal\t%s\t%s\t%s\tCompte\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t\t\t\n' \
        "$1" "$2" "$3" "$4" "$5" "$6" "$7" "$3" "$8" "$9" "${10}" "${11}" "${12}"
}
sale() { # number day auxiliary name piece amount letter day-of-letter
    line VE "$1" "$2" 411000 "$3" "$4" "$5" Vente "$6" 0,00 "$7" "$8"
    line VE "$1" "$2" 707000 '' '' "$5" Vente 0,00 "$6" '' ''
}
cash() { # number day auxiliary name piece amount letter day-of-letter
    line BQ "$1" "$2" 512000 '' '' "$5" Virement "$6" 0,00 '' ''
    line BQ "$1" "$2" 411000 "$3" "$4" "$5" Virement 0,00 "$6" "$7" "$8"
}
ledger() { # file, lines on stdin
    {
        printf 'JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n'
        cat
    } >"$1"
}
{
    sale 1 20250110 L1 'Scierie Un' G1 1000,00 '' ''
    sale 2 20250210 L1 'Scierie Un' G2 400,00 '' ''
    sale 3 20250310 L2 'Menuiserie Deux' G3 250,00 '' ''
    cash 4 20250401 L2 'Menuiserie Deux' R1 100,00 '' ''
    sale 5 20250501 L3 'Charpente Trois' G4 75,00 '' ''
    sale 6 20250601 C1 'Tuilerie Un' G5 60,00 '' ''
} | ledger year.txt
{
    sale 1 20250110 L1 'Scierie Un' G1 1000,00 A 20250901
    sale 2 20250210 L1 'Scierie Un' G2 400,00 '' ''
    sale 3 20250310 L2 'Menuiserie Deux' G3 250,00 B 20250902
    cash 4 20250401 L2 'Menuiserie Deux' R1 100,00 B 20250902
    sale 6 20250601 C1 'Tuilerie Un' G5 60,00 '' ''
    cash 7 20250901 L1 'Scierie Un' R2 1000,00 A 20250901
    sale 8 20251110 L4 'Toiture Quatre' G6 90,00 '' ''
} | ledger closed.txt
{
    line AN 1 20260101 411000 L1 'Scierie Un' AN1 'A nouveau' 400,00 0,00 '' ''
    line AN 1 20260101 411000 L2 'Menuiserie Deux' AN1 'A nouveau' 170,00 0,00 '' ''
    line AN 1 20260101 411000 L4 'Toiture Quatre' AN1 'A nouveau' 90,00 0,00 '' ''
    line AN 1 20260101 411000 C1 'Tuilerie Un' AN1 'A nouveau' 60,00 0,00 '' ''
    line AN 1 20260101 120000 '' '' AN1 'A nouveau' 0,00 720,00 '' ''
    sale 2 20261005 L5 'Serrurerie Cinq' G7 33,00 '' ''
    cash 3 20261010 L1 'Scierie Un' R3 150,00 '' ''
    sale 4 20261005 C1 'Tuilerie Un' F8 80,00 '' ''
} | ledger next.txt
{
    line VE 1 20260105 707000 '' '' P V 0,00 27300,00 '' ''
    awk 'BEGIN { for (i = 0; i < 54600; i++)
        printf "VE\tJournal\t1\t20260105\t411000\tCompte\tM%05d\tClient fictif %d\tP%d\t20260105\tVente\t0,50\t0,00\t\t\t\t\t\n", i / 5, i / 5, i }'
} | ledger long.txt
awk 'BEGIN {
    print "compte;nom;téléphone"
    for (i = 0; i < 8000; i++) printf "M%05d;Client fictif %d;01990%05d\n", i, i, i
}' >many.csv
awk 'BEGIN {
    print "compte;nom;type;piece;date;echeance;solde;devise"
    for (i = 0; i < 60000; i++)
        printf "L%05d;Client fictif %d;Facture;L-%d;05/01/2026;04/02/2026;%d,00;EUR\n", i / 5, i / 5, i, 1 + i % 90
}' >long.csv

begin() {
    run init && run import customers.csv --creditor OWN && run import first.csv --creditor OWN &&
        run promise C3 --on 2026-12-01 --amount 480.00 --means transfer --items F5 &&
        run add invoice C5 --number HAND --amount 12.00 --date 2026-10-01 --due 2026-10-31
    verdict $? 'what is known, and something agreed'
}
same() { # name options: the preview is what then happens
    name=$1
    shift
    run journal && cp out journal
    run import "$@" --preview && cp out preview && run journal && cmp -s out journal && run ageing && cp out before &&
        run import "$@" && cp out done && python3 - 2>err <<'END'
import json
a, b = (json.load(open(p))['files'][0] for p in ('preview', 'done'))
assert a.pop('id') is None and b.pop('id')
for d in (a, b):
    d.pop('effects', None)
    for c in d.get('contradictions', []):
        c.pop('id', None)
assert a == b, (a, b)
END
    verdict $? "$name"
}
# Somebody else writes all the time: on PostgreSQL on everything an import would lock.
held() {
    if [ "$engine" = sqlite ]; then
        mkfifo hold
        sqlite3 "${url#sqlite:}" <hold >held 2>&1 &
        holder=$!
        exec 9>hold
        echo "BEGIN IMMEDIATE; SELECT 'held';" >&9
    else
        mkfifo hold
        psql -qtAX "$url" <hold >held 2>&1 &
        holder=$!
        exec 9>hold
        echo "BEGIN; SELECT 'held' FROM (SELECT count(*) FROM (SELECT * FROM creditor FOR UPDATE) a, (SELECT * FROM counter FOR UPDATE) b) c;" >&9
    fi
    for _ in $(seq 50); do
        ! grep -q held held || return 0
        sleep 0.1
    done
    return 1
}
let_go() {
    exec 9>&-
    wait "$holder"
    holder=
    rm -f hold
}

play() {
    begin
    same 'a list of some customers: the same counts, warnings and contradictions' second.csv --creditor OWN
    same 'a complete list: what it closes, too' first.csv --creditor OWN --mode state --as-of 2026-11-23 --confirm
    same 'a creditor nobody knew' second.csv --creditor AUTRE
    same 'terms given with it' long.csv --creditor AUTRE --terms net60
    same 'customers: new ones, changed ones, one twice' customers2.csv --creditor OWN
    same 'the same again' customers2.csv --creditor OWN
    same 'customers of a creditor nobody knew' customers.csv --creditor TIERS
    same 'a ledger beside lists' year.txt --creditor OWN
    same 'the ledger of the period: what is lettered, what vanished' closed.txt --creditor OWN --mode period
    same 'the next year: openings that repeat, one that differs' next.txt --creditor OWN
    same 'a ledger that comes again' next.txt --creditor OWN
    same 'a ledger that is behind' year.txt --creditor OWN
    same 'a ledger of a creditor nobody knew, with terms' year.txt --creditor QUART --terms net30
    same 'a list of an early day' early.csv --creditor CINQ --as-of 2025-03-31
    same 'a ledger that reaches further than it' year.txt --creditor CINQ
    held && run import long.csv --creditor OWN --preview && grep -q '"accepted":60000,' out &&
        grep -q '"debtors":12000,' out && grep -q '"items":60000,' out
    verdict $? 'a long list is looked at while somebody else writes and writes'
    run import long.txt --creditor OWN --preview && grep -q '"accepted":54600,' out && grep -q '"debtors":10920,' out
    verdict $? 'so is a long ledger'
    run import many.csv --creditor OWN --preview && grep -q '"accepted":8000,' out
    verdict $? 'so are customers'
    let_go
    run import second.csv --creditor OWN --preview && run import second.csv --creditor OWN
    verdict $? 'and then again'
}

engine=sqlite
url="sqlite:$work/b.db"
play
if [ -n "${RELANCE_TEST_PG:-}" ]; then
    engine=postgresql
    url=$RELANCE_TEST_PG
    play
else
    echo "ok $((count = count + 1)) - postgresql # SKIP no PostgreSQL server here"
fi
echo "1..$count"
