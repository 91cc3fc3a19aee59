#!/bin/sh
# The pages of settings as a plain client sees them: who may open and change what, what is refused
# beside its field, what somebody else changed meanwhile, nothing of another's creditor. TAP.
# Argument: the program. Under pg_server.sh: on PostgreSQL.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/client.sh"

trap 'stop; rm -rf "$work"' EXIT
prepare && person lecteur auditor "Léa Lecture" && person chef manager "Maud Manager" &&
    person petit manager "Paul Petit" --creditor AAA && person loin agent "Loïc Loin" --creditor BBB && person adele administrator "Adèle Admin" &&
    start
ok $? "a database of two creditors"
[ "$count" -eq 1 ] && [ -n "$server" ] || { sed 's/^/# /' "$work/log"; echo "1..$count"; exit 1; }
for who in agent narrow comptable lecteur chef petit adele; do
    sign_in $who
done

# ---- the home of settings ----
get /settings
[ "$status" = 303 ] && header 'Location: /login'
ok $? "a stranger is asked to sign in"
get /settings -b "$(jar agent)"
is 403 "settings are not for agents"
get /files -b "$(jar agent)"
! body 'href="/settings"'
ok $? "nor is the way to them"
get /settings -b "$(jar adele)"
[ "$status" = 200 ] && body 'href="/settings" aria-current="page"' && body 'href="/people"' &&
    body 'href="/settings/mail"' && body 'Qui se connecte, avec quels rôles'
ok $? "an administrator finds every page, with what it is for"
get /settings -b "$(jar comptable)"
[ "$status" = 200 ] && ! body 'href="/people"' && ! body 'href="/settings/mail"' &&
    body 'href="/imports/mapping"'
ok $? "others only what they may open"
get /people -b "$(jar adele)"
body '<a href="/settings">Réglages</a>' && body '<b>Personnes</b>'
ok $? "each page says where it belongs"
get /settings -b "$(jar adele)" -H 'Accept-Language: en'
[ "$status" = 200 ] && body 'The server e-mails are handed to'
ok $? "the page speaks English"

# ---- creditors ----
part() { # who path: its form, with what is set there
    get "$2" -b "$(jar "$1")"
    token=$(field csrf) seen=$(field seen)
}
say() { # who path act curl-options: the form that is open
    who=$1 path_of=$2 act=$3
    shift 3
    get "$path_of" -b "$(jar "$who")" --data-urlencode "csrf=$token" -d "seen=$seen" -d "act=$act" "$@"
}
get /settings/creditors -b "$(jar chef)"
[ "$status" = 200 ] && body '/settings/creditors/AAA' && body '/settings/creditors/BBB' &&
    body 'sous mandat, pour son compte' && body 'grand livre, jusqu’au 15/11/2026' && body 'aucun compte'
ok $? "creditors: capacity, the source that is believed, who is paid"
get /settings/creditors -b "$(jar petit)"
[ "$status" = 200 ] && body '/settings/creditors/AAA' && ! body BBB
ok $? "a manager of one sees the one"
get /settings/creditors/BBB -b "$(jar petit)"
is 404 "another's is not there"
get /settings/letterhead/BBB -b "$(jar petit)"
is 404 "nor his letterhead"
get /settings/creditors/AAA -b "$(jar lecteur)"
[ "$status" = 200 ] && body 'Ce qui manque aux lettres' && body 'C. com. R123-237' &&
    ! body 'value="objective"'
ok $? "an auditor reads what letters lack, with its article, and changes nothing"
body 'href="/journal?creditor=AAA"' && get /settings/creditors/AAA -b "$(jar comptable)" && ! body 'href="/journal'
ok $? "and finds who changed what; an accountant has no journal"
part lecteur /settings/letterhead/AAA
[ "$status" = 200 ] && body 'disabled' && ! body 'value="letterhead"'
ok $? "nor in the letterhead"
say lecteur /settings/letterhead/AAA letterhead --data-urlencode 'name=Maison pirate'
is 403 "not even by a form made by hand"
part petit /settings/letterhead/AAA
say petit /settings/letterhead/AAA letterhead --data-urlencode 'name=Maison Tréhorel' \
    --data-urlencode 'address=3, rue du Port, 56100 Lorient' \
    --data-urlencode 'legal=SAS, RCS Lorient 000 000 018' --data-urlencode 'phone=02 61 91 40 12' \
    -d cheque=yes -d basis=
