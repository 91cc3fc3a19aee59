#!/bin/sh
# factor_test.sh RELANCE: who is to be paid. What the ledger books against the factor's account is an
# assignment, no payment; an account counts once two persons said it; what is assigned may be asked
# for once the debtor was told. On the database of RELANCE_TEST_PG, or SQLite. Prints TAP.
set -u
auditor=$(CDPATH='' cd -- "$(dirname -- "$0")/../auditor" && pwd)/audit_database.py
relance=$1
# shellcheck source=tests/support/points.sh
. "$(dirname -- "$0")/../support/points.sh"
today=2026-06-30

lacks() { # name text command...
    name=$1 text=$2
    shift 2
    out=$(relance "$@" 2>&1)
    case $? in
    0)
        if printf '%s\n' "$out" | grep -qF -- "$text"; then
            point 'not ok' "$name"
            printf '%s\n' "$out" | sed 's/^/# /'
        else
            point ok "$name"
        fi
        ;;
    *) point 'not ok' "$name: failed" ;;
    esac
}

tab=$(printf '\t')
head="JournalCode${tab}JournalLib${tab}EcritureNum${tab}EcritureDate${tab}CompteNum${tab}CompteLib${tab}CompAuxNum${tab}CompAuxLib${tab}PieceRef${tab}PieceDate${tab}EcritureLib${tab}Debit${tab}Credit${tab}EcritureLet${tab}DateLet${tab}ValidDate${tab}Montantdevise${tab}Idevise"
line() { # journal number day account aux piece piece-date debit credit letter
    printf '%s\t%s\t%s\t%s\t%s\tCompte\t%s\t%s\t%s\t%s\tx\t%s\t%s\t%s\t\t%s\t\t\n' \
        "$1" "$1" "$2" "$3" "$4" "$5" "${5:+Tuilerie $5}" "$6" "$7" "$8" "$9" "${10:-}" "$3"
}
# F1 and F2 are sold to the factor, F3 is paid, F4 stays; F1 comes back, and F5 has no number.
{
    echo "$head"
    line AN 1 20260101 411000 C1 AN 20260101 50,00 0,00
    line AN 1 20260101 467100 '' AN 20260101 0,00 50,00
    line VE 1 20260201 411000 C1 F1 20260201 1200,00 0,00 A
    line VE 1 20260201 707000 '' F1 20260201 0,00 1200,00
    line VE 2 20260202 411000 C1 F2 20260202 600,00 0,00 B
    line VE 3 20260203 411000 C1 F3 20260203 300,00 0,00 C
    line VE 2 20260202 707000 '' F2 20260202 0,00 600,00
    line VE 3 20260203 707000 '' F3 20260203 0,00 300,00
    line VE 4 20260204 411000 C1 F4 20260204 70,00 0,00
    line VE 4 20260204 707000 '' F4 20260204 0,00 70,00
    line OD 7 20260210 411000 C1 F1 20260201 0,00 1200,00 A
    line OD 8 20260210 411000 C1 F2 20260202 0,00 600,00 B
    line OD 7 20260210 467100 '' F1 20260210 1200,00 0,00
    line OD 8 20260210 467100 '' F2 20260210 600,00 0,00
    line BQ 9 20260301 512000 '' R3 20260301 300,00 0,00
    line BQ 9 20260301 411000 C1 R3 20260301 0,00 300,00 C
    line OD 10 20260520 467100 '' F1 20260520 0,00 1200,00
    line OD 10 20260520 411000 C1 F1 20260520 1200,00 0,00
    line OD 0 20260521 411000 C2 F5 20260521 0,00 40,00
    line OD 0 20260521 467100 '' F5 20260521 40,00 0,00
    line OD 0 20260521 411000 C3 X1 20260521 0,00 15,00
    line OD 0 20260521 471000 '' X1 20260521 15,00 0,00
} >"$work/ledger.txt"
head -n 1 "$work/ledger.txt" >"$work/again.txt"
grep -F "${tab}411000" "$work/ledger.txt" >>"$work/again.txt"

