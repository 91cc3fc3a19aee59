"""Lists of open items: in every order, split, repeated, undone, beside ledgers, two currencies."""

from collections.abc import Callable
from itertools import permutations
from typing import Any

from books import Books, Due, due_rows
from product import Refused
from session import Session
from tables import table

Case = tuple[str, Callable[[Session], None]]

# Five mornings: closed, paid in part, back again, a new due day, a payment used up, and so on.
MORNINGS = {
    "2026-03-02": due_rows("""
        ALPHA   F-1 2026-01-05 2026-02-04 1200.00
        ALPHA   F-2 2026-01-20 2026-02-19  800.00 1000.00
        ALPHA   R-1 2026-02-25 .          -300.00
        BRAVO   F-3 2026-02-01 2026-03-03  500.00
    """),
    "2026-03-03": due_rows("""
        ALPHA   F-1 2026-01-05 2026-02-04  900.00
        ALPHA   F-2 2026-01-20 2026-02-19  800.00 1000.00
        BRAVO   F-3 2026-02-01 2026-03-03  500.00
        CHARLIE F-4 2026-03-02 2026-04-01   75.50
    """),
    "2026-03-04": due_rows("""
        ALPHA   F-1 2026-01-05 2026-02-04  900.00
        BRAVO   F-3 2026-02-01 2026-03-31  500.00
        CHARLIE F-4 2026-03-02 2026-04-01   75.50
        CHARLIE A-1 2026-03-03 .           -75.50
    """),
    "2026-03-05": due_rows("""
        ALPHA   F-1 2026-01-05 2026-02-04  900.00
        ALPHA   F-2 2026-01-20 2026-02-19  250.00 1000.00
        BRAVO   F-3 2026-02-01 2026-03-31  620.00
        BRAVO   F-5 2026-03-04 .           100.00
    """),
    "2026-03-06": due_rows("""
        ALPHA   F-2 2026-01-20 2026-02-19 1000.00 1000.00
        ALPHA   R-2 2026-03-05 .           -40.00
        BRAVO   F-3 2026-02-01 2026-03-31 -120.00
        BRAVO   F-5 2026-03-04 .           100.00
    """),
}
TOTALS = {"2026-03-02": "2200", "2026-03-03": "2275.5", "2026-03-04": "1400",
          "2026-03-05": "1870", "2026-03-06": "940"}
LAST = {
    "ALPHA": {"d31_60": "1000", "unallocated": "40", "total": "960"},
    "BRAVO": {"not_due": "100", "assumed": "100", "unallocated": "120", "total": "-20"},
}


def check_totals(books: Books, days: list[str]) -> None:
    """The balance on the day of each complete list is what the list adds up to."""
    for day in days:
        expected = sum(row.open for row in MORNINGS[day])
        books.session.same(f"balance of {day}", expected, books.total(day))


def mornings(session: Session) -> None:
    books = Books(session)
    seen: list[str] = []
    for day, rows in MORNINGS.items():
        books.tell(rows, day, "state")
        seen.append(day)
        books.mirrored(f"morning of {day}", day)
        check_totals(books, seen)
    session.audit_on("that day", *seen)
    books.expect("the last morning", **LAST)
    report = books.tell(MORNINGS["2026-03-06"], "2026-03-06", "state")
    session.same("repeated: all duplicates", 4, report["duplicates"])
    session.same("repeated: nothing created", (0, 0, 0),
                 tuple(report[kind] for kind in ("items", "payments", "credits")))
    check_totals(books, seen)


def mornings_in_order(order: tuple[int, ...]) -> Case:
    """Imported in another order, each undone and taken again on the way: the same figures."""

    def play(session: Session) -> None:
        books = Books(session)
        days = list(MORNINGS)
        for index in order:
            books.tell(MORNINGS[days[index]], days[index], "state", audit=False)
        session.audit("all five")
        check_totals(books, days)
        books.expect("the last morning", **LAST)
        for place in (1, 3):
            books.undo(place)
            left = [day for day, one in zip(days, range(5), strict=True) if one != order[place]]
            check_totals(books, left)
            day = days[order[place]]
            books.tell(MORNINGS[day], day, "state", audit=False)
        books.expect("with both again", **LAST)
        check_totals(books, days)
        session.audit("all five again")

    return "five mornings, order " + " ".join(str(index + 1) for index in order), play


