#!/bin/sh
# The web interface as a plain HTTP client sees it, without JavaScript: headers, limits, sessions,
# rights, scope, proof of origin, lock-out. TAP. Argument: the program.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/client.sh"

prepare
prepared=$?
ok $prepared "a database of two creditors and four people"
[ $prepared -eq 0 ] || { sed 's/^/# /' "$work/log"; echo "1..$count"; exit 1; }
start
ok $? "the server says where it listens"

# ---- what everybody sees ----
get /healthz
[ "$status" = 200 ] && body ok
ok $? "/healthz answers"
get /login
is 200 "the login page"
header "Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'" &&
    header 'X-Content-Type-Options: nosniff' && header 'Referrer-Policy: same-origin' &&
    header 'Cache-Control: no-store'
ok $? "the security headers are there"
body '<html lang="fr">' && body 'Se connecter'
ok $? "in French without a wish"
get /login -H 'Accept-Language: en-GB,en;q=0.8'
body '<html lang="en">' && body 'Sign in' && ! body 'Se connecter'
ok $? "in English on request"
get /login -I
[ "$status" = 200 ] && header 'Content-Length: [1-9]' && [ "$(wc -c <"$work/body")" -le "$(wc -c <"$work/head")" ]
ok $? "HEAD has headers and no body"
css=$(curl -s "$url/login" | sed -n 's/.*href="\(\/assets\/relance[^"]*\)".*/\1/p')
get "$css" -H 'Accept-Encoding: gzip'
[ "$status" = 200 ] && header 'Content-Encoding: gzip' && header 'Cache-Control: public.*immutable' &&
    header 'Vary: Accept-Encoding' && gzip -dc <"$work/body" | grep -q 'rl-accent'
ok $? "assets are gzipped and kept for ever"
get "$css"
[ "$status" = 200 ] && ! header Content-Encoding && body 'url("/assets/relance-sans.'
ok $? "plain for those who do not take gzip, fonts by their hashed names"
get /assets/nothing.css
is 404 "an asset that does not exist"

# ---- refusals ----
get /nowhere
[ "$status" = 404 ] && body 'Page introuvable' && body 'rl-card'
ok $? "404 in the style of the house"
get /day -X DELETE
[ "$status" = 405 ] && header 'Allow: GET'
ok $? "405 for a method nobody has"
get /day -d a=1
[ "$status" = 405 ] && header 'Allow: GET, HEAD'
ok $? "405 names the methods of the address"
get /login -d '{}' -H 'Content-Type: application/json'
is 415 "415 for a body that is no form"
head -c 300000 /dev/zero | tr '\0' a >"$work/big"
get /login --data-binary "@$work/big" -H 'Content-Type: application/x-www-form-urlencoded'
is 413 "413 for a form that is too large"
get /login --data-binary "@$work/big" -H 'Content-Type: application/x-www-form-urlencoded' \
    -H 'Transfer-Encoding: chunked'
is 413 "413 also without an announced length"
get "/login?$(head -c 5000 "$work/big")"
is 414 "414 for an address that is too long"
get /login -H "X-Long: $(head -c 40000 "$work/big")"
[ "$status" = 431 ] || [ "$status" = 400 ] || [ "$status" = 413 ]
ok $? "headers that are too long are refused"
get '/login?a=%zz'
is 400 "400 for a broken escape"
get '/login?a=%ff'
is 400 "400 for what is not UTF-8"
get '/files/%00'
is 400 "400 for a control character"
get '/login?next=//evil.example'
! body 'value="//evil.example"'
ok $? "no redirection to another site is taken along"

# ---- proof of origin ----
get /login -d 'login=agent' -d "password=$password"
is 403 "a login form without its token"
get /login -c "$(jar x)"
token=$(csrf)
get /login -b "$(jar x)" -d login=agent -d "password=$password" -d csrf=wrong
is 403 "a login form with a wrong token"
get /login -b "$(jar x)" -d login=agent -d "password=$password" --data-urlencode "csrf=$token" \
    -H 'Sec-Fetch-Site: cross-site'
is 403 "a login form sent by another site"

