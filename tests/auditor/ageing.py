"""Ageing: open debits by days after their due day, open credits beside them."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import Any

from values import cents, decimal_text


@dataclass(slots=True)
class Row:
    """One row of `relance ageing --json`, in cents."""

    not_due: int = 0
    d1_30: int = 0
    d31_60: int = 0
    d61_90: int = 0
    over_90: int = 0
    no_due_date: int = 0
    assumed: int = 0
    unallocated: int = 0
    total: int = 0

    def __bool__(self) -> bool:
        return any(astuple(self))

    def add(self, other: "Row") -> None:
        for name in NAMES:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def __str__(self) -> str:
        shown = [f"{n} {decimal_text(getattr(self, n))}" for n in NAMES if getattr(self, n)]
        return ", ".join(shown) or "nothing"


NAMES = tuple(row_field.name for row_field in fields(Row))


@dataclass(slots=True)
class Open:
    """What is left of an item on a day: debit > 0, credit < 0."""

    amount: int
    due: date | None
    source: str  # stated, computed, assumed


def bucket(due: date, today: date) -> str:
    late = (today - due).days
    for name, last in (("not_due", 0), ("d1_30", 30), ("d31_60", 60), ("d61_90", 90)):
        if late <= last:
            return name
    return "over_90"


def age(items: Iterable[Open], today: date, strict: bool = False) -> Row:
    """Sums the open items; `strict` puts only stated due days in the buckets."""
    row = Row()
    for item in items:
        row.total += item.amount
        if item.amount < 0:
            row.unallocated -= item.amount
        elif item.due is None or (strict and item.source != "stated"):
            row.no_due_date += item.amount
        else:
            name = bucket(item.due, today)
            setattr(row, name, getattr(row, name) + item.amount)
            if item.source == "assumed":
                row.assumed += item.amount
    return row


def rows_of(document: dict[str, Any]) -> dict[tuple[str, str], Row]:
    """The rows of an ageing document by (key, currency); rows of nothing are left out."""
    rows: dict[tuple[str, str], Row] = {}
    for entry in document["rows"]:
        key = (entry["key"], entry["currency"])
        if key in rows:
            raise ValueError(f"ageing lists {key} twice")
        rows[key] = Row(**{name: cents(entry[name]) for name in NAMES})
    return {key: row for key, row in rows.items() if row}


def own_sums(row: Row) -> list[str]:
    """What is wrong within a row, whatever the items are."""
    buckets = row.not_due + row.d1_30 + row.d31_60 + row.d61_90 + row.over_90
    wrong = []
    if row.total != buckets + row.no_due_date - row.unallocated:
        wrong.append("total is not buckets + no_due_date - unallocated")
    if row.unallocated < 0:
        wrong.append("unallocated is negative")
    if not 0 <= row.assumed <= buckets:
        wrong.append("assumed is not a part of the buckets")
    return wrong


def differing(expected: Row, found: Row) -> list[tuple[str, str, str]]:
    """(column, expected, found) for each column that differs."""
    return [
        (name, decimal_text(getattr(expected, name)), decimal_text(getattr(found, name)))
        for name in NAMES
        if getattr(expected, name) != getattr(found, name)
    ]
