#!/bin/sh
# page_test.sh PAGE_SAMPLE: what other programs read in a page of ours: text in its order, fonts
# inside, the payment code, attachments, the marks of an archive (tests/pdf). Prints TAP.
set -u
sample=$1
pdf=$(CDPATH='' cd -- "$(dirname -- "$0")/../pdf" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0

point() { # name, after a command: its exit code decides
    if [ $? -eq 0 ]; then said=ok; else said='not ok'; fi
    count=$((count + 1))
    echo "$said $count - $1"
}

skip() { # name why
    count=$((count + 1))
    echo "ok $count - $1 # SKIP $2"
}

has() { # text name; reads $work/text
    grep -qF -- "$1" "$work/text"
    point "$2"
}

"$sample" letter "$work/letter.pdf"
point 'a letter is printed'
"$sample" letter "$work/again.pdf"
cmp -s "$work/letter.pdf" "$work/again.pdf"
point 'another run gives the same bytes'
env HOME=/nonexistent FONTCONFIG_FILE=/nonexistent FONTCONFIG_PATH=/nonexistent \
    "$sample" letter "$work/bare.pdf" 2>"$work/said"
cmp -s "$work/letter.pdf" "$work/bare.pdf" && [ ! -s "$work/said" ]
point 'a machine without fonts prints the same, without a word'

if command -v pdftotext >/dev/null; then
    pdftotext -layout "$work/letter.pdf" "$work/text"
    has 'Mise en demeure de payer 4 060,85 €' 'narrow spaces and the euro sign are read back'
    pdftotext -raw "$work/letter.pdf" "$work/raw"
    tr '\n' ' ' <"$work/raw" | grep -q \
        'Brasserie des Quais.*Mise en demeure.*Madame, Monsieur.*Facture.*4 060,85 €.*IBAN.*Claire Le Goff Chargée.*RCS Nantes'
    point 'text is read in the order it is written in'
    pdffonts "$work/letter.pdf" | tail -n +3 >"$work/fonts"
    awk '$(NF - 4) $(NF - 3) $(NF - 2) != "yesyesyes" { bad = 1 } END { exit bad || NR < 3 }' "$work/fonts"
    point 'every font is embedded, a subset, with its Unicode values'
    pdfinfo "$work/letter.pdf" >"$work/text"
    has 'Mise en demeure <PO-2026-0467> & pièces' 'the title is in the document information'
    has 'Pages:           1' 'the letter has one page'
    has 'A4' 'on A4'
    pdfinfo -meta "$work/letter.pdf" >"$work/text"
    has '<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>' 'XMP says PDF/A-3b'
    has 'Mise en demeure &lt;PO-2026-0467&gt; &amp; pièces' 'XMP has the same title, escaped'
    has '<xmp:CreateDate>2026-11-23T09:00:00Z</xmp:CreateDate>' 'XMP has the instant it was given'
    pdfdetach -save 1 -o "$work/exhibit" "$work/letter.pdf" >/dev/null 2>&1
    printf 'numéro;montant\nMT-10482;1842,36\n' | cmp -s - "$work/exhibit"
    point 'the attachment comes out as it went in'
    "$sample" table "$work/table.pdf" 90
    pdftotext -layout "$work/table.pdf" "$work/text"
    [ "$(grep -c 'Pénalités de retard' "$work/text")" -eq "$(pdfinfo "$work/table.pdf" | sed -n 's/^Pages: *//p')" ]
    point 'a long table has its head on every page'
    has '2/3' 'and the pages are counted'
    # around the end of the first and of the second page, whatever their height
    for rows in 20 21 22 23 24 25 26 27 28 29 30 58 59 60 61 62 63 64 65 66 67 68 69 70; do
        "$sample" table "$work/table.pdf" $rows
        pdftotext -layout "$work/table.pdf" - |
            awk -v rows=$rows 'BEGIN { RS = "\f" } /Facture/ { n = gsub(/MT-10/, ""); all += n; if (n < 2) bad = 1 }
                END { exit bad || all != rows }' || echo "# $rows rows"
    done >"$work/said"
    [ ! -s "$work/said" ]
    point 'no row and no total stands alone on a page'
    cat "$work/said"
    "$sample" batch "$work/batch.pdf" 3
    [ "$(pdfinfo "$work/batch.pdf" | sed -n 's/^Pages: *//p')" -eq 3 ]
    point 'three letters are one file of three pages'
    "$sample" merge "$work/merged.pdf" 3
    [ "$(pdftotext "$work/merged.pdf" - | grep -c 'Madame, Monsieur')" -eq 3 ]
    point 'so are three letters that were printed before'
    for file in letter merged; do
        pdftocairo -png -r 60 -f 1 -l 1 -singlefile "$work/$file.pdf" "$work/$file"
    done
    cmp -s "$work/letter.png" "$work/merged.png"
    point 'they look as they did'
    [ "$(pdffonts "$work/merged.pdf" | wc -l)" -eq "$(pdffonts "$work/letter.pdf" | wc -l)" ]
    point 'and share their fonts'
else
    skip 'what pdftotext reads' 'no poppler-utils'
fi

if command -v zbarimg >/dev/null && command -v pdftoppm >/dev/null; then
    pdftoppm -r 150 -gray -png -singlefile "$work/letter.pdf" "$work/page"
    zbarimg -q --raw -Sbinary "$work/page.png" >"$work/code" 2>/dev/null
    printf 'BCD\n002\n1\nSCT\n\nSémaphore Recouvrement\nFR7699999000410001826403785\nEUR4060.85\n\nRF50PO20260467' >"$work/payload"
    cmp -s "$work/payload" "$work/code"
    point 'a telephone reads the payment code on the page'
else
    skip 'a telephone reads the payment code on the page' 'no zbarimg or pdftoppm'
fi

for file in batch merged table; do
    [ -s "$work/$file.pdf" ] || "$sample" "$([ $file = merged ] && echo merge || echo $file)" "$work/$file.pdf" 3
done
python3 "$pdf/faults.py" "$work/merged.pdf" >"$work/text"
while read -r line; do
    case $line in
    ok* | 'not ok'*)
        count=$((count + 1))
        echo "$line" | sed "s/ [0-9]* - / $count - the reader of archives: /"
        ;;
    '#'*) echo "$line" ;;
    esac
done <"$work/text"
python3 "$pdf/archive.py" "$work/letter.pdf" "$work/table.pdf" "$work/batch.pdf" >"$work/text"
point 'a letter, a long table and a batch have the shape of an archive'
sed 's/^/# /' "$work/text"

if command -v qpdf >/dev/null; then
    qpdf --check "$work/letter.pdf" >"$work/text" 2>&1
    point 'qpdf finds no fault'
    has 'File is not encrypted' 'nothing is encrypted'
    qpdf --qdf --object-streams=disable "$work/letter.pdf" "$work/plain.pdf"
    strings -n 4 "$work/plain.pdf" >"$work/text"
    has '/S /GTS_PDFA1' 'there is an output intent'
    has '/AFRelationship /Supplement' 'the attachment says what it is to the letter'
    has '/Lang (fr)' 'the language is named'
    ! grep -qE '/Interpolate true|/JavaScript|/SMask [0-9]' "$work/text"
    point 'nothing an archive forbids'
else
    skip 'what qpdf checks' 'no qpdf'
fi
echo "1..$count"
