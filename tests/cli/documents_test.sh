#!/bin/sh
# Copies of invoices as people take them in and attach them, on both engines: folders and archives,
# numbers in names and texts, confirming, refusing, attaching by hand, taking back. TAP.
# usage: pg_server.sh documents_test.sh RELANCE [SHARED]. RELANCE_TEST_PG: see
# tests/store/pg_server.sh.
set -u
relance=$(realpath "$1")
auditor=$(CDPATH='' cd -- "$(dirname -- "$0")/../auditor" && pwd)/audit_database.py
shared=${2:-}
# shellcheck source=tests/support/answers.sh
. "$(dirname -- "$0")/../support/answers.sh"
cd "$work" || exit 3
today=2026-11-23
path=$work/bin:/usr/bin:/bin

# Runs relance on the database; succeeds when the exit code is the one expected.
exits() { # code, arguments
    want=$1
    shift
    PATH=$path "$relance" --db "$url" --today $today "$@" >out 2>err
    got=$?
    [ "$got" -eq "$want" ] || { echo "exit $got instead of $want: $*" >>err; return 1; }
}

# A reader of texts in the place of pdftotext: what stands behind %TEXT.
mkdir bin
cat >bin/pdftotext <<'END'
#!/bin/sh
while IFS= read -r line; do
    case $line in '%TEXT '*) printf '%s\n' "${line#%TEXT }" ;; esac
done
END
chmod +x bin/pdftotext

mkdir copies
python3 - <<'END'
import zipfile

def pdf(*texts):
    lines = ['%PDF-1.4', '1 0 obj<<>>endobj'] + ['%TEXT ' + t for t in texts] + ['startxref', '0', '%%EOF', '']
    return '\n'.join(lines).encode()

def archive(name, members):
    with zipfile.ZipFile(name, 'w', zipfile.ZIP_DEFLATED) as z:
        for member, data in members:
            z.writestr(zipfile.ZipInfo(member), data, zipfile.ZIP_DEFLATED)

header = 'Code client;Nom;N° facture;Date facture;Échéance;Montant TTC;Solde\n'
open('list.csv', 'w').write(header +
    'C1;Alpha;FA-2026-0012;01/09/2026;01/10/2026;1200,00;1200,00\n'
    'C1;Alpha;FA-2026-0013;02/09/2026;02/10/2026;450,50;450,50\n'
    'C2;Beta;FA-2026-0014;03/09/2026;03/10/2026;999,00;999,00\n'
    'C2;Beta;12;04/09/2026;04/10/2026;80,00;80,00\n')
open('later.csv', 'w').write(header + 'C2;Beta;FA-2026-0099;05/09/2026;05/10/2026;70,00;70,00\n')
open('other.csv', 'w').write(header + 'X1;Other;FA-2026-0012;01/09/2026;01/10/2026;5,00;5,00\n')

def put(name, data):
    open('copies/' + name, 'wb').write(data)
put('FA-2026-0012.pdf', pdf('a'))
put('scan1.pdf', pdf('Facture n° FA-2026-0013 du 2 septembre', 'Total TTC 450,50'))
put('12.pdf', pdf('b'))
put('FA-2026-0012 FA-2026-0014.pdf', pdf('c'))
put('scan2.pdf', pdf('rien'))
put('FA-2026-0099.pdf', pdf('d'))
archive('mixed.zip', [('BL FA-2026-0014.pdf', pdf('bl')), ('sub/list.csv', open('later.csv', 'rb').read()),
                      ('photo.png', b'\x89PNG\r\n\x1a\n')])
archive('again.zip', [('FA-2026-0099.pdf', pdf('d'))])
archive('bad.zip', [('../../etc/FA-2026-0013.pdf', pdf('way out')), ('cut.pdf', pdf('x')[:30]),
                    ('in.zip', open('again.zip', 'rb').read()), ('nothing.pdf', b''),
                    ('./a.pdf', pdf('one')), ('a.pdf', pdf('two'))])
