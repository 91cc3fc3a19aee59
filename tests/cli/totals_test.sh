#!/bin/sh
# tests/totals.py counts points, not programs, and never calls a broken run a success. TAP.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0

# expect NAME EXIT LAST_LINE: the totals of the rows in $work/log.
expect() {
    python3 "$here/../totals.py" "$work/log" >"$work/out" 2>&1
    status=$?
    count=$((count + 1))
    if [ $status -eq "$2" ] && [ "$(tail -n 1 "$work/out")" = "$3" ]; then
        echo "ok $count - $1"
    else
        echo "not ok $count - $1"
        sed 's/^/# /' "$work/out"
    fi
}

row() { # name result returncode stdout
    printf '{"name": "%s", "result": "%s", "returncode": %s, "stdout": "%s"}\n' "$1" "$2" "$3" "$4"
}

row a OK 0 '1..2\nok 1 - x\nok 2 - y\n' >"$work/log"
expect "two points of one program" 0 "2 passed, 0 failed"
row a FAIL 1 '1..2\nok 1 - x\nnot ok 2 - y\n' >"$work/log"
expect "a failed point" 1 "1 passed, 1 failed"
row a ERROR 1 '1..3\nok 1 - x\n' >"$work/log"
expect "a program that ended early" 1 "1 passed, 1 failed"
row a OK 0 'ok 1 - x\n' >"$work/log"
expect "a program without a plan" 1 "1 passed, 1 failed"
row a ERROR -6 '1..2\nok 1 - x\nnot ok 2 - y\n' >"$work/log"
expect "a failed point and a crash after it" 1 "1 passed, 2 failed"
row a OK 0 '1..2\nok 1 - x\nok 2 - y # SKIP no server\n' >"$work/log"
expect "a skipped point is neither" 0 "1 passed, 0 failed"
{ row a SKIP 0 '1..0 # SKIP no browser\n'; row b OK 0 ''; } >"$work/log"
expect "a skipped program and one without TAP" 0 "1 passed, 0 failed"
row a TIMEOUT -15 '' >"$work/log"
expect "a program that hangs" 1 "0 passed, 1 failed"
row a FAIL 1 'Traceback' >"$work/log"
expect "a program without TAP that fails" 1 "0 passed, 1 failed"
: >"$work/log"
expect "nothing ran" 1 "0 passed, 0 failed"
echo "1..$count"