PIECES = [
    ("2026-03-02", due_rows("""
        ALPHA F-1 2026-01-05 2026-02-04 1200.00
        BRAVO F-3 2026-02-01 2026-03-03  500.00
    """)),
    ("2026-03-09", due_rows("""
        ALPHA F-1 2026-01-05 2026-02-04  700.00
        ALPHA F-2 2026-02-20 2026-03-22  300.00
    """)),
    ("2026-03-16", due_rows("""
        ALPHA R-1 2026-03-10 .          -200.00
        BRAVO F-3 2026-02-01 2026-04-15  500.00
        DELTA F-9 2026-03-12 2026-04-11   60.00
    """)),
]
ADDED = {
    "ALPHA": {"d31_60": "700", "d1_30": "300", "unallocated": "200", "total": "800"},
    "BRAVO": {"not_due": "500", "total": "500"},
    "DELTA": {"not_due": "60", "total": "60"},
}


def added_in_order(order: tuple[int, ...]) -> Case:
    def play(session: Session) -> None:
        books = Books(session)
        for index in order:
            day, rows = PIECES[index]
            books.tell(rows, day, audit=False)
        session.audit("all three")
        books.expect("all three", **ADDED)
        for place in range(3):
            books.undo(place, audit=False)
            books.mirrored("one taken back")
            day, rows = PIECES[order[place]]
            books.tell(rows, day, audit=False)
        session.audit("taken again")
        books.expect("and taken again", **ADDED)

    return "three lists, order " + " ".join(str(index + 1) for index in order), play


def split_by_customer(session: Session) -> None:
    """Whole, in two files by customer, and repeated: the same items."""
    day, rows = "2026-03-16", [row for _, piece in PIECES for row in piece[-2:]]
    whole = Books(session)
    other = Books(Session(session.tap, session.product, session.label + ", split", "OTHER"))
    other.session.files = 50
    whole.tell(rows, day)
    for chosen in (("ALPHA", "DELTA"), ("BRAVO",)):
        other.tell([row for row in rows if row.customer in chosen], day)
    report = other.tell(rows, day)
    session.same("the whole again: all known", (len(rows), 0),
                 (report["duplicates"], report["accepted"]))
    sums = session.ageing_rows(session.today, "--by", "creditor")
    session.same("whole and split", sums[("ACME", "EUR")], sums[("OTHER", "EUR")])


def twins(session: Session) -> None:
    """Rows with the same number, day and due day are as many items, each keeps its amount."""
    books = Books(session)
    rows = due_rows("""
        ALPHA F-1 2026-01-05 2026-02-04 100.00
        ALPHA F-1 2026-01-05 2026-02-04  50.00
        ALPHA F-1 2026-01-05 2026-02-04  70.00
        ALPHA F-1 2026-01-05 2026-02-04  70.00
    """)
    books.tell(rows, "2026-03-02", "state")
    for day in ("2026-03-02", "2026-03-03"):
        report = books.tell(rows, day, "state")
        session.same(f"{day}: nothing changes", (4, 0, 0, 0),
                     tuple(report[kind] for kind in ("duplicates", "accepted", "updated", "items")))
    books.tell([*rows[:1], *rows[2:]], "2026-03-04", "state")
    books.expect("one closed", ALPHA={"d31_60": "240", "total": "240"})


INSTALMENTS = due_rows("""
    ALPHA F-7 2026-01-05 2026-02-04 100.00
    ALPHA F-7 2026-01-05 2026-03-04 100.00
    ALPHA F-7 2026-01-05 2026-04-04 100.00
""")


def instalments(session: Session) -> None:
    """One invoice in three due days: each is an item."""
    books = Books(session)
    books.tell(INSTALMENTS, "2026-03-02", "state")
    books.tell(INSTALMENTS[1:], "2026-03-03", "state")
    books.expect("the first is paid",
                 ALPHA={"d1_30": "100", "not_due": "100", "total": "200"})
    books.undo(1)
    books.expect("not paid", ALPHA={"d31_60": "100", "d1_30": "100", "not_due": "100",
                                    "total": "300"})


