#!/bin/sh
# A list that is only looked at says what taking it in then comes to, row by row and sum by sum, and
# keeps nobody from saving, however long it is. On both engines. TAP.
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
        run import "$@" && cp out done && run ageing && ! cmp -s out before && python3 - 2>err <<'END'
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
    held && run import long.csv --creditor OWN --preview && grep -q '"accepted":60000,' out &&
        grep -q '"debtors":12000,' out && grep -q '"items":60000,' out
    verdict $? 'a long list is looked at while somebody else writes and writes'
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