[ "$status" = 303 ] && header 'Location: /settings/letterhead/AAA?done=letterhead'
ok $? "a manager says who writes"
db --json letterhead AAA | grep -q '"legal":"SAS, RCS Lorient 000 000 018"'
ok $? "as the command has it"
get '/settings/letterhead/AAA?done=letterhead' -b "$(jar petit)"
[ "$status" = 200 ] && body 'value="SAS, RCS Lorient 000 000 018"' && body 'L’en-tête est gardé' &&
    ! body 'mentions légales de l’expéditeur' && body 'IBAN du bénéficiaire'
ok $? "what was missing is not missing any more"
part chef /settings/letterhead/AAA
old=$seen token_old=$token
part petit /settings/letterhead/AAA
say petit /settings/letterhead/AAA letterhead -d hours=matin
seen=$old token=$token_old
say chef /settings/letterhead/AAA letterhead --data-urlencode 'hours=de 9 h à 17 h'
[ "$status" = 409 ] && body 'Ces réglages ont changé' && body 'Paul Petit' && body 'En-tête changé' &&
    body 'value="de 9 h à 17 h"' && db --json letterhead AAA | grep -q '"hours":"matin"'
ok $? "what somebody else changed meanwhile is told, with who, and what was typed stays"
seen=$(field seen)
say chef /settings/letterhead/AAA letterhead --data-urlencode 'hours=de 9 h à 17 h'
[ "$status" = 303 ] && db --json letterhead AAA | grep -q '"hours":"de 9 h à 17 h"'
ok $? "said again, it is kept"
part chef /settings/letterhead/AAA
say chef /settings/letterhead/AAA letterhead -d cheque=peut-être
[ "$status" = 422 ] && body 'aria-invalid="true"' && body 'Cette valeur n’est pas possible'
ok $? "what cannot be is refused beside its field"
part chef /settings/letterhead/BBB
body 'la maison écrit sous son propre en-tête' && body 'R124-4, 1°'
ok $? "for others the house writes, and an agency's letter wants more"
part chef /settings/letterhead
[ "$status" = 200 ] && ! body 'value="letterhead"'
ok $? "a manager reads the house's letterhead"
say chef /settings/letterhead letterhead -d name=Pirate
is 403 "and does not change it"
part adele /settings/letterhead
say adele /settings/letterhead letterhead --data-urlencode 'name=Agence & Fils' \
    --data-urlencode 'address=1, quai Haut, 44000 Nantes' --data-urlencode 'activity=Recouvrement amiable'
[ "$status" = 303 ] && db --json letterhead --house | grep -q '"name":"Agence & Fils"'
ok $? "an administrator does"
get /settings/letterhead -b "$(jar adele)"
body 'value="Agence &amp; Fils"'
ok $? "names stand escaped"
part chef /settings/creditors/AAA
say chef /settings/creditors/AAA objective -d month=2026-12 -d amount=bien
[ "$status" = 422 ] && body 'n’est pas un montant'
ok $? "an objective that is no amount"
say chef /settings/creditors/AAA objective -d month=2026-12 -d amount=12000,50
[ "$status" = 303 ] && get /settings/creditors/AAA -b "$(jar chef)" && body '12 000,50 €' &&
    body 'Maud Manager'
ok $? "and one that is: kept, with who said it"

# ---- payees ----
iban=FR7630006000011000000000102
other=FR7630006000011234567890189
part comptable /settings/payees/AAA
[ "$status" = 200 ] && body 'Personne n’est encore payé' && ! body 'Changer un bénéficiaire'
ok $? "an accountant finds nobody is paid yet, and what that means"
say comptable /settings/payees/AAA add -d code=HOUSE -d kind=creditor -d name=Tréhorel -d iban=FR7630006
[ "$status" = 422 ] && body 'id="add-iban"' && body 'id="add-iban-e"' && body 'value="Tréhorel"'
ok $? "an account that cannot be is refused beside its field"
say comptable /settings/payees/AAA add -d code=HOUSE -d kind=creditor -d name=Tréhorel -d "iban=$iban"
[ "$status" = 303 ] && get /settings/payees/AAA -b "$(jar comptable)" && body 'payé d’office' &&
    body 'FR76 3000 6000 0110 0000 0000 102' && ! body 'value="confirm"'
