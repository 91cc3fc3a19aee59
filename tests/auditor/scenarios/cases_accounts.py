"""Letters that do not balance, accounts beside 411, customers without an auxiliary, due days."""

from collections.abc import Callable

from product import Refused
from session import Session
from tables import Row, table
from terms import RULES

D31 = "d31_60"
Case = tuple[str, Callable[[Session], None]]
BOUNDARIES = (  # F-1 of 10 January falls due on 9 February 2026
    "2026-02-09", "2026-02-10", "2026-03-11", "2026-03-12", "2026-04-10", "2026-04-11",
    "2026-05-10", "2026-05-11",
)


def single(rows: list[Row], **expected: dict[str, str]) -> Callable[[Session], None]:
    def play(session: Session) -> None:
        session.load(rows)
        session.expect("figures", **expected)
        session.undo(0)
        session.expect("nothing left")

    return play


def boundaries(session: Session) -> None:
    """The last day of each bucket and the day after."""
    session.load(table("VE 2026-01-10 411000 ALPHA F-1 100.00"))
    session.audit_on("bucket", *BOUNDARIES)
    names = ("not_due", "d1_30", "d1_30", "d31_60", "d31_60", "d61_90", "d61_90", "over_90")
    for day, name in zip(BOUNDARIES, names, strict=True):
        session.expect(f"on {day}", day, ALPHA={name: "100", "assumed": "100", "total": "100"})
    session.expect("before the invoice", "2026-01-09")


def with_terms(rule: str) -> Case:
    rows = table("""
        VE 2026-02-15 411000 ALPHA F-1 100.00
        VE 2025-12-20 411000 BRAVO F-2 200.00
        VE 2026-01-10 411000 BRAVO F-3 400.00 . 2026-01-11
        VE 2026-01-31 411000 CHARLIE F-4 800.00 . 2026-01-20
        BQ 2026-03-01 411000 CHARLIE R-1 -50.00
    """)

    def play(session: Session) -> None:
        session.load(rows, terms=rule)
        session.audit_on("days", "2026-02-14", "2026-02-28", "2026-04-14", "2026-04-15",
                         "2026-04-16", "2026-04-30", "2026-05-01", "2026-07-31")

    return f"agreed terms {rule}", play


def terms_agreed_later(session: Session) -> None:
    """Dates assumed at first are computed as soon as terms are agreed, on old items too."""
    rows = table("VE 2026-01-10 411000 ALPHA F-1 100.00")
    session.load(rows)
    session.load(rows + table("VE 2026-02-10 411000 ALPHA F-2 50.00"), terms="net60")
    session.expect("computed", ALPHA={"d1_30": "100", "not_due": "50", "total": "150"})


