#!/bin/sh
# What administrators look after, as a plain client sees it: what the server does beside answering,
# files on their way in, backups. TAP. Argument: the program. Under pg_server.sh: on PostgreSQL.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/client.sh"
RELANCE_KEY=$work/key
export RELANCE_KEY

send() { # who creditor file...: files by page
    who=$1 creditor=$2
    shift 2
    for name; do
        set -- "$@" -F "file=@$name"
        shift
    done
    get /imports -b "$(jar "$who")"
    get /imports -b "$(jar "$who")" -F "csrf=$(csrf)" -F "creditor=$creditor" "$@"
}
list_of() { # name customer: a list of one item
    printf 'Code client;Nom;N° facture;Date facture;Échéance;Montant TTC;Solde\n%s;Brasserie Fictive;%s;01/09/2026;01/10/2026;31,00;31,00\n' \
        "$2" "$1" >"$work/$1.csv"
}
jobs() { # who [query]
    get "/settings/jobs${2-}" -b "$(jar "$1")"
}
row() { grep -o "<tr>.*$1\.csv.*</tr>" "$work/body"; }
cancel() { # who number
    get /settings/jobs -b "$(jar "$1")"
    get /settings/jobs -b "$(jar "$1")" --data-urlencode "csrf=$(csrf)" -d act=cancel -d "job=$2"
}
until_body() { # who text: the page of jobs, once it holds this
    for _ in $(seq 100); do
        jobs "$1"
        ! body "$2" || return 0
        sleep 0.2
    done
    return 1
}

prepare && person chef manager "Maud Manager" && person adele administrator "Adèle Admin" &&
    person noe administrator "Noé Narrow" --creditor BBB && list_of un C1 && list_of deux C9 && start
ok $? "a database of two creditors"
[ "$count" -eq 1 ] && [ -n "$server" ] || { sed 's/^/# /' "$work/log"; echo "1..$count"; exit 1; }
for who in agent comptable chef adele noe; do
    sign_in $who
done

# ---- what the server does ----
get /settings/jobs
[ "$status" = 303 ] && header 'Location: /login'
ok $? "a stranger is asked to sign in"
jobs agent
is 403 "what the server does is not for agents"
jobs chef
is 403 "nor for managers"
until_body adele 'va bien'
ok $? "an administrator sees that chores work"
body 'id="c-jobs"' && body 'id="c-words"' && ! body 'id="c-mail"' && body 'relance send' &&
    body 'depuis son démarrage, le' && body 'Aucun fichier n’en est là'
ok $? "each by name; e-mails wait for a command when the server was told so"
get /settings -b "$(jar adele)"
body 'href="/settings/jobs"'
ok $? "the settings lead there"

# ---- files on their way ----
send comptable AAA "$work/un.csv"
send comptable BBB "$work/deux.csv"
for _ in $(seq 100); do
    jobs adele
    [ "$(grep -c 'à décider</span>' "$work/body")" -lt 2 ] || break
    sleep 0.2
done
row un | grep -q 'href="/imports/1"' && row un | grep -q comptable && row un | grep -q 'value="cancel"'
ok $? "a file that waits leads to its page, says who sent it, and can be given up"
row deux | grep -q 'href="/imports/2"'
ok $? "whoever sees all creditors sees the files of all"
jobs noe
row deux >"$work/row" && ! row un >"$work/row" && ! body 'Atelier' && ! body AAA
ok $? "an administrator of one creditor sees that one's"
cancel noe 1
is 404 "and gives up no other's"
get /settings/jobs -b "$(jar adele)" -d act=cancel -d job=1
is 403 "a form without its token does nothing"
get /settings/jobs -b "$(jar chef)" -d act=cancel -d job=1
is 403 "nor one of a manager"
cancel adele 1
[ "$status" = 303 ] && header 'Location: /settings/jobs?done=1'
ok $? "it is given up"
jobs adele
row un | grep -q 'abandonné' && ! row un | grep -q 'value="cancel"'
ok $? "and says so"
cancel adele 1
[ "$status" = 422 ] && body 'n’en est plus là'
ok $? "not twice"
cancel adele 99
is 404 "nor one that is not there"
db --json journal 2>&1 | grep -q 'job_cancelled'
ok $? "the journal knows"
jobs adele '?state=cancelled'
row un >"$work/row" && ! row deux >"$work/row" && body 'aria-current="true">abandonné'
ok $? "those in one state"
jobs adele '?state=done'
body 'Aucun fichier n’en est là'
ok $? "of which there may be none"

