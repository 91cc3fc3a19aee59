#!/bin/sh
# Backups that the server makes by itself, by a clock that the test sets: each day at its hour, a
# missed one once, one of two servers, an old one gone only when a new one is whole. TAP.
# Arguments: the program, the library that sets its clock. Under pg_server.sh: on PostgreSQL.
set -u
real=$1
clock=$2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/client.sh"
. "$here/timetable.sh"
export RELANCE_BACKUPS="$work/kept"

clock_on() { clock_at "$(TZ=Europe/Paris date -d "$1 days" +%F)" "$2"; } # days-from-now HH:MM:SS
on() { TZ=Europe/Paris date -d "$1 days" +%d/%m/%Y; } # days: as pages write it
made() { find "$RELANCE_BACKUPS" -name 'relance-*.relance' 2>/dev/null | wc -l; }
newest() { find "$RELANCE_BACKUPS" -name 'relance-*.relance' | sort | tail -n 1; } 2>/dev/null
until_made() { # how many
    for _ in $(seq 150); do
        [ "$(made)" -lt "$1" ] || [ ! -e "$(newest).b2" ] || return 0
        sleep 0.1
    done
    return 1
}
until_new() { # name: another is the newest
    for _ in $(seq 150); do
        [ "$(newest)" = "$1" ] || [ ! -e "$(newest).b2" ] || return 0
        sleep 0.1
    done
    return 1
}
look() { # [curl-options]: the page of backups, once nothing is under way
    for _ in $(seq 100); do
        get /settings/backups -b "$(jar adele)" "$@"
        grep -q data-events "$work/body" || return 0
        sleep 0.1
    done
    return 1
}
plan() { # curl-options: the form of the page of backups
    look && token=$(field csrf) seen=$(field seen)
    get /settings/backups -b "$(jar adele)" --data-urlencode "csrf=$token" -d "seen=$seen" -d act=plan "$@"
}
said() { says "$1" backup plan; } # python-condition

clock_on 1 12:00:00
prepare && person chef manager "Maud Manager" && person adele administrator "Adèle Admin" && start
ok $? "a database of two creditors"
[ "$count" -eq 1 ] && [ -n "$server" ] || { sed 's/^/# /' "$work/log"; echo "1..$count"; exit 1; }
sign_in chef
sign_in adele

# ---- the setting ----
look && body 'Aucune n’est prévue' && body 'n’en a pas encore fait'
ok $? "none is made by itself until somebody says so"
plan -d hour=24 -d keep=7
[ "$status" = 422 ] && body 'id="plan-hour-e"'
ok $? "an hour that no clock shows is refused beside its field"
plan -d hour=3 -d keep=0
[ "$status" = 422 ] && body 'id="plan-keep-e"' && plan -d hour=3 -d keep=beaucoup && [ "$status" = 422 ]
ok $? "and so is a number of none, or none at all"
get /settings/backups -b "$(jar chef)" -d act=plan -d hour=3 -d keep=2
is 403 "managers set none"
plan -d hour=3 -d keep=2
[ "$status" = 303 ] && get '/settings/backups?done=plan' -b "$(jar adele)" && body 'L’horaire est gardé' &&
    body "Prochaine : le $(on 2) 3 h 00" && body '2 au plus sont gardées'
ok $? "it is said when the next one comes, and how many stay"
said "d['hour'] == 3 and d['keep'] == 2 and d['next'].endswith('T03:00') and d['last'] is None"
ok $? "by the command, too"
stale=$seen
plan -d hour=4 -d keep=2
get /settings/backups -b "$(jar adele)" --data-urlencode "csrf=$token" -d "seen=$stale" -d act=plan -d hour=5 -d keep=2
[ "$status" = 409 ] && body 'Sauvegardes : horaire changé' && body 'Adèle Admin' && said "d['hour'] == 4"
ok $? "what somebody else changed meanwhile is shown, not written over"
db backup plan --hour 5 >"$work/said" 2>>"$work/log" && said "d['hour'] == 5 and d['keep'] == 2" &&
    plan -d hour=3 -d keep=2 && [ "$(entries backup_plan)" -eq 4 ]