ok $? "the first account serves at once"
part comptable /settings/payees/AAA
say comptable /settings/payees/AAA change -d code=HOUSE -d "iban=$other" -d name= -d bic= -d from=
[ "$status" = 303 ] && get /settings/payees/AAA -b "$(jar comptable)" && body 'attend une seconde personne' &&
    body 'dit par comptable' && ! body 'value="confirm"'
ok $? "another one waits; whoever said it cannot confirm it"
part comptable /settings/payees/AAA
say comptable /settings/payees/AAA confirm -d code=HOUSE
[ "$status" = 422 ] && db --json payee list --creditor AAA | grep -q "\"iban\":\"$iban\""
ok $? "not even by a form made by hand"
part petit /settings/payees/AAA
body 'value="confirm"' && body 'jamais à celui de la demande' && get /settings/creditors -b "$(jar petit)" &&
    body 'attend une seconde personne'
ok $? "a second person is asked to"
part petit /settings/payees/AAA
say petit /settings/payees/AAA confirm -d code=HOUSE
[ "$status" = 303 ] && db --json payee list --creditor AAA | grep -q "\"iban\":\"$other\",\"bic\":\"\",\"since\"" &&
    get /settings/payees/AAA -b "$(jar petit)" && body 'remplace FR76 3000 6000 0110 0000 0000 102'
ok $? "and the account changes, told in letters"
say petit /settings/payees/BBB add -d code=X -d kind=creditor -d name=X -d "iban=$iban"
is 404 "nobody pays into another creditor's"
say lecteur /settings/payees/AAA add -d code=X -d kind=creditor -d name=X -d "iban=$iban"
is 403 "nor does an auditor"

# ---- mandates ----
part chef /settings/mandate/AAA
[ "$status" = 200 ] && body 'n’est pas un mandant' && ! body 'value="sign"'
ok $? "no mandate where none is needed"
part chef /settings/mandate/BBB
[ "$status" = 200 ] && body 'en cours' && body '05/01/2026' && body 'R124-4' && body 'value="end"'
ok $? "a mandate: what holds and what it allows"
say chef /settings/mandate/BBB sign -d from=2026-11-01 -d until=2026-10-01 -d proof= -d declared=1
[ "$status" = 422 ] && body 'id="sign-until-e"'
ok $? "it does not end before it begins"
say chef /settings/mandate/BBB end -d until=2026-11-20
[ "$status" = 303 ] && get /settings/mandate/BBB -b "$(jar chef)" && body 'terminé' &&
    body 'le garde-fou refuse tout contact' && body 'Maud Manager' && ! body 'value="end"'
ok $? "it ends: every word stays, and what is refused from now on is said"
get /settings/creditors/BBB -b "$(jar chef)"
body 'pas de mandat en cours'
ok $? "the creditor's page says so too"
part chef /settings/mandate/BBB
say chef /settings/mandate/BBB sign -d from=2026-11-21 -d until= --data-urlencode 'proof=coffre, <12>' -d declared=1
[ "$status" = 303 ] && get /settings/mandate/BBB -b "$(jar chef)" && body 'coffre, &lt;12&gt;' && body 'en cours'
ok $? "and another is signed"
get /settings/mandate/BBB -b "$(jar petit)"
is 404 "another's mandate is not there"