archive('bomb.zip', [('zeros.pdf', b'%PDF-1.4' + b'\0' * (64 << 20))])
whole = open('mixed.zip', 'rb').read()
open('cut.zip', 'wb').write(whole[:len(whole) // 2])
locked = bytearray(open('again.zip', 'rb').read())
locked[6] |= 1                                  # the local header
locked[locked.find(b'PK\1\2') + 8] |= 1         # the directory
open('locked.zip', 'wb').write(locked)
END

# Of the last import.
import_id() { python3 -c "import json; print(json.load(open('out'))['files'][0]['id'])"; }

# The reference of the document whose file has this name.
ref_of() { # file
    exits 0 --json documents && python3 -c "
import json, sys
print([r['id'] for r in json.load(open('out'))['documents'] if r['file'] == sys.argv[1]][0])" "$1"
}

taking_in() {
    exits 0 init && exits 0 import list.csv &&
        exits 0 --json import copies && holds "len(d['files']) == 1 and d['files'][0]['kind'] == 'document'
            and d['files'][0]['read'] == 6 and d['files'][0]['accepted'] == 6
            and d['files'][0]['documents'] == {'proposed': 2, 'doubtful': 2, 'unmatched': 2}
            and d['files'][0]['id'] and d['files'][0]['warnings'] == []"
    verdict $? 'a folder is one import; sure, doubtful and unknown are told apart'
    exits 0 --json documents && holds "[(r['file'], r['state'], [i['number'] for i in r['items']]) for r in d['documents']] == [
        ('FA-2026-0012.pdf', 'proposed', ['FA-2026-0012']), ('scan1.pdf', 'proposed', ['FA-2026-0013']),
        ('12.pdf', 'doubtful', ['12']), ('FA-2026-0012 FA-2026-0014.pdf', 'doubtful', ['FA-2026-0012', 'FA-2026-0014']),
        ('FA-2026-0099.pdf', 'unmatched', []), ('scan2.pdf', 'unmatched', [])]
        and (d['proposed'], d['doubtful'], d['unmatched']) == (2, 2, 2)
        and [i['how'] for r in d['documents'][:2] for i in r['items']] == ['file_name', 'text']"
    verdict $? 'the list says what each may be about and by what'
    exits 0 --json import copies && holds "d['files'][0]['accepted'] == 0 and d['files'][0]['duplicates'] == 6"
    verdict $? 'the same folder again changes nothing'
    second=$(import_id)
    exits 0 --json import copies --preview && holds "d['files'][0]['id'] is None" &&
        exits 0 --json documents && holds "d['proposed'] == 2"
    verdict $? 'a preview writes nothing'
    exits 1 --json import copies --mode period && holds "d['files'][0]['errors'][0]['code'] == 'mode_of_kind'"
    verdict $? 'documents have no periods'
}

deciding() {
    sure=$(ref_of FA-2026-0012.pdf)
    twelve=$(ref_of 12.pdf)
    two=$(ref_of 'FA-2026-0012 FA-2026-0014.pdf')
    scan=$(ref_of scan2.pdf)
    exits 0 --json documents confirm "$sure" && holds "d['confirmed'] == 1" &&
        exits 1 --json documents confirm "$sure" && holds "d['error']['code'] == 'document_settled'"
    verdict $? 'what is confirmed does not wait any more'
    exits 1 --json documents confirm "$two" && holds "d['error']['code'] == 'item_ambiguous'" &&
        exits 1 --json documents confirm "$scan" && holds "d['error']['code'] == 'item_unknown'"
    verdict $? 'several items, or none, are not confirmed blindly'
    exits 0 documents confirm "$twelve" && exits 0 --json documents && holds "d['doubtful'] == 1"
    verdict $? 'a doubtful one with one candidate can be confirmed'
    exits 0 documents attach "$two" C2 --item FA-2026-0014 &&
        exits 0 --json documents && holds "d['doubtful'] == 0" &&
        exits 1 --json documents attach "$two" C1 --item FA-2026-0012 &&
        holds "d['error']['code'] == 'document_settled'"
    verdict $? 'attached by hand, and not to two accounts'
    exits 1 --json documents attach "$scan" C1 --item FA-2026-0077 && holds "d['error']['code'] == 'item_unknown'" &&
        exits 1 --json documents attach "$scan" C9 --item FA-2026-0012 && holds "d['error']['code'] == 'bad_ref'"
    verdict $? 'unknown items and accounts are refused'
    exits 0 documents get "$two" --out got.pdf && cmp -s got.pdf 'copies/FA-2026-0012 FA-2026-0014.pdf'
    verdict $? 'the bytes come back'
    exits 0 documents refuse "$scan" && exits 0 --json documents && holds "d['unmatched'] == 1" &&
        exits 1 --json documents refuse "$scan" && holds "d['error']['code'] == 'document_settled'" &&
        exits 0 documents get "$scan" --out got.pdf && cmp -s got.pdf copies/scan2.pdf
    verdict $? 'put aside is not gone'
    exits 0 --json import copies && holds "d['files'][0]['duplicates'] == 6" && third=$(import_id) &&
        exits 0 --json documents && holds "d['unmatched'] == 1"
    verdict $? 'the same file is not proposed again'
    exits 1 --json documents confirm P-000999-2 && holds "d['error']['code'] in ('unknown_ref', 'bad_ref')" &&
        exits 1 --json documents confirm C-000001-G && holds "d['error']['code'] == 'bad_ref'"
    verdict $? 'what is no document is refused'
    exits 0 --json documents confirm --all-sure && holds "d['confirmed'] == 1
        and [(r['file'], r['state'], r['items'], r['code']) for r in d['left']] == [('FA-2026-0099.pdf', 'unmatched', 0, None)]" &&
        exits 0 --json documents && holds "d['proposed'] == 0"
    verdict $? 'all that is sure at once, and why the rest is not'
    exits 2 documents confirm && exits 2 documents confirm --all-sure "$scan"
    verdict $? 'either documents or all of them'
}

# Of one file: its copies with what they are about, the statement kept as sent, nothing of others.
of_a_file() {
    exits 0 statement C1 --out releve.pdf --keep && exits 0 --json documents C1 &&
        holds "[(r['kind'], r['file'], [(i['number'], i['state'], i['how']) for i in r['items']]) for r in d['documents'][1:]] == [
            ('invoice_copy', 'scan1.pdf', [('FA-2026-0013', 'confirmed', 'text')]),
            ('invoice_copy', 'FA-2026-0012.pdf', [('FA-2026-0012', 'confirmed', 'file_name')])]
            and d['debtor'] == 'Alpha' and d['documents'][0]['as_sent'] and d['documents'][0]['kind'] == 'statement'
            and d['documents'][1]['bytes'] > 0 and d['documents'][1]['made'] == '$today'"
    verdict $? 'a file shows its copies and what was sent'
    exits 0 documents C2 --creditor OWN && grep -q 'FA-2026-0012 FA-2026-0014.pdf' out && ! grep -q scan1 out &&
        exits 1 --json documents C7 && holds "d['error']['code'] == 'bad_ref'" &&
        exits 2 documents C1 C2
    verdict $? 'of one file only, and only of a known one'
}