# ---- signing in ----
sign_in agent wrong-password-1
[ "$status" = 422 ] && body 'role="alert"' && body 'value="agent"' && ! body wrong-password-1
ok $? "a wrong password: 422, the login kept, the password not"
cp "$work/body" "$work/known"
sign_in ghost wrong-password-1
sed 's/ghost/agent/; s/value="[A-Za-z0-9_-]\{43\}"//g' "$work/body" >"$work/a"
sed 's/value="[A-Za-z0-9_-]\{43\}"//g' "$work/known" >"$work/b"
[ "$status" = 422 ] && cmp -s "$work/a" "$work/b"
ok $? "an unknown login gets the same answer"
sign_in agent "$password"
[ "$status" = 303 ] && header 'Location: /' &&
    header 'Set-Cookie: relance_session=[A-Za-z0-9_-]\{43\}; Path=/; HttpOnly; SameSite=Lax'
ok $? "the right password signs in; the cookie is out of reach of scripts"
for i in 1 2 3 4 5; do sign_in comptable "wrong-password-$i"; done
sign_in comptable "$password"
[ "$status" = 429 ] && ! header 'Set-Cookie: relance_session'
ok $? "after five failures the right password does not help either"
sign_in agent "$password"
is 303 "others are not locked out by that"
sign_in narrow "$password"
is 303 "a person of one creditor"
sign_in formatrice "$password"
is 303 "a trainer"
get /login -c "$(jar next)"
token=$(csrf)
get /login -b "$(jar next)" -d login=agent --data-urlencode "password=$password" \
    --data-urlencode "csrf=$token" -d 'next=/files?q=x'
header 'Location: /files?q=x'
ok $? "after signing in, back to the page that was asked for"

# ---- rights and scope ----
for path in / /day /files /files/C-000001-X; do
    get "$path"
    [ "$status" = 303 ] && header 'Location: /login'
    ok $? "$path asks a stranger to sign in"
done
for path in /day /files /day.xlsx /lists/accounts.xlsx /files/C-000001-X; do
    get "$path" -b "$(jar formatrice)"
    is 403 "$path is not for a trainer"
done
get / -b "$(jar agent)"
header 'Location: /day'
ok $? "an agent begins with the day"
get /day -b "$(jar agent)"
[ "$status" = 200 ] && body '&lt;b&gt;Atelier&lt;/b&gt; &amp; &quot;Fils&quot;' && ! body '<b>Atelier'
ok $? "the list of the day, names escaped"
body '1 200,00 €' && body '01 99 00 12 34' && body 'href="tel:+33199001234"'
ok $? "with the overdue amount and the number to dial"
body '5 000,00' && body 'Caché SARL'
ok $? "an agent of all creditors sees both"
ref=$(sed -n 's/.*data-ref="\([^"]*\)".*Atelier.*/\1/p' "$work/body" | head -n 1)
other=$(sed -n 's/.*data-ref="\([^"]*\)".*Caché.*/\1/p' "$work/body" | head -n 1)
get "/files/$ref" -b "$(jar agent)"
[ "$status" = 200 ] && body 'F1' && body 'Total brut ouvert' && body '1 500,00 €' &&
    body 'Mme Test' && body 'clients.csv'
