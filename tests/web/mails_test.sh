#!/bin/sh
# E-mails on the web as a plain client sees them: written from a file, previewed, sent once however
# often the form is sent, the outbox, what is uncertain, scope and roles. The mail server is ours.
# TAP. Argument: the program. Under pg_server.sh: on PostgreSQL.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/client.sh"
support=$(CDPATH='' cd -- "$here/../support" && pwd)
mailer=

state() { # state: the references of the e-mails in it
    db --json mail list --state "$1" 2>/dev/null | grep -o '"document":"P-[^"]*"' | cut -d'"' -f4
}
open_form() { # who file kind: the form of the page in $form, $seen, $token
    get "/mails/write/$2?kind=$3" -b "$(jar "$1")"
    form=$(field form) seen=$(field seen) token=$(field csrf)
}
send() { # who file kind curl-options: the form that is open
    who=$1 file_of=$2 kind=$3
    shift 3
    get "/mails/write/$file_of" -b "$(jar "$who")" --data-urlencode "csrf=$token" -d "kind=$kind" \
        -d "form=$form" -d "seen=$seen" "$@"
}
say() { # who act mail
    get /mails -b "$(jar "$1")"
    get "/mails/$3" -b "$(jar "$1")"
    get /mails?state=uncertain -b "$(jar "$1")"
    csrf_of=$(field csrf)
    get /mails -b "$(jar "$1")" --data-urlencode "csrf=$csrf_of" -d "act=$2" --data-urlencode "mail=$3"
}
script() { printf '%s\n' "$1" >"$work/smtp/script"; }

# C1 and C2 of AAA can be written to by e-mail, C9 of BBB too; the house of both may write.
books() {
    for who in C1:AAA C2:AAA C9:BBB; do
        told "${who%:*}" "${who#*:}" 'street=3, rue des Essais' postcode=44000 city=Nantes \
            "email=compta.${who%:*}@essais.example" || return 1
    done
    for creditor in AAA BBB; do
        letterhead $creditor --email claire@maison.example --privacy dpo@maison.example || return 1
    done
    payee AAA
}
mail_server() {
    mkdir -p "$work/smtp"
    python3 "$support/smtp_server.py" "$work/smtp" >"$work/smtp/log" 2>&1 &
    mailer=$!
    for _ in $(seq 100); do
        [ -f "$work/smtp/port" ] && break
        sleep 0.05
    done
    db mail server --host 127.0.0.1 --port "$(cat "$work/smtp/port")" --security plain --login none \
        --from compta@maison.example >>"$work/log" 2>&1
}

trap 'stop; [ -z "$mailer" ] || kill "$mailer" 2>/dev/null; rm -rf "$work"' EXIT
RELANCE_KEY=$work/key
export RELANCE_KEY
prepare && books && person lecteur auditor "Léa Lecture" && person chef manager "Maud Manager" &&
    person autre agent "Arthur Autre" --creditor BBB && person adele administrator "Adèle Admin" && start
ok $? "a database of two creditors that may write"
[ "$count" -eq 1 ] && [ -n "$server" ] || { sed 's/^/# /' "$work/log"; echo "1..$count"; exit 1; }
for who in agent narrow lecteur autre adele; do
    sign_in $who
done
file=$(ref_of C1 AAA)
second=$(ref_of C2 AAA)
hidden=$(ref_of C9 BBB)

get /mails
[ "$status" = 303 ] && header 'Location: /login'
ok $? "a stranger is asked to sign in"
get /mails -b "$(jar lecteur)"
[ "$status" = 403 ]
ok $? "it is not for those who do not work on files"
get /mails -b "$(jar narrow)"
[ "$status" = 200 ] && body 'Rien n’attend' && body 'aria-current="page"'
ok $? "nothing waits yet"
get "/files/$file" -b "$(jar narrow)"
[ "$status" = 200 ] && body "/mails/write/$file" && body 'data-key="M"'
ok $? "a file offers an e-mail by its key"
get "/files/$file" -b "$(jar lecteur)"
[ "$status" = 200 ] && ! body "/mails/write/$file"
ok $? "not to those who may not write"
open_form narrow "$file" relance-1
[ "$status" = 422 ] && body 'serveur de messagerie n’est pas réglé'
ok $? "without a mail server it says so"
mail_server
open_form narrow "$file" relance-1
[ "$status" = 200 ] && body 'compta.C1@essais.example · Mme Test' && body 'F1' &&
    body 'SAS, RCS Lorient 000 000 018' && body 'dpo@maison.example' && body 'relance-1_C-'
