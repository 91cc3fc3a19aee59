"""Walks through the lists: every row exactly once, forwards and backwards, while rows are added; the
workbook and the text are the page; figures are those of the aged balance; nobody sees another's.
lists_walk.py URL PASSWORD AGEING.json PROGRAM [OPTIONS of every command]"""
import csv, decimal, http.client, io, json, re, subprocess, sys, urllib.parse, zipfile
from browsing import Browser, Page, Tap

url, password, ageing = sys.argv[1:4]
program = sys.argv[4:]
host = urllib.parse.urlparse(url).netloc
tap = Tap()
ok = tap.ok


def walk(browser, path, way, between=lambda n: None):
    """All rows from a page on."""
    rows, n = [], 0
    while path:
        page = browser.page(path)
        rows = rows + page.rows if way == "next" else page.rows + rows
        path = page.links.get(way)
        n += 1
        between(n)
        assert n < 100
    return page, rows


def add_invoice(n):
    """One that stands before, in the middle, or behind what was shown."""
    debtor = ["L00", "L06", "L12", "C2"][n % 4]
    subprocess.run(program + ["add", "invoice", debtor, "--creditor", "AAA", "--number", "NEW-%d-%d" % (tap.count, n),
                              "--amount", "5.00", "--date", "2026-10-01", "--due", "2026-10-31"],
                   check=True, stdout=subprocess.DEVNULL)


def last_page(browser, path):
    while True:
        page = browser.page(path)
        if "next" not in page.links:
            return path
        path = page.links["next"]


everybody, narrow = Browser(url, "agent", password), Browser(url, "narrow", password)
plain = re.compile("[\u00a0\u202f ]")
for order in ("name", "work"):
    path = "/lists/items?creditor=AAA&col=piece&col=debtor&order=" + order
    before = sorted(row[1] for row in walk(everybody, path, "next")[1])
    ok(len(before) > 130 and len(set(before)) == len(before), "by %s: every item once" % order, before)
    seen = [row[1] for row in walk(everybody, path, "next", add_invoice)[1]]
    ok(len(set(seen)) == len(seen) and set(before) <= set(seen),
       "by %s, forwards: each once while others are added" % order, seen)
    before = [row[1] for row in walk(everybody, path, "next")[1]]
    seen = [row[1] for row in walk(everybody, last_page(everybody, path), "prev", add_invoice)[1]]
    ok(len(set(seen)) == len(seen) and set(before) <= set(seen),
       "by %s, backwards: the same" % order, sorted(set(before) - set(seen)))
    quiet = [row[1] for row in walk(everybody, path, "next")[1]]
    ok([row[1] for row in walk(everybody, last_page(everybody, path), "prev")[1]] == quiet,
       "by %s: backwards is the same order" % order)

for kind in ("items", "accounts"):
    path = "/lists/%s?creditor=AAA&to=2026-10-20" % kind
    page, rows = walk(everybody, path, "next")
    status, text = everybody.ask("GET", path.replace("?", ".csv?"))
    table = list(csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))
    heads = [h for h in table[0] if h != "Devise"]
    ok(status == 200 and heads == page.heads, "%s: the text has the columns of the page" % kind, (table[0], page.heads))
    names = heads.index("Dossier")
    ok(len(rows) > 0 and [r[names] for r in table[1:]] == [r[names] for r in rows], "%s: and its rows, in order" % kind)
    def days(cell):
        return "-".join(reversed(cell.split("/")))
    due = heads.index("Échéance")
    ok([r[due] for r in table[1:]] == [days(r[due]) for r in rows], "%s: and its dates" % kind)
    amount = heads.index("Reste ouvert" if kind == "items" else "Solde")
    money = [plain.sub("", r[amount]).replace("€", "") for r in rows]
    ok([r[amount] for r in table[1:]] == money, "%s: and its amounts" % kind, (table[1][amount], money[0]))
    status, book = everybody.ask("GET", path.replace("?", ".xlsx?"))
    sheet = zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()
    ok(status == 200 and sheet.count("<row ") == len(rows) + 2, "%s: the workbook has a row for each" % kind,
       (sheet.count("<row "), len(rows)))
    refs = re.findall(r"C-\d{6}-[0-9A-Z]", sheet) or re.findall(
        r"C-\d{6}-[0-9A-Z]", zipfile.ZipFile(io.BytesIO(book)).read("xl/sharedStrings.xml").decode())
    ok(set(refs) == {r[names] for r in rows}, "%s: of the same files" % kind)
    total = sum(decimal.Decimal(m.replace(",", ".")) for m in money)
    shown = decimal.Decimal(plain.sub("", page.total.split("·")[1]).replace("€", "").replace(",", "."))
    ok(shown == total, "%s: the total is that of the rows" % kind, (page.total, total))

