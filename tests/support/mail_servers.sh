# Sourced by tests that send e-mail: a mail server of their own (smtp_server.py) on loopback.
# Needs $work; sets $support. stop_servers belongs into the trap.
support=$(CDPATH='' cd -- "$(dirname -- "$0")/../support" && pwd)
servers=

certificate() { # once: $work/cert.pem and $work/key.pem, good for 127.0.0.1
    [ -f "$work/cert.pem" ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
        -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -days 2 \
        -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
}
start() { # FOLDER PROGRAM options...: its port in $port
    folder=$1 program=$2
    shift 2
    mkdir -p "$folder"
    rm -f "$folder/port"
    python3 "$support/$program" "$folder" "$@" >"$folder/log" 2>&1 &
    servers="$servers $!"
    tries=0
    until [ -f "$folder/port" ]; do
        tries=$((tries + 1))
        [ $tries -lt 200 ] || { echo "Bail out! no server"; exit 1; }
        sleep 0.05
    done
    port=$(cat "$folder/port")
}
stop_servers() {
    for server in $servers; do
        kill "$server" 2>/dev/null
    done
}
