"""The same lines seen again: overlaps, repeats, drafts, corrections, vanished lines, undo."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import permutations

from product import Refused
from session import Session
from tables import Row, table

JANUARY = table("""
    VE 2026-01-05 411000 ALPHA   F-1  100.00
    VE 2026-01-05 411000 ALPHA   F-2  200.00
    VE 2026-01-20 411000 BRAVO   F-3  300.00
""")
FEBRUARY = table("""
    VE 2026-02-03 411000 ALPHA   F-4  400.00
    BQ 2026-02-10 411000 ALPHA   R-1 -100.00
    VE 2026-02-20 411000 CHARLIE F-5  500.00
""")
MARCH = table("""
    VE 2026-03-10 411000 BRAVO   F-6  600.00
    BQ 2026-03-12 411000 BRAVO   R-2 -300.00
""")
# On 31 March 2026: due 4 Feb (55 days), 19 Feb (40), 5 March (26), 22 March (9), 9 April.
ALL_MONTHS = {
    "ALPHA": {"d31_60": "300", "d1_30": "400", "assumed": "700", "unallocated": "100",
              "total": "600"},
    "BRAVO": {"d31_60": "300", "not_due": "600", "assumed": "900", "unallocated": "300",
              "total": "600"},
    "CHARLIE": {"d1_30": "500", "assumed": "500", "total": "500"},
}
AFTER_JANUARY = {
    "ALPHA": {"d31_60": "300", "assumed": "300", "total": "300"},
    "BRAVO": {"d31_60": "300", "assumed": "300", "total": "300"},
}
Case = tuple[str, Callable[[Session], None]]


def lettered(rows: list[Row], letters: dict[str, str]) -> list[Row]:
    return [replace(row, letter=letters.get(row.piece, row.letter)) for row in rows]


def lettered_later(session: Session) -> None:
    """F-1 paid by R-1 on 10 February, said only by the next export."""
    session.load(JANUARY + FEBRUARY)
    session.load(lettered(JANUARY + FEBRUARY, {"F-1": "A", "R-1": "A"}))
    session.expect(
        "lettered",
        ALPHA={"d31_60": "200", "d1_30": "400", "assumed": "600", "total": "600"},
        BRAVO={"d31_60": "300", "assumed": "300", "total": "300"},
        CHARLIE=ALL_MONTHS["CHARLIE"],
    )
    session.audit_on("day of the allocation", "2026-02-09", "2026-02-10")
    session.undo(1)
    session.load(lettered(JANUARY + FEBRUARY, {"F-2": "B", "R-1": "B"}))
    session.load(JANUARY + FEBRUARY)
    session.expect(
        "letter taken away",
        ALPHA=ALL_MONTHS["ALPHA"],
        BRAVO={"d31_60": "300", "assumed": "300", "total": "300"},
        CHARLIE=ALL_MONTHS["CHARLIE"],
    )


def letter_moved(session: Session) -> None:
    """R-1 goes from F-1 to F-4: the old allocation is reversed, nothing is counted twice."""
    session.load(lettered(JANUARY + FEBRUARY, {"F-1": "A", "R-1": "A"}))
    session.load(lettered(JANUARY + FEBRUARY, {"F-4": "B", "R-1": "B"}))
    session.expect(
        "moved",
        ALPHA={"d31_60": "300", "d1_30": "300", "assumed": "600", "total": "600"},
        BRAVO={"d31_60": "300", "assumed": "300", "total": "300"},
        CHARLIE=ALL_MONTHS["CHARLIE"],
    )


def corrected(change: Row, label: str, mode: str, **expected: dict[str, str]) -> Case:
    """F-2 with another amount or day: the old line vanishes in a period, stays in mode new."""

    def play(session: Session) -> None:
        session.load(JANUARY + FEBRUARY, mode)
        before = session.by_number()
        session.load([change if row.piece == "F-2" else row for row in JANUARY + FEBRUARY], mode)
        session.expect("corrected", **{
            "BRAVO": {"d31_60": "300", "assumed": "300", "total": "300"},
            "CHARLIE": ALL_MONTHS["CHARLIE"],
            **expected,
        })
        session.undo(1)
        session.same("undo restores the figures", before, session.by_number())

    return f"{label}, mode {mode}", play


OTHER_AMOUNT = replace(JANUARY[1], amount=25_000)
OTHER_DAY = replace(JANUARY[1], day=JANUARY[2].day)  # due 19 February


def vanished(mode: str) -> Case:
    def play(session: Session) -> None:
        session.load(JANUARY + FEBRUARY + MARCH, mode)
        session.load([row for row in JANUARY + FEBRUARY + MARCH if row.piece != "F-4"], mode)
        alpha = dict(ALL_MONTHS["ALPHA"])
        if mode == "period":
            alpha = {"d31_60": "300", "assumed": "300", "unallocated": "100", "total": "200"}
        session.expect("one line gone", **{**ALL_MONTHS, "ALPHA": alpha})
        session.load(JANUARY + FEBRUARY + MARCH, mode)
        session.expect("and back", **ALL_MONTHS)

    return f"vanished line, mode {mode}", play


def vanished_while_lettered(session: Session) -> None:
    """The payment of a lettered invoice vanishes: the invoice is open again."""
    rows = lettered(JANUARY + FEBRUARY, {"F-1": "A", "R-1": "A"})
    session.load(rows, "period")
    session.load([row for row in rows if row.piece != "R-1"], "period")
    session.expect(
        "payment gone",
        ALPHA={"d31_60": "300", "d1_30": "400", "assumed": "700", "total": "700"},
        BRAVO={"d31_60": "300", "assumed": "300", "total": "300"},
        CHARLIE=ALL_MONTHS["CHARLIE"],
    )
    session.undo(1)


def period_of_one_month(session: Session) -> None:
    """A period file of February says nothing about January and March."""
    session.load(JANUARY + FEBRUARY + MARCH)
    session.load(FEBRUARY[:1] + FEBRUARY[2:], "period")
    session.expect("R-1 gone", **{
        **ALL_MONTHS,
        "ALPHA": {"d31_60": "300", "d1_30": "400", "assumed": "700", "total": "700"},
    })


def overlapping(session: Session) -> None:
    session.load(JANUARY + FEBRUARY)
    session.load(FEBRUARY + MARCH)
    session.expect("three months", **ALL_MONTHS)


def in_order(order: tuple[int, ...]) -> Case:
    files = [JANUARY + FEBRUARY, FEBRUARY + MARCH, MARCH + JANUARY]

    def play(session: Session) -> None:
        for index in order:
            session.load(files[index])
        session.expect("every order", **ALL_MONTHS)

    return "overlapping files in order " + " ".join(str(index + 1) for index in order), play


def undone_in_order(order: tuple[int, ...]) -> Case:
    """Undo takes away one import as if it had never been, whatever came after it."""
    letters = {"F-1": "A", "R-1": "A", "F-3": "C", "R-2": "C"}
    files = [
        (JANUARY + FEBRUARY, "new"),
        (lettered(FEBRUARY + MARCH, letters), "new"),
        (lettered(JANUARY + FEBRUARY[:2] + MARCH, letters), "period"),
    ]

    def play(session: Session) -> None:
        for rows, mode in files:
            session.load(rows, mode)
        for index in order:
            session.undo(index)
        session.expect("all undone")
        for rows, mode in files[:1]:
            session.load(rows, mode)

    return "undo in order " + " ".join(str(index + 1) for index in order), play


def undo_restores_exactly(session: Session) -> None:
    session.load(JANUARY)
    first = session.by_number()
    session.load(JANUARY + FEBRUARY)
    second = session.by_number()
    session.load(lettered(JANUARY + FEBRUARY + MARCH, {"F-1": "A", "R-1": "A"}), "period")
    session.undo(2)
    session.same("figures after two files", second, session.by_number())
    session.undo(1)
    session.same("figures after one file", first, session.by_number())
    session.expect("January", **AFTER_JANUARY)
    session.undo(0)
    session.same("no figures", {}, session.by_number())


def same_file_twice(session: Session) -> None:
    path = session.file(JANUARY + FEBRUARY + MARCH)
    for _ in range(3):
        session.load_path(path)
    session.expect("once", **ALL_MONTHS)
    session.undo(2)
    session.undo(0)
    session.expect("still held by one import", **ALL_MONTHS)
    session.undo(1)
    session.expect("held by none")


def lettered_by_shorter_file(session: Session) -> None:
    """January and February exported again on 20 March, lettered since: an update all the same."""
    letters = {"F-1": "A", "R-1": "A"}
    since = [replace(row, letter_day=date(2026, 3, 20) if row.letter else None)
             for row in lettered(JANUARY + FEBRUARY, letters)]
    session.load(JANUARY + FEBRUARY + MARCH)
    session.load(since)
    alpha = {"d31_60": "200", "d1_30": "400", "assumed": "600", "total": "600"}
    session.expect("lettered since", **{**ALL_MONTHS, "ALPHA": alpha})


TIED = table("""
    VE 2026-01-10 411000 ALPHA F-1  100.00 A 2026-01-01
    VE 2026-01-10 411000 ALPHA F-2  100.00 A 2025-12-01
    BQ 2026-02-10 411000 ALPHA R-1 -100.00 A
