#!/bin/sh
# mail_test.sh RELANCE: e-mails to debtors, handed to a mail server of our own. What leaves is read
# by Python's own reader; what the gate says, what the server says at each step, OAuth 2, and what a
# person says of what is uncertain. On the database of RELANCE_TEST_PG, or SQLite. Prints TAP.
set -u
relance=$1
work=$(mktemp -d)
. "$(dirname -- "$0")/../support/mail_servers.sh"
trap 'stop_servers; rm -rf "$work"' EXIT
unset RELANCE_DB RELANCE_KEY
count=0
today=2026-11-23

point() { # ok|"not ok" name
    count=$((count + 1))
    echo "$1 $count - $2"
}
is() { # name got wanted
    if [ "$2" = "$3" ]; then point ok "$1"; else
        point 'not ok' "$1"
        echo "# got $2, wanted $3"
    fi
}
relance() { "$relance" --db "$db" --today "$today" "$@"; }
has() { # name text command...
    name=$1 text=$2
    shift 2
    relance "$@" >"$work/said" 2>&1
    if grep -qF -- "$text" "$work/said"; then point ok "$name"; else
        point 'not ok' "$name"
        sed 's/^/# /' "$work/said"
    fi
}
fails() { # name exit code command...
    name=$1 exit=$2 code=$3
    shift 3
    out=$(relance --json "$@" 2>/dev/null)
    got=$?
    case $got,$out in
    "$exit",*"\"code\":\"$code\""*) point ok "$name" ;;
    *)
        point 'not ok' "$name"
        echo "# exit $got: $out"
        ;;
    esac
}
document() { # P-… of the e-mail just written
    sed -n 's/.*"document":"\(P-[^"]*\)".*/\1/p' "$work/said" | head -n 1
}
state() { # P-…: where it is
    for s in queued claimed accepted refused uncertain stopped; do
        relance --json mail list --state $s | grep -qF "\"document\":\"$1\"" && echo $s
    done
}
write() { # ledger number kind options...: $mail
    relance --json mail "$@" --creditor OWN >"$work/said" 2>&1 || sed 's/^/# /' "$work/said"
    mail=$(document)
}
taken() { find "$work/smtp/taken" -name '*.eml' | wc -l | tr -d ' '; }
script() { printf '%s\n' "$1" >"$work/smtp/script"; }
pressing() { # ledger number: whether the debtor counts as contacted today
    relance --json why "$1" --creditor OWN
}

books() {
    relance init >/dev/null 2>&1
    relance user add anne --role accountant >/dev/null
    awk 'BEGIN { print "Client;Nom;Adresse;Code postal;Ville;Type;E-mail"
        for (i = 1; i <= 12; i++) printf "K%02d;Société Éole %d;%d, rue des Essais;44000;Nantes;société;compta%d@eole.example\n", i, i, i, i
        print "K14;Deux factures;14, rue des Essais;44000;Nantes;société;compta14@eole.example" }' \
        >"$work/customers.csv"
    awk 'BEGIN { print "Client;Nom;Facture;Date facture;Échéance;Montant;Reste dû"
        for (i = 1; i <= 12; i++) printf "K%02d;Société Éole %d;F%02d;2026-10-01;2026-11-10;1%02d4,50;1%02d4,50\n", i, i, i, i, i
        print "K13;Sans adresse;F13;2026-10-01;2026-11-10;500,00;500,00"
        print "K14;Deux factures;FAC-2026-0014;2026-10-01;2026-11-10;600,00;600,00"
        print "K14;Deux factures;FAC-2026-0015;2026-10-02;2026-11-10;700,00;700,00" }' >"$work/items.csv"
    relance import "$work/items.csv" --creditor OWN >/dev/null
    relance import "$work/customers.csv" --creditor OWN >/dev/null
    relance letterhead OWN --name 'Maison Tréhorel' --address '3, rue du Port, 56100 Lorient' \
        --legal 'SAS, RCS Lorient 000 000 018' --contact 'Claire Fictive' --phone '02 61 91 40 12' \
        --email claire@maison.example --privacy dpo@maison.example >/dev/null
    relance payee add HOUSE --creditor OWN --kind creditor --name 'Maison Tréhorel' \
        --iban FR7630006000011000000000102 --by anne >/dev/null
}