# ---- many ----
n=0
for round in 1 2 3; do
    set --
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18; do
        n=$((n + 1))
        list_of "lot$n" C1
        set -- "$@" "$work/lot$n.csv"
    done
    send comptable AAA "$@"
done
jobs adele
first=$(grep -o 'href="/imports/[0-9]*"' "$work/body" | sort -u | wc -l)
cp "$work/body" "$work/first"
more=$(sed -n 's/.*class="more" href="\([^"]*\)".*/\1/p' "$work/body" | sed 's/&amp;/\&/g')
[ "$first" -eq 50 ] && [ -n "$more" ]
ok $? "a page shows fifty and leads to the next"
get "$more" -b "$(jar adele)"
second=$(grep -o 'href="/imports/[0-9]*"' "$work/body" | sort -u | wc -l)
both=$(cat "$work/first" "$work/body" | grep -o 'href="/imports/[0-9]*"' | sort -u | wc -l)
[ "$second" -eq 6 ] && [ "$both" -eq 56 ] && ! body 'class="more"'
ok $? "which has the rest, none twice"
jobs noe
[ "$(grep -c 'href="/imports/' "$work/body")" -eq 1 ] && ! body 'class="more"'
ok $? "others' files take no place and leave no trace"

get /settings/jobs -b "$(jar adele)" -H 'Accept-Language: en'
[ "$status" = 200 ] && body 'What this server has done by itself' && body 'Last failure'
ok $? "the page speaks English"
stop
ok $? "the server ends"

# ---- backups ----
engine=${url_of_db%%:*}
backups() { # who curl-options: a form of the page of backups
    post /settings/backups "$@"
}
settled() { # who: the page of backups, once nothing is under way
    for _ in $(seq 200); do
        get /settings/backups -b "$(jar "$1")"
        grep -q data-events "$work/body" || return 0
        sleep 0.2
    done
    return 1
}
row_of() { grep -o "<tr>.*>$1<.*</tr>" "$work/body"; } # name
journal_of() { db --json journal 2>/dev/null | grep -o "{[^{}]*\"kind\":\"$1\"" | tail -n 1; }
start
get /settings/backups
[ "$status" = 303 ] && header 'Location: /login'
ok $? "a stranger is asked to sign in"
get /settings/backups -b "$(jar chef)"
is 403 "backups are not for managers"
get /settings/backups -b "$(jar adele)"
case $engine in
sqlite) [ "$status" = 200 ] && body 'Faire une sauvegarde</button>' && body 't.db.backups' ;;
*) [ "$status" = 200 ] && body 'pg_dump' && body 'RELANCE_BACKUPS' && ! body 'Faire une sauvegarde</button>' ;;
esac
ok $? "beside a file there is a folder; for a server's database one has to be named, or a command run"
body 'RELANCE_KEY' && body "$work/key" && body 'restore' && body 'verify'
ok $? "what is not in them is named, and how one is brought back"
stop

RELANCE_BACKUPS="$work/kept copies"
export RELANCE_BACKUPS
start
get /settings/backups -b "$(jar adele)" -d act=make
is 403 "a form without its token makes none"
backups adele -d act=destroy
[ "$status" -ge 400 ] && [ ! -d "$RELANCE_BACKUPS" ]
ok $? "nor does an act nobody knows"
backups adele -d act=make
[ "$status" = 303 ] && header 'Location: /settings/backups'
ok $? "one is asked for"
settled adele
name=$(ls "$RELANCE_BACKUPS" | grep '^relance-.*\.relance$')
file="$RELANCE_BACKUPS/$name"
row_of "$name" | grep -q 'relue, entière' && [ "$(stat -c %a "$file")" = 600 ] &&
    [ "$(stat -c %a "$RELANCE_BACKUPS")" = 700 ]
ok $? "it is made, read back, and its owner's alone"
(cd "$RELANCE_BACKUPS" && b2sum -l 256 --check "$name.b2") >>"$work/log" 2>&1 &&
    body "$(sed -n 's/^\([0-9a-f]\{64\}\)  .*/\1/p' "$file.b2")"
ok $? "its digest is shown, and beside it as b2sum reads it"
"$relance" --db "sqlite:$work/new.db" restore "$file" >>"$work/log" 2>&1 &&
    "$relance" --db "sqlite:$work/new.db" --today "$today" --json ageing --by creditor >"$work/new" 2>&1 &&
    db --json ageing --by creditor >"$work/old" 2>&1 && cmp -s "$work/old" "$work/new"
ok $? "it restores to the same figures"
journal_of backup | grep -q adele
ok $? "the journal says who wanted it"

