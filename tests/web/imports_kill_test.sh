#!/bin/sh
# The server is killed at moments drawn from a seed while it takes a file in that was sent by page;
# started again it ends the job by itself: nothing is taken twice, nothing is lost, and the database
# is whole right after. A short list, and one long enough to go in piece by piece. TAP.
# Arguments: the program [kills]. RELANCE_SEED replays a run. Under pg_server.sh: on PostgreSQL.
set -u
relance=$1
kills=${2-4}
seed=${RELANCE_SEED-20261123}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/client.sh"
echo "# RELANCE_SEED=$seed"

details() { { tail -n 5 "$work/server.log"; head -c 2000 "$work/out"; } 2>/dev/null; }
draw() { # from 1 to the number given
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    at=$((seed / 7 % $1 + 1))
}
send() { # file: to its page in $job
    get /imports -b "$(jar comptable)"
    get /imports -b "$(jar comptable)" -F "csrf=$(csrf)" -F creditor=AAA -F mode=new -F "file=@$1"
    job=$(sed -n 's/^[Ll]ocation: \(\/imports\/[0-9]*\).*/\1/p' "$work/head")
    [ -n "$job" ]
}
take() {
    get "$job" -b "$(jar comptable)"
    get "$job" -b "$(jar comptable)" -d "csrf=$(csrf)" -d act=take -d mode=new -d as_of= -d terms=
    [ "$status" = 303 ]
}
# Until the page no longer moves; what it says of the state.
reached() { # word of the tag
    for _ in $(seq 600); do
        get "$job" -b "$(jar comptable)"
        if [ "$status" = 200 ] && ! grep -q data-events "$work/body"; then
            grep -q "rl-tag [a-z]*\">$1<" "$work/body"
            return
        fi
        sleep 0.2
    done
    return 1
}
list() { # rows name: a list nobody has seen
    awk -v rows="$1" -v name="$2" 'BEGIN {
        print "compte;nom;type;piece;date;echeance;solde;devise"
        for (i = 0; i < rows; i++)
            printf "%s%04d;Client fictif %s %d;Facture;%s-%d;05/01/2026;04/02/2026;%d,00;EUR\n",
                name, i / 25, name, i / 25, name, i, 1 + i % 90
    }' >"$work/$2.csv"
}
balance() { db --json ageing --by creditor >"$work/out" 2>&1 && sed 's/"as_of":"[^"]*"//' "$work/out"; }

# One list: sent, looked at, taken while the server is killed, ended by the next server.
killed_once() { # rows name milliseconds
    rows=$1 name=$2
    list "$rows" "$name"
    send "$work/$name.csv" && reached 'à décider' || return 1
    take || return 1
    sleep "$(awk -v ms="$3" 'BEGIN { printf "%.3f", ms / 1000 }')"
    kill_server
    db verify >"$work/out" 2>&1 || return 1
    start || return 1
    get "$job" -b "$(jar comptable)"
    ! grep -q data-events "$work/body" || underway=$((underway + 1))
    reached fait || return 1
    db verify >"$work/out" 2>&1 || return 1
    get /imports -b "$(jar comptable)"
    [ "$(grep -c "<td>$name.csv</td>.*>compte<" "$work/body")" -eq 1 ] || return 1
    # what stands is all of it, and the same list again has nothing to add
    db --json import "$work/$name.csv" --creditor AAA >"$work/out" 2>&1 || return 1
    grep -q '"accepted":0,' "$work/out" && grep -q "\"duplicates\":$rows," "$work/out"
}

prepare && start && sign_in comptable
ok $? "a database, and somebody who imports"
list 40 R
send "$work/R.csv" && reached 'à décider' && take && reached fait
ok $? "a list is taken in by page"
[ "$(find "$RELANCE_SPOOL" -name R.csv | wc -l)" -eq 1 ]
ok $? "its file stays for a while"
underway=0
n=0
while [ $n -lt "$kills" ]; do
    n=$((n + 1))
    draw 700
    killed_once 3000 "S$n" "$at"
    ok $? "killed $at ms after the yes, a short list: taken once, whole, by the next server"
done
draw 6000
at=$((at + 500))
killed_once 50001 LONG "$at"
ok $? "killed $at ms after the yes, a long list: the same"
echo "# $underway of them in the middle of it"

# ---- a server that is only thought to be dead ----
list 50001 TAKEN
send "$work/TAKEN.csv" && reached 'à décider' && take
for _ in $(seq 200); do
    [ "$(sql "SELECT count(*) FROM job_import i JOIN job j ON j.job_id = i.job_id WHERE j.file = 'TAKEN.csv'")" = 1 ] && break
    sleep 0.05
done
sql "UPDATE job SET claim = 7, alive_ms = alive_ms + 3000 WHERE file = 'TAKEN.csv' AND state = 'running'" >"$work/out" 2>&1
reached fait
ok $? "a job that somebody else has taken over in the middle is ended"
get /imports -b "$(jar comptable)"
broken=$(grep -c '<td>TAKEN.csv</td>.*>interrompu' "$work/body") # 0: a fast machine was ready before
echo "# $broken begun by the first one"
[ "$broken" -le 1 ] && [ "$(grep -c '<td>TAKEN.csv</td>.*>compte<' "$work/body")" -eq 1 ]
ok $? "what the first one was writing does not count"
db verify >"$work/out" 2>&1
ok $? "and the database is whole"

# ---- one that takes a while ----
list 400001 WAITS
send "$work/WAITS.csv"
tells "SELECT phase + rows FROM job WHERE file = 'WAITS.csv'" "SELECT state FROM job WHERE file = 'WAITS.csv' AND state IN ('queued', 'running')"
ok $? "whoever waits is told how far it is"
reached 'à décider'
ok $? "until it waits for him"
stop
ok $? "the server ends with 0"
! grep -qE 'Sanitizer|runtime error' "$work/server.log"
ok $? "no sanitizer complained"
echo "1..$count"
