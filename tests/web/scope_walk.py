#!/usr/bin/env python3
"""Asks for every address of the program as people who see one creditor each, with the references,
numbers, names and amounts of the other creditor in every place an address or a form takes a value.

  scope_walk.py alone URL ROUTES FACTS PASSWORD PAGES TOKENS   while the other creditor is not there yet
  scope_walk.py walk URL ROUTES FACTS PASSWORD PAGES TOKENS    when he is

ROUTES: method, pattern, name, scope, who (route_list.c). FACTS: export facts. TOKENS: a folder, of each
login the token with which a program speaks for it. Three things must hold
for every answer, pages, downloads, redirections and refusals alike:
  - no word of the other creditor stands in it, but what the request itself said;
  - it is the answer that a value nobody knows would get: nothing tells that the other's exists;
  - pages are what they were before the other creditor came: no counter, no total, no order moves.
What parameters and fields an address takes is learnt from the links and forms of the pages, and of
programs from /api/openapi.json. TAP."""
import html
import html.parser
import http.client
import io
import json
import os
import re
import subprocess
import sys
import urllib.parse
import zipfile

SIDES = ("alpha", "omega")
CODES = {"alpha": "CREANCIERALPHA", "omega": "CREANCIEROMEGA"}
# What the shell script beside this one put into the books.
TOLD = {
    "alpha": ["Pinson Jaune", "Merlette", "ALFA@canari.example", "clientsALFA.csv"],
    "omega": ["Serin Vert", "Tarine", "OMGA@canari.example", "clientsOMGA.csv"],
}
LABELS = {"alpha": "Vente ALFA", "omega": "Vente OMGA"}
PHONES = {"alpha": "0199007171", "omega": "0261918282"}
# Both invoices, the credit note, gross and net of one file, then of the creditor.
AMOUNTS = {"alpha": (731411, 720522, 7333, 1451933, 1444600, 2172455, 2165122),
           "omega": (861947, 870255, 8338, 1732202, 1723864, 2602457, 2594119)}
COMMON = "COMMUN"  # a customer number of both
# Of the same shape as what they stand in for, and nobody's.
NOBODY = {"account": "C-999999-", "debtor": "D-999999-", "import": "I-999999-", "document": "P-999999-",
          "mail": "P-999998-"}


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = False

    def ok(self, good, name, details=()):
        self.count += 1
        print("%s %d - %s" % ("ok" if good else "not ok", self.count, name))
        for line in [] if good else list(details)[:12]:
            print("# " + line)
        self.failed |= not good

    def end(self):
        print("1..%d" % self.count)


def check_character(text):
    """ISO 7064 MOD 37,36."""
    check = 36
    for c in text:
        value = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".find(c)
        if value >= 0:
            check = (check + value) % 36
            check = (check or 36) * 2 % 37
    return "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(37 - check) % 36]


FIGURES = {"top", "before", "after", "least", "most", "level", "idle", "text", "limit"}  # a share, a place, a bound, a piece of a number

# Keys of programs that are taken as they are, and what makes an address look for items.
SAID = {"person", "note", "owner", "amount"}
LOOKS = {"api_dispute": {"reason": "goods"}, "api_hold": {"until": "2026-12-04", "reason": "document_awaited"}}


def plain(text):
    return re.sub("[\u00a0\u202f]", " ", text).casefold()


def amount_forms(minor):
    units, cents = divmod(minor, 100)
    grouped = "{:,}".format(units)
    return ["%s,%02d" % (grouped.replace(",", " "), cents), "%s.%02d" % (grouped, cents),
            "%d,%02d" % (units, cents), "%d.%02d" % (units, cents)]


# ---- what is known of the two books ----

