#!/bin/sh
# The compiler of letters: what it refuses, with file and line; the spaces it sets. TAP.
# lettergen_test.sh LETTERGEN FIELDS.def
set -u
lettergen=$1
fields=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0

point() { # status name
    count=$((count + 1))
    [ "$1" -eq 0 ] && echo "ok $count - $2" || echo "not ok $count - $2"
}

# refused NAME LINE PART BODY: the letter x is refused at that line, with that part of a sentence.
refused() {
    printf '%s\n' "$4" >"$work/x.txt"
    if "$lettergen" "$work/x.c" "$fields" "$work/x.txt" 2>"$work/err"; then
        point 1 "$1"
        return
    fi
    grep -q "x.txt:$2: .*$3" "$work/err"
    point $? "$1"
}

refused 'an unknown field' 2 'creditor_nam }}: no such field' 'Bonjour,
{{ creditor_nam }} écrit.'
refused 'a row field outside of a table' 1 'no such field' 'Facture {{ number }}'
refused 'an unknown test' 1 'no such field or test' '{{ if rich }}x{{ end }}'
refused 'an if without its end' 3 'without an end' 'a

{{ if own }}
b'
refused 'an end without an if' 1 'without an if' '{{ end }}'
refused 'an else in a table' 2 'without an if' '{{ table items }}
{{ else }}
{{ end }}'
refused 'a column outside of a table' 1 'outside of a table' '| Facture | {{ number }} |'
refused 'a tag without its end' 1 'without }}' 'a {{ asked b'
refused 'bold without its end' 2 'without its end' 'a **b

c'
refused 'a part that is not there' 1 'no such part' '{{ include _rien }}'
refused 'a typewriter apostrophe' 1 'write ’' "l'avoir"
refused 'a typewriter quote' 1 'write ’ or «' 'un "avoir"'
printf 'Reste : « 1 234 567 € » ; vu ? 12,40 %% article 5.\n' >"$work/x.txt"
"$lettergen" "$work/x.c" "$fields" "$work/x.txt"
n=$(printf '\302\240') w=$(printf '\342\200\257')
sed -n 's/.*LETTER_OP_TEXT.*STR_INIT("\(.*\)")},/\1/p' "$work/x.c" >"$work/said"
printf '%s\n' "Reste$n: «${n}1${w}234${w}567$n€$n»$w; vu$w? 12,40$w% article${n}5." >"$work/meant"
cmp -s "$work/said" "$work/meant"
point $? 'French spaces are set'
printf '%% en petit\n' >"$work/_part.txt"
printf '{{# says nothing }}\n{{ include _part }}\n' >"$work/x.txt"
"$lettergen" "$work/x.c" "$fields" "$work/_part.txt" "$work/x.txt" &&
    grep -q 'LETTER_PART_NOTE' "$work/x.c" && grep -qF '{"x", ops_0}' "$work/x.c" &&
    ! grep -q says "$work/x.c"
point $? 'a part is read where it is included, a comment is not'
echo "1..$count"
