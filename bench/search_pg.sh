#!/bin/sh
# search_pg.sh RELANCE NAMES SAMPLE COUNT: names_gen's list on a PostgreSQL of one's own
# ($RELANCE_TEST_PG, from tests/store/pg_server.sh), its words written, and what search_sample says.
set -eu
relance=$1 names=$2 sample=$3 count=$4
[ -n "${RELANCE_TEST_PG-}" ] || exit 0
"$relance" --db "$RELANCE_TEST_PG" init >/dev/null
"$relance" --db "$RELANCE_TEST_PG" --today 2026-06-30 import "$names" --creditor OWN >/dev/null
"$relance" --db "$RELANCE_TEST_PG" index >/dev/null
exec "$sample" "$RELANCE_TEST_PG" "$count"