writing() {
    fails "$1: without a server none is written" 1 mail_not_set mail K01 relance-1 --creditor OWN
    fails "$1: in clear only to this machine" 2 bad_option_value mail server --host smtp.maison.example \
        --security plain --from compta@maison.example --login none
    printf 'mot de passe\n' >"$work/secret"
    relance mail server --host 127.0.0.1 --port "$port" --user compta --secret "$work/secret" \
        --from compta@maison.example --ca "$work/cert.pem" >/dev/null
    has "$1: the secret is kept and never shown" '"secret":true' --json mail server
    case $db in
    sqlite:*) if grep -qa 'mot de passe' "${db#sqlite:}"*; then point 'not ok' "$1: sealed"; else point ok "$1: sealed"; fi ;;
    esac
    fails "$1: no address, no e-mail" 1 contact_blocked mail K13 relance-1 --creditor OWN
    relance add fact K12 --creditor OWN --kind opposition --value email >/dev/null
    fails "$1: opposed to e-mail, none" 1 contact_blocked mail K12 relance-1 --creditor OWN
    fails "$1: a formal notice goes on paper" 2 bad_option_value mail K01 mise-en-demeure --creditor OWN
    has "$1: a preview says all of it" 'relance-1_C-' mail K01 relance-1 --preview --creditor OWN
    has "$1: and keeps nothing" '"mails":[]' --json mail list
    write K01 relance-1
    first=$mail
    fails "$1: a letter beside it has to wait" 1 letter_pending letter K01 relance-1 --creditor OWN
    has "$1: it is not printed" '"letters":[]' --json letter list
    fails "$1: and is not told as a letter is" 1 letter_state letter sent "$first" --on $today
}

sending() {
    has "$1: it is handed over" '"accepted":1,"refused":0,"uncertain":0,"later":0,"stopped":0' --json send
    is "$1: once" "$(taken)" 1
    has "$1: and nothing is left" '"accepted":0' --json send
    is "$1: accepted" "$(state "$first")" accepted
    python3 - "$work/smtp/taken/1.eml" >"$work/read" 2>&1 <<'PY'
import email, email.policy, sys
m = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.default)
assert not m.defects, m.defects
print(m["from"], "|", m["to"], "|", m["reply-to"])
print(m["subject"])
print(m["date"].datetime.isoformat(), m["message-id"])
text = m.get_body().get_content()
for word in ("Madame, Monsieur", "F01", "1\u202f014,50\u00a0€", "FR76 3000 6000 0110 0000 0000 102",
             "SAS, RCS Lorient 000 000 018", "dpo@maison.example", "Claire Fictive",
             "Vous préférez qu’on vous écrive autrement"):
    print(word if word in text.replace("1 014", "1\u202f014") else "MISSING " + word + text)
for part in m.iter_attachments():
    body = part.get_payload(decode=True)
    print(part.get_content_type(), part.get_filename(), body[:5], body.rstrip()[-5:])
PY
    name='it reads as French in another program'
    if grep -q 'MISSING\|Error' "$work/read"; then
        point 'not ok' "$1: $name"
        sed 's/^/# /' "$work/read"
    else
        point ok "$1: $name"
    fi
    is "$1: from the house, to the debtor" "$(head -n 1 "$work/read")" \
        'Maison Tréhorel <compta@maison.example> | Société Éole 1 <compta1@eole.example> | claire@maison.example'
    is "$1: with the letter" "$(tail -n 1 "$work/read" | cut -d' ' -f1)" application/pdf
    relance export facts 2>/dev/null | grep '"fact":"letter"' >"$work/letters"
    is "$1: the letter went by e-mail today" \
        "$(grep -c '"channel":"email".*"sent":"'$today'"\|"sent":"'$today'".*"channel":"email"' "$work/letters")" 1
    has "$1: it counts as contact, so a second is not due" 'C-' why K01 --creditor OWN
}

