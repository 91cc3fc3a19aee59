"""The manager's page and the lists its figures lead to: each criterion finds the files it names, no
others, with the amounts it names; each figure is the total of its list; objectives are kept.
manager_walk.py URL PASSWORD"""
import csv, html.parser, io, re, sys, zipfile
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


class Figures(html.parser.HTMLParser):
    """The figures of the page: table, text, where it leads; the heads and first cells of tables."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.table, self.links, self.tables, self.csrf, self.into = "figures", [], {"figures": []}, "", None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "section" and a.get("id"):
            self.table = a["id"]
            self.tables[self.table] = []
        elif tag == "a" and a.get("class") == "drill":
            self.links.append([self.table, "", a["href"]])
            self.into = "link"
        elif tag == "tr":
            self.tables[self.table].append([])
        elif tag in ("td", "th") and self.tables[self.table]:
            self.tables[self.table][-1].append("")
            self.into = "cell"
        elif tag == "input" and a.get("name") == "csrf":
            self.csrf = a["value"]

    def handle_endtag(self, tag):
        if tag in ("a", "td", "th"):
            self.into = None

    def handle_data(self, data):
        if self.into == "link":
            self.links[-1][1] += data
        if self.into in ("link", "cell") and self.tables[self.table] and self.tables[self.table][-1]:
            self.tables[self.table][-1][-1] += data


def manager(browser, path="/manager"):
    status, text = browser.ask("GET", path)
    return Figures(text.decode())


def leads_right(browser, link):
    """The total of the list, read as the figure is: a count, or the sum the address asks for."""
    _, figure, href = link
    figure = plain.sub("", figure)
    parts = [plain.sub("", part) for part in browser.page(href).total.split("·")]
    if figure.isdigit():
        return re.match(r"\d+", parts[0]).group(0) == figure
    for name, word in (("promised_", "promis"), ("plan_", "auplan"), ("disputed_", "contesté")):
        if name in href:
            return word + figure in parts
    return figure in parts[1:2]


for browser, path in ((chief, "/manager"), (chief, "/manager?creditor=AAA&idle=3"), (narrow, "/manager"), (chief, "/manager?idle=200")):
    page = manager(browser, path)
    wrong = [link + [browser.page(link[2]).total] for link in page.links if not leads_right(browser, link)]
    ok(len(page.links) > 60 and not wrong, "%s: each of %d figures is the total of its list" % (path, len(page.links)), wrong[:6])
page = manager(chief)
ok({"creditors", "agents", "month", "promises", "forecast", "disputes", "blocks", "provision"} <= set(page.tables) and
   all(len(page.tables[name]) > 1 for name in page.tables if name not in ("figures", "objective")), "every table has rows", page.tables.keys())
rows = {row[0]: row for row in page.tables["agents"]}
ok(plain.sub("", rows["Béatrice Agent"][-1]) == "2062,00€" and "Sur toutes les listes" in rows, "files by list", rows)
rows = [[plain.sub("", cell) for cell in row] for row in page.tables["disputes"]]
ok([row[1:] for row in rows[1:6]] == [["1", "40,00€"], ["1", "149,25€"], ["0", "0,00€"], ["1", "156,25€"], ["3", "345,50€"]], "disputes by age", rows)
rows = [[plain.sub("", cell) for cell in row] for row in page.tables["promises"]]
ok([row[1:] for row in rows[1:4]] == [["1", "60,00€"], ["2", "130,00€"], ["1", "961,00€"]], "promises by day", rows)
rows = [[plain.sub("", cell) for cell in row[1:]] for row in page.tables["forecast"][1:5]]
ok([row[1:3] for row in rows] == [["130,00€", "0,00€"], ["0,00€", "100,00€"], ["80,00€", "0,00€"], ["0,00€", "42,25€"]], "four weeks", rows)
text = chief.ask("GET", "/manager")[1].decode()
seen = narrow.ask("GET", "/manager")[1].decode()
ok("BBB" in text and "BBB" not in seen and "149,25" not in seen, "of other creditors nothing is seen")
ok(narrow.ask("GET", "/manager?creditor=BBB")[0] == narrow.ask("GET", "/manager?creditor=ZZZ")[0] == 404, "another's creditor is unknown")
agent = Browser(url, "agent", password)
ok(agent.ask("GET", "/manager")[0] == 403 and agent.ask("GET", "/manager.xlsx")[0] == 403 and "/manager" not in agent.ask("GET", "/day")[1].decode(),
   "an agent has no such page")


def say(browser, **fields):
    return browser.ask("POST", "/manager", {"csrf": manager(browser).csrf, "creditor": "AAA", "month": "2026-11", "amount": "500", **fields})


ok(say(chief)[0] == 303 and say(chief, amount="100,00")[0] == 303, "an objective is said, and said again")
page = manager(chief)
month = [[plain.sub("", cell) for cell in row] for row in page.tables["month"]]
ok(month[1] == ["AAA", "41,00€", "100,00€", "59,00€", "41"] and month[3] == ["Total", "63,00€", "100,00€", "37,00€", "63"], "the last word counts", month)
words = [[plain.sub("", cell) for cell in row] for row in page.tables["objective"]]
ok([row[2] for row in words[1:]] == ["100,00€", "500,00€"] and words[1][4] == "CharlesChef", "each word is kept", words)
for bad, status in (({"creditor": "BBB"}, 422), ({"amount": "-5"}, 422), ({"amount": ""}, 422), ({"month": "2026-13"}, 422), ({"csrf": "x"}, 403)):
    ok(say(narrow, **bad)[0] == status, "%s is refused" % bad)
ok("100,00" in seen or len(manager(narrow).tables["objective"]) == 3, "who sees the creditor sees its objective")
for name in page.tables:
    if name == "objective":
        continue
    status, body = chief.ask("GET", "/manager.csv?table=" + name)
    table = list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))
    shown = [row[0] for row in page.tables[name][1:]] if name != "figures" else [row[0] for row in table[1:]]
    ok(status == 200 and table[0][-1] == "Devise" and [row[0] for row in table[1:]] == shown and shown, "%s as text" % name, table)
ok(chief.ask("GET", "/manager.csv?table=secret")[0] in (400, 404, 422), "an unknown table is refused")
status, book = chief.ask("GET", "/manager.xlsx")
names_in = zipfile.ZipFile(io.BytesIO(book)).read("xl/workbook.xml").decode()
ok(status == 200 and names_in.count("<sheet ") == 9, "the workbook has a sheet for each table")


def keep(browser, **fields):
    return browser.ask("POST", "/lists/saved", {"csrf": manager(browser).csrf, "act": "keep", "list": "accounts", "name": "Mes litiges",
                                                "params": "dispute=yes&creditor=AAA", **fields})[0]


def kept(browser):
    return re.findall(r'<li class="row-x wrap"><a class="u w5" href="([^"]*)">([^<]*)</a>', browser.ask("GET", "/lists/accounts")[1].decode())


ok(keep(chief) == 303 and keep(chief, name="Équipe AAA", shared="1") == 303 and
   keep(chief, name="Équipe BBB", shared="1", params="creditor=BBB") == 303, "filters are kept under a name")
ok(sorted(name for _, name in kept(chief)) == ["Mes litiges", "Équipe AAA", "Équipe BBB"] and
   ("/lists/accounts?dispute=yes&amp;creditor=AAA", "Mes litiges") in kept(chief), "and opened", kept(chief))
ok([name for _, name in kept(narrow)] == ["Équipe AAA"], "the team sees what is shared and in its sight", kept(narrow))
ok(kept(agent) == [], "who is in no team sees nothing of it", kept(agent))
def at_hand(browser):
    return re.findall(r'<a class="it sv" href="([^"]*)">.*?<span class="tx cut">([^<]*)</span>', browser.ask("GET", "/files")[1].decode())


ok(sorted(name for _, name in at_hand(chief)) == ["Mes litiges", "Équipe AAA", "Équipe BBB"] and at_hand(agent) == [],
   "one's own are at hand in the navigation", at_hand(chief))
ok(keep(narrow, name="Chez AAA", params="creditor=AAA") == 303 and keep(narrow, name="Chez BBB", params="creditor=BBB") == 303 and
   at_hand(narrow) == [("/lists/accounts?creditor=AAA", "Chez AAA")],
   "but for those of a creditor out of sight, and for what others share", at_hand(narrow))
number = re.search(r'name="id" value="(\d+)"', chief.ask("GET", "/lists/accounts")[1].decode()).group(1)
ok(keep(narrow, act="drop", id=number) >= 400 and keep(narrow, act="rename", id=number, name="x") >= 400 and len(kept(chief)) == 3,
   "another's is neither renamed nor dropped")
ok(keep(chief, act="rename", id=number, name="<b>Litiges</b>") == 303 and any("&lt;b&gt;" in name for _, name in kept(chief)), "one's own is renamed")
ok(keep(chief, act="drop", id=number) == 303 and len(kept(chief)) == 2, "and dropped")
ok(keep(chief, name="") >= 400 and keep(chief, csrf="x") == 403 and keep(chief, list="secret") >= 400, "without a name, from elsewhere, of no list: refused")
tap.end()
