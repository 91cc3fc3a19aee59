#!/bin/sh
# Starts a server on a small database and walks through it with a browser. TAP.
# Arguments: the program [a folder for screenshots].
set -u
relance=$1
shots=${2-}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
unread_list() { # a list nobody can read, for the page of mappings
    printf 'Kunde;Beleg;Faellig;Offen\nD1;R-1;31.03.2026;10,00\n' >"$work/kunden.csv"
    ! db import "$work/kunden.csv" --creditor AAA >>"$work/log" 2>&1
}
if ! prepare || ! person adele administrator "Adèle Admin" || ! unread_list || ! start; then
    sed 's/^/# /' "$work/log" "$work/server.log"
    echo "Bail out! the server did not start"
    exit 1
fi
HOME=$work node "$here/journeys.mjs" "$url" $shots
walked=$? # stop has a status of its own
stop || walked=1
if grep -E 'Sanitizer|runtime error' "$work/server.log"; then walked=1; fi
exit $walked
