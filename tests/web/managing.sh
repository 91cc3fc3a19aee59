# Sourced after serving.sh: books in which every figure of the manager's page has something to
# count. Two creditors, euros and dollars, two agents and nobody, promises kept to come and broken,
# plans, disputes young and old, money of this month and of the last.

at() { # day command...
    day=$1
    shift
    "$relance" --db "$url_of_db" --today "$day" "$@" >>"$work/log" 2>&1
}

# The list of open items of one creditor: customers PREFIX01 to PREFIX12, one invoice a month each.
open_items() { # prefix creditor
    echo 'Code client;Nom;N° facture;Date facture;Échéance;Montant TTC;Solde;Devise'
    n=0
    while [ $n -lt 48 ]; do
        customer=$((n % 12 + 1))
        currency=EUR
        [ $customer -eq 12 ] && currency=USD
        printf '%s%02d;%s %02d;%s-%03d;01/%02d/2026;%02d/%02d/2026;%d,25;%d,25;%s\n' "$1" $customer \
            "Client $2" $customer "$1" $n $((n / 12 + 7)) $((n % 27 + 1)) $((n / 12 + 8 + n % 2)) \
            $((n * 7 + 100)) $((n * 7 + 100)) $currency
        n=$((n + 1))
    done
}

managing() {
    at 2026-10-01 init --demo || return 1
    person agent agent "Agathe Agent" && person beatrice agent "Béatrice Agent" &&
        person chef manager "Charles Chef" || return 1
    open_items M AAA >"$work/m.csv"
    open_items N BBB >"$work/n.csv"
    at 2026-10-05 import "$work/m.csv" --creditor AAA --capacity own && at 2026-10-05 import "$work/n.csv" --creditor BBB --capacity mandate &&
        at 2026-10-05 mandate BBB --from 2026-01-05 --declared &&
        person petit manager "Petra Petit" --creditor AAA && at 2026-10-05 team add TETE &&
        at 2026-10-05 team member TETE --add chef --add petit &&
        for file in M01 M02 M03 M04; do at 2026-11-02 file assign $file --agent agent --why essai --creditor AAA || return 1; done &&
        for file in M05 M06; do at 2026-11-02 file assign $file --agent beatrice --why essai --creditor AAA || return 1; done &&
        at 2026-11-03 promise M03 --creditor AAA --on 2026-11-05 --amount 50.00 --means transfer --items M-002 --person 'Mme Trois' &&
        at 2026-11-20 promise M04 --creditor AAA --on 2026-11-23 --amount 60.00 --means transfer --items M-003 --person 'M. Quatre' &&
        at 2026-11-20 promise M05 --creditor AAA --on 2026-11-27 --amount 70.00 --means transfer --items M-004 --person 'M. Cinq' &&
        at 2026-11-20 promise N06 --creditor BBB --on 2026-12-10 --amount 80.00 --means transfer --items N-005 --person 'M. Six' &&
        at 2026-11-20 promise M12 --creditor AAA --on 2026-11-24 --amount 15.00 --means transfer --items M-011 --person 'Mr Dollar' &&
        at 2026-11-18 plan M07 --creditor AAA --items M-006 --means transfer --line 2026-12-01:100.00 --line 2026-12-15:42.25 --person 'Mme Sept' &&
        at 2026-11-23 dispute M08 --creditor AAA --items M-007 --reason goods --amount 40.00 &&
        at 2026-10-10 dispute M09 --creditor AAA --items M-008 --reason price --deadline 2026-12-20 &&
        at 2026-11-10 dispute N08 --creditor BBB --items N-007 --reason price --deadline 2026-12-20 &&
        at 2026-11-20 add outcome M10 --creditor AAA --code no_answer --at 2026-11-20 &&
        at 2026-10-28 add payment M01 --creditor AAA --amount 33.00 --date 2026-10-28 &&
        at 2026-11-05 add payment M01 --creditor AAA --amount 20.00 --date 2026-11-05 --invoice M-000 &&
        at 2026-11-20 add payment M11 --creditor AAA --amount 21.00 --date 2026-11-20 &&
        at 2026-11-21 add payment N01 --creditor BBB --amount 22.00 --date 2026-11-21 &&
        at 2026-11-22 add payment M12 --creditor AAA --amount 23.00 --date 2026-11-22 &&
        at 2026-11-22 import "$work/m.csv" --creditor AAA --mode state --as-of 2026-11-22 --confirm &&
        at 2026-11-23 run
}