troubles() {
    for case in 'rcpt|550 5.1.1 no such user|refused' 'mail|552 5.7.1 never|refused' \
        'dot|554 5.6.0 spam|refused' 'rcpt|451 4.3.0 busy|queued' 'data|close|queued' \
        'ehlo|421 4.3.2 closing|queued' 'body|close|uncertain' 'dot|451 4.3.0 disk full|queued' \
        'dot|taken-close|uncertain'; do
        step=${case%%|*} rest=${case#*|}
        action=${rest%|*} wanted=${rest##*|}
        number=$((number + 1))
        write "$(printf 'K%02d' $number)" relance-1
        script "$step $action"
        relance send --seconds 20 >/dev/null 2>&1
        is "$1: $step $action" "$(state "$mail")" "$wanted"
        eval "mail_$number=\$mail"
    done
    rm -f "$work/smtp/script"
    relance send --now >/dev/null 2>&1
    is "$1: what was put off is taken at the next try" \
        "$(for n in 5 6 7 9; do eval "state \$mail_$n"; done | sort | uniq -c | tr -s ' ')" ' 4 accepted'
}

words() {
    is "$1: what is uncertain stays so" "$(state "$mail_10")" uncertain
    fails "$1: and is not sent again" 1 mail_state mail say "$mail_10" again
    has "$1: he cannot be written to again meanwhile" '"code":"letter_pending"' --json mail K10 relance-1 --creditor OWN
    id=$(relance --json mail list --state uncertain | tr '{' '\n' | grep -F "$mail_10" | sed -n 's/.*"message_id":"\([^"]*\)".*/\1/p')
    has "$1: its Message-ID seen settles it" '"state":"accepted"' --json mail say "<$id>" arrived
    has "$1: another did not leave" '"state":"refused"' --json mail say "$mail_8" lost
    has "$1: said again it is so already" '"state":"accepted"' --json mail say "$mail_10" arrived
    fails "$1: an accepted one is not stopped" 1 mail_state mail say "$mail_10" stop
    fails "$1: nobody there: not again" 1 mail_state mail say "$mail_2" again
    fails "$1: nor to that address" 1 contact_blocked mail K02 relance-1 --creditor OWN
    today=2026-11-24
    relance add fact K02 --creditor OWN --kind email --value neuf@eole.example >/dev/null
    has "$1: a new address is written to" '"document":"P-' --json mail K02 relance-1 --creditor OWN
    today=2026-11-23
    has "$1: refused for another reason: again" '"state":"queued"' --json mail say "$mail_3" again
    has "$1: or not at all" '"state":"stopped"' --json mail say "$mail_4" stop
    fails "$1: nobody knows that one" 1 unknown_mail mail say '<x@y.example>' arrived
    relance add fact K03 --creditor OWN --kind opposition --value email >/dev/null
    has "$1: the gate is asked as it leaves" '"stopped":1' --json send
    is "$1: and stops it" "$(state "$mail_3")" stopped
}

# A page with one line of text, in a file called like every other.
copy() { # folder text
    mkdir -p "$work/$1"
    python3 - "$work/$1/facture.pdf" "$2" <<'PY'
import sys
text = "BT /F1 12 Tf 40 700 Td (%s) Tj ET" % sys.argv[2]
parts = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
         "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
         "<</Length %d>>stream\n%s\nendstream" % (len(text), text)]
out, places = b"%PDF-1.4\n", []
for n, part in enumerate(parts, 1):
    places.append(len(out))
    out += ("%d 0 obj\n%s\nendobj\n" % (n, part)).encode()
at = len(out)
out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
out += b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % at
open(sys.argv[1], "wb").write(out)
PY
    relance import "$work/$1" --creditor OWN >>"$work/log" 2>&1
}

copies() {
    : >"$work/log"
    fails "$1: no copy, no e-mail of copies" 1 no_copy mail K14 copie --creditor OWN
    copy first 'Facture FAC-2026-0014'
    copy second 'Facture FAC-2026-0015'
    file=$(relance --json debtor K14 --creditor OWN | sed -n 's/.*"ref":"\(C-[^"]*\)".*/\1/p')
    n=14
    for copy in $(relance --json documents | grep -o '"id":"P-[^"]*"' | cut -d'"' -f4 | sort -u); do
        relance documents attach "$copy" "$file" --item FAC-2026-00$n >>"$work/log" 2>&1
        n=$((n + 1))
    done
    write K14 copie
    is "$1: copies of one name are two files" "$(grep -o '"name":"facture.pdf"' "$work/said" | wc -l | tr -d ' ')" 2
    relance send >/dev/null 2>&1
    is "$1: and go" "$(state "$mail")" accepted
    write K14 relance-1
    relance add fact K14 --creditor OWN --kind email --value juste@eole.example >/dev/null
    relance send >/dev/null 2>&1
    is "$1: nothing goes to an address that was corrected" "$(state "$mail")" stopped
    has "$1: it says why" 'n’est plus une adresse connue' mail list --state stopped
    has "$1: to the new one it goes" '"to":"juste@eole.example"' --json mail K14 relance-1 --creditor OWN
    relance send >/dev/null 2>&1
}

oauth() {
    start "$work/token" token_server.py
    token_port=$port
    echo refresh-0 >"$work/token/refresh"
    echo old >"$work/token/access"
    start "$work/smtp2" smtp_server.py --tls "$work/cert.pem" "$work/key.pem" --user compta --token "$work/token/access"
    cp "$work/token/refresh" "$work/refresh"
    printf 's3cr3t+&' >"$work/client"
    has "$1: OAuth 2 is set" '"client_secret":true' --json mail server --port "$port" --login oauth \
        --user compta@maison.example --secret "$work/refresh" --client-secret "$work/client" \
        --token-url "http://127.0.0.1:$token_port/token" --client-id relance --scope 'mail.send offline'
    has "$1: the server's account is another one" 'mail_entry' --json mail test moi@maison.example
    cp "$work/token/refresh" "$work/refresh"
    relance mail server --user compta --secret "$work/refresh" --client-secret "$work/client" >/dev/null
    has "$1: a message to oneself is taken" '"accepted":true' --json mail test moi@maison.example
    used=$(cat "$work/token/count")
    has "$1: the access token is kept" '"accepted":true' --json mail test moi@maison.example
    is "$1: and not asked for again" "$(cat "$work/token/count")" "$used"
    relance mail server --from-name 'Maison Tréhorel' >/dev/null
    echo refuse >"$work/token/mode"
    fails "$1: refused by the identity server" 3 mail_entry mail test moi@maison.example
    echo broken >"$work/token/mode"
    fails "$1: no JSON is no token" 3 mail_entry mail test moi@maison.example
    echo down >"$work/token/mode"
    fails "$1: down is no refusal" 3 mail_failed mail test moi@maison.example
    write K11 releve
    fails "$1: nothing is claimed without a token" 3 mail_failed send
    is "$1: it waits" "$(state "$mail")" queued
    echo ok >"$work/token/mode"
    relance send >/dev/null 2>&1
    is "$1: and goes with the new refresh token" "$(state "$mail")" accepted
    relance mail server --port 1 >/dev/null
    has "$1: a secret does not follow to another server" '"secret":false' --json mail server
}

scene() { # engine
    rm -rf "$work/smtp" "$work/smtp2" "$work/token"
    certificate
    start "$work/smtp" smtp_server.py --tls "$work/cert.pem" "$work/key.pem" --user compta --password 'mot de passe'
    smtp_port=$port
    books
    number=1
    writing "$1"
    sending "$1"
    troubles "$1"
    words "$1"
    copies "$1"
    oauth "$1"
    case $(relance --json verify) in
    *'"ok":true'*) point ok "$1: verify" ;;
    *) point 'not ok' "$1: verify" ;;
    esac
}

db=sqlite:$work/relance.db
scene sqlite
if [ -n "${RELANCE_TEST_PG:-}" ]; then
    db=$RELANCE_TEST_PG
    RELANCE_KEY=$work/pg.key
    export RELANCE_KEY
    scene postgresql
fi
echo "1..$count"
