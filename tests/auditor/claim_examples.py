"""The law's worked examples for the auditor's own claim view."""

from datetime import date

from claim import claim_of
from facts import AccountFact, AllocationFact, Facts, ItemFact, PolicyFact
from tap import Tap

START = date(2020, 1, 1)


def item(number: int, kind: str, amount: int, issued: str, due: str) -> ItemFact:
    day = date.fromisoformat(issued)
    return ItemFact(str(number), None, kind, "customer", day, day, date.fromisoformat(due),
                    "computed", amount, "EUR", f"F-{number}")


def word(**said: str) -> PolicyFact:
    empty: dict[str, str | None] = dict.fromkeys(("penalty", "imputation", "order", "rate", "act"))
    return PolicyFact(START, **(empty | said))


def account(kind: str, items: list[ItemFact], **told: str) -> AccountFact:
    return AccountFact("C-1", "ACME", "A", "net30", "EUR", kind=kind, items=items,
                       told={key.replace("__", ":"): value for key, value in told.items()})


def paid(mode: str, order: str = "interest-first") -> AccountFact:
    made = account("company", [item(1, "invoice", 1000000, "2025-01-01", "2025-01-31"),
                               item(2, "payment", -400000, "2025-03-15", "2025-03-15")])
    made.allocations = [AllocationFact("1", "2", "1", 400000, None, date(2025, 3, 15), "lettering")]
    made.policies = [word(imputation=mode, order=order)]
    return made


def one(kind: str, amount: int, issued: str, due: str, **told: str) -> AccountFact:
    return account(kind, [item(1, "invoice", amount, issued, due)], **told)


EXAMPLES: tuple[tuple[str, AccountFact, str, tuple[int, int, int]], ...] = (
    ("WE-01", one("company", 1200000, "2025-08-01", "2025-08-31"), "2025-10-15",
     (1200000, 17975, 4000)),
    ("WE-03", one("company", 2500000, "2023-04-15", "2023-05-15"), "2024-10-31",
     (2500000, 516627, 4000)),
    ("WE-08 by law", paid("legal"), "2025-07-31", (615492, 30078, 4000)),
    ("WE-08 by contract", paid("contract"), "2025-07-31", (615492, 30078, 4000)),
    ("WE-08 principal first", paid("contract", "principal-first"), "2025-07-31",
     (600000, 44813, 4000)),
    ("WE-08 as booked", paid("ledger"), "2025-07-31", (600000, 44813, 4000)),
    ("WE-10", one("public", 1800000, "2025-03-01", "2025-03-31", body="health",
                  received__F_1="2025-03-03"), "2025-08-20", (1800000, 65984, 4000)),
    ("WE-11", one("consumer", 125000, "2025-03-01", "2025-04-01", formal_notice="2025-05-12"),
     "2025-09-30", (125000, 1492, 0)),
    ("WE-11 without notice", one("consumer", 125000, "2025-03-01", "2025-04-01"),
     "2025-09-30", (125000, 0, 0)),
    ("WE-13", one("company", 900000, "2024-11-15", "2024-12-15", formal_notice="2025-01-15",
                  judgment_served="2025-02-03"), "2025-10-31", (900000, 49570, 0)),
    ("WE-17", one("company", 1440000, "2025-05-01", "2025-05-31", insolvency="2025-09-04"),
     "2025-12-31", (1440000, 46721, 4000)),
)


def test_claims(tap: Tap) -> None:
    for name, made, on, expected in EXAMPLES:
        made.told = {key.replace("F_1", "F-1"): value for key, value in made.told.items()}
        found = claim_of(Facts(), made, date.fromisoformat(on)).totals()
        tap.point(f"claim of {name}", found == expected, [f"expected {expected}, found {found}"])
