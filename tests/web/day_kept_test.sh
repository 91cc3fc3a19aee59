#!/bin/sh
# Lists of the day that a server keeps in memory: whatever many people, other processes, imports and
# runs write meanwhile, they are what a command reads afresh (day_kept_story.py). TAP. Arguments: the
# program. RELANCE_SEED=N replays a story.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"

customers() { # prefix
    echo 'Code client;Nom;Type;Téléphone'
    for n in $(seq 10 39); do
        printf '%s%s;Client %s%s;société;01 99 00 12 %s\n' "$1" "$n" "$1" "$n" "$n"
    done
}
items() { # prefix
    echo 'Code client;Nom;N° facture;Date facture;Échéance;Montant TTC;Solde'
    for n in $(seq 10 39); do
        printf '%s%s;Client %s%s;%s-%s;01/%02d/2026;%02d/%02d/2026;%d,25;%d,25\n' "$1" "$n" "$1" "$n" "$1" "$n" \
            $((n % 9 + 1)) $((n % 27 + 1)) $((n % 9 + 2)) $((n * 37 % 900 + 60)) $((n * 37 % 900 + 60))
    done
}
token() { # login
    db --json token add --user "$1" --name Robot --scopes read:queue --until "$(date -d '+30 days' +%F)" \
        2>>"$work/log" | sed -n 's/.*"token":"\([^"]*\)".*/\1/p'
}
prepare() {
    db init --demo || return 1
    for creditor in ONE TWO; do
        items $creditor >"$work/items.csv"
        customers $creditor >"$work/customers.csv"
        db import "$work/items.csv" "$work/customers.csv" --creditor $creditor --capacity own || return 1
    done
    person anne agent 'Anne Agent' && person bruno agent 'Bruno Agent' &&
        person chef manager 'Charles Chef' && person narrow agent 'Nora Narrow' --creditor ONE &&
        db team add DESK && db team member DESK --add anne && db team member DESK --add bruno || return 1
    for n in 11 14 17 20 23; do
        db file assign ONE$n --creditor ONE --agent anne --why essai &&
            db file assign TWO$n --creditor TWO --agent bruno --why essai || return 1
    done
    db run
}

if ! prepare >>"$work/log" 2>&1 || ! start; then
    sed 's/^/# /' "$work/log" "$work/server.log"
    echo "Bail out! the server did not start"
    exit 1
fi
python3 "$here/day_kept_story.py" "$relance" "$url_of_db" "$today" "$url" "$password" \
    "$(token chef)" "$(token narrow)" "$work"
good=$?
stop || good=1
if grep -E 'Sanitizer|runtime error|ev=error' "$work/server.log"; then exit 1; fi
exit $good
