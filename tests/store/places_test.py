"""A page of a list that goes by day costs the same wherever it begins: SQLite counts the steps of the statements
as they are generated. TAP. places_test.py PROGRAM listing_sql.c"""
import re, sqlite3, subprocess, sys, tempfile

program, generated = sys.argv[1:3]
source = open(generated, encoding="utf-8").read()
count = failed = 0
DAYS, PER_DAY, FILES, FIRST, PAGE = 400, 50, 200, 20000, 51
LAST_ID, ANY_FROM, ANY_TO = 2**63 - 1, -2**31, 2**31 - 1
SOURCES = ",contact,letter,mail,object,"


def ok(good, name, detail=""):
    global count, failed
    count += 1
    failed += not good
    print("%s %d - %s" % ("ok" if good else "not ok", count, name))
    if not good:
        print("# %s" % (detail,))


def statement(name):
    text = re.search(r"sql_%s = \{.*?\.sqlite = (.*?),\n" % name, source, re.S).group(1)
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text))


def fill(db, table, rows):
    """Whatever is not said is empty."""
    columns = [(c[1], c[2], c[3]) for c in db.execute("PRAGMA table_info(%s)" % table)]
    empty = {"INTEGER": 0, "TEXT": "", "BLOB": b""}
    db.executemany("INSERT INTO %s VALUES (%s)" % (table, ",".join("?" * len(columns))),
                   ([row.get(name, empty[kind] if needed else None) for name, kind, needed in columns] for row in rows))


def dated(make):
    """One row for each place: the n-th of its day, of some file."""
    for n in range(DAYS * PER_DAY):
        file = n * 7 % FILES
        yield dict(debtor_id=1000 + file, account_id=5000 + file, number=n + 1, creditor_id=1, **make(n + 1, FIRST + n // PER_DAY))


folder = tempfile.TemporaryDirectory()
subprocess.run([program, "--db", "sqlite:%s/t.db" % folder.name, "init"], check=True, stdout=subprocess.DEVNULL)
db = sqlite3.connect(folder.name + "/t.db")
db.execute("PRAGMA ignore_check_constraints = on")
fill(db, "creditor", [dict(creditor_id=1, code="AAA")])
fill(db, "debtor", (dict(debtor_id=1000 + n, number=n, kind="company", name_folded="n %d" % n) for n in range(FILES)))
fill(db, "account", (dict(debtor_id=1000 + n, account_id=5000 + n, number=n, creditor_id=1, currency="EUR") for n in range(FILES)))
fill(db, "item", dated(lambda n, day: dict(item_id=n, kind="payment", standing=1, on_day=day)))
fill(db, "outcome", dated(lambda n, day: dict(outcome_id=4 * n, code="busy", at_day=day, actor_id=n % 9)))
fill(db, "letter", dated(lambda n, day: dict(letter_id=4 * n + 1, made_day=day, actor_id=n % 9)))
fill(db, "mail", dated(lambda n, day: dict(mail_id=4 * n + 2, made_day=day, actor_id=n % 9)))
fill(db, "object_event", dated(lambda n, day: dict(object_id=4 * n, event_id=4 * n + 3, kind="hold", on_day=day, actor_id=n % 9)))


def steps(name, arguments):
    taken = [0]

    def one():
        taken[0] += 1
        return 0

    db.set_progress_handler(one, 1)
    rows = db.execute(statement(name), arguments).fetchall()
    db.set_progress_handler(None, 0)
    return taken[0], len(rows)


def payments(from_day, to_day, key, most=PAGE):
    return [0] * 13 + [from_day, to_day, key, key, key, "", most]


def deeds(from_day, to_day, key, actor=0, sources=SOURCES):
    return [sources, actor, from_day, to_day, "", key, PAGE]


def of_creditor(from_day, to_day, key, creditor=1):
    return [SOURCES, 0, from_day, to_day, creditor, key, PAGE]


middle, early = FIRST + DAYS // 2, FIRST + 10
for what, name, arguments in (("payments", "listing_payments", payments), ("deeds", "listing_deeds", deeds),
                              ("deeds of a creditor", "listing_deeds_of_creditor", of_creditor)):
    first, rows = steps(name, arguments(ANY_FROM, ANY_TO, LAST_ID))
    ok(rows == PAGE and first < 40000, "%s: the first page reads a page" % what, (rows, first))
    for place, day in (("in the middle", middle), ("near the end", early)):
        taken, rows = steps(name, arguments(ANY_FROM, day, 0))
        ok(rows == PAGE and taken < first * 1.2, "%s: a page %s costs no more" % (what, place), (rows, taken, first))
        taken, rows = steps(name + "_back", arguments(day, ANY_TO, 0))
        ok(rows == PAGE and taken < first * 1.2, "%s: nor backwards" % what, (rows, taken, first))
first = steps("listing_deeds", deeds(ANY_FROM, ANY_TO, LAST_ID))[0]
taken, rows = steps("listing_deeds", deeds(ANY_FROM, ANY_TO, LAST_ID, 3))
ok(rows == PAGE and taken < first * 3, "deeds of one in nine: nine times the index, the same look-ups", (rows, taken, first))
taken, rows = steps("listing_deeds", deeds(ANY_FROM, ANY_TO, LAST_ID, 99))
ok(rows == 0 and taken < DAYS * PER_DAY * 4 * 12, "of nobody: the index and nothing else", (rows, taken))
taken, rows = steps("listing_deeds", deeds(ANY_FROM, ANY_TO, LAST_ID, 99, ",letter,"))
ok(taken < DAYS * PER_DAY * 12, "of one kind: one index", (rows, taken))
taken, rows = steps("listing_deeds_of_creditor", of_creditor(ANY_FROM, ANY_TO, LAST_ID, 2))
ok(rows == 0 and taken < 1000, "of a creditor with none: nothing is read", (rows, taken))
taken, rows = steps("listing_deeds_of_file", [SOURCES, 0, ANY_FROM, ANY_TO, "", 1007, 5007, -1, ANY_TO, LAST_ID, PAGE])
ok(rows == PAGE and taken < 200 * 400, "of one file: what is on the file", (rows, taken))
db.close()
print("1..%d" % count)
sys.exit(1 if failed else 0)