archives() {
    exits 0 --json import mixed.zip && holds "[(f['file'], f.get('kind'), f.get('accepted')) for f in d['files']] == [
        ('mixed.zip/sub/list.csv', 'open-items', 1), ('mixed.zip/photo.png', None, None), ('mixed.zip', 'document', 1)]
        and d['files'][1]['skipped'] and d['files'][2]['documents']['proposed'] == 1
        and d['files'][0]['documents'] == {'proposed': 1, 'doubtful': 0}"
    verdict $? 'an archive: each file of its kind, the PDFs together'
    exits 0 --json documents && holds "[(r['file'], r['kind']) for r in d['documents'] if r['state'] == 'proposed'] == [
        ('FA-2026-0099.pdf', 'invoice_copy'), ('BL FA-2026-0014.pdf', 'delivery_note')]"
    verdict $? 'what waited is proposed once its invoice comes; a delivery note is told from an invoice'
    exits 0 --json import again.zip && holds "d['files'][0]['duplicates'] == 1" &&
        exits 0 --json documents && holds "d['unmatched'] == 0 and d['proposed'] == 2"
    verdict $? 'the same file again is a duplicate'
    exits 1 --json import bad.zip && holds "{f['file']: f['errors'][0]['code'] for f in d['files'] if f['errors']} == {
        'bad.zip/cut.pdf': 'file_truncated', 'bad.zip/in.zip': 'nested_archive',
        'bad.zip/nothing.pdf': 'file_empty', 'bad.zip/a.pdf': 'member_twice'}
        and d['files'][-1]['read'] == 2 and d['files'][-1]['documents'] == {'proposed': 1, 'doubtful': 0, 'unmatched': 1}"
    verdict $? 'bad members are refused one by one, the others taken'
    exits 0 --json documents && holds "any(r['file'] == 'FA-2026-0013.pdf' for r in d['documents'])"
    verdict $? 'a way out of the folder is no part of the name'
    for archive in bomb:swollen_archive cut:file_damaged; do
        exits 1 --json import "${archive%:*}.zip" && holds "d['files'][0]['errors'][0]['code'] == '${archive#*:}'"
        verdict $? "archive: ${archive#*:}"
    done
    exits 1 --json import locked.zip && holds "[f['errors'][0]['code'] for f in d['files']] == ['member_encrypted']"
    verdict $? 'a member with a password is refused'
}

