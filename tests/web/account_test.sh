#!/bin/sh
# People and how they get in, as a plain client sees it: the second factor from offer to recovery
# code, what a person sets for himself, what an administrator does for others, and who may not.
# TAP. Argument: the program. Under pg_server.sh: on PostgreSQL.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/client.sh"
export RELANCE_KEY="$work/key"
send() { # jar path form...: with the token of the page
    who=$1 to=$2
    shift 2
    get "$to" -b "$(jar "$who")"
    get "$to" -b "$(jar "$who")" -c "$(jar "$who")" --data-urlencode "csrf=$(csrf)" "$@"
}
give_code() { # jar code
    get /login/code -b "$(jar "$1")"
    get /login/code -b "$(jar "$1")" -c "$(jar "$1")" --data-urlencode "csrf=$(csrf)" \
        --data-urlencode "code=$2"
}
# The thirty seconds in which the test began: codes are of this step or the next, whatever the clock
# does meanwhile.
step=$(($(date +%s) / 30))
code() { # secret steps-after: an authenticator that shares no code with the program
    python3 - "$1" $((step + $2)) <<'END'
import base64, hashlib, hmac, struct, sys
key = base64.b32decode(sys.argv[1].replace(" ", ""))
mac = hmac.new(key, struct.pack(">Q", int(sys.argv[2])), hashlib.sha1).digest()
at = mac[19] & 15
print("%06d" % ((struct.unpack(">I", mac[at:at + 4])[0] & 0x7fffffff) % 1000000))
END
}
somebody() { # login role name: a real person, not of the demo
    printf '%s\n' "$password" | db user add "$1" --role "$2" --name "$3" --password-stdin \
        >>"$work/log" 2>&1
}

db init >"$work/log" 2>&1 && somebody claire agent 'Claire Agent' &&
    somebody chef administrator 'Chantal Chef' && somebody lea agent 'Léa Appel' && db user change admin --disable >>"$work/log" &&
    start
ok $? "a database of three people"

# ---- the second factor ----
get /account
[ "$status" = 303 ] && header 'Location: /login'
ok $? "a stranger has no account page"
sign_in claire
get /account -b "$(jar claire)"
[ "$status" = 200 ] && body 'Claire Agent' && body 'pas en service' && ! body 'second.svg'
ok $? "no second factor at first"
get /account/second.svg -b "$(jar claire)"
[ "$status" = 404 ]
ok $? "no picture of a secret that nobody asked for"
send claire /account -d act=offer -d password=faux
[ "$status" = 422 ] && ! [ -e "$work/key" ]
ok $? "a secret is not made without the password"
send claire /account -d act=offer --data-urlencode "password=$password"
[ "$status" = 303 ] && [ "$(stat -c %a "$work/key")" = 600 ]
ok $? "it is made with it, and the key file is the owner's alone"
get /account -b "$(jar claire)"
secret=$(sed -n 's/.*<b class="n ref">\([A-Z2-7 ]*\)<.*/\1/p' "$work/body")
[ "$(printf '%s' "$secret" | tr -d ' ' | wc -c)" = 32 ] && body 'pas en service'
ok $? "the secret stands on the page until it is in service"
get /account/second.svg -b "$(jar claire)"
[ "$status" = 200 ] && header 'Content-Type: image/svg+xml' && header 'Cache-Control: no-store'
ok $? "its picture too"
send claire /account -d act=confirm -d code=000000
[ "$status" = 422 ] && ! body 'Codes de secours</h2>'
ok $? "a wrong code does not put it in service"
send claire /account -d act=confirm --data-urlencode "code=$(code "$secret" 0)"
grep -o '<li><b>[a-z0-9-]*<' "$work/body" | sed 's/<li><b>//; s/<//' >"$work/codes"
[ "$status" = 200 ] && [ "$(wc -l <"$work/codes")" = 8 ] && body 'en service'
ok $? "the right code does, and eight recovery codes are shown"
get /account -b "$(jar claire)"
! body "$(head -n 1 "$work/codes")" && ! body "$secret" && body '8 codes de secours restent'
ok $? "they and the secret are not shown again"

sign_in again "$password" claire
[ "$status" = 303 ] && header 'Location: /login/code' && ! grep -q relance_session "$(jar again)"
ok $? "the password alone opens nothing"
get /account -b "$(jar again)"
[ "$status" = 303 ]
ok $? "not even the account page"
give_code again "$(code "$secret" 0)"
[ "$status" = 422 ]
ok $? "a code works once"
give_code again "$(code "$secret" 1)"
[ "$status" = 303 ] && grep -q relance_session "$(jar again)"
ok $? "the code of now lets in"
get /account -b "$(jar again)"
[ "$status" = 200 ] && body '2 séances ouvertes'
ok $? "two browsers are signed in"
send again /account -d act=others
get /account -b "$(jar claire)"
[ "$status" = 303 ]
ok $? "one closes the other"
sign_in lost "$password" claire
give_code lost "$(sed -n 2p "$work/codes" | tr a-z A-Z)"
[ "$status" = 303 ] && grep -q relance_session "$(jar lost)"
ok $? "a recovery code lets in, in capitals too"
sign_in lost "$password" claire
give_code lost "$(sed -n 2p "$work/codes")"
[ "$status" = 422 ]
ok $? "but once only"
for _ in 1 2 3 4; do give_code lost 000000; done
give_code lost "$(code "$secret" 2)"
[ "$status" = 429 ]
ok $? "after five wrong codes nobody gets in that way"
get /login/code
[ "$status" = 303 ] && header 'Location: /login'
ok $? "no code without the first step"

