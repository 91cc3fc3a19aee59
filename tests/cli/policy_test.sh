#!/bin/sh
# policy_test.sh RELANCE: penalty policies, imputation and stages: what is said holds from its day,
# the rest is claimed and given up by explicit acts, what the law forbids is refused. On the database
# of RELANCE_TEST_PG, or SQLite. Prints TAP.
set -u
auditor=$(CDPATH='' cd -- "$(dirname -- "$0")/../auditor" && pwd)/audit_database.py
relance=$1
# shellcheck source=tests/support/points.sh
. "$(dirname -- "$0")/../support/points.sh"
today=2025-10-15

tab=$(printf '\t')
line() { # journal account aux name piece date debit credit letter
    printf '%s\tJ\t1\t%s\t%s\tClients\t%s\t%s\t%s\t%s\tx\t%s\t%s\t%s\t\t%s\t\t\n' \
        "$1" "$6" "$2" "$3" "$4" "$5" "$6" "$7" "$8" "${9:-}" "$6"
}
{
    echo "JournalCode${tab}JournalLib${tab}EcritureNum${tab}EcritureDate${tab}CompteNum${tab}CompteLib${tab}CompAuxNum${tab}CompAuxLib${tab}PieceRef${tab}PieceDate${tab}EcritureLib${tab}Debit${tab}Credit${tab}EcritureLet${tab}DateLet${tab}ValidDate${tab}Montantdevise${tab}Idevise"
    line VE 411000 C1 'Atelier Un' F1 20250801 12000,00 0,00
    line VE 411000 C2 'Jeanne Deux' F2 20250801 100,00 0,00
    line VE 411000 C3 'Commune de Trois' F3 20250801 200,00 0,00
    line VE 411000 C4 'Scierie Quatre' F4 20250101 10000,00 0,00 A
    line VE 411000 C5 'Jean Cinq' F5 20250302 1250,00 0,00
    line VE 411000 C6 'Centre hospitalier Six' F6 20250301 18000,00 0,00
    line VE 411000 C7 'Négoce Sept' F7 20241115 9000,00 0,00
    line VE 411000 C8 'Bâtiment Huit' F8 20250501 14400,00 0,00
    line VE 707000 '' '' F1 20250801 0,00 64950,00
    line BQ 411000 C4 'Scierie Quatre' R4 20250315 0,00 4000,00 A
    line BQ 512000 '' '' R4 20250315 4000,00 0,00
} >"$work/ledger.txt"
printf 'compte;nom;type\nC1;Atelier Un;société\nC2;Jeanne Deux;particulier\nC3;Commune de Trois;organisme public\nC4;Scierie Quatre;société\nC5;Jean Cinq;particulier\nC6;Centre hospitalier Six;organisme public\nC7;Négoce Sept;société\nC8;Bâtiment Huit;société\n' \
    >"$work/list.csv"