get "/settings/backups/$name" -b "$(jar adele)"
[ "$status" = 200 ] && cmp -s "$work/body" "$file" && header "Content-Disposition: attachment; filename=\"$name\"" &&
    header 'Content-Type: application/octet-stream'
ok $? "it is taken away byte by byte"
journal_of backup_fetched | grep -q adele
ok $? "which the journal notes"
for who in noe chef agent; do
    get "/settings/backups/$name" -b "$(jar $who)"
    [ "$status" = 403 ] || break
done
is 403 "not by those who do not see every creditor, nor by others than administrators"
get /settings/backups -b "$(jar noe)"
body "$name" && ! body "href=\"/settings/backups/$name\"" && body 'qui voit tous les créanciers'
ok $? "whom the page tells so"
get "/settings/backups/relance-none.relance" -b "$(jar adele)"
is 404 "one that is not there"
for path in '..%2Fkey' '%2e%2e' "$name.b2" '..%2F..%2Fetc%2Fpasswd'; do
    get "/settings/backups/$path" -b "$(jar adele)" --path-as-is
    [ "$status" = 404 ] || break
done
is 404 "nor anything else"

db backup "$RELANCE_BACKUPS/ailleurs.relance" >>"$work/log" 2>&1
get /settings/backups -b "$(jar adele)"
row_of ailleurs.relance | grep -q 'jamais relue'
ok $? "one a command put there was not read back here"
backups adele -d act=check -d name=ailleurs.relance
settled adele
row_of ailleurs.relance | grep -q 'relue, entière' && journal_of backup_checked | grep -q adele
ok $? "until somebody asks for it"
printf 'x' | dd of="$RELANCE_BACKUPS/ailleurs.relance" bs=1 seek=5000 conv=notrunc 2>>"$work/log"
backups adele -d act=check -d name=ailleurs.relance
settled adele
row_of ailleurs.relance | grep -q 'abîmée'
ok $? "one that has changed since is told"
backups adele -d act=check -d name=../t.db
is 404 "nothing else is read"

for n in 1 2 3 4 5 6 7 8; do
    old="relance-2026-01-0${n}T000000Z.relance"
    cp "$file" "$RELANCE_BACKUPS/$old"
    sed "s/at=[0-9]*/at=$n/; s/$name/$old/" "$file.b2" >"$RELANCE_BACKUPS/$old.b2"
done
backups adele -d act=make
settled adele
[ "$(ls "$RELANCE_BACKUPS" | grep -c '^relance-.*\.relance$')" -eq 7 ] && [ -f "$file" ] &&
    [ -f "$RELANCE_BACKUPS/ailleurs.relance" ] && [ ! -e "$RELANCE_BACKUPS/relance-2026-01-01T000000Z.relance" ] &&
    [ ! -e "$RELANCE_BACKUPS/relance-2026-01-01T000000Z.relance.b2" ]
ok $? "the oldest ones made here give way, nobody else's"
get /settings/backups -b "$(jar adele)" -H 'Accept-Language: en'
body 'Make a backup' && body 'read back, whole'
ok $? "the page speaks English"
chmod 755 "$RELANCE_BACKUPS"
backups adele -d act=make
settled adele
[ "$status" = 200 ] && body 'ne s’est pas faite' && body 'ne peut pas être écrit' &&
    [ "$(ls "$RELANCE_BACKUPS" | grep -c '^relance-.*\.relance$')" -eq 7 ]
ok $? "a folder open to others is not written to, and the page says why"
jobs adele
grep -q 'id="c-backups".*file_write' "$work/body"
ok $? "nor does the page of chores hide it"
stop
ok $? "the server ends"

# ---- a chore that fails ----
told C1 AAA 'street=3, rue des Essais' postcode=44000 city=Nantes email=compta@essais.example &&
    letterhead AAA --email claire@maison.example --privacy dpo@maison.example && payee AAA &&
    db mail server --host 127.0.0.1 --port 9 --security plain --login password --user compta \
        --from compta@maison.example >>"$work/log" 2>&1 && db mail C1 releve --creditor AAA >>"$work/log" 2>&1
mail_every=1
start
until_body adele 'mail_not_set'
ok $? "a chore that fails says so with its code"
grep -o '<tr id="c-mail">.*</tr>' "$work/body" >"$work/row"
grep -q 'en échec' "$work/row" && grep -q 'pas réglé' "$work/row" && grep -q 'dans [0-9]* min' "$work/row" ||
    { sed 's/^/# /' "$work/row"; false; }
ok $? "in words, and when it is tried again"
stop
ok $? "and ends"
echo "1..$count"