LEDGER = table("""
    VE 2026-01-05 411000 ALPHA F-1 1200.00
    VE 2026-01-20 411000 ALPHA F-2 1000.00
    BQ 2026-02-25 411000 ALPHA R-1 -300.00
    VE 2026-02-01 411000 BRAVO F-3  500.00
    VE 2026-02-10 411000 ECHO  F-8   90.00
""")
FOLLOWING = due_rows("""
    ALPHA   F-1 2026-01-05 2026-03-06  900.00
    ALPHA   F-2 2026-01-20 2026-03-21 1000.00
    BRAVO   F-3 2026-02-01 2026-04-02  500.00
    CHARLIE F-4 2026-03-02 2026-04-01   75.50
""")
AFTER_BOTH = {
    "ALPHA": {"d1_30": "1900", "total": "1900"},
    "BRAVO": {"not_due": "500", "total": "500"},
    "CHARLIE": {"not_due": "75.50", "total": "75.50"},
}


def ledger_and_list(first: str) -> Case:
    """The ledger to February, then a complete list of March: it goes on from there."""

    def play(session: Session) -> None:
        books = Books(session)
        steps: list[Callable[[], Any]] = [
            lambda: books.ledger(LEDGER),
            lambda: books.tell(FOLLOWING, "2026-03-10", "state"),
        ]
        for step in steps if first == "ledger" else reversed(steps):
            step()
        books.expect("both", **AFTER_BOTH)
        books.mirrored("both")
        session.audit_on("before", "2026-02-28", "2026-03-09", "2026-03-10")
        for place in (0, 1):
            books.undo(place)
            books.mirrored("one taken back")
            steps[place if first == "ledger" else 1 - place]()
            books.expect("and taken again", **AFTER_BOTH)

    return f"ledger and complete list, {first} first", play


def same_balance(first: str) -> Case:
    """A list that agrees with the ledger adds due days and nothing else."""
    rows = due_rows("""
        ALPHA F-1 2026-01-05 2026-02-04 1200.00
        ALPHA F-2 2026-01-20 2026-02-19 1000.00
        ALPHA R-1 2026-02-25 .          -300.00
        BRAVO F-3 2026-02-01 2026-03-03  500.00
        ECHO  F-8 2026-02-10 2026-03-12   90.00
    """)

    def play(session: Session) -> None:
        books = Books(session)
        for mode, day in (("new", "2026-02-25"), ("new", "2026-02-28"), ("state", "2026-02-28")):
            places = len(session.ids)
            steps: list[Callable[[], Any]] = [
                lambda: books.ledger(LEDGER),
                lambda mode=mode, day=day: books.tell(rows, day, mode),  # type: ignore[misc]
            ]
            for step in steps if first == "ledger" else reversed(steps):
                step()
            books.expect(
                f"{mode}, {day}",
                ALPHA={"d31_60": "2200", "unallocated": "300", "total": "1900"},
                BRAVO={"d1_30": "500", "total": "500"},
                ECHO={"d1_30": "90", "total": "90"},
            )
            books.undo(places)
            books.mirrored(f"{mode}, {day}: the second alone")
            books.undo(places + 1)
            session.same("nothing is left", {}, session.by_number())

    return f"ledger and list that agree, {first} first", play


def ledger_goes_on(session: Session) -> None:
    """A later ledger decides again, also about accounts that it does not name."""
    books = Books(session)
    books.ledger(LEDGER)
    books.tell("BRAVO F-3 2026-02-01 2026-04-02 500.00", "2026-03-01", "state")
    books.expect("closed by the list", BRAVO={"not_due": "500", "total": "500"})
    books.ledger(table("VE 2026-03-05 411000 BRAVO F-6 10.00"))
    books.mirrored("the ledger of March says nothing of ALPHA's payment")
    books.undo(2)
    books.expect("closed again", BRAVO={"not_due": "500", "total": "500"})


def list_before_ledger(session: Session) -> None:
    """What the books of that day do not hold is superseded by them."""
    books = Books(session)
    books.tell("""
        ALPHA   F-1 2026-01-05 2026-02-04 1200.00
        CHARLIE F-4 2026-01-30 2026-03-01   75.50
    """, "2026-02-01")
    books.ledger(LEDGER)
    books.mirrored("F-4 is not in the books")
    books.tell("CHARLIE F-4 2026-01-30 2026-03-01 75.50", "2026-03-02")
    books.mirrored("told again after them")
    books.undo(1)
    books.mirrored("without the books")


