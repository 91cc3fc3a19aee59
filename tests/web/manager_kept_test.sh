#!/bin/sh
# Figures kept between two pages: whatever others write meanwhile (by hand, by import, an import taken
# back, a run, one that was killed), a server that has shown them before shows what one that was just
# started counts. TAP. Arguments: the program, the library that kills.
set -u
relance=$1
shim=$2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/managing.sh"
count=0

tables() { # url file
    python3 "$here/manager_tables.py" "$1" "$password" >"$2" 2>>"$work/log"
}
# name [same]: both show the same, other figures than the last time; with same: or the same as then
point() {
    kept=$url
    cp "$work/server.log" "$work/kept.log"
    mv "$work/kept" "$work/before" 2>/dev/null
    tables "$kept" "$work/kept"
    good=$?
    was=$server
    start || good=1
    tables "$url" "$work/counted" || good=1
    kill -TERM "$server" && wait "$server" || good=1
    server=$was url=$kept
    cmp -s "$work/kept" "$work/counted" || good=1
    [ "${2-}" = same ] || ! cmp -s "$work/kept" "$work/before" || good=1
    count=$((count + 1))
    if [ $good -eq 0 ]; then
        echo "ok $count - $1"
        return
    fi
    echo "not ok $count - $1"
    { diff "$work/kept" "$work/counted" | head -n 20; tail -n 5 "$work/log"; } | sed 's/^/# /'
}
did() { # command...
    at "$today" "$@" || echo "$* failed" >>"$work/log"
}
cut() { # write at which it is killed, command...
    nth=$1
    shift
    env LD_PRELOAD="$shim" FAULT_MODE=kill-after FAULT_AT="$nth" \
        ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0" \
        "$relance" --db "$url_of_db" --today "$today" "$@" >>"$work/log" 2>&1
}

if ! managing || ! start; then
    sed 's/^/# /' "$work/log" "$work/server.log"
    echo "Bail out! the server did not start"
    exit 1
fi
own=$server
point 'nothing has changed'
did add payment M02 --creditor AAA --amount 30.00 --date 2026-11-23
point 'a payment by hand'
did add invoice M03 --creditor AAA --number M-900 --amount 77.00 --date 2026-10-01 --due 2026-10-31
point 'an invoice by hand'
did promise M09 --creditor AAA --on 2026-11-30 --amount 12.00 --means transfer --items M-020 --person 'M. Neuf'
point 'a promise'
did add outcome N02 --creditor BBB --code no_answer --at 2026-11-23
point 'a call on a file without action'
did hold M10 --creditor AAA --until 2026-12-31 --reason document_awaited
point 'a file held'
did dispute M01 --creditor AAA --items M-012 --reason goods --amount 10.00
point 'a dispute'
did file assign M07 --agent beatrice --why essai --creditor AAA
point 'a file given to somebody'
did add debtor --name 'Client AAA 99' --number M99 --kind company --creditor AAA
did add invoice M99 --creditor AAA --number M-901 --amount 50.00 --date 2026-08-01 --due 2026-08-31
point 'a customer nobody knew'
open_items P CCC >"$work/p.csv"
id=$(db --json import "$work/p.csv" --creditor CCC --capacity own 2>>"$work/log" | grep -o 'I-[0-9]*-[0-9A-Z]' | head -n 1)
point 'a list of a creditor nobody knew'
did run
point 'a run'
did add payment P01 --creditor CCC --amount 31.00 --date 2026-11-22
point 'a payment after it'
did import --undo "$id"
point 'an import taken back'
did run --all
point 'a run over everything' same
for nth in 4 9 17 30; do
    did add payment M05 --creditor AAA --amount "1.0$((nth % 9))" --date 2026-11-23
    tables "$url" "$work/kept"
    cut $nth run && echo "# it ended before write $nth"
    point "a run killed at write $nth" same
    did add payment M05 --creditor AAA --amount "2.0$((nth % 9))" --date 2026-11-23
    point 'and a payment then'
    did run
    point 'and the next run' same
done
server=$own
stop || echo "# the server ended with an error"
if grep -E 'Sanitizer|runtime error' "$work/kept.log" "$work/server.log"; then exit 1; fi
echo "1..$count"
