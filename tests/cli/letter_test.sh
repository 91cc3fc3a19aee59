#!/bin/sh
# letter_test.sh LETTER_SAMPLE: every letter in every capacity, as other programs read it: printed,
# fonts inside, a page or two, the payment code for what is asked. Prints TAP.
set -u
sample=$1
pdf=$(CDPATH='' cd -- "$(dirname -- "$0")/../pdf" && pwd)
# shellcheck source=tests/support/points.sh
. "$(dirname -- "$0")/../support/points.sh"

tools=yes
for tool in pdftotext pdffonts pdfinfo pdftoppm zbarimg; do
    command -v "$tool" >/dev/null || tools=
done
# What is wrong with a printed letter; nothing when it is right.
faults() { # kind capacity debtor
    "$sample" "$1" "$2" "$3" "$work/l.pdf" || return 0
    cp "$work/l.pdf" "$work/$1-$2-$3.pdf"
    [ -n "$tools" ] || return 0
    pdffonts "$work/l.pdf" | awk 'NR > 2 && $(NF - 4) $(NF - 3) != "yesyes" { print "font " $1 " is not inside" }'
    pages=$(pdfinfo "$work/l.pdf" | sed -n 's/^Pages: *//p')
    [ "$pages" -eq 1 ] || [ "$1" = releve ] || echo "$pages pages"
    pdftotext -layout "$work/l.pdf" "$work/text"
    grep -q '{{\|\*\*' "$work/text" && echo 'something of the template is left'
    grep -q 'Maison Tréhorel' "$work/text" || echo 'the creditor is not named'
    pdftoppm -r 150 -gray -png -f "$pages" -l "$pages" -singlefile "$work/l.pdf" "$work/page"
    zbarimg -q --raw -Sbinary "$work/page.png" 2>/dev/null | grep -q '^EUR[0-9]*\.[0-9][0-9]$' ||
        echo 'no payment code is read'
    case $1-$2 in
    mise-en-demeure-mandate | premiere-lettre-mandate)
        grep -q 'débiteur de mauvaise' "$work/text" || echo 'article L111-8 is not there'
        ;;
    esac
}

for kind in releve relance-1 relance-2 mise-en-demeure premiere-lettre; do
    for capacity in own mandate factor; do
        [ "$kind-$capacity" != premiere-lettre-own ] || continue
        [ "$kind-$capacity" != premiere-lettre-factor ] || continue
        for debtor in business public consumer; do
            found=$(faults "$kind" "$capacity" "$debtor" 2>&1)
            if [ -z "$found" ]; then
                point ok "$kind, $capacity, $debtor"
            else
                point 'not ok' "$kind, $capacity, $debtor"
                echo "$found" | sed 's/^/# /'
            fi
        done
    done
done
if python3 "$pdf/archive.py" "$work"/*-*.pdf >"$work/said"; then
    point ok 'each has the shape of an archive'
else
    point 'not ok' 'each has the shape of an archive'
    sed 's/^/# /' "$work/said"
fi
count=$((count + 1))
[ -n "$tools" ] && echo "ok $count - read by other programs" ||
    echo "ok $count - read by other programs # SKIP no poppler-utils or zbar-tools"
echo "1..$count"
