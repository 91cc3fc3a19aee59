#!/bin/sh
# The daily run that the server makes by itself, by a clock that the test sets: each working day at
# its hour, once, a missed one on the same day, one of two servers, one that was killed goes on. TAP.
# Arguments: the program, the library that sets its clock. Under pg_server.sh: on PostgreSQL.
set -u
real=$1
clock=$2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/client.sh"
. "$here/timetable.sh"

# Servers of this test go by the clock; serving.sh's are on a pinned day.
serve() { # log: its process in $started, its address in $url
    : >"$1"
    "$relance" --db "$url_of_db" serve --listen 127.0.0.1:0 --mail-every 0 --rate 0 2>"$1" &
    started=$!
    for _ in $(seq 100); do
        url=$(sed -n 's/^ev=listening url=\(.*\)\/$/\1/p' "$1")
        [ -z "$url" ] || return 0
        sleep 0.1
    done
    return 1
}
begin() { serve "$work/server.log" && server=$started && sign_in adele; }
run_days() { sql "SELECT count(*) FROM run WHERE state = 'published'"; }
day_number() { echo $(($(TZ=UTC date -d "$1" +%s) / 86400)); } # YYYY-MM-DD
last_day() { sql "SELECT max(day) FROM run WHERE state = 'published'"; }
until_run() { # YYYY-MM-DD
    for _ in $(seq "${2-150}"); do
        [ "$(last_day)" != "$(day_number "$1")" ] || return 0
        sleep 0.1
    done
    return 1
}
page() { get /settings/run -b "$(jar adele)" "$@"; }
plan() { # curl-options
    page && token=$(field csrf) seen=$(field seen)
    page --data-urlencode "csrf=$token" -d "seen=$seen" -d act=plan "$@"
}
said() { says "$1" run plan; } # python-condition

clock_at 2031-03-03 18:00:00
db init --demo >"$work/log" 2>&1 && person chef manager "Maud Manager" && person adele administrator "Adèle Admin" && begin
ok $? "a database of nobody yet"
[ "$count" -eq 1 ] && [ -n "$server" ] || { sed 's/^/# /' "$work/log"; echo "1..$count"; exit 1; }
sign_in chef

# ---- the setting ----
page
body 'Il attend un premier dossier' && body 'Aucun passage n’a encore eu lieu' && said "d['hour'] == 5 and d['next'] is None"
ok $? "it is on at five, and waits for somebody to decide on"
sleep 5
[ "$(run_days)" -eq 0 ]
ok $? "nothing is run of nothing"
stop
{
    fec_line 1 20310101 C1 'Atelier Fictif' F1 'Vente janvier' 1200,00 0,00
    fec_line 2 20310115 C2 'Brasserie Fictive' F2 'Vente janvier' 300,00 0,00
} | fec "$work/000700013FEC20311231.txt"
today=2031-03-03
db import "$work/000700013FEC20311231.txt" --creditor AAA --capacity own >>"$work/log" 2>&1
clock_at 2031-03-04 04:00:00
begin
sign_in chef
page
body 'Prochain : le 04/03/2031 5 h 00' && said "d['next'] == '2031-03-04T05:00' and d['day'] is None"
ok $? "with a file there is a next one"
plan -d hour=24
[ "$status" = 422 ] && body 'id="plan-hour-e"' && plan -d hour=tôt && [ "$status" = 422 ]
ok $? "an hour that no clock shows is refused beside its field"
get /settings/run -b "$(jar chef)"
[ "$status" = 403 ] && get /settings/run -b "$(jar chef)" -d act=plan -d hour=3 && [ "$status" = 403 ]
ok $? "managers set none"
plan -d hour=4
stale=$seen
[ "$status" = 303 ] && get '/settings/run?done=plan' -b "$(jar adele)" && body 'L’horaire est gardé' && said "d['hour'] == 4"
ok $? "another hour is kept"
page --data-urlencode "csrf=$token" -d "seen=$stale" -d act=plan -d hour=6
[ "$status" = 409 ] && body 'Passage du jour : horaire changé' && body 'Adèle Admin' && said "d['hour'] == 4"
ok $? "what somebody else changed meanwhile is shown, not written over"
db run plan --hour 5 >"$work/said" 2>>"$work/log" && said "d['hour'] == 5" && [ "$(entries run_plan)" -eq 2 ]
ok $? "the command changes it, and the journal has each change"
db run plan --hour 24 >"$work/said" 2>&1
[ $? -eq 2 ] && said "d['hour'] == 5"
ok $? "not to any hour"
db run plan --hour none >>"$work/log" 2>&1 && said "d['hour'] is None and d['next'] is None" && db run plan --hour 5 >>"$work/log" 2>&1
ok $? "but to none, and back"

