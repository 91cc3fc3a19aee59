#!/bin/sh
# The pages of settings as a plain client sees them: who may open and change what, what is refused
# beside its field, what somebody else changed meanwhile, nothing of another's creditor. TAP.
# Argument: the program. Under pg_server.sh: on PostgreSQL.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/client.sh"

trap 'stop; rm -rf "$work"' EXIT
prepare && person lecteur auditor "Léa Lecture" && person chef manager "Maud Manager" &&
    person petit manager "Paul Petit" --creditor AAA && person adele administrator "Adèle Admin" &&
    start
ok $? "a database of two creditors"
[ "$count" -eq 1 ] && [ -n "$server" ] || { sed 's/^/# /' "$work/log"; echo "1..$count"; exit 1; }
for who in agent narrow comptable lecteur chef petit adele; do
    sign_in $who
done

# ---- the home of settings ----
get /settings
[ "$status" = 303 ] && header 'Location: /login'
ok $? "a stranger is asked to sign in"
get /settings -b "$(jar agent)"
is 403 "settings are not for agents"
get /files -b "$(jar agent)"
! body 'href="/settings"'
ok $? "nor is the way to them"
get /settings -b "$(jar adele)"
[ "$status" = 200 ] && body 'href="/settings" aria-current="page"' && body 'href="/people"' &&
    body 'href="/settings/mail"' && body 'Qui se connecte, avec quels rôles'
ok $? "an administrator finds every page, with what it is for"
get /settings -b "$(jar comptable)"
[ "$status" = 200 ] && ! body 'href="/people"' && ! body 'href="/settings/mail"' &&
    body 'href="/imports/mapping"'
ok $? "others only what they may open"
get /people -b "$(jar adele)"
body '<a href="/settings">Réglages</a>' && body '<b>Personnes</b>'
ok $? "each page says where it belongs"
get /settings -b "$(jar adele)" -H 'Accept-Language: en'
[ "$status" = 200 ] && body 'The server e-mails are handed to'
ok $? "the page speaks English"

stop
ok $? "the server ends"
echo "1..$count"
