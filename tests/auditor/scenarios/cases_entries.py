"""Entries by hand, write-offs and choices, before and after ledgers and lists know of them."""

from collections.abc import Callable
from typing import Any

from books import Books
from session import Session
from tables import table

Case = tuple[str, Callable[[Session], None]]

BEFORE = table("""
    VE 2026-01-05 411000 ALPHA F-1 1200.00
    VE 2026-01-20 411000 BRAVO F-3  500.00
""")
INVOICE = table("VE 2026-03-05 411000 ALPHA F-2 300.00")
PAYMENT = table("BQ 2026-03-12 411000 ALPHA VIR-9 -200.00")
LATER = table("VE 2026-03-20 411000 BRAVO F-4 10.00")


def add_invoice(books: Books) -> str:
    return books.hand("invoice", "ALPHA", "--number", "F-2", "--amount", "300.00", "--date",
                      "2026-03-05", "--due", "2026-04-15")


def add_payment(books: Books, *options: str) -> str:
    return books.hand("payment", "ALPHA", "--amount", "200.00", "--date", "2026-03-10", *options)


def of_alpha(**columns: str) -> dict[str, dict[str, str]]:
    return {"ALPHA": columns}


def invoice_then_books(kind: str) -> Case:
    """Typed in first; then the ledger or a list holds it: one debt, the due day is kept."""

    def play(session: Session) -> None:
        books = Books(session)
        books.ledger(BEFORE)
        add_invoice(books)
        books.expect("by hand", ALPHA={"d31_60": "1200", "not_due": "300", "assumed": "1200",
                                       "total": "1500"},
                     BRAVO={"d31_60": "500", "assumed": "500", "total": "500"})
        if kind == "ledger":
            books.ledger(BEFORE + INVOICE)
        elif kind == "list":
            books.tell("ALPHA F-2 2026-03-05 2026-04-15 300.00", "2026-03-31")
        else:
            books.tell("""
                ALPHA F-1 2026-01-05 2026-02-04 1200.00
                ALPHA F-2 2026-03-05 2026-04-15  300.00
                BRAVO F-3 2026-01-20 2026-02-19  500.00
            """, "2026-03-31", "state")
        columns = {"d31_60": "1200", "not_due": "300", "total": "1500"}
        if kind != "complete list":
            columns["assumed"] = "1200"
        session.compare_one("once", "ALPHA", columns)
        for place in (2, 1):
            books.undo(place)
        session.compare_one("neither", "ALPHA",
                            {"d31_60": "1200", "assumed": "1200", "total": "1200"})

    return f"an invoice by hand, then a {kind}", play


def books_then_invoice(session: Session) -> None:
    """A number that the books hold is not entered again; one they gave up may be."""
    books = Books(session)
    books.ledger(BEFORE + INVOICE)
    books.refused("the ledger's", "already_known", "add", "invoice", "ALPHA", "--number", "f 2",
                  "--amount", "300.00", "--date", "2026-03-05")
    books.tell("ALPHA F-8 2026-02-01 2026-03-03 80.00", "2026-02-02")
    session.compare_one("superseded", "ALPHA", {"d31_60": "1200", "d1_30": "0", "not_due": "300",
                                                "assumed": "1500", "total": "1500"})
    books.hand("invoice", "ALPHA", "--number", "F-8", "--amount", "80.00", "--date", "2026-02-01",
               "--due", "2026-03-03")
    session.compare_one("entered all the same", "ALPHA", {
        "d31_60": "1200", "d1_30": "80", "not_due": "300", "assumed": "1500", "total": "1580"})


def payment_then_ledger(session: Session) -> None:
    """Set against F-1 by a person; the ledger books it two days later under its own number."""
    books = Books(session)
    books.ledger(BEFORE)
    add_payment(books, "--invoice", "F-1")
    expected = {"d31_60": "1000", "assumed": "1000", "total": "1000"}
    session.compare_one("by hand", "ALPHA", expected)
    books.ledger(BEFORE + PAYMENT)
    session.compare_one("in the ledger", "ALPHA", expected)
    books.undo(1)
    session.compare_one("the ledger's alone", "ALPHA", {
        "d31_60": "1200", "assumed": "1200", "unallocated": "200", "total": "1000"})
    add_payment_refused(books)
    books.undo(2)
    session.compare_one("none", "ALPHA", {"d31_60": "1200", "assumed": "1200", "total": "1200"})


def add_payment_refused(books: Books) -> None:
    books.refused("known", "already_known", "add", "payment", "ALPHA", "--amount", "200.00",
                  "--date", "2026-03-12")