taking_back() {
    exits 0 --json import --undo I-000002-N && holds "d['files'][0]['documents']['held'] == 6"
    verdict $? 'what came again later stays'
    exits 0 import --undo "$second" &&
        exits 0 --json import --undo "$third" && holds "d['files'][0]['documents'] == {'removed': 1, 'withdrawn': 4, 'held': 1}"
    verdict $? 'until the last import that holds it is undone'
    exits 1 --json import --undo I-000002-N && holds "d['error']['code'] == 'already_undone'"
    verdict $? 'an import of documents is taken back once'
    exits 0 documents get "$sure" --out got.pdf && cmp -s got.pdf copies/FA-2026-0012.pdf &&
        exits 1 --json documents get "$scan" --out got.pdf && holds "d['error']['code'] == 'unknown_ref'"
    verdict $? 'what was confirmed is kept as withdrawn, the rest is gone'
    exits 0 --json import copies && holds "[d['files'][0][k] for k in ('accepted', 'updated', 'duplicates')] == [1, 4, 1]"
    verdict $? 'after that the files can come again, those confirmed as they were'
    exits 0 --json verify && holds "[c['count'] > 5 for c in d['checks'] if c['name'] == 'documents'] == [True]"
    verdict $? 'verify recomputes every hash'
    from=$url
    exits 0 backup kept.backup
    new_url "$engine" restored
    exits 0 restore kept.backup && exits 0 verify && exits 0 documents get "$sure" --out got.pdf &&
        cmp -s got.pdf copies/FA-2026-0012.pdf
    verdict $? 'a backup carries the documents'
    rm -f kept.backup
    url=$from
}