UNBALANCED = table("""
    VE 2026-01-05 411000 ALPHA   F-1  100.00 A
    VE 2026-02-05 411000 ALPHA   F-2  200.00 A
    BQ 2026-02-20 411000 ALPHA   R-1 -150.00 A
    VE 2026-01-06 411000 BRAVO   F-3   80.00 A
    BQ 2026-02-21 411000 BRAVO   R-2  -90.00 A
    VE 2026-01-07 411000 CHARLIE F-4   70.00 B
    BQ 2026-01-08 411000 DELTA   R-3  -70.00 B
""")
CASE_MATTERS = table("""
    VE 2026-01-05 411000 ALPHA   F-1  100.00 AA
    BQ 2026-02-20 411000 ALPHA   R-1 -100.00 aa
    VE 2026-01-06 411000 BRAVO   F-2  100.00 b
    BQ 2026-02-20 411000 BRAVO   R-2 -100.00 b
""")
TWO_LEDGER_ACCOUNTS = table("""
    VE 2026-01-05 411000 ALPHA   F-1  100.00 AA
    BQ 2026-02-20 411100 ALPHA   R-1 -100.00 AA
    VE 2026-01-05 411000 BRAVO   F-2  100.00 AA
    BQ 2026-02-20 411000 BRAVO   R-2 -100.00 AA
    VE 2026-01-05 411100 BRAVO   F-3  130.00 AA
    BQ 2026-02-20 411100 BRAVO   R-3 -130.00 AA
""")
NO_AUXILIARY = table("""
    VE 2026-01-05 411DUPONT .       F-1  100.00 A
    BQ 2026-01-25 411DUPONT .       R-1  -40.00 A
    VE 2026-01-05 411MARTIN .       F-2  250.00 A
    VE 2026-01-05 411000    ALPHA   F-3   10.00
    VE 2026-01-05 411000    .       F-4    5.00
""")
BESIDE_411 = table("""
    VE 2026-01-05 411000 ALPHA   F-1  1000.00 A
    EF 2026-01-15 411000 ALPHA   T-1 -1000.00 A
    EF 2026-01-15 413000 ALPHA   T-1  1000.00
    VE 2026-01-05 411000 BRAVO   F-2   500.00 A
    EF 2026-01-15 411000 BRAVO   T-2  -500.00 A
    EF 2026-01-15 413000 BRAVO   T-2   500.00 B
    EF 2026-02-15 413000 BRAVO   T-2  -500.00 B
    EF 2026-02-15 511300 BRAVO   T-2   500.00
    VE 2026-01-05 411000 CHARLIE F-3   950.00
    VE 2026-01-05 411700 CHARLIE F-3    50.00
    BQ 2026-01-02 419100 DELTA   A-1  -300.00
    VE 2026-01-31 411000 DELTA   F-4   700.00
    OD 2026-01-31 418100 ECHO    P-1   999.00
    OD 2026-01-31 419800 ECHO    P-2   -40.00
    OD 2026-01-31 411000 FOX     F-5  -220.00 D
    VE 2025-06-30 411000 FOX     F-5   220.00 D
    OD 2026-01-31 416000 FOX     F-5   220.00
    OD 2026-02-28 511400 .       T-3    77.00
""")
CREDIT_ONLY = table("""
    BQ 2026-01-05 411000 ALPHA   R-1 -100.00
    VE 2026-01-06 411000 BRAVO   V-1  -50.00 A
    BQ 2026-01-07 411000 BRAVO   R-2  -25.00 A
    VE 2026-01-08 411000 CHARLIE V-2 !-60.00
    VE 2026-01-09 411000 CHARLIE F-1  !90.00
""")
FACTORED = table("""
    VE 2025-11-03 411000 ALPHA   F-1  120.00 A
    FA 2025-11-10 411000 ALPHA   F-1 -120.00 A
    VE 2026-02-01 411000 ALPHA   F-2   30.00
    FA 2026-03-02 411000 ALPHA   F-1  120.00
    FA 2026-03-05 411000 BRAVO   F-9  -40.00
""")
ODDITIES = table("""
    VE 2026-01-05 411000 ÉLÉONORE F-1  100.00
    VE 2026-01-05 411000 Éléonore F-2   10.00
    VE 2026-01-05 411000 000042   F-3    7.00
    VE 2026-01-05 411000 42       F-4    5.00
    VE 2026-01-05 411000 ALPHA    F-5    0.00
    VE 2026-01-05 411000 ALPHA    F-6  100.00 *
    VE 2026-01-06 411000 ALPHA    F-6  -99.99 *
    VE 2026-01-05 401000 ALPHA    A-1 -500.00
    VE 2024-02-29 411000 BRAVO    F-7    1.00
    VE 2027-02-28 411000 BRAVO    F-8    2.00
    BQ 2027-03-01 411000 BRAVO    R-8   -2.00
    VE 2026-01-05 411000 CHARLIE  F-9 90000000000.01
""")
SAME_LETTER_TWO_YEARS = table("""
    VE 2025-01-05 411000 ALPHA   F-1  100.00 A
    BQ 2025-02-20 411000 ALPHA   R-1  -90.00 A
    VE 2026-01-05 411000 ALPHA   F-2  100.00 A
    BQ 2026-02-20 411000 ALPHA   R-2 -100.00 A
""")


def two_creditors(session: Session) -> None:
    """The same customer numbers and letters at another creditor are other accounts."""
    session.load(UNBALANCED)
    before = session.by_number()
    other = Session(session.tap, session.product, session.label + ", other", "BETA")
    path = other.file(table("""
        BQ 2026-01-01 411000 ALPHA F-1 -100.00 A
        VE 2026-02-01 411000 ALPHA F-9   30.00
    """))
    session.product.run("import", str(path), "--creditor", "BETA", "--mode", "new",
                        today=session.today)
    rows = session.ageing_rows(session.today, "--by", "creditor")
    totals = {key[0]: row.total for key, row in rows.items()}
    session.same("totals by creditor", {"ACME": 14_000, "BETA": -7_000}, totals)
    session.same("one creditor before", 14_000, sum(row.total for row in before.values()))