def read_facts(path):
    """Per side: canaries (any of them in an answer is a leak) and values to ask with."""
    sides = {side: {"canaries": set(), "values": {}} for side in SIDES}
    side_of = {code: side for side, code in CODES.items()}
    account_side = {}
    for line in open(path, encoding="utf-8"):
        fact = json.loads(line)
        if fact["fact"] == "account":
            side = account_side[fact["ref"]] = side_of[fact["creditor"]]
            if fact["number"] == COMMON:
                sides[side]["canaries"].update((fact["ref"], fact["debtor"], fact["name"]))
                continue
            values = sides[side]["values"]
            values.update(account=fact["ref"], debtor=fact["debtor"], ledger=fact["number"],
                          plain=str(int(fact["ref"].split("-")[1])), name=fact["name"])
            sides[side]["canaries"].update((fact["ref"], fact["debtor"], fact["number"]))
        elif fact["fact"] == "import":
            side = side_of[fact["creditor"]]
            sides[side]["values"]["import"] = fact["id"]
            sides[side]["canaries"].update((fact["id"], fact["file"]))
        elif fact["fact"] == "document" and "account" in fact:
            sides[account_side[fact["account"]]]["canaries"].update((fact["id"], fact["file"]))
        elif fact["fact"] == "mail":
            side = account_side[fact["account"]]
            sides[side]["values"]["mail"] = fact["document"]
            sides[side]["canaries"].add(fact["message_id"])
        elif fact["fact"] == "document":
            side = side_of[fact["creditor"]]
            sides[side]["values"]["document"] = fact["id"]
            sides[side]["canaries"].update((fact["id"], fact["file"]))
        elif fact["fact"] == "item":
            side = account_side[fact["account"]]
            if fact["piece"][-1] == "1":
                sides[side]["values"].update(piece=fact["piece"], id=fact["id"])
            sides[side]["canaries"].update((fact["piece"], fact["id"]))
    for side in SIDES:
        phone = PHONES[side]
        sides[side]["values"].update(creditor=CODES[side], phone=phone, amount=amount_forms(AMOUNTS[side][0])[3])
        sides[side]["canaries"].update(TOLD[side] + [LABELS[side]])
        sides[side]["canaries"].update((CODES[side], phone, "+33" + phone[1:],
                                        " ".join(re.findall("..", phone))))
        for minor in AMOUNTS[side]:
            sides[side]["canaries"].update(amount_forms(minor))
        sides[side]["canaries"] = {plain(c) for c in sides[side]["canaries"] if c}
    return sides


def nobody(kind, value):
    """A value of the same shape that nobody knows."""
    if kind in NOBODY:
        return NOBODY[kind] + check_character(NOBODY[kind])
    if kind == "plain":
        return "7" * 6
    return "".join("z" if c.isalpha() and c.islower() else "Z" if c.isalpha() else
                   str(int(c) % 9 + 1) if c in "123456789" else c for c in value)


