#!/bin/sh
# bad_input_test.sh RELANCE SHIM: bad files, bad databases, bad options, a bad machine. Each is
# refused with the right exit code, one French sentence on standard error, error.code in --json,
# and nothing is changed. Prints TAP.
#
# RELANCE_TEST_PG=postgresql://...: the databases of that server, too.
set -u
relance=$1
shim=$2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
fec=$here/../golden/fec
work=$(mktemp -d)
holder=
finish() {
    [ -z "$holder" ] || kill "$holder" 2>/dev/null
    chmod -R u+rwx "$work"
    rm -rf "$work"
}
trap finish EXIT
unset RELANCE_DB
count=0
db=$work/work.db

point() { # ok|"not ok" name
    count=$((count + 1))
    echo "$1 $count - $2"
}

# What must not change: the database and what lies beside it, to the byte; or, with facts=yes, what
# an undisturbed program finds in it.
facts=no
pg=
state() {
    if [ -n "$pg" ]; then
        # without what a dump says of itself
        pg_dump --data-only "$pg" | grep -v '^[\\-]' | cksum
    elif [ "$facts" = yes ]; then
        "$relance" --db "sqlite:$db" verify >/dev/null || echo damaged
        "$relance" --db "sqlite:$db" export facts | cksum
    else
        cat "$db" "$db-wal" "$db-journal" 2>/dev/null | cksum
    fi
}

sentence_is_french() { # file
    first=$(head -n 1 "$1")
    case $first in
    'relance: '*.) ;;
    *) return 1 ;;
    esac
    # the sentence, the advice, and at most two lines of technical detail behind blanks
    [ "$(grep -vc '^  ' "$1")" -le 2 ] && [ "$(wc -l <"$1")" -le 4 ] &&
        ! grep -qiE 'sanitizer|runtime error|assert' "$1"
}

# refused NAME EXIT CODE ARGUMENTS...: run twice, for people and for programs.
with=
url=sqlite:$db
refused() {
    name=$1
    wanted=$2
    code=$3
    shift 3
    wrong=
    before=$(state)
    # shellcheck disable=SC2086 # $with is a list of words
    $with "$relance" --db "$url" "$@" >"$work/out" 2>"$work/err"
    got=$?
    [ "$got" = "$wanted" ] || wrong="exit $got, not $wanted"
    [ ! -s "$work/out" ] || wrong="$wrong; prints on standard output"
    sentence_is_french "$work/err" || wrong="$wrong; the message is not one sentence"
    # shellcheck disable=SC2086
    $with "$relance" --db "$url" --json "$@" >"$work/json" 2>"$work/json.err"
    got=$?
    [ "$got" = "$wanted" ] || wrong="$wrong; exit $got with --json"
    said=$(sed 's/"warnings":\[[^]]*\]//; s/.*"code":"\([a-z_]*\)".*/\1/' "$work/json")
    [ "$said" = "$code" ] || wrong="$wrong; error.code $said, not $code"
    [ "$(wc -l <"$work/json")" -eq 1 ] || wrong="$wrong; not one JSON document"
    [ ! -s "$work/json.err" ] || wrong="$wrong; speaks beside its JSON"
    [ "$(state)" = "$before" ] || wrong="$wrong; the database is changed"
    if [ -z "$wrong" ]; then
        point ok "$name"
    else
        point 'not ok' "$name"
        echo "# ${wrong#; }"
        sed 's/^/# /' "$work/err" "$work/json"
    fi
}

skip() { # name why
    point ok "$1 # SKIP $2"
}

# Root reads and writes everything; without its capabilities it is like others.
plain=
if [ "$(id -u)" = 0 ]; then
    plain='setpriv --bounding-set=-all --inh-caps=-all'
    $plain true 2>/dev/null || plain=none
fi

"$relance" --db "$url" init >/dev/null || exit 1
"$relance" --db "$url" import "$fec/reference.txt" >/dev/null || exit 1

# ---- files ----

# The codes of refused ledgers stand beside them.
for file in truncated binary pdf zip utf16 utf8_damaged bad_date_impossible bad_date_letters \
    date_empty amount_large amount_letters amount_decimals header_only blank unknown \
    column_missing column_twice columns_more columns_less line_long debit_and_credit semicolon \
    account_letters; do
    wanted=$(sed -n 's/.*"error":{"code":"\([a-z_]*\)".*/\1/p' "$fec/$file.json")
    [ -n "$wanted" ] || continue
    refused "file: $file" 1 "$wanted" import "$fec/$file.txt"
