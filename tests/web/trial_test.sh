#!/bin/sh
# Rules are tried by the server, not by whoever asks: how far it is, what it came to, a server that is
# killed or told to end in the middle of it, another trial in its place. TAP.
# Arguments: the program. Under pg_server.sh: on PostgreSQL.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/client.sh"

page() { get /settings/trial -b "$(jar "${1-adele}")"; }
try() { # file: asked for
    get /settings/rules -b "$(jar adele)"
    get /settings/rules -b "$(jar adele)" -F "csrf=$(csrf)" -F act=try -F "file=@$1"
}
ended() { # until nothing moves any more
    for _ in $(seq 600); do
        page
        [ "$status" != 200 ] || grep -q data-events "$work/body" || return 0
        sleep 0.1
    done
    return 1
}
under_way() { # until a server is at it
    for _ in $(seq 500); do
        [ -z "$(sql "SELECT trial_id FROM rule_trial WHERE state = 'running'")" ] || return 0
        sleep 0.01
    done
    return 1
}
counts() { # file: what the command says: files looked at, files that change
    db --json run --dry-run "$1" 2>>"$work/log" | sed 's/.*"accounts":\([0-9]*\),.*"changed":\([0-9]*\).*/\1 \2/'
}

awk 'BEGIN {
    print "compte;nom;type;piece;date;echeance;solde;devise"
    for (i = 0; i < 40000; i++)
        printf "T%05d;Client fictif %d;Facture;T-%d;05/01/2026;04/02/2026;%d,00;EUR\n", i, i, i, 1 + i % 90
}' >"$work/many.csv"
prepare && db import "$work/many.csv" --creditor AAA >>"$work/log" 2>&1 && person chef manager "Maud Manager" &&
    person adele administrator "Adèle Admin" && person alice administrator "Alice Admin" &&
    person noe administrator "Noé Narrow" --creditor AAA && start && sign_in adele && sign_in alice && sign_in noe && sign_in chef
ok $? "a database of many files"
[ "$count" -eq 1 ] && [ -n "$server" ] || { sed 's/^/# /' "$work/log"; echo "1..$count"; exit 1; }
db rules export b2b >"$work/b2b.yaml" 2>>"$work/log"
sed 's/^title: .*/title: "Essai <un>"/; s/{days: 3, /{days: 2, /' "$work/b2b.yaml" >"$work/one.yaml"
sed 's/^title: .*/title: "Essai deux"/; s/{days: 3, /{days: 1, /' "$work/b2b.yaml" >"$work/two.yaml"
sed 's/{days: 3, /{days: beaucoup, /' "$work/b2b.yaml" >"$work/bad.yaml"

page
is 404 "nobody asked for one yet"
try "$work/bad.yaml"
[ "$status" = 422 ] && body 'à corriger' && page && [ "$status" = 404 ]
ok $? "what is wrong is said, and not tried"
try "$work/two.yaml"
[ "$status" = 303 ] && header 'Location: /settings/trial' && page && body 'data-events="/settings/trial/events"' &&
    body 'id="x-t"' && body 'Essai deux'
ok $? "whoever asks is answered at once: it is under way"
get /settings/trial/events -b "$(jar adele)"
grep -q '^event: progress' "$work/body" && grep -q '^data: L’essai ' "$work/body"
ok $? "and told how far it is"
tells 'SELECT looked FROM rule_trial' "SELECT state FROM rule_trial WHERE state IN ('queued', 'running')"
ok $? "which the server writes while it is at it"
for who in alice chef noe; do
    page $who
    [ "$status" = 404 ] || [ "$status" = 403 ] || break
    get /settings/trial/events -b "$(jar $who)"
    [ "$status" = 404 ] || [ "$status" = 403 ] || break
done
[ "$who" = noe ]
ok $? "nobody else sees it"
ended && body 'Ce que la journée deviendrait' && body 'Essai demandé le' && body 'value="load"'
ok $? "then it says what the day would become"
want=$(counts "$work/two.yaml")
grep -qF "$(printf '%s' "${want% *}" | sed 's/\(...\)$/\xe2\x80\xaf\1/') dossiers relus" "$work/body" &&
    [ "$(sql 'SELECT accounts, changed FROM rule_trial' | tr '|' ' ')" = "$want" ]
ok $? "as the command does"
get /settings/trial/events -b "$(jar adele)"
grep -q '^event: end' "$work/body"
ok $? "the browser is told that it ended"

# ---- another in its place ----
try "$work/two.yaml"
under_way
try "$work/one.yaml"
ended && body 'Essai &lt;un&gt;' && [ "$(sql 'SELECT count(*) FROM rule_trial')" = 1 ] &&
    [ "$(sql 'SELECT accounts, changed FROM rule_trial' | tr '|' ' ')" = "$(counts "$work/one.yaml")" ] &&
    [ "$(sql 'SELECT count(*) FROM rule_trial_action WHERE trial_id NOT IN (SELECT trial_id FROM rule_trial)')" = 0 ]
ok $? "asked again meanwhile, the one before is given up"

# ---- a server that ends ----
try "$work/two.yaml"
under_way
stop
[ $? -eq 0 ] && [ "$(sql 'SELECT state FROM rule_trial')" = queued ]
ok $? "a server that is told to end lets it wait"
start && sign_in adele && ended && body 'Ce que la journée deviendrait' &&
    [ "$(sql 'SELECT accounts, changed FROM rule_trial' | tr '|' ' ')" = "$want" ]
ok $? "for the next one"
try "$work/two.yaml"
under_way
kill_server
[ "$(sql 'SELECT state FROM rule_trial')" = running ]
ok $? "a server is killed in the middle of it"
claim=$(sql 'SELECT claim FROM rule_trial')
start && sign_in adele && sleep 1 && page && body data-events && [ "$(sql 'SELECT claim FROM rule_trial')" = "$claim" ]
ok $? "who is thought to work on it is let work"
ended && body 'Ce que la journée deviendrait' && [ "$(sql 'SELECT accounts, changed FROM rule_trial' | tr '|' ' ')" = "$want" ]
ok $? "until it is silent: then it is done anew"

# ---- one that fails ----
stop
try_id=$(sql 'SELECT trial_id FROM rule_trial')
sql "UPDATE rule_trial SET state = 'queued', body = 'no: rules', claim = 0 WHERE trial_id = $try_id" >>"$work/log" 2>&1
start && sign_in adele && ended
body 'L’essai a échoué' && ! body 'value="load"'
ok $? "one that cannot be done any more says so"
page
get /settings/trial -b "$(jar adele)" -H 'Accept-Language: en'
body 'The trial failed'
ok $? "in English, too"
stop
ok $? "the server ends"
if grep -E 'Sanitizer|runtime error' "$work/server.log"; then false; fi
ok $? "without a sanitizer's word"
echo "1..$count"
