"""Reads `relance export facts` (JSONL): docs/export-facts.md says what each row holds."""

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ledger import Line
from values import cents, iso_day


@dataclass(slots=True)
class LineFact:
    line: Line
    currency: str
    in_force: bool
    superseded: bool


@dataclass(slots=True)
class ItemFact:
    id: str
    line: str | None
    kind: str
    role: str
    on: date
    issued: date | None
    due: date | None
    due_source: str
    amount: int
    currency: str
    piece: str


@dataclass(slots=True)
class AllocationFact:
    id: str
    credit_item: str
    debit_item: str
    amount: int
    reverses: str | None
    on: date
    source: str


@dataclass(slots=True)
class AccountFact:
    ref: str
    creditor: str
    number: str
    terms: str | None
    currency: str
    lines: list[LineFact] = field(default_factory=list)
    items: list[ItemFact] = field(default_factory=list)
    allocations: list[AllocationFact] = field(default_factory=list)


@dataclass(slots=True)
class Facts:
    plans: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    accounts: dict[str, AccountFact] = field(default_factory=dict)
    imports: list[dict[str, Any]] = field(default_factory=list)
    rows: int = 0


def line_fact(row: dict[str, Any]) -> LineFact:
    entry_date = iso_day(row["entry_date"])
    if entry_date is None:
        raise ValueError(f"line {row['id']} has no entry date")
    line = Line(
        id=row["id"],
        ledger_account=row["ledger_account"],
        role=row["role"],
        entry_date=entry_date,
        piece=row["piece"] or "",
        piece_date=iso_day(row["piece_date"]),
        amount=cents(row["debit"]) - cents(row["credit"]),
        letter=row["letter"] or "",
        opening_day=iso_day(row["opening_day"]),
        position=int(row["position"]),
    )
    return LineFact(line, row["currency"], row["in_force"], row["superseded"])


def item_fact(row: dict[str, Any]) -> ItemFact:
    on = iso_day(row["on"])
    if on is None:
        raise ValueError(f"item {row['id']} has no day")
    return ItemFact(
        id=row["id"],
        line=row["line"],
        kind=row["kind"],
        role=row["role"],
        on=on,
        issued=iso_day(row["issued"]),
        due=iso_day(row["due"]),
        due_source=row["due_source"],
        amount=cents(row["amount"]),
        currency=row["currency"],
        piece=row["piece"] or "",
    )


def allocation_fact(row: dict[str, Any]) -> AllocationFact:
    on = iso_day(row["on"])
    if on is None:
        raise ValueError(f"allocation {row['id']} has no day")
    return AllocationFact(
        id=row["id"],
        credit_item=row["credit_item"],
        debit_item=row["debit_item"],
        amount=cents(row["amount"]),
        reverses=row["reverses"],
        on=on,
        source=row["source"],
    )


def read_facts(path: Path) -> Facts:
    """Raises ValueError or KeyError when a row is not what docs/export-facts.md says."""
    facts = Facts()
    with path.open(encoding="utf-8") as stream:
        for number, text in enumerate(stream, 1):
            try:
                add_fact(facts, json.loads(text))
            except (KeyError, ValueError, TypeError) as problem:
                raise ValueError(f"{path.name}:{number}: {problem!r}") from problem
            facts.rows = number
    return facts


def add_fact(facts: Facts, row: dict[str, Any]) -> None:
    match row["fact"]:
        case "creditor":
            facts.plans[row["code"]] = tuple((p["prefix"], p["role"]) for p in row["plan"])
        case "import":
            facts.imports.append(row)
        case "account":
            if row["ref"] in facts.accounts:
                raise ValueError(f"account {row['ref']} twice")
            facts.accounts[row["ref"]] = AccountFact(
                row["ref"], row["creditor"], row["number"], row["terms"], row["currency"]
            )
        case "line":
            facts.accounts[row["account"]].lines.append(line_fact(row))
        case "item":
            facts.accounts[row["account"]].items.append(item_fact(row))
        case "allocation":
            facts.accounts[row["account"]].allocations.append(allocation_fact(row))
        case "told":
            pass  # what a customer list or a person said; no figure of the ledger is made of it
        case other:
            raise ValueError(f"unknown fact {other!r}")