done
# A list nobody knows is refused, too; its columns alone are remembered, so that the page of mappings
# can show them.
facts=yes
refused 'file: no_header' 1 file_unknown_format import "$fec/no_header.txt"
facts=no
for file in bad_siren bad_type column_twice fewer_cells more_cells name_long no_number open_items \
    open_quote header_only; do
    wanted=$(sed -n 's/.*"error":{"code":"\([a-z_]*\)".*/\1/p' "$fec/../customers/$file.json")
    [ -n "$wanted" ] || continue
    refused "customer list: $file" 1 "$wanted" import "$fec/../customers/$file.csv"
done
refused 'file: unbalanced' 1 unbalanced import "$fec/unbalanced.txt"

: >"$work/empty.txt"
refused 'file: empty' 1 file_empty import "$work/empty.txt"
refused 'file: absent' 3 file_not_found import "$work/absent.txt"
refused 'file: below a file' 3 file_not_found import "$work/empty.txt/ledger.txt"
refused 'file: folder without a document' 1 no_document import "$work"
mkfifo "$work/fifo"
refused 'file: fifo' 3 file_not_regular import "$work/fifo"
refused 'file: device' 3 file_not_regular import /dev/zero
cp "$fec/reference.txt" "$work/3g.txt"
truncate -s 3G "$work/3g.txt"
refused 'file: 3 GiB' 1 file_too_large import "$work/3g.txt"
cp "$fec/reference.txt" "$work/2g.txt"
truncate -s 2147483000 "$work/2g.txt"
refused 'file: a last line of 2 GB of nothing' 1 file_binary import "$work/2g.txt"
rm "$work/3g.txt" "$work/2g.txt"
{
    head -n 1 "$fec/reference.txt"
    head -c 40000000 /dev/zero | tr '\0' 8
} >"$work/line.txt"
refused 'file: a line of 40 MB' 1 line_too_long import "$work/line.txt"
rm "$work/line.txt"
head -c 300000 /dev/urandom >"$work/noise.txt"
refused 'file: noise' 1 file_binary import "$work/noise.txt"
if [ "$plain" = none ]; then
    skip 'file: unreadable' 'root keeps its rights here'
else
    cp "$fec/reference.txt" "$work/closed.txt"
    chmod 000 "$work/closed.txt"
    with=$plain
    refused 'file: unreadable' 3 file_unreadable import "$work/closed.txt"
    with=
fi

# One refused file: the others stand.
cp "$db" "$work/two.db"
"$relance" --db "sqlite:$work/two.db" --json import "$work/empty.txt" "$fec/bar.txt" \
    >"$work/json" 2>/dev/null
if [ $? = 1 ] && grep -q '"duplicates":4' "$work/json" && grep -q file_empty "$work/json"; then
    point ok 'file: a refused one does not hold up the next'
else
    point 'not ok' 'file: a refused one does not hold up the next'
    sed 's/^/# /' "$work/json"
fi

# ---- databases ----

good=$fec/bar.txt
whole=$db
in_other_database() { # file
    db=$1
    url=sqlite:$db
}

in_other_database "$work/absent.db"
refused 'database: absent' 3 db_not_initialised import "$good"
in_other_database "$work/absent/work.db"
refused 'database: in no folder' 3 db_open import "$good"
in_other_database "$work/text.db"
cp "$fec/reference.txt" "$db"
refused 'database: a text' 3 db_not_relance import "$good"
refused 'database: a text, for init' 3 db_not_relance init
in_other_database "$work/short.db"
echo hello >"$db"
refused 'database: six bytes' 3 db_not_relance verify
in_other_database "$work/nothing.db"
: >"$db"
refused 'database: an empty file' 3 db_not_initialised import "$good"
mkdir "$work/folder.db"
db=$whole
url=sqlite:$work/folder.db
refused 'database: a folder' 3 db_open import "$good"

in_other_database "$work/half.db"
head -c $(($(wc -c <"$whole") / 2)) "$whole" >"$db"
refused 'database: cut in half' 3 db_damaged import "$good"
refused 'database: cut in half, for init' 3 db_damaged init
in_other_database "$work/holes.db"
cp "$whole" "$db"
pages=$(($(wc -c <"$whole") / 4096))
head -c $(((pages - 1) * 4096)) /dev/urandom | dd of="$db" bs=4096 seek=1 conv=notrunc 2>/dev/null
refused 'database: all pages but the first are noise' 3 db_damaged import "$good"
refused 'database: noise, for verify' 3 db_damaged verify
refused 'database: noise, for backup' 3 db_damaged backup "$work/noise.relance"
[ ! -e "$work/noise.relance" ] && point ok 'database: noise makes no backup' ||
    point 'not ok' 'database: noise makes no backup'