ok $? "a file: items, gross open, contact, source of each fact"
body 'Pas encore échue' && body 'À évoquer'
ok $? "each item says whether it may be raised"
db promise "$ref" --on 2026-11-27 --amount 10 --means card --note '<i>demain</i>' >>"$work/log" 2>&1
get "/files/$ref" -b "$(jar agent)"
[ "$status" = 200 ] && body 'Engagement incomplet' && body '&lt;i&gt;demain&lt;/i&gt;' && body '27/11/2026'
ok $? "a file shows what was promised, escaped"
get /day -b "$(jar narrow)"
[ "$status" = 200 ] && body Atelier && ! body Caché && ! body '5 000,00'
ok $? "a person of one creditor sees nothing of the other"
get "/files/$other" -b "$(jar narrow)"
cp "$work/body" "$work/hidden"
hidden=$status
get /files/C-999999-Z -b "$(jar narrow)"
unknown=$status
cp "$work/body" "$work/unknown"
[ "$hidden" = 404 ] && [ "$unknown" = 404 ] && cmp -s "$work/hidden" "$work/unknown"
ok $? "a file of another creditor looks like one that does not exist"
get '/files?q=cache' -b "$(jar narrow)"
[ "$status" = 200 ] && ! body 'Caché SARL'
ok $? "nor does the search find it"
get '/files?q=CACHE+sar' -b "$(jar agent)"
body 'Caché SARL' && ! body Atelier
ok $? "the search folds case and accents and takes beginnings of words"
get '/search?q=cache' -b "$(jar narrow)"
[ "$status" = 200 ] && ! body 'SARL' && body 'Rien ne répond'
ok $? "nor do the words in the head of the page"
get '/search?q=sarl+cachee' -b "$(jar agent)"
[ "$status" = 200 ] && body '<mark>Caché</mark>' && ! body Atelier
ok $? "which find a name that is not quite so, and mark it"
get "/search?q=$ref" -b "$(jar agent)"
[ "$status" = 303 ] && header "Location: /files/$ref"
ok $? "a reference leads straight to its file"
get '/search?q=C1' -b "$(jar agent)"
[ "$status" = 303 ] && header "Location: /files/$ref"
ok $? "so does the number in the ledger"
get '/search?q=%3Cscript%3Ealert(1)%3C/script%3E' -b "$(jar agent)"
[ "$status" = 200 ] && ! body '<script>alert'
ok $? "what was searched for is shown escaped"
get "/statements/$ref" -b "$(jar agent)"
[ "$status" = 200 ] && body 'Relevé de compte au 23/11/2026' && body 'Les deux vues'
ok $? "the statement of a file"
get "/statements/pdf/$ref" -b "$(jar agent)"
[ "$status" = 200 ] && header 'Content-Type: application/pdf' && head -c 5 "$work/body" | grep -q %PDF-
ok $? "the statement as PDF"
get "/statements/xlsx/$ref" -b "$(jar agent)"
[ "$status" = 200 ] && header 'Content-Disposition: attachment; filename="releve-2026-11-23.xlsx"'
ok $? "the statement as a workbook"
get "/statements/$other" -b "$(jar narrow)"
is 404 "another creditor's statement is not there"
get /lists/accounts.xlsx -b "$(jar agent)"
cells() { python3 "$here/../support/workbook.py" "$work/body" >"$work/cells" 2>&1; }
[ "$status" = 200 ] && header 'Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' &&
    header 'Content-Disposition: attachment; filename="relance-liste-dossiers-2026-11-23.xlsx"' &&
    header 'Cache-Control: no-store' && cells && grep -q 'Caché SARL' "$work/cells" &&
    grep -q '<b>Atelier</b> & "Fils"' "$work/cells" && [ "$(wc -l <"$work/cells")" = 6 ]
ok $? "all files as a workbook"
get '/lists/accounts.xlsx?text=brass' -b "$(jar agent)"
cells && [ "$(wc -l <"$work/cells")" = 4 ] && grep -q Brasserie "$work/cells"
ok $? "the search holds for the workbook as well"
get /lists/accounts.xlsx -b "$(jar narrow)"
cells && grep -q Atelier "$work/cells" && ! grep -q 'Caché' "$work/cells"
ok $? "a person of one creditor is given nothing of the other"
get /day.xlsx -b "$(jar narrow)"
header 'Content-Disposition: attachment; filename="relance-journee-2026-11-23.xlsx"' && cells &&
    grep -q '^1	<b>Atelier' "$work/cells" && grep -q '^\[Pas aujourd’hui\]$' "$work/cells" &&
    ! grep -q 'Caché' "$work/cells"
ok $? "nor in the workbook of the day"
get '/day.xlsx?action=find_number' -b "$(jar agent)"
cells && ! grep -q '^1	<b>Atelier' "$work/cells"
ok $? "which keeps to the filter of the page"
get /day -b "$(jar narrow)"
body 'href="/day.xlsx"' && ! body '.csv"'
ok $? "the page leads to it, and to no text file: there are two tables"
get '/files?q=brass' -b "$(jar agent)"
body 'href="/lists/accounts.xlsx?text=brass"' && body 'href="/lists/accounts.csv?text=brass"' &&
    get '/lists/accounts.csv?text=brass' -b "$(jar agent)" && [ "$status" = 200 ] && body Brasserie && ! body Atelier