# ---- the hour ----
clock_at 2031-03-04 04:59:40
sleep 5
[ "$(run_days)" -eq 0 ]
ok $? "before its hour there is none"
clock_at 2031-03-04 05:00:01
until_run 2031-03-04
ok $? "at its hour the day is run"
sleep 5
[ "$(run_days)" -eq 1 ] && [ "$(entries run)" -eq 1 ]
ok $? "once, with its entry in the journal"
page
body 'Dernier : celui du 04/03/2031, fini le 04/03/2031 5 h 00' && body 'Prochain : le 05/03/2031 5 h 00' &&
    body 'Dossiers examinés : 2. À traiter :' && said "d['day'] == '2031-03-04' and d['error'] is None"
ok $? "the page says how it went and when the next one comes"
get /settings/jobs -b "$(jar adele)"
grep -o '<tr id="c-run">.*' "$work/body" >"$work/row"
cp "$work/row" "$work/body"
body 'celui du 04/03/2031' && body 'Prochain : le 05/03/2031 5 h 00'
ok $? "so does the page of chores"
today=2031-03-04
db run plan --hour 6 >>"$work/log" 2>&1 && db run plan --hour 5 >>"$work/log" 2>&1
get /lists/accounts -b "$(jar chef)"
body 'sont ceux du passage du' && ! body 'depuis, les données ont changé'
ok $? "another hour is no reason to decide again"

# ---- a day that was run already, days off ----
clock_at 2031-03-05 04:30:00
today=2031-03-05
db run >>"$work/log" 2>&1
clock_at 2031-03-05 05:00:01
sleep 5
[ "$(run_days)" -eq 2 ]
ok $? "a day that somebody ran before is not run again"
stop
clock_at 2031-03-06 10:30:00
begin && until_run 2031-03-06
ok $? "an hour missed without a server is caught up on the day"
# A law that nobody can read: whoever asks for its holidays fails.
failed() { grep -q '^at=[0-9]* ev=chore name=run code=[^o]' "$work/server.log"; }
sql "INSERT INTO law_table (name, version, loaded_ms, actor_id, digest, body)
    SELECT 'no table', 1, 0, 0, file_digest, '' FROM import" >>"$work/log" 2>&1
sleep 5
! said 'True' && ! failed
ok $? "a day that is done is known to be without asking the law"
clock_at 2031-03-08 05:00:05
sleep 5
! failed
ok $? "so is a Saturday"
sql "DELETE FROM law_table WHERE name = 'no table'" >>"$work/log" 2>&1
sign_in adele
page
[ "$(run_days)" -eq 3 ] && body 'Prochain : le 10/03/2031 5 h 00'
ok $? "which has no run, nor has the Friday that is over a second one"

# ---- two servers ----
first=$url
serve "$work/second.log"
second=$started
url=$first
clock_at 2031-03-10 05:00:02
until_run 2031-03-10
sleep 5
[ "$(run_days)" -eq 4 ] && [ "$(entries run)" -eq 4 ]
ok $? "of two servers one makes it"
end_second

# ---- one that fails ----
clock_at 2031-03-11 04:59:50
sql "INSERT INTO rule_set (name, version, kind, loaded_ms, actor_id, digest, body)
    SELECT 'default', 99, 'scenario', 0, 0, i.file_digest, 'no: rules' FROM import i" >>"$work/log" 2>&1
