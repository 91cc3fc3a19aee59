"""desk.py URL LOGIN-COUNT SECONDS REFS WORDS: people at their desks, all at once. Each opens a page
every five seconds on average and saves a note every minute; one in sixteen leads and also opens the
manager's page. REFS: files to open, one a line; WORDS: what is looked up. Prints a line for each kind
of page: what it is; how many; the median, the 99th of 100 and the longest in milliseconds; how many
were not answered as they should."""
import pathlib, random, sys, threading, time, urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "web"))
from browsing import Browser, Page

PASSWORD = "phrase-de-passe-2026"
EVERY_S, SAVE_S = 5.0, 60.0
# What is opened, how often, and where it is.
SCREENS = [
    ("the file", 8, lambda r: "/files/" + r.choice(refs)),
    ("the day", 3, lambda r: "/day"),
    ("search", 3, lambda r: "/search?q=" + urllib.parse.quote(r.choice(words))),
    ("the list of files", 1, lambda r: "/files"),
    ("the list of items", 1, lambda r: "/lists/items"),
    ("the list of accounts", 1, lambda r: "/lists/accounts"),
    ("a statement", 1, lambda r: "/statements/" + r.choice(refs)),
]
LEADS = [("the manager's page", 3, lambda r: "/manager")]

url, people, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
refs, words = (pathlib.Path(p).read_text().split("\n")[:-1] for p in sys.argv[4:6])
times, wrong, lock = {}, {}, threading.Lock()


def note(kind, since, good):
    took = (time.perf_counter() - since) * 1000
    with lock:
        times.setdefault(kind, []).append(took)
        wrong[kind] = wrong.get(kind, 0) + (not good)


def work(browser, seed, screens, until):
    r = random.Random(seed)
    save_at = time.monotonic() + r.uniform(0, SAVE_S)
    while True:
        time.sleep(r.expovariate(1 / EVERY_S))
        if time.monotonic() >= until:
            return
        kind, _, path = r.choices(screens, [s[1] for s in screens])[0]
        address, since = path(r), time.perf_counter()
        status, _ = browser.ask("GET", address)
        note(kind, since, status == 200)
        if time.monotonic() >= save_at:
            save_at += SAVE_S
            since = time.perf_counter()
            said = {"act": "note", "text": "Note d’essai", "csrf": browser.csrf}
            status, _ = browser.ask("POST", "/acts/" + r.choice(refs), said)
            note("a save", since, status == 303)


browsers = [Browser(url, "agent%d" % i, PASSWORD) for i in range(people)]
for b in browsers:
    b.csrf = b.page("/files/" + refs[0]).csrf
until = time.monotonic() + seconds
threads = [
    threading.Thread(target=work, args=(b, i, SCREENS + (LEADS if i % 16 == 0 else []), until))
    for i, b in enumerate(browsers)
]
for t in threads:
    t.start()
for t in threads:
    t.join()
for kind, took in sorted(times.items()):
    took.sort()
    at = lambda share: took[min(len(took) - 1, int(len(took) * share))]
    print("%s;%d;%.1f;%.1f;%.1f;%d" % (kind, len(took), at(0.5), at(0.99), took[-1], wrong[kind]))
