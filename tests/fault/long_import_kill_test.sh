#!/bin/sh
# A list long enough to be taken in piece by piece is killed at writes drawn from a seed: until it is
# done none of it counts and others work; the same import again, once the lease of the dead one has
# run out, leads to the figures of one that was not killed. What is entered by hand while its items
# come stays, once. On both engines. TAP.
# usage: pg_server.sh long_import_kill_test.sh RELANCE SHIM [KILLS]
# RELANCE_SEED replays a run; RELANCE_TEST_PG: see tests/store/pg_server.sh.
set -u
relance=$(realpath "$1")
shim=$(realpath "$2")
kills=${3-2}
seed=${RELANCE_SEED-20261123}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 3
unset RELANCE_DB
export PGOPTIONS=-cclient_min_messages=warning
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0"
count=0
today=2026-04-15
echo "# RELANCE_SEED=$seed"

verdict() { # 0 or not, name
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $count - $engine: $2"
    else
        echo "not ok $count - $engine: $2"
        head -c 2000 out err 2>/dev/null | sed 's/^/# /'
    fi
}
says() { "$relance" --db "$url" --today $today --json "$@" >out 2>err; }
take() { says import long.csv --creditor OWN --as-of 2026-03-02; }
# What everybody sees; who is told why a number is what it is does not belong to it.
figures() { # file
    says ageing --by creditor && cp out "$1" && says queue --limit 20 && cat out >>"$1"
}
place() { # database; the address of it
    if [ "$engine" = sqlite ]; then
        url="sqlite:$work/$1.db"
    else
        url=$(printf '%s' "$RELANCE_TEST_PG" | sed "s,/[^/]*\$,/long_$1_$$,")
    fi
}
copied() { # from, to
    if [ "$engine" = sqlite ]; then
        sqlite3 "$1.db" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
        rm -f "$2.db" "$2".db-*
        cp "$1.db" "$2.db"
    else
        psql -qX "$RELANCE_TEST_PG" -c "DROP DATABASE IF EXISTS long_$2_$$ WITH (FORCE)" \
            -c "CREATE DATABASE long_$2_$$ TEMPLATE long_$1_$$" >/dev/null
    fi
    place "$2"
}
sql() {
    if [ "$engine" = sqlite ]; then
        sqlite3 "${url#sqlite:}" ".timeout 5000" "$1"
    else
        psql -qtAX "$url" -c "$1"
    fi
}
with_shim() { env LD_PRELOAD="$shim" FAULT_REPORT="$work/report" "$@"; }
# The server goes on for a moment with what it was sent.
settled() {
    [ "$engine" = sqlite ] && return 0
    for _ in $(seq 400); do
        [ "$(psql -qtAX "$RELANCE_TEST_PG" -c \
            "SELECT count(*) FROM pg_stat_activity WHERE datname = 'long_cut_$$'")" = 0 ] && return 0
        sleep 0.05
    done
    return 1
}

# From 1 to the number given, by the seed.
draw() {
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    at=$((seed / 7 % $1 + 1))
}

prepare() {
    place base
    [ "$engine" = sqlite ] || psql -qX "$RELANCE_TEST_PG" -c "CREATE DATABASE long_base_$$" >/dev/null
    says init && says import short.csv --creditor OWN --as-of 2026-03-01 &&
        says hold K1 --until 2026-05-04 --reason document_awaited
    verdict $? 'a short list, and something agreed'
    figures before
    copied base whole
    with_shim env FAULT_MODE=count "$relance" --db "$url" --today $today --json \
        import long.csv --creditor OWN --as-of 2026-03-02 >out 2>err && grep -q '"accepted":49901,' out
    verdict $? 'a long list is taken in'
    effects=$(cut -d' ' -f1 report)
    figures after
    ! cmp -s before after
    verdict $? 'and counts'
}