books() { # engine
    relance init --demo >/dev/null
    grep -E "^(JournalCode|VE)" "$work/ledger.txt" >"$work/sales.txt"
    today=2026-02-05
    relance import "$work/sales.txt" --terms net30 >/dev/null 2>&1
    for piece in F2 F3; do
        amount=600
        [ $piece = F3 ] && amount=300
        relance promise C1 --on 2026-03-04 --amount $amount --means transfer --items $piece \
            --person 'Mme Ardoin' >/dev/null
    done
    today=2026-06-30
    has "$1: one payment; what the factor took is neither payment nor credit note" \
        '"items":2,"payments":1,"credits":1,' --json import "$work/ledger.txt" --terms net30
    has "$1: what was promised for a sold invoice is not kept: there is nothing to keep" \
        '"status":"cancelled"' --json promise list C1
    has "$1: the other promise was kept" '"status":"kept"' --json promise list C1
    has "$1: what is sold is closed by an assignment" \
        '"kind":"assignment","on":"2026-02-10","issued":"2026-02-02","due":"2026-03-04","due_source":"computed","amount":"-600.00","open":"0.00"' \
        --json debtor C1
    has "$1: what comes back is owed, and due when the invoice was" \
        '"number":"F1","kind":"assignment","on":"2026-05-20","issued":"2026-02-01","due":"2026-03-03","due_source":"computed","amount":"1200.00","open":"1200.00"' \
        --json debtor C1
    has "$1: an opening that carries the factor's balance is an opening" '"kind":"opening"' \
        --json debtor C1
    has "$1: without a number the piece tells the entry" '"kind":"assignment"' --json debtor C2
    has "$1: another account of third parties is none" '"kind":"adjustment"' --json debtor C3
    has "$1: the balance is the ledger's" '"balance":"1320.00"' --json debtor C1
    has "$1: the lines say so" '"use":"assignment"' export facts
    printf 'compte;nom;type\nC1;Tuilerie C1;société\n' >"$work/kinds.csv"
    relance import "$work/kinds.csv" >/dev/null 2>&1
    has "$1: in the claim view it is the invoice again, with interest from its due date" \
        '"open":"0.00","principal":"1200.00","late_days":119,"interest":"47.53","indemnity":"40.00"' --json statement C1
    has "$1: and the entry is nothing more" '"open":"1200.00","principal":"0.00"' --json statement C1
    has "$1: again, nothing is new" '"accepted":0,' --json import "$work/ledger.txt"
    relance --json import "$work/again.txt" >/dev/null
    has "$1: an extract of customers' lines does not forget it" '"kind":"assignment"' --json debtor C2
    has "$1: verify" '"ok":true' --json verify
}