ok $? "a reminder is shown whole: to whom, its words, its foot, its letter"
[ -z "$(state queued)" ]
ok $? "and nothing is kept"
get "/mails/write/$hidden?kind=releve" -b "$(jar narrow)"
[ "$status" = 404 ]
ok $? "nobody writes to a debtor of another creditor"
get "/mails/write/$file?kind=mise-en-demeure" -b "$(jar narrow)"
[ "$status" = 404 ]
ok $? "a formal notice is no e-mail"
get "/mails/write/$file?kind=copie" -b "$(jar narrow)"
[ "$status" = 422 ] && body 'pas de copie confirmée'
ok $? "nor are copies that are not there"

open_form narrow "$file" relance-1
get "/mails/write/$file" -b "$(jar narrow)" -d kind=relance-1 -d "form=$form"
[ "$status" = 403 ] && [ -z "$(state queued)" ]
ok $? "a form without its token does nothing"
send narrow "$file" relance-1 --data-urlencode 'to=autre@essais.example'
[ "$status" = 422 ] && body 'plus une adresse connue' && [ -z "$(state queued)" ]
ok $? "an address that is not known is not written to"
open_form narrow "$file" relance-1
send narrow "$file" relance-1 --data-urlencode 'to=compta.C1@essais.example'
mail=$(state queued)
sent_form=$form
[ "$status" = 303 ] && [ -n "$mail" ] && header "Location: /mails/$mail?done=1"
ok $? "sent, it is in the outbox"
send narrow "$file" relance-1
[ "$status" = 303 ] && header "Location: /mails/$mail?done=1" && [ "$(state queued)" = "$mail" ]
ok $? "the same form again sends nothing more"
get "/mails/$mail?done=1" -b "$(jar narrow)"
[ "$status" = 200 ] && body 'il part avec le prochain envoi' && body 'Madame, Monsieur' &&
    body 'SAS, RCS Lorient 000 000 018'
ok $? "it can be read as it will leave"
get "/documents/$mail" -b "$(jar narrow)"
[ "$status" = 200 ] && body 'Message-ID: <relance.'
ok $? "and downloaded"
get "/mails/$mail" -b "$(jar autre)"
[ "$status" = 404 ]
ok $? "not by the people of another creditor"
get /mails -b "$(jar autre)"
[ "$status" = 200 ] && ! body "$mail" && body 'En attente 0'
ok $? "for whom nothing waits, in no count either"
get /mails -b "$(jar narrow)"
[ "$status" = 200 ] && body "/mails/$mail" && body 'En attente 1' && body '&lt;b&gt;Atelier&lt;/b&gt;'
ok $? "it waits in the outbox, names escaped"
heads='État;E-mail;Document;Dossier;Débiteur;À;Objet;Écrit le;Remis le;Réponse'
line="Première relance;$mail;$file;\"<b>Atelier</b> & \"\"Fils\"\"\";compta.C1@essais.example;Maison Tréhorel : facture à régler, dossier $file/1"
body 'href="/mails.xlsx"' && get /mails.csv -b "$(jar narrow)" && [ "$status" = 200 ] &&
    lines "$heads" "À envoyer;$line;2026-11-23;;" && get /mails.csv?state=accepted -b "$(jar narrow)" && lines "$heads"
ok $? "the list is there as a file, of the state that is shown"
get /mails.csv -b "$(jar autre)"
[ "$status" = 200 ] && lines "$heads" && get /mails.xlsx -b "$(jar narrow)" && [ "$(head -c 2 "$work/body")" = PK ] &&
    get /mails.xlsx -b "$(jar lecteur)" && [ "$status" = 403 ]
ok $? "nothing of it for those of another creditor, nor for those who do not work on files"
open_form narrow "$file" relance-1
[ "$status" = 200 ] && body 'Il y en a déjà un qui attend, écrit le 23/11/2026' &&
    body "href=\"/mails/$mail\"" && ! body 'data-key="E"'
ok $? "opened again, the page says that it waits, and sends no second one"
form=77
send narrow "$file" relance-1
[ "$status" = 422 ] && body 'attend déjà' && [ "$(state queued)" = "$mail" ]
ok $? "nor does a form of its own"
form=$sent_form
db send >>"$work/log" 2>&1
send narrow "$file" relance-1
[ "$status" = 303 ] && header "Location: /mails/$mail?done=1" && [ "$(state accepted)" = "$mail" ] &&
    [ -z "$(state queued)" ]
