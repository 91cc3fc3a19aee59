# Sourced after serving.sh and client.sh by tests of what servers do by themselves at an hour: the
# program goes by a clock that the test sets. $real is the program, $clock the library that sets its
# clock; $relance is the one with the other. A second server's process stands in $second.

RELANCE_KEY=$work/key
ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0"
export RELANCE_KEY ASAN_OPTIONS
relance=$work/relance
printf '#!/bin/sh\nexec env LD_PRELOAD="%s" CLOCK_AHEAD="%s/ahead" "%s" "$@"\n' "$clock" "$work" "$real" >"$relance"
chmod 700 "$relance"
second=
trap '[ -z "$second" ] || kill "$second" 2>/dev/null; stop; rm -rf "$work"' EXIT

# The program's clock, in Paris.
clock_at() { # YYYY-MM-DD HH:MM:SS
    echo $((($(TZ=Europe/Paris date -d "$1 $2" +%s) - $(date +%s)) * 1000)) >"$work/ahead.new"
    mv "$work/ahead.new" "$work/ahead"
}
end_second() {
    kill -TERM "$second"
    wait "$second"
    second=
}
says() { # python-condition command...: it holds of what the command says
    condition=$1
    shift
    db --json "$@" >"$work/said" 2>>"$work/log" &&
        python3 -c "import json; d = json.load(open('$work/said')); assert ($condition), d" 2>>"$work/log"
}
entries() { db --json journal --limit 200 2>>"$work/log" | grep -o "\"kind\":\"$1\"" | wc -l; } # kind
