#!/bin/sh
# Starts a server on a small database and walks through it with a browser. TAP.
# Arguments: the program [a folder for screenshots].
set -u
relance=$1
shots=${2-}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
if ! prepare || ! start; then
    sed 's/^/# /' "$work/log" "$work/server.log"
    echo "Bail out! the server did not start"
    exit 1
fi
HOME=$work node "$here/journeys.mjs" "$url" $shots
walked=$? # stop has a status of its own
stop || walked=1
if grep -E 'Sanitizer|runtime error' "$work/server.log"; then walked=1; fi
exit $walked
