"""What a sequence of FEC imports must leave: lines known by fingerprint, ageing by customer."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date

import ageing
from fec import FecLine, opening_day
from ledger import (
    COUNTED_ROLES,
    DEFAULT_PLAN,
    SHOWN_ROLES,
    Difference,
    Line,
    Reading,
    read_account,
    role_of,
)
from terms import due_day

Fingerprint = tuple[object, ...]


@dataclass(slots=True)
class Import:
    """One file imported; `undone` takes it away again."""

    lines: list[FecLine]
    mode: str = "new"
    terms: str | None = None
    undone: bool = False


@dataclass(slots=True)
class Held:
    """A line known from one or several files, as the last of them gives it."""

    line: FecLine
    opening_day: date | None
    position: int  # in the first file that holds it
    order: int  # of that file
    in_force: bool = True


@dataclass(slots=True)
class Counts:
    """What an import must report about the lines of customers' accounts."""

    customer_lines: int = 0
    fresh: int = 0
    changed: int = 0
    returned: int = 0  # lines that had vanished
    vanished: int = 0


def fingerprint(line: FecLine) -> Fingerprint:
    return (
        line.journal,
        line.entry_date,
        line.ledger_account,
        line.auxiliary,
        line.piece,
        line.piece_date,
        line.label,
        line.debit,
        line.credit,
    )


def told_since(line: FecLine) -> tuple[object, ...]:
    """What a later file may change on a known line."""
    return (line.number, line.letter, line.letter_date, line.valid_date)


def fingerprints(lines: list[FecLine]) -> list[Fingerprint]:
    seen: Counter[Fingerprint] = Counter()
    result = []
    for line in lines:
        key = fingerprint(line)
        seen[key] += 1
        result.append((*key, seen[key]))
    return result


@dataclass(slots=True)
class Replay:
    """The imports of one creditor, in order."""

    imports: list[Import] = field(default_factory=list)
    plan: tuple[tuple[str, str], ...] = DEFAULT_PLAN

    def add(self, lines: list[FecLine], mode: str = "new", terms: str | None = None) -> Counts:
        held = self.known()
        self.imports.append(Import(lines, mode, terms))
        return self.apply(held, len(self.imports) - 1)

    def undo(self, index: int) -> None:
        self.imports[index].undone = True

    def known(self) -> dict[Fingerprint, Held]:
        """Every line of the imports that stand, replayed from nothing."""
        held: dict[Fingerprint, Held] = {}
        for order, one in enumerate(self.imports):
            if not one.undone:
                self.apply(held, order)
        return held

    def apply(self, held: dict[Fingerprint, Held], order: int) -> Counts:
        one = self.imports[order]
        counts = Counts()
        day = opening_day(one.lines)
        present = set()
        for position, (key, line) in enumerate(
            zip(fingerprints(one.lines), one.lines, strict=True), 1
        ):
            if role_of(line.ledger_account, self.plan) not in COUNTED_ROLES | SHOWN_ROLES:
                continue
            counts.customer_lines += 1
            present.add(key)
            old = held.get(key)
            if old is None:
                counts.fresh += 1
                held[key] = Held(line, day if line.is_opening else None, position, order)
            elif not old.in_force:
                counts.returned += 1
                held[key] = replace(old, line=line, in_force=True)
            elif told_since(old.line) != told_since(line):
                counts.changed += 1
                held[key] = replace(old, line=line, in_force=True)
        gone = missing(held, one.lines, present)
        counts.vanished = len(gone)
        if one.mode == "period":
            for row in gone:
                row.in_force = False
        return counts

    def terms(self) -> str | None:
        """Agreed terms stand until others are agreed."""
        agreed = [one.terms for one in self.imports if one.terms and not one.undone]
        return agreed[-1] if agreed else None

    def accounts(self) -> dict[str, Reading]:
        """Each customer's ledger in force, by customer number."""
        lines: dict[str, list[Line]] = defaultdict(list)
        for index, held in enumerate(self.known().values()):
            role = role_of(held.line.ledger_account, self.plan)
            if held.in_force and role in COUNTED_ROLES | SHOWN_ROLES:
                lines[held.line.customer_number].append(own_line(str(index), held, role))
        return {number: read_account(rows) for number, rows in lines.items()}

    def rows(self, today: date, strict: bool = False) -> dict[str, ageing.Row]:
        terms = self.terms()
        rows = {
            number: ageing.age(open_items(reading, today, terms), today, strict)
            for number, reading in self.accounts().items()
        }
        return {number: row for number, row in rows.items() if row}


def missing(
    held: dict[Fingerprint, Held], lines: list[FecLine], present: set[Fingerprint]
) -> list[Held]:
    """The lines of the file's period that it no longer holds.

    Openings that keep the dates of older entries are outside the period: they repeat another one.
    """
    own_days = [line.entry_date for line in lines if not line.is_opening]
    own_days += [day for day in (opening_day(lines),) if day]
    if not own_days:
        return []
    first, last = min(own_days), max(own_days)
    return [
        row
        for key, row in held.items()
        if row.in_force
        and key not in present
        and first <= (row.opening_day or row.line.entry_date) <= last
    ]


def own_line(line_id: str, held: Held, role: str) -> Line:
    line = held.line
    return Line(
        id=line_id,
        ledger_account=line.ledger_account,
        role=role,
        entry_date=line.entry_date,
        piece=line.piece,
        piece_date=line.piece_date,
        amount=line.debit - line.credit,
        letter=line.letter,
        opening_day=held.opening_day,
        position=held.position,
        assigned=line.assigned,
        use=line.use,
        label=line.label,
    )


def open_items(reading: Reading, today: date, terms: str | None) -> list[ageing.Open]:
    """What is open on a day: lines and differences dated up to it, less allocations up to it."""
    left: dict[str, int] = {
        line.id: line.amount for line in reading.standing if line.entry_date <= today
    }
    for allocation in reading.allocations:
        if allocation.day <= today:
            left[allocation.credit.id] += allocation.amount
            left[allocation.debit.id] -= allocation.amount
    source = "computed" if terms else "assumed"
    items = [
        ageing.Open(left[line.id], line.entry_date, "stated") if line.is_return else
        ageing.Open(left[line.id], due_day(terms, reading.issued(line)), source)
        for line in reading.standing
        if left.get(line.id)
    ]
    return items + [
        difference_item(gap, terms, source) for gap in reading.differences if gap.day <= today
    ]


def difference_item(gap: Difference, terms: str | None, source: str) -> ageing.Open:
    return ageing.Open(gap.amount, due_day(terms, gap.day), source)
