#!/bin/sh
# The scenario on stored data, on both engines: a life of invoices day by day, with what was done
# about each, under the shipped rules. TAP.
# usage: pg_server.sh sh scenario_test.sh RELANCE. RELANCE_TEST_PG: see tests/store/pg_server.sh.
set -u
relance=$(realpath "$1")
auditor=$(CDPATH='' cd -- "$(dirname -- "$0")/../auditor" && pwd)/audit_database.py
# shellcheck source=tests/support/answers.sh
. "$(dirname -- "$0")/../support/answers.sh"
cd "$work" || exit 3

# day file action [condition on its row i]: what the list of that day, and why, say of a file
# ("none": it is not there). R: its reasons, code to text.
asks() {
    today=$1
    run why "$2" && cp out why.json && run queue --limit 100 && python3 - "$2" "$3" "${4:-True}" 2>>err <<'END'
import json, sys
ref, action, condition = sys.argv[1:]
rows = [i for i in json.load(open('out'))['items'] if i['debtor'] == ref]
found = rows[0]['action'] if rows else 'none'
assert found == action, (found, rows)
assert json.load(open('why.json'))['action'] == action
i = rows[0] if rows else None
R = {r['code']: r['text'] for r in i['reasons']} if i else {}
assert eval(condition), i
END
}

customer() { # name, further options
    name=$1
    shift
    run add debtor --name "$name" --number "$name" "$@"
}
invoice() { # customer number date due amount
    run add invoice "$1" --number "$2" --date "$3" --due "$4" --amount "$5"
}
spoken() { # customer day
    run add outcome "$1" --code refusal --at "$2"
}

ladder() {
    today=2026-06-01
    run init && customer Un --kind company --phone '01 99 00 00 01' --email un@un.example \
        --street '1 rue Neuve' --postcode 75001 --city Paris &&
        invoice Un F1 2026-05-02 2026-06-01 1000.00
    verdict $? 'a customer and an invoice due on 1 June'
    asks 2026-06-03 Un none && asks 2026-06-04 Un email '"level" in R and "never_contacted" in R'
    verdict $? 'nothing before the third day, then an e-mail'
    asks 2026-06-10 Un email && asks 2026-06-11 Un call
    verdict $? 'an e-mail that nobody sent holds nothing up: a call on the tenth day'
    asks 2026-06-30 Un call '"2" not in R["level"] and "3" in R["level"]'
    verdict $? 'days nobody worked are caught up: the level of the day'
    today=2026-06-12
    run add outcome Un --code voicemail --at 2026-06-12T10:00 && asks 2026-06-12 Un none &&
        asks 2026-06-13 Un none && asks 2026-06-14 Un call '"attempts" in R and "never_contacted" in R'
    verdict $? 'a voicemail is no contact: tried again after two days'
    today=2026-06-14
    spoken Un 2026-06-14 && asks 2026-06-14 Un none && asks 2026-06-20 Un none &&
        asks 2026-06-21 Un call '"last_contact" in R and "attempts" not in R and "3" in R["level"]'
    verdict $? 'spoken to: the next level when it is deserved and seven days have passed'
    asks 2026-06-21 Un call && today=2026-06-21 && spoken Un 2026-06-21 &&
        asks 2026-06-30 Un none && asks 2026-07-01 Un reminder_2
    verdict $? 'then a letter on the thirtieth day, for who was spoken to'

    today=2026-06-22
    invoice Un F2 2026-05-20 2026-06-20 400.00 && asks 2026-06-22 Un none &&
        asks 2026-06-23 Un email '"1" in R["level"] and "attached_items" in R and i["amount"] == "1400.00"'
    verdict $? 'a new invoice begins at the bottom, the older one is named with it'
    asks 2026-07-01 Un reminder_2 '"4" in R["level"] and "attached_items" not in R'
    verdict $? 'one conversation at the highest level that is ready'
    today=2026-07-01
    run add payment Un --amount 900.00 --date 2026-07-01 --invoice F1 &&
        asks 2026-07-01 Un reminder_2 'i["amount"] == "500.00"'
    verdict $? 'a part payment moves the amount, not the level'
    run add payment Un --amount 100.00 --date 2026-07-01 --invoice F1 &&
        asks 2026-07-01 Un call '"2" in R["level"] and i["amount"] == "400.00"'
    verdict $? 'what is paid takes its level with it'
}

