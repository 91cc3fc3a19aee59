#!/bin/sh
# Imports by page as a plain client sees them: sending, what would change, going on, refusals,
# columns nobody knows, archives, taking back, scope. TAP. Argument: the program. Under
# pg_server.sh: on PostgreSQL.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/client.sh"
details() {
    head -n 5 "$work/head"
    sed 's/<[^>]*>/ /g' "$work/body" | tr -s ' \n' | tail -n 40
}
send() { # who curl-options: a form with files; its page in $job
    who=$1
    shift
    get /imports -b "$(jar "$who")"
    get /imports -b "$(jar "$who")" -F "csrf=$(csrf)" "$@"
    job=$(sed -n 's/^[Ll]ocation: \(\/imports\/[0-9]*\).*/\1/p' "$work/head")
}
act() { # who curl-options: a form of the page in $job
    who=$1
    shift
    get "$job" -b "$(jar "$who")"
    get "$job" -b "$(jar "$who")" -d "csrf=$(csrf)" "$@"
}
settled() { # who: the page in $job when it no longer moves
    for _ in $(seq 150); do
        get "$job" -b "$(jar "$1")"
        grep -q data-events "$work/body" || return 0
        sleep 0.2
    done
    return 1
}
figure() { # text: the figure beside it
    sed 's/<div><dt>/\n&/g' "$work/body" | sed -n "s,^<div><dt>$1</dt><dd class=\"n\">\([^<]*\)</dd>.*,\1,p" | head -n 1
}

prepare && person aaa accountant "Aline Import" --creditor AAA && start
ok $? "a database of two creditors, people who import for all and for one"
sign_in comptable
sign_in agent
sign_in aaa
db --json ageing --by creditor >"$work/before" 2>&1

# ---- who ----
get /imports
[ "$status" = 303 ] && header 'Location: /login'
ok $? "a stranger is asked to sign in"
get /imports -b "$(jar agent)"
[ "$status" = 403 ]
ok $? "it is not for those who do not import"
get /imports -b "$(jar comptable)"
[ "$status" = 200 ] && body '000700013FEC20261231.txt' && body '000400119FEC20261231.txt' && body 'href="/imports/mapping"'
ok $? "what commands took in stands on the list"
get /imports -b "$(jar aaa)"
body '000700013FEC20261231.txt' && ! body '000400119' && ! body BBB
ok $? "a person of one creditor sees his own"

# ---- a list with a bad row ----
printf 'compte;nom;facture;date;echeance;solde\nC7;Client Sept;F70;01/10/2026;31/10/2026;100,00\nC8;Client Huit;F80;01/10/2026;31/13/2026;200,00\n' >"$work/liste.csv"
get /imports -b "$(jar comptable)" -F creditor=AAA -F "file=@$work/liste.csv"
[ "$status" = 403 ]
ok $? "a form without its token"
send comptable -F creditor= -F "file=@$work/liste.csv"
[ "$status" = 422 ] && body 'role="alert"'
ok $? "whose list it is must be said where there are several"
send comptable -F creditor=AAA
[ "$status" = 422 ]
ok $? "a form without a file"
: >"$work/vide.csv"
send comptable -F creditor=AAA -F "file=@$work/vide.csv"
[ "$status" = 422 ]
ok $? "an empty file"
send comptable -F creditor=AAA -F mode=state -F as_of=2027-01-01 -F "file=@$work/liste.csv"
[ "$status" = 422 ] && body 'pas encore venu'
ok $? "a list of a day that has not come"
[ "$(ls -A "$RELANCE_SPOOL" | wc -l)" -eq 0 ]
ok $? "nothing stays of what was refused"

