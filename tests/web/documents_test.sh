#!/bin/sh
# Documents on the web as a plain client sees them: the list of what waits, deciding by buttons, the
# download and its headers, the copies on the page of a file, scope. TAP. Argument: the program.
# Under pg_server.sh: on PostgreSQL.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/client.sh"
send() { post /documents "$@"; } # who curl-options
# The reference of a document by the name of its file.
document_of() { # file
    db --json documents 2>/dev/null | sed 's/{"id":"P-/\n{"id":"P-/g' |
        sed -n "s/^{\"id\":\"\(P-[^\"]*\)\".*\"file\":\"$1\".*/\1/p"
}
pdf() { # file text
    printf '%%PDF-1.4\n%% %s\n1 0 obj<<>>endobj\nstartxref\n0\n%%%%EOF\n' "$2" >"$1"
}

# Of AAA: F1 and F2 of C1, F3 of C2; of BBB: F9 of C9, called so that its number is sure.
documents() {
    mkdir "$work/aaa" "$work/bbb" &&
        pdf "$work/aaa/Facture N-2026-0042 é\"<b>.pdf" sure && pdf "$work/aaa/F3.pdf" weak &&
        pdf "$work/aaa/scan.pdf" nothing && pdf "$work/bbb/S-2026-9999.pdf" secret &&
        printf 'Code client;Nom;N° facture;Date facture;Échéance;Montant TTC;Solde\nC1;Atelier;N-2026-0042;01/09/2026;01/10/2026;77,10;77,10\n' >"$work/n.csv" &&
        printf 'Code client;Nom;N° facture;Date facture;Échéance;Montant TTC;Solde\nC9;Caché SARL;S-2026-9999;01/09/2026;01/10/2026;88,20;88,20\n' >"$work/s.csv" &&
        db import "$work/n.csv" --creditor AAA >>"$work/log" 2>&1 &&
        db import "$work/s.csv" --creditor BBB >>"$work/log" 2>&1 &&
        db import "$work/aaa" --creditor AAA >>"$work/log" 2>&1 &&
        db import "$work/bbb" --creditor BBB >>"$work/log" 2>&1
}

prepare && documents && person lecteur auditor "Léa Lecture" && start
ok $? "a database of two creditors with documents that wait"
[ "$count" -eq 1 ] && [ -n "$server" ] || { sed 's/^/# /' "$work/log"; echo "1..$count"; exit 1; }
for who in agent narrow comptable formatrice lecteur; do
    sign_in $who
done
sure=$(document_of 'Facture N-2026-0042.*')
weak=$(document_of F3.pdf)
scan=$(document_of scan.pdf)
secret=$(document_of S-2026-9999.pdf)

# ---- the list ----

get /documents
[ "$status" = 303 ] && header 'Location: /login'
ok $? "a stranger is asked to sign in"
get /documents -b "$(jar formatrice)"
[ "$status" = 403 ]
ok $? "it is not for those who do not work on files"
get /documents -b "$(jar narrow)"
[ "$status" = 200 ] && body 'Numéro sûr' && body 'Dans le doute' && body 'Sans facture connue' &&
    body "$sure" && body 'N-2026-0042' && body 'é&quot;&lt;b&gt;.pdf'
ok $? "what waits is told by how sure it is, names escaped"
! body 'S-2026-9999' && ! body 'Caché' && ! body "$secret"
ok $? "nothing of another creditor"
get /documents -b "$(jar agent)"
[ "$status" = 200 ] && body 'S-2026-9999' && body 'Tout confirmer'
ok $? "who works for all sees all"
by_name='numéro dans le nom du fichier'
body 'href="/documents.xlsx"' && get /documents.csv -b "$(jar narrow)" && [ "$status" = 200 ] &&
    lines 'État;Document;Fichier;Nature;Créancier;Pièce;Dossier;Débiteur;Montant;Devise;Échéance;Trouvé par' \
        "à confirmer;$sure;\"Facture N-2026-0042 é\"\"<b>.pdf\";Copie de facture;AAA;N-2026-0042;$(ref_of C1 AAA);\"<b>Atelier</b> & \"\"Fils\"\"\";77,10;EUR;2026-10-01;$by_name" \
        "dans le doute;$weak;F3.pdf;Copie de facture;AAA;F3;$(ref_of C2 AAA);Brasserie Fictive;80,50;EUR;2026-03-31;$by_name" \
        "sans facture connue;$scan;scan.pdf;Copie de facture;AAA;;;;;;;"
ok $? "the list is there as a file, with what one may see"
get /documents.xlsx -b "$(jar narrow)"
[ "$status" = 200 ] && [ "$(head -c 2 "$work/body")" = PK ] && get /documents.xlsx -b "$(jar formatrice)" && [ "$status" = 403 ]
ok $? "and as a workbook, not for those who do not work on files"

