#!/bin/sh
# The demo portfolio: the same bytes for the same seed, books that balance, nobody real. TAP.
# Argument or DEMOGEN: the program.
set -u
demogen=${1:-${DEMOGEN:?}}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0

ok() { # status name
    if [ "$1" -eq 0 ]; then verdict=ok; else verdict='not ok'; fi
    count=$((count + 1))
    echo "$verdict $count - $2"
    [ "$1" -eq 0 ] || [ ! -s "$work/out" ] || head -n 20 "$work/out" | sed 's/^/# /'
    : >"$work/out"
}

: >"$work/out"
"$demogen" "$work/a" && "$demogen" --seed 2026 "$work/b" && "$demogen" --seed 7 "$work/c"
ok $? "three portfolios are written"
diff -r "$work/a" "$work/b" >"$work/out"
ok $? "the same seed gives the same bytes"
! cmp -s "$work/a/OWN/clients.csv" "$work/c/OWN/clients.csv"
ok $? "another seed gives another portfolio"
"$demogen" >"$work/out" 2>&1
[ $? -eq 2 ]
ok $? "without a folder it says how it is used"

python3 - "$work/a/OWN" >"$work/out" 2>&1 <<'END'
import sys, zipfile
for name, wanted in (("factures.zip", 40), ("scans.zip", 5)):
    with zipfile.ZipFile(sys.argv[1] + "/" + name) as z:
        assert z.testzip() is None and len(z.namelist()) == wanted, z.namelist()
        for member in z.namelist():
            data = z.read(member)
            assert data.startswith(b"%PDF-1.4") and data.endswith(b"%%EOF\n"), member
END
ok $? "OWN: two archives of PDFs"

for creditor in OWN MAN FAC SIG; do
    fec=$(ls "$work/a/$creditor/"*FEC20261231.txt)
    list=$work/a/$creditor/clients.csv
    # one form for the checks: TAB, no byte order mark, no CR; bytes above 0x7f do not matter here
    sed '1s/^\xef\xbb\xbf//; s/\r$//; s/|/\t/g' "$fec" | LC_ALL=C tail -n +2 >"$work/fec"
    LC_ALL=C awk -F '\t' 'NF != 18 { print FNR ": " NF " columns" }
        function cents(s) { gsub(/,/, "", s); return s + 0 }
        cents($12) < 0 || cents($13) < 0 || (cents($12) > 0) == (cents($13) > 0) { print FNR ": " $12 " " $13 }
        { balance[$3] += cents($12) - cents($13) }
        END { for (n in balance) if (balance[n]) print "entry " n ": " balance[n] }' "$work/fec" >"$work/out"
    [ ! -s "$work/out" ]
    ok $? "$creditor: 18 columns, one side a line, debit = credit in each entry"
    LC_ALL=C awk -F '\t' '$4 < 20260101 || $4 > 20261123 || $10 > $4 || ($15 != "" && ($15 > 20261123 || $14 == ""))
        $4 < last { print FNR ": out of order" } { last = $4 }' "$work/fec" >"$work/out"
    [ ! -s "$work/out" ]
    ok $? "$creditor: days between 1 January and 23 November 2026, in order"
    LC_ALL=C awk -F '\t' 'function cents(s) { gsub(/,/, "", s); return s + 0 }
        $14 ~ /^[A-Z]+$/ { group[$5 " " $7 " " $14] += cents($12) - cents($13) }
        END { for (g in group) if (group[g]) print g ": " group[g] }' "$work/fec" >"$work/out"
    [ ! -s "$work/out" ]
    ok $? "$creditor: letters in capitals balance"
    LC_ALL=C awk -F '\t' '$5 == "411000" && $12 != "0,00" && ($1 == "VE" || $1 == "AN") {
            all++; if ($14 ~ /^[A-Z]/) paid++ }
        END { share = all ? 100 * paid / all : 0; print "paid " share " percent of " all
            exit !(share > 45 && share < 65) }' "$work/fec" >"$work/out"
    ok $? "$creditor: about 55 percent of the invoices are settled"
    LC_ALL=C awk -F ';' '
        function luhn(s,   i, d, sum) {
            for (i = 0; i < length(s); i++) {
                d = substr(s, length(s) - i, 1) * (i % 2 + 1)
                sum += d > 9 ? d - 9 : d
            }
            return sum % 10 == 0
        }
        FNR == 1 { next }
        NF != 15 { print FNR ": " NF " columns" }
        $4 != "" && ($4 !~ /^000[0-9]+$/ || length($4) != 9 || !luhn($4)) { print FNR ": SIREN " $4 }
        $5 != "" && (substr($5, 1, 9) != $4 || length($5) != 14 || !luhn($5)) { print FNR ": SIRET " $5 }
        $10 != "" && $10 !~ /^(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98) [0-9][0-9] [0-9][0-9]$/ { print FNR ": " $10 }
        $11 != "" && $11 !~ /^[a-z0-9.-]+@[a-z0-9-]+\.example$/ { print FNR ": " $11 }
        seen[$1]++ { print FNR ": twice " $1 }' "$list" >"$work/out"
    [ ! -s "$work/out" ]
    ok $? "$creditor: right check digits, telephones and addresses of nobody"
done
accounts=$(cat "$work"/a/*/clients.csv | wc -l)
[ "$accounts" -gt 3300 ] && [ "$accounts" -lt 3700 ]
ok $? "about 3500 customers in all"
grep -vhE '^(on [0-9-]+ (add|alert|assign|dispute|hold|pin|plan|postpone|promise) .*|# .*)$' "$work"/a/*/life.sh >"$work/out"
[ ! -s "$work/out" ] && [ "$(cat "$work"/a/*/life.sh | wc -l)" -gt 80 ]
ok $? "what people noted is commands, a line each"
sed '1s/^\xef\xbb\xbf//; s/\r$//; s/|/\t/g' "$work"/a/*/*FEC*.txt | LC_ALL=C awk -F '\t' '
    $5 == "411700" { r = 1 } $5 == "413000" { b = 1 } $5 == "416000" { d = 1 } $5 == "419100" { p = 1 }
    $1 == "AN" && $5 == "411000" { o = 1 } $1 == "VE" && $5 == "411000" && $13 != "0,00" { c = 1 }
    END { exit !(r && b && d && p && o && c) }'
ok $? "openings, credit notes, deposits, bills, retentions and doubtful customers are there"
echo "1..$count"
