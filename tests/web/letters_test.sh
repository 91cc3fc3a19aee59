#!/bin/sh
# Letters on the web as a plain client sees them: writing from a file and for the day, the print
# queue, the batch as a PDF, posting, what became of them, scope. TAP. Argument: the program.
# Under pg_server.sh: on PostgreSQL.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/client.sh"
send() { post /letters "$@"; } # who curl-options
waiting() { # state: the reference of the first letter in it
    db --json letter list --state "$1" 2>/dev/null | sed -n 's/.*"document":"\(P-[^"]*\)".*/\1/p'
}

# C1 of AAA owes F1; the house of AAA may write. C9 of BBB is another creditor's.
letters() {
    told C1 AAA 'street=3, rue <b>des</b> Essais' postcode=44000 city=Nantes &&
        letterhead AAA && payee AAA
}

prepare && letters && person lecteur auditor "Léa Lecture" && person chef manager "Maud Manager" &&
    person autre agent "Arthur Autre" --creditor BBB && start
ok $? "a database of two creditors, one of which may write"
[ "$count" -eq 1 ] && [ -n "$server" ] || { sed 's/^/# /' "$work/log"; echo "1..$count"; exit 1; }
for who in agent narrow comptable formatrice lecteur chef autre; do
    sign_in $who
done
file=$(ref_of C1 AAA)
secret=$(ref_of C9 BBB)

get /letters
[ "$status" = 303 ] && header 'Location: /login'
ok $? "a stranger is asked to sign in"
get /letters -b "$(jar lecteur)"
[ "$status" = 403 ]
ok $? "it is not for those who do not work on files"
get /letters -b "$(jar narrow)"
[ "$status" = 200 ] && body 'Rien n’attend'
ok $? "nothing waits yet"

get "/files/$file" -b "$(jar narrow)"
[ "$status" = 200 ] && body "/letters/preview/$file" && body 'Mise en demeure' && ! body 'premiere-lettre'
ok $? "a file offers the letters of its capacity"
get "/files/$file" -b "$(jar lecteur)"
[ "$status" = 200 ] && ! body "/letters/preview/$file"
ok $? "not to those who may not write"
get "/letters/preview/$file?kind=relance-1" -b "$(jar narrow)"
[ "$status" = 200 ] && header 'Content-Type: application/pdf' && [ "$(head -c 5 "$work/body")" = '%PDF-' ]
ok $? "a preview is a PDF"
[ -z "$(waiting to_print)" ]
ok $? "and keeps nothing"
get "/letters/preview/$secret?kind=relance-1" -b "$(jar narrow)"
[ "$status" = 404 ]
ok $? "nobody previews the file of another creditor"
get "/letters/preview/$file?kind=lettre" -b "$(jar narrow)"
[ "$status" = 404 ]
ok $? "nor a letter that does not exist"
get "/letters/preview/$secret?kind=premiere-lettre" -b "$(jar agent)"
[ "$status" = 422 ] && body 'Aucune adresse connue'
ok $? "what forbids a letter is said"

get /letters -b "$(jar narrow)" -d act=make -d "ref=$file" -d kind=relance-1
[ "$status" = 403 ]
ok $? "a form without its token does nothing"
send narrow -d act=make -d "ref=$secret" -d kind=relance-1
[ "$status" = 422 ] || [ "$status" = 404 ]
ok $? "nobody writes to a debtor of another creditor"
send narrow -d act=make -d "ref=$file" -d kind=relance-1
[ "$status" = 303 ] && header 'Location: /letters?done=1'
ok $? "a letter is written from its file"
letter=$(waiting to_print)
get /letters -b "$(jar narrow)"
[ "$status" = 200 ] && body "/documents/$letter" && body 'À imprimer' && body '&lt;b&gt;Atelier&lt;/b&gt;'
ok $? "it waits in the queue, names escaped"
heads='État;Lettre;Document;Dossier;Débiteur;Demandé;Devise;Écrite le;Imprimée le;Partie le;Envoi;Suivi'
atelier='"<b>Atelier</b> & ""Fils"""'
body 'href="/letters.xlsx"' && body 'href="/letters.csv"' && get /letters.csv -b "$(jar narrow)" && [ "$status" = 200 ] &&
    header 'Content-Type: text/csv' && header 'Content-Disposition: attachment; filename="relance-lettres-2026-11-23.csv"' &&
    lines "$heads" "à imprimer;Première relance;$letter;$file;$atelier;1200,00;EUR;2026-11-23;;;;"