# ---- the key file ----
stop
mv "$work/key" "$work/key.away"
db user password claire >"$work/out" 2>&1
link=$(sed -n 's|^  /welcome/||p' "$work/out")
start
get "/welcome/$link" -c "$(jar link)"
get "/welcome/$link" -b "$(jar link)" -c "$(jar link)" --data-urlencode "csrf=$(csrf)" \
    --data-urlencode "password=une autre phrase"
[ "$status" = 303 ] && header 'Location: /login/code' && ! grep -q relance_session "$(jar link)"
ok $? "a link sets the password, the second factor is asked for as ever"
db --json user second-factor claire 2>/dev/null | grep -q '"second_factor":true,"recovery_codes":7'
ok $? "the command tells it"
get /login/code -b "$(jar link)"
get /login/code -b "$(jar link)" -d "csrf=$(csrf)" -d code=123456
[ "$status" = 500 ] || [ "$status" = 429 ]
ok $? "without the key file nobody is let in by chance"
db --json backup "$work/one.relance" | grep -qF '"key_file":null'
ok $? "a backup names no key file that is not there"
mv "$work/key.away" "$work/key"
db --json backup "$work/two.relance" | grep -qF "\"key_file\":\"$work/key\"" &&
    ! grep -qF "$(cat "$work/key")" "$work/two.relance"
ok $? "else it names the file, and does not hold the key"
db user second-factor claire --drop >>"$work/log" 2>&1 &&
    db --json user second-factor claire | grep -q '"second_factor":false,"recovery_codes":0'
ok $? "the administrator's command takes it away"