others() {
    today=2026-06-01
    customer Deux --kind company --phone '01 99 00 00 02' --street '2 rue Neuve' --postcode 75001 --city Paris &&
        invoice Deux G1 2025-08-01 2025-09-01 5000.00 && asks 2026-06-01 Deux call '"3" in R["level"]'
    verdict $? 'very old at its first look: the highest level for who was never spoken to, a call'
    spoken Deux 2026-06-01 && asks 2026-06-12 Deux none && asks 2026-06-13 Deux alert_manager '"6" in R["level"]'
    verdict $? 'then what its age deserves, after the gap'
    today=2026-06-01
    customer Trois --kind company --phone '01 99 00 00 03' && invoice Trois H1 2026-04-01 2026-05-01 14.99 &&
        asks 2026-06-01 Trois none && invoice Trois H2 2026-04-01 2026-05-01 0.01 && asks 2026-06-01 Trois call
    verdict $? 'less than the minimum is not worth a contact, as much is'
    today=2026-06-01
    customer Quatre --kind company --phone '01 99 00 00 04' && invoice Quatre J1 2026-05-01 2026-05-20 900.00 &&
        run add fact Quatre --kind strategic --value yes && asks 2026-06-01 Quatre tell_sales '"strategic" in R'
    verdict $? 'a strategic account: sales are told first'
    run alert Quatre --kind information --to sales --note 'à relancer' && asks 2026-06-01 Quatre call
    verdict $? 'sales were told: a call'
    customer Cinq --kind company --phone '01 99 00 00 05' && invoice Cinq K1 2026-05-25 2026-06-30 10000.00 &&
        run add payment Cinq --amount 10.00 --date 2026-05-20 --number V1 &&
        asks 2026-06-19 Cinq none && asks 2026-06-20 Cinq pre_due_call '"large_invoice" in R and "new_customer" not in R'
    verdict $? 'a large invoice before its due date: has it come, is it cleared for payment'
    today=2026-06-20
    spoken Cinq 2026-06-20 && asks 2026-06-25 Cinq none && asks 2026-07-11 Cinq call
    verdict $? 'asked once; later it is an invoice like others'
    today=2026-06-01
    customer Six --kind company --phone '01 99 00 00 06' && invoice Six L1 2026-05-25 2026-06-30 50.00 &&
        asks 2026-06-20 Six pre_due_call '"new_customer" in R and "large_invoice" not in R'
    verdict $? 'a new customer is called before his first invoice is due'
    today=2026-06-20
    run add payment Six --amount 50.00 --date 2026-06-20 --invoice L1 && invoice Six L2 2026-06-20 2026-06-30 50.00 &&
        asks 2026-06-21 Six none
    verdict $? 'who paid once is new no more'
    today=2026-06-01
    customer Sept --kind company --phone '01 99 00 00 07' && invoice Sept M1 2026-04-01 2026-05-01 1000.00 &&
        run add payment Sept --amount 300.00 --date 2026-05-20 --number V7 && asks 2026-06-01 Sept match_credits
    verdict $? 'credits that could cover 30 % are matched first'
    run match override Sept --why 'acompte d’une autre commande' && asks 2026-06-01 Sept call &&
        run release Sept && asks 2026-06-01 Sept match_credits
    verdict $? 'unless somebody says why not; and back'
    run match override Sept
    [ $? -eq 2 ]
    verdict $? 'the reason is required'
    for kind in consumer public; do
        customer "P$kind" --kind $kind --phone '01 99 00 00 08' --email "p@$kind.example" || break
        invoice "P$kind" "N$kind" 2026-05-01 2026-06-01 800.00 || break
    done
    asks 2026-06-05 Pconsumer none && asks 2026-06-06 Pconsumer email && asks 2026-06-15 Pconsumer email &&
        asks 2026-06-16 Pconsumer call && asks 2026-06-06 Ppublic email && asks 2026-06-16 Ppublic call &&
        asks 2026-07-11 Ppublic call
    verdict $? 'consumers and public buyers have days of their own'
}

play() {
    ladder
    others
    today=2026-07-15
    run run && run verify && holds "d['ok']"
    verdict $? 'everything verifies'
    python3 "$auditor" "$relance" "$url" "$today" >out 2>err
    verdict $? 'the auditor finds the same figures'
}

engine=sqlite
url=sqlite:$work/scenario.db
play
if [ -n "${RELANCE_TEST_PG-}" ]; then
    engine=postgresql
    psql -qX "$RELANCE_TEST_PG" -c "CREATE SCHEMA scenario_$$" >/dev/null
    url="$RELANCE_TEST_PG?options=-csearch_path%3Dscenario_$$"
    play
fi
echo "1..$count"
