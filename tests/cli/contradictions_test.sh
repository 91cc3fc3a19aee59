#!/bin/sh
# contradictions_test.sh RELANCE: a file that contradicts promises, plans, disputes, allocations or
# entries by hand lists them for a person, in a preview and after. On the database of
# RELANCE_TEST_PG, or SQLite. TAP.
set -u
relance=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 3
unset RELANCE_DB
count=0

check() { # name command...
    name=$1
    shift
    count=$((count + 1))
    if "$@" >out.check 2>&1; then
        echo "ok $count - $name"
    else
        echo "not ok $count - $name"
        sed 's/^/# /' out.check out err | cut -c1-600
    fi
}
run() { "$relance" --db "$db" --today 2026-11-20 "$@" >out 2>err; }
holds() { # a condition in Python on the last document, d; c are its contradictions
    python3 -c "import json; d = json.load(open('out'))
f = d['files'][0]
c = {(r['kind'], r['item']): r for r in f['contradictions']}
w = {r['code']: r['count'] for r in f['warnings']}
assert ($1), d"
}
list() { # file rows...
    file=$1
    shift
    echo 'Compte;Nom;Facture;Date;Échéance;Solde' >"$file"
    printf '%s\n' "$@" >>"$file"
}
row() { printf 'C%s;Client %s;%s;01/09/2026;01/10/2026;%s\n' "$1" "$1" "$2" "$3"; }

play() {
    list one.csv "$(row 1 F1 100,00)" "$(row 1 F2 200,00)" "$(row 1 F3 300,00)" \
        "$(row 2 G1 400,00)" "$(row 2 G2 50,00)" "$(row 3 H1 60,00)"
    run init
    run import one.csv --mode state --as-of 2026-11-10
    check "$1: a promise to come" run promise C1 --on 2026-12-01 --amount 100 --means transfer \
        --items F1 --person 'Mme Ardoin'
    check "$1: one whose day has come" run promise C1 --on 2026-11-20 --amount 300 \
        --means transfer --items F3 --person 'Mme Ardoin'
    check "$1: a dispute" run dispute C2 --items G2 --reason price --owner Luc
    check "$1: a plan" run plan C2 --items G1 --means transfer --first 2026-12-15 --count 2 --every month \
        --person 'M. Kervadec'
    check "$1: a payment by hand, set against an invoice" run add payment C1 --number R1 \
        --amount 80 --date 2026-11-15 --invoice F2
    check "$1: an invoice by hand" run add invoice C3 --number H2 --amount 70 --date 2026-11-01 --due 2026-12-01
    # F1, F3, G1 and G2 closed, F2 whole again, H2 not there.
    list two.csv "$(row 1 F2 200,00)" "$(row 3 H1 60,00)"
    check "$1: a complete list, only looked at" run --json import two.csv --mode state \
        --as-of 2026-11-20 --preview
    check "$1: speaks against the promise to come" holds \
        "c['promise', 'F1']['number'] == 1 and c['promise', 'F1']['on'] == '2026-12-01' and c['promise', 'F1']['after'] == '0.00'"
    check "$1: not against the one whose day has come" holds "('promise', 'F3') not in c"
    check "$1: against the plan and the dispute" holds \
        "c['plan', 'G1']['number'] == 1 and c['dispute', 'G2']['number'] == 1"
    check "$1: against what a person set off" holds \
        "c['reopened', 'F2']['before'] == '120.00' and c['reopened', 'F2']['after'] == '200.00'"
    check "$1: against the entry by hand" holds \
        "c['hand_entry', 'H2']['before'] == '70.00' and w['hand_closed'] >= 1"
    check "$1: each with the file it is of" holds \
        "all(r['ref'].startswith('C-') and r['item_id'] for r in f['contradictions']) and w['contradicted'] == len(f['contradictions'])"
    cp out preview
    check "$1: the same after it was taken" run --json import two.csv --mode state \
        --as-of 2026-11-20 --confirm
    check "$1: word for word" python3 -c "import json
a, b = (json.load(open(p))['files'][0]['contradictions'] for p in ('preview', 'out'))
strip = lambda rows: sorted((r['kind'], r['ref'], r['item'], r['after']) for r in rows)
assert a and strip(a) == strip(b), (a, b)"
    run import two.csv --mode state --as-of 2026-11-20
    check "$1: the same again speaks against nothing more" run --json import two.csv --mode state \
        --as-of 2026-11-20
    check "$1: at all" holds "not c and 'contradicted' not in w"
    check "$1: verify" run verify
}
words() { # engine
    list three.csv "$(row 1 F2 200,00)" "$(row 1 F1 100,00)" "$(row 3 H1 60,00)"
    check "$1: in words" run import three.csv --mode state --as-of 2026-11-20 --confirm
    check "$1: what came back and the promise that it was of" grep -q 'F1  promesse sur une pièce' out
}
db=sqlite:$work/t.db
play sqlite
words sqlite
if [ -n "${RELANCE_TEST_PG:-}" ]; then
    db=$RELANCE_TEST_PG
    play postgresql
    words postgresql
fi
echo "1..$count"
