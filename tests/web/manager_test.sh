#!/bin/sh
# The manager's page: every figure is the total of the list it leads to; nobody sees another's. TAP.
# Argument: the program.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/managing.sh"
if ! managing || ! start; then
    sed 's/^/# /' "$work/log" "$work/server.log"
    echo "Bail out! the server did not start"
    exit 1
fi
python3 "$here/manager_walk.py" "$url" "$password"
walked=$?
stop || walked=1
if grep -E 'Sanitizer|runtime error' "$work/server.log"; then walked=1; fi
exit $walked