# The same PDF came with two imports: it goes with the last of them.
two_imports() {
    new_url "$engine" twice
    mkdir -p first second && cp copies/FA-2026-0012.pdf copies/scan2.pdf first/ &&
        cp copies/scan2.pdf copies/12.pdf second/ && cp copies/FA-2026-0012.pdf second/renamed.pdf
    exits 0 init && exits 0 import list.csv && exits 0 import first && exits 0 --json import second &&
        holds "d['files'][0]['accepted'] == 1 and d['files'][0]['duplicates'] == 2"
    verdict $? 'a second import meets what the first one brought'
    exits 0 --json import --undo I-000002-N &&
        holds "d['files'][0]['documents'] == {'removed': 0, 'withdrawn': 0, 'held': 2}" &&
        exits 0 --json documents &&
        holds "[(r['file'], r['state'], r['import']) for r in d['documents']] == [
            ('FA-2026-0012.pdf', 'proposed', 'I-000003-L'), ('12.pdf', 'doubtful', 'I-000003-L'),
            ('scan2.pdf', 'unmatched', 'I-000003-L')]"
    verdict $? 'what another import holds stays when one is undone'
    one=$(ref_of FA-2026-0012.pdf)
    exits 0 documents confirm "$one" && exits 0 --json import --undo I-000003-L &&
        holds "d['files'][0]['documents'] == {'removed': 2, 'withdrawn': 1, 'held': 0}" &&
        exits 0 --json documents && holds "d['documents'] == []" &&
        exits 0 --json documents C1 && holds "d['documents'] == []" &&
        exits 0 documents get "$one" --out got.pdf && cmp -s got.pdf copies/FA-2026-0012.pdf
    verdict $? 'when the last one is undone it goes, but for what was confirmed'
    exits 0 --json import first && holds "d['files'][0]['updated'] == 1 and d['files'][0]['accepted'] == 1" &&
        exits 0 --json documents C1 &&
        holds "[(r['id'], r['items'][0]['state']) for r in d['documents']] == [('$one', 'confirmed')]"
    verdict $? 'and comes back as it was confirmed'
    exits 0 verify
    verdict $? 'verify finds nothing'
}

# Copies first, invoices later: names and texts are looked at again, and only proposed.
copies_first() {
    new_url "$engine" early
    rm -rf early && mkdir early && cp copies/FA-2026-0012.pdf copies/scan1.pdf copies/12.pdf copies/scan2.pdf early/
    exits 0 init && exits 0 --json import early &&
        holds "d['files'][0]['documents'] == {'proposed': 0, 'doubtful': 0, 'unmatched': 4}"
    verdict $? 'copies may come before any invoice'
    refused=$(ref_of FA-2026-0012.pdf)
    exits 0 documents refuse "$refused" && exits 0 --json import list.csv --preview &&
        exits 0 --json documents && holds "d['unmatched'] == 3"
    verdict $? 'a preview of a list proposes nothing'
    exits 0 --json import list.csv && holds "d['files'][0]['documents'] == {'proposed': 1, 'doubtful': 1}" &&
        exits 0 --json documents && holds "[(r['file'], r['state'], [(i['number'], i['how']) for i in r['items']]) for r in d['documents']] == [
            ('scan1.pdf', 'proposed', [('FA-2026-0013', 'text')]), ('12.pdf', 'doubtful', [('12', 'file_name')]),
            ('scan2.pdf', 'unmatched', [])]"
    verdict $? 'the invoices that come find them, by name and by text, but not what was refused'
    exits 0 --json import list.csv && holds "'documents' not in d['files'][0]" &&
        exits 0 --json documents C1 && holds "[i['state'] for r in d['documents'] for i in r['items']] == ['proposed']"
    verdict $? 'the same list again has nothing new to say; nothing is confirmed by itself'
    cp copies/scan2.pdf 'early/FA-2026-0500.pdf' && printf '\n' >>early/FA-2026-0500.pdf
    exits 0 import early && exits 0 add invoice C1 --number FA-2026-0500 --date 2026-09-01 --amount 12,00 &&
        exits 0 --json documents && holds "[r['state'] for r in d['documents'] if r['file'] == 'FA-2026-0500.pdf'] == ['proposed']"
    verdict $? 'so do invoices entered by hand'
    gone=$(exits 0 --json documents && python3 -c "import json
print([r['id'] for r in json.load(open('out'))['documents'] if r['file'] == 'FA-2026-0500.pdf'][0])")
    hand=$(exits 0 export facts && sed -n 's/.*"fact":"import","id":"\([^"]*\)".*"format":"hand".*/\1/p' out | tail -n 1)
    exits 0 import --undo "$hand" && exits 1 --json documents confirm "$gone" && holds "d['error']['code'] == 'item_unknown'" &&
        exits 0 --json documents confirm --all-sure && holds "d['confirmed'] == 1
            and ('$gone', 'item_unknown') in [(r['id'], r['code']) for r in d['left']]" &&
        exits 0 verify
    verdict $? 'nothing is confirmed for an invoice that was taken back'
}