ok $? "nor once it has left"
[ "$(find "$work/smtp/taken" -name '*.eml' | wc -l)" -eq 1 ]
ok $? "one message reached the server"
get /mails?state=accepted -b "$(jar narrow)"
[ "$status" = 200 ] && body "/mails/$mail" && body 'Envoyé' && body 'href="/mails.csv?state=accepted"' &&
    get /mails.csv?state=accepted -b "$(jar narrow)" && lines "$heads" "Envoyé;$line;2026-11-23;2026-11-23;250 2.0.0 taken" &&
    get /mails.csv -b "$(jar narrow)" && lines "$heads"
ok $? "what was accepted has its list"

open_form narrow "$second" releve
db add fact C2 --creditor AAA --kind mobile --value '06 39 98 00 01' >>"$work/log" 2>&1
send narrow "$second" releve
[ "$status" = 409 ] && [ -z "$(state queued)" ]
ok $? "what changed under the form is shown again first"
form=$(field form) seen=$(field seen) token=$(field csrf)
send narrow "$second" releve
[ "$status" = 303 ] && [ -n "$(state queued)" ]
ok $? "then it is sent"
script 'dot taken-close'
db send --seconds 20 >>"$work/log" 2>&1
rm -f "$work/smtp/script"
lost=$(state uncertain)
get /mails -b "$(jar narrow)"
[ -n "$lost" ] && body 'Incertains 1' && body 'value="arrived" data-key="P"' && body 'data-key="N"'
ok $? "one without an answer wants a person's word, by one key"
db add fact C1 --creditor AAA --kind mobile --value '06 39 98 00 02' >>"$work/log" 2>&1
open_form narrow "$file" releve
send narrow "$file" releve
waits=$(state queued)
get /mails.csv -b "$(jar narrow)"
[ -n "$waits" ] && [ "$(cut -d ';' -f 1-4 "$work/body" | tail -n +2)" = "Incertain;Relevé de compte;$lost;$second
À envoyer;Relevé de compte;$waits;$file" ]
ok $? "in the file it stands before what waits"
say narrow stop "$waits"
say autre arrived "$lost"
[ "$status" = 422 ] && [ "$(state uncertain)" = "$lost" ]
ok $? "nobody speaks of another creditor's"
say narrow again "$lost"
[ "$status" = 422 ] && [ "$(state uncertain)" = "$lost" ]
ok $? "it is not sent again"
say narrow lost "$lost"
[ "$status" = 303 ] && [ "$(state refused)" = "$lost" ]
ok $? "it did not leave"
say narrow again "$lost"
[ "$status" = 303 ] && [ "$(state queued)" = "$lost" ]
ok $? "so it is tried again"
say narrow stop "$lost"
[ "$status" = 303 ] && state stopped | grep -qxF "$lost"
ok $? "or not at all"
get /mails.csv?state=stopped -b "$(jar narrow)"
[ "$(cut -d ';' -f 1,3 "$work/body" | tail -n +2)" = "Arrêté;$lost
Arrêté;$waits" ]
ok $? "of what is done with, the file begins with the newest"
open_form narrow "$second" releve
send narrow "$second" releve
script 'rcpt 550 5.1.1 no such user'
db send --seconds 20 >>"$work/log" 2>&1
rm -f "$work/smtp/script"
back=$(state refused)
get /mails?state=refused -b "$(jar narrow)"
[ -n "$back" ] && body "/mails/$back" && body 'value="stop"' && ! body 'value="again"' &&
    body "href=\"/mails/write/$second\""
ok $? "one that nobody would get is not offered to be tried again, but another to be written"
say narrow again "$back"
[ "$status" = 422 ] && [ "$(state refused)" = "$back" ]
ok $? "nor would it be"
get /mails.csv -b "$(jar narrow)"
[ "$(cut -d ';' -f 1,3 "$work/body" | tail -n +2)" = "Refusé;$back" ] && body '550 5.1.1 no such user'
ok $? "the file of what wants somebody has it, with what the server said"
db add fact C2 --creditor AAA --kind opposition --value email >>"$work/log" 2>&1
open_form narrow "$second" releve
[ "$status" = 422 ] && body 'Cet e-mail ne peut pas partir' && body 'RGPD art. 21' && ! body 'data-key="E"'
ok $? "opposed to e-mail: the reason with its article, and no button"
form=77
send narrow "$second" releve
[ "$status" = 422 ] && [ -z "$(state queued)" ]
ok $? "nor does a form that was made by hand send"
# the mail server, for administrators
settings() { # curl-options: the form of the page
    get /settings/mail -b "$(jar adele)"
    get /settings/mail -b "$(jar adele)" --data-urlencode "csrf=$(field csrf)" "$@"
}
server() { # curl-options: all that is set, and what is said beside
    settings -d act=save -d "port=$smtp" -d security=plain -d from=compta@maison.example \
        -d from-name= -d ca= -d token-url= -d client-id= -d scope= "$@"
}
smtp=$(cat "$work/smtp/port")
get /settings/mail -b "$(jar narrow)"
[ "$status" = 403 ]
ok $? "the mail server is for administrators"
get /settings/mail -b "$(jar adele)"
[ "$status" = 200 ] && body 'value="127.0.0.1"' && body 'Messagerie' && ! body 'Gardé, scellé'
ok $? "they see what is set"
server -d host=smtp.maison.example -d login=none -d user=
[ "$status" = 422 ] && body 'aria-invalid="true"' && body 'value="smtp.maison.example"'
ok $? "in clear only to this machine: said beside the field, what was typed stays"
server -d host=127.0.0.1 -d login=password -d user=compta --data-urlencode 'secret=phrase très secrète'
[ "$status" = 303 ] && header 'Location: /settings/mail?done=save'
ok $? "a password is taken"
get /settings/mail?done=save -b "$(jar adele)"
body 'Gardé, scellé' && ! body 'très secrète' && ! body 'Aucun secret'
ok $? "and never shown"
db --json journal >"$work/journal" 2>&1
case $url_of_db in sqlite:*) cat "$work"/t.db* >>"$work/journal" ;; esac
! grep -qa 'très secrète' "$work/journal"
ok $? "nor written in clear"
server -d host=localhost -d login=password -d user=compta -d secret=
get /settings/mail -b "$(jar adele)"
body 'Aucun secret n’est gardé'
ok $? "it does not follow to another server"
server -d host=127.0.0.1 -d login=none -d user= -d secret=
settings -d act=test -d to=moi@maison.example
[ "$status" = 303 ] && header 'Location: /settings/mail?done=test' &&
    grep -rqF 'To: <moi@maison.example>' "$work/smtp/taken"
ok $? "a message to oneself is taken"
script 'rcpt 550 5.1.1 no such user'
settings -d act=test -d to=personne@maison.example
[ "$status" = 422 ] && body 'no such user'
ok $? "one that is refused says what the server said"
rm -f "$work/smtp/script"
settings -d act=test -d to=
[ "$status" = 422 ]
ok $? "it wants an address"
get '/settings/mail?provider=microsoft' -b "$(jar adele)"
body 'smtp.office365.com' && body 'login.microsoftonline.com' && body '<details class="mt8" open >'
ok $? "a provider's values are filled in"

get /mails -b "$(jar agent)" -H 'Accept-Language: en'
[ "$status" = 200 ] && body 'To follow up'
ok $? "the page speaks English"
stop
ok $? "the server ends"

mail_every=1
start
open_form narrow "$file" releve
send narrow "$file" releve
for _ in $(seq 100); do
    [ -n "$(state queued)$(state claimed)" ] || break
    sleep 0.2
done
[ -z "$(state queued)" ] && [ "$(state accepted | wc -l)" -eq 2 ]
ok $? "told so, the server sends what waits by itself"
db mail server --host 127.0.0.1 --port "$(cat "$work/smtp/port")" --security plain --login password \
    --user compta --from compta@maison.example >>"$work/log" 2>&1
open_form narrow "$file" releve
[ "$status" = 200 ] && body 'Le même est déjà parti le 23/11/2026' && body 'data-key="E"'
ok $? "what was sent already is said before it is sent again"
send narrow "$file" releve
for _ in $(seq 100); do
    ! grep -q 'ev=chore' "$work/server.log" || break
    sleep 0.1
done
sleep 2.5
[ "$(grep -c 'ev=chore name=mail code=mail_not_set$' "$work/server.log")" -eq 1 ] &&
    [ "$(grep -c 'ev=chore' "$work/server.log")" -eq 1 ] && [ -n "$(state queued)" ]
ok $? "with nothing to get in by it says so once in the log, and rests"
stop
ok $? "and ends"
echo "1..$count"
