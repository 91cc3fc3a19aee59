#!/bin/sh
# The lists of open items and files, page by page, as workbook and as text. TAP.
# Argument: the program.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"
many() { # 130 invoices of 13 customers of AAA, dues from May to November; 450 customers of CCC, the last owes more; two before all of them owe nothing
    {
        echo 'Code client;Nom;N° facture;Date facture;Échéance;Montant TTC;Solde'
        n=0
        while [ $n -lt 130 ]; do
            printf 'L%02d;Liste %02d;L-%03d;01/%02d/2026;15/%02d/2026;%d,50;%d,50\n' \
                $((n % 13)) $((n % 13)) $n $((n % 6 + 4)) $((n % 7 + 5)) $((n + 10)) $((n + 10))
            n=$((n + 1))
        done
    } >"$work/many.csv"
    {
        echo 'Code client;Nom;N° facture;Date facture;Échéance;Montant TTC;Solde'
        seq -w 450 | sed 's/.*/G&;Grande &;G-&;01\/07\/2026;15\/08\/2026;10,00;10,00/
            $s/10,00/11,00/g'
    } >"$work/long.csv"
    db import "$work/many.csv" --creditor AAA >>"$work/log" 2>&1 &&
        db import "$work/long.csv" --creditor CCC --capacity own >>"$work/log" 2>&1 &&
        db add debtor --creditor CCC --name 'Aaron Un' >>"$work/log" 2>&1 &&
        db add debtor --creditor CCC --name 'Aaron Deux' >>"$work/log" 2>&1 &&
        db run >>"$work/log" 2>&1
}
if ! prepare || ! person ouvrard agent "Otto Ouvrard" --creditor BBB || ! many || ! start; then
    sed 's/^/# /' "$work/log" "$work/server.log"
    echo "Bail out! the server did not start"
    exit 1
fi
db ageing --by creditor --json >"$work/ageing.json"
python3 "$here/lists_walk.py" "$url" "$password" "$work/ageing.json" "$relance" --db "$url_of_db" --today "$today"
walked=$?
stop || walked=1
if grep -E 'Sanitizer|runtime error' "$work/server.log"; then walked=1; fi
exit $walked
