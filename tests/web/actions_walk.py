"""The list of actions: what was done, once each, the last first, by its filters, page by page while calls are added,
as a text and a workbook; nobody sees another's.
actions_walk.py URL PASSWORD FILE HIDDEN PROGRAM [OPTIONS of every command]: FILE of AAA, HIDDEN of BBB"""
import csv, io, re, subprocess, sys, zipfile
from browsing import Browser, Tap

url, password, file, hidden = sys.argv[1:5]
program = sys.argv[5:]
tap = Tap()
ok = tap.ok
chief, narrow, agent = (Browser(url, who, password) for who in ("chef", "petit", "agent"))
LIST = "/lists/actions?"
PLAIN = str.maketrans("\u00a0\u202f", "  ")
COLUMNS = "".join("col=%s&" % c for c in ("debtor", "did_on", "did", "result", "did_amount", "for_day", "note"))


def rows_of(query, browser=chief):
    return [[cell.translate(PLAIN) for cell in row] for row in browser.page(LIST + COLUMNS + query).rows]


def finds(query, rows, name):
    got = rows_of(query)
    ok(got == rows, name, got)


def walk(path, way, between=lambda n: None, browser=chief):
    """All rows from a page on."""
    rows, n = [], 0
    while path:
        page = browser.page(path)
        rows = rows + page.rows if way == "next" else page.rows + rows
        path = page.links.get(way)
        n += 1
        between(n)
        assert n < 20
    return [tuple(row) for row in rows]


def call(n):
    """One more, on a day before, among or behind those that were shown."""
    subprocess.run(program + ["add", "outcome", "M%02d" % (n % 12 + 1), "--creditor", "AAA", "--code", "busy", "--at",
                              "2026-11-%02d" % (8 + n * 5 % 15), "--note", "entre %d-%d" % (tap.count, n)],
                   check=True, stdout=subprocess.DEVNULL)


def last_page(path):
    while True:
        page = chief.page(path)
        if "next" not in page.links:
            return path
        path = page.links["next"]


# ---- every kind, once ----

finds("did=letter", [["Client AAA 02", "23/11/2026", "Première relance", "à imprimer", "298,50 €", "", ""]], "a letter on paper")
finds("did=mail", [["Client AAA 04", "23/11/2026", "Copie de facture par e-mail", "À envoyer", "", "",
                    "Maison Tréhorel : copie de facture, dossier C-000004-A"],
                   ["Client AAA 06", "23/11/2026", "Première relance par e-mail", "À envoyer", "657,75 €", "",
                    "Maison Tréhorel : factures à régler, dossier C-000006-6/1"]],
      "e-mails, also one that brings a letter, which is no letter beside it")
promises = [["Client AAA 05", "22/11/2026", "Promesse annulée", "", "70,00 €", "27/11/2026", "pris par erreur"],
            ["Client AAA 12", "20/11/2026", "Promesse prise", "", "15,00 USD", "24/11/2026", ""],
            ["Client BBB 06", "20/11/2026", "Promesse prise", "", "80,00 €", "10/12/2026", ""],
            ["Client AAA 05", "20/11/2026", "Promesse prise", "", "70,00 €", "27/11/2026", ""],
            ["Client AAA 04", "20/11/2026", "Promesse prise", "", "60,00 €", "23/11/2026", ""],
            ["Client AAA 03", "03/11/2026", "Promesse prise", "", "50,00 €", "05/11/2026", ""]]
finds("did=promise", promises, "promises made and taken back, the last first")
finds("did=dispute", [["Client AAA 08", "23/11/2026", "Litige conclu", "Non fondé", "", "", "livrée"],
                      ["Client AAA 08", "23/11/2026", "Litige ouvert", "Marchandise", "", "", ""],
                      ["Client BBB 08", "10/11/2026", "Litige ouvert", "Prix", "", "", ""],
                      ["Client AAA 09", "10/10/2026", "Litige ouvert", "Prix", "", "", ""]],
      "disputes opened with their reason, closed with their end")
finds("did=hold", [["Client AAA 11", "20/11/2026", "Mis en attente", "Réclamation", "", "", "lettre reçue"]], "what waits")
finds("did=alert", [["Client BBB 09", "21/11/2026", "Alerte au responsable", "Information", "", "", "à voir"]], "alerts")
finds("did=plan", [["Client AAA 07", "18/11/2026", "Échéancier convenu", "", "", "", ""]], "plans")
finds("did=contact&from=2026-11-17", [["Client AAA 10", "20/11/2026", "Appel", "Pas de réponse", "", "", ""],
                                      ["Client AAA 09", "19/11/2026", "Appel", "Message laissé", "", "", "répondeur <b>"]],
      "calls by the day they were made, not noted; once, not once more as an object")
finds("did=promise&from=2026-11-03&to=2026-11-20&text=aaa+03", promises[5:], "by days and a name")
finds("did=promise&creditor=BBB", promises[2:3], "of one creditor")
ok([row[6] for row in rows_of("file=%s&did=contact&to=2026-11-16" % file)] == ["appel %d" % n for n in (56, 44, 32, 20, 8)],
   "of one file", rows_of("file=" + file))
ok([row[2] for row in rows_of("file=" + file)][0] == "Appel" and rows_of("file=" + file)[-1][2] == "Litige ouvert",
   "all that was done on it", rows_of("file=" + file))
everything = chief.page(LIST + "count=all").total
ok(everything == "%d actions" % (2 + 62 + 1 + 6 + 4 + 1 + 1 + 1), "the list says how many there are", everything)

# ---- who did it ----

