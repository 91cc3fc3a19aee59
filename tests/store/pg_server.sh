#!/bin/sh
# A PostgreSQL of one's own for the tests: fresh, on a free loopback port and a private socket,
# run by an unprivileged user, without fsync, gone afterwards.
#
#   pg_server.sh COMMAND...     runs COMMAND with RELANCE_TEST_PG=postgresql://... and stops
#
# Without PostgreSQL on the machine COMMAND runs without RELANCE_TEST_PG. Exit: that of COMMAND.
set -eu

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
if [ -z "$bin" ] || [ ! -x "$bin/initdb" ]; then
    echo "# pg_server.sh: no PostgreSQL server here" >&2
    exec "$@"
fi

# The server refuses to run as root.
as_server() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid="$owner" --regid="$owner" --clear-groups "$@"
    else
        "$@"
    fi
}
owner=nobody
if [ "$(id -u)" = 0 ]; then
    if id postgres >/dev/null 2>&1; then
        owner=postgres
    fi
    owner=$(id -u "$owner")
fi

dir=$(mktemp -d "${TMPDIR:-/tmp}/relance-pg.XXXXXX")
stop() {
    as_server "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
chmod 755 "$dir"
mkdir "$dir/data" "$dir/socket"
chmod 700 "$dir/data"
if [ "$(id -u)" = 0 ]; then
    chown "$owner:$owner" "$dir/data" "$dir/socket"
fi

cd "$dir"
as_server "$bin/initdb" -D "$dir/data" -U relance -A trust -E UTF8 --locale=C.UTF-8 -N \
    >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 1; }

# A port may be taken between looking and listening: try others.
tries=0
while :; do
    port=$((20000 + ($$ * 7 + tries * 611) % 20000))
    if as_server "$bin/pg_ctl" -D "$dir/data" -w -t 30 -l "$dir/data/log" start \
        -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$dir/socket \
            -c fsync=off -c full_page_writes=off -c max_connections=60 -c shared_buffers=64MB" \
        >/dev/null 2>&1; then
        break
    fi
    tries=$((tries + 1))
    if [ "$tries" -ge 8 ]; then
        cat "$dir/data/log" >&2
        exit 1
    fi
done
cd "$OLDPWD"

RELANCE_TEST_PG="postgresql://relance@127.0.0.1:$port/postgres"
export RELANCE_TEST_PG
set +e
"$@"
status=$?
exit "$status"
