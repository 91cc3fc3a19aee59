#!/usr/bin/env python3
"""Tests of the auditor itself: the law's examples, ledgers counted by others, and planted faults.

    self_test.py [FOLDER]       FOLDER: the shared ledgers (data/fec), skipped by name when absent
"""

import copy
import json
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "scenarios")]

import ageing  # noqa: E402  (after the path)
from audit import audit_export, figures_of_file  # noqa: E402
from claim_examples import test_claims  # noqa: E402
from fabricate import CREDITOR, Fact, ageing_document, entry_facts, facts_of  # noqa: E402
from facts import read_facts  # noqa: E402
from fec import opening_day, read_fec  # noqa: E402
from ledger import role_of  # noqa: E402
from letter_examples import test_letters  # noqa: E402
from replay import Replay  # noqa: E402
from tables import build, table  # noqa: E402
from tap import Tap  # noqa: E402
from terms import due_day  # noqa: E402
from values import ValueProblem, cents, decimal_text  # noqa: E402

TODAY = date(2026, 3, 31)
BOOK = table("""
    VE 2025-02-10 411000 ALPHA   F-1  1200.00 AA
    BQ 2025-03-20 411000 ALPHA   R-1 -1000.00 AA
    VE 2025-11-05 411000 ALPHA   F-2   800.00
    BQ 2025-12-01 419100 BRAVO   A-1  -300.00
    OD 2025-12-31 418100 BRAVO   P-1    77.00
    VE 2025-12-12 413000 BRAVO   T-1   450.50 . 2025-12-10
    AN 2026-01-01 411000 ALPHA   RAN  1010.00 AC
    AN 2026-01-01 411000 CHARLIE RAN    60.00
    BQ 2026-01-15 411000 ALPHA   R-4  -800.00 AC
""")

# WE-14 of the law file, then the other rules of 1.12 to 1.14.
TERMS = (
    ("net30", "2026-02-15", "2026-03-17"),
    (None, "2026-02-15", "2026-03-17"),
    ("net60", "2026-02-15", "2026-04-16"),
    ("eom45a", "2026-02-15", "2026-04-30"),
    ("eom45b", "2026-02-15", "2026-04-14"),
    ("eom45a", "2025-12-20", "2026-02-28"),
    ("eom45b", "2025-12-20", "2026-02-14"),
    ("periodic45", "2026-02-15", "2026-04-01"),
    ("eom60", "2026-02-15", "2026-04-30"),
    ("fresh-food", "2026-02-15", "2026-03-17"),
    ("fresh-food-periodic", "2026-02-10", "2026-03-12"),
    ("fresh-food-periodic", "2026-02-11", "2026-03-22"),
    ("fresh-food-periodic", "2026-02-21", "2026-03-30"),
)

# data/fec/README.md: lines, entries, debit, 411 accounts, 411 balance; counted by other scripts.
COUNTED = {
    "0000000001FEC20220831.txt": "5422 lines, 2033 entries, debit 10186219.81, "
    "credit 10186219.81, 17 customers, 411 balance 52517.24",
    "000000000FEC20231231.txt": "2102 lines, 6 entries, debit 1265350.82, "
    "credit 1265350.82, 4 customers, 411 balance 27771.70",
    "tryton_FEC-previous.csv": "2 lines, 1 entries, debit 5.00, credit 5.00, "
    "1 customers, 411 balance 5.00",
}


def test_terms(tap: Tap) -> None:
    for rule, issued, due in TERMS:
        found = due_day(rule, date.fromisoformat(issued))
        tap.point(f"{rule or 'nothing agreed'}, {issued}", str(found) == due, [f"found {found}"])


def test_values(tap: Tap) -> None:
    good = {"12,50": 1250, "-3": -300, "0,1": 10, "1 234.500": 123450, "5,00-": -500, "": 0}
    for text, value in good.items():
        tap.point(f"amount {text!r}", cents(text) == value, [str(cents(text))])
    try:
        cents("1,005")
        tap.point("a third decimal is refused", False, [])
    except ValueProblem:
        tap.point("a third decimal is refused", True, [])
    roles = {"411000": "customer", "4117": "retention", "41980": "accrued", "4191": "deposit",
             "5114": "bill_remitted", "401": None, "4188": None}
    for account, role in roles.items():
        tap.point(f"role of {account}", role_of(account) == role, [str(role_of(account))])


