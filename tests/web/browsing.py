"""What walks over the pages of lists share: TAP, a signed-in browser, a page of a list taken apart."""
import html.parser, http.client, sys, urllib.parse


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def ok(self, good, name, detail=""):
        self.count += 1
        self.failed += not good
        print("%s %d - %s" % ("ok" if good else "not ok", self.count, name))
        if not good and detail:
            print("# " + str(detail)[:2000].replace("\n", "\n# "))

    def end(self):
        print("1..%d" % self.count)
        sys.exit(1 if self.failed else 0)


class Page(html.parser.HTMLParser):
    """Cells of the table, its heads, the title of the list, links to the neighbours."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.heads, self.rows, self.total, self.links, self.into = [], [], "", {}, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "tr" and "data-ref" in a:
            self.rows.append([])
        elif tag == "td" and self.rows:
            self.rows[-1].append("")
            self.into = "cell"
        elif tag == "th":
            self.heads.append("")
            self.into = "head"
        elif a.get("id") == "l-t":
            self.into = "total"
        elif tag == "a" and a.get("rel") in ("next", "prev"):
            self.links[a["rel"]] = a["href"]
        elif tag == "input" and a.get("name") == "csrf":
            self.csrf = a["value"]

    def handle_endtag(self, tag):
        if tag in ("td", "th", "h2"):
            self.into = None

    def handle_data(self, data):
        if self.into == "cell":
            self.rows[-1][-1] += data
        elif self.into == "head":
            self.heads[-1] += data
        elif self.into == "total":
            self.total += data


class Browser:
    def __init__(self, url, login, password):
        self.host = urllib.parse.urlparse(url).netloc
        self.cookies = {}
        page = Page(self.ask("GET", "/login")[1].decode())
        self.ask("POST", "/login", {"login": login, "password": password, "csrf": page.csrf, "next": "/"})

    def ask(self, method, path, fields=None):
        headers = {"Cookie": "; ".join("%s=%s" % c for c in self.cookies.items())}
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection(self.host, timeout=60)
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        text = response.read()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return response.status, text

    def page(self, path):
        return Page(self.ask("GET", path)[1].decode())
