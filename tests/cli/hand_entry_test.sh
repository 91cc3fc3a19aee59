#!/bin/sh
# hand_entry_test.sh RELANCE: what people enter by hand, write off and match: what is noted, what is
# refused by name, and that each entry can be taken back. On the database of RELANCE_TEST_PG, or
# SQLite. Prints TAP.
set -u
auditor=$(CDPATH='' cd -- "$(dirname -- "$0")/../auditor" && pwd)/audit_database.py
relance=$1
# shellcheck source=tests/support/points.sh
. "$(dirname -- "$0")/../support/points.sh"
today=2026-03-31

holds() { # name command...
    name=$1
    shift
    if "$@" >"$work/log" 2>&1; then
        point ok "$name"
    else
        point 'not ok' "$name"
        sed 's/^/# /' "$work/log"
    fi
}

has() { # name text argument... ; the answer stays in out
    name=$1 text=$2
    shift 2
    relance --json "$@" >"$work/out" 2>&1
    if grep -qF -- "$text" "$work/out"; then
        point ok "$name"
    else
        point 'not ok' "$name"
        sed 's/^/# /' "$work/out"
    fi
}

fails() { # name exit code argument...
    name=$1 exit=$2 code=$3
    shift 3
    out=$(relance --json "$@" 2>/dev/null)
    got=$?
    case $got,$out in
    "$exit",*"\"code\":\"$code\""*) point ok "$name" ;;
    *)
        point 'not ok' "$name"
        echo "# exit $got: $out"
        ;;
    esac
}

value() { sed "s/.*\"$1\":\"\([^\"]*\)\".*/\1/" "$work/out"; }
shows() { has "$1" "$2" ageing; } # name columns
undone() { # name: the entry of the last answer is taken back
    holds "$1" relance import --undo "$(value import)"
}

