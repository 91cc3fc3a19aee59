#!/bin/sh
# The Calculateur: the figures of the worked examples stand on its pages, with their articles; a bad
# value is answered beside its field; every tab prints its sources. TAP. Argument: the program.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/client.sh"

details() {
    sed -n '/<main/,$p' "$work/body" 2>/dev/null | sed 's/<[^>]*>/ /g' | grep -v '^ *$' | head -n 60
}
ask() { # PATH [curl-options]: as somebody who is signed in
    asked=$1
    shift
    get "$asked" -b "$(jar formatrice)" "$@"
}
# holds NAME TEXT...: status 200 and every text on the page
holds() {
    name=$1
    shift
    [ "$status" = 200 ] || { ok 1 "$name: status $status"; return; }
    for text; do
        body "$text" || { ok 1 "$name: « $text »"; return; }
    done
    ok 0 "$name"
}
# refuses NAME FIELD TEXT: 422, the field marked, the sentence beside it, no result
refuses() {
    [ "$status" = 422 ] && body "id=\"f-$2-e\"" && body "$3" && ! body 'class="calc-v"'
    ok $? "$1"
}
interest() { ask "/calculateur/interets?debtor=$1&creditor=$2&$3"; }

prepare
ok $? "a database"
start
ok $? "a server"
get /calculateur/interets
[ "$status" = 303 ] && grep -qi '^location: /login' "$work/head"
ok $? "nobody computes before signing in"
sign_in formatrice
[ "$status" = 303 ]
ok $? "a trainer signs in, who sees no file"

ask /calculateur
[ "$status" = 303 ] && grep -qi '^location: /calculateur/interets' "$work/head"
ok $? "the calculator begins with interest"
ask /calculateur/interets
holds "an empty form explains itself" 'Le résultat s’affiche ici' 'name="principal"' \
    'href="/calculateur/prescription"'

# ---- interest ----
business='business professional'
interest $business 'principal=12000&due=2025-08-31&until=2025-10-15'
holds "WE-01" '12 219,75 €' '179,75 €' '179,753425' '12,15 %' 'BCE 2,15 % + 10 points' \
    'C. com. L441-10 II' 'C. com. D441-5' 'communiqué de la BCE du 11 septembre 2025' \
    'vérifié le 23/11/2026'
interest $business 'principal=5000,00&due=2026-06-15&until=2026-08-14'
holds "WE-05" '101,40 €' '24,965753' '76,438356' '12,40 %' 'sources secondaires'
interest $business 'principal=10000&due=2025-01-31&until=2025-07-31&paid-on-1=2025-03-15&payment-1=4000'
holds "WE-08" '6 495,70 €' '6 154,92 €' '300,78 €' '237,267950' 'C. civ. 1343-1' \
    'Choix, non une règle de droit' 'name="payment-3"'
interest public professional \
    'principal=18000&until=2025-08-20&received=2025-03-03&public-body=health'
holds "WE-10" '659,84 €' '11,15 %' 'BCE 3,15 % + 8 points' 'du 23/04/2025 au 20/08/2025'
interest consumer professional \
    'principal=1250&due=2025-04-01&until=2025-09-30&formal-notice=2025-05-12'
holds "WE-11" '1 264,92 €' '14,92 €' '3,71 %' '2,76 %' 'intérêt légal' 'C. civ. 1231-6' \
    'ksca.fr (order of 19 June 2025)'
interest $business \
    'principal=9000&due=2025-01-15&until=2025-10-31&judgment-served=2025-02-03'
holds "WE-13" '495,70 €' '8,71 %' 'légal 3,71 % + 5 points' '188,995068' 'CMF L313-3'
interest $business 'principal=14400&due=2025-05-31&until=2025-12-31&insolvency=2025-09-04'
holds "WE-17, what to declare" '14 907,21 €' '467,21 €' '03/09/2025' 'C. com. L622-28' \
    'non vérifié'
