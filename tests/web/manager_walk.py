"""The lists that figures of the manager's page lead to: each criterion finds the files it names, no
others, with the amounts it names. manager_walk.py URL PASSWORD"""
import decimal, re, sys
from browsing import Browser, Tap

url, password = sys.argv[1:3]
tap = Tap()
ok = tap.ok
plain = re.compile("[\u00a0\u202f ]")
chief, narrow = Browser(url, "chef", password), Browser(url, "petit", password)


def names(browser, path):
    page = browser.page(path)
    at = page.heads.index("Débiteur") if page.rows else 0
    return [row[at] for row in page.rows], plain.sub("", page.total)


def finds(path, expected, total, browser=chief):
    found, shown = names(browser, path)
    ok(sorted(found) == sorted(expected) and plain.sub("", total) == shown, path, (found, shown))


finds("/lists/accounts?promised_from=2026-11-23&promised_to=2026-11-23", ["Client AAA 04"],
      "1 dossier · 989,00 € · promis 60,00 €")
finds("/lists/accounts?promised_from=2026-11-23&promised_to=2026-11-29&currency=EUR", ["Client AAA 04", "Client AAA 05"],
      "2 dossiers · 2 006,00 € · promis 130,00 €")
finds("/lists/accounts?promised_from=2026-12-08&promised_to=2026-12-14", ["Client BBB 06"],
      "1 dossier · 1 045,00 € · promis 80,00 €")
finds("/lists/accounts?promised_from=2026-12-08&promised_to=2026-12-14", [], "0 dossier", narrow)
finds("/lists/accounts?promise=broken", ["Client AAA 03"], "1 dossier · 961,00 €")
finds("/lists/accounts?plan_from=2026-12-14&plan_to=2026-12-20", ["Client AAA 07"],
      "1 dossier · 1 073,00 € · au plan 42,25 €")
finds("/lists/accounts?disputed_from=2026-11-08&disputed_to=2026-11-23", ["Client AAA 08", "Client BBB 08"],
      "2 dossiers · 2 202,00 € · contesté 189,25 €")
finds("/lists/accounts?disputed_to=2026-10-24&dispute=yes", ["Client AAA 09"], "1 dossier · 1 129,00 € · contesté 156,25 €")
finds("/lists/accounts?disputed_to=2026-10-24&dispute=no&creditor=BBB&least=900", [name for name in names(chief, "/lists/accounts?creditor=BBB&least=900")[0]],
      names(chief, "/lists/accounts?creditor=BBB&least=900")[1])
idle, _ = names(chief, "/lists/accounts?idle=30")
ok("Client AAA 02" in idle and "Client AAA 10" not in idle and "Client AAA 04" not in idle,
   "a file on which somebody called or took a promise is not without action", idle)
ok("Client AAA 10" in names(chief, "/lists/accounts?idle=3")[0] and "Client AAA 10" not in names(chief, "/lists/accounts?idle=4")[0],
   "three days ago are three days")
finds("/lists/accounts?agent=beatrice&whose=own", ["Client AAA 05", "Client AAA 06"], "2 dossiers · 2 062,00 €")
mine, _ = names(chief, "/lists/accounts?agent=beatrice")
nobody, _ = names(chief, "/lists/accounts?whose=nobody")
ok(sorted(mine) == sorted(nobody + ["Client AAA 05", "Client AAA 06"]) and nobody, "a list is one's own and what is on every list")
finds("/lists/accounts?whose=undecided", [], "0 dossier")
finds("/lists/accounts?currency=USD", ["Client AAA 12", "Client BBB 12"], "2 dossiers · 2 426,00 USD")
finds("/lists/payments?from=2026-11-01&to=2026-11-30", ["Client AAA 12", "Client BBB 01", "Client AAA 11", "Client AAA 01"],
      "4 encaissements · 23,00 USD · 63,00 €")
ok(names(chief, "/lists/payments")[0] == ["Client AAA 12", "Client BBB 01", "Client AAA 11", "Client AAA 01", "Client AAA 01"],
   "the last money first", names(chief, "/lists/payments")[0])
finds("/lists/payments?agent=agent&whose=own&to=2026-10-31", ["Client AAA 01"], "1 encaissement · 33,00 €")
finds("/lists/payments?creditor=AAA&least=21&most=22,99", ["Client AAA 11"], "1 encaissement · 21,00 €")
ok("Client BBB 01" not in names(narrow, "/lists/payments")[0] and len(names(narrow, "/lists/payments")[0]) == 4,
   "money of another creditor is not seen")
for bad in ("currency=EURO", "idle=x", "idle=1000", "whose=mine", "promise=kept", "promised_from=soon", "plan_to=1", "disputed_to=2026-13-01"):
    ok(chief.ask("GET", "/lists/accounts?" + bad)[0] == 422, bad + " is refused")
tap.end()