play() { # engine
    holds "$1: init" relance init
    has "$1: a customer" '"facts":' add debtor --creditor ACME --number C1 --name 'Atelier Un' \
        --kind company --phone '01 99 00 12 34' --terms net30
    for key in ref debtor import; do
        holds "$1: its $key" grep -q "\"$key\":\"" "$work/out"
    done
    c1=$(value ref)
    fails "$1: a name is needed" 2 option_missing add debtor --number C9
    fails "$1: a kind that is none" 2 bad_option_value add debtor --name X --kind king
    fails "$1: a number is given once" 1 already_known add debtor --creditor ACME --number C1 --name Y
    has "$1: a person to speak to" '"facts":2' add contact C1 --person 'Mme Fictive' --email a@b.example
    undone "$1: taken back"
    has "$1: a fact" '"facts":1' add fact C1 --kind formal_notice --value 2026-03-01
    fails "$1: of a customer nobody knows" 1 bad_ref add fact C7 --kind formal_notice --value 2026-03-01

    has "$1: an invoice" "\"ref\":\"$c1\"" add invoice C1 --number FA-101 --amount 1200.00 \
        --date 2026-01-05 --due 2026-02-04
    holds "$1: with its sign and currency" grep -q '"amount":"1200.00","currency":"EUR"' "$work/out"
    has "$1: without a due date by the terms" '"amount":"300.00"' \
        add invoice "$c1" --number FA-102 --amount 300 --date 2026-02-10
    fails "$1: an amount is needed" 2 option_missing add invoice C1 --number FA-3
    fails "$1: a number is needed" 2 option_missing add invoice C1 --amount 5
    for amount in 0 -5 dix; do
        fails "$1: $amount is no amount" 1 bad_amount add invoice C1 --number FA-3 --amount "$amount"
    done
    fails "$1: a third decimal" 1 too_many_decimals add invoice C1 --number FA-3 --amount 1.234
    fails "$1: nobody owes that" 1 amount_too_large \
        add invoice C1 --number FA-3 --amount 99999999999999999999
    fails "$1: a number known already, written otherwise" 1 already_known \
        add invoice C1 --number 'fa 101' --amount 10
    fails "$1: a customer nobody knows, and no reference" 1 bad_ref add invoice C7 --number FA-3 --amount 5
    fails "$1: a kind that is no debit" 2 bad_option_value \
        add invoice C1 --number FA-3 --amount 5 --kind payment
    shows "$1: both are due" \
        '"not_due":"0.00","d1_30":"300.00","d31_60":"1200.00","d61_90":"0.00","over_90":"0.00","no_due_date":"0.00","assumed":"0.00","unallocated":"0.00","total":"1500.00"'

    has "$1: a payment of an invoice and a part" '"amount":"-500.00"' \
        add payment C1 --amount 500 --date 2026-03-20 --invoice FA-102 --invoice FA-101=150
    shows "$1: a rest of 50 stays free" \
        '"d1_30":"0.00","d31_60":"1050.00","d61_90":"0.00","over_90":"0.00","no_due_date":"0.00","assumed":"0.00","unallocated":"50.00","total":"1000.00"'
    relance --json ageing >"$work/paid"
    fails "$1: the same day and amount without a number" 1 already_known \
        add payment C1 --amount 500 --date 2026-03-20
    fails "$1: more than the invoice has open" 1 share_too_large \
        add payment C1 --amount 9000 --number V-1 --invoice FA-101=1050.01
    fails "$1: more than the payment" 1 share_too_large \
        add payment C1 --amount 10 --number V-1 --invoice FA-101=10.01
    fails "$1: an invoice that is not there" 1 item_unknown \
        add payment C1 --amount 10 --number V-1 --invoice FA-9
    relance --json ageing >"$work/now"
    holds "$1: a refusal leaves nothing" cmp "$work/paid" "$work/now"
    has "$1: a credit note" '"amount":"-50.00"' \
        add credit C1 --number AV-1 --amount 50 --invoice FA-101
    undone "$1: taken back"
    fails "$1: once only" 1 already_undone import --undo "$(value import)"
    relance --json ageing >"$work/now"
    holds "$1: and no figure remembers it" cmp "$work/paid" "$work/now"

    fails "$1: a write-off needs a reason" 2 option_missing writeoff C1 --all
    fails "$1: and says of what" 2 option_missing writeoff C1 --why x
    fails "$1: not more than is open" 1 share_too_large \
        writeoff C1 --items FA-101 --amount 1050.01 --why x
    has "$1: a part is written off" '"amount":"1049.00"' \
        writeoff C1 --items FA-101 --amount 1049 --why 'fictif'
    first=$(value import)
    holds "$1: one item" grep -q '"items":1' "$work/out"
    shows "$1: a euro is left" '"d31_60":"1.00"'
    holds "$1: the auditor, too" python3 "$auditor" "$relance" "$db" $today
    fails "$1: what is closed is not written off" 1 share_too_large \
        writeoff C1 --items FA-102 --why x

    add() { relance add invoice C1 --number "$1" --amount "$2" --date 2026-01-05 --due "$3" >/dev/null; }
    add P-1 5.00 2026-03-01
    add P-2 5.01 2026-03-01
    add P-3 4.00 2026-03-02
    relance add debtor --creditor ACME --number C2 --name 'Garage Deux' >/dev/null
    relance add invoice C2 --number P-4 --amount 3.00 --date 2025-12-01 >/dev/null
    relance --json ageing >"$work/before"
    has "$1: small rests are shown: at most 5.00, late by 30 days" '"import":null,"items":2,"amount":"6.00"' \
        writeoff --small 5.00 --why 'petits soldes'
    relance --json ageing >"$work/now"
    holds "$1: and left alone" cmp "$work/before" "$work/now"
    has "$1: a day more to be late" '"items":3,"amount":"10.00"' \
        writeoff --small 5.00 --days 29 --why 'petits soldes'
    fails "$1: small rests need a reason, too" 2 option_missing writeoff --small 5.00
    has "$1: written off when confirmed" '"items":2,"amount":"6.00"' \
        writeoff --small 5.00 --why 'petits soldes' --confirm
    small=$(value import)
    has "$1: nothing is left to show" '"accounts":[]' writeoff --small 5.00 --why 'petits soldes'
    holds "$1: taken back" relance import --undo "$small"
    relance --json ageing >"$work/now"
    holds "$1: as before" cmp "$work/before" "$work/now"
    holds "$1: the first write-off, too" relance import --undo "$first"
    shows "$1: all is owed again" '"d31_60":"1050.00"'

    relance add payment C1 --amount 1050 --date 2026-03-25 --number V-7 --label 'VIR FA-101 merci' >/dev/null
    relance --json ageing >"$work/before"
    has "$1: a payment that names its invoice is proposed" \
        '"credit":"V-7"' match C1
    holds "$1: by its number" grep -q '"debit":"FA-101","amount":"1050.00","currency":"EUR","rule":"number"' "$work/out"
    relance --json ageing >"$work/now"
    holds "$1: proposed only" cmp "$work/before" "$work/now"
    has "$1: accepted" '"automatic":' match C1 --accept
    batch=$(value batch)
    shows "$1: the invoice is paid" '"d31_60":"0.00"'
    holds "$1: the batch is taken back" relance match --undo "$batch"
    relance --json ageing >"$work/now"
    holds "$1: as before" cmp "$work/before" "$work/now"
    fails "$1: once only" 1 unknown_ref match --undo "$batch"
    fails "$1: a batch that is none" 2 bad_option_value match --undo 99999999999999999999
    costs "$1"
    holds "$1: verify is good" relance verify
    holds "$1: the auditor finds the same figures" python3 "$auditor" "$relance" "$db" 2026-01-31 $today 2026-12-31
}