# ---- penalties, delays, accounts ----
part chef /settings/penalties/AAA
[ "$status" = 200 ] && body 'Rien encore' && body 'celui de la loi' && body 'C. com. L441-10 II'
ok $? "penalties: what holds by default"
say chef /settings/penalties/AAA policy -d penalty= -d imputation= -d order= -d rate=2,5 -d from=2026-11-23 -d why=
[ "$status" = 422 ] && body 'id="policy-rate-e"' && body 'value="2,5"'
ok $? "a rate below the legal minimum is refused beside its field"
say chef /settings/penalties/AAA policy -d penalty= -d imputation= -d order= -d rate= -d from=2026-11-23 -d why=
[ "$status" = 422 ] && body 'role="alert"'
ok $? "to say nothing is no policy"
part chef /settings/penalties/AAA
say chef /settings/penalties/AAA policy -d penalty=claimed -d imputation=legal -d order= -d rate=12,40 \
    -d from=2026-11-23 --data-urlencode 'why=conditions <2026>'
[ "$status" = 303 ] && get /settings/penalties/AAA -b "$(jar chef)" && body '12,4' &&
    body 'conditions &lt;2026&gt;' && body 'Maud Manager' &&
    db --json policy --creditor AAA | grep -q '"penalty":"claimed"'
ok $? "a policy: kept as the command has it, with who said it and why"
part chef /settings/delays/AAA
[ "$status" = 200 ] && body 'Délai d’encaissement' && body '>411<'
ok $? "delays and accounts as shipped"
say chef /settings/delays/AAA grace -d means=transfer -d days=600 -d return-days=
[ "$status" = 422 ] && body 'id="grace-days-e"'
ok $? "a delay that cannot be"
say chef /settings/delays/AAA grace -d means=transfer -d days=4 -d return-days=
[ "$status" = 303 ] && get /settings/delays/AAA -b "$(jar chef)" && body 'changé'
ok $? "and one that is"
part chef /settings/delays/AAA
say chef /settings/delays/AAA chart -d prefix=abc -d role=factor
[ "$status" = 422 ] && body 'id="chart-prefix-e"'
ok $? "an account that is none"
say chef /settings/delays/AAA chart -d prefix=467200 -d role=factor
[ "$status" = 303 ] && get /settings/delays/AAA -b "$(jar chef)" && body '467200' && body 'ajouté' &&
    db chart list --creditor AAA 2>/dev/null | grep -q '467200.*factor' 
ok $? "what an account holds"
part chef /settings/delays/AAA
say chef /settings/delays/AAA chart -d prefix=467200 -d role=
[ "$status" = 303 ] && get /settings/delays/AAA -b "$(jar chef)" && ! body '467200<'
ok $? "and taken back"
for path in penalties delays; do
    get "/settings/$path/BBB" -b "$(jar petit)"
    [ "$status" = 404 ]
    ok $? "another's $path are not there"
done

# ---- rules ----
bring() { # who act FILE: as the form with a file sends it
    get /settings/rules -b "$(jar "$1")"
    get /settings/rules -b "$(jar "$1")" -F "csrf=$(csrf)" -F "act=$2" -F "file=@$3"
}
edit() { # who act seen FILE: as the editor sends it
    get /settings/rules -b "$(jar "$1")" -F "csrf=$token" -F "act=$2" -F "seen=$3" -F "text=<$4"
}
get /settings/rules -b "$(jar chef)"
[ "$status" = 200 ] && body '/settings/rules/b2b' && body 'livrée' && ! body 'name="file"'
ok $? "a manager reads which rules are in force"
get /settings/rules/b2b -b "$(jar lecteur)"
[ "$status" = 200 ] && body 'kind: scenario' && body 'en vigueur' && ! body 'name="text"'
ok $? "and their text"
get /settings/rules/rien -b "$(jar lecteur)"
is 404 "of no others"
get '/settings/rules/text/b2b' -b "$(jar lecteur)"
cp "$work/body" "$work/b2b.yaml"
[ "$status" = 200 ] && header 'Content-Disposition: attachment; filename="b2b.yaml"' &&
    db rules export b2b 2>/dev/null | cmp -s - "$work/b2b.yaml"
ok $? "which is exported as it is"
bring chef load "$work/b2b.yaml"
is 403 "no manager brings others"
sed 's/{days: 3, /{days: beaucoup, /' "$work/b2b.yaml" >"$work/bad.yaml"
bring adele check "$work/bad.yaml"
[ "$status" = 422 ] && body 'à corriger' && body 'ligne ' && body '<code class="c2">- {days: beaucoup, action: email' &&
    ! body 'value="load"'