house=FR7630006000011000000000102 factor=FR7630006000011000000000296 other=FR7630006000011000000000393
payees() { # engine
    for login in anne boris; do
        relance user add $login --role accountant >/dev/null
    done
    relance user add carla --role agent >/dev/null
    fails "$1: nobody unknown names an account" 1 unknown_user \
        payee add HOUSE --kind creditor --name 'Tuilerie Vaur' --iban $house --by nobody
    fails "$1: an agent does not name accounts" 1 not_allowed \
        payee add HOUSE --kind creditor --name 'Tuilerie Vaur' --iban $house --by carla
    fails "$1: a wrong key is refused" 1 impossible_value \
        payee add HOUSE --kind creditor --name 'Tuilerie Vaur' --iban "${house%?}X" --by anne
    has "$1: the first account serves at once and by default" \
        "\"default\":true,\"active\":true,\"name\":\"Tuilerie Vaur\",\"iban\":\"$house\"" --json \
        payee add HOUSE --kind creditor --name 'Tuilerie Vaur' --iban "$house" --by anne
    has "$1: the factor's account waits for a second person" '"name":null,"iban":null' --json \
        payee add FACTO --kind factor --name 'Factor Exemple' --iban $factor --by anne
    fails "$1: a code is taken once" 1 payee_taken \
        payee add FACTO --kind factor --name 'Factor Exemple' --iban $factor --by anne
    fails "$1: not the same person again" 1 second_person payee confirm FACTO --by anne
    has "$1: a second person confirms" "\"name\":\"Factor Exemple\",\"iban\":\"$factor\"" --json \
        payee confirm FACTO --by boris
    fails "$1: nothing waits any more" 1 nothing_to_confirm payee confirm FACTO --by boris
    has "$1: a changed account does not count yet" "\"iban\":\"$house\"" --json \
        payee set HOUSE --iban $other --by boris
    has "$1: nor a changed default" '"code":"HOUSE","kind":"creditor"' --json debtor C1
    has "$1: confirmed, it counts and is to be announced" \
        "\"iban\":\"$other\",\"bic\":\"\",\"since\":\"2026-06-30\",\"iban_before\":\"$house\"" --json \
        payee confirm HOUSE --by anne
    has "$1: the list says so" 'à annoncer aux débiteurs' payee list
    fails "$1: nothing said is refused" 1 nothing_new payee set HOUSE --by anne
}

assignments() { # engine
    fails "$1: an unknown payee" 1 unknown_payee assign C1 --items F4 --payee BANK
    fails "$1: a notice has a proof" 2 option_missing \
        assign C1 --items F4 --payee FACTO --notified 2026-06-01
    fails "$1: a confidential assignment has no notice" 2 option_conflict \
        assign C1 --items F4 --payee FACTO --confidential --notified 2026-06-01 --proof x
    fails "$1: a notice to come is none" 1 date_future \
        assign C1 --items F4 --payee FACTO --notified 2026-07-01 --proof x
    has "$1: assigned, not told" '"status":"to_notify"' --json \
        assign C1 --items F4 --payee FACTO --on 2026-06-01
    has "$1: why says that nothing may be asked for it" '"code":"no_assignment_notice"' --json why C1
    has "$1: the gate names the article" 'Cession non notifiée' why C1
    has "$1: told, with the proof" '"status":"notified"' --json assign C1 --items F4 --payee FACTO \
        --on 2026-06-01 --notified 2026-06-10 --proof 'mention sur la facture'
    lacks "$1: it may be asked for again" no_assignment_notice --json why C1
    has "$1: to be paid to the factor" \
        '"payee":"FACTO","assignment":{"source":"hand","on":"2026-06-01","capacity":"mandate","disclosed":true,"notified":"2026-06-10","misdirected":"0.00"}' \
        --json debtor C1
    has "$1: the rest to the house" '"payee":"HOUSE","assignment":null' --json debtor C1
    has "$1: what the ledger sold says so" \
        '"payee":"HOUSE","assignment":{"source":"ledger","on":"2026-02-10"' --json debtor C1
    has "$1: the statement tells whom to pay" "À payer à Factor Exemple, IBAN $factor" statement C1
    has "$1: how much of it" "et à personne d’autre : F4 (70,00 €)" statement C1
    has "$1: and the rest to whom" "Pour le reste, à payer à Tuilerie Vaur, IBAN $other (" statement C1
    has "$1: item by item" '"payee":"FACTO"' --json statement C1
    has "$1: in confidence, the debtor pays as before" '"status":"confidential"' --json \
        assign C1 --items F1 --payee FACTO --confidential
    lacks "$1: and nothing is blocked" no_assignment_notice --json why C1
    fails "$1: an undo has a reason" 2 option_missing assign C1 --undo 3
    has "$1: taken back" '"status":"reversed"' --json assign C1 --undo 3 --why 'erreur de bordereau'
    fails "$1: only once" 1 object_closed assign C1 --undo 3 --why encore
    has "$1: the notice taken back: not told" '"status":"reversed"' --json \
        assign C1 --undo 2 --why 'retour NPAI'
    has "$1: blocked again" no_assignment_notice --json why C1
    has "$1: all of an account, from a day" '"all":true,"since":"2026-06-01","items":[]' --json \
        assign C2 --all --since 2026-06-01 --payee FACTO --on 2026-06-01
    has "$1: of all accounts, those to notify" '"status":"to_notify"' --json \
        assign list --status to_notify
    has "$1: the facts hold it" '"fact":"assignment"' export facts
    has "$1: and who said what of an account" '"fact":"payee_word"' export facts
    has "$1: the balance is untouched" '"balance":"1320.00"' --json debtor C1
    has "$1: verify knows assignments" '"ok":true' --json verify
    has "$1: all of it, and nobody told" '"status":"to_notify"' --json \
        assign C1 --all --payee FACTO --on 2026-06-02
    has "$1: then the action of the day is to tell" '"action":"notify_assignment"' --json why C1
    has "$1: in the list" '"action":"notify_assignment"' --json queue
    has "$1: which the run counts" '"actions":' --json run
    has "$1: and publishes" '"action":"notify_assignment"' --json queue
    has "$1: in words" 'Notifier la cession' queue
    if python3 "$auditor" "$relance" "$db" 2026-02-05 $today >"$work/out" 2>&1; then
        point ok "$1: the auditor finds the same figures"
    else
        point 'not ok' "$1: the auditor finds the same figures"
        sed 's/^/# /' "$work/out"
    fi
    has "$1: closed by two persons, a payee serves no longer" '"pending":[{"kind":"closed"' --json \
        payee set FACTO --close --by anne
    relance payee confirm FACTO --by boris >/dev/null
    fails "$1: to assign to" 1 unknown_payee assign C2 --all --payee FACTO
}

