#!/usr/bin/env python3
"""Audits what a database says: the figures of the program against its own exported facts.

    audit_database.py BINARY URL [--statements N] DAY...

On each day: items, lettering and balances from the lines; ageing by account, by creditor, by agent
and with stated dates alone; both views of every account (of N of them, spread, with --statements):
principal, interest, indemnity, costs, the difference; what letters name and ask for. Then the program's own verify. Prints one
line for each disagreement and exits 1, or one line of figures and exits 0.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent / "scenarios"))

import ageing  # noqa: E402  (after the path)
from audit_claim import audit_statement  # noqa: E402
from audit_letters import audit_letters  # noqa: E402
from audit_facts import (  # noqa: E402
    AccountAudit,
    Disagreement,
    audit_accounts,
    compare_rows,
    expected_rows,
)
from facts import Facts, read_facts  # noqa: E402
from product import Product, Refused  # noqa: E402

ROWS = {"account": (), "creditor": ("--by", "creditor"), "strict": ("--strict-due",)}
NOBODY = "-"


def figures(rows: dict[str, ageing.Row]) -> list[tuple[str, str]]:
    """What one agent has, by currency."""
    return sorted((currency, str(row)) for currency, row in rows.items() if row)


def audit_agents(audits: list[AccountAudit], today: date,
                 document: dict[str, Any]) -> list[Disagreement]:
    """Facts name people by their ids, the ageing by their logins: each has what one other has."""
    expected: dict[str, dict[str, ageing.Row]] = defaultdict(dict)
    for audit in audits:
        owner = audit.account.owner_on(today) or NOBODY
        rows = expected[owner]
        rows.setdefault(audit.account.currency, ageing.Row()).add(audit.row_on(today, False))
    found: dict[str, dict[str, ageing.Row]] = defaultdict(dict)
    for (key, currency), row in ageing.rows_of(document).items():
        found[key][currency] = row
    wrong = []
    nobody = (figures(expected.pop(NOBODY, {})), figures(found.pop(NOBODY, {})))
    people = tuple(sorted(filter(None, map(figures, side.values()))) for side in (expected, found))
    for who, (mine, theirs) in (("of nobody", nobody), ("of agents", people)):
        if mine != theirs:
            wrong.append(Disagreement("ageing by agent", who, str(mine), str(theirs)))
    return wrong


def audit_ageing(product: Product, facts: Facts, today: str) -> list[Disagreement]:
    day = date.fromisoformat(today)
    audits = audit_accounts(facts)
    wrong = [row for audit in audits for row in audit.disagreements]
    for label, options in ROWS.items():
        found = ageing.rows_of(product.run("ageing", *options, today=today))
        expected = expected_rows(audits, day, label == "creditor", label == "strict")
        wrong += compare_rows(f"ageing by {label}", expected, found)
    return wrong + audit_agents(audits, day, product.run("ageing", "--by", "agent", today=today))


def audit_statements(product: Product, facts: Facts, today: str, most: int) -> list[Disagreement]:
    accounts = list(facts.accounts.values())
    step = max(1, len(accounts) // most) if most else 1
    wrong = []
    for account in accounts[::step]:
        document = product.run("statement", account.ref, today=today)
        wrong += audit_statement(facts, account, date.fromisoformat(today), document)
    return wrong


def audit(product: Product, days: list[str], most: int) -> list[object]:
    wrong: list[object] = []
    for today in days:
        facts = read_facts(product.export_facts(today))
        letters, count = audit_letters(facts, date.fromisoformat(today))
        found = [*audit_ageing(product, facts, today),
                 *audit_statements(product, facts, today, most), *letters]
        wrong += [f"{today}: {row}" for row in found]
        print(f"# {today}: {len(facts.accounts)} accounts, {count} letters, {facts.rows} facts, "
              f"{len(found)} differ")
    verified = product.run("verify", today=days[-1])
    if verified["ok"] is not True:
        wrong.append(f"verify: {verified}")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("binary")
    parser.add_argument("url")
    parser.add_argument("days", nargs="+", metavar="DAY")
    parser.add_argument("--statements", type=int, default=0, metavar="N")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="relance-audit.") as folder:
        binary = str(Path(arguments.binary).resolve())
        url = arguments.url
        if url.startswith("sqlite:"):
            url = f"sqlite:{Path(url.removeprefix('sqlite:')).resolve()}"
        product = Product(binary, url, Path(folder))
        try:
            wrong = audit(product, arguments.days, arguments.statements)
        except (Refused, OSError, ValueError, KeyError) as problem:
            print(f"audit_database.py: {problem!r}")
            return 1
    for row in wrong:
        print(row)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