def payment_superseded(session: Session) -> None:
    """A payment that the books of later days do not hold: they are believed."""
    books = Books(session)
    books.ledger(BEFORE)
    books.hand("payment", "ALPHA", "--amount", "200.00", "--date", "2026-03-10", "--invoice", "F-1",
               today="2026-03-11")
    books.ledger(BEFORE + LATER)
    session.compare_one("not there", "ALPHA", {
        "d31_60": "1200", "assumed": "1200", "total": "1200"})
    books.undo(2)
    session.compare_one("there", "ALPHA", {"d31_60": "1000", "assumed": "1000", "total": "1000"})


def payment_then_lists(session: Session) -> None:
    """A list that shows the invoice lower: the payment by hand explains it; then it is closed."""
    books = Books(session)
    books.tell("ALPHA F-1 2026-01-05 2026-02-04 1200.00", "2026-03-02", "state")
    books.hand("payment", "ALPHA", "--amount", "200.00", "--date", "2026-03-10", "--invoice", "F-1",
               today="2026-03-10")
    session.compare_one("by hand", "ALPHA", {"d31_60": "1000", "total": "1000"})
    books.tell("ALPHA F-1 2026-01-05 2026-02-04 1000.00", "2026-03-11", "state")
    session.compare_one("as the list says", "ALPHA", {"d31_60": "1000", "total": "1000"})
    books.tell("ALPHA F-1 2026-01-05 2026-02-04 1200.00", "2026-03-12", "state")
    session.compare_one("the list knows better", "ALPHA", {"d31_60": "1200", "total": "1200"})
    books.undo(3)
    books.undo(1)
    session.compare_one("settled by unknown means", "ALPHA", {"d31_60": "1000", "total": "1000"})


def ledger_dated_ahead(session: Session) -> None:
    """Entries of days to come do not make a ledger know what happens until then."""
    books = Books(session)
    ahead = table("OD 2026-12-31 411000 ALPHA OD-1 50.00")
    books.ledger(BEFORE + ahead)
    books.hand("payment", "BRAVO", "--amount", "100.00", "--date", "2026-03-30", "--invoice", "F-3")
    session.compare_one("entered", "BRAVO", {"d31_60": "400", "assumed": "400", "total": "400"})


def write_off(books: Books, *options: str) -> None:
    done = books.run("writeoff", "ALPHA", *options, "--why", "fictif")
    books.session.ids.append(done["rows"][0]["import"] if "rows" in done else done["import"])
    books.mirror.other()


def write_off_then_ledger(session: Session) -> None:
    """Booked under the invoice's number it is found again; not booked, the debt comes back."""
    books = Books(session)
    books.ledger(BEFORE)
    write_off(books, "--items", "F-1", "--amount", "1200.00")
    session.compare_one("written off", "ALPHA", {})
    booked = table("OD 2026-03-31 411000 ALPHA F-1 -1200.00")
    books.ledger(BEFORE + booked)
    session.compare_one("booked", "ALPHA", {})
    books.undo(2)
    books.ledger(BEFORE + LATER)
    session.compare_one("entered after the books end", "ALPHA", {})
    session.today = "2026-04-30"
    books.ledger(BEFORE + LATER + table("VE 2026-04-20 411000 BRAVO F-5 20.00"))
    session.compare_one("not booked", "ALPHA", {
        "d61_90": "1200", "assumed": "1200", "total": "1200"})
    books.undo(1)
    session.compare_one("taken back", "ALPHA", {
        "d61_90": "1200", "assumed": "1200", "total": "1200"})


def partly_written_off(session: Session) -> None:
    books = Books(session)
    books.tell("ALPHA F-1 2026-01-05 2026-02-04 1200.00", "2026-03-02")
    write_off(books, "--items", "F-1", "--amount", "200.00")
    session.compare_one("a part", "ALPHA", {"d31_60": "1000", "total": "1000"})
    books.undo(1)
    session.compare_one("taken back", "ALPHA", {"d31_60": "1200", "total": "1200"})
    write_off(books, "--all")
    session.compare_one("all", "ALPHA", {})
    books.undo(0)
    session.compare_one("the invoice taken back", "ALPHA",
                        {"unallocated": "1200", "total": "-1200"})
    books.tell("ALPHA F-1 2026-01-05 2026-02-04 1200.00", "2026-03-02")
    session.compare_one("and told again", "ALPHA", {})


CREDITS = """
    ALPHA F-1 2026-01-05 2026-02-04 1200.00
    ALPHA F-2 2026-01-06 2026-02-05  300.00
    ALPHA R-1 2026-02-25 .          -300.00
    ALPHA A-7 2026-02-26 .           -55.00
"""
OPEN = {"d31_60": "1500", "unallocated": "355", "total": "1145"}
MATCHED = {"d31_60": "1200", "unallocated": "55", "total": "1145"}


