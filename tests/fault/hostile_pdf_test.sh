#!/bin/sh
# PDFs that turn the program which makes their text against the house: it spins, sleeps, eats
# memory, floods, forks, looks for open files, files and the network. Every document is taken in all
# the same, nothing else changes, nobody is left behind. TAP. Argument: RELANCE.
set -u
relance=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 3
unset RELANCE_DB
count=0

verdict() { # 0 or not, name
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $count - $2"
    else
        echo "not ok $count - $2"
        cat out err 2>/dev/null | head -c 2000 | sed 's/^/# /'
    fi
}
db() { PATH=$work/bin:/usr/bin:/bin "$relance" --db "sqlite:$work/t.db" --today 2026-11-23 --json "$@" >out 2>err; }
holds() { python3 -c "import json; d = json.load(open('out')); assert ($1), d" 2>>err; }

# In the place of pdftotext: does what the document says. Whoever escapes says so as an invoice
# would, and is proposed.
mkdir bin pdfs
cat >bin/pdftotext <<'END'
#!/bin/sh
escaped() { echo 'Facture n° FA-2026-0013 du 2 septembre, total TTC 450,50'; }
while IFS= read -r line; do
    case $line in
    '%DO spin') while :; do :; done ;;
    '%DO sleep') exec sleep 4711 ;;
    '%DO memory') x=xxxxxxxx; while :; do x=$x$x; done ;;
    '%DO flood') while :; do echo 'Facture n° FA-2026-0012 du 1er septembre, total TTC 1200,00'; done ;;
    '%DO fork') bomb() { bomb | bomb & }; bomb; escaped ;;
    '%DO look')
        for fd in 3 4 5 6 7 8 9; do eval "true <&$fd" 2>&- && escaped; done
        read -r secret <WORK/secret && escaped
        read -r secret <WORK/t.db && escaped
        ;;
    '%DO write')
        echo x >WORK/made && escaped
        echo x >>WORK/secret && escaped
        echo x >/tmp/relance-hostile-made && escaped
        ;;
    '%DO run') exec /usr/bin/python3 -c 'import socket
socket.create_connection(("127.0.0.1", 22), 1)' ;;
    esac
done
exit 0
END
sed -i "s|WORK|$work|" bin/pdftotext
chmod +x bin/pdftotext
echo secret >secret
for what in spin sleep memory flood fork look write run; do
    printf '%%PDF-1.4\n1 0 obj<<>>endobj\n%%DO %s\nstartxref\n0\n%%%%EOF\n' $what >pdfs/$what.pdf
done
printf '%s\n' 'Code client;Nom;N° facture;Date facture;Échéance;Montant TTC;Solde' \
    'C1;Alpha;FA-2026-0012;01/09/2026;01/10/2026;1200,00;1200,00' \
    'C1;Alpha;FA-2026-0013;02/09/2026;02/10/2026;450,50;450,50' >list.csv

db init && db import list.csv
begun=$(date +%s)
db import pdfs && holds "d['files'][0]['accepted'] == 8 and not d['files'][0]['errors']"
verdict $? 'every document is taken in'
took=$(($(date +%s) - begun))
echo "# in $took seconds"
[ $took -lt 150 ]
verdict $? 'the time of each is limited'
holds "[w['count'] for w in d['files'][0]['warnings'] if w['code'] == 'text_failed'] == [5]"
verdict $? 'those whose text could not be had are counted: spin, sleep, memory, fork, run'
db documents && holds "[(r['file'], [i['number'] for i in r['items']]) for r in d['documents'] if r['items']] == [('flood.pdf', ['FA-2026-0012'])]"
verdict $? 'none of them got anywhere: what floods is read up to the limit, and only proposed'
[ ! -e made ] && [ ! -e /tmp/relance-hostile-made ] && [ "$(cat secret)" = secret ]
verdict $? 'no file was made or changed'
sleep 1
! ps -eo args | grep -q '[s]leep 4711' && ! ps -eo args | grep -q "[/]bin/sh $work/bin/pdftotext"
verdict $? 'no process is left'
db documents C1 && db verify
verdict $? 'the database is whole'
echo "1..$count"