clock_at 2031-03-11 05:00:02
for _ in $(seq 100); do
    ! said "d['error'] == 'db_damaged'" || break
    sleep 0.1
done
sign_in adele
page
body 'L’essai du 11/03/2031' && body 'a échoué' && said "d['failed'] and d['next'] == '2031-03-11T05:10'" &&
    [ "$(run_days)" -eq 4 ]
ok $? "one that fails says why and when it is tried again"
sql "DELETE FROM rule_set WHERE version = 99" >>"$work/log" 2>&1
sleep 4
[ "$(run_days)" -eq 4 ]
ok $? "not at once"
clock_at 2031-03-11 05:11:00
until_run 2031-03-11 && sleep 1 && said "d['error'] is None and d['failed'] is None"
ok $? "but ten minutes later"

# ---- one whose server was killed ----
clock_at 2031-03-12 04:30:00
awk 'BEGIN {
    print "compte;nom;type;piece;date;echeance;solde;devise"
    for (i = 0; i < 45000; i++)
        printf "N%d;Client fictif %d;Facture;N-%d;05/01/2031;04/02/2031;%d,00;EUR\n", i, i, i, 1 + i % 90
}' >"$work/many.csv"
today=2031-03-12
db import "$work/many.csv" --creditor AAA >>"$work/log" 2>&1
clock_at 2031-03-12 05:00:02
for _ in $(seq 1500); do
    under_way=$(sql "SELECT number FROM run WHERE state = 'running' AND at_debtor_id > 0")
    [ -z "$under_way" ] || break
    sleep 0.02
done
kill_server
[ -n "$under_way" ] && [ "$(run_days)" -eq 5 ]
ok $? "a server is killed while it makes the run"
left() { sql "SELECT claim FROM run_plan" && sql "SELECT at_debtor_id FROM run WHERE number = $under_way"; }
left >"$work/left"
clock_at 2031-03-12 05:00:00 # nobody was silent yet, however long a server takes to begin
begin
clock_at 2031-03-12 05:00:01
sleep 5
[ "$(run_days)" -eq 5 ] && left | cmp -s - "$work/left"
ok $? "who is thought to work on it is let work"
clock_at 2031-03-12 05:00:30
until_run 2031-03-12 600
[ "$(sql "SELECT max(number) FROM run WHERE state = 'published'")" = "$under_way" ]
ok $? "then the next server goes on with the same run"
sql "SELECT accounts, items, actions, queue, blocked FROM run WHERE number = $under_way" >"$work/gone_on"
db run --all >>"$work/log" 2>&1
sql "SELECT accounts, items, actions, queue, blocked FROM run WHERE number = $under_way + 1" >"$work/whole"
cmp -s "$work/gone_on" "$work/whole" && [ -s "$work/whole" ]
ok $? "and comes to what a run that nobody killed comes to"

# ---- a pinned day, none any more ----
stop
clock_at 2031-03-13 12:00:00
today=2031-03-20
start && sign_in adele && page && body 'à une date figée'
ok $? "a server on a pinned day says that its hour never comes"
sleep 4
get /settings/jobs -b "$(jar adele)"
[ "$(last_day)" = "$(day_number 2031-03-12)" ] && ! grep -q 'id="c-run"' "$work/body"
ok $? "and runs neither that day nor the real one"
plan -d hour=none
[ "$status" = 303 ] && said "d['hour'] is None and d['next'] is None"
ok $? "none is made any more when somebody says so"
page -H 'Accept-Language: en'
body 'Daily run' && body 'Keep the timetable'
ok $? "the page speaks English"
stop
begin
sleep 4
page
body 'Aucun n’est prévu' && [ "$(last_day)" = "$(day_number 2031-03-12)" ]
ok $? "and none is made"
stop
ok $? "the server ends"
if grep -E 'Sanitizer|runtime error' "$work/server.log" "$work/second.log"; then false; fi
ok $? "without a sanitizer's word"
echo "1..$count"