def test_counted(tap: Tap, folder: Path) -> None:
    for name, figures in COUNTED.items():
        path = folder / name
        if not path.exists():
            tap.skip(f"figures of {name}", "the shared ledgers are not here")
            continue
        lines = read_fec(path)
        found = figures_of_file(lines)
        tap.point(f"figures of {name}", found == figures, [found])
        replay = Replay()
        replay.add(lines)
        total = sum(row.total for row in replay.rows(date(2024, 1, 1)).values())
        balance = figures.rsplit(" ", 1)[1]
        tap.point(f"ageing of {name}", decimal_text(total) == balance, [decimal_text(total)])
    refused = folder / "tryton_FEC.csv"
    if not refused.exists():
        tap.skip("a template in a day is refused", "the shared ledgers are not here")
        return
    try:
        read_fec(refused)
        tap.point("a template in a day is refused", False, [])
    except ValueProblem as problem:
        tap.point("a template in a day is refused", "csv:7:" in str(problem), [str(problem)])


def test_openings(tap: Tap, folder: Path) -> None:
    """Year-end of ALPHA: F-1 has 200 left, F-2 800; the opening says 1010, of which 800 is paid."""
    replay = Replay()
    lines = read_fec(build(folder / "book.txt", BOOK))
    tap.point("opening day", opening_day(lines) == date(2026, 1, 1), [str(opening_day(lines))])
    replay.add(lines)
    rows = replay.rows(TODAY)
    expected = {
        # F-2 joins the letter of the opening and is paid; F-1 keeps its own letter.
        "ALPHA": ageing.Row(over_90=20000, d31_60=1000, assumed=21000, total=21000),
        "BRAVO": ageing.Row(d61_90=45050, assumed=45050, unallocated=30000, total=15050),
        "CHARLIE": ageing.Row(d31_60=6000, assumed=6000, total=6000),
    }
    for number, row in expected.items():
        tap.point(f"row of {number}", rows.get(number) == row, [str(rows.get(number))])


Fault = Callable[[list[Fact], dict[str, Any]], None]


def change(kind: str, key: str, value: Any, /, **where: Any) -> Fault:
    """Sets a key of the first fact of a kind that fits."""

    def fault(facts: list[Fact], _: dict[str, Any]) -> None:
        for fact in facts:
            if fact["fact"] == kind and all(fact[name] == want for name, want in where.items()):
                assert fact[key] != value, f"{kind}.{key} is {value} already"
                fact[key] = value
                return
        raise AssertionError(f"no {kind} with {where}")

    return fault


def drop(kind: str, /, **where: Any) -> Fault:
    def fault(facts: list[Fact], _: dict[str, Any]) -> None:
        for fact in facts:
            if fact["fact"] == kind and all(fact[name] == want for name, want in where.items()):
                facts.remove(fact)
                return
        raise AssertionError(f"no {kind} with {where}")

    return fault


def add_again(kind: str, /, **changes: Any) -> Fault:
    def fault(facts: list[Fact], _: dict[str, Any]) -> None:
        first = next(fact for fact in facts if fact["fact"] == kind)
        facts.append(first | changes)

    return fault


def reverse_wrongly(facts: list[Fact], _: dict[str, Any]) -> None:
    first = next(fact for fact in facts if fact["fact"] == "allocation")
    facts.append(first | {"id": "back", "amount": "-1.00", "reverses": first["id"]})


def move_bucket(_: list[Fact], documents: dict[str, Any]) -> None:
    row = next(row for row in documents["account"]["rows"] if row["key"] == "C-ALPHA")
    row["d1_30"], row["over_90"] = row["over_90"], row["d1_30"]


def wrong_total(_: list[Fact], documents: dict[str, Any]) -> None:
    documents["creditor"]["rows"][0]["total"] = "1.00"


def lost_row(_: list[Fact], documents: dict[str, Any]) -> None:
    documents["strict"]["rows"].pop()


