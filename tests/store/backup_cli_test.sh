#!/bin/sh
# init, backup and restore as people run them, on both engines and across them. TAP.
# Argument: the relance program. RELANCE_TEST_PG: a PostgreSQL server (see pg_server.sh).
set -u
relance=$(realpath "$1")
# shellcheck source=tests/support/answers.sh
. "$(dirname -- "$0")/../support/answers.sh"
cd "$work" || exit 3

# Runs relance; succeeds when the exit code is the one expected.
exits() { # code, arguments
    want=$1
    shift
    "$relance" --today 2026-11-24 "$@" >out 2>err
    got=$?
    [ "$got" -eq "$want" ] || { echo "exit $got instead of $want: $*" >>err; return 1; }
}

new_url() { # engine, name
    if [ "$1" = sqlite ]; then
        echo "sqlite:$work/$2.db"
    else
        psql -qX "$RELANCE_TEST_PG" -c "CREATE SCHEMA $2_$$" >/dev/null
        echo "$RELANCE_TEST_PG?options=-csearch_path%3D$2_$$"
    fi
}

field() { # key: value of a number or text in the JSON of the last run
    sed -n "s/.*\"$1\":\"\{0,1\}\([^,\"}]*\).*/\1/p" out
}

facts() { # url: everything but the journal's own account of what was done
    "$relance" --db "$1" --today 2026-11-24 export facts 2>>err
}

fec() {
    printf 'JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|'
    printf 'CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|'
    printf 'ValidDate|Montantdevise|Idevise\n'
    for n in 1 2 3 4 5; do
        printf 'VE|Ventes|%s|2026060%s|411000|Clients|C%s|Société Éclair %s|F%s|2026060%s|' \
            "$n" "$n" "$((n % 3))" "$((n % 3))" "$n" "$n"
        printf 'Facture|%s00,00|0,00||||||\n' "$n" | sed 's/|$//'
        printf 'VE|Ventes|%s|2026060%s|706000|Prestations|||F%s|2026060%s|' "$n" "$n" "$n" "$n"
        printf 'Facture|0,00|%s00,00||||||\n' "$n" | sed 's/|$//'
    done
}
fec >123456789FEC20261231.txt

round() { # engine
    engine=$1
    url=$(new_url "$engine" main)
    exits 0 --json --db "$url" init && [ "$(field created)" = true ]
    verdict $? "$engine: init creates"
    exits 0 --json --db "$url" init && [ "$(field created)" = false ]
    verdict $? "$engine: init again changes nothing"
    exits 0 --json --db "$url" import 123456789FEC20261231.txt
    verdict $? "$engine: a ledger is imported"
    exits 0 --json --db "$url" backup "$engine.relance" && [ "$(field rows)" -gt 20 ] &&
        [ "$(field bytes)" = "$(stat -c %s "$engine.relance")" ]
    verdict $? "$engine: backup tells what it wrote"
    rows=$(field rows)
    [ "$(stat -c %a "$engine.relance")" = 600 ] && [ "$(field digest)" = \
        "$(b2sum -l 256 "$engine.relance" | cut -d' ' -f1)" ]
    verdict $? "$engine: the file is private and its digest the one told"
    sum=$(sha256sum "$engine.relance")
    exits 3 --db "$url" backup "$engine.relance" && grep -q "$engine.relance" err &&
        [ "$sum" = "$(sha256sum "$engine.relance")" ]
    verdict $? "$engine: a file that exists is not replaced"
    facts "$url" >"$engine.facts"
    [ "$(wc -l <"$engine.facts")" -gt 5 ]
    verdict $? "$engine: there are facts to compare"
    for to in sqlite ${RELANCE_TEST_PG:+postgresql}; do
        target=$(new_url "$to" "from_$engine")
        exits 0 --json --db "$target" restore "$engine.relance" && [ "$(field rows)" = "$rows" ]
        verdict $? "$engine: restored into $to"
        facts "$target" >"$to.copy" && cmp -s "$engine.facts" "$to.copy"
        verdict $? "$engine: the same facts in $to"
        exits 0 --db "$target" verify
        verdict $? "$engine: what is in $to verifies"
        exits 3 --json --db "$target" restore "$engine.relance" && grep -q db_not_empty out
        verdict $? "$engine: a second restore into $to is refused"
    done
    [ "$sum" = "$(sha256sum "$engine.relance")" ]
    verdict $? "$engine: the backup has not changed"
    head -c 60000 "$engine.relance" >cut.relance
    exits 3 --json --db "sqlite:$work/$engine-cut.db" restore cut.relance &&
        grep -q '"db_damaged"' out && grep -q '"file":"cut.relance"' out
    verdict $? "$engine: a backup that was cut is refused by its name"
}

round sqlite
if [ -n "${RELANCE_TEST_PG:-}" ]; then
    round postgresql
else
    echo "ok $((count = count + 1)) - postgresql: # SKIP no PostgreSQL server"
fi
echo 'Bonjour' >letter
exits 3 --json --db sqlite:new.db restore letter && grep -q '"db_not_relance"' out && [ ! -e new.db ]
verdict $? 'another file is no backup, and no database is made for it'
exits 3 --json --db sqlite:absent.db backup x.relance && grep -q '"db_not_initialised"' out &&
    [ ! -e x.relance ]
verdict $? 'no database, no backup'
exits 2 backup
verdict $? 'backup needs a file'
ls | grep -q partial
verdict $((! $?)) 'nothing half done is left'
echo "1..$count"