def lettered_ledger(session: Session) -> None:
    """Lettering and a list that both know of a payment: it is counted once."""
    books = Books(session)
    rows = [row.lettered("A") if row.piece in {"F-1", "R-1"} else row for row in LEDGER]
    books.ledger(rows)
    books.tell(FOLLOWING, "2026-03-10", "state")
    books.expect("both", **AFTER_BOTH)
    books.ledger(LEDGER, "period")
    books.mirrored("the letter is gone")


def one_number_twice(session: Session) -> None:
    """Two lines of a ledger with one number, told by a list without whole amounts."""
    books = Books(session)
    books.ledger(table("""
        VE 2026-01-05 411000 ALPHA F-1 1200.00
        VE 2026-01-05 411000 ALPHA F-1 1000.00
    """))
    for amounts in (("1000.00", "1200.00"), ("1200.00", "1000.00")):
        rows = "\n".join(f"ALPHA F-1 2026-01-05 2026-02-04 {amount}" for amount in amounts)
        books.tell(rows, "2026-03-02")
        books.expect("nothing twice", ALPHA={"d31_60": "2200", "total": "2200"})


def currencies(session: Session) -> None:
    """One customer number, two currencies: two accounts of one debtor."""
    books = Books(session)
    rows = due_rows("""
        ALPHA F-1 2026-01-05 2026-02-04 1200.00 . EUR
        ALPHA F-2 2026-01-05 2026-02-04  700.00 . USD
        BRAVO F-3 2026-02-01 2026-03-03   10.00 . USD
    """)
    expected = {"ALPHA": {"d31_60": "1200", "total": "1200"},
                "ALPHA USD": {"d31_60": "700", "total": "700"},
                "BRAVO USD": {"d1_30": "10", "total": "10"}}
    books.tell(rows, "2026-03-02", "state")
    books.expect("both", **expected)
    books.tell(rows[1:2], "2026-03-03", "state")
    books.expect("dollars alone", **{"ALPHA USD": expected["ALPHA USD"]})
    books.mirrored("dollars alone")
    books.tell(rows[:1], "2026-03-04", "state")
    books.expect("euros again", ALPHA=expected["ALPHA"])
    books.undo(2)
    books.undo(1)
    books.expect("both again", **expected)
    facts = session.product.export_facts(session.today).read_text(encoding="utf-8")
    session.same("two debtors", 2, len({row.split('"debtor":"')[1][:10]
                                        for row in facts.splitlines() if '"account","ref"' in row}))


BANDS = "compte;nom;solde;non échu;0-30 jours;31-60 jours;61-90 jours;+ de 90 jours\n"


def aged_balance(session: Session) -> None:
    """A balance by age keeps the bands its file gave it."""
    books = Books(session)
    texts = {
        "2026-03-02": "ALPHA;Client fictif ALPHA;600,00;100,00;200,00;300,00;;\n"
                      "BRAVO;Client fictif BRAVO;-50,00;-50,00;;;;\n",
        "2026-03-09": "ALPHA;Client fictif ALPHA;550,00;100,00;150,00;;300,00;\n",
    }
    for day, text in texts.items():
        path = session.product.folder / f"bands-{day}.csv"
        path.write_text(BANDS + text, encoding="utf-8")
        report = books.import_list(path, day, "state")
        session.ids.append(report["id"])
        books.mirror.other()
        session.audit(f"bands of {day}")
        session.same(f"balance of {day}", 55000, books.total(day))
    books.expect("on its day", "2026-03-09", ALPHA={
        "not_due": "100", "d1_30": "150", "d61_90": "300", "assumed": "550", "total": "550"})
    books.undo(1)
    books.expect("the first again", "2026-03-02", ALPHA={
        "not_due": "100", "d1_30": "200", "d31_60": "300", "assumed": "600", "total": "600"},
        BRAVO={"unallocated": "50", "total": "-50"})