several_creditors() {
    exits 0 import other.csv --creditor THEM && exits 1 --json import again.zip &&
        holds "d['files'][0]['errors'][0]['code'] == 'creditor_needed'"
    verdict $? 'with several creditors one must be named'
    cp copies/FA-2026-0012.pdf FA-2026-0012.pdf
    exits 0 --json import FA-2026-0012.pdf --creditor THEM && holds "d['files'][0]['documents']['proposed'] == 1" &&
        exits 0 --json documents --creditor THEM && holds "[r['items'][0]['debtor'] for r in d['documents']] == ['Other']" &&
        exits 1 --json documents --creditor NOBODY && holds "d['error']['code'] == 'unknown_creditor'"
    verdict $? 'each creditor has copies of its own'
}

# Nothing but the program is missing: only names of files count, and it is said once.
without_texts() {
    rm -rf "$work"/none.db*
    new_url "$engine" none
    path=$work/none:/nonexistent
    exits 0 init && exits 0 import list.csv && exits 0 --json import copies &&
        holds "[(w['code'], w['count']) for w in d['files'][0]['warnings']] == [('no_pdftotext', 6)]
            and d['files'][0]['documents'] == {'proposed': 1, 'doubtful': 2, 'unmatched': 3}"
    verdict $? 'without pdftotext the names alone count'
    path=$work/bin:/usr/bin:/bin
}

# Invoices of a real program, with the real pdftotext: what it says agrees with who made them.
real_invoices() {
    if [ ! -d "$shared/data/einvoice_facturx" ]; then
        count=$((count + 1))
        echo "ok $count - $engine: real invoices # SKIP $shared/data/einvoice_facturx is absent"
        return
    fi
    path=/usr/bin:/bin
    PATH=$path command -v pdftotext >/dev/null || {
        count=$((count + 1))
        echo "ok $count - $engine: real invoices # SKIP pdftotext is absent"
        return
    }
    new_url "$engine" real
    python3 - "$shared/data/einvoice_facturx/EXPECTED.csv" <<'END'
import csv, sys
rows = {r['id']: r for r in csv.DictReader(open(sys.argv[1])) if r['currency'] == 'EUR' and float(r['tax_inclusive']) > 0}
with open('real.csv', 'w') as out:
    out.write('Code client;Nom;N° facture;Date facture;Échéance;Montant TTC;Solde\n')
    for n, r in enumerate(rows.values()):
        d = f"{r['issue'][6:]}/{r['issue'][4:6]}/{r['issue'][:4]}"
        amount = r['tax_inclusive'].replace('.', ',')
        out.write(f"K{n};Client {n};{r['id']};{d};{d};{amount};{amount}\n")
END
    exits 0 init && exits 0 import real.csv && exits 0 import "$shared/data/einvoice_facturx" &&
        exits 0 --json documents && python3 - "$shared/data/einvoice_facturx/EXPECTED.csv" 2>>err <<'END'
import csv, json, sys
wanted = {r['file']: r['id'] for r in csv.DictReader(open(sys.argv[1]))}
rows = json.load(open('out'))['documents']
sure = [r for r in rows if r['state'] == 'proposed']
wrong = [(r['file'], i['number']) for r in sure for i in r['items'] if i['number'] != wanted[r['file']]]
assert len(rows) == len(wanted) and len(sure) >= 20 and not wrong, (len(rows), len(sure), wrong)
END
    verdict $? 'real invoices: what is sure is right'
    path=$work/bin:/usr/bin:/bin
}

for engine in sqlite ${RELANCE_TEST_PG:+postgres}; do
    new_url "$engine" docs
    taking_in
    deciding
    of_a_file
    archives
    taking_back
    python3 "$auditor" "$relance" "$url" $today >out 2>err
    verdict $? 'the auditor finds the same figures'
    from=$url
    two_imports
    copies_first
    url=$from
    several_creditors
    without_texts
    real_invoices
done
[ -n "${RELANCE_TEST_PG:-}" ] || echo "# PostgreSQL is absent: SQLite only"
echo "1..$count"