ok $? "the command changes it, and the journal has each change"
db backup plan --keep 100 >"$work/said" 2>&1
[ $? -eq 2 ] && said "d['keep'] == 2"
ok $? "not to any number"

# ---- the hour ----
clock_on 2 02:59:40
sleep 5
[ "$(made)" -eq 0 ]
ok $? "before its hour there is none"
clock_on 2 03:00:01
until_made 1
ok $? "at its hour there is one"
sleep 3
(cd "$RELANCE_BACKUPS" && b2sum -l 256 --check "$(basename "$(newest)").b2") >>"$work/log" 2>&1 && [ "$(made)" -eq 1 ] &&
    [ "$(entries backup)" -eq 1 ] && db --json journal 2>/dev/null | grep -o '{[^{}]*"kind":"backup"' | grep -q adele
ok $? "one, with its digest, in the journal for whoever said the hour"
sign_in adele
get /settings/jobs -b "$(jar adele)"
grep -o '<tr id="c-backups">.*' "$work/body" >"$work/row"
cp "$work/row" "$work/body"
body "Dernière faite de lui-même : le $(on 2) 3 h 00" && body "Prochaine : le $(on 3) 3 h 00"
ok $? "the page of chores says the last and the next"
stop

# ---- missed ----
clock_on 6 10:30:00
start && until_made 2
ok $? "hours missed without a server are caught up"
sleep 4
[ "$(made)" -eq 2 ] && said "d['next'].endswith('T03:00') and d['last'].endswith('T10:30')"
ok $? "once"

# ---- two servers ----
before=$(newest)
oldest=$(find "$RELANCE_BACKUPS" -name 'relance-*.relance' | sort | head -n 1)
"$relance" --db "$url_of_db" --today "$today" serve --listen 127.0.0.1:0 --mail-every 0 2>"$work/second.log" &
second=$!
sleep 2
clock_on 7 03:00:05
until_new "$before"
sleep 4
[ "$(entries backup)" -eq 3 ] && [ "$(made)" -eq 2 ]
ok $? "of two servers one makes it"
[ ! -e "$oldest" ] && [ ! -e "$oldest.b2" ] && [ -e "$before" ]
ok $? "and the oldest gives way to it"
end_second

# ---- one that cannot be made ----
clock_on 8 02:59:00
chmod 755 "$RELANCE_BACKUPS"
clock_on 8 03:00:05
for _ in $(seq 100); do
    ! said "d['error'] == 'file_write'" || break
    sleep 0.1
done
sign_in adele
look
body "L’essai du $(on 8)" && body 'a échoué' && [ "$(made)" -eq 2 ] && said "d['failed'] and d['next'].endswith('T03:10')"
ok $? "one that fails takes nothing away, says why and when it is tried again"
chmod 700 "$RELANCE_BACKUPS"
before=$(newest)
sleep 3
[ "$(newest)" = "$before" ]
ok $? "not at once"
clock_on 8 03:11:00
until_new "$before"
sleep 1
said "d['error'] is None and d['failed'] is None" && [ "$(made)" -eq 2 ]
ok $? "but ten minutes later"

# ---- one whose server was killed ----
before=$(newest)
clock_on 9 02:59:50
claimed=$((($(date +%s) + 12) * 1000 + $(cat "$work/ahead")))
sql "UPDATE backup_plan SET claim = 99, alive_ms = $claimed" >>"$work/log" 2>&1
clock_on 9 03:00:04
sleep 4
[ "$(newest)" = "$before" ]
ok $? "another server that works on it is let work"
clock_on 9 03:00:20
until_new "$before"
ok $? "until it is silent"

# ---- none any more ----
sign_in adele
plan -d hour=none -d keep=2
[ "$status" = 303 ] && look && body 'Aucune n’est prévue' && said "d['hour'] is None and d['next'] is None"
ok $? "none is made any more when somebody says so"
look -H 'Accept-Language: en'
body 'None is planned' && body 'Keep the timetable'
ok $? "the page speaks English"
stop
ok $? "the server ends"
if grep -E 'Sanitizer|runtime error' "$work/server.log" "$work/second.log"; then false; fi
ok $? "without a sanitizer's word"
echo "1..$count"