ask '/calculateur/interets?debtor=business&creditor=professional&principal=12000&due=2025-08-31&until=2025-10-15' \
    -H 'Accept-Language: en'
holds "the same in English" '€12,219.75' 'ECB 2.15% + 10 points' 'Articles and sources' \
    'Total owed on 15 Oct 2025'

# ---- what is refused ----
interest $business 'principal=douze&due=2025-08-31&until=2025-10-15'
refuses "an amount that is none" principal '« douze » n’est pas un montant.'
body 'value="douze"'
ok $? "what was typed is kept"
interest $business 'principal=100&due=2025-02-30&until=2025-10-15'
refuses "a day that does not exist" due '« 2025-02-30 » n’est pas une date.'
interest $business 'principal=100&until=2025-10-15'
refuses "a due date that is missing" due 'Ce champ est nécessaire dans ce cas.'
interest $business 'principal=100&due=2025-01-31&until='
refuses "an empty last day" until 'Ce champ est nécessaire dans ce cas.'
interest public professional 'principal=100&due=2025-01-31&until=2025-03-31&received=2025-01-03&public-body=local'
refuses "a due date for a public buyer" due 'Pour un acheteur public'
interest $business 'principal=7500&due=2018-09-30&until=2018-12-31&contract-rate=2,50'
refuses "WE-06: a clause below the minimum" contract-rate 'minimum légal de 2,64 %'
interest $business 'principal=100&due=2025-01-31&until=2025-03-31&paid-on-1=2025-02-15&payment-1=5000'
[ "$status" = 422 ] && body 'Les paiements dépassent tout ce qui est dû'
ok $? "paid too much"
interest $business 'principal=100&due=2025-01-31&until=2025-03-31&paid-on-33=2025-02-15&payment-33=7'
refuses "a payment too many" payment-1 '« 7 » est de trop.'
interest $business 'principal=100&due=2026-01-31&until=2031-01-01'
[ "$status" = 422 ] && body 'Aucun taux n’est connu pour 2027-S1' && ! body 'class="calc-v"'
ok $? "a semester without a rate"
interest '%3Cscript%3E' private 'principal=100&until=2025-01-01'
refuses "a word that is none" debtor 'Cette valeur n’est pas possible ici.'

# ---- terms ----
term() { ask "/calculateur/delais-de-paiement?rule=$1&date=$2"; }
term eom45a 2026-02-15
holds "WE-14, method A" '30/04/2026' 'Délai licite' 'C. com. L441-10 I' 'expertfiscal.fr'
term eom45b 2025-12-20
holds "WE-14, method B" '14/02/2026' 'Délai licite'
term eom60 2026-02-15
holds "WE-14, the unlawful one" '30/04/2026' 'Délai illicite'
term net45 2026-02-15
refuses "a rule that is none" rule 'Cette valeur n’est pas possible ici.'

# ---- limitation ----
limitation() { ask "/calculateur/prescription?claim=$1&start=$2&$3"; }
limitation B2B_GENERAL 2021-03-10 ''
holds "WE-15, business" '10/03/2026' '09/03/2026' 'expiré' 'C. com. L110-4'
limitation B2C_GENERAL 2024-06-14 on=2026-01-01
holds "WE-15, consumer" '14/06/2026' 'en cours' 'C. conso L218-2'
limitation B2B_GENERAL 2021-03-10 \
    'event-on-1=2024-05-20&event-1=recognition&event-on-2=2025-01-10&event-2=formal-notice'
holds "WE-16 a" '20/05/2029' 'C. civ. 2240' 'une lettre même recommandée' 'name="event-4"'
limitation NOTHING 2021-03-10 ''
refuses "a claim that is none" claim 'n’est pas une créance'
limitation B2C_GENERAL 2021-03-10 agreed-period=3y
refuses "a period that cannot be agreed" agreed-period 'les parties ne peuvent pas changer le délai'
limitation B2B_GENERAL 2021-03-10 'event-1=recognition'
refuses "an event without its day" event-on-1 'Ce champ est nécessaire dans ce cas.'

