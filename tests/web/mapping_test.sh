#!/bin/sh
# The page of mappings as a plain client sees it: the list nobody could read, its columns, writing,
# versions, forgetting, scope. TAP. Argument: the program. Under pg_server.sh: on PostgreSQL.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/client.sh"
page=/imports/mapping
send() { post $page "$@"; } # who curl-options
text() { # the text of the editor
    sed -n '/<textarea/,/<\/textarea>/p' "$work/body" | sed '1d; s/<\/textarea>.*//'
}

prepare && person "aaa" accountant "Aline Import" --creditor AAA &&
    person "bbb" accountant "Béa Import" --creditor BBB && start
ok $? "a database of two creditors, people who import for all and for one"
sign_in comptable
sign_in agent
sign_in aaa
sign_in bbb

get $page
[ "$status" = 303 ] && header 'Location: /login'
ok $? "a stranger is asked to sign in"
get $page -b "$(jar agent)"
[ "$status" = 403 ]
ok $? "it is not for those who do not import"
get $page -b "$(jar comptable)"
[ "$status" = 200 ] && body 'Aucune n’est gardée.' && ! body 'non reconnue' && body 'aria-current="page"'
ok $? "nothing is kept, nothing was refused"

printf 'Kunde;Beleg;Faellig;Offen <b>\nD1;R-1;31.03.2026;-100,00\nD2;R-2;30.04.2026;-5,50\n' >"$work/canari.csv"
db import "$work/canari.csv" --creditor AAA >"$work/log" 2>&1
[ $? -eq 1 ]
ok $? "a list nobody can read is refused"
get $page -b "$(jar comptable)"
body 'Dernière liste non reconnue : canari.csv' && body '<label for="c3">Offen &lt;b&gt;</label>' &&
    body '<option value="account"' && body 'id="c1-s">Par exemple : « R-1 », « R-2 »</p>' && body 'aria-describedby="c1-s"'
ok $? "its header stands on the page, with what stands under each text of it"
send comptable -d act=compose -d list=open-items -d c0=account -d c1=number -d c2=due -d c3=open
[ "$status" = 200 ] && text | grep -qx '  account: Kunde' && text | grep -qx '  open: &quot;Offen &lt;b&gt;&quot;'
ok $? "the columns chosen become a mapping"
yaml=$(printf 'list: open-items\r\ncolumns: {account: Kunde, number: Beleg, due: Faellig, open: "Offen <b>"}\r\ndebit: negative\r\n')
send comptable -d act=save -d name=kunde -d creditor=AAA --data-urlencode "yaml=$(printf 'list: open-items\ncolums: {}\n')"
[ "$status" = 422 ] && body 'role="alert"' && body 'ligne 2' && body '« colums »' && text | grep -qx 'colums: {}'
ok $? "a wrong text is refused with its line and stays in the editor"
send comptable -d act=save -d name=../x -d creditor=AAA --data-urlencode "yaml=$yaml"
[ "$status" = 422 ]
ok $? "so is a name that is none"
get $page -b "$(jar comptable)" -d act=save -d name=kunde -d creditor=AAA --data-urlencode "yaml=$yaml"
[ "$status" = 403 ]
ok $? "a form without its token"
send comptable -d act=save -d name=kunde -d creditor=AAA --data-urlencode "yaml=$yaml"
[ "$status" = 303 ] && header "Location: $page?name=kunde&creditor=AAA&saved=1"
ok $? "a good one is kept"
get "$page?name=kunde&creditor=AAA&saved=1" -b "$(jar comptable)"
[ "$status" = 200 ] && body 'La correspondance est gardée.' && text | grep -qx 'debit: negative'
ok $? "and shown"
[ "$(db map show kunde --creditor AAA | tail -n 1)" = 'debit: negative' ]
ok $? "its lines end as the command line writes them"
db --json import "$work/canari.csv" --creditor AAA >"$work/out" 2>&1
[ $? -eq 0 ] && grep -q '"mapping":{"name":"kunde","version":1}' "$work/out" && grep -q mapping_used "$work/out"
ok $? "the list that was refused is read by its header"
get $page -b "$(jar comptable)"
! body 'non reconnue' && body 'href="/imports/mapping?name=kunde&amp;creditor=AAA"'
ok $? "and is no longer one that nobody could read"
send comptable -d act=save -d name=kunde -d creditor=AAA --data-urlencode "yaml=$yaml
# two"
get "$page?name=kunde&creditor=AAA" -b "$(jar comptable)"
text | grep -qx '# two' && body '<b>2, du' && body "$page?name=kunde&amp;creditor=AAA&amp;version=1"
ok $? "another text is another version"
get "$page?name=kunde&creditor=AAA&version=1" -b "$(jar comptable)"
[ "$status" = 200 ] && ! text | grep -q two
ok $? "the first one can still be read"