status, page = agent.ask("GET", "/acts/%s?act=promise" % file)
field = lambda name: re.search(r'name="%s" value="([^"]*)"' % name, page.decode()).group(1)
agent.ask("POST", "/acts/" + file, {"csrf": field("csrf"), "seen": field("seen"), "act": "promise", "amount": "12,00"})
mine = agent.page(LIST + "by=agent&col=did&col=did_by&col=did_amount")
ok([[c.translate(PLAIN) for c in row] for row in mine.rows] == [["Promesse prise", "Agathe Agent", "12,00 €"]],
   "what one person did", mine.rows)
ok(rows_of("by=beatrice") == [] and {row[0] for row in chief.page(LIST + "col=did_by&did=alert").rows} == {"programme"},
   "and nobody else; a command is the program's", rows_of("by=beatrice"))
day = agent.ask("GET", "/day")[1].decode()
leads = re.search(r'href="(/lists/actions\?[^"]*by=agent[^"]*)"', day)
ok(leads and len(agent.page(leads.group(1).replace("&amp;", "&")).rows) == 1, "the day leads to what was done in it", day)
story = agent.ask("GET", "/files/" + file)[1].decode()
ok('href="/lists/actions?file=%s"' % file in story, "the history of a file leads to its list")

# ---- page by page ----

for n in range(150):  # more than is read at once
    subprocess.run(program + ["add", "outcome", file, "--code", "busy", "--at", "2026-11-%02d" % (n % 20 + 1), "--note", "seul %d" % n],
                   check=True, stdout=subprocess.DEVNULL)
status, text = chief.ask("GET", "/lists/actions.csv?did=contact&col=did_on&col=note")
table = [tuple(row) for row in csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";")][1:]
total = chief.page(LIST + "did=contact&count=all").total
ok(len(table) == len(set(table)) == 62 + 150 and total == "212 actions", "what is read in pieces is read once", (len(table), total))
for name, path in (("all files", LIST + "did=contact&col=did_on&col=note"), ("one file", LIST + "file=%s&col=did_on&col=note" % file)):
    before = walk(path, "next")
    day_of = [tuple(reversed(row[0].split("/"))) for row in before]
    ok(len(before) > 150 and len(set(before)) == len(before) and day_of == sorted(day_of, reverse=True),
       name + ": each once, the last first", before)
    seen = walk(path, "next", call)
    ok(len(set(seen)) == len(seen) and set(before) <= set(seen), name + ": forwards while calls are added", seen)
    before = walk(path, "next")
    seen = walk(last_page(path), "prev", call)
    ok(len(set(seen)) == len(seen) and set(before) <= set(seen), name + ": backwards the same", sorted(set(before) - set(seen)))
    quiet = walk(path, "next")
    ok(walk(last_page(path), "prev") == quiet, name + ": backwards is the same order")
ok(chief.page(LIST + "after=1.2.3").rows, "a key that leads nowhere gives the first page")

# ---- as a file ----

path = "did=promise&to=2026-11-22"
page = chief.page(LIST + path)
status, text = chief.ask("GET", "/lists/actions.csv?" + path)
table = list(csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))
ok(status == 200 and [h for h in table[0] if h != "Devise"] == page.heads, "the text has the columns of the page", (table[0], page.heads))
names = page.heads.index("Dossier")
ok([row[names] for row in table[1:]] == [row[names] for row in page.rows] and len(page.rows) == 6, "and its rows, in order", table)
status, book = chief.ask("GET", "/lists/actions.xlsx?" + path)
sheet = zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()
ok(status == 200 and sheet.count("<row ") == len(page.rows) + 2, "the workbook has a row for each", sheet.count("<row "))

# ---- scope, refusals, filters that are kept ----

seen = rows_of("from=2026-11-17", narrow)
ok(seen and not any("BBB" in cell for row in seen for cell in row), "who sees one creditor sees what was done for him", seen)
ok([narrow.ask("GET", LIST + q)[0] for q in ("creditor=BBB", "file=" + hidden, "file=C-999999-S", "file=nobody")] == [422] * 4,
   "another's file is as unknown as none",
   [narrow.ask("GET", LIST + q)[0] for q in ("creditor=BBB", "file=" + hidden, "file=C-999999-S", "file=nobody")])
whole = walk("/lists/actions", "next")
both = Browser(url, "deux", password)
ok(len(whole) > 60 and walk("/lists/actions", "next", browser=both) == whole,
   "who sees these creditors one by one sees the same in the same order, page by page")
path = "/lists/actions"
while path:
    last, path = path, both.page(path).links.get("next")
ok(walk(last, "prev", browser=both) == whole, "and backwards")
theirs = [row for row in whole if any("AAA" in cell for cell in row)]
ok(0 < len(theirs) < len(whole) and walk("/lists/actions", "next", browser=narrow) == theirs, "of one creditor: his rows and no others")
ok(walk("/lists/actions?creditor=AAA", "next") == theirs, "and by filter", walk("/lists/actions?creditor=AAA", "next")[:3])
for bad in ("did=nothing", "by=nobody", "from=soon", "file=nobody", "col=piece2"):
    ok(chief.ask("GET", LIST + bad)[0] == 422, bad + " is refused")
ok("critère" not in chief.ask("GET", LIST + "age=over_90&agent=agent&least=5")[1].decode() and
   "critère" not in chief.ask("GET", "/lists/accounts?did=promise&by=agent&file=" + file)[1].decode(),
   "what is said of other rows is no criterion")
page = chief.page(LIST + "did=promise")
chief.ask("POST", "/lists/saved", {"csrf": page.csrf, "list": "actions", "params": "did=promise&by=agent", "name": "Promesses d’Agathe",
                                   "act": "keep"})
ok('href="/lists/actions?did=promise&amp;by=agent"' in chief.ask("GET", "/lists/actions")[1].decode(), "a filter is kept under a name")
tap.end()