# ---- the download ----

get "/documents/$sure" -b "$(jar narrow)"
[ "$status" = 200 ] && cmp -s "$work/body" "$work/aaa/Facture N-2026-0042 é\"<b>.pdf"
ok $? "a document comes byte for byte"
header 'Content-Type: application/pdf' && header 'X-Content-Type-Options: nosniff' &&
    header "Content-Security-Policy: default-src 'none'" && header 'Cache-Control: no-store' &&
    header 'Content-Disposition: attachment; filename="Facture N-2026-0042 ___<b>.pdf"; filename\*=UTF-8.*%C3%A9%22%3Cb%3E.pdf'
ok $? "as a download that no browser runs, with its name"
get "/documents/$sure?show=1" -b "$(jar narrow)"
[ "$status" = 200 ] && cmp -s "$work/body" "$work/aaa/Facture N-2026-0042 é\"<b>.pdf" &&
    header 'Content-Type: application/pdf' && header 'X-Content-Type-Options: nosniff' &&
    header "Content-Security-Policy: default-src 'none'" && header 'Content-Disposition: inline; filename="Facture N-2026-0042'
ok $? "or for the browser to show, when asked for"
get "/documents/$sure" -b "$(jar lecteur)"
[ "$status" = 200 ]
ok $? "who may only read files may read it"
get "/documents/$secret" -b "$(jar narrow)"
[ "$status" = 404 ] && ! body 'S-2026-9999' && ! header Content-Disposition
ok $? "another creditor's document is not there"
get "/documents/P-000999-X" -b "$(jar narrow)"
unknown=$status
get "/documents/C-000001-G" -b "$(jar narrow)"
[ "$unknown" = 404 ] && [ "$status" = 404 ]
ok $? "nor is what is no document"
get "/documents/$sure" -b "$(jar formatrice)"
[ "$status" = 403 ]
ok $? "nor for those without files"

# ---- deciding ----

get /documents -b "$(jar narrow)" -d act=confirm -d "document=$sure"
[ "$status" = 403 ]
ok $? "a form without its token is refused"
send narrow -d act=confirm -d "document=$secret"
[ "$status" = 422 ] && ! body 'S-2026-9999'
ok $? "another creditor's document cannot be confirmed"
send narrow -d act=attach -d "document=$scan" -d ref=C9 -d item=S-2026-9999
[ "$status" = 422 ]
ok $? "nor a document attached to another creditor's invoice"
send narrow -d act=confirm -d "document=$sure"
[ "$status" = 303 ] && header 'Location: /documents?done=1' && [ -z "$(document_of 'Facture N-2026-0042.*')" ]
ok $? "a button confirms"
send narrow -d act=confirm -d "document=$sure"
[ "$status" = 422 ] && body 'déjà décidé'
ok $? "twice says so"
get /documents -b "$(jar narrow)"
ref=$(sed -n 's/.*name="ref" value="\(C-[^"]*\)".*/\1/p' "$work/body" | head -n 1)
item=$(sed -n 's/.*name="item" value="\([0-9]*\)".*/\1/p' "$work/body" | head -n 1)
send narrow -d act=attach -d "document=$weak" -d "ref=$ref" -d "item=$item"
[ "$status" = 303 ] && [ -z "$(document_of F3.pdf)" ]
ok $? "the doubtful one goes to the invoice of its button"
send narrow -d act=refuse -d "document=$scan"
[ "$status" = 303 ] && [ -z "$(document_of scan.pdf)" ]
ok $? "what fits nothing is put aside"
send narrow -d act=confirm-all
[ "$status" = 303 ] && header 'Location: /documents' && [ -n "$(document_of S-2026-9999.pdf)" ]
ok $? "all means all of one's own"
send agent -d act=explode -d "document=$secret"
[ "$status" = 422 ]
ok $? "an act nobody knows does nothing"

# ---- the page of the file ----

get /files/C1 -b "$(jar narrow)"
[ "$status" = 200 ] && body "/documents/$sure" && body 'N-2026-0042' && body 'Copie de facture'
ok $? "the file shows its copies"
body 'id="copy" href="/documents/'"$sure"'?show=1"' && body 'accesskey="F"' && body 'accesskey="1"' &&
    body 'Copie de N-2026-0042'
ok $? "the copy of an open invoice is one key away"
get /files/C2 -b "$(jar narrow)"
[ "$status" = 200 ] && body "/documents/$weak" &&
    ! grep -o "/documents/$weak.\{0,250\}" "$work/body" | grep -q confirmer
ok $? "confirmed ones without a mark"
get /documents -b "$(jar narrow)" -H 'Accept-Language: en'
body 'Nothing is waiting' && ! body "S-2026-9999"
ok $? "nothing is left, in English"

stop
rm -rf "$work"
echo "1..$count"