def terms_undone(session: Session) -> None:
    """Terms came with an import: without it the dates are assumed again."""
    rows = table("VE 2026-01-10 411000 ALPHA F-1 100.00")
    session.load(rows)
    session.load(rows, terms="net60")
    session.load(rows, terms="eom45b")
    session.undo(2)
    session.undo(1)
    session.expect("assumed", ALPHA={D31: "100", "assumed": "100", "total": "100"})


def one_document(session: Session) -> None:
    """CONTRACT: with --json exactly one document on stdout, whatever the command."""
    session.load(CREDIT_ONLY)
    out = str(session.product.folder / "again.jsonl")
    for arguments in (["ageing"], ["verify"], ["export", "facts", "--out", out], ["init"]):
        try:
            document = session.product.run(*arguments, today=session.today)
            session.point(f"{arguments[0]} prints one document", isinstance(document, dict), [])
        except Refused as problem:
            session.point(f"{arguments[0]} prints one document", False, [str(problem)])


SCENARIOS: list[Case] = [
    ("last days of the buckets", boundaries),
    *(with_terms(rule) for rule in RULES if rule != "eom60"),
    ("terms agreed later", terms_agreed_later),
    ("terms undone", terms_undone),
    ("letters that do not balance", single(
        UNBALANCED,
        ALPHA={"d1_30": "150", "assumed": "150", "total": "150"},
        BRAVO={"unallocated": "10", "total": "-10"},
        CHARLIE={D31: "70", "assumed": "70", "total": "70"},
        DELTA={"unallocated": "70", "total": "-70"})),
    ("letters differing by case", single(
        CASE_MATTERS, ALPHA={D31: "100", "assumed": "100", "unallocated": "100"})),
    ("a letter in two ledger accounts", single(
        TWO_LEDGER_ACCOUNTS, ALPHA={D31: "100", "assumed": "100", "unallocated": "100"})),
    ("odd numbers, names and days", single(ODDITIES, **{
        "ÉLÉONORE": {D31: "100", "assumed": "100", "total": "100"},
        "Éléonore": {D31: "10", "assumed": "10", "total": "10"},
        "000042": {D31: "7", "assumed": "7", "total": "7"},
        "42": {D31: "5", "assumed": "5", "total": "5"},
        "ALPHA": {D31: "0.01", "assumed": "0.01", "total": "0.01"},
        "BRAVO": {"over_90": "1", "assumed": "1", "total": "1"},
        "CHARLIE": {D31: "90000000000.01", "assumed": "90000000000.01",
                    "total": "90000000000.01"}})),
    ("a letter used in two years", single(
        SAME_LETTER_TWO_YEARS, ALPHA={D31: "10", "assumed": "10", "total": "10"})),
    ("customers without auxiliary", single(NO_AUXILIARY, **{
        "411DUPONT": {D31: "60", "assumed": "60", "total": "60"},
        "411MARTIN": {D31: "250", "assumed": "250", "total": "250"},
        "ALPHA": {D31: "10", "assumed": "10", "total": "10"},
        "411000": {D31: "5", "assumed": "5", "total": "5"}})),
    ("bills, retention, deposit, doubtful, accrued", single(
        BESIDE_411,
        ALPHA={D31: "1000", "assumed": "1000", "total": "1000"},
        CHARLIE={D31: "1000", "assumed": "1000", "total": "1000"},
        DELTA={"d1_30": "700", "assumed": "700", "unallocated": "300", "total": "400"},
        FOX={"d1_30": "220", "assumed": "220", "total": "220"})),
    ("customers with credits only", single(
        CREDIT_ONLY,
        ALPHA={"unallocated": "100", "total": "-100"},
        BRAVO={"unallocated": "75", "total": "-75"},
        CHARLIE={D31: "90", "assumed": "90", "unallocated": "60", "total": "30"})),
    ("invoices sold to a factor, one taken back", single(
        FACTORED,
        ALPHA={"over_90": "120", "d1_30": "30", "assumed": "150", "total": "150"},
        BRAVO={"unallocated": "40", "total": "-40"})),
    ("two creditors", two_creditors),
    ("one JSON document", one_document),
]