ok $? "what is wrong is said with its line, and cannot be loaded"
sed 's/^title: .*/title: "Relances <du Ponant>"/; s/{days: 3, /{days: 2, /' "$work/b2b.yaml" >"$work/other.yaml"
bring adele check "$work/other.yaml"
[ "$status" = 200 ] && body 'pas encore en vigueur' && body 'Relances &lt;du Ponant&gt;' && body 'class="add"' &&
    body 'value="load"' && db rules list 2>/dev/null | grep -q 'b2b.*livrée'
ok $? "what is right shows its difference, and is not in force yet"
token=$(field csrf)
edit adele try 0 "$work/other.yaml"
[ "$status" = 303 ] && header 'Location: /settings/trial'
for _ in $(seq 100); do
    get /settings/trial -b "$(jar adele)"
    grep -q data-events "$work/body" || break
    sleep 0.1
done
body 'Ce que la journée deviendrait' && body 'dossiers relus' && token=$(field csrf)
ok $? "what it would change of the day is tried"
edit adele load 0 "$work/other.yaml"
[ "$status" = 303 ] && header 'Location: /settings/rules/b2b?done=load'
ok $? "it is put in force"
get '/settings/rules/b2b?done=load' -b "$(jar adele)"
[ "$status" = 200 ] && body 'version 1, du' && body 'Adèle Admin' && body 'celle livrée avec le programme' &&
    body 'class="del"'
ok $? "as one more version, with who loaded it and what differs from the shipped one"
get '/settings/rules/b2b?version=shipped' -b "$(jar adele)"
[ "$status" = 200 ] && body 'n’est plus en vigueur' && ! body 'du Ponant&gt;&quot;'
ok $? "the one before stays readable"
edit adele load 0 "$work/b2b.yaml"
[ "$status" = 409 ] && body 'entre-temps' && db rules list 2>/dev/null | grep -q 'b2b.*chargée'
ok $? "nobody loads over a version he did not see"
edit adele load 1 "$work/b2b.yaml"
[ "$status" = 303 ] && get /settings/rules/b2b -b "$(jar adele)" && body 'version 2, du'
ok $? "and then he does"
: >"$work/empty.yaml"
bring adele check "$work/empty.yaml"
[ "$status" = 422 ] && body 'role="alert"'
ok $? "an empty file is refused where it was brought"

# ---- law tables ----
law() { # who act FILE
    get /settings/law -b "$(jar "$1")"
    get /settings/law -b "$(jar "$1")" -F "csrf=$(csrf)" -F "act=$2" -F "file=@$3"
}
again() { # who act seen FILE options: as the form of the comparison sends it
    who=$1 act=$2 old=$3 file_of=$4
    shift 4
    get /settings/law -b "$(jar "$who")" -F "csrf=$token" -F "act=$act" -F "seen=$old" -F name=ecb.csv \
        -F "text=<$file_of" "$@"
}
get /settings/law -b "$(jar lecteur)"
[ "$status" = 200 ] && body 'Taux de refinancement' && body '/settings/law/ecb' && body 'livrée avec le programme' &&
    ! body 'name="file"'
ok $? "the law tables in force: rows, last day, age, origin"
get /settings/law/rules -b "$(jar lecteur)"
[ "$status" = 200 ] && body 'L441-10' && body 'Confiance' && body '/settings/law/csv/rules'
ok $? "one of them: period, article, source, whether somebody verified it"
get /settings/law/rien -b "$(jar lecteur)"
is 404 "there are no others"
get /settings/law/csv/ecb -b "$(jar lecteur)"
cp "$work/body" "$work/ecb.csv"
[ "$status" = 200 ] && header 'Content-Disposition: attachment; filename="ecb.csv"' &&
    db law tables ecb --csv 2>/dev/null | cmp -s - "$work/ecb.csv"