""")


def tied(order: tuple[int, ...]) -> Case:
    """Two invoices of one day in two files, one paid: which one must not hang on the order."""
    files = [TIED[:1], TIED[1:]]

    def play(session: Session) -> None:
        for index in order:
            path = session.file(files[index])
            session.load_path(path, audit=False)  # the replay draws lots between the two
        other = Session(session.tap, session.product, session.label + ", other order", "BETA")
        other.files = 50
        for index in reversed(order):
            path = other.file(files[index])
            session.product.run("import", str(path), "--creditor", "BETA", today=session.today)
        rows = session.ageing_rows(session.today, "--by", "creditor")
        session.same("both orders give the same", rows.get(("ACME", "EUR")),
                     rows.get(("BETA", "EUR")))

    return "invoices of one day, files in order " + " ".join(str(n + 1) for n in order), play


def no_customer_left(session: Session) -> None:
    """A period file without any customer line: those known in its period vanish."""
    other = table("""
        VE 2026-01-05 401000 SUPPLIER A-1 -10.00
        VE 2026-02-20 401000 SUPPLIER A-2 -20.00
    """)
    session.load(JANUARY + FEBRUARY, "period")
    session.load(JANUARY + FEBRUARY + other, "period")
    session.load(other, "period")
    session.expect("none left")
    session.undo(2)
    session.undo(1)
    session.expect(
        "all back",
        ALPHA=ALL_MONTHS["ALPHA"],
        BRAVO={"d31_60": "300", "assumed": "300", "total": "300"},
        CHARLIE=ALL_MONTHS["CHARLIE"],
    )


def other_customer(session: Session) -> None:
    """F-3 was booked on BRAVO and is CHARLIE's."""
    moved = [replace(row, auxiliary="CHARLIE") if row.piece == "F-3" else row for row in JANUARY]
    session.load(JANUARY, "period")
    session.load(moved, "period")
    session.expect("moved", ALPHA=AFTER_JANUARY["ALPHA"], CHARLIE=AFTER_JANUARY["BRAVO"])
    session.undo(0)
    session.expect("still", ALPHA=AFTER_JANUARY["ALPHA"], CHARLIE=AFTER_JANUARY["BRAVO"])


