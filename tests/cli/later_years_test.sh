#!/bin/sh
# The day's work when the compiled law has run out, on 2027-01-01 and 2031-01-01: principal, ageing,
# queue and the reasons go on, only the figure without a rate is refused. TAP, on both engines.
# usage: pg_server.sh later_years_test.sh RELANCE. RELANCE_TEST_PG: see tests/store/pg_server.sh.
set -u
auditor=$(CDPATH='' cd -- "$(dirname -- "$0")/../auditor" && pwd)/audit_database.py
relance=$(realpath "$1")
# shellcheck source=tests/support/answers.sh
. "$(dirname -- "$0")/../support/answers.sh"
cd "$work" || exit 3

# Runs relance on that day; succeeds when the exit code is the one expected.
exits() { # code, day, arguments
    want=$1 day=$2
    shift 2
    "$relance" --db "$url" --today "$day" --json "$@" >out 2>err
    got=$?
    [ "$got" -eq "$want" ] || { echo "exit $got instead of $want: $*" >>err; return 1; }
}

# One customer a line: number, invoice day, amount; invoice 6 is not yet due on 2027-01-01.
invoices='1 20260601 100,00
2 20260602 200,00
3 20260603 300,00
4 20260604 400,00
5 20260605 500,00
6 20261220 600,00'
{
    printf 'JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|'
    printf 'CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|'
    printf 'ValidDate|Montantdevise|Idevise\n'
    echo "$invoices" | while read -r n day amount; do
        head="VE|Ventes|$n|$day"
        echo "$head|411000|Clients|C$n|Société Éclair $n|F$n|$day|Facture|$amount|0,00|||||"
        echo "$head|706000|Prestations|||F$n|$day|Facture|0,00|$amount|||||"
    done
} >123456789FEC20261231.txt
{
    echo 'Compte;Raison sociale;Type;Téléphone'
    for n in 1 2 3 4 5 6; do
        echo "C$n;Société Éclair $n;société;01 99 00 10 0$n"
    done
} >clients.csv
interest='law interest --debtor business --creditor professional --principal 500 --due 2026-07-05'

# What a day shows: the same whether the file was taken in before or on that day.
day_works() { # name, day, open principal not yet due, overdue, accounts to call
    exits 0 "$2" ageing --by creditor && holds "[(r['not_due'], r['over_90'], r['total'])
 for r in d['rows']] == [('$3', '$4', '2100.00')]"
    verdict $? "$1: the aged balance"
    exits 0 "$2" queue && holds "len(d['items']) == $5
 and all(i['action'] == 'call' and i['phone'] for i in d['items'])
 and sum(float(i['amount']) for i in d['items']) == $4"
    verdict $? "$1: the queue, principal only"
    ref=$(sed -n 's/.*"rank":1,"ref":"\([^"]*\)".*/\1/p' out)
    exits 0 "$2" why "$ref" && holds 'd["action"] == "call" and d["contact"]["allowed"] is True'
    verdict $? "$1: why that file"
    exits 0 "$2" verify && holds 'd["ok"]'
    verdict $? "$1: verify"
    python3 "$auditor" "$relance" "$url" "$2" >out 2>err
    verdict $? "$1: the auditor finds the same figures"
    exits 0 "$2" law tables && holds '[w["code"] for w in d["warnings"]] == ["figures_end"] * 2'
    verdict $? "$1: the administrator is told which tables end"
    exits 1 "$2" $interest --until "$2" && holds 'd["error"]["code"] == "rate_missing"'
    verdict $? "$1: interest to that day is refused, its rate is missing"
    exits 0 "$2" $interest --until 2026-12-31 && holds 'd["interest"] == "30.41"'
    verdict $? "$1: interest to the last covered day is given"
    exits 0 "$2" law term --rule net30 --date "$2" && holds 'd["allowed"] is True'
    verdict $? "$1: payment terms need no rate"
    exits 0 "$2" law limitation --claim B2B_GENERAL --start 2026-07-05 && holds 'd["status"]'
    verdict $? "$1: nor does limitation"
}

take_in() { # name, day
    exits 0 "$2" init --demo
    verdict $? "$1: a new database"
    exits 0 "$2" import 123456789FEC20261231.txt --terms net30 &&
        holds 'd["files"][0]["items"] == 6 and d["files"][0]["rejected"] == 0'
    verdict $? "$1: the ledger is taken in"
    exits 0 "$2" import clients.csv
    verdict $? "$1: and the customers"
}

round() { # engine
    new_url "$1" early
    take_in "$1, in 2026" 2026-12-31
    day_works "$1, 2027 after 2026" 2027-01-01 600.00 1500.00 5
    day_works "$1, 2031 after 2026" 2031-01-01 0.00 2100.00 6
    for day in 2027-01-01 2031-01-01; do
        new_url "$1" "on_${day%%-*}"
        take_in "$1, on $day" $day
        case $day in
        2027*) day_works "$1, taken in on $day" $day 600.00 1500.00 5 ;;
        *) day_works "$1, taken in on $day" $day 0.00 2100.00 6 ;;
        esac
    done
}

round sqlite
if [ -n "${RELANCE_TEST_PG:-}" ]; then
    round postgresql
else
    echo "ok $((count = count + 1)) - postgresql: # SKIP no PostgreSQL server"
fi
echo "1..$count"