ok $? "as a file"
law chef load "$work/ecb.csv"
is 403 "a manager does not change the law"
law adele preview "$work/ecb.csv"
[ "$status" = 200 ] && body 'déjà en vigueur' && ! body 'value="load"'
ok $? "the table in force changes nothing"
sed 2d "$work/ecb.csv" >"$work/less.csv"
law adele preview "$work/less.csv"
[ "$status" = 422 ] && body 'role="alert"' && body 'manque' && ! body 'value="load"'
ok $? "a published row does not disappear"
printf 'from;to\nx;y\n' >"$work/bad.csv"
law adele preview "$work/bad.csv"
[ "$status" = 422 ] && body 'role="alert"' && body 'Table à vérifier'
ok $? "what is no table is refused"
python3 - "$work/ecb.csv" >"$work/more.csv" <<'END'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8", newline="")))
rows[-1][rows[0].index("source")] = "https://essais.example/<bce>"
csv.writer(sys.stdout, lineterminator="\n").writerows(rows)
END
law adele preview "$work/more.csv"
token=$(csrf)
[ "$status" = 200 ] && body 'modifiée' && body 'essais.example/&lt;bce&gt;' && body 'value="load"' &&
    db law tables 2>/dev/null | grep -q 'ecb.*compilée'
ok $? "a newer one is compared first"
again adele load 0 "$work/more.csv"
[ "$status" = 303 ] && header 'Location: /settings/law?done=load'
ok $? "then put in force"
get /settings/law/ecb -b "$(jar adele)"
[ "$status" = 200 ] && body 'version 1, du' && body 'essais.example/&lt;bce&gt;'
ok $? "as one more version"
sed 's/essais.example/autres.example/' "$work/more.csv" >"$work/third.csv"
again adele load 0 "$work/third.csv"
[ "$status" = 409 ] && body 'entre-temps' && ! body 'value="load"'
ok $? "nobody loads over a version he did not see"

# ---- teams and absences ----
team() { # who curl-options: a form of the page
    who=$1
    shift
    get /settings/teams -b "$(jar "$who")"
    get /settings/teams -b "$(jar "$who")" --data-urlencode "csrf=$(csrf)" "$@"
}
get /settings/teams -b "$(jar chef)"
[ "$status" = 200 ] && body 'Aucune équipe' && body 'Personne n’est absent' && body 'value="absence"'
ok $? "no team and nobody away: what teams are for is said"
get /settings/teams -b "$(jar lecteur)"
[ "$status" = 200 ] && ! body 'value="absence"'
ok $? "an auditor reads"
team lecteur -d act=team -d code=X
is 403 "and changes nothing"
team chef -d act=team -d 'code=un deux' -d name= -d lead=
[ "$status" = 422 ] && body 'id="team-code-e"' && body 'value="un deux"'
ok $? "a code that cannot be is refused beside its field"
team chef -d act=team -d code=OUEST --data-urlencode 'name=Équipe <Ouest>' -d lead=chef
[ "$status" = 303 ] && get /settings/teams -b "$(jar chef)" && body 'Équipe &lt;Ouest&gt;' &&
    body 'href="/lists/accounts?team=OUEST"' && body 'personne encore'