# Four bytes of the header: user_version at 60, application_id at 68.
in_other_database "$work/newer.db"
cp "$whole" "$db"
printf '\0\0\377\377' | dd of="$db" bs=1 seek=60 conv=notrunc 2>/dev/null
refused 'database: of a newer program' 3 db_newer import "$good"
refused 'database: of a newer program, for init' 3 db_newer init
in_other_database "$work/foreign.db"
cp "$whole" "$db"
printf '\0\0\0\1' | dd of="$db" bs=1 seek=68 conv=notrunc 2>/dev/null
refused 'database: of another program' 3 db_not_relance import "$good"

in_other_database "$whole"
if command -v python3 >/dev/null; then
    python3 - "$db" >"$work/held" <<'END' &
import sqlite3, sys, time
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(60)
END
    holder=$!
    while ! grep -q held "$work/held"; do sleep 0.05; done
    refused 'database: held by another program' 3 db_locked import "$good"
    kill "$holder"
    wait "$holder" 2>/dev/null
    holder=
else
    skip 'database: held by another program' 'no python3'
fi

if [ "$plain" = none ]; then
    skip 'database: read-only file' 'root keeps its rights here'
    skip 'database: read-only folder' 'root keeps its rights here'
else
    mkdir "$work/ro"
    in_other_database "$work/ro/work.db"
    cp "$whole" "$db"
    with=$plain
    chmod 444 "$db"
    refused 'database: read-only file' 3 db_open import "$good"
    chmod 644 "$db"
    chmod 555 "$work/ro"
    refused 'database: read-only folder' 3 db_open import "$good"
    url=sqlite:$work/ro/new.db
    refused 'database: init in a read-only folder' 3 db_open init
    with=
    chmod 755 "$work/ro"
fi

in_other_database "$whole"
url='mysql://localhost/relance'
refused 'database: an unknown engine' 2 db_url import "$good"
url=sqlite:
refused 'database: no file name' 2 db_url import "$good"
url=''
refused 'database: nothing' 2 db_url import "$good"
url='postgresql://relance@127.0.0.1:1/relance'
refused 'database: no server' 3 db_open import "$good"
ask() { # database statement
    psql -X -q -v ON_ERROR_STOP=1 "${RELANCE_TEST_PG%/*}/$1" -c "$2" >"$work/psql" 2>&1 || {
        sed 's/^/# /' "$work/psql"
        exit 1
    }
}