def first_difference(a, b):
    """Where two answers part, for whoever reads the failure."""
    at = next((n for n, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return "%r <> %r" % (a[max(0, at - 60):at + 60], b[max(0, at - 60):at + 60])


# ---- asking ----

class Form(html.parser.HTMLParser):
    """The forms and links of a page."""

    def __init__(self):
        super().__init__()
        self.forms, self.links, self.form = [], [], None

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "form":
            self.form = {"method": a.get("method", "get").upper(), "action": a.get("action", ""), "fields": {}}
            self.forms.append(self.form)
        elif tag in ("input", "select", "textarea", "button") and self.form is not None and a.get("name"):
            self.form["fields"][a["name"]] = a.get("value") or ""
        for name in ("href", "hx-get", "src"):
            if a.get(name, "").startswith("/"):
                self.links.append(a[name])

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body
        self.type = headers.get("Content-Type", "")
        self.location = urllib.parse.unquote(headers.get("Location", ""))

    def text(self):
        """All that can be read in it: downloads are opened."""
        if "spreadsheetml" in self.type:
            with zipfile.ZipFile(io.BytesIO(self.body)) as book:
                return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
        if "application/pdf" in self.type:
            return subprocess.run(["pdftotext", "-", "-"], input=self.body, stdout=subprocess.PIPE,
                                  check=True).stdout.decode("utf-8", "replace")
        return self.body.decode("utf-8", "replace")

    def words(self):
        # An address within an address (Location: /login?next=) is escaped twice.
        heads = "\n".join("%s: %s" % (name, urllib.parse.unquote_plus(urllib.parse.unquote(value)))
                          for name, value in self.headers.items())
        return plain(urllib.parse.unquote(html.unescape(self.text()) + "\n" + heads))

    def page(self):
        form = Form()
        if self.type.startswith("text/html"):
            form.feed(self.body.decode("utf-8", "replace"))
        return form


class Browser:
    """Of a person, and of a program that speaks for her at the addresses of programs."""

    def __init__(self, url):
        self.host = urllib.parse.urlparse(url).netloc
        self.cookies = {}
        self.token = None
        self.asked = 0

    def ask(self, method, path, fields=None, sent=None):
        """sent: type and bytes of what a program sends."""
        body = None if fields is None else urllib.parse.urlencode(fields)
        headers = {"Cookie": "; ".join("%s=%s" % c for c in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if sent is not None:
            headers["Content-Type"], body = sent
        if path.startswith("/api/") and self.token is not None:
            headers["Authorization"] = "Bearer " + self.token
        connection = http.client.HTTPConnection(self.host, timeout=30)
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        answer = Answer(response.status, response.headers, response.read())
        connection.close()
        self.asked += 1
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            if "Max-Age=0" in cookie or value == "":
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        return answer

    def csrf(self, path):
        for form in self.ask("GET", path).page().forms:
            if "csrf" in form["fields"]:
                return form["fields"]["csrf"]
        return ""

    def sign_in(self, login, password):
        try:
            with open(os.path.join(Browser.tokens, login)) as token:
                self.token = token.read().strip()
        except FileNotFoundError:
            self.token = None
        fields = {"login": login, "password": password, "csrf": self.csrf("/login"), "next": "/"}
        if self.token is not None:  # the page of the account says whether it was used today
            self.ask("GET", "/api/v1/me")
        return self.ask("POST", "/login", fields).status == 303


# ---- the addresses ----

class Route:
    def __init__(self, line):
        self.method, self.pattern, self.name, self.scope, self.who = line.rstrip("\n").split("\t")
        self.takes = "{}" in self.pattern
        self.parameters = set()
        self.fields = {}
        self.file = False  # of a program that sends one

    def path(self, value):
        return self.pattern.replace("{}", urllib.parse.quote(value, safe=""))

    def matches(self, path):
        return re.fullmatch(re.escape(self.pattern).replace(r"\{\}", "[^/]+"), path) is not None


def learn_programs(routes, url):
    """What programs may ask and send, as the description says."""
    paths = json.loads(Browser(url).ask("GET", "/api/openapi.json").text())["paths"]
    for path, operations in paths.items():
        for route in routes:
            operation = operations.get(route.method.lower())
            if route.pattern != re.sub("{[a-z]+}", "{}", path) or operation is None:
                continue
            route.parameters = {p["name"] for p in operation["parameters"] if p["in"] == "query"}
            content = operation.get("requestBody", {}).get("content", {})
            route.file = "text/csv" in content
            if "application/json" in content:
                route.fields = content["application/json"]["schema"]["properties"]


def learn(routes, answer):
    """Parameters and fields from the forms and links of a page; gives the links."""
    page = answer.page()
    for link in page.links:
        path, _, query = link.partition("?")
        names = {name for name, _ in urllib.parse.parse_qsl(query, keep_blank_values=True)}
        for route in routes:
            if route.method == "GET" and route.matches(urllib.parse.unquote(path)):
                route.parameters |= names
    for form in page.forms:
        for route in routes:
            if route.method == form["method"] and route.matches(urllib.parse.unquote(form["action"].partition("?")[0])):
                if route.method == "GET":
                    route.parameters |= set(form["fields"])
                else:
                    route.fields.update(form["fields"])
    return page.links


def crawl(browser, routes, values):
    """Every page this person can reach by links: what stands in each."""
    to_do = [r.path(v) for r in routes if r.method == "GET" for v in (values.values() if r.takes else [""])]
    to_do += ["/files/" + COMMON, "/files?q=" + COMMON, "/search?q=" + COMMON]
    pages = {}
    while to_do and len(pages) < 400:
        path = to_do.pop(0)
        if path in pages or path.startswith("/assets/"):
            continue
        answer = browser.ask("GET", path)
        # A token of the session, the hour, and how often this very walk has signed in.
        pages[path] = re.sub('name="(?:csrf|form)" value="[^"]*"|date: .*|content-length: .*|[0-9]+ séances? ouvertes?[^<]*', "",
                             answer.words())
        to_do += learn(routes, answer)
        if answer.location.startswith("/"):
            to_do.append(answer.location)
    return pages


# ---- the walk ----

class Walk:
    def __init__(self, tap, browser, who, own, foreign):
        self.tap, self.browser, self.who = tap, browser, who
        self.own = own          # values of one's own, or {}
        self.foreign = foreign  # [(canaries, values)] of the others

    def leaks(self, answer, said):
        words = answer.words()
        return sorted(c for canaries, _ in self.foreign for c in canaries
                      if c in words and not any(c in plain(s) for s in said))

    def difference(self, answer, twin, value, decoy):
        """Of both answers but for the words of the question; "" when there is none."""
        def words(a):
            return "%d\n" % a.status + re.sub('name="form" value="[^"]*"|date: .*|content-length: .*', "", a.words())
        mine, other = words(answer), words(twin)
        for written in (str, urllib.parse.quote, urllib.parse.quote_plus):  # as an address within one says it
            other = other.replace(plain(written(decoy)), plain(written(value)))
        return "" if mine == other else first_difference(mine, other)

    def try_both(self, route, ask, kind, value, found):
        """`ask(value)` must not leak, nor differ from asking with what nobody knows."""
        decoy = nobody(kind, value)
        answer = ask(value)
        for canary in self.leaks(answer, [value]):
            found.append("%s with %s %s: %d shows %s" % (route.name, kind, value, answer.status, canary))
        if route.pattern == "/logout":  # there is no second time
            return
        twin = ask(decoy)
        told = self.difference(answer, twin, value, decoy)
        if told:
            found.append("%s tells %s %s (%d) from %s (%d): %s" % (
                route.name, kind, value, answer.status, decoy, twin.status, told))

    def get(self, route, found):
        own = route.path(self.own.get("account", "nothing"))
        answer = self.browser.ask("GET", own)
        for canary in self.leaks(answer, []):
            found.append("%s: %d shows %s" % (own, answer.status, canary))
        single = [[p] for p in sorted(route.parameters)] if route.scope == "creditors" else []
        together = [sorted(route.parameters)] if route.parameters else []
        for _, values in self.foreign:
            for kind, value in values.items():
                if route.takes:
                    self.try_both(route, lambda v: self.browser.ask("GET", route.path(v)), kind, value, found)
                # A small number says how much is shown there, whose file it is nowhere.
                for names in [[n for n in names if kind != "plain" or n not in FIGURES] for names in single + together]:
                    self.try_both(route, lambda v, names=names: self.browser.ask(
                        "GET", own + "?" + urllib.parse.urlencode([(n, v) for n in names])), kind, value, found)

    def post(self, route, csrf, found):
        own = route.path(self.own.get("account", "nothing"))

        def send_program(path, value):
            if route.file:
                query = urllib.parse.urlencode([(name, value) for name in sorted(route.parameters)])
                return self.browser.ask("POST", path + "?" + query, sent=("text/csv", "compte;nom\n"))
            body = {name: [value] if of["type"] == "array" else value for name, of in route.fields.items()
                    if of["type"] in ("array", "string")}
            # What is free to say would be noted, and then stand on the pages.
            bodies = [{name: body[name]} for name in sorted(body.keys() - SAID)] + [body]
            if "items" in body:
                bodies.append({"items": [value], **LOOKS.get(route.name, {})})
            answers = [self.browser.ask("POST", path, sent=("application/json", json.dumps(b))) for b in bodies]
            both = b"\n".join(b"%d %s" % (a.status, a.body) for a in answers)
            return Answer(answers[-1].status, answers[-1].headers, both)

        def send(path, value):
            if route.who == "programs":
                return send_program(path, value)
            fields = {name: value for name in route.fields}
            fields["csrf"] = csrf()
            return self.browser.ask("POST", path, fields)

        for _, values in self.foreign:
            for kind, value in values.items():
                self.try_both(route, lambda v: send(own, v), kind, value, found)
                if route.takes:
                    self.try_both(route, lambda v: send(route.path(v), v), kind, value, found)

    def all(self, routes, csrf):
        for route in routes:
            found = []
            if route.method == "GET":
                self.get(route, found)
            else:
                self.post(route, csrf, found)
            self.tap.ok(not found, "%s: %s %s says nothing of the other creditor" %
                        (self.who, route.method, route.pattern), found)


def pages_of_alpha(url, routes, values, password, login):
    """What the addresses that can tell of claims show; the login page offers people, /metrics counts
    requests."""
    browser = Browser(url)
    browser.sign_in(login, password)
    pages = crawl(browser, routes, values)
    return {path: words for path, words in pages.items() if not path.startswith(("/login", "/metrics"))}


def compare_pages(tap, url, routes, values, password, before):
    for login, pages in before.items():
        now = pages_of_alpha(url, routes, values, password, login)
        different = ["%s: %s" % (path, first_difference(pages.get(path, ""), now.get(path, "")))
                     for path in sorted(pages.keys() | now.keys()) if pages.get(path) != now.get(path)]
        tap.ok(len(pages) > 20 and not different,
               "%s: %d pages are what they were before the other creditor came" % (login, len(pages)), different)


def walk_people(tap, url, routes, sides, password):
    for side, other in (SIDES, SIDES[::-1]):
        for login in (side, side + "_all"):
            browser = Browser(url)
            tap.ok(browser.sign_in(login, password), "%s signs in" % login)
            seen = "\n".join(crawl(browser, routes, sides[side]["values"]).values())
            own = sides[side]["values"]
            shown = [w for w in (own["account"], own["piece"], own["name"], amount_forms(AMOUNTS[side][1])[0])
                     if plain(w) not in seen]
            tap.ok(not shown, "%s sees the claims of one's own creditor" % login, shown)
            csrf = browser.csrf("/calculateur/interets")
            walk = Walk(tap, browser, login, own, [(sides[other]["canaries"], sides[other]["values"])])
            leaving = [r for r in routes if r.pattern == "/logout"]
            walk.all([r for r in routes if r.who != "anybody" and r not in leaving], lambda: csrf)
            walk.all([r for r in routes if r.who == "anybody" and r.method == "GET"], lambda: csrf)
            tap.ok(browser.ask("GET", "/calculateur/interets").status == 200, "%s is still signed in" % login)
            walk.all(leaving, lambda: csrf)


def main(mode, url, routes_path, facts, password, pages_path, tokens):
    tap = Tap()
    Browser.tokens = tokens
    routes = [Route(line) for line in open(routes_path)]
    learn_programs(routes, url)
    if mode == "alone":
        values = read_facts(facts)["alpha"]["values"]
        pages = {login: pages_of_alpha(url, routes, values, password, login) for login in ("alpha", "alpha_all")}
        json.dump(pages, open(pages_path, "w"))
        return 0
    missing = [r.method + " " + r.pattern for r in routes if r.scope == "missing"]
    tap.ok(routes and not missing, "every address declares what it lets out", missing)
    sides = read_facts(facts)
    # Somebody who sees both finds every word: else the walk would look for what is never shown.
    browser = Browser(url)
    tap.ok(browser.sign_in("everybody", password), "a person of all creditors signs in")
    for side in SIDES:
        seen = "\n".join(crawl(browser, routes, sides[side]["values"]).values())
        wanted = [plain(w) for w in TOLD[side] + list(sides[side]["values"].values())]
        elsewhere = [plain(sides[side]["values"][k]) for k in
                     ("debtor", "ledger", "import", "id", "phone", "amount", "plain")]
        hidden = [w for w in wanted if w not in seen and w not in elsewhere]
        tap.ok(not hidden, "and is shown the words of %s" % CODES[side], hidden)
    compare_pages(tap, url, routes, sides["alpha"]["values"], password, json.load(open(pages_path)))
    walk_people(tap, url, routes, sides, password)
    stranger = Browser(url)
    learn(routes, stranger.ask("GET", "/login"))
    everything = [(sides[side]["canaries"], sides[side]["values"]) for side in SIDES]
    walk = Walk(tap, stranger, "a stranger", {}, everything)
    walk.all([r for r in routes if r.method == "GET"], None)
    walk.all([r for r in routes if r.method == "POST"], lambda: stranger.csrf("/login"))
    for route in routes:
        if route.method == "POST" and not route.fields and not route.file:
            print("# no page leads to POST %s: its fields were not tried" % route.pattern)
    tap.end()
    return 1 if tap.failed else 0


sys.exit(main(*sys.argv[1:]))
