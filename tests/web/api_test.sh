#!/bin/sh
# The JSON interface as other programs use it: its description and whether answers hold to it
# (api_walk.py), tokens from their making to their end, creditors, requests that come twice, limits.
# TAP. Arguments: the program, the list of its addresses. Under pg_server.sh: on PostgreSQL.
set -u
relance=$1
route_list=$2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/client.sh"
details() {
    head -n 1 "$work/head"
    head -c 600 "$work/body"
    echo
    grep -A 6 '^not ok' "$work/walk" 2>/dev/null
}

token() { # LOGIN SCOPES: prints it
    db --json token add --user "$1" --name Robot --scopes "$2" --until "$(date -d '+30 days' +%F)" \
        2>>"$work/log" | sed -n 's/.*"token":"\([^"]*\)".*/\1/p'
}
as() { # TOKEN PATH curl-options
    bearer=$1
    shift
    get "$@" -H "Authorization: Bearer $bearer"
}
send() { # TOKEN PATH JSON curl-options
    bearer=$1 to=$2 json=$3
    shift 3
    get "$to" -H "Authorization: Bearer $bearer" -H 'Content-Type: application/json' -d "$json" "$@"
}
refuses() { # status code
    [ "$status" = "$1" ] && header 'Content-Type: application/json' &&
        body "{\"error\":{\"code\":\"$2\",\"message\":\"" && body '"advice":"'
}
promises() { db --json promise list "$1" | grep -o '"number":[0-9]*,"ref"' | wc -l; }

# Letters of both creditors can be written.
writes() {
    told C1 AAA 'street=3, rue des Essais' postcode=44000 city=Nantes && letterhead AAA --privacy dpo@maison.example &&
        payee AAA && told C9 BBB 'street=5, rue des Essais' postcode=44000 city=Nantes &&
        db letterhead --house --name 'Agence fictive' --activity 'Recouvrement amiable de créances' \
            --address '3, rue du Port, 56100 Lorient' --legal 'SAS, RCS Lorient 000 000 018' \
            --contact 'Claire Le Goff' --phone '02 61 91 40 12' --privacy dpo@maison.example >>"$work/log" 2>&1 &&
        letterhead BBB --basis 'des livraisons' && db --json letter C9 releve --creditor BBB >"$work/theirs" 2>>"$work/log"
}
prepare && writes && db run >>"$work/log" 2>&1 && person chefe manager 'Chantal Chef' --role agent --role accountant &&
    "$route_list" >"$work/routes"
