#!/bin/sh
# A statement of more items than a page holds: page by page every item once, sums of the whole file on
# each, every figure's rows on its page. TAP. Arguments: the program.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"

items() { # 230 past due, of which two are paid in part, one to come that is paid
    echo 'Code client;Nom;N° facture;Date facture;Échéance;Montant TTC;Solde'
    for n in $(seq 100 329); do
        printf 'K1;Client Long;K-%d;%02d/%02d/2025;%02d/%02d/2025;%d,10;%d,10\n' "$n" $((n % 28 + 1)) $((n % 9 + 1)) \
            $((n % 28 + 1)) $((n % 9 + 2)) $((n * 3)) $((n * 3))
    done
    echo 'K1;Client Long;K-400;01/11/2026;31/12/2026;50,00;50,00'
}
long_file() {
    db init --demo >>"$work/log" 2>&1 && items >"$work/items.csv" &&
        db import "$work/items.csv" --creditor AAA --capacity own >>"$work/log" 2>&1 &&
        told K1 AAA type=company &&
        db add payment K1 --creditor AAA --amount 50.00 --invoice K-400 >>"$work/log" 2>&1 &&
        db add payment K1 --creditor AAA --amount 10.00 --invoice K-110 >>"$work/log" 2>&1 &&
        db add payment K1 --creditor AAA --amount 11.00 --invoice K-320 >>"$work/log" 2>&1 &&
        person agent agent 'Agathe Agent' && ref=$(ref_of K1 AAA) && [ -n "$ref" ]
}
if ! long_file || ! start; then
    sed 's/^/# /' "$work/log" "$work/server.log"
    echo "Bail out! the server did not start"
    exit 1
fi
python3 "$here/statement_walk.py" "$url" "$password" "$ref"
good=$?
stop || good=1
if grep -E 'Sanitizer|runtime error|ev=error' "$work/server.log"; then exit 1; fi
exit $good