ok $? "what is looked for among the files is there as a workbook and as a text file"
get "/day?row=$other&action=call&after=9999&blocked=1" -b "$(jar narrow)"
[ "$status" = 200 ] && ! body Caché
ok $? "a selected row out of scope stays hidden"

# ---- demo logins, one-time links, signing out ----
get /login -c "$(jar demo)"
body 'Agathe Agent'
ok $? "a demo database offers its people on this machine"
token=$(csrf)
get /login/demo -b "$(jar demo)" -d login=agent --data-urlencode "csrf=$token"
is 303 "and lets them in without a password"
link=$(db user password formatrice | sed -n 's/^ *\(\/welcome\/.*\)$/\1/p')
get "$link" -c "$(jar link)"
[ "$status" = 200 ] && body 'Fanny Forme'
ok $? "a one-time link greets its person"
token=$(csrf)
get "$link" -b "$(jar link)" --data-urlencode "csrf=$token" -d password=short
[ "$status" = 422 ] && body 'role="alert"'
ok $? "a short password is refused, the link still works"
get "$link" -b "$(jar link)" -c "$(jar link)" --data-urlencode "csrf=$token" -d password=another-phrase-2026
[ "$status" = 303 ] && header 'Set-Cookie: relance_session='
ok $? "a good one signs in"
get "$link"
is 404 "the link works once"
get /files -b "$(jar formatrice)"
[ "$status" = 303 ] && header 'Location: /login'
ok $? "a new password ends the older sessions"
get /files -b "$(jar agent)"
token=$(csrf)
get /logout -b "$(jar agent)" -d csrf=wrong
is 403 "signing out needs the token, too"
get /logout -b "$(jar agent)" --data-urlencode "csrf=$token"
is 303 "signing out"
get /files -b "$(jar agent)"
[ "$status" = 303 ] && header 'Location: /login'
ok $? "the session is over on the server, not only in the browser"

# ---- the log, stopping ----
! grep -qE 'Atelier|Cach|Fils|agent|phrase' "$work/server.log"
ok $? "the log names nobody"
grep -q 'ev=request method=GET route=file status=200 ms=' "$work/server.log"
ok $? "one line a request"
sign_in agent "$password"
for i in 1 2 3 4 5 6; do curl -s -o /dev/null -b "$(jar agent)" "$url/day" & done
sleep 0.05
stop
ok $? "SIGTERM ends it with 0 while requests are under way"
wait
! grep -qE 'Sanitizer|runtime error' "$work/server.log"
ok $? "no sanitizer complained"
db serve --listen 127.0.0.1:99999 2>"$work/head"
[ $? -eq 2 ]
ok $? "an impossible port is a usage error"
rate=1
start
sign_in agent "$password"
sign_in narrow "$password"
for _ in $(seq 60); do
    get /day -b "$(jar agent)"
    [ "$status" = 200 ] || break
done
[ "$status" = 429 ] && header 'Retry-After: 1' && body 'Trop de demandes'
ok $? "who asks too often waits, and is told how long"
get /day -b "$(jar narrow)"
is 200 "others do not"
get "$(grep -o '/assets/[^"]*\.css' "$work/body" | head -n 1)" -b "$(jar agent)"
is 200 "nor do the looks of a page"
sleep 1.2
get /day -b "$(jar agent)"
is 200 "then it goes on"
stop
unset rate

start 0.0.0.0:0
url=$(printf %s "$url" | sed 's/0\.0\.0\.0/127.0.0.1/')
get /login -c "$(jar wide)"
token=$(csrf)
! body 'Agathe Agent'
ok $? "no demo people are offered beyond this machine"
get /login/demo -b "$(jar wide)" -d login=agent --data-urlencode "csrf=$token"
is 403 "nor let in"
stop
echo "1..$count"
