"""Year n, then year n + 1: openings that repeat, differ, are condensed, and are lettered later."""

from collections.abc import Callable
from itertools import permutations

from session import Session
from tables import table

YEAR_2025 = table("""
    VE 2025-02-10 411000 ALPHA   F-101  1200.00 AA
    BQ 2025-03-20 411000 ALPHA   R-1   -1200.00 AA
    VE 2025-11-05 411000 ALPHA   F-102   800.00
    VE 2025-12-12 411000 ALPHA   F-103   450.50
    VE 2025-06-01 411000 BRAVO   F-104   300.00
    BQ 2025-12-20 411000 BRAVO   R-2    -100.00
    VE 2025-05-01 411000 CHARLIE F-105    99.99 AB
    BQ 2025-05-31 411000 CHARLIE R-3     -99.99 AB
""")
MOVES_2026 = table("""
    BQ 2026-01-15 411000 ALPHA   R-4    -800.00 AC
    VE 2026-02-02 411000 ALPHA   F-201   600.00
    VE 2026-03-15 411000 DELTA   F-202    75.25
""")
DETAILED = table("""
    AN 2026-01-01 411000 ALPHA   F-102   800.00 AC
    AN 2026-01-01 411000 ALPHA   F-103   450.50
    AN 2026-01-01 411000 BRAVO   F-104   300.00
    AN 2026-01-01 411000 BRAVO   R-2    -100.00
""")
CONDENSED = table("""
    AN 2026-01-01 411000 ALPHA   RAN    1250.50 AC
    AN 2026-01-01 411000 BRAVO   RAN     200.00
""")
DIFFERENT = table("""
    AN 2026-01-01 411000 ALPHA   F-102   800.00 AC
    AN 2026-01-01 411000 ALPHA   F-103   500.50
    AN 2026-01-01 411000 BRAVO   F-104   300.00
    AN 2026-01-01 411000 BRAVO   R-2    -130.00
""")
# Between the two years' files, on 31 March 2026 (F-102: due 5 December, 116 days).
AFTER_2025 = {
    "ALPHA": {"over_90": "800", "d61_90": "450.50", "assumed": "1250.50", "total": "1250.50"},
    "BRAVO": {"over_90": "300", "assumed": "300", "unallocated": "100", "total": "200"},
}
# F-103: due 11 January, 79 days. F-201: due 4 March, 27 days. F-202: due 14 April.
ALPHA_AFTER_2026 = {
    "d61_90": "450.50", "d1_30": "600", "assumed": "1050.50", "total": "1050.50",
}
DELTA = {"not_due": "75.25", "assumed": "75.25", "total": "75.25"}
AFTER_BOTH = {"ALPHA": ALPHA_AFTER_2026, "BRAVO": AFTER_2025["BRAVO"], "DELTA": DELTA}


def year_then_next(session: Session) -> None:
    session.load(YEAR_2025, "period")
    session.expect("2025", **AFTER_2025)
    session.load(DETAILED + MOVES_2026, "period")
    session.expect("2025 and 2026", **AFTER_BOTH)
    session.audit_on("past", "2025-12-31", "2026-01-01", "2026-01-15")


def next_year_first(session: Session) -> None:
    """The opening lines are items (due 31 January, 59 days) until the year before them is known."""
    session.load(DETAILED + MOVES_2026, "period")
    session.expect(
        "2026 alone",
        ALPHA={"d31_60": "450.50", "d1_30": "600", "assumed": "1050.50", "total": "1050.50"},
        BRAVO={"d31_60": "300", "assumed": "300", "unallocated": "100", "total": "200"},
        DELTA=DELTA,
    )
    session.load(YEAR_2025, "period")
    session.expect("2026 and 2025", **AFTER_BOTH)


def condensed(session: Session) -> None:
    """A condensed opening lettered with a partial payment: it goes to the oldest invoice."""
    session.load(YEAR_2025)
    session.load(CONDENSED + MOVES_2026)
    session.expect("condensed", **AFTER_BOTH)


def condensed_and_paid(session: Session) -> None:
    session.load(YEAR_2025)
    paid = table("BQ 2026-01-20 411000 ALPHA R-5 -1250.50 AC")
    session.load(CONDENSED + paid)
    session.expect("all of it paid", BRAVO=AFTER_2025["BRAVO"])


def different(session: Session) -> None:
    """50.00 more for ALPHA, 30.00 less for BRAVO than the year before: one difference item each."""
    session.load(YEAR_2025)
    report = session.load(DIFFERENT + MOVES_2026)
    session.expect(
        "openings that differ",
        ALPHA={"d61_90": "450.50", "d31_60": "50", "d1_30": "600", "assumed": "1100.50",
               "total": "1100.50"},
        BRAVO={"over_90": "300", "assumed": "300", "unallocated": "130", "total": "170"},
        DELTA=DELTA,
    )
    warned = [one for one in report.get("warnings", report["errors"]) if "opening" in str(one)]
    session.point("a warning names the opening difference", bool(warned), [str(report)])


