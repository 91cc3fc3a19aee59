#!/bin/sh
# The list of what was done: every kind of deed, page by page, by its filters, as a file. TAP.
# Argument: the program.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
. "$here/managing.sh"
# Beside what managing.sh says: a contact told on the day after, a letter on paper, one by e-mail, copies
# by e-mail, a hold, an alert, a promise taken back, a dispute concluded; then sixty calls.
deeds() {
    at 2026-11-20 add outcome M09 --creditor AAA --code voicemail --at 2026-11-19T15:00 --note 'répondeur <b>' &&
        at 2026-11-20 hold M11 --creditor AAA --reason complaint --until 2026-12-20 --note 'lettre reçue' &&
        at 2026-11-21 alert N09 --creditor BBB --kind information --note 'à voir' &&
        at 2026-11-22 promise cancel M05 1 --creditor AAA --why 'pris par erreur' &&
        at 2026-11-23 dispute close M08 1 --creditor AAA --verdict unfounded --note 'livrée' &&
        letterhead AAA --email claire@maison.example --privacy dpo@maison.example &&
        person comptable accountant "Colin Compte" && payee AAA &&
        db mail server --host 127.0.0.1 --port 9 --security plain --login none --from compta@maison.example >>"$work/log" 2>&1 || return 1
    for file in M02 M04 M06; do
        told $file AAA 'street=3, rue des Essais' postcode=44000 city=Nantes email=compta@essais.example || return 1
    done
    printf '%%PDF-1.4\n1 0 obj<<>>endobj\nstartxref\n0\n%%%%EOF\n' >"$work/M-003.pdf"
    db import "$work/M-003.pdf" --creditor AAA >>"$work/log" 2>&1 &&
        db documents attach "$(db --json documents | grep -o '"id":"P-[^"]*"' | cut -d'"' -f4 | head -n 1)" \
            "$(ref_of M04 AAA)" --item M-003 >>"$work/log" 2>&1
    at 2026-11-23 letter M02 relance-1 --creditor AAA &&
        at 2026-11-23 mail M06 relance-1 --creditor AAA && at 2026-11-23 mail M04 copie --creditor AAA || return 1
    n=0
    while [ $n -lt 60 ]; do
        at 2026-11-16 add outcome "M$(printf %02d $((n % 12 + 1)))" --creditor AAA --code no_answer \
            --at "2026-11-$((n / 10 + 10))" --note "appel $n" || return 1
        n=$((n + 1))
    done
}
RELANCE_KEY=$work/key
export RELANCE_KEY
if ! managing || ! deeds || ! person deux manager "Diane Deux" --creditor AAA --creditor BBB || ! start; then
    sed 's/^/# /' "$work/log" "$work/server.log"
    echo "Bail out! the server did not start"
    exit 1
fi
python3 "$here/actions_walk.py" "$url" "$password" "$(ref_of M09 AAA)" "$(ref_of N08 BBB)" \
    "$relance" --db "$url_of_db" --today "$today"
walked=$?
stop || walked=1
if grep -E 'Sanitizer|runtime error' "$work/server.log"; then walked=1; fi
exit $walked