aged = json.loads(subprocess.run(program + ["ageing", "--by", "creditor", "--json"], check=True,
                                 stdout=subprocess.PIPE).stdout)
row = next(r for r in aged["rows"] if r["key"] == "AAA")
for age in ("not_due", "d1_30", "d31_60", "d61_90", "over_90"):
    page = everybody.page("/lists/items?creditor=AAA&age=" + age)
    figure = page.total.partition("·")[2] or "0"
    shown = decimal.Decimal(plain.sub("", figure).replace("€", "").replace(",", "."))
    ok(shown == decimal.Decimal(row[age]), "%s leads to what the aged balance says" % age, (page.total, row[age]))

page, rows = walk(narrow, "/lists/accounts", "next")
ok(rows and not any("Caché" in cell for r in rows for cell in r), "who sees one creditor sees his files only")
ok(plain.sub("", page.total).startswith("%ddossiers" % len(rows)), "and counts no others", page.total)
ok(narrow.ask("GET", "/lists/items?creditor=BBB")[0] == 422 and narrow.ask("GET", "/lists/items?creditor=ZZZ")[0] == 422,
   "another's creditor is as unknown as one that is not there")
for bad in ("age=old", "from=soon", "least=much", "level=x", "level=21", "agent=nobody", "col=secret", "kind=thing"):
    status, text = everybody.ask("GET", "/lists/items?" + bad)
    ok(status == 422 and b'role="alert"' in text and b'name="creditor"' in text, "%s is refused, the form stays" % bad)
ok(everybody.ask("GET", "/lists/items?level=12")[0] == 200, "a level of two digits")
outside = "/lists/accounts?agent=ouvrard"
ok(everybody.ask("GET", outside)[0] == 200 and narrow.ask("GET", outside)[0] == 422 and
   b"ouvrard" not in narrow.ask("GET", "/lists/accounts")[1], "who works for other creditors is as unknown as nobody",
   (everybody.ask("GET", outside)[0], narrow.ask("GET", outside)[0]))
ok("critère" not in everybody.ask("GET", "/lists/accounts?kind=invoice&side=credit")[1].decode() and
   "2 critères" in everybody.ask("GET", "/lists/items?kind=invoice&side=credit")[1].decode(),
   "what is said of items is no criterion for files")
connection = http.client.HTTPConnection(host, timeout=60)
connection.request("GET", "/lists/items?creditor=AAA&age=over_90")
to = connection.getresponse().headers["Location"]
ok(to == "/login?next=%2Flists%2Fitems%3Fcreditor%3DAAA%26age%3Dover_90",
   "signing in leads back to the list with its filter", to)
path = "/lists/accounts?creditor=CCC&least=11"
short, counted = everybody.page(path), everybody.page(path + "&count=all")
ok(not short.rows and "Rien encore" in short.total and counted.total.startswith("1 dossier"),
   "a list is counted to its end when one asks for it", (short.total, counted.total))
named = everybody.page("/lists/accounts?creditor=CCC&text=grande+450")
ok(len(named.rows) == 1 and named.total.startswith("1 dossier"), "a name far behind is found at once", named.total)
ok(everybody.page("/lists/items?after=1.2.3").rows, "a key that leads nowhere gives the first page")
many = re.search(r"Plus de (\d+) dossiers", everybody.ask("GET", "/files")[1].decode())
ok(many and int(many.group(1)) >= 100 and int(many.group(1)) % 100 == 0, "files that are not all counted are said in hundreds",
   many and many.group(1))
tap.end()
