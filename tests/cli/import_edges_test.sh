#!/bin/sh
# Imports at their edges: a day that has not come, a day the title of a list states, refused rows
# beside a file of that name, a kept mapping in an archive. TAP. Argument: the program.
set -u
auditor=$(CDPATH='' cd -- "$(dirname -- "$0")/../auditor" && pwd)/audit_database.py
relance=$(realpath "$1")
golden=$(CDPATH='' cd -- "$(dirname -- "$0")/../golden/mapping" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 3
unset RELANCE_DB
count=0

ok() { # status name
    if [ "$1" -eq 0 ]; then verdict=ok; else verdict='not ok'; fi
    count=$((count + 1))
    echo "$verdict $count - $2"
    [ "$1" -eq 0 ] || head -n 20 out err | sed 's/^/# /'
}
exits() { # code, arguments
    want=$1
    shift
    "$relance" --db "sqlite:$work/t.db" --today 2026-11-23 "$@" >out 2>err
    got=$?
    [ "$got" -eq "$want" ] || { echo "exit $got instead of $want: $*" >>err; return 1; }
}
# A condition in Python on the JSON document of the last run, d; f is its first file.
holds() {
    python3 -c "import json; d = json.load(open('out')); f = d.get('files', [None])[0]
assert ($1), d" 2>>err
}

printf 'Compte;Nom;Facture;Date;Échéance;Solde\nC1;Alpha;F1;02/11/2026;02/12/2026;100,00\n' >list.csv
exits 0 init
exits 2 --json import list.csv --creditor US --capacity own --as-of 2026-11-24 &&
    holds "f['errors'][0]['code'] == 'as_of_future' and '24/11/2026' in f['errors'][0]['message']"
ok $? "a day that has not come is refused"
exits 2 --json import list.csv --creditor US --mode state --as-of 2027-01-01 --preview &&
    holds "f['errors'][0]['code'] == 'as_of_future'"
ok $? "in a preview of a complete list, too"
exits 0 import list.csv --creditor US --as-of 2026-11-23
ok $? "the business day itself is none of them"

aged() { # title
    printf '%s\n\nCompte;Nom;Non échu;1-30;31-60;61-90;> 90\nC1;Alpha;100,00;0,00;0,00;0,00;0,00\n' "$1" >aged.csv
}
proposed() { # day or null
    exits 2 --json import aged.csv --creditor US --mode state &&
        holds "f['errors'][0]['code'] == 'option_missing' and f['as_of_stated'] == $1"
}
aged 'Balance âgée au 30/09/2026'
proposed "'2026-09-30'"
ok $? "the day in the title of a complete list is proposed with the error"
exits 2 import aged.csv --creditor US --mode state && grep -q -- '--as-of 2026-09-30' err
ok $? "in words, too"
exits 0 --json import aged.csv --creditor US --preview && holds "f['as_of_stated'] == '2026-09-30'" &&
    exits 0 import aged.csv --creditor US --preview && grep -q -- '--as-of 2026-09-30' out
ok $? "and in a preview"
exits 0 --json import aged.csv --creditor US --preview --as-of 2026-11-23 &&
    holds "f['as_of_stated'] == '2026-09-30'" &&
    exits 0 import aged.csv --creditor US --preview --as-of 2026-09-30 && ! grep -q -- '--as-of' out
ok $? "a day that was given is not contradicted in words, the other stands in the document"
aged 'BALANCE AGEE CLIENTS - Arrêté au 31/10/2026 - Édition du 05/11/2026'
proposed "'2026-10-31'"
ok $? "the day the list was drawn up for goes before the one it was printed on"
aged "Société : ALPHA;Date d'arrêté : 30 septembre 2026"
proposed "'2026-09-30'"
ok $? "in words and in another cell"
aged 'As of Oct 30, 2026'
proposed "'2026-10-30'"
ok $? "in English"
aged 'Période du 01/09/2026 au 30/09/2026'
proposed "'2026-09-30'"
ok $? "a period ends where it says so"
aged 'Dossier 45000 : CABINET 20260930'
proposed None
ok $? "numbers are no days"
aged 'Balance du 01/09/2026, imprimée le 02/10/2026'
proposed None
ok $? "two days nobody tells apart propose nothing"

printf 'Compte;Nom;Facture;Date;Échéance;Solde\nC2;Beta;F2;02/11/2026;02/12/2026;50,00\nC2;Beta;=1+1;02/11/2026;=cmd|A0;50,00\n' >bad.csv
echo 'nobody overwrites me' >bad.csv.refus.csv
exits 0 --json import bad.csv --creditor US --accept-partial &&
    holds "f['rejects'] == 'bad.csv.refus-2.csv'" && [ "$(cat bad.csv.refus.csv)" = 'nobody overwrites me' ]
ok $? "refused rows never take the place of a file that was there"
grep -q "\"'=cmd|A0\"" bad.csv.refus-2.csv
ok $? "nor become a formula"
ln -s nowhere bad.csv.refus-3.csv
exits 0 --json import bad.csv --creditor US --accept-partial --preview &&
    holds "f['rejects'] == 'bad.csv.refus-4.csv'" && [ ! -e nowhere ]
ok $? "nor follow a link"
exits 1 --json import bad.csv --creditor US && [ ! -e bad.csv.refus-5.csv ]
ok $? "a file refused as a whole leaves none"

cp "$golden"/headers.* .
exits 0 --json import headers.csv --creditor US --map headers.yaml
sed 's/D-3/D-4/' headers.csv >next.csv
python3 -c "import zipfile
z = zipfile.ZipFile('all.zip', 'w')
z.write('next.csv')
z.write('list.csv')"
exits 0 --json import all.zip --creditor US &&
    holds "f['file'] == 'all.zip/next.csv' and f['mapping'] == {'name': 'headers', 'version': 1} and f['accepted'] == 1 and any(w['code'] == 'mapping_used' for w in f['warnings'])" &&
    holds "d['files'][1]['duplicates'] == 1 and 'mapping' not in d['files'][1]"
ok $? "a kept mapping reads the member of an archive that has its header, and no other"
printf 'Tiers;Pièce inconnue;Montant bizarre\nC1;x;12\n' >odd.csv
python3 -c "import zipfile
zipfile.ZipFile('odd.zip', 'w').write('odd.csv')"
exits 1 --json import odd.zip --creditor US && holds "d['files'][0]['skipped'] and d['files'][1]['errors'][0]['code'] == 'file_unknown_format'"
ok $? "an archive without anything known is refused"
exits 0 --json verify
ok $? "the database verifies"
python3 "$auditor" "$relance" "sqlite:$work/t.db" 2026-11-23 >out 2>err
ok $? "the auditor finds the same figures"
echo "1..$count"