ok $? "a database of two creditors"
everything=read:files,read:queue,write:objects,write:outcomes
chief=$(token chefe $everything,import)
agent=$(token agent $everything)
narrow=$(token narrow $everything)
reader=$(token agent read:files)
c1=$(ref_of C1 AAA) c9=$(ref_of C9 BBB)
start
[ $? -eq 0 ] && [ ${#chief} = 47 ] && [ ${#narrow} = 47 ] && [ -n "$c1" ] && [ -n "$c9" ]
ok $? "a server, and tokens of an agent, one of one creditor, and a manager"

# ---- what it says it does ----
python3 "$here/api_walk.py" "$url" "$work/routes" "$chief" "$c1" F1 F2 >"$work/walk" 2>&1
ok $? "every address is described and answers as described"
for command in "queue:queue?limit=200" "why $c1:files/$c1/why" "statement $c1:files/$c1/statement" \
    "debtor $c1:files/$c1" "ageing:ageing" "debtor --find atelier:search?q=atelier" \
    "plan list:plans?limit=200" "letter list --state cancelled:letters?state=cancelled"; do
    db --json ${command%%:*} 2>/dev/null | python3 -c '
import json, sys
print(json.dumps(json.load(sys.stdin), sort_keys=True))' >"$work/said"
    as "$agent" "/api/v1/${command#*:}"
    python3 -c '
import json, sys
said = json.load(open(sys.argv[1]))
said.pop("next", None)
print(json.dumps(said, sort_keys=True))' "$work/body" | cmp -s - "$work/said"
    ok $? "${command%%:*}: the command and the interface say the same"
done

# ---- who may ----
get /api/v1/me
refuses 401 token_refused && header 'WWW-Authenticate: Bearer' && header 'Cache-Control: no-store'
ok $? "nobody without a token"
sign_in agent
get /api/v1/files -b "$(jar agent)"
refuses 401 token_refused
ok $? "a browser's session is no token"
as "$agent" /files
[ "$status" = 303 ] && header 'Location: /login'
ok $? "and a token opens no page"
as "${agent%?}-" /api/v1/me
refuses 401 token_refused
ok $? "nor one that is nearly right"
as "$agent" /api/v1/me
[ "$status" = 200 ] && body '"login":"agent"' && body '"creditors":["AAA","BBB"]' && ! body "$agent"
ok $? "one says who speaks"
as "$reader" /api/v1/queue
refuses 403 scope_missing && body 'read:queue'
ok $? "what the token is not for is refused by name"
send "$reader" "/api/v1/files/$c1/promises" '{"on":"2026-11-27"}'
refuses 403 scope_missing
ok $? "nor may it write"
as "$agent" /api/v1/imports
refuses 403 scope_missing
ok $? "nor what its person may not"
db --json token list --user agent | grep -q "\"used\":\"$(TZ=Europe/Paris date +%F)\""
ok $? "the list says when it was used last"

# ---- creditors ----
as "$narrow" "/api/v1/files/$c9"
status_foreign=$status
sed "s/$c9/REF/g" "$work/body" >"$work/foreign"
for check in 0 1 2 3 4 5 6 7 8 9 A B C D E F G H I J K L M N O P Q R S T U V W X Y Z; do
    as "$narrow" "/api/v1/files/C-000099-$check"
    body bad_ref || break
done
sed "s/C-000099-$check/REF/g" "$work/body" | cmp -s - "$work/foreign" && [ "$status_foreign" = 404 ] && [ "$status" = 404 ]
ok $? "a file out of sight is one that is not there"
for path in files queue ageing 'ageing?by=creditor' 'search?q=cache' promises plans letters me; do
    as "$narrow" "/api/v1/$path"
    [ "$status" = 200 ] && ! body BBB && ! body 'Caché' && ! body "$c9" && ! body 5000.00
    ok $? "$path holds nothing of another creditor"
done
for list in files queue ageing promises plans; do
    as "$narrow" "/api/v1/$list?creditor=BBB"
    refuses 404 unknown_creditor
    ok $? "$list: his code leads nowhere"
done
send "$narrow" "/api/v1/files/$c9/outcomes" '{"code":"voicemail","at":"2026-11-23"}'
refuses 404 unknown_ref && [ "$(db --json outcome list "$c9" | grep -c voicemail)" = 0 ]
ok $? "nor can anything be noted there"

theirs=$(sed -n 's/.*"document":"\([^"]*\)".*/\1/p' "$work/theirs")
as "$chief" /api/v1/letters
body "$theirs" && [ -n "$theirs" ] && send "$narrow" "/api/v1/letters/$theirs/say" '{"state":"cancelled","why":"essai"}' &&
    refuses 404 unknown_letter && db --json letter list | grep -q "$theirs"
ok $? "nor is his letter known, or taken out of the queue"
send "$narrow" "/api/v1/files/$c9/letters" '{"kind":"releve"}'
refuses 404 unknown_ref && send "$narrow" "/api/v1/files/$c9/plans" '{"items":["F9"],"means":"transfer","first":"2026-12-28","count":2}' &&
    refuses 404 unknown_ref && [ "$(db --json plan list "$c9" | grep -c means)" = 0 ]
ok $? "nor can one be written, or a plan drawn, there"

# ---- once ----
before=$(promises "$c1")
promise='{"on":"2026-11-27","amount":"50.00","means":"transfer","items":["F2"],"person":"Mme Test"}'
send "$agent" "/api/v1/files/$c1/promises" "$promise" -H 'Idempotency-Key: ein-1'
cp "$work/body" "$work/first"
[ "$status" = 201 ] && ! header Idempotency-Replayed
ok $? "a promise is noted"
send "$agent" "/api/v1/files/$c1/promises" "$promise" -H 'Idempotency-Key: ein-1'
[ "$status" = 201 ] && header 'Idempotency-Replayed: true' && cmp -s "$work/body" "$work/first" &&
    [ "$(promises "$c1")" = $((before + 1)) ]
ok $? "the same request under the same key gets the same answer and notes nothing"
send "$agent" "/api/v1/files/$c1/promises" '{"on":"2026-11-28"}' -H 'Idempotency-Key: ein-1'
refuses 409 idempotency_key_reused
ok $? "another request under that key is refused"
send "$agent" "/api/v1/files/$c9/promises" "$promise" -H 'Idempotency-Key: ein-1'
refuses 409 idempotency_key_reused
ok $? "also on another file"
send "$narrow" "/api/v1/files/$c1/promises" '{"on":"2026-11-28"}' -H 'Idempotency-Key: ein-1'
[ "$status" = 201 ] && ! header Idempotency-Replayed
ok $? "the key of somebody else is another key"
send "$agent" "/api/v1/files/$c1/promises" '{"on":"2026-11-27","amount":"1.00","items":["nowhere"]}' -H 'Idempotency-Key: ein-2'
refuses 422 item_unknown
ok $? "what was refused"
send "$agent" "/api/v1/files/$c1/promises" '{"on":"2026-11-27","amount":"1.00"}' -H 'Idempotency-Key: ein-2'
[ "$status" = 201 ]
ok $? "leaves its key free"
before=$(promises "$c1")
race() { # N: N requests at the same moment, their answers in $work/race.*
    racers=
    for n in $(seq "$1"); do
        curl -s -o "$work/race.$n" -w '%{http_code}\n' --max-time 60 -H "Authorization: Bearer $agent" \
            -H 'Content-Type: application/json' -H 'Idempotency-Key: rennen' \
            -d '{"on":"2026-12-01","amount":"2.00","person":"M. Course"}' \
            "$url/api/v1/files/$c1/promises" >"$work/race.$n.status" &
        racers="$racers $!"
    done
    wait $racers
}
race 6
[ "$(cat "$work"/race.*.status | sort -u)" = 201 ] && [ "$(cat "$work"/race.[0-9] | sort -u | wc -l)" = 1 ] &&
    [ "$(promises "$c1")" = $((before + 1)) ]
ok $? "six at the same moment under one key note one promise, and all are told so"
send "$agent" "/api/v1/files/$c1/outcomes" '{"code":"voicemail","at":"2026-11-23"}' -H "Idempotency-Key: $(printf 'k%.0s' $(seq 101))"
refuses 422 field_value && body '"field":"Idempotency-Key"'
ok $? "a key that is too long is refused"
printf 'compte;nom\nC1;Atelier Neuf\n' >"$work/neuf.csv"
for _ in 1 2; do
    as "$chief" '/api/v1/imports?name=neuf.csv&creditor=AAA' -H 'Content-Type: text/csv' \
        -H 'Idempotency-Key: datei' --data-binary "@$work/neuf.csv"
    printf '%s ' "$status"
    sed -n 's/.*"id":"\([0-9]*\)".*/\1/p' "$work/body"
done >"$work/sent"
[ "$(sort -u "$work/sent" | wc -l)" = 1 ] && grep -q '^202 [0-9]' "$work/sent" && header 'Location: /api/v1/imports/'
ok $? "a file that comes twice is one import"
job=$(sed -n '1s/202 //p' "$work/sent")
for _ in $(seq 100); do
    as "$chief" "/api/v1/imports/$job"
    body '"state":"waiting"' && break
    sleep 0.1
done
body '"state":"waiting"' && body '"updated":1'
ok $? "it is looked at and waits"
send "$chief" "/api/v1/imports/$job/take" '{}'
[ "$status" = 202 ]
for _ in $(seq 100); do
    as "$chief" "/api/v1/imports/$job"
    body '"state":"done"' && break
    sleep 0.1
done
body '"state":"done"' && as "$agent" "/api/v1/files/$c1" && body '"name":"Atelier Neuf"'
ok $? "a yes takes it in"
send "$chief" "/api/v1/imports/$job/take" '{}'
refuses 409 changed_meanwhile
ok $? "once"

# ---- what is refused ----
as "$agent" /api/v1/nothing
refuses 404 unknown_address
ok $? "an address that is not there"
as "$agent" /api/v1/queue -X DELETE
refuses 405 method_refused && header 'Allow: GET, HEAD'
ok $? "a method that is not there"
send "$agent" "/api/v1/files/$c1/why" '{}'
refuses 405 method_refused && header 'Allow: GET, HEAD'
ok $? "nothing is sent to what is read"
as "$agent" "/api/v1/files/$c1/holds" -d a=1
refuses 415 type_refused
ok $? "a form is no JSON"
as "$chief" '/api/v1/imports?name=a.csv' -H 'Content-Type: application/json' -d '{}'
refuses 415 type_refused
ok $? "and JSON no file"
as "$chief" '/api/v1/imports?name=a.csv' -H 'Content-Type: text/csv' -H 'Transfer-Encoding: chunked' --data-binary "@$work/neuf.csv"
refuses 411 length_missing
ok $? "a file says how long it is"
as "$chief" '/api/v1/imports?name=a.csv' -H 'Content-Type: text/csv' -H 'Content-Length: 3000000000' --data-binary "@$work/neuf.csv"
refuses 413 body_too_large
ok $? "and is not too long"
as "$chief" '/api/v1/imports' -H 'Content-Type: text/csv' --data-binary "@$work/neuf.csv"
refuses 422 field_missing && body '"field":"name"'
ok $? "and has a name"
as "$chief" '/api/v1/imports?name=a.csv' -H 'Content-Type: text/csv' -X POST -H 'Content-Length: 0'
refuses 422 file_empty
ok $? "and holds something"
head -c 70000 /dev/zero | tr '\0' a >"$work/big"
send "$agent" "/api/v1/files/$c1/holds" "@$work/big"
refuses 413 body_too_large
ok $? "an object that is too long"
send "$agent" "/api/v1/files/$c1/holds" "@$work/big" -H 'Transfer-Encoding: chunked'
refuses 413 body_too_large
ok $? "also when it does not say so"
send "$agent" "/api/v1/files/$c1/holds" '{"until":"2026-12-04",'
refuses 400 body_unreadable && body 'octet 23'
ok $? "what cannot be read is refused with its place"
send "$agent" "/api/v1/files/$c1/holds" '{"until":"2026-12-04","reason":"document_awaited","untl":"x"}'
refuses 422 field_unknown && body 'untl'
ok $? "a key nobody knows by its name"
send "$agent" "/api/v1/files/$c1/holds" '{"until":"2026-12-04"}'
refuses 422 field_missing && body '"field":"reason"'
ok $? "one that is missing too"
send "$agent" "/api/v1/files/$c1/holds" '{"until":"2026-02-30","reason":"document_awaited"}'
refuses 422 field_value && body '"field":"until"'
ok $? "a day that does not exist"
send "$agent" "/api/v1/files/$c1/promises" '{"amount":12.5}'
refuses 422 field_value && body '"field":"amount"'
ok $? "an amount is a text"
as "$agent" '/api/v1/files?nam=x'
refuses 422 field_unknown && body nam
ok $? "a parameter nobody knows"
as "$agent" '/api/v1/files?limit=many'
refuses 422 field_value && body '"field":"limit"'
ok $? "a limit that is no number"
as "$agent" '/api/v1/files/%ff'
refuses 400 bad_address
ok $? "an address that is not UTF-8"
get "/api/v1/search?q=$(head -c 5000 "$work/big")" -H "Authorization: Bearer $agent"
refuses 414 bad_address
ok $? "or too long"
as "$agent" /api/v1/me -H 'Accept-Language: en'
as "$agent" /api/v1/nothing -H 'Accept-Language: en'
refuses 404 unknown_address && body 'There is nothing'
ok $? "errors are told in the language asked for"

# ---- page by page ----
seen=
next=
for _ in 1 2 3 4; do
    as "$agent" "/api/v1/files?limit=1$next"
    seen="$seen $(sed -n 's/.*"ref":"\([^"]*\)".*/\1/p' "$work/body")"
    key=$(sed -n 's/.*"next":"\([^"]*\)".*/\1/p' "$work/body")
    [ -n "$key" ] || break
    next="&after=$(python3 -c 'import sys, urllib.parse; print(urllib.parse.quote(sys.argv[1], safe=""))' "$key")"
done
[ "$(printf '%s\n' $seen | sort -u | wc -l)" = 3 ] && [ "$(printf '%s\n' $seen | wc -l)" = 3 ]
ok $? "files come a page at a time, each once"
as "$agent" '/api/v1/queue?limit=1&after=1'
[ "$status" = 200 ] && body '"rank":2' && ! body '"rank":1,'
ok $? "the list of the day too"

# ---- figures of the server ----
get /metrics
[ "$status" = 200 ] && header 'Content-Type: text/plain; version=0.0.4' &&
    grep -q '^relance_requests_total{status="2xx"} [1-9]' "$work/body" &&
    grep -q '^relance_requests_total{status="4xx"} [1-9]' "$work/body" &&
    grep -q '^relance_jobs{state="done"} 1$' "$work/body" &&
    grep -q '^relance_mails{state="uncertain"} 0$' "$work/body" &&
    grep -q "^relance_last_run_day_seconds $(date -u -d "$today" +%s)\$" "$work/body"
ok $? "whoever is on the machine reads the figures"
python3 - "$work/body" <<'END'
import re, sys
names, told = set(), set()
for line in open(sys.argv[1], encoding="utf-8"):
    kind = re.fullmatch(r"# TYPE (\w+) (counter|gauge|summary)\n", line)
    if kind:
        told.add(kind.group(1))
    elif not line.startswith("# HELP "):
        name = re.fullmatch(r'(\w+?)(_sum|_count)?(\{\w+="[^"]*"\})? \d+(\.\d+)?\n', line)
        assert name, line
        assert line.rpartition(" ")[0] not in names, line
        names.add(line.rpartition(" ")[0])
        assert name.group(1) in told, line
assert len(told) >= 7
END
ok $? "in the format that Prometheus reads"
! body AAA && ! body agent && ! body Atelier
ok $? "of nobody"
get /metrics -H 'X-Forwarded-For: 192.0.2.1'
refuses 401 token_refused
ok $? "who comes through somebody else shows a token"
as "$agent" /metrics
refuses 403 scope_missing
ok $? "that is for it"
person watch administrator 'Wanda Wache'
as "$(token watch read:metrics)" /metrics -H 'X-Forwarded-For: 192.0.2.1'
[ "$status" = 200 ] && body relance_build_info
ok $? "then the figures are there"

# ---- the end of a token ----
as "$narrow" "/api/v1/files/$c1"
[ "$status" = 200 ] && db user change narrow --role trainer >>"$work/log" 2>&1
as "$narrow" "/api/v1/files/$c1"
refuses 403 scope_missing
ok $? "a right that is taken away is gone with the next request"
db user change narrow --role agent --creditor BBB >>"$work/log" 2>&1
as "$narrow" "/api/v1/files/$c1"
refuses 404 unknown_ref && as "$narrow" "/api/v1/files/$c9" && [ "$status" = 200 ]
ok $? "so are creditors"
db user change narrow --disable >>"$work/log" 2>&1
as "$narrow" /api/v1/me
refuses 401 token_refused
ok $? "an access that is closed closes the token"
db user change narrow --enable >>"$work/log" 2>&1
as "$narrow" /api/v1/me
refuses 401 token_refused
ok $? "for good"
id=$(db --json token list --user agent | sed 's/},{/}\n{/g' | sed -n 's/.*"id":"\([0-9]*\)".*"scopes":\["read:files"\],.*/\1/p')
db token revoke "$id" >>"$work/log" 2>&1
as "$reader" /api/v1/me
refuses 401 token_refused && as "$agent" /api/v1/me && [ "$status" = 200 ]
ok $? "a token that is revoked opens nothing, another one goes on"
db verify >>"$work/log" 2>&1
ok $? "the journal holds"
! grep -qE 'rlc_|Atelier|Mme' "$work/server.log" && grep -q ' route=api_promise status=201 .* token=[0-9]' "$work/server.log"
ok $? "the log names tokens by number and nobody"

# ---- too many at a time ----
stop
rate=1
start
for _ in $(seq 40); do
    as "$agent" /api/v1/me
    [ "$status" = 429 ] && break
done
refuses 429 too_many_requests && header 'Retry-After: [1-9]'
ok $? "who asks too often is told when to come back"
as "$chief" /api/v1/me
is 200 "another token has a measure of its own"

stop
echo "1..$count"