# ---- the text as a file ----
upload() { # who curl-options: a form with files
    who=$1
    shift
    get $page -b "$(jar "$who")"
    get $page -b "$(jar "$who")" -F "csrf=$(csrf)" "$@"
}
printf '%s\n# fichier\n' "$yaml" >"$work/by file.yaml"
upload comptable -F act=save -F name=fichier -F creditor=AAA -F yaml= -F "file=@$work/by file.yaml"
[ "$status" = 303 ] && db map show fichier --creditor AAA | grep -qx '# fichier'
ok $? "a mapping comes as a file"
head -c 3000000 /dev/urandom >"$work/noise"
upload comptable -F act=save -F name=bruit -F creditor=AAA -F yaml= -F "file=@$work/noise"
[ "$status" = 422 ] && body 'role="alert"' && ! db map show bruit --creditor AAA >"$work/out" 2>&1
ok $? "a file that is too large is refused"
head -c 3000 "$work/noise" >"$work/noise.yaml"
upload comptable -F act=save -F name=bruit -F creditor=AAA -F yaml= -F "file=@$work/noise.yaml"
[ "$status" = 422 ] && body 'Exportez-le en UTF-8.'
ok $? "and one that is no text"
get $page -b "$(jar comptable)" -F act=save -F name=bruit -F "file=@$work/by file.yaml"
[ "$status" = 403 ]
ok $? "so is a form with a file that lacks its token"
get $page -F act=save -F name=bruit -F "file=@$work/noise"
[ "$status" = 303 ] && header 'Location: /login'
ok $? "the file of a stranger is dropped, he is asked to sign in"
get /letters -b "$(jar comptable)" -F "file=@$work/by file.yaml"
[ "$status" = 415 ]
ok $? "a page without files takes none"
get $page -b "$(jar comptable)" -H 'Content-Type: multipart/form-data; boundary=x' --data-binary 'not a form'
[ "$status" = 400 ]
ok $? "what is no form is refused"
get $page -b "$(jar comptable)" -H 'Content-Type: multipart/form-data; boundary=x' -H 'Transfer-Encoding: chunked' --data-binary 'x'
[ "$status" = 411 ]
ok $? "so is one that does not say how long it is"
get $page -b "$(jar comptable)" -H 'Content-Type: multipart/form-data; boundary=x' -H 'Content-Length: 3000000000' --data-binary 'x'
[ "$status" = 413 ]
ok $? "and one longer than is taken, before it comes"
# Forms that announce as much as is allowed and never come.
hold() {
    curl -s -o /dev/null --max-time 20 -b "$(jar comptable)" -H "Content-Type: multipart/form-data; boundary=x" \
        -H 'Content-Length: 2147483648' --data-binary 'x' "$url$page" &
    held="$held $!"
}
held=
hold
hold
sleep 1
upload comptable -F act=save -F "file=@$work/by file.yaml"
[ "$status" = 507 ] && body 'Plus de place pour cet envoi'
ok $? "what one person sends at the same time has its limit"
for pid in $held; do kill "$pid" && wait "$pid"; done 2>/dev/null
for _ in 1 2 3 4 5 6 7 8 9; do
    upload comptable -F act=save -F name=fichier -F creditor=AAA -F "file=@$work/by file.yaml"
    [ "$status" = 507 ] || break
    sleep 0.3
