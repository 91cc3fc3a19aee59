#!/usr/bin/env python3
"""The independent auditor: recomputes Relance's figures and names each one that differs.

    audit.py --facts F.jsonl --ageing A.json [--ageing-creditor C.json] [--strict S.json] --today D
        recomputes openings, items, due days, lettering, balances and ageing from the exported lines
    audit.py --fec FILE[=MODE[,TERMS]]... [--facts F.jsonl --ageing A.json --today D]
        reads FEC files in the order of their import (MODE new or period) and says what they amount
        to; with --facts and --ageing, compares the product's rows with that, customer by customer

Prints one line for each disagreement and exits 1, or one line of figures and exits 0. It shares no
code with Relance: docs/export-facts.md and the law are all it knows.
"""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

import ageing
from audit_facts import Disagreement, audit_accounts, compare_rows, expected_rows
from facts import Facts, read_facts
from fec import FecLine, read_fec
from replay import Replay
from terms import RULES
from values import decimal_text


def load_rows(path: Path) -> dict[tuple[str, str], ageing.Row]:
    return ageing.rows_of(json.loads(path.read_text(encoding="utf-8")))


def audit_export(
    facts: Facts, today: date, documents: dict[str, dict[tuple[str, str], ageing.Row]]
) -> list[Disagreement]:
    """Audits the facts, then each ageing document: `account`, `creditor`, `strict`."""
    audits = audit_accounts(facts)
    wrong = [row for audit in audits for row in audit.disagreements]
    for label, found in documents.items():
        expected = expected_rows(audits, today, label == "creditor", label == "strict")
        wrong += compare_rows(f"ageing by {label}", expected, found)
    return wrong


def audit_files(
    replay: Replay, facts: Facts, today: date, found: dict[tuple[str, str], ageing.Row]
) -> list[Disagreement]:
    """Compares the ageing by account with what the files amount to, by customer number."""
    refs = {account.number: account.ref for account in facts.accounts.values()}
    expected = {
        (refs.get(number, f"(no account) {number}"), "EUR"): row
        for number, row in replay.rows(today).items()
    }
    return compare_rows("ageing from the files,", expected, found)


def figures_of_file(lines: list[FecLine]) -> str:
    customers = [line for line in lines if line.ledger_account.startswith("411")]
    accounts = {(line.ledger_account, line.auxiliary) for line in customers}
    entries = {(line.journal, line.number) for line in lines}
    balance = sum(line.debit - line.credit for line in customers)
    return (
        f"{len(lines)} lines, {len(entries)} entries, "
        f"debit {decimal_text(sum(line.debit for line in lines))}, "
        f"credit {decimal_text(sum(line.credit for line in lines))}, "
        f"{len(accounts)} customers, 411 balance {decimal_text(balance)}"
    )


def figures_of_facts(facts: Facts) -> str:
    accounts = facts.accounts.values()
    lines = sum(len(account.lines) for account in accounts)
    items = sum(len(account.items) for account in accounts)
    allocations = sum(len(account.allocations) for account in accounts)
    return (
        f"{len(facts.accounts)} accounts, {lines} lines, {items} items, {allocations} allocations"
    )


def parse_fec(text: str) -> tuple[Path, str, str | None]:
    name, _, options = text.partition("=")
    mode, _, terms = options.partition(",")
    if mode not in {"", "new", "period"} or (terms and terms not in RULES):
        raise argparse.ArgumentTypeError(f"{text}: FILE[=new|period[,TERMS]]")
    return Path(name), mode or "new", terms or None


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--facts", type=Path)
    parser.add_argument("--ageing", type=Path)
    parser.add_argument("--ageing-creditor", type=Path)
    parser.add_argument("--strict", type=Path)
    parser.add_argument("--today", type=date.fromisoformat)
    parser.add_argument("--fec", type=parse_fec, nargs="+", default=[])
    arguments = parser.parse_args()
    if not arguments.facts and not arguments.fec:
        parser.error("--facts or --fec is needed")
    if arguments.facts and not (arguments.ageing and arguments.today):
        parser.error("--facts needs --ageing and --today")
    return arguments


def run(arguments: argparse.Namespace) -> list[Disagreement]:
    wrong: list[Disagreement] = []
    replay = Replay()
    for path, mode, terms in arguments.fec:
        lines = read_fec(path)
        print(f"{path.name}: {figures_of_file(lines)}")
        replay.add(lines, mode, terms)
    if arguments.facts:
        facts = read_facts(arguments.facts)
        by_account = load_rows(arguments.ageing)
        documents = {"account": by_account}
        if arguments.ageing_creditor:
            documents["creditor"] = load_rows(arguments.ageing_creditor)
        if arguments.strict:
            documents["strict"] = load_rows(arguments.strict)
        wrong += audit_export(facts, arguments.today, documents)
        if arguments.fec:
            wrong += audit_files(replay, facts, arguments.today, by_account)
        if not wrong:
            total = decimal_text(sum(row.total for row in by_account.values()))
            print(f"{figures_of_facts(facts)}, total {total}: all agree")
    elif arguments.today:
        for number, row in sorted(replay.rows(arguments.today).items()):
            print(f"{number}: {row}")
    return wrong


def main() -> int:
    arguments = parse_arguments()
    try:
        wrong = run(arguments)
    except (OSError, ValueError, KeyError) as problem:
        print(f"audit.py: {problem}", file=sys.stderr)
        return 1
    for row in wrong:
        print(row)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