if [ -n "${RELANCE_TEST_PG-}" ] && command -v psql >/dev/null && command -v pg_dump >/dev/null; then
    url=${RELANCE_TEST_PG%/*}/relance_absent
    refused 'server: no such database' 3 db_open import "$good"
    url=${RELANCE_TEST_PG%/*}/template1
    refused 'server: an empty database' 3 db_not_initialised import "$good"

    ask postgres 'CREATE DATABASE bad_input'
    ask postgres 'CREATE ROLE bad_input_guest LOGIN'
    pg=${RELANCE_TEST_PG%/*}/bad_input
    url=$pg
    "$relance" --db "$url" init >/dev/null || exit 1
    "$relance" --db "$url" import "$fec/reference.txt" >/dev/null || exit 1

    psql -X -q "$pg" -c 'BEGIN; SELECT 1 FROM creditor FOR UPDATE; SELECT pg_sleep(60)' \
        >/dev/null 2>&1 &
    holder=$!
    while [ "$(psql -X -A -t "$pg" -c "SELECT count(*) FROM pg_stat_activity
        WHERE wait_event = 'PgSleep'")" != 1 ]; do
        sleep 0.05
    done
    refused 'server: a creditor held by another program' 3 db_locked import "$good"
    ask postgres "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE wait_event = 'PgSleep'"
    wait "$holder" 2>/dev/null
    holder=

    url=$(echo "$pg" | sed 's|//[^@/]*@|//bad_input_guest@|')
    refused 'server: no right to the tables' 3 db_open import "$good"
    url=$pg
    ask bad_input "INSERT INTO migration (number, name, hash, at_ms)
        SELECT 999, 'future', hash, at_ms FROM migration WHERE number = 1"
    refused 'server: of a newer program' 3 db_newer import "$good"
    refused 'server: of a newer program, for init' 3 db_newer init
    ask bad_input 'DELETE FROM migration WHERE number IN (2, 999)'
    refused 'server: a migration is gone' 3 db_damaged import "$good"
    ask bad_input "UPDATE meta SET value = 'other' WHERE key = 'application'"
    refused 'server: of another program' 3 db_not_relance import "$good"
    refused 'server: of another program, for restore' 3 db_not_relance restore "$whole"
    pg=
    ask postgres 'DROP DATABASE bad_input'
    ask postgres 'DROP ROLE bad_input_guest'
else
    skip 'server: what a database there can be like' 'no PostgreSQL server and its tools here'
fi
url=sqlite:$db

# ---- the disk is full ----

# The library lets every write fail from a certain one on.
in_other_database "$work/full.db"
cp "$whole" "$db"
plain_asan=${ASAN_OPTIONS-}
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0"
facts=yes
for at in 1 13 25 45 60 75; do # a sync of the journal, where nobody knows whether a save is done, is none of them
    with="env LD_PRELOAD=$shim FAULT_MODE=enospc FAULT_AT=$at"
    [ "$at" -gt 25 ] ||
        refused "disk full: import, from write $at" 3 disk_full import "$fec/crlf.txt"
    refused "disk full: backup, from write $at" 3 disk_full backup "$work/copy.relance"
done
with="env LD_PRELOAD=$shim FAULT_MODE=enospc FAULT_AT=1"
url=sqlite:$work/full-new.db
refused 'disk full: init' 3 disk_full init
with=
facts=no
ASAN_OPTIONS=$plain_asan
in_other_database "$whole"
for command in ageing 'law holidays 2026' help; do
    # shellcheck disable=SC2086 # a list of words
    "$relance" --db "$url" $command >/dev/full 2>"$work/err"
    got=$?
    [ $got = 3 ] && sentence_is_french "$work/err" && point ok "disk full: output of $command" ||
        point 'not ok' "disk full: output of $command"
done

# Without standard output a database must not be opened in its place and written over.
before=$(state)
"$relance" --db "$url" --json ageing >&- 2>"$work/err"
got=$?
[ "$got" = 3 ] && [ "$(state)" = "$before" ] && sentence_is_french "$work/err" &&
    point ok 'no standard output' || point 'not ok' 'no standard output'
"$relance" --db "$url" import "$fec/unbalanced.txt" >&- 2>&-
got=$?
[ "$got" = 1 ] && [ "$(state)" = "$before" ] && point ok 'no standard output nor error' ||
    point 'not ok' 'no standard output nor error'

# ---- options ----

refused 'options: unknown command' 2 unknown_command imprt "$good"
refused 'options: unknown option' 2 unknown_option import "$good" --sort
refused 'options: value missing' 2 option_needs_value import "$good" --creditor
refused 'options: no file' 2 argument_missing import
refused 'options: impossible day' 2 bad_option_value --today 2026-02-30 ageing
refused 'options: unknown mode' 2 bad_option_value import "$good" --mode all
refused 'options: unknown terms' 2 bad_option_value import "$good" --terms net31
refused 'options: unknown capacity' 2 bad_option_value import "$good" --capacity friend
refused 'options: another capacity' 2 option_conflict import "$good" --capacity factor
refused 'options: twice' 2 option_conflict import "$good" --mode new --mode period
refused 'options: unknown language' 2 bad_option_value --lang de ageing
refused 'options: undo and a file' 2 too_many_arguments import "$good" --undo I-000001-P
refused 'options: undo of nothing' 1 bad_ref import --undo 1-2-3
refused 'options: undo of a mistyped reference' 1 bad_ref import --undo I-000001-X
refused 'options: undo of a file' 2 bad_option_value import --undo C-000001-G
refused 'options: undo of an unknown import' 1 unknown_ref import --undo I-000002-N
refused 'options: why of an unknown file' 1 unknown_ref why C-000002-E
refused 'options: a limit that is no number' 2 bad_option_value queue --limit many
refused 'options: export to a folder' 3 file_write export facts --out "$work"
refused 'options: export into no folder' 3 file_write export facts --out "$work/absent/facts"
refused 'options: backup over a file' 3 file_exists backup "$good"
refused 'options: backup into no folder' 3 file_write backup "$work/absent/copy"
refused 'options: restore of nothing' 3 file_not_found restore "$work/absent"
refused 'options: restore of a text' 3 db_not_relance restore "$good"
refused 'options: restore over work' 3 db_not_empty restore "$whole"

echo "1..$count"