ok $? "the list is there as a text file"
get /letters.xlsx -b "$(jar narrow)"
[ "$status" = 200 ] && [ "$(head -c 2 "$work/body")" = PK ]
ok $? "and as a workbook"
get /letters.csv -b "$(jar autre)"
[ "$status" = 200 ] && lines "$heads" && get /letters.csv -b "$(jar lecteur)" && [ "$status" = 403 ]
ok $? "nothing of it for those of another creditor, nor for those who do not work on files"
in_file() { # state sent-on tracking: how the letter stands in the file
    get /letters.csv -b "$(jar narrow)"
    lines "$heads" "$1;Mise en demeure;$letter;$file;$atelier;1200,00;EUR;2026-11-23;2026-11-23;$2;recommandée;$3"
}
get "/documents/$letter" -b "$(jar narrow)"
[ "$status" = 200 ] && [ "$(head -c 5 "$work/body")" = '%PDF-' ]
ok $? "and can be read as it will leave"
send narrow -d act=make -d "ref=$file" -d kind=relance-1
[ "$status" = 422 ] && body 'attend déjà'
ok $? "not twice"
send narrow -d act=cancel -d "letter=$letter" -d 'why='
[ "$status" = 422 ]
ok $? "taking it back wants a reason"
send narrow -d act=cancel -d "letter=$letter" --data-urlencode 'why=erreur'
[ "$status" = 303 ] && [ -z "$(waiting to_print)" ]
ok $? "with one it is taken back"
send narrow -d act=make -d "ref=$file" -d kind=mise-en-demeure
letter=$(waiting to_print)
send narrow -d act=print-all
[ "$status" = 200 ] && body 'accord d’un responsable' && [ -n "$(waiting to_print)" ]
ok $? "a formal notice waits for a manager"
send chef -d act=print -d "letter=$letter"
[ "$status" = 200 ] && body '/letters/batch/1' && [ "$(waiting printed)" = "$letter" ]
ok $? "who prints it"
in_file imprimée '' ''
ok $? "in the file it is to be posted"
get /letters/batch/1 -b "$(jar narrow)"
[ "$status" = 200 ] && header 'Content-Type: application/pdf' && [ "$(head -c 5 "$work/body")" = '%PDF-' ]
ok $? "the batch is a PDF"
get /letters/batch/77 -b "$(jar narrow)"
[ "$status" = 404 ] || [ "$status" = 422 ]
ok $? "another one is not there"
send narrow -d act=sent -d "letter=$letter" -d 'tracking=1A12345678901' -d on=2026-11-24
[ "$status" = 422 ]
ok $? "not posted on a day to come"
send narrow -d act=sent -d "letter=$letter" -d 'tracking=1A12345678901' -d on=2026-11-23
[ "$status" = 303 ] && [ "$(waiting sent)" = "$letter" ]
ok $? "posted with its number"
get /letters -b "$(jar narrow)"
body '1A12345678901' && body 'Sans date de présentation'
ok $? "what is on its way is shown, and what is still missing"
in_file envoyée 2026-11-23 1A12345678901
ok $? "in its file, too"

# a carrier's file: looked at, then taken
printf 'Expéditeur;N° de recommandé;Date;Statut;Motif de retour\nX;1A 123 456 789 01;23/11/2026;Présenté;\nX;1A12345678901;31/02/2026;Distribué;\nX;9Z99999999999;23/11/2026;Distribué;\n' >"$work/suivi.csv"
look() { # who: the carrier's file as that person sees it; the token stays in $token
    get /letters/dates -b "$(jar "$1")"
    token=$(csrf)
    get /letters/dates -b "$(jar "$1")" -F "csrf=$token" -F act=look -F "file=@$work/suivi.csv"
}
take() { # who told
    get /letters/dates -b "$(jar "$1")" --data-urlencode "csrf=$token" -d act=take \
        -d name=suivi.csv --data-urlencode "told=$2"
}
look lecteur
[ "$status" = 403 ]
ok $? "a carrier's file is not for those who do not work on files"
look autre
told=$(sed -n 's/.*name="told" value="\([^"]*\)".*/\1/p' "$work/body")
[ "$status" = 200 ] && [ -z "$told" ] && body '2 d’un numéro' && ! body "$letter"
ok $? "for the people of another creditor its numbers are of no letter"
take autre '1A12345678901.received.2026-11-23.*'
[ "$status" = 200 ] && body '0 date' && [ "$(waiting sent)" = "$letter" ]
ok $? "even when they write what they did not see"
look narrow
told=$(sed -n 's/.*name="told" value="\([^"]*\)".*/\1/p' "$work/body")
[ "$status" = 200 ] && body "/documents/$letter" && body 'présentée' && body '1 date nouvelle' &&
    body 'Met en demeure depuis le 23/11/2026' && [ "$(waiting sent)" = "$letter" ]
ok $? "what a carrier's file would change is shown, nothing is taken"
body '1 refusée' && body '<td class="n r">3</td>'
ok $? "a line that cannot be taken is told with its number"
take narrow '1A12345678901.cancelled.2026-11-23.*'
[ "$status" = 422 ] && [ "$(waiting sent)" = "$letter" ]
ok $? "what no file says is not taken"
take narrow "$told"
[ "$status" = 200 ] && body '1 date prise' && [ "$(waiting presented)" = "$letter" ] && in_file présentée 2026-11-23 1A12345678901
ok $? "then it is taken"
look narrow
[ "$status" = 200 ] && body '1 déjà sue' && ! body 'name="told"'
ok $? "the same file again has nothing to say"
get /letters/dates -b "$(jar narrow)" -F "csrf=$token" -F act=look
[ "$status" = 422 ] || [ "$status" = 400 ]
ok $? "a form without its file is asked for one"
printf 'Code client;Nom\nC1;Atelier\n' >"$work/suivi.csv"
look narrow
[ "$status" = 422 ] && body 'role="alert"'
ok $? "another list is no such file"

send narrow -d act=told -d "letter=$letter" -d state=presented -d on=2026-11-23
[ "$status" = 303 ] && [ "$(waiting presented)" = "$letter" ]
ok $? "presented"
get /letters -b "$(jar narrow)"
body 'Met en demeure depuis le 23/11/2026'
ok $? "it puts on notice from that day"
send narrow -d act=told -d "letter=$letter" -d state=unknown -d on=2026-11-23
[ "$status" = 303 ] && [ "$(waiting returned)" = "$letter" ] && get /letters.csv -b "$(jar narrow)" && lines "$heads"
ok $? "brought back, it is expected no longer"
get /letters -b "$(jar agent)" -H 'Accept-Language: en'
[ "$status" = 200 ] && body 'Letters'
ok $? "the page speaks English"
send narrow -d act=write
[ "$status" = 200 ] && body 'lettre écrite' || body 'lettres écrites'
ok $? "the letters of the day"
stop
ok $? "the server ends"
echo "1..$count"