def difference_mended(session: Session) -> None:
    """The missing invoice of 2025 arrives after the opening: the difference goes away."""
    late = table("VE 2025-12-30 411000 ALPHA F-106 50.00")
    openings = [row for row in DIFFERENT if row.auxiliary == "ALPHA"]
    session.load(YEAR_2025)
    session.load(openings + MOVES_2026)
    session.load(late)
    session.expect(
        "mended",
        ALPHA={"d61_90": "500.50", "d1_30": "600", "assumed": "1100.50", "total": "1100.50"},
        BRAVO=AFTER_2025["BRAVO"],
        DELTA=DELTA,
    )
    session.undo(2)
    session.undo(1)
    session.expect("back to 2025", **AFTER_2025)


def openings_corrected(session: Session) -> None:
    """The opening of 2026 is exported again, right this time: the difference goes away."""
    session.load(YEAR_2025, "period")
    session.load(DIFFERENT + MOVES_2026, "period")
    session.load(DETAILED + MOVES_2026, "period")
    session.expect("corrected", **AFTER_BOTH)
    session.undo(2)
    session.undo(0)


def other_year_end(session: Session) -> None:
    """A year that ends in September: each opening is held against what was known before it."""
    session.load(table("""
        VE 2024-11-05 411000 ALPHA F-1  100.00
        VE 2025-08-05 411000 ALPHA F-2  200.00
        VE 2025-08-06 413000 ALPHA T-2   20.00
        BQ 2025-09-30 419100 ALPHA A-1  -50.00
        OD 2025-09-30 418100 ALPHA P-1  999.00
    """), "period")
    session.load(table("""
        AN 2025-10-01 411000 ALPHA RAN  300.00 Z
        AN 2025-10-01 413000 ALPHA RAN   20.00
        AN 2025-10-01 419100 ALPHA RAN  -50.00
        AN 2025-10-01 418100 ALPHA RAN  999.00
        BQ 2025-12-15 411000 ALPHA R-1 -120.00 Z
    """), "period")
    session.expect("September", ALPHA={
        "over_90": "200", "assumed": "200", "unallocated": "50", "total": "150"})


def nothing_open_before(session: Session) -> None:
    """CHARLIE owed nothing: an opening for him is a difference of its whole amount."""
    session.load(YEAR_2025)
    session.load(table("AN 2026-01-01 411000 CHARLIE RAN 40.00"))
    session.expect(
        "opening of a settled customer",
        **AFTER_2025,
        CHARLIE={"d31_60": "40", "assumed": "40", "total": "40"},
    )


def three_years(order: tuple[int, ...]) -> tuple[str, Callable[[Session], None]]:
    files = [
        YEAR_2025,
        DETAILED + MOVES_2026,
        table("""
            AN 2027-01-01 411000 ALPHA   F-103   450.50 AD
            AN 2027-01-01 411000 ALPHA   F-201   600.00
            AN 2027-01-01 411000 BRAVO   RAN     200.00 AE
            AN 2027-01-01 411000 DELTA   F-202    75.25
            BQ 2027-01-10 411000 ALPHA   R-7    -450.50 AD
            BQ 2027-01-11 411000 BRAVO   R-8    -200.00 AE
        """),
    ]

    def play(session: Session) -> None:
        session.today = "2027-03-31"
        for index in order:
            session.load(files[index], "period")
        session.expect(
            "three years",
            ALPHA={"over_90": "600", "assumed": "600", "total": "600"},
            DELTA={"over_90": "75.25", "assumed": "75.25", "total": "75.25"},
        )
        session.audit_on("past", "2025-12-31", "2026-12-31", "2027-01-10")

    return "years in order " + " ".join(str(2025 + index) for index in order), play


def detailed_with_old_dates(session: Session) -> None:
    """Detailed openings that keep the dates of their invoices repeat the year before, too."""
    kept = table("""
        AN 2025-11-05 411000 ALPHA   F-102   800.00 AC
        AN 2025-12-12 411000 ALPHA   F-103   450.50
        AN 2025-06-01 411000 BRAVO   F-104   300.00
        AN 2025-12-20 411000 BRAVO   R-2    -100.00
    """)
    moves = [*table("VE 2026-01-02 411000 ECHO F-203 10.00 AZ"),
             *table("BQ 2026-01-03 411000 ECHO R-9 -10.00 AZ"), *MOVES_2026]
    session.load(YEAR_2025, "period")
    session.load(kept + moves, "period")
    session.expect("old dates kept", **AFTER_BOTH)


SCENARIOS = [
    ("year n then n + 1", year_then_next),
    ("year n + 1 then n", next_year_first),
    ("condensed opening", condensed),
    ("condensed opening, paid", condensed_and_paid),
    ("opening that differs", different),
    ("opening difference mended", difference_mended),
    ("openings corrected", openings_corrected),
    ("year that ends in September", other_year_end),
    ("opening of a settled customer", nothing_open_before),
    ("openings with old dates", detailed_with_old_dates),
    *(three_years(order) for order in permutations(range(3))),
]