done
[ "$status" = 422 ] || [ "$status" = 303 ]
ok $? "and is free again when the connections end"
[ "$(ls -A "$RELANCE_SPOOL" | wc -l)" -eq 0 ] && [ "$(stat -c %a "$RELANCE_SPOOL")" = 700 ]
ok $? "nothing stays in the folder of files, which is its owner's alone"

# ---- scope ----
send comptable -d act=save -d name=all -d creditor= --data-urlencode "yaml=$yaml"
[ "$status" = 303 ]
ok $? "one for every creditor, by somebody who works for all"
send comptable -d act=save -d name=other -d creditor=BBB --data-urlencode "yaml=$yaml"
get $page -b "$(jar aaa)"
body '>kunde</a>' && body '>all</a>' && ! body other && ! body BBB
ok $? "a person of one creditor sees his own and those of all"
get "$page?name=other&creditor=BBB" -b "$(jar aaa)"
hidden=$status
get "$page?name=other&creditor=CCC" -b "$(jar aaa)"
[ "$hidden" = 404 ] && [ "$status" = 404 ]
ok $? "another creditor's looks like one that does not exist"
send aaa -d act=save -d name=other -d creditor=BBB --data-urlencode "yaml=$yaml
# three"
[ "$status" = 422 ] && ! db map show other --creditor BBB | grep -q three
ok $? "nor can he write there"
send aaa -d act=save -d name=all -d creditor= --data-urlencode "yaml=$yaml
# three"
[ "$status" = 422 ] && ! db map show all | grep -q three
ok $? "nor change what serves every creditor"
send aaa -d act=forget -d name=all -d creditor=
[ "$status" = 422 ] && db map show all >/dev/null
ok $? "nor withdraw it"
send aaa -d act=forget -d name=kunde -d creditor=AAA
[ "$status" = 303 ] && ! db map show kunde --creditor AAA >"$work/out" 2>&1
ok $? "he withdraws his own"
get $page -b "$(jar comptable)" -H 'Accept-Language: en'
[ "$status" = 200 ] && body 'Mappings kept' && body 'New mapping'
ok $? "the page in English"

# ---- what stands under each text of a header ----
long=$(printf '%0200d' 7)
edge=$(printf '%059d' 0)
{
    echo 'Wer;Was;Wann;Rest'
    echo "<i>A & B</i>;$long;01.02.2026;"
    echo '<i>A & B</i>;"zwei'
    printf 'Zeilen\tund mehr";01.03.2026;\n'
    echo "Caf\303\251;$edge\303\251;01.02.2026;"
    echo 'D;vier;01.04.2026;'
    echo 'E;fuenf;01.05.2026;'
} | while IFS= read -r row; do printf '%b\n' "$row"; done >"$work/muster.csv"
! db import "$work/muster.csv" --creditor AAA >>"$work/log" 2>&1
get $page -b "$(jar comptable)"
body 'Dernière liste non reconnue : muster.csv' &&
    body 'id="c0-s">Par exemple : « &lt;i&gt;A &amp; B&lt;/i&gt; », « Café », « D »</p>' &&
    body '« 01.02.2026 », « 01.03.2026 », « 01.04.2026 »' && ! body 'id="c3-s"'
ok $? "the first three values, each once, whatever they hold; none where there is none"
body "id=\"c1-s\">Par exemple : « ${edge}0 », « zwei Zeilen und mehr », « $edge »</p>"
ok $? "long ones are cut, and stand on one line"
get $page -b "$(jar bbb)"
[ "$status" = 200 ] && ! body muster && ! body Café
ok $? "nobody of another creditor sees them"
! grep -qE 'canari|Kunde|kunde|muster|Caf' "$work/server.log"
ok $? "the log names nothing of it"
stop
ok $? "the server ends with 0"
! grep -qE 'Sanitizer|runtime error' "$work/server.log"
ok $? "no sanitizer complained"
echo "1..$count"