FAULTS: dict[str, Fault] = {
    "a role": change("line", "role", "customer", role="deposit"),
    "a superseded opening that counts": change("line", "superseded", False, superseded=True),
    "a line that counts no more": change("line", "superseded", True, piece="F-2"),
    "an amount": change("item", "amount", "800.01", piece="F-2"),
    "an item missing": drop("item", piece="F-2"),
    "an item twice": add_again("item", id="again"),
    "an opening difference missing": drop("item", kind="opening_difference"),
    "an opening difference of another amount": change(
        "item", "amount", "11.00", kind="opening_difference"),
    "an opening difference on another day": change(
        "item", "on", "2026-01-02", kind="opening_difference"),
    "a due day": change("item", "due", "2026-01-11", piece="T-1"),
    "the source of a due day": change("item", "due_source", "computed", piece="T-1"),
    "a day": change("item", "on", "2025-11-06", piece="F-2"),
    "an allocation missing": drop("allocation", letter="AA"),
    "an allocation twice": add_again("allocation", id="again"),
    "an allocation of another amount": change("allocation", "amount", "999.99", letter="AA"),
    "an allocation on another day": change("allocation", "on", "2025-03-21", letter="AA"),
    "a reversal of another amount": reverse_wrongly,
    "a letter": change("line", "letter", "AB", piece="R-1"),
    "an assignment that is none": change("line", "use", "assignment", piece="F-2"),
    "a line out of force": change("line", "in_force", False, piece="F-2"),
    "agreed terms that no date follows": change("account", "terms", "net60", number="ALPHA"),
    "a bucket": move_bucket,
    "a total": wrong_total,
    "a row missing": lost_row,
}


# Of the account made of entries: two lists and a payment by hand.
ENTRY_FAULTS: dict[str, Fault] = {
    "a word of another amount": change("word", "open", "401.00", entry="11", open="400.00"),
    "a word that goes": change("word", "gone", True, open="400.00"),
    "a due day told otherwise": change("word", "due", "2026-02-05", open="400.00"),
    "a word missing": drop("word", entry="12", gone=True),
    "an entry missing": drop("item", id="12"),
    "a settlement missing": drop("item", kind="settlement"),
    "a settlement on another day": change("item", "on", "2026-03-10", kind="settlement"),
    "an import undone": change("import", "state", "undone", id="I-2"),
    "a list of another day": change("import", "as_of", "2026-03-01", id="I-2"),
    "a choice missing": drop("pairing"),
    "a choice of another amount": change("pairing", "amount", "40.00"),
    "an allocation of another source": change("allocation", "source", "list", id="33"),
    "a rest set against another credit": change("allocation", "credit_item", "13", id="31"),
}


def audited(folder: Path, facts: list[Fact], documents: dict[str, Any]) -> list[Any]:
    path = folder / "facts.jsonl"
    path.write_text("".join(json.dumps(fact) + "\n" for fact in facts), encoding="utf-8")
    rows = {label: ageing.rows_of(document) for label, document in documents.items()}
    return audit_export(read_facts(path), TODAY, rows)


def test_faults(tap: Tap, folder: Path) -> None:
    """A right export passes; each planted fault is named."""
    replay = Replay()
    replay.add(read_fec(build(folder / "book.txt", BOOK)))
    facts = facts_of(replay)
    documents = {
        "account": ageing_document(replay, TODAY),
        "creditor": ageing_document(replay, TODAY, by_creditor=True),
        "strict": ageing_document(replay, TODAY, strict=True),
    }
    wrong = audited(folder, facts, documents)
    tap.point(f"a right export of {CREDITOR} passes", not wrong, [str(row) for row in wrong])
    for name, fault in FAULTS.items():
        bad_facts, bad_documents = copy.deepcopy(facts), copy.deepcopy(documents)
        fault(bad_facts, bad_documents)
        wrong = audited(folder, bad_facts, bad_documents)
        tap.point(f"found: {name}", bool(wrong), ["nothing was found"])


def test_entry_faults(tap: Tap, folder: Path) -> None:
    plan: list[Fact] = [{"fact": "creditor", "code": CREDITOR, "plan": []}]
    row = {"key": "C-ECHO", "currency": "EUR"} | dict.fromkeys(ageing.NAMES, "0.00")
    documents = {"account": {"rows": [row | {"d31_60": "350.00", "total": "350.00"}]}}
    facts = plan + entry_facts()
    wrong = audited(folder, facts, documents)
    tap.point("a right export of entries passes", not wrong, [str(row) for row in wrong])
    for name, fault in ENTRY_FAULTS.items():
        bad_facts, bad_documents = copy.deepcopy(facts), copy.deepcopy(documents)
        fault(bad_facts, bad_documents)
        wrong = audited(folder, bad_facts, bad_documents)
        tap.point(f"found: {name}", bool(wrong), ["nothing was found"])


def main() -> int:
    tap = Tap()
    default = HERE.parents[2] / "shared" / "data" / "fec"
    test_terms(tap)
    test_values(tap)
    test_claims(tap)
    test_letters(tap)
    test_counted(tap, Path(sys.argv[1]) if len(sys.argv) > 1 else default)
    with tempfile.TemporaryDirectory(prefix="relance-audit.") as text:
        test_openings(tap, Path(text))
        test_faults(tap, Path(text))
        test_entry_faults(tap, Path(text))
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
