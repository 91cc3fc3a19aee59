#!/bin/sh
# The page of a file as a plain client sees it: what happened on it, by kind and page by page, and
# both views. TAP. Argument: the program. Under pg_server.sh: on PostgreSQL.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/client.sh"
entries() { grep -o '<li><time>' "$work/body" | wc -l | tr -d ' '; }
story() { # query: the history as the narrow agent sees it
    get "/files/$file?$1" -b "$(jar narrow)"
}
older() { sed -n 's/.*id="older" href="\([^"#]*\)#story".*/\1/p' "$work/body" | sed 's/&amp;/\&/g'; }

# One company in the lists of both, linked by a person: C20 of AAA and D20 of BBB.
known_to_both() {
    for mark in AAA:C20 BBB:D20; do
        code=${mark%:*} customer=${mark#*:}
        printf 'compte;nom;type;siren;contact\n%s;Commun %s;société;000000018;Mme %s\n' \
            "$customer" "$code" "$code" >"$work/liste$code.csv"
        printf 'Code client;Nom;N° facture;Date facture;Échéance;Montant TTC;Solde\n%s;Commun;%s-1;01/09/2026;01/10/2026;10,00;10,00\n' \
            "$customer" "$customer" >"$work/pieces$code.csv"
        db import "$work/liste$code.csv" --creditor $code >>"$work/log" 2>&1 &&
            db import "$work/pieces$code.csv" --creditor $code >>"$work/log" 2>&1 || return 1
    done
    db same "$(debtor_of C20 AAA)" "$(debtor_of D20 BBB)" --why 'même SIREN' >>"$work/log" 2>&1
}
debtor_of() { # ledger number creditor
    db --json debtor "$1" --creditor "$2" 2>/dev/null | sed -n 's/.*"debtor":"\(D-[^"]*\)".*/\1/p'
}

# C1 of AAA paid 200 of what it owes.
happenings() {
    fec_line 4 20261110 C1 '<b>Atelier</b> & "Fils"' REG-7 'Virement reçu' 0,00 200,00 |
        sed 's/^VE\tVentes/BQ\tBanque/; s/\t707000\tVentes\t/\t512000\tBanque\t/' |
        fec "$work/bank.txt"
    db import "$work/bank.txt" --creditor AAA --capacity own >>"$work/log" 2>&1 &&
        db add note "$file" --text 'Très <i>pressé</i>' >>"$work/log" 2>&1 &&
        db promise "$file" --on 2026-11-27 --amount 300.00 --means transfer >>"$work/log" 2>&1 &&
        db dispute "$file" --items F2 --reason goods --amount 50.00 >>"$work/log" 2>&1
}

prepare && file=$(ref_of C1 AAA) && secret=$(ref_of C9 BBB) && start
ok $? "a database of two creditors"
[ -n "$server" ] || { sed 's/^/# /' "$work/log"; echo "1..$count"; exit 1; }
for who in agent narrow; do
    sign_in $who
done

story ''
[ "$status" = 200 ] && body 'Historique' && body '000700013FEC20261231.txt, 2 écritures' &&
    body 'Import</b> : clients.csv, ' && ! body '000400119FEC20261231.txt'
ok $? "the imports that changed it are told, of its creditor only"
is_story_empty=$(entries)
story story=disputes
[ "$(entries)" = 0 ] && body 'Rien de tel ne s’est passé'
ok $? "no dispute yet"

known_to_both && common=$(ref_of C20 AAA)
ok $? "one debtor known to two creditors"
get "/files/$common?story=work" -b "$(jar narrow)"
[ "$status" = 200 ] && body 'Import</b> : listeAAA.csv, ' && body 'Import</b> : piecesAAA.csv, 1 pièce' && ! body 'BBB.csv'
ok $? "the other's imports are not told"
if [ -z "${RELANCE_TEST_PG:-}" ]; then # as if books had been mixed: the creditor of the import counts
    python3 - "$work/t.db" <<'END'
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as db:
    assert db.execute("UPDATE import SET creditor_id = (SELECT creditor_id FROM import WHERE file LIKE '%listeBBB%'), seq = 999 WHERE file LIKE '%listeAAA%'").rowcount == 1
END
    get "/files/$common?story=work" -b "$(jar narrow)"
    [ "$status" = 200 ] && body 'Import</b> : piecesAAA.csv' && ! body 'Import</b> : listeAAA.csv'
    ok $? "nor one that turned up in his books"
fi

happenings
ok $? "a payment, a note, a promise, a dispute"
story ''
[ "$(entries)" = $((is_story_empty + 5)) ] && body 'Très &lt;i&gt;pressé&lt;/i&gt;' && body 'Litige ouvert' &&
    body 'Promesse prise' && body 'REG-7'
ok $? "all of it is told, texts escaped"
story story=money
body 'Promesse prise' && body 'REG-7' && body '200,00 €, REG-7' && ! body 'Litige ouvert</b>' && ! body 'Import</b>' &&
    body 'story=money#story" class="on" aria-current="true"'
ok $? "one kind alone, by a link"
story story=disputes
[ "$(entries)" = 1 ] && body 'Litige ouvert'
ok $? "another"
get "/files/$secret?story=all" -b "$(jar narrow)"
[ "$status" = 404 ] && ! body '000400119FEC20261231.txt'
ok $? "nobody reads the history of another creditor's file"

db add cost "$file" --kind complement --item F1 --amount 120 --why 'honoraires <A-77>' \
    --date 2026-11-20 >"$work/cost" 2>>"$work/log"
story story=work
body 'complément justifié de l’indemnité</b> : 120,00 €, 20/11/2026, «&nbsp;honoraires' ||
    body 'complément justifié de l’indemnité</b> : 120,00 €, 20/11/2026, « honoraires &lt;A-77&gt; »'
ok $? "a cost of recovery is told, with its reason"
db import --undo "$(grep -o 'I-[0-9]*-[A-Z]' "$work/cost")" >>"$work/log" 2>&1
story story=work
[ "$(grep -c 'honoraires &lt;A-77&gt;.*rl-tag out">Repris<' "$work/body")" = 1 ]
ok $? "and that it was taken back"

for n in $(seq 45); do
    db add note "$file" --text "Note numéro $n." >>"$work/log" 2>&1 || break
done
[ "$n" = 45 ]
ok $? "forty-five notes more"
pages=1 seen=
next="/files/$file"
while [ -n "$next" ] && [ "$pages" -lt 9 ]; do
    get "$next" -b "$(jar narrow)"
    told=$(entries)
    [ "$pages" -gt 1 ] || first=$told
    seen="$seen $(grep -o 'Note numéro [0-9]*\.' "$work/body" | tr -dc '0-9\n' | tr '\n' ' ')"
    next=$(older)
    [ -z "$next" ] || pages=$((pages + 1))
done
[ "$first" = 20 ] && [ "$pages" = 3 ]
ok $? "twenty on the first page, the rest behind links"
[ "$(printf '%s' "$seen" | tr -s ' ' | sed 's/^ //; s/ $//')" = "$(seq 45 -1 1 | tr '\n' ' ' | sed 's/ $//')" ]
ok $? "each entry once, the newest first"
body 'Revenir aux plus récents' && body 'Import</b> : clients.csv, '
ok $? "the last page tells the oldest and leads back"
get "/files/$file?seq=zzz&import=-4&day=x&item=1e9" -b "$(jar narrow)"
[ "$status" = 200 ] && body 'Historique'
ok $? "a key that makes no sense is no error"

story ''
body 'Les deux vues' && body 'Au grand livre' && body 'Selon la loi' && body 'Ce qui fait l’écart' &&
    body "/statements/$file" && body 'L441-10'
ok $? "both views with their difference and articles"
total() { # the amounts of the last row of both views
    sed 's/\xc2\xa0/ /g; s/\xe2\x80\xaf//g' "$work/body" |
        sed -n 's/.*<td class="r nw w6"[^>]*>\([^<]*\)<\/td><td class="r nw w6"[^>]*>\([^<]*\)<.*/\1 \2/p' | head -n 1
}
here_is=$(total)
get "/statements/$file" -b "$(jar narrow)"
[ -n "$here_is" ] && [ "$here_is" = "$(total)" ]
ok $? "as the statement has them"
get "/files/$file?story=money" -b "$(jar narrow)" -H 'Accept-Language: en'
body 'History' && body 'Promise taken' && body 'What makes the difference' && ! body 'Historique'
ok $? "in English too"

channel() { # state: that of the telephone
    story ''
    tr -d '\n' <"$work/body" | sed 's/\xc2\xa0/ /g' | grep -q '01 99 00 12 34</a> <span class="rl-tag [a-z]*">'"$1"'<' ||
        tr -d '\n' <"$work/body" | sed 's/\xc2\xa0/ /g' | grep -q '01 99 00 12 34 <span class="rl-tag [a-z]*">'"$1"'<'
}
channel 'Non confirmé' && body 'Mme Test'
ok $? "whom to talk to; a number nobody was reached by is not confirmed"
db add outcome "$file" --code promise --at 2026-11-23T10:00 >>"$work/log" 2>&1
channel 'Utilisable'
ok $? "once somebody was spoken to it is usable"
db add outcome "$file" --code wrong_number --at 2026-11-23T11:00 >>"$work/log" 2>&1
channel 'Faux numéro' && ! body '</a> <span class="rl-tag red">'
ok $? "a wrong one is told and no link any more"
db add fact "$file" --kind opposition --value phone >>"$work/log" 2>&1
channel 'Opposition (RGPD art. 21)'
ok $? "an opposed way stands above it"
body 'N’est confié à personne' && body 'Peuvent agir : Agathe Agent, Nora Narrow' &&
    body 'Peuvent lire' && body 'Colin Compte'
ok $? "who may act and who may only read"
db file assign "$file" --agent narrow --why essai >>"$work/log" 2>&1
story ''
body 'Suivi par Nora Narrow.'
ok $? "whose file it is"
db team add NORD --name 'Région Nord' >>"$work/log" 2>&1 &&
    db team member NORD --add narrow --add agent >>"$work/log" 2>&1 &&
    db file assign "$file" --team NORD --why essai >>"$work/log" 2>&1
story ''
body 'Équipe Région Nord.'
ok $? "its team, by its name"
db file assign "$file" --agent narrow --why essai >>"$work/log" 2>&1 &&
    db user absence narrow --from $today --to 2026-11-27 --cover agent >>"$work/log" 2>&1
story ''
body 'Suivi par Nora Narrow.' && body 'Absent aujourd’hui, remplacé par Agathe Agent.'
ok $? "who stands in while its agent is away, by his name"

get "/files/$secret" -b "$(jar agent)"
[ "$status" = 200 ] && body 'Peuvent agir : Agathe Agent.' && ! body 'Nora Narrow'
ok $? "whoever does not see the creditor has no rights on it"
stop
ok $? "the server ends well"
echo "1..$count"
