# Sourced by tests of commands, which print TAP, that work in a folder of their own ($work) and look
# into the JSON document of the last command, kept in `out`, what it said beside in `err`. A test
# says in $relance which program, in $url which database, in $today which day it is, in $engine
# which engine when it runs on two. What it does in a way of its own it defines after this file.

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset RELANCE_DB
count=0 engine=

verdict() { # 0 or not, name
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $count - ${engine:+$engine: }$2"
    else
        echo "not ok $count - ${engine:+$engine: }$2"
        sed 's/^/# /' out err 2>/dev/null
    fi
}

run() { "$relance" --db "$url" --today "$today" --json "$@" >out 2>err; }

# A condition in Python on the JSON document of the last run, d.
holds() { python3 -c "import json; d = json.load(open('out')); assert ($1), d" 2>>err; }

new_url() { # engine, name
    if [ "$1" = sqlite ]; then
        url="sqlite:$work/$2.db"
    else
        psql -qX "$RELANCE_TEST_PG" -c "CREATE SCHEMA $2_$$" >/dev/null
        url="$RELANCE_TEST_PG?options=-csearch_path%3D$2_$$"
    fi
}
