#!/bin/sh
# Every French text of the program has its English in po/en.po: messages_test.sh BUILD_ROOT. TAP.
# Texts are those marked N_(), tr() and cmd_tr() in src, and in the C made from views/ if there is.
set -u
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
build=${1:?usage: messages_test.sh BUILD_ROOT}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for tool in xgettext msgfmt msgmerge msgattrib; do
    command -v $tool >/dev/null || {
        echo "1..0 # SKIP $tool is not installed (script/bootstrap --test)"
        exit 0
    }
done

count=0
point() { # exit-code name
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $count - $2"
    else
        echo "not ok $count - $2"
        sed 's/^/# /' "$work/log"
    fi
}

cd "$root" || exit 3
find src -name '*.c' -o -name '*.h' | sort >"$work/sources"
# C made from views: xgettext sees the first of two texts in a choice only, so the second is marked.
mkdir "$work/made"
find "$build/src" -name '*.c' ! -name messages.c -exec grep -lE '\<tr\(' {} + 2>/dev/null |
    while read -r made; do
        sed -E 's/\? ("([^"\\]|\\.)*") : ("([^"\\]|\\.)*")/? N_(\1) : N_(\3)/g' "$made" \
            >"$work/made/$(basename "$made")"
        echo "$work/made/$(basename "$made")" >>"$work/sources"
    done
xgettext --from-code=UTF-8 --language=C -k -kN_ -ktr:2 -kcmd_tr:2 --no-wrap --sort-output \
    -f "$work/sources" -o "$work/used.pot" >"$work/log" 2>&1
[ -s "$work/used.pot" ]
point $? "texts are found in the sources"

msgfmt --check -o /dev/null po/en.po >"$work/log" 2>&1
point $? "the catalogue is valid"

msgmerge --quiet --no-fuzzy-matching --no-wrap po/en.po "$work/used.pot" 2>"$work/log" |
    msgattrib --untranslated --no-obsolete --no-wrap 2>>"$work/log" |
    sed '1,/^$/d' | grep -E '^(#:|msgid|")' >>"$work/log"
[ ! -s "$work/log" ]
point $? "every text has its English"

# A typewriter apostrophe, or an ordinary space where French has a narrow one. The second kind
# looks only behind letters and figures: options and paths are written as programs read them.
msgattrib --no-wrap --no-obsolete "$work/used.pot" 2>/dev/null | grep -E '^(msgid )?"' |
    grep -nE "[[:alpha:]]'[[:alpha:]]|[[:alnum:]»)] [;!?:»€%]( |\"|\$)|« |\.\.\." >"$work/log"
[ ! -s "$work/log" ]
point $? "French texts have real typography"

# The same blind spot in written code: both texts of a choice must be marked.
grep -rnE '\<(cmd_)?tr\([^"]*\? "' src --include='*.c' >"$work/log"
[ ! -s "$work/log" ]
point $? "texts in a choice are marked with N_"
echo "1..$count"
