"""statement_walk.py URL PASSWORD REF: goes through the pages of a long statement. TAP."""
import html, html.parser, sys

from browsing import Browser, Tap

url, password, ref = sys.argv[1:4]
browser, tap = Browser(url, "agent", password), Tap()


class Sheet(html.parser.HTMLParser):
    """Tables by title: rows of cells, foot, caption; anchors and links to them; the neighbours."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tables, self.ids, self.hrefs, self.links, self.into = {}, set(), set(), {}, None
        self.at = {"rows": [], "foot": [], "caption": ""}
        self.text = text.replace("\u00a0", " ").replace("\u202f", " ")
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if "id" in a:
            self.ids.add(a["id"])
        if tag == "h2":
            self.into, self.title = "title", ""
        elif tag == "span" and a.get("class") == "push":
            self.into = "caption"
        elif tag in ("tbody", "tfoot"):
            self.part = "rows" if tag == "tbody" else "foot"
        elif tag == "tr" and getattr(self, "part", "") in ("rows", "foot"):
            self.at[self.part].append([])
        elif tag == "td":
            self.at[self.part][-1].append("")
            self.into = "cell"
        elif tag == "a":
            if a["href"].startswith("#"):
                self.hrefs.add(a["href"][1:])
            if a.get("class") == "more":
                self.links[a["rel"]] = a["href"]

    def handle_endtag(self, tag):
        if tag == "h2":
            self.at = self.tables[self.title] = {"rows": [], "foot": [], "caption": ""}
        if tag in ("h2", "td", "span", "table"):
            self.into = "cell" if tag == "span" and self.into == "cell" else None
        if tag == "table":
            self.part = ""

    def handle_data(self, data):
        if self.into == "title":
            self.title += data
        elif self.into == "caption":
            self.at["caption"] += data
        elif self.into == "cell":
            self.at[self.part][-1][-1] += data


def sheet(path):
    status, text = browser.ask("GET", path)
    assert status == 200, (path, status)
    return Sheet(text.decode())


def walk(path):
    pages = [sheet(path)]
    while "next" in pages[-1].links and len(pages) < 9:
        pages.append(sheet(pages[-1].links["next"]))
    return pages


def items(page):
    return page.tables["Pièce par pièce"]


def numbers(pages):
    return [row[0].split("Facture")[0].strip() for page in pages for row in items(page)["rows"]]


open_numbers = sorted("K-%d" % n for n in range(100, 330))
pages = walk("/statements/" + ref)
tap.ok([len(items(p)["rows"]) for p in pages] == [100, 100, 30], "a page holds a hundred items",
       [len(items(p)["rows"]) for p in pages])
tap.ok(sorted(numbers(pages)) == open_numbers, "every item is on one of them", numbers(pages)[:5])
tap.ok([items(p)["caption"] for p in pages] == ["1 à 100, sur 230 pièces", "101 à 200, sur 230 pièces", "201 à 230, sur 230 pièces"],
       "which ones, of how many", [items(p)["caption"] for p in pages])
feet = [items(p)["foot"] for p in pages]
tap.ok(feet[0] == feet[1] == feet[2] and feet[0][0][0] == "Total du dossier", "the sums are those of the whole file", feet)
said = "".join(c for c in feet[0][0][2] if c.isdigit())
tap.ok(said == str(sum(n * 300 + 10 for n in range(100, 330)) - 2100), "to the cent", said)
tap.ok(all(p.hrefs and p.hrefs <= p.ids for p in pages), "each figure leads to its rows on the same page",
       [sorted(p.hrefs - p.ids)[:3] for p in pages])
details = [{name for name in p.ids if name[0] in "ip" and name[1:].isdigit()} for p in pages]
tap.ok(all(details) and sum(map(len, details)) == len(set.union(*details)), "where no other page has them",
       [len(d) for d in details])
tap.ok(["Voir la suite : encore %d pièces" % n in p.text for n, p in zip((130, 30), pages)] == [True, True]
       and "next" not in pages[2].links and "Voir la suite" not in pages[2].text, "how many follow")
tap.ok(all("4 pièces soldées ne sont pas montrées." in p.text for p in pages), "how many are settled")
past = walk("/statements/" + ref + "?on=2026-11-20")
tap.ok(len(past) == 3 and "on=2026-11-20" in past[0].links["next"] and "on=2026-11-20" in past[1].links["prev"],
       "the day stays that of the statement", [p.links for p in past])
tap.ok("prev" not in pages[0].links and sheet(pages[2].links["prev"]).links.get("next") == pages[0].links["next"],
       "back to the beginning", [p.links for p in pages])
everything = walk("/statements/" + ref + "?all=1")
settled = sorted(set(numbers(everything)) - set(open_numbers))
tap.ok(len(numbers(everything)) == 234 and "K-400" in settled, "with the settled ones: all there are",
       (len(numbers(everything)), settled))
gone = sheet("/statements/" + ref + "?after=12345")
tap.ok(numbers([gone]) == numbers(pages[:1]), "an item that is not there: the first page")
status, text = browser.ask("GET", "/files/" + ref)
text = text.decode()
told = html.unescape(text).replace("\u00a0", " ").replace("\u202f", " ")
tap.ok(status == 200 and sum(">K-%d<" % n in text for n in range(100, 330)) == 200 and "230 lignes" in told and
       "Voir les 230 pièces ouvertes sur le relevé" in told, "its file shows the first two hundred, and where the others are")
tap.end()
