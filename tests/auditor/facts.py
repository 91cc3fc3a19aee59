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
class PolicyFact:
    start: date
    penalty: str | None
    imputation: str | None
    order: str | None
    rate: str | None
    act: str | None


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
    kind: str = "unknown"
    policies: list[PolicyFact] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)  # what stands


@dataclass(slots=True)
class Facts:
    plans: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    accounts: dict[str, AccountFact] = field(default_factory=dict)
    imports: list[dict[str, Any]] = field(default_factory=list)
    policies: dict[str, list[PolicyFact]] = field(default_factory=dict)  # by creditor
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
        assigned=row["use"] == "assignment",
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


def policy_fact(row: dict[str, Any]) -> PolicyFact:
    start = iso_day(row["from"])
    if start is None:
        raise ValueError("a policy has no day")
    return PolicyFact(
        start, row["penalty"], row["imputation"], row["order"], row["rate"], row["act"]
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
                row["ref"], row["creditor"], row["number"], row["terms"], row["currency"],
                kind=row.get("kind", "unknown"),
            )
        case "line":
            facts.accounts[row["account"]].lines.append(line_fact(row))
        case "item":
            facts.accounts[row["account"]].items.append(item_fact(row))
        case "allocation":
            facts.accounts[row["account"]].allocations.append(allocation_fact(row))
        case "policy" if "account" in row:
            facts.accounts[row["account"]].policies.append(policy_fact(row))
        case "policy":
            facts.policies.setdefault(row["creditor"], []).append(policy_fact(row))
        case "stage":
            pass  # how far the file has come: no figure is made of it
        case "told":
            if row["standing"]:
                facts.accounts[row["account"]].told[row["kind"]] = row["value"]
        case other:
            raise ValueError(f"unknown fact {other!r}")