def undo_refusals(session: Session) -> None:
    """What is undone already, or never was, is refused and changes nothing."""
    session.load(JANUARY)
    session.undo(0)
    for name in (session.ids[0], "I-000099-X", "I-000001-?"):
        try:
            session.product.run("import", "--undo", name, today=session.today)
            session.point(f"undo of {name} is refused", False, [])
        except Refused as problem:
            session.point(f"undo of {name} is refused", "exit 1" in str(problem), [str(problem)])
    session.expect("nothing")


def equal_lines(session: Session) -> None:
    """Two lines alike in one file are two; seen again in another file they are still two."""
    twin = table("VE 2026-01-05 411000 ALPHA F-1 100.00") * 2
    session.load(twin)
    session.load(twin + JANUARY[2:])
    session.load(twin[:1])
    session.expect(
        "two of them",
        ALPHA={"d31_60": "200", "assumed": "200", "total": "200"},
        BRAVO=AFTER_JANUARY["BRAVO"],
    )
    session.load(twin + twin[:1])
    session.expect(
        "three of them",
        ALPHA={"d31_60": "300", "assumed": "300", "total": "300"},
        BRAVO=AFTER_JANUARY["BRAVO"],
    )


def draft_then_final(session: Session) -> None:
    """Other entry numbers and a validation day: updates, and no new item."""
    session.load(JANUARY + FEBRUARY)
    session.load(JANUARY + FEBRUARY, first_number=501, valid="20260228")
    session.load(JANUARY + FEBRUARY, first_number=501, valid="20260228")
    session.load(JANUARY + FEBRUARY + MARCH, "period", first_number=501, valid="20260331")
    session.expect("final", **ALL_MONTHS)


SCENARIOS: list[Case] = [
    ("lettered later", lettered_later),
    ("letter moved", letter_moved),
    corrected(OTHER_AMOUNT, "amount corrected", "period", ALPHA={
        "d31_60": "350", "d1_30": "400", "assumed": "750", "unallocated": "100", "total": "650"}),
    corrected(OTHER_AMOUNT, "amount corrected", "new", ALPHA={
        "d31_60": "550", "d1_30": "400", "assumed": "950", "unallocated": "100", "total": "850"}),
    corrected(OTHER_DAY, "day corrected", "period", ALPHA=ALL_MONTHS["ALPHA"]),
    vanished("period"),
    vanished("new"),
    ("lettered payment vanished", vanished_while_lettered),
    ("period of one month", period_of_one_month),
    ("two overlapping months", overlapping),
    *(in_order(order) for order in permutations(range(3))),
    *(undone_in_order(order) for order in permutations(range(3))),
    ("undo restores exactly", undo_restores_exactly),
    ("the same file three times", same_file_twice),
    ("lettered by a shorter file", lettered_by_shorter_file),
    ("no customer left", no_customer_left),
    ("another customer's line", other_customer),
    ("undo refused", undo_refusals),
    tied((0, 1)),
    tied((1, 0)),
    ("lines alike", equal_lines),
    ("draft then final", draft_then_final),
]
