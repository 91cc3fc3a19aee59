#!/bin/sh
# An import of many accounts is taken back by page: the form answers once it counts no longer, the
# server ends it by itself and says how far it is, others save meanwhile; killed half-way, the next
# server goes on. What is left is what was there before it. TAP.
# Argument: the program. Under pg_server.sh: on PostgreSQL.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/client.sh"

balance() { db --json ageing >"$work/out" 2>&1 && cat "$work/out"; }
list() { # name rows: customers with a row each
    awk -v rows="$2" -v name="$1" 'BEGIN {
        print "compte;nom;type;piece;date;echeance;solde;devise"
        for (i = 0; i < rows; i++)
            printf "U%05d;Client fictif %d;Facture;%s-%d;05/01/2026;04/02/2026;%d,00;EUR\n", i, i, name, i, 1 + i % 90
    }' >"$work/$1.csv"
}
taken() { # name: its reference in $ref
    ref=$(db --json import "$work/$1.csv" --creditor AAA 2>>"$work/log" | sed -n 's/.*"id":"\(I-[^"]*\)".*/\1/p')
    [ -n "$ref" ]
}
take_back() {
    get "/imports/$ref" -b "$(jar comptable)"
    get "/imports/$ref" -b "$(jar comptable)" -d "csrf=$(csrf)" -d act=undo -d sure=1
}
ended() { # until nothing moves any more
    for _ in $(seq 600); do
        get "/imports/$ref" -b "$(jar comptable)"
        [ "$status" != 200 ] || grep -q data-events "$work/body" || return 0
        sleep 0.1
    done
    return 1
}

list A 3000
list B 9000
prepare && person seul accountant "Solène Seule" --creditor BBB && db import "$work/A.csv" --creditor AAA >>"$work/log" 2>&1 && start && sign_in comptable && sign_in seul
ok $? "a database, and somebody who imports"
[ "$count" -eq 1 ] && [ -n "$server" ] || { sed 's/^/# /' "$work/log"; echo "1..$count"; exit 1; }
balance >"$work/before"

taken B && ! balance | cmp -s - "$work/before"
ok $? "a long import counts"
take_back
state=$(sql 'SELECT finished FROM import_undo')
[ "$status" = 303 ] && header "Location: /imports/$ref?undone=1" && [ "$state" = 0 ]
ok $? "the form answers before all of it is taken back"
get "/imports/$ref?undone=1" -b "$(jar comptable)"
[ "$status" = 200 ] && body '>annulation en cours<' && body 'Annulation : ' && body "data-events=\"/imports/events/$ref\"" &&
    ! body 'L’import est annulé' && ! body 'value="undo"'
ok $? "the page says that it goes on, and how far it is"
get "/imports/events/$ref" -b "$(jar comptable)"
[ "$status" = 200 ] && body 'event: progress' && body 'postes retirés'
ok $? "so does its stream"
get "/imports/events/$ref" -b "$(jar seul)"
is 404 "to nobody of another creditor"
db add invoice C1 --creditor AAA --number ENTRE --amount 7.00 --date 2026-11-01 --due 2026-11-30 >>"$work/log" 2>&1 &&
    [ "$(sql 'SELECT finished FROM import_undo')" = 0 ]
ok $? "others save meanwhile"
take_back
[ "$status" = 303 ]
ok $? "asked for again, it goes on"
ended && body '>annulé<' && get "/imports/events/$ref" -b "$(jar comptable)" && body 'event: end'
ok $? "it ends by itself"
sql "SELECT COUNT(*) FROM item WHERE piece LIKE 'B-%' AND standing = 1" | grep -qx 0 && db verify >"$work/out" 2>&1
ok $? "nothing of it is left, and the database is whole"

# ---- killed ----
balance >"$work/before"
taken B && take_back && [ "$status" = 303 ]
ok $? "another one is taken back"
for _ in $(seq 500); do
    at=$(sql 'SELECT after_debtor > 0 FROM import_undo WHERE finished = 0')
    case $at in 1 | t) break ;; esac
    sleep 0.02
done
kill_server
[ "$(sql 'SELECT COUNT(*) FROM import_undo WHERE finished = 0')" = 1 ]
ok $? "the server is killed half-way"
start && ended && [ "$(sql 'SELECT COUNT(*) FROM import_undo WHERE finished = 0')" = 0 ]
ok $? "the next one goes on by itself"
balance | cmp -s - "$work/before" && db verify >"$work/out" 2>&1
ok $? "the figures are those from before it"

# ---- documents: few accounts, many bytes ----
mkdir "$work/papers"
for n in $(seq 400); do
    printf '%%PDF-1.4\n%% %s\n1 0 obj<<>>endobj\nstartxref\n0\n%%%%EOF\n' "$n" >"$work/papers/scan $n.pdf"
done
papers() { sql 'SELECT (SELECT COUNT(*) FROM inbox_document) + (SELECT COUNT(*) FROM document)'; }
ref=$(db --json import "$work/papers" --creditor AAA 2>>"$work/log" | sed -n 's/.*"id":"\(I-[^"]*\)".*/\1/p')
[ "$(papers)" = 400 ] && take_back && [ "$status" = 303 ]
ok $? "documents are taken back"
get "/imports/events/$ref" -b "$(jar comptable)"
body 'event: progress' && body 'documents encore à retirer' && get "/imports/$ref" -b "$(jar comptable)" &&
    body 'documents encore à retirer' && body data-events
ok $? "the answer does not wait until their bytes are gone, and the page says how many are left"
for _ in $(seq 500); do
    [ "$(papers)" = 400 ] || break
    sleep 0.02
done
kill_server
left=$(papers)
[ "$left" -gt 0 ] && [ "$left" -lt 400 ]
ok $? "the server is killed while it takes them away"
start && ended && body '>annulé<' && [ "$(papers)" = 0 ] && db verify >"$work/out" 2>&1
ok $? "the next one takes the rest"
get "/imports/$ref" -b "$(jar comptable)" -H 'Accept-Language: en'
body 'taken back' || body 'undone'
ok $? "the page speaks English"
stop
ok $? "the server ends"
if grep -E 'Sanitizer|runtime error' "$work/server.log"; then false; fi
ok $? "without a sanitizer's word"
echo "1..$count"