send comptable -F creditor=AAA -F mode=new -F "file=@$work/liste.csv"
[ "$status" = 303 ] && [ "$job" = /imports/1 ]
ok $? "a list is sent"
settled comptable
[ "$status" = 200 ] && body 'à décider' && [ "$(figure 'lignes lues')" = 2 ] && [ "$(figure 'créances à créer')" = 1 ] && [ "$(figure refusées)" = 1 ]
ok $? "what it would change is shown"
body '31/13/2026' && body 'Prendre les bonnes lignes'
ok $? "and the row that cannot be taken, with the reason"
db --json ageing --by creditor >"$work/out" 2>&1 && cmp -s "$work/out" "$work/before"
ok $? "nothing is changed yet"
get "/imports/refused/1?part=1" -b "$(jar comptable)"
[ "$status" = 200 ] && header 'Content-Type: text/csv' && grep -q '^3;5;"echeance";"bad_date";"31/13/2026"' "$work/body"
ok $? "the refusals as a file"
get /imports/events/1 -b "$(jar comptable)"
[ "$status" = 200 ] && header 'Content-Type: text/event-stream' && grep -q '^event: end' "$work/body"
ok $? "how far it is, as events"
act comptable -d act=take -d mode=state -d as_of=2026-11-23 -d terms= -d partial=1
[ "$status" = 422 ] && body 'plus là'
ok $? "it is taken as it was looked at, not otherwise"
act comptable -d act=take -d mode=new -d as_of= -d terms=
settled comptable
[ "$status" = 200 ] && body '>refusé<' && ! body 'href="/imports/I-'
ok $? "without the word that the bad row may stay out, it is refused as a whole"
act comptable -d act=look -d mode=new -d as_of= -d terms=
settled comptable
act comptable -d act=take -d mode=new -d as_of= -d terms= -d partial=1
[ "$status" = 303 ]
ok $? "with it, it is taken"
settled comptable
ref=$(sed -n 's,.*href="/imports/\(I-[^"]*\)".*,\1,p' "$work/body")
body '>fait<' && [ "$(figure 'créances créées')" = 1 ] && [ -n "$ref" ]
ok $? "and leads to its import"
act comptable -d act=take -d mode=new -d as_of= -d terms= -d partial=1
[ "$status" = 422 ]
ok $? "it is not taken twice"
get /imports -b "$(jar comptable)"
body "$ref" && body '>comptable<'
ok $? "the list says who took it in"
cuts() { sed 's/;[0-9]*\/[0-9]*\/2026 [^;]*;/;quand;/; s/^I-0*\([0-9]*\)-[0-9A-Z];/I-\1;/' "$work/body" >"$work/cut" && mv "$work/cut" "$work/body"; }
heads='Import;Fichier;Créancier;Le;Par;Lues;Nouvelles;Mises à jour;Déjà sues;Refusées;État'
new='I-5;liste.csv;AAA;quand;comptable;2;1;0;0;1;compte'
others='I-2;clients.csv;AAA;quand;programme;1;0;1;0;0;compte
I-1;000700013FEC20261231.txt;AAA;quand;programme;6;3;0;0;0;compte'
body 'href="/imports.xlsx"' && get /imports.csv -b "$(jar comptable)" && [ "$status" = 200 ] && body "$ref;liste.csv" && cuts &&
    lines "$heads" "$new" 'I-3;000400119FEC20261231.txt;BBB;quand;programme;2;1;0;0;0;compte' "$others" &&
    get /imports.csv -b "$(jar aaa)" && cuts && lines "$heads" "$new" "$others"
ok $? "as a file, too, for each what he may see"
get /imports.xlsx -b "$(jar comptable)"
[ "$status" = 200 ] && [ "$(head -c 2 "$work/body")" = PK ] && get /imports.xlsx -b "$(jar agent)" && [ "$status" = 403 ]
ok $? "and as a workbook, not for those who do not import"
send comptable -F creditor=AAA -F mode=new -F "file=@$work/liste.csv"
settled comptable
body 'Ce fichier est déjà entré tel quel' && [ "$(figure 'déjà connues')" = 1 ]
ok $? "the same file again is known"
act comptable -d act=cancel
get "$job" -b "$(jar comptable)"
body '>abandonné<'
ok $? "and given up"

# ---- a complete list ----
printf 'compte;nom;facture;date;echeance;solde\nC7;Client Sept;F70;01/10/2026;31/10/2026;40,00\n' >"$work/etat.csv"
send comptable -F creditor=AAA -F mode=state -F "file=@$work/etat.csv"
settled comptable
body 'Il manque le jour que cette liste décrit.' && ! body 'value="take"'
ok $? "a complete list without its day waits for it"
act comptable -d act=look -d mode=state -d as_of=2026-11-23 -d terms=
settled comptable
body 'name="confirm"' && body '60,00 €'
ok $? "its effects are shown, and ask for a yes"
act comptable -d act=take -d mode=state -d as_of=2026-11-23 -d terms=
[ "$status" = 422 ] && body 'cochez la case'
ok $? "without it nothing is done"
act comptable -d act=take -d mode=state -d as_of=2026-11-23 -d terms= -d confirm=1
settled comptable
body '>fait<'
ok $? "with it, it is"