# An entry with its last customer.
enter() {
    says add invoice L2000 --creditor OWN --number HAND --amount 7.00 --date 2026-03-01 \
        --due 2026-04-01
}
# All of the import, and the entry once.
holds_both() {
    says verify && says ageing --by creditor || return 1
    told=$(grep -o '"total":"[0-9.]*"' out | tail -1)
    [ "$told" = "$(grep -o '"total":"[0-9.]*"' after | head -1 | awk -F'"' '{ printf "\"total\":\"%.2f\"", $4 + 7 }')" ]
}
state_of() { # process; T: stopped, Z: ended
    cut -d' ' -f3 "/proc/$1/stat" 2>/dev/null
}
# It is stopped wherever it lets others write; once it counts and its items are still to come,
# somebody enters one.
entered_between() {
    entered=no
    copied base beside
    env LD_PRELOAD="$shim" FAULT_MODE=stop-asleep FAULT_AT=1 "$relance" --db "$url" --today $today \
        --json import long.csv --creditor OWN --as-of 2026-03-02 >taken 2>err &
    importer=$!
    while state=$(state_of $importer) && [ "$state" != Z ]; do
        if [ "$state" = T ]; then
            if [ $entered = no ] && [ "$(sql 'SELECT count(*) FROM import_publish')" = 1 ]; then
                entered=failed
                enter && entered=yes
            fi
            kill -CONT $importer
        fi
        sleep 0.05
    done
    wait $importer && [ $entered = yes ] && grep -q '"items":49901,' taken && holds_both
}
# Whatever it left: all of it; nothing, and a lease; or it counts and its items were still coming, as
# the row says that goes with the last of them: then whatever needs them all goes on first.
killed_once() { # mode
    copied base cut
    with_shim env FAULT_MODE="$1" FAULT_AT="$at" "$relance" --db "$url" --today $today --json \
        import long.csv --creditor OWN --as-of 2026-03-02 >out 2>err
    settled || return 1
    figures now || return 1
    seen=before
    cmp -s before now || seen=after
    if [ "$(sql 'SELECT count(*) FROM import_publish')" = 1 ]; then
        seen=after
        came=$((came + 1))
        copied cut hand && enter && holds_both && place cut || return 1
        says verify && figures now || return 1
    fi
    cmp -s $seen now && says verify || return 1
    says hold K1 --until 2026-05-05 --reason document_awaited || return 1 # others save
    sql 'UPDATE import_lease SET until_ms = 0' >>err 2>&1
    take || return 1
    [ $seen = before ] || grep -q '"accepted":0,' out || return 1
    [ $seen = after ] || grep -q '"items":49901,' out || return 1
    figures now && cmp -s after now && says verify
}

play() {
    prepare
    n=0
    came=0
    while [ $n -lt "$kills" ]; do
        n=$((n + 1))
        draw "$effects"
        mode=kill-before
        [ $((n % 2)) -eq 0 ] || mode=torn
        killed_once $mode
        verdict $? "killed ($mode) at write $at of $effects: whole or not at all, and done by the next"
    done
    # Its items come last but for the words they are found by: whatever was drawn, one is killed there.
    at=$effects
    whole=0
    while [ "$came" -eq 0 ] && [ "$at" -gt $((effects / 2)) ]; do
        at=$((at - (effects + 19) / 20))
        killed_once kill-before || {
            whole=1
            break
        }
    done
    [ "$came" -gt 0 ] && [ $whole -eq 0 ]
    verdict $? "killed at write $at of $effects: it counts, and whoever needs its items ends it"
    entered_between
    verdict $? 'what is entered by hand before its items have come is there, once, and so are all of them'
}

awk 'BEGIN {
    print "compte;nom;type;piece;date;echeance;solde;devise"
    for (i = 0; i < 50001; i++)
        printf "L%04d;Client fictif %d;Facture;L-%d;05/01/2026;04/02/2026;%d,00;EUR\n", i / 25, i / 25, i, 1 + i % 90
}' >long.csv
awk 'BEGIN {
    print "compte;nom;type;piece;date;echeance;solde;devise"
    for (i = 1; i < 9; i++)
        printf "K%d;Voisin fictif %d;Facture;K-%d;05/01/2026;04/02/2026;%d,00;EUR\n", i, i, i, 90 * i
    for (i = 0; i < 900; i += 9)
        printf "L%04d;Client fictif %d;Facture;L-%d;05/01/2026;04/02/2026;%d,00;EUR\n", i / 25, i / 25, i, 1 + i % 90
}' >short.csv
engine=sqlite
play
if [ -n "${RELANCE_TEST_PG:-}" ]; then
    engine=postgresql
    kills=$(((kills + 1) / 2))
    play
else
    echo "ok $((count = count + 1)) - postgresql # SKIP no PostgreSQL server here"
fi
echo "1..$count"
