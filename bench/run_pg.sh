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
# timed COMMAND...: milliseconds of processors, server and client, in $ms
timed() {
    before=$(server_ms)
    client=$("$work/../bench/measure" run 1 "$@")
    sleep 1 # until the session has gone
    ms=$(awk -v a="$before" -v b="$(server_ms)" -v c="${client##* }" 'BEGIN { printf "%.0f", b - a + c }')
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

"$relance" --db "$db" init >/dev/null
"$relance" --db "$db" --today 2026-06-30 import "$work/list.csv" "$work/customers.csv" \
    --creditor OWN >/dev/null
"$relance" --db "$db" --today 2026-06-30 rules load "$work/priority.yaml" >/dev/null
sql -c 'VACUUM ANALYZE'
sed 's/--.*//; s/\bDAY\b/20634/g; s/\bRUN\b/1/g' "$bench/run_rival_pg.sql" >"$work/rival.sql"
i=0
: >"$work/ours" && : >"$work/rivals"
while [ "$i" -lt "$runs" ]; do
    sql -c 'TRUNCATE work, run, run_total'
    timed "$relance" --db "$db" --today 2026-06-30 run
    echo "$ms" >>"$work/ours"
    timed psql -q -v ON_ERROR_STOP=1 -d "$db" -f "$work/rival.sql"
    echo "$ms" >>"$work/rivals"
    i=$((i + 1))
done
ours=$(median <"$work/ours") rival=$(median <"$work/rivals")
printf '%-46s %10s\n' "run on PostgreSQL, first day" "$ours ms of processors, server and client"
printf '%-46s %10s\n' "run on PostgreSQL: the same in plain SQL" "$rival ms of processors"
awk -v a="$ours" -v b="$rival" \
    'BEGIN { printf "%-46s %10s %s\n", "  first day against plain SQL", sprintf("%.2f x", a / b), "(budget 0.40 x)" }'
line=$(check work)
if [ "$line" = "$(check rival)" ]; then
    printf '%-46s %10s\n' "  run on PostgreSQL: the rival decided the same" yes
else
    printf '%-46s %10s\n    product %s\n    rival   %s\n' "  run on PostgreSQL: the rival decided the same" \
        NO "$line" "$(check rival)"
    exit 1
fi