ok $? "a team, with the way to its files"
team chef -d act=join -d team=OUEST -d who=narrow
team chef -d act=join -d team=OUEST -d who=loin
[ "$status" = 303 ] && db team list | grep -q 'OUEST.*chef.*loin, narrow\|OUEST.*chef.*narrow, loin'
ok $? "people join it"
get /settings/teams -b "$(jar petit)"
[ "$status" = 200 ] && body 'Nora Narrow' && ! body 'Loïc Loin' && ! body 'value="team"'
ok $? "a manager of one creditor sees whom he may see"
team petit -d act=leave -d team=OUEST -d who=loin
[ "$status" = 422 ] && ! body 'Loïc Loin' && db team list | grep -q loin
ok $? "and speaks of nobody else"
team petit -d act=absence -d login=loin -d cover= -d from=2026-11-23 -d to=2026-11-27
first=$(sed 's/value="[^"]*"//g' "$work/body" | cksum)
team petit -d act=absence -d login=rien -d cover= -d from=2026-11-23 -d to=2026-11-27
[ "$status" = 422 ] && [ "$(sed 's/value="[^"]*"//g; s/rien/loin/g' "$work/body" | cksum)" = "$first" ]
ok $? "whom one may not see is like somebody who does not exist"
team petit -d act=team -d code=EST
is 403 "nor does he add teams, whose codes are everybody's"
team petit -d act=absence -d login=narrow -d cover=narrow -d from=2026-11-23 -d to=2026-11-27
[ "$status" = 422 ] && body 'id="absence-cover-e"' && body 'value="2026-11-27"'
ok $? "nobody stands in for himself"
team petit -d act=absence -d login=narrow -d cover=agent -d from=2026-11-23 -d to=2026-11-27
[ "$status" = 303 ] && get /settings/teams -b "$(jar petit)" && body '1 personne absente aujourd’hui' &&
    body 'Agathe Agent' && body '27/11/2026'
ok $? "an absence: who is away until when, and who stands in"
team chef -d act=absence -d login=narrow -d cover= -d from=2026-12-21 -d to=2026-12-24
get /settings/teams -b "$(jar chef)"
body 'à venir' && body 'qui a le plus de temps'
ok $? "another one to come"
team chef -d act=cancel -d who=narrow -d number=1
[ "$status" = 303 ] && get /settings/teams -b "$(jar chef)" && body 'Personne n’est absent' &&
    body 'annulée' && body '21/12/2026'
ok $? "one is cancelled, the other stays"
team chef -d act=leave -d team=OUEST -d who=loin
[ "$status" = 303 ] && ! db team list | grep -q loin
ok $? "and somebody leaves the team"

# ---- who may what, page by page; each also in English ----
reads='creditors creditors/AAA letterhead letterhead/AAA payees/AAA mandate/BBB penalties/AAA delays/AAA rules rules/b2b law law/ecb teams'
may() { # who wanted-status path...: opening each page
    who=$1 wanted=$2
    shift 2
    for page in "$@"; do
        get "/settings/$page" -b "$(jar "$who")" -H 'Accept-Language: en'
        [ "$status" = "$wanted" ] || return 1
        [ "$wanted" != 200 ] || body '<html lang="en">' || return 1
    done
}
# shellcheck disable=SC2086 # a list of pages
for who in lecteur comptable chef adele; do
    may $who 200 $reads
    ok $? "$who opens every page, in English"
done
# shellcheck disable=SC2086
may agent 403 $reads && may narrow 403 $reads
ok $? "agents open none"
sends() { # who path...: a form with its token, which does nothing
    who=$1
    shift
    get /calculateur/interets -b "$(jar "$who")"
    token=$(csrf)
    for page in "$@"; do
        get "/settings/$page" -b "$(jar "$who")" --data-urlencode "csrf=$token" -d act=rien
        printf '%s ' "$status"
    done
}
[ "$(sends chef creditors/AAA letterhead/AAA payees/AAA mandate/BBB penalties/AAA delays/AAA teams letterhead)" = \
    '422 422 422 422 422 422 400 403 ' ]
ok $? "a manager may send every form but the house's"
[ "$(sends comptable creditors/AAA letterhead/AAA mandate/BBB penalties/AAA delays/AAA teams letterhead)" = \
    '403 403 403 403 403 403 403 ' ]
ok $? "an accountant only that of payees"
[ "$(sends lecteur creditors/AAA letterhead/AAA payees/AAA mandate/BBB penalties/AAA delays/AAA teams letterhead)" = \
    '403 403 403 403 403 403 403 403 ' ]
ok $? "an auditor none"
get /settings/letterhead/AAA -b "$(jar chef)" -d act=letterhead -d name=Pirate
is 403 "nor anybody a form without its token"

stop
ok $? "the server ends"

today=2027-06-20
start
get /settings -b "$(jar adele)"
body 'dans les 30 jours'
ok $? "when figures are about to end the administrator is told on the home of settings"
get /settings/law -b "$(jar adele)"
body 'aucun chiffre après le'
ok $? "and which, on their page"
stop
ok $? "the server ends again"
echo "1..$count"