# What a payment provider collects is booked on 467200: no factor.
{
    echo "$head"
    line VE 1 20260601 411000 C9 S1 20260601 90,00 0,00 A
    line VE 1 20260601 707000 '' S1 20260601 0,00 90,00
    line OD 2 20260610 411000 C9 S1 20260610 0,00 90,00 A
    line OD 2 20260610 467200 '' S1 20260610 90,00 0,00
} >"$work/provider.txt"
chart() { # engine
    relance import "$work/provider.txt" --terms net30 >/dev/null 2>&1
    has "$1: an account 467 is the factor at first" '"kind":"assignment"' --json debtor C9
    has "$1: as the plan of accounts says" \
        '"prefix":"467","role":"factor","default":true,"changed":false' --json chart list
    fails "$1: a role that is none" 2 bad_option_value chart set 467200 stripe
    fails "$1: a prefix that is none" 1 bad_account chart set x none
    has "$1: another role for some of them" \
        '"prefix":"467200","role":"none","default":false,"changed":false' --json chart set 467200 none
    fails "$1: said once" 1 nothing_new chart set 467200 none
    has "$1: given again, the ledger is read anew" '"accepted":0' --json import "$work/provider.txt"
    lacks "$1: no assignment any more" '"kind":"assignment"' --json debtor C9
    has "$1: a default may change" '"prefix":"467","role":"none","default":true,"changed":true' \
        --json chart set 467 none
    has "$1: and comes back" '"prefix":"467","role":"factor","default":true,"changed":false' \
        --json chart drop 467
    lacks "$1: what was added goes" 467200 --json chart drop 467200
    has "$1: verify" '"ok":true' --json verify
    has "$1: in words" 'ce qui lui est imputé est une cession' chart list
}

db=sqlite:$work/relance.db
books sqlite
chart sqlite
payees sqlite
assignments sqlite
if [ -n "${RELANCE_TEST_PG:-}" ]; then
    db=$RELANCE_TEST_PG
    books postgresql
    chart postgresql
    payees postgresql
    assignments postgresql
fi
echo "1..$count"
