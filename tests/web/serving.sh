# Sourced by the tests of the web interface: a small database and a server on it.
#
# Two creditors, AAA and BBB; the people: agent (all creditors), narrow (AAA only), comptable,
# formatrice (a trainer: no files), all with the password in $password. Sets $work, $url, $server.

password='phrase-de-passe-2026'
today=2026-11-23
work=$(mktemp -d)
server=

# Under tests/store/pg_server.sh the database is its, else a file.
url_of_db=${RELANCE_TEST_PG:-sqlite:$work/t.db}
export RELANCE_SPOOL="$work/spool"

db() { "$relance" --db "$url_of_db" --today "$today" "$@"; }

fec_line() { # number day account name piece label debit credit
    printf 'VE\tVentes\t%s\t%s\t411000\tClients\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t\t\t%s\t\t\n' \
        "$1" "$2" "$3" "$4" "$5" "$2" "$6" "$7" "$8" "$2"
    printf 'VE\tVentes\t%s\t%s\t707000\tVentes\t\t\t%s\t%s\t%s\t%s\t%s\t\t\t%s\t\t\n' \
        "$1" "$2" "$5" "$2" "$6" "$8" "$7" "$2"
}

fec() { # file lines-on-stdin
    {
        printf 'JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n'
        cat
    } >"$1"
}

prepare() {
    db init --demo >"$work/log" 2>&1 || return 1
    {
        fec_line 1 20260601 C1 '<b>Atelier</b> & "Fils"' F1 'Vente <i>juin</i>' 1200,00 0,00
        fec_line 2 20261115 C1 '<b>Atelier</b> & "Fils"' F2 'Vente novembre' 300,00 0,00
        fec_line 3 20260301 C2 'Brasserie Fictive' F3 'Vente mars' 80,50 0,00
    } | fec "$work/000700013FEC20261231.txt"
    fec_line 1 20260501 C9 'Caché SARL' F9 'Vente mai' 5000,00 0,00 |
        fec "$work/000400119FEC20261231.txt"
    printf 'compte;nom;type;telephone;contact;conditions\nC1;<b>Atelier</b> & "Fils";société;01 99 00 12 34;Mme Test;net30\n' |
        sed 's/;<b>Atelier<\/b> & "Fils";/;"<b>Atelier<\/b> \& ""Fils""";/' >"$work/clients.csv"
    db import "$work/000700013FEC20261231.txt" --creditor AAA --capacity own >>"$work/log" 2>&1 &&
        db import "$work/clients.csv" --creditor AAA >>"$work/log" 2>&1 &&
        db import "$work/000400119FEC20261231.txt" --creditor BBB --capacity mandate \
            >>"$work/log" 2>&1 &&
        db mandate BBB --from 2026-01-05 --declared >>"$work/log" 2>&1 &&
        db add fact C9 --kind first_letter --value 2026-09-01 >>"$work/log" 2>&1 || return 1
    person agent agent "Agathe Agent" && person narrow agent "Nora Narrow" --creditor AAA &&
        person comptable accountant "Colin Compte" && person formatrice trainer "Fanny Forme"
}

person() { # login role name options...
    login=$1 role=$2 name=$3
    shift 3
    printf '%s\n' "$password" | db user add "$login" --role "$role" --name "$name" --demo \
        --password-stdin "$@" >>"$work/log" 2>&1
}

ref_of() { # ledger number, creditor: the file
    db --json debtor "$1" --creditor "$2" 2>/dev/null | sed -n 's/.*"ref":"\(C-[^"]*\)".*/\1/p'
}

# customer creditor KIND=VALUE...: facts told by hand
told() {
    customer=$1 creditor=$2
    shift 2
    for fact; do
        db add fact "$customer" --creditor "$creditor" --kind "${fact%%=*}" --value "${fact#*=}" \
            >>"$work/log" 2>&1 || return 1
    done
}
letterhead() { # creditor [options]: it may write
    creditor=$1
    shift
    db letterhead "$creditor" --name 'Maison Tréhorel' --address '3, rue du Port, 56100 Lorient' \
        --legal 'SAS, RCS Lorient 000 000 018' --contact 'Claire Le Goff' --phone '02 61 91 40 12' \
        "$@" >>"$work/log" 2>&1
}
payee() { # creditor: its own account is paid into
    db payee add HOUSE --creditor "$1" --kind creditor --name 'Maison Tréhorel' \
        --iban FR7630006000011000000000102 --by comptable >>"$work/log" 2>&1
}

# [address]; e-mails wait for a command, and anybody may ask at any rate, unless $mail_every and
# $rate say otherwise.
start() {
    : >"$work/server.log"
    # The program itself in the background, so that $! is its own.
    "$relance" --db "$url_of_db" --today "$today" serve --listen "${1:-127.0.0.1:0}" \
        --mail-every "${mail_every-0}" --rate "${rate-0}" \
        2>"$work/server.log" &
    server=$!
    for _ in $(seq 100); do
        url=$(sed -n 's/^ev=listening url=\(.*\)\/$/\1/p' "$work/server.log")
        [ -z "$url" ] || return 0
        kill -0 "$server" 2>/dev/null || return 1
        sleep 0.1
    done
    return 1
}

# Ends the server and returns its exit code.
stop() {
    [ -n "$server" ] || return 0
    kill -TERM "$server" 2>/dev/null
    wait "$server"
    status=$?
    server=
    return $status
}

# Ends it at once, whatever it is at.
kill_server() {
    kill -KILL "$server"
    wait "$server" 2>/dev/null
    server=
}

# What no command says or changes: one statement, asked of the database itself.
sql() {
    case $url_of_db in
    sqlite:*) sqlite3 "${url_of_db#sqlite:}" ".timeout 20000" "$1" ;;
    *) psql -qtAX "$url_of_db" -c "$1" ;;
    esac
}

# While the server works on something it writes how far it is, if that takes it longer than a moment.
tells() { # SQL of a figure, 0 until it is told; SQL of something that is there until it has ended
    begun=$(date +%s)
    while [ -n "$(sql "$2")" ]; do
        [ "$(sql "$1")" = 0 ] || return 0
        sleep 0.1
    done
    [ $(($(date +%s) - begun)) -lt 3 ]
}

trap 'stop; rm -rf "$work"' EXIT
