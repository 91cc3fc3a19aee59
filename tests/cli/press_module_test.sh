#!/bin/sh
# press_module_test.sh RELANCE MODULE LIBDIR: the printing module is found beside the program as
# built and as installed; without it, or with another file in its place, everything but printing
# works and the refusal says what is missing. Prints TAP.
set -u
relance=$1 module=$2 libdir=$3
# shellcheck source=tests/support/points.sh
. "$(dirname -- "$0")/../support/points.sh"

check() { # name command...
    name=$1
    shift
    if "$@" >"$work/out" 2>&1; then
        point ok "$name"
    else
        point 'not ok' "$name"
        sed 's/^/# /' "$work/out"
    fi
}

mkdir -p "$work/usr/bin"
cp "$relance" "$work/usr/bin/relance"
run() { "$work/usr/bin/relance" --db "sqlite:$work/t.db" --today 2025-10-15 "$@"; }
prints() {
    rm -f "$work/releve.pdf"
    run statement C1 --out "$work/releve.pdf" && head -c 5 "$work/releve.pdf" | grep -qF '%PDF-'
}
refuses() { # words
    rm -f "$work/releve.pdf"
    ! run statement C1 --out "$work/releve.pdf" >"$work/said" 2>&1 &&
        grep -qF -- "$1" "$work/said" && [ ! -e "$work/releve.pdf" ]
}

cat >"$work/list.csv" <<'END'
Compte;Client;Facture;Date;Échéance;Solde
C1;Atelier Un;F1;01/08/2025;31/08/2025;1200,00
END
check 'without the module the program works' run init
check 'also an import' run import "$work/list.csv" --creditor US
check 'printing says what is missing' refuses 'relance-press.so: not found'
mkdir "$work/usr/bin/courier"
echo nothing >"$work/usr/bin/courier/relance-press.so"
check 'a file that is no module is refused' refuses 'relance-press.so: '
cp "$module" "$work/usr/bin/courier/relance-press.so"
check 'as built, it is found' prints
rm -r "$work/usr/bin/courier"
mkdir -p "$work/usr/$libdir/relance"
cp "$module" "$work/usr/$libdir/relance/"
check 'as installed, it is found' prints
ln -s "$work/usr/bin/relance" "$work/link"
check 'also through a link' "$work/link" --db "sqlite:$work/t.db" --today 2025-10-15 statement C1 \
    --out "$work/link.pdf"
# What most commands never need is not loaded by them.
if command -v ldd >/dev/null; then
    check 'the program itself does not load the printing libraries' \
        sh -c '! ldd "$1" | grep -qE "libcairo|libpango|libqpdf"' sh "$relance"
else
    point ok 'the program itself does not load the printing libraries # SKIP ldd is not here'
fi
echo "1..$count"
