#!/bin/sh
# dated_test.sh RELANCE: a list that states another issue date or due date makes a new dated version;
# figures of days before stay what they were. On the database of RELANCE_TEST_PG, or SQLite. TAP.
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
    if "$@" >out 2>err; then
        echo "ok $count - $name"
    else
        echo "not ok $count - $name"
        sed 's/^/# /' out err
    fi
}
on() { # day arguments
    day=$1
    shift
    "$relance" --db "$db" --today "$day" "$@"
}
dates() { # day issued due
    on "$1" --json debtor C1 | grep -qF "\"number\":\"F1\",\"kind\":\"invoice\",\"on\":\"2026-09-01\",\"issued\":\"$2\",\"due\":\"$3\""
}
bucket() { on "$1" --json ageing | grep -qF "\"$2\":\"100.00\""; }
interest() { on "$1" --json statement C1 | grep -qF "\"interest\":\"$2\""; }
list() { # file issued due amount
    printf 'Compte;Nom;Facture;Date;Échéance;Solde;Type\nC1;Alpha;F1;%s;%s;%s;\n' "$2" "$3" "$4" >"$1"
}
play() {
    list one.csv 01/09/2026 01/10/2026 100,00
    list two.csv 05/09/2026 15/11/2026 100,00
    list three.csv 05/09/2026 30/11/2026 100,00
    printf 'compte;nom;type\nC1;Alpha;société\n' >who.csv
    on 2026-10-05 init >/dev/null 2>&1
    check "$1: a list" on 2026-10-05 import one.csv --mode state --as-of 2026-10-05
    check "$1: who he is" on 2026-10-05 import who.csv
    check "$1: late since" interest 2026-10-20 0.65
    check "$1: later with other dates" on 2026-10-25 import two.csv --mode state --as-of 2026-10-25
    check "$1: which are today's" dates 2026-10-25 2026-09-05 2026-11-15
    check "$1: and those of then are then's" dates 2026-10-24 2026-09-01 2026-10-01
    check "$1: so is the aged balance" bucket 2026-10-24 d1_30
    check "$1: of both days" bucket 2026-10-25 not_due
    check "$1: and the statement" interest 2026-10-20 0.65
    check "$1: of both days" interest 2026-10-25 0.00
    check "$1: again, one date" on 2026-11-01 import three.csv --as-of 2026-11-01
    id=$(sed -n 's/.*\(I-[0-9]*-[0-9A-Z]\).*/\1/p' out | head -n 1)
    check "$1: today" dates 2026-11-01 2026-09-05 2026-11-30
    check "$1: in between" dates 2026-10-30 2026-09-05 2026-11-15
    check "$1: before" dates 2026-10-06 2026-09-01 2026-10-01
    check "$1: taken back, it never was" on 2026-11-01 import --undo "$id"
    check "$1: today" dates 2026-11-01 2026-09-05 2026-11-15
    check "$1: before" dates 2026-10-06 2026-09-01 2026-10-01
    check "$1: the facts say so" sh -c "\"$relance\" --db '$db' --today 2026-11-01 export facts |
        grep -qF '\"before\":[{\"until\":\"2026-10-25\",\"issued\":\"2026-09-01\",\"due\":\"2026-10-01\",\"due_source\":\"stated\"}]'"
    check "$1: verify" on 2026-11-01 verify
}
db=sqlite:$work/t.db
play sqlite
if [ -n "${RELANCE_TEST_PG:-}" ]; then
    db=$RELANCE_TEST_PG
    play postgresql
fi
echo "1..$count"