# ---- columns nobody knows ----
printf 'Kunde;Beleg;Faellig;Offen\nD1;R-1;31.03.2026;100,00\n' >"$work/fremd.csv"
send comptable -F creditor=AAA -F mode=new -F "file=@$work/fremd.csv"
settled comptable
body 'Dire ce que sont ses colonnes' && body "/imports/mapping?from="
ok $? "a list nobody can read leads to its columns"
from=${job#/imports/}
get "/imports/mapping?from=$from" -b "$(jar comptable)"
body 'fremd.csv' && body "name=\"from\" value=\"$from\""
ok $? "which are those of this list"
yaml='list: open-items
columns: {account: Kunde, number: Beleg, due: Faellig, open: Offen}'
get /imports/mapping -b "$(jar comptable)" -F "csrf=$(csrf)" -F "from=$from" -F act=save -F name=kunde -F creditor=AAA -F "yaml=$yaml"
[ "$status" = 303 ] && header "Location: /imports/$from"
ok $? "and lead back"
settled comptable
body 'Lue avec la correspondance « kunde ».' && [ "$(figure 'créances à créer')" = 1 ]
ok $? "where the list is read with them"

# ---- an archive ----
python3 - "$work" <<'EOP'
import sys, zipfile
w = sys.argv[1]
with zipfile.ZipFile(w + "/lot.zip", "w") as z:
    z.writestr("a.csv", "compte;nom;facture;date;echeance;solde\nE1;Un;G1;01/10/2026;31/10/2026;10,00\n")
    z.writestr("b.csv", "compte;nom;facture;date;echeance;solde\nE2;Deux;G2;01/10/2026;31/10/2026;20,00\n")
    z.writestr("lisez-moi.bin", bytes(range(256)))
EOP
send comptable -F creditor=AAA -F mode=new -F "file=@$work/lot.zip"
settled comptable
body 'lot.zip/a.csv' && body 'lot.zip/b.csv' && body 'Laissé de côté' && ! body "$RELANCE_SPOOL"
ok $? "of an archive each file is told"
act comptable -d act=take -d mode=new -d as_of= -d terms=
settled comptable
[ "$(grep -o 'href="/imports/I-' "$work/body" | wc -l)" -eq 2 ]
ok $? "and is an import of its own"

# ---- several at once ----
send comptable -F creditor=AAA -F mode=new -F "file=@$work/liste.csv" -F "file=@$work/etat.csv"
[ "$status" = 303 ] && header 'Location: /imports'
ok $? "several files are several imports"

# ---- taking back ----
get "/imports/$ref" -b "$(jar comptable)"
[ "$status" = 200 ] && body '1 créance' && body 'value="undo"' && body '31/13/2026'
ok $? "the page of an import says what taking it back changes, and its refusals"
job=/imports/$ref
act comptable -d act=undo
[ "$status" = 422 ]
ok $? "which must have been read"
act aaa -d act=undo -d sure=1
[ "$status" = 303 ] && header "Location: /imports/$ref?undone=1"
ok $? "it is taken back"
get "/imports/$ref?undone=1" -b "$(jar comptable)"
body '>annulé<' && ! body 'value="undo"'
ok $? "once"
act comptable -d act=undo -d sure=1
[ "$status" = 422 ] && db verify >"$work/out" 2>&1
ok $? "not twice, and the database is whole"

# ---- why is he not here? ----
why() { # who what [job]
    who=$1
    get "/search/why" -G -b "$(jar "$who")" --data-urlencode "q=$2" --data-urlencode "job=${3:-0}"
}
printf 'compte;nom;facture;date;echeance;solde\nW1;Fonderie Wagner;W-1;01/10/2026;31/10/2026;100,00\nW2;Scierie Valois;W-2;01/10/2026;31/13/2026;200,00\nW3;Verrerie Nulle;W-3;01/10/2026;31/10/2026;0,00\nTotal;;;;;300,00\n' >"$work/pourquoi.csv"
send comptable -F creditor=AAA -F mode=new -F "file=@$work/pourquoi.csv"
settled comptable
asked=${job#/imports/}
why comptable W1 "$asked"
[ "$status" = 200 ] && body 'dans le fichier' && body 'pourquoi.csv, ligne 2 : Fonderie Wagner, client W1, 100,00 €.' && body 'pas encore pris'
ok $? "why he is not here: the import that has him was not taken yet"
act comptable -d act=take -d mode=new -d as_of= -d terms= -d partial=1
settled comptable
why comptable 'wagner' "$asked"
body 'il est là' && body 'href="/files/C-'
ok $? "he is here, when it was"
why comptable W2 "$asked"
body 'ligne refusée' && ! body 'pas dans ce fichier' && body 'pourquoi.csv, ligne 3 (Scierie Valois, client W2)' && body '31/13/2026'
ok $? "his row was refused, and why"
why comptable 'valois scierie'
body 'ligne refusée'
ok $? "also by his name, in any order"
why comptable W3 "$asked"
body 'rien d’ouvert' && body 'ligne 4'
ok $? "there was nothing open in his row"
why comptable 'Personne Inconnue' "$asked"
body 'pas dans ce fichier'
ok $? "the file has no row of his"
why comptable 'Personne Inconnue'
body 'Aucun fichier pris n’en parle'
ok $? "nobody told of him"
why comptable C9 "$asked"
body 'autre créancier' && body BBB
ok $? "he is another creditor's"
why aaa C9
body 'Aucun fichier pris n’en parle' && ! body BBB && ! body Caché
ok $? "who may not see that creditor is told what everybody is told of nobody"
get /search -G -b "$(jar aaa)" -d q=Inconnue
body '/search/why?q=Inconnue'
ok $? "a search without result leads there"
why agent W2
[ "$status" = 200 ] && body 'ligne refusée' && ! body 'href="/imports/'
ok $? "who does not import is told, without a way to the import"
act comptable -d act=undo
ref2=$(sed -n 's,.*href="/imports/\(I-[^"]*\)".*,\1,p' "$work/body" | head -n 1)
job=/imports/$ref2
act comptable -d act=undo -d sure=1
[ "$status" = 303 ]
ok $? "the import is taken back"
why comptable W1
body 'import annulé' && body "$ref2"
ok $? "then the import that was taken back is named"

# ---- scope ----
printf 'compte;nom;facture;date;echeance;solde\nZ1;Zed;Z70;01/10/2026;31/10/2026;100,00\n' >"$work/bbb.csv"
send comptable -F creditor=BBB -F mode=new -F "file=@$work/bbb.csv"
settled comptable
get "$job" -b "$(jar aaa)"
[ "$status" = 404 ]
ok $? "another creditor's import looks like one that does not exist"
number=${job#/imports/}
get "/imports/events/$number" -b "$(jar aaa)"
events=$status
get "/imports/refused/$number" -b "$(jar aaa)"
[ "$events" = 404 ] && [ "$status" = 404 ]
ok $? "so do its events and its refusals"
get /imports -b "$(jar aaa)"
token=$(csrf)
get "$job" -b "$(jar aaa)" -d "csrf=$token" -d act=cancel
[ "$status" = 404 ]
ok $? "nor can he give it up"
get /imports/I-000003-L -b "$(jar aaa)"
[ "$status" = 404 ]
ok $? "nor see what a command took in"
send aaa -F creditor=BBB -F mode=new -F "file=@$work/bbb.csv"
[ "$status" = 422 ]
ok $? "nor send a list of that creditor"
send aaa -F creditor= -F mode=new -F "file=@$work/bbb.csv"
[ "$status" = 422 ]
ok $? "nor one of nobody"
get /imports -b "$(jar comptable)" -H 'Accept-Language: en'
[ "$status" = 200 ] && body 'Send files' && body 'Imports done, the newest first'
ok $? "the page in English"

# ---- a server that died between an import's end and its job's ----
before=$(sql 'SELECT count(*) FROM import')
number=$(sql "SELECT number FROM job WHERE file = 'lot.zip'")
job=/imports/$number
get "$job" -b "$(jar comptable)"
refs=$(grep -o 'href="/imports/I-[^"]*' "$work/body")
sql "UPDATE job SET state = 'running', claim = 5, alive_ms = 1, ended_ms = 0 WHERE number = $number" >"$work/out" 2>&1
get "$job" -b "$(jar comptable)"
grep -q data-events "$work/body" && settled comptable
body '>fait<' && [ "$refs" = "$(grep -o 'href="/imports/I-[^"]*' "$work/body")" ] &&
    [ "$(figure 'créances créées')" = 1 ] && [ "$(sql 'SELECT count(*) FROM import')" = "$before" ]
ok $? "its job is ended by another, which takes nothing twice and tells the same imports"

! grep -qE 'liste\.csv|Client Sept|fremd|lot.zip' "$work/server.log"
ok $? "the log names nothing of it"
stop
ok $? "the server ends with 0"

# ---- files that may go ----
kept() { find "$RELANCE_SPOOL" -type f | wc -l; }
[ "$(kept)" -gt 3 ] && mkdir "$RELANCE_SPOOL/17" "$RELANCE_SPOOL/18" && touch -d '2 hours ago' "$RELANCE_SPOOL/17" &&
    sql "UPDATE job SET ended_ms = 1 WHERE number <> 1" >"$work/out" 2>&1 && start
for _ in $(seq 50); do
    [ "$(kept)" -eq 1 ] && [ ! -e "$RELANCE_SPOOL/17" ] && break
    sleep 0.2
done
[ "$(kept)" -eq 1 ] && [ -f "$RELANCE_SPOOL"/*/liste.csv ] && [ ! -e "$RELANCE_SPOOL/17" ] && [ -e "$RELANCE_SPOOL/18" ]
ok $? "files of imports that ended a week ago go, and a folder of no import; others stay"
[ "$(sql "SELECT count(*) FROM job WHERE state = 'waiting'")" = 0 ] && [ "$(sql "SELECT count(*) FROM job WHERE kept = 1")" = 1 ]
ok $? "what waited for a person all that time is given up"
stop
! grep -qE 'Sanitizer|runtime error' "$work/server.log"
ok $? "no sanitizer complained"
echo "1..$count"
