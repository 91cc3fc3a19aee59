"""Letters that are right, and faults planted in them, for the auditor's own test."""

from dataclasses import replace
from datetime import date

from audit_letters import audit_letters
from claim_examples import account, item, word
from facts import AllocationFact, Facts, HoldFact, LetterFact
from tap import Tap

DAY = date(2025, 6, 30)


def letter(**said: object) -> LetterFact:
    days: dict[str, date | None] = dict.fromkeys(("sent", "presented", "received", "returned"))
    right = LetterFact(1, "relance-1", "printed", "0", 100000, {"made": DAY, "printed": DAY, **days},
                       None, [("1", 100000)])
    return replace(right, **said)  # type: ignore[arg-type]


def days(**said: date) -> dict[str, date | None]:
    return {**letter().days, **said}


# name, letter, penalty policy, hold from, paid before; what is said of it ("": nothing)
EXAMPLES: tuple[tuple[str, LetterFact, str, date | None, int, str], ...] = (
    ("what is open is asked for", letter(), "computed", None, 0, ""),
    ("what was paid is not", letter(), "computed", None, 40000, "open that day"),
    ("less than what is open", letter(asked=90000, items=[("1", 90000)]), "computed", None, 0,
     "asked for F-1"),
    ("an item that is paid", letter(asked=0), "computed", None, 100000, "open that day"),
    ("an item of somebody else", letter(items=[("9", 100000)]), "computed", None, 0, "item 9"),
    ("an item twice", letter(items=[("1", 100000), ("1", 100000)]), "computed", None, 0,
     "each once"),
    ("a demand for nothing", letter(items=[]), "computed", None, 0, "some of a demand"),
    ("another sum than its items", letter(asked=100100), "computed", None, 0, "asked"),
    # 1,000.00 at 13.15 % for 60 days, and 40.00
    ("interest that is claimed", letter(asked=106162), "claimed", None, 0, ""),
    ("interest that is not", letter(asked=106162), "reminded", None, 0, "asked"),
    ("a file on hold", letter(), "computed", date(2025, 6, 1), 0, "on hold"),
    ("a file held since that day", letter(), "computed", DAY, 0, ""),
    ("sent before it was made", letter(state="sent", days=days(sent=date(2025, 6, 29))), "computed",
     None, 0, "in order"),
    ("received, nobody knows when", letter(state="received", days=days(sent=DAY)), "computed", None,
     0, "day received"),
    ("what was paid later with an earlier day", letter(), "computed", None, -40000, ""),
)


def test_letters(tap: Tap) -> None:
    for name, one, penalty, hold, paid, wanted in EXAMPLES:
        made = account("company", [item(1, "invoice", 100000, "2025-04-01", "2025-05-01")])
        if paid:
            made.items.append(item(2, "payment", -abs(paid), "2025-06-10", "2025-06-10"))
            made.allocations = [AllocationFact("1", "2", "1", abs(paid), None, date(2025, 6, 10),
                                               "person")]
        made.policies = [word(penalty=penalty)]
        made.letters = [one]
        if hold is not None:
            made.holds = [HoldFact(hold, True, None, hold, None)]
        facts = Facts(plans={"ACME": ()}, accounts={"C-1": made})
        today = DAY if paid >= 0 else date(2025, 7, 1)  # the day after, when it was booked
        found, count = audit_letters(facts, today)
        good = count == 1 and (any(wanted in str(row) for row in found) if wanted else not found)
        tap.point(f"a letter: {name}", good, [str(row) for row in found])