# ---- the calendar ----
ask '/calculateur/procedure-collective?bodacc=2025-09-12'
holds "WE-17, deadlines" '12/11/2025' '12/01/2026' '12/03/2026' 'C. com. R622-24' 'Dates brutes'
ask '/calculateur/jours-feries?year=2026&region=alsace-moselle'
holds "Annex A" '13' '03/04/2026' '26/12/2026' 'Lundi de Pâques' 'C. trav. L3134-13' 'non vérifié'
ask '/calculateur/jours-feries?year=26'
refuses "a year that is none" year 'Cette valeur n’est pas possible ici.'

# ---- tables ----
ask /calculateur/tables
holds "the tables" 'Taux de refinancement de la BCE' '31/12/2026' 'sans terme connu' \
    'choix, non une règle de droit'
ask '/calculateur/tables?table=contact-hours'
holds "hours are a choice" 'lundi–vendredi, 10 h–13 h' 'choix, non une règle de droit' \
    'C. conso D223-9'
for table in ecb legal-interest rules limitation payment-terms holidays; do
    ask "/calculateur/tables?table=$table"
    holds "the table $table" '<table' '23/11/2026'
done
ask '/calculateur/tables?table=none'
[ "$status" = 404 ]
ok $? "a table that is none"

# ---- identifiers ----
check() { ask "/calculateur/identifiants?act=check&kind=$1&value=$2"; }
make() { ask "/calculateur/identifiants?act=make&kind=$1&$2"; }
check siren 732829320
holds "WE-18, a SIREN" 'valable' '732829320'
check siren 732829321
holds "WE-18, a wrong SIREN" 'non valable' 'la clé de contrôle est fausse'
check siret 35600000009075
holds "WE-18, La Poste" '>valable<'
check iban 'FR14+2004+1010+0505+0001+3M02+606'
holds "WE-18, an IBAN" 'FR1420041010050500013M02606' '>valable<'
make vat-fr part-1=404833048
holds "WE-18, a VAT number" 'FR83404833048'
make rib 'part-1=20041&part-2=01005&part-3=0500013M026'
holds "WE-18, a RIB" '20041010050500013M02606'
make rf part-1=539007547034
holds "WE-18, a reference" 'RF18539007547034'
make ics 'part-1=FR&part-2=ZZZ&part-3=123456'
holds "WE-18, an ICS" 'FR72ZZZ123456'
make siret 'part-1=732829321&part-2=0007'
[ "$status" = 422 ] && body 'id="g-part-1-e"' && body '« 732829321 » ne peut pas servir ici.'
ok $? "an impossible make"

# ---- the payment code ----
transfer='name=Atelier+Martin&iban=FR7630006000011234567890189&amount=6495,70&reference=RF18539007547034'
ask "/calculateur/qr?$transfer"
holds "the payment code" '6 495,70 €' 'EUR6495.70' 'src="/calculateur/qr.svg?'
picture=$(sed -n 's/.*src="\(\/calculateur\/qr.svg[^"]*\)".*/\1/p' "$work/body" | sed 's/&amp;/\&/g')
ask "$picture"
[ "$status" = 200 ] && grep -qi '^content-type: image/svg+xml' "$work/head" && body '<svg'
ok $? "its picture"
"$relance" qr --name 'Atelier Martin' --iban FR7630006000011234567890189 --amount 6495.70 \
    --reference RF18539007547034 >"$work/cli.svg" && cmp -s "$work/cli.svg" "$work/body"
ok $? "the picture is the one of the command line"
ask "/calculateur/qr?name=Atelier&iban=FR7630006000011234567890188&amount=1"
refuses "a wrong IBAN" iban 'ne peut pas servir ici'
ask '/calculateur/qr.svg?name=Atelier'
[ "$status" = 422 ]
ok $? "no picture of nothing"

stop
ok $? "the server ends well"
! grep -E 'Sanitizer|runtime error' "$work/server.log"
ok $? "nothing for the sanitizers"
echo "1..$count"