# ---- an administrator ----
get /people -b "$(jar claire)"
sign_in chef
get /people -b "$(jar chef)"
[ "$status" = 200 ] && body 'Claire Agent' && body 'Chantal Chef'
ok $? "the people of the house"
send chef /people -d login=nina --data-urlencode "name=Nina Neuve" -d role-agent=1
[ "$status" = 422 ] && body 'value="nina"' && body 'id="role-agent" name="role-agent" value="1" checked'
ok $? "somebody without a creditor is refused, what was typed stays"
send chef /people -d login=nina --data-urlencode "name=Nina Neuve" -d role-agent=1 -d all=1
link=$(sed -n 's|.*/welcome/\([A-Za-z0-9_-]*\)<.*|\1|p' "$work/body")
[ "$status" = 200 ] && [ ${#link} = 43 ] && body 'mot de passe à choisir'
ok $? "somebody is added and gets a link"
get "/welcome/$link" -c "$(jar nina)"
get "/welcome/$link" -b "$(jar nina)" -c "$(jar nina)" --data-urlencode "csrf=$(csrf)" \
    --data-urlencode "password=$password"
get /people -b "$(jar nina)"
[ "$status" = 403 ]
ok $? "she comes in by it, and may not manage people"
send chef /people/nina -d act=change --data-urlencode "name=Nina Neuve" -d role-administrator=1 -d all=1
[ "$status" = 303 ] && get /people -b "$(jar nina)" && [ "$status" = 200 ]
ok $? "a new role holds from the next request"
send chef /people/nina -d act=change --data-urlencode "name=Nina Neuve" -d all=1
[ "$status" = 422 ]
ok $? "nobody is left without a role"
send chef /people/chef -d act=disable
[ "$status" = 422 ]
ok $? "one does not close one's own access"
send chef /people/nina -d act=disable
get /people -b "$(jar nina)"
[ "$status" = 303 ]
ok $? "a closed access ends at once"
sign_in nina
[ "$status" = 422 ]
ok $? "and the password opens nothing"
send chef /people/chef -d act=change --data-urlencode "name=Chantal Chef" -d role-manager=1 -d all=1
[ "$status" = 422 ] && body 'Il ne resterait personne'
ok $? "the last administrator stays one"
send chef /people/nina -d act=enable
send chef /people/nina -d act=link
[ "$status" = 200 ] && body '/welcome/'
ok $? "an access is opened again, a link given"
get /people/personne -b "$(jar chef)"
[ "$status" = 404 ]
ok $? "somebody unknown is not found"
get /people/nina -b "$(jar chef)" -d act=disable -d csrf=wrong
[ "$status" = 403 ]
ok $? "no decision without the form's token"

# ---- the journal ----
sign_in lea
get /journal -b "$(jar lea)"
[ "$status" = 403 ] && body 'Vos droits ne couvrent pas cette page.' && ! body 'a expiré'
ok $? "the journal is not for those who only call, who are told why"
get /journal -b "$(jar chef)"
[ "$status" = 200 ] && body 'user_changed' && body 'Second facteur mis en place' && body 'chef' && body 'Nina' &&
    ! db --json journal | grep -q 'Nina'
ok $? "what was done to people stands in it by identity, and the page says in words who that is"
get /journal.csv -b "$(jar chef)"
[ "$status" = 200 ] && body 'N°;Quand;Qui;Quoi;Code;Contenu;Effacé, pourquoi' && body ';Second facteur mis en place;second_factor_on;' && body 'Nina' &&
    [ "$(sed -n '2,$s/;.*//p' "$work/body")" = "$(seq "$(($(wc -l <"$work/body") - 1))" -1 1)" ]
ok $? "and as a file"
get /journal.xlsx -b "$(jar lea)"
[ "$status" = 403 ]
ok $? "which is not theirs either"
get '/journal?ref=C-000001-X' -b "$(jar chef)"
[ "$status" = 422 ] && body 'n’est pas une référence' && ! body 'Aucune entrée'
ok $? "a wrong reference says so"
db --json journal --limit 2 >"$work/page" && next=$(sed -n 's/.*"next_before":\([0-9]*\).*/\1/p' "$work/page") &&
    [ "$(grep -o '"seq"' "$work/page" | wc -l)" = 2 ] &&
    grep -q '"erased_why":null' "$work/page" &&
    db --json journal --limit 1 --before "$next" | grep -q "\"seq\":$((next - 1)),"
ok $? "the command reads it page by page, backwards without a gap"
db --json journal C-000001-X >/dev/null 2>&1
[ $? = 1 ]
ok $? "and refuses a file that is not there"

# ---- tokens of other programs ----
until=$(date -d '+30 days' +%F)
get /account -b "$(jar lea)"
[ "$status" = 200 ] && body 'Jetons pour d’autres programmes' && body 'Aucun jeton' &&
    body 'scope-read:files' && ! body 'scope-import'
ok $? "a person is offered what she may do herself"
send lea /account -d act=token -d name=ERP -d scope=read:files -d "until=$until" -d password=faux
[ "$status" = 422 ] && ! body rlc_ && body 'value="ERP"'
ok $? "no token without the password; what was typed stays"
send lea /account -d act=token -d name=ERP -d scope=read:files -d "until=$until" --data-urlencode "password=$password"
token=$(sed -n 's/.*id="token-made">\(rlc_[A-Za-z0-9_-]*\)<.*/\1/p' "$work/body")
[ "$status" = 200 ] && [ ${#token} = 47 ]
ok $? "a token is made and shown"
get /account -b "$(jar lea)"
! body "$token" && body 'ERP' && body 'read:files' && body 'en cours'
ok $? "once only"
send lea /account -d act=token -d name=Plus -d scope=import -d "until=$until" --data-urlencode "password=$password"
[ "$status" = 422 ] && body 'dépasse les droits'
ok $? "none goes beyond one's rights"
id=$(db --json token list --user lea | sed -n 's/.*"id":"\([0-9]*\)".*/\1/p')
send chef /account -d act=revoke -d "token=$id"
[ "$status" = 422 ] && db --json token list | grep -q '"state":"valid"'
ok $? "nobody revokes the token of another"
send lea /account -d act=revoke -d "token=$id"
[ "$status" = 303 ] && db --json token list | grep -q '"state":"revoked"' &&
    ! db --json token list | grep -q '"state":"valid"'
ok $? "one's own ends at once"
get /account -b "$(jar lea)" -d act=revoke -d "token=$id" -d csrf=wrong
[ "$status" = 403 ]
ok $? "nothing without the form's token"
[ "$(db --json journal | grep -o '"token_added"\|"token_revoked"' | sort -u | wc -l)" = 2 ] &&
    ! db --json journal | grep -q "$token"
ok $? "the journal says so, without the token"

# ---- one's own password and language ----
sign_in nina
send chef /account -d act=language -d language=en
get /account -b "$(jar chef)"
[ "$status" = 200 ] && body 'My account' && header 'Content-Language: en'
ok $? "the language is one's own"
send chef /account -d act=password --data-urlencode "password=$password" -d new=court
[ "$status" = 422 ]
ok $? "a short password is refused"
send chef /account -d act=password --data-urlencode "password=$password" --data-urlencode "new=une nouvelle phrase"
get /account -b "$(jar chef)"
[ "$status" = 303 ]
ok $? "a new password closes every session"
sign_in chef 'une nouvelle phrase'
[ "$status" = 303 ] && header 'Location: /'
ok $? "and opens a new one"
db verify >>"$work/log" 2>&1
ok $? "the journal holds"
! grep -qE 'Claire|Chantal|Nina' "$work/server.log"
ok $? "the log names nobody"

stop
echo "1..$count"
