#!/bin/sh
# Starts a server on a small database and walks through one of journeys/ with a browser. TAP.
# Arguments: the program, the journey's name [a folder for screenshots].
set -u
relance=$1
journey=$2
shots=${3-}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
unread_list() { # a list nobody can read, for the page of mappings
    printf 'Kunde;Beleg;Faellig;Offen\nD1;R-1;31.03.2026;10,00\n' >"$work/kunden.csv"
    ! db import "$work/kunden.csv" --creditor AAA >>"$work/log" 2>&1
}
may_write() { # C1 of AAA can be written to; nobody listens where its e-mails go
    told C1 AAA 'street=3, rue des Essais' postcode=44000 city=Nantes email=compta@essais.example &&
        letterhead AAA && payee AAA &&
        db mail server --host 127.0.0.1 --port 9 --security plain --login none \
            --from compta@maison.example >>"$work/log" 2>&1
}
copies() { # for the page of documents: for each width a sure one, a doubtful one, an unknown one
    mkdir "$work/copies" || return 1
    {
        echo 'Code client;Nom;N° facture;Date facture;Échéance;Montant TTC;Solde'
        echo 'C2;Brasserie Fictive;FA-2026-0501;01/09/2026;01/10/2026;31,00;31,00'
        echo 'C2;Brasserie Fictive;FA-2026-0502;02/09/2026;02/10/2026;32,00;32,00'
        echo 'C2;Brasserie Fictive;17;03/09/2026;03/10/2026;33,00;33,00'
        echo 'C2;Brasserie Fictive;18;04/09/2026;04/10/2026;34,00;34,00'
    } >"$work/brasserie.csv"
    for name in FA-2026-0501 FA-2026-0502 17 18 'scan desk' 'scan phone'; do
        printf '%%PDF-1.4\n%% %s\n1 0 obj<<>>endobj\nstartxref\n0\n%%%%EOF\n' "$name" >"$work/copies/$name.pdf"
    done
    db import "$work/brasserie.csv" --creditor AAA >>"$work/log" 2>&1 &&
        db import "$work/copies" --creditor AAA >>"$work/log" 2>&1
}
acted() { # for the list of actions
    db add outcome C2 --creditor AAA --code no_answer --at 2026-11-20 >>"$work/log" 2>&1 &&
        db promise C2 --creditor AAA --on 2026-12-01 --amount 10.00 --means transfer --items F3 \
            --person 'M. Deux' >>"$work/log" 2>&1
}
fill() { # the manager's page has figures of every kind to show
    if [ "$journey" = manager ]; then
        . "$here/managing.sh"
        managing && person adele administrator "Adèle Admin"
    else
        prepare && person adele administrator "Adèle Admin" && unread_list && may_write && copies &&
            { [ "$journey" != lists ] || acted; }
    fi
}
if ! fill || ! start; then
    sed 's/^/# /' "$work/log" "$work/server.log"
    echo "Bail out! the server did not start"
    exit 1
fi
HOME=$work node "$here/journeys/$journey.mjs" "$url" $shots
walked=$? # stop has a status of its own
stop || walked=1
if grep -E 'Sanitizer|runtime error' "$work/server.log"; then walked=1; fi
exit $walked
