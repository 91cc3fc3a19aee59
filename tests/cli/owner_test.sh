#!/bin/sh
# owner_test.sh RELANCE: whose file it is: given to agents, taken over while they are away, and the
# aged balance of each. On the database of RELANCE_TEST_PG, or SQLite. Prints TAP.
set -u
auditor=$(CDPATH='' cd -- "$(dirname -- "$0")/../auditor" && pwd)/audit_database.py
relance=$1
# shellcheck source=tests/support/points.sh
. "$(dirname -- "$0")/../support/points.sh"
today=2026-06-30

printf 'compte;nom;facture;date;échéance;montant\nC1;Tuilerie Un;F1;01/05/2026;31/05/2026;100,00\nC2;Tuilerie Deux;F2;01/02/2026;01/03/2026;200,00\nC3;Tuilerie Trois;F3;01/06/2026;31/07/2026;40,00\n' \
    >"$work/list.csv"

play() { # engine
    relance init --demo >/dev/null
    relance import "$work/list.csv" --creditor A >/dev/null 2>&1
    printf 'compte;nom;facture;date;échéance;montant\nD1;Minoterie;G1;01/05/2026;31/05/2026;7,00\n' >"$work/b.csv"
    relance import "$work/b.csv" --creditor B >/dev/null 2>&1
    relance user add claire --role agent --name 'Claire L.' --creditor A >/dev/null
    relance user add ines --role agent --name 'Inès M.' >/dev/null
    relance user add paul --role auditor >/dev/null
    has "$1: at first all files are nobody's" '"key":"-","name":"","currency":"EUR","not_due":"40.00"' \
        --json ageing --by agent
    has "$1: two files are given" '"agent":"claire","from":"2026-06-01","why":"Ouest"' \
        --json file assign C1 C2 --creditor A --agent Claire --from 2026-06-01 --why Ouest
    has "$1: the aged balance of an agent" \
        '"key":"claire","name":"Claire L.","currency":"EUR","not_due":"0.00","d1_30":"100.00","d31_60":"0.00","d61_90":"0.00","over_90":"200.00"' \
        --json ageing --by agent
    has "$1: and of nobody" '"key":"-","name":"","currency":"EUR","not_due":"40.00","d1_30":"7.00"' \
        --json ageing --by agent
    has "$1: of one creditor" '"key":"-","name":"","currency":"EUR","not_due":"40.00","d1_30":"0.00"' \
        --json ageing --by agent --creditor A
    has "$1: as a page" 'claire  Claire L.' ageing --by agent
    relance ageing --by agent --out "$work/agents.csv" >/dev/null
    if grep -q 'Agent;' "$work/agents.csv" && grep -q '^claire;' "$work/agents.csv"; then
        point ok "$1: as a file"
    else
        point 'not ok' "$1: as a file"
        sed 's/^/# /' "$work/agents.csv"
    fi
    fails "$1: another word is refused" 2 bad_option_value ageing --by team
    has "$1: the file says whose it is" \
        '"agent":{"login":"claire","name":"Claire L.","absent":false,"covered_by":null}' \
        --json debtor C1 --creditor A
    today=2026-05-31
    has "$1: the day before it was nobody's" '"agent":null' --json debtor C1 --creditor A
    today=2026-06-30

    fails "$1: who works on no files gets none" 1 not_allowed \
        file assign C3 --creditor A --agent paul --why x
    fails "$1: nor who does not see the creditor" 1 not_allowed \
        file assign D1 --creditor B --agent claire --why x
    fails "$1: all or nothing" 1 bad_ref file assign C3 C9 --creditor A --agent ines --why x
    has "$1: nothing was given" '"agent":null' --json debtor C3 --creditor A
    fails "$1: a reason is needed" 2 option_missing file assign C3 --creditor A --agent ines
    fails "$1: somebody or nobody" 2 option_conflict \
        file assign C3 --creditor A --agent ines --nobody --why x
    has "$1: given on from today" '"agent":"ines"' \
        --json file assign C2 --creditor A --agent ines --why 'charge de travail'
    has "$1: the last word holds" '"key":"ines","name":"Inès M.","currency":"EUR","not_due":"0.00","d1_30":"0.00","d31_60":"0.00","d61_90":"0.00","over_90":"200.00"' \
        --json ageing --by agent
    today=2026-06-29
    has "$1: the day before it was the other's" '"key":"claire","name":"Claire L.","currency":"EUR","not_due":"0.00","d1_30":"100.00","d31_60":"0.00","d61_90":"0.00","over_90":"200.00"' \
        --json ageing --by agent
    today=2026-06-30
    relance team add SUD --name "Équipe Sud" >/dev/null
    relance file assign C2 --creditor A --team SUD --why départ >/dev/null
    has "$1: a team's file is the team's" '"key":"team:SUD","name":"Équipe Sud","currency":"EUR","not_due":"0.00","d1_30":"0.00","d31_60":"0.00","d61_90":"0.00","over_90":"200.00"' \
        --json ageing --by agent
    relance file assign C2 --creditor A --nobody --why départ >/dev/null
    has "$1: the facts keep the history" '"user":null,"why":"départ"' export facts
}

away() { # engine
    has "$1: away, with who covers" '"number":1,"from":"2026-06-29","to":"2026-07-10","cover":"ines","cancelled":false' \
        --json user absence claire --from 2026-06-29 --to 2026-07-10 --cover ines
    has "$1: the file is on another list" '"absent":true,"covered_by":"ines"' --json debtor C1 --creditor A
    has "$1: and stays hers" '"key":"claire"' --json ageing --by agent
    fails "$1: nobody covers for himself" 2 bad_option_value \
        user absence ines --from 2026-07-01 --to 2026-07-02 --cover ines
    fails "$1: an end before the beginning" 2 bad_option_value \
        user absence ines --from 2026-07-02 --to 2026-07-01
    fails "$1: a last day is needed" 2 option_missing user absence ines --from 2026-07-02
    fails "$1: nobody of that name" 1 unknown_user user absence zoe --from 2026-07-01 --to 2026-07-02
    has "$1: taken back" '"cancelled":true' --json user absence claire --cancel 1
    has "$1: she is there" '"absent":false' --json debtor C1 --creditor A
    fails "$1: only once" 1 unknown_object user absence claire --cancel 1
    has "$1: a team" '"code":"OUEST","name":"Équipe Ouest","lead":"ines","members":[]' \
        --json team add OUEST --name 'Équipe Ouest' --lead ines
    has "$1: with members" '"members":["claire","ines"]' --json team member OUEST --add ines --add claire
    has "$1: who leave" '"members":["ines"]' --json team member OUEST --remove claire
    fails "$1: a code once" 1 team_taken team add OUEST
    fails "$1: an unknown team" 1 unknown_team team member EST --add ines
    has "$1: the teams" 'Équipe Ouest' team list
    has "$1: verify" '"ok":true' --json verify
    if python3 "$auditor" "$relance" "$db" 2026-05-31 $today >"$work/out" 2>&1; then
        point ok "$1: the auditor finds what each agent has"
    else
        point 'not ok' "$1: the auditor finds what each agent has"
        sed 's/^/# /' "$work/out"
    fi
}

db=sqlite:$work/relance.db
play sqlite
away sqlite
if [ -n "${RELANCE_TEST_PG:-}" ]; then
    db=$RELANCE_TEST_PG
    play postgresql
    away postgresql
fi
echo "1..$count"