# Costs of recovery: who bears them, by which article.
costs() {
    relance add debtor --name 'Menuiserie Pin' --number K1 --kind company >/dev/null
    relance add debtor --name 'Mme Saule' --number K2 --kind consumer >/dev/null
    relance add debtor --name 'Commune de Hêtre' --number K3 --kind public --body local >/dev/null
    for who in K1 K2 K3; do
        relance add invoice $who --number $who-1 --date 2026-01-10 --due 2026-02-09 --amount 1000 >/dev/null
        relance add invoice $who --number $who-2 --date 2026-03-10 --due 2026-04-09 --amount 500 >/dev/null
    done
    has "$1: a professional who is late bears what is justified above the indemnity" \
        '"kind":"complement","article":"C. com. L441-10 II","amount":"120.00","currency":"EUR"' \
        add cost K1 --kind complement --item K1-1 --amount 120 --why 'honoraires, facture A-77' --date 2026-03-20
    cost=$(value import)
    fails "$1: said twice" 1 already_known add cost K1 --kind complement --item K1-1 --amount 120 \
        --why 'honoraires, facture A-77' --date 2026-03-20
    has "$1: its own part of the claim" '"costs":"120.00"' statement K1
    holds "$1: with its difference" grep -q '{"code":"costs","amount":"120.00"}' "$work/out"
    has "$1: not before its day" '"costs":"0.00"' statement K1 --on 2026-03-19
    holds "$1: the total holds it" sh -c "\"$relance\" --db '$db' --today $today statement K1 | grep -q '120,00.*L441-10 II'"
    holds "$1: the auditor counts it" python3 "$auditor" "$relance" "$db" 2026-03-19 $today
    fails "$1: an invoice that is not late" 1 cost_not_late add cost K1 --kind complement --item K1-2 --amount 50 --why x
    fails "$1: the invoice must be named" 2 option_missing add cost K1 --kind complement --amount 50 --why x
    fails "$1: a consumer bears none" 1 cost_forbidden add cost K2 --kind complement --item K2-1 --amount 50 --why x
    fails "$1: of a public buyer only the flat indemnity was read" 1 cost_forbidden \
        add cost K3 --kind complement --item K3-1 --amount 50 --why x
    fails "$1: no enforcement without a title" 1 cost_forbidden add cost K2 --kind enforcement --amount 75 --why saisie
    has "$1: an act the law prescribes" '"article":"C. proc. civ. exéc. L111-8"' \
        add cost K2 --kind legal_act --amount 35.50 --why 'signification, acte du 12/03'
    relance add fact K2 --kind judgment_served --value 2026-03-02 >/dev/null
    has "$1: enforcement with a title" '"amount":"75.00"' add cost K2 --kind enforcement --amount 75 --why saisie
    fails "$1: nor before it" 1 cost_forbidden add cost K2 --kind enforcement --amount 75 --why saisie --date 2026-03-01
    has "$1: both are shown" '"costs":"110.50"' statement K2
    relance add fact K1 --kind insolvency --value 2026-02-09 >/dev/null
    fails "$1: what fell due once its payment was forbidden" 1 cost_not_late \
        add cost K1 --kind complement --item K1-1 --amount 60 --why x
    holds "$1: a cost is taken back" relance import --undo "$cost"
    has "$1: and no longer claimed" '"costs":"0.00"' statement K1
}

db=sqlite:$work/hand.db
play sqlite
if [ -n "${RELANCE_TEST_PG:-}" ]; then
    db=$RELANCE_TEST_PG
    play postgresql
else
    count=$((count + 1))
    echo "ok $count - postgresql # SKIP RELANCE_TEST_PG is not set"
fi
echo "1..$count"
