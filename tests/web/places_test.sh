#!/bin/sh
# Lists in the order of work of which the first files are far behind: those of one agent, whose files
# are worth least; those that wait, behind all with work. They are found without being told that one
# must search on. TAP. Arguments: the program.
set -u
relance=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/serving.sh"

items() { # 300 to be called, the last ones least; 20 not due
    echo 'Code client;Nom;N° facture;Date facture;Échéance;Montant TTC;Solde'
    for n in $(seq 100 399); do
        printf 'P%d;Client %d;P-%d;01/03/2026;31/03/2026;%d,00;%d,00\n' "$n" "$n" "$n" $((90000 - n * 200)) $((90000 - n * 200))
    done
    for n in $(seq 500 519); do
        printf 'P%d;Client %d;P-%d;01/11/2026;31/12/2026;10,00;10,00\n' "$n" "$n" "$n"
    done
}
people() {
    echo 'Code client;Nom;Type;Téléphone'
    for n in $(seq 100 399); do printf 'P%d;Client %d;société;01 99 00 1%d\n' "$n" "$n" "$n"; done
}
prepare() {
    db init --demo && items >"$work/items.csv" && people >"$work/people.csv" &&
        db import "$work/items.csv" "$work/people.csv" --creditor AAA --capacity own &&
        person agent agent 'Agathe Agent' && person berthe agent 'Berthe Agent' || return 1
    # all of them Berthe's, but for the last three
    # shellcheck disable=SC2046
    db file assign $(seq -f 'P%.0f' 100 396) --creditor AAA --agent berthe --why essai &&
        db file assign P397 P398 P399 --creditor AAA --agent agent --why essai &&
        db file assign $(seq -f 'P%.0f' 500 519) --creditor AAA --agent berthe --why essai && db run
}
if ! prepare >>"$work/log" 2>&1 || ! start; then
    sed 's/^/# /' "$work/log" "$work/server.log"
    echo "Bail out! the server did not start"
    exit 1
fi
python3 - "$here" "$url" "$password" <<'END_OF_WALK'
import sys
sys.path.insert(0, sys.argv[1])
from browsing import Browser, Page, Tap
browser, tap = Browser(sys.argv[2], "agent", sys.argv[3]), Tap()
def page(query):
    status, text = browser.ask("GET", "/lists/accounts?order=work" + query)
    assert status == 200
    return Page(text.decode())
def names(p):
    return [row[0].strip() for row in p.rows]
mine = page("&agent=agent&action=call")
tap.ok(names(mine) == ["Client 397", "Client 398", "Client 399"], "the files of one whose places are the last", mine.rows[:3])
tap.ok(mine.total.strip().startswith("3 dossiers") and not mine.links, "and that these are all", (mine.total, mine.links))
theirs = page("&agent=berthe&action=call")
tap.ok(names(theirs) == ["Client %d" % n for n in range(100, 150)], "the files of one whose places are the first", names(theirs)[:3])
waiting = page("&action=none&least=0,01")
tap.ok(names(waiting) == ["Client %d" % n for n in range(500, 520)] and waiting.total.strip().startswith("20 dossiers"),
       "those that wait, behind all with work", (names(waiting)[:3], waiting.total))
tap.ok(page("&agent=agent&action=none").rows == [], "none of them another's")
tap.end()
END_OF_WALK
good=$?
stop || good=1
exit $good
