#!/bin/sh
# run_pg.sh RELANCE FOLDER BENCH RUNS: the daily run on a PostgreSQL of one's own
# ($RELANCE_TEST_PG, from tests/store/pg_server.sh) against plain SQL there, for script/bench.
# FOLDER holds list.csv, customers.csv and priority.yaml. Processor time is that of the server and of the client.
set -eu
relance=$1 work=$2 bench=$3 runs=$4
[ -n "${RELANCE_TEST_PG-}" ] || exit 0
db=$RELANCE_TEST_PG
sql() { psql -q -At -v ON_ERROR_STOP=1 -d "$db" "$@"; }
check() { sed "s/TABLE/$1/; s/--.*//" "$bench/run_check.sql" | sql; }
data=$(sql -c 'SHOW data_directory')
ticks=$(getconf CLK_TCK)

# Milliseconds of the server's processes that have ended, its sessions among them.
server_ms() {
    read -r pid <"$data/postmaster.pid"
    sed 's/.*) //' "/proc/$pid/stat" | awk -v t="$ticks" '{ print ($14 + $15) * 1000 / t }'
}
# timed NAME COMMAND...: adds a line to NAME.ms: the clock's milliseconds, those of processors, server
# and client, and of these the client's
timed() {
    to=$work/$1.ms
    shift
    sql -c CHECKPOINT # what was written before is written
    before=$(server_ms)
    client=$("$work/../bench/measure" run 1 "$@")
    sleep 1 # until the session has gone
    awk -v a="$before" -v b="$(server_ms)" -v c="$client" \
        'BEGIN { split(c, f, " "); printf "%.0f %.0f %.0f\n", f[1], b - a + f[3], f[3] }' >>"$to"
}
# median NAME COLUMN
median() { cut -d ' ' -f "$2" "$work/$1.ms" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
figure() { printf '%-46s %10s %s\n' "$1" "$2" "${3-}"; }
said() { # NAME WHAT
    figure "$2" "$(median "$1" 1) ms" "$(median "$1" 2) ms of processors, $(median "$1" 3) of them the client's"
}
against() { # WHAT OURS OTHER COLUMN BUDGET
    figure "  $1" "$(awk -v a="$(median "$2" "$4")" -v b="$(median "$3" "$4")" \
        'BEGIN { printf "%.2f x", a / b }')" "${5-}"
}

sql -c 'ALTER SYSTEM SET autovacuum = off' -c 'SELECT pg_reload_conf()' >/dev/null
"$relance" --db "$db" init >/dev/null
"$relance" --db "$db" --today 2026-06-30 import "$work/list.csv" "$work/customers.csv" \
    --creditor OWN >/dev/null
"$relance" --db "$db" --today 2026-06-30 rules load "$work/priority.yaml" >/dev/null
sql -c 'VACUUM ANALYZE'
sed 's/--.*//; s/\bDAY\b/20634/g; s/\bRUN\b/1/g' "$bench/run_rival_pg.sql" >"$work/rival.sql"
rm -f "$work"/*.ms
i=0
while [ "$i" -lt "$runs" ]; do
    sql -c 'TRUNCATE work, run, run_total, work_touched'
    timed first "$relance" --db "$db" --today 2026-06-30 run
    line=$(check work)
    sql -c 'VACUUM ANALYZE work' # as autovacuum does until the next day
    timed next "$relance" --db "$db" --today 2026-07-01 run
    timed rival psql -q -v ON_ERROR_STOP=1 -d "$db" -f "$work/rival.sql"
    i=$((i + 1))
done
said first "run on PostgreSQL, first day"
said next "run on PostgreSQL, next day"
against "next day against the first, by the clock" next first 1
against "  of processors" next first 2
said rival "run on PostgreSQL: the same in plain SQL"
against "first day against plain SQL, by the clock" first rival 1 "(budget 0.40 x)"
against "  of processors" first rival 2 "(beside it: 0.40 x)"
if [ "$line" = "$(check rival)" ]; then
    figure "  run on PostgreSQL: the rival decided the same" yes
else
    figure "  run on PostgreSQL: the rival decided the same" NO
    printf '    product %s\n    rival   %s\n' "$line" "$(check rival)"
    exit 1
fi