play() { # engine
    relance init --demo >/dev/null
    relance import "$work/ledger.txt" --terms net30 >/dev/null
    relance import "$work/list.csv" >/dev/null
    has "$1: nothing said: computed only, as booked" \
        '"penalty":"computed","imputation":"ledger","order":"interest-first","rest_claimed":false,"rate":null,"currency":"EUR","asked":"12000.00","closed":false,"words":[]' \
        --json policy C1
    has "$1: the creditor's default holds for his accounts" '"creditor":"OWN"' \
        --json policy --imputation legal --from 2025-01-01 --why 'CGV 2025'
    has "$1: WE-08 by the creditor's default" \
        '"principal":"6154.92","interest":"300.78","indemnity":"40.00","costs":"0.00","total":"6495.70"' \
        --json statement C4 --on 2025-07-31
    has "$1: the difference is explained to the cent" \
        '"differences":[{"code":"interest","amount":"300.78"},{"code":"indemnity","amount":"40.00"},{"code":"imputation","amount":"154.92"}]' \
        --json statement C4 --on 2025-07-31
    has "$1: the account's own word comes after" '"imputation":"ledger"' \
        --json policy C4 --imputation ledger --from 2025-01-01
    has "$1: principal falls by all of the payment" \
        '"principal":"6000.00","interest":"448.13","indemnity":"40.00"' \
        --json statement C4 --on 2025-07-31
    has "$1: a word holds from its day only" '"imputation":"ledger"' \
        --json policy C4 --imputation contract --from 2025-12-01

    fails "$1: a rate below three times the legal rate" 1 rate_below_minimum policy C1 --rate 8.27
    fails "$1: a rate for a public buyer" 1 rate_fixed_by_decree policy C3 --rate 15
    fails "$1: a word that is none" 2 bad_option_value policy C1 --penalty free
    fails "$1: the rest is claimed with a reason" 2 option_missing policy C1 --claim-rest
    fails "$1: an act has no day but today" 2 option_conflict \
        policy C1 --claim-rest --why x --from 2025-01-01
    fails "$1: an act is about one file" 2 argument_missing policy --waive all --why x
    has "$1: a rate holds for invoices issued since" '"interest":"179.75"' --json statement C1
    relance policy C1 --rate 12 --from 2025-01-01 >/dev/null
    has "$1: 45 days at 12 %" '"interest":"177.53"' --json statement C1

    has "$1: claiming the rest is an act" '"rest_claimed":true,"rate":"12.00","currency":"EUR","asked":"12217.53"' \
        --json policy C1 --claim-rest --why 'accord du 15/10'
    has "$1: giving up is an act" '"asked":"12000.00"' \
        --json policy C1 --waive all --why 'geste commercial'
    has "$1: what was given up is shown" '{"code":"waived","amount":"-217.53"}' --json statement C1
    has "$1: before that day it was owed" '"interest":"173.59"' \
        --json statement C1 --on 2025-10-14
    fails "$1: a public buyer's interest cannot be given up" 1 waiver_void \
        policy C3 --waive interest --why x
    has "$1: the page says what was decided" 'geste commercial' policy C1

    has "$1: a stage from the facts" '"stage":"reminder","by_hand":false,"since":null' --json stage C1
    fails "$1: a stage needs its reason" 2 option_missing stage C1 litigation
    has "$1: a stage set by hand" '"stage":"litigation","by_hand":true,"since":"2025-10-15"' \
        --json stage C1 litigation --why assignation
    has "$1: in court, nobody of the house asks any more" '"contact":{"allowed":false,"blocks":[{"code":"handed_over"' \
        --json why C1
    has "$1: back to the facts" '"stage":"reminder","by_hand":false' \
        --json stage C1 auto --why 'désistement'
    fails "$1: a stage that is none" 2 unknown_kind stage C1 lost --why x
    fact() { relance add fact "$1" --kind "$2" --value "$3" >/dev/null; }
    has "$1: a consumer without formal notice owes no interest" '"interest":"0.00"' \
        --json statement C5 --on 2025-09-30
    fact C5 formal_notice 2025-05-12
    has "$1: WE-11, from the formal notice" '"interest":"14.92","indemnity":"0.00"' \
        --json statement C5 --on 2025-09-30
    has "$1: a public buyer: receipt is missing" '"missing":"receipt_date"' --json statement C6
    fact C6 received:F6 2025-03-03
    has "$1: a public buyer: its kind is missing" '"missing":"public_body"' --json statement C6
    fact C6 body health
    has "$1: WE-10, from receipt" '"interest":"659.84","indemnity":"40.00"' \
        --json statement C6 --on 2025-08-20
    has "$1: the article of the public buyer" 'CCP R2192-31' statement C6 --on 2025-08-20
    fact C7 formal_notice 2025-01-15
    has "$1: after the formal notice: pre-litigation" '"stage":"pre_litigation"' --json stage C7
    fact C7 judgment_served 2025-02-03
    has "$1: WE-13, after a judgment" '"interest":"495.70","indemnity":"0.00"' \
        --json statement C7 --on 2025-10-31
    has "$1: after a judgment: litigation" '"stage":"litigation"' --json stage C7
    fact C8 insolvency 2025-09-04
    has "$1: WE-17, insolvency stops interest" '"interest":"467.21","indemnity":"40.00"' \
        --json statement C8 --on 2025-12-31
    has "$1: insolvency is the stage" '"stage":"insolvency"' --json stage C8
    relance policy C5 --penalty claimed >/dev/null
    has "$1: claimed from the formal notice on" '"asked":"1266.34"' --json policy C5
    fails "$1: no day" 2 bad_option_value add fact C8 --kind insolvency --value demain
    fails "$1: receipt of nothing" 2 unknown_kind add fact C8 --kind received: --value 2025-03-03
    has "$1: everything still verifies" '"ok":true' --json verify
    if python3 "$auditor" "$relance" "$db" 2025-06-30 $today 2026-03-31 >"$work/out" 2>&1; then
        point ok "$1: the auditor counts the same, item by item"
    else
        point 'not ok' "$1: the auditor counts the same, item by item"
        sed 's/^/# /' "$work/out"
    fi
}

db=sqlite:$work/t.db
play sqlite
if [ -n "${RELANCE_TEST_PG-}" ]; then
    psql -qX "$RELANCE_TEST_PG" -c "CREATE SCHEMA policy_$$" >/dev/null
    db="$RELANCE_TEST_PG?options=-csearch_path%3Dpolicy_$$"
    play postgresql
else
    echo "# PostgreSQL: skipped, no server here"
fi
echo "1..$count"