def partial(session: Session) -> None:
    """A list with a bad row: refused, or its good rows alone are taken."""
    books = Books(session)
    path = session.product.folder / "partial.csv"
    path.write_text("compte;nom;piece;date;echeance;solde\n"
                    "ALPHA;Client fictif;F-1;05/01/2026;04/02/2026;100,00\n"
                    "ALPHA;Client fictif;F-2;31/02/2026;04/02/2026;200,00\n"
                    "BRAVO;Client fictif;F-3;05/01/2026;04/02/2026;300,00\n", encoding="utf-8")
    try:
        books.import_list(path, "2026-03-02", "new")
        session.point("a bad day is refused", False, [])
    except Refused as problem:
        session.point("a bad day is refused", "exit 1" in str(problem), [str(problem)])
    session.same("nothing was taken", {}, session.by_number())
    report = books.import_list(path, "2026-03-02", "new", "--accept-partial")
    session.ids.append(report["id"])
    session.same("read, accepted, rejected", (3, 2, 1),
                 tuple(report[kind] for kind in ("read", "accepted", "rejected")))
    session.audit("partial")
    books.expect("the good rows", ALPHA={"d31_60": "100", "total": "100"},
                 BRAVO={"d31_60": "300", "total": "300"})


def threshold(session: Session) -> None:
    """Exactly 20 % in one of two currencies is taken; one cent more needs a person's yes."""
    books = Books(session)
    base = due_rows("""
        ALPHA F-1 2026-01-05 2026-02-04 800.00 . EUR
        ALPHA F-2 2026-01-06 2026-02-05 200.00 . EUR
        ALPHA F-3 2026-01-05 2026-02-04 900.00 . USD
        BRAVO F-4 2026-01-06 2026-02-05 100.00 . USD
    """)
    books.tell(base, "2026-03-02", "state")

    def morning(day: str, *gone: str, **changed: int) -> list[Due]:
        rows = [row for row in base if row.number not in gone]
        return [Due(row.customer, row.number, row.issued, row.due,
                    changed.get(row.number.replace("-", ""), row.open), None, row.currency)
                for row in rows]

    def try_list(step: str, rows: list[Due], taken: bool) -> None:
        try:
            books.tell(rows, "2026-03-03", "state", "--unconfirmed")
            session.point(f"{step}: taken", taken, [])
            books.undo(len(session.ids) - 1)
        except Refused as problem:
            wanted = not taken and "confirm_needed" in str(problem) and "exit 1" in str(problem)
            session.point(f"{step}: confirm needed", wanted, [str(problem)])

    try_list("20 % of EUR closed", morning("03", "F-2"), True)
    try_list("20 % of EUR and 10 % of USD", morning("03", "F-2", "F-4"), True)
    try_list("20 % and a cent changed", morning("03", "F-2", F1=79999), False)
    try_list("20 % changed downwards", morning("03", F1=60000), True)
    try_list("a cent more", morning("03", F1=59999), False)
    try_list("20 % changed upwards", morning("03", F1=100000), True)
    try_list("a cent more upwards", morning("03", F1=100001), False)
    try_list("USD alone", morning("03", "F-3"), False)
    books.expect("nothing changed", ALPHA={"d31_60": "1000", "total": "1000"},
                 **{"ALPHA USD": {"d31_60": "900", "total": "900"},
                    "BRAVO USD": {"d31_60": "100", "total": "100"}})


def without_number(session: Session) -> None:
    """Rows without a number are known by all they say."""
    books = Books(session)
    rows = due_rows("""
        ALPHA . 2026-01-05 2026-02-04 100.00
        ALPHA . 2026-01-06 2026-02-05  50.00
    """)
    books.tell(rows, "2026-03-02", "state")
    report = books.tell(rows, "2026-03-03", "state")
    session.same("known again", 2, report["duplicates"])
    books.tell(rows[1:], "2026-03-04", "state")
    books.expect("one closed", ALPHA={"d31_60": "50", "total": "50"})


SCENARIOS: list[Case] = [
    ("five mornings", mornings),
    *(mornings_in_order(order) for order in (
        (4, 3, 2, 1, 0), (2, 0, 4, 1, 3), (1, 3, 0, 4, 2), (3, 4, 0, 1, 2))),
    *(added_in_order(order) for order in permutations(range(3))),
    ("split by customer", split_by_customer),
    ("rows alike", twins),
    ("instalments", instalments),
    ledger_and_list("ledger"),
    ledger_and_list("list"),
    same_balance("ledger"),
    same_balance("list"),
    ("a later ledger", ledger_goes_on),
    ("a list before the ledger", list_before_ledger),
    ("a lettered ledger", lettered_ledger),
    ("one number twice", one_number_twice),
    ("two currencies", currencies),
    ("a balance by age", aged_balance),
    ("a bad row", partial),
    ("the threshold", threshold),
    ("rows without a number", without_number),
]