def matched(session: Session) -> None:
    """Proposals accepted, taken back; an import taken back and told again under the choices."""
    books = Books(session)
    books.tell(CREDITS, "2026-03-02")
    proposed = books.run("match", "ALPHA")
    session.same("proposed", 1, proposed["proposed"])
    session.compare_one("only proposed", "ALPHA", OPEN)
    accepted = books.run("match", "ALPHA", "--accept")
    session.compare_one("accepted", "ALPHA", MATCHED)
    books.run("match", "--undo", str(accepted["batch"]))
    session.compare_one("taken back", "ALPHA", OPEN)
    books.run("match", "ALPHA", "--accept")
    books.undo(0)
    session.compare_one("nothing to match", "ALPHA", {})
    books.tell(CREDITS, "2026-03-02")
    session.compare_one("as chosen", "ALPHA", MATCHED)
    books.tell(CREDITS, "2026-03-30", "state")
    session.compare_one("the list of the day before knows nothing of it", "ALPHA", MATCHED)
    session.today = "2026-04-01"
    books.tell(CREDITS, "2026-04-01", "state")
    session.compare_one("the list of the day after contradicts", "ALPHA", OPEN)
    books.undo(len(session.ids) - 1)
    session.compare_one("without it", "ALPHA", MATCHED)


def ledger_under_choices(session: Session) -> None:
    books = Books(session)
    rows = table("""
        VE 2026-01-05 411000 ALPHA F-1 1200.00
        VE 2026-01-06 411000 ALPHA F-2  300.00
        BQ 2026-02-25 411000 ALPHA R-1 -300.00
    """)
    books.ledger(rows)
    books.run("match", "ALPHA", "--accept")
    expected = {"d31_60": "1200", "assumed": "1200", "total": "1200"}
    session.compare_one("accepted", "ALPHA", expected)
    books.undo(0)
    books.ledger(rows)
    session.compare_one("imported again", "ALPHA", expected)
    lettered = [row.lettered("A") if row.piece in {"F-1", "R-1"} else row for row in rows]
    books.ledger(lettered)
    session.compare_one("lettered otherwise: the books decide", "ALPHA", {
        "d31_60": "1200", "assumed": "1200", "total": "1200"})


def rest_written_off(session: Session) -> None:
    """A rest that a list showed again is written off; the list is taken back and told again."""
    books = Books(session)
    books.tell("ALPHA F-1 2026-01-05 2026-02-04 100.00", "2026-03-02", "state")
    books.tell("ALPHA F-1 2026-01-05 2026-02-04 150.00", "2026-03-09", "state")
    write_off(books, "--all")
    session.compare_one("written off", "ALPHA", {})
    books.undo(1)
    books.tell("ALPHA F-1 2026-01-05 2026-02-04 150.00", "2026-03-09", "state")
    session.compare_one("and again", "ALPHA", {})


def debtor_by_hand(session: Session) -> None:
    """A customer entered by hand, then known by the ledger under his number."""
    books = Books(session)
    books.ledger(BEFORE)
    done: dict[str, Any] = books.run("add", "debtor", "--creditor", "ACME", "--number", "DELTA",
                                     "--name", "Client fictif DELTA")
    session.ids.append(done["import"])
    books.mirror.other()
    books.hand("invoice", "DELTA", "--number", "F-9", "--amount", "75.00", "--date", "2026-03-30",
               "--due", "2026-03-31")
    session.compare_one("by hand", "DELTA", {"not_due": "75", "total": "75"})
    session.today = "2026-04-02"
    books.ledger(BEFORE + table("VE 2026-03-30 411000 DELTA F-9 75.00"))
    session.compare_one("in the ledger", "DELTA", {"d1_30": "75", "total": "75"})


SCENARIOS: list[Case] = [
    invoice_then_books("ledger"),
    invoice_then_books("list"),
    invoice_then_books("complete list"),
    ("the books, then an invoice by hand", books_then_invoice),
    ("a payment by hand, then the ledger", payment_then_ledger),
    ("a payment the books do not hold", payment_superseded),
    ("a payment by hand, then lists", payment_then_lists),
    ("a ledger dated ahead", ledger_dated_ahead),
    ("a write-off, then the ledger", write_off_then_ledger),
    ("written off in part", partly_written_off),
    ("proposals", matched),
    ("a ledger under choices", ledger_under_choices),
    ("a rest written off", rest_written_off),
    ("a customer by hand", debtor_by_hand),
]
