"""What files say is open, from the files alone: no words, no pins, no ids.

The last ledger says what is open; each list of a later day sets what it names, a complete one
closes what it does not. A number and its side, debit or credit, are the identity of an item.
Entries by hand and people's choices are not mirrored: their scenarios give figures.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import ageing
from replay import Replay
from terms import due_day


Key = tuple[str, bool]  # number, credit


class DueRow(Protocol):
    number: str
    issued: date | None
    due: date | None
    open: int

    @property
    def account(self) -> str: ...


@dataclass(slots=True)
class Told:
    day: date
    complete: bool
    rows: Sequence[DueRow]
    undone: bool = False


@dataclass(slots=True)
class Known:
    open: int
    issued: date
    due: date | None = None


def key_of(row: DueRow) -> Key:
    return row.number, row.open < 0


class Mirror:
    def __init__(self, replay: Replay, today: date) -> None:
        self.replay = replay
        self.today = today  # no ledger knows the days to come
        self.imports: list[Told | int] = []  # a list, or the place of a ledger in the replay

    def add_ledger(self) -> None:
        """The last one that the replay took."""
        self.imports.append(len(self.replay.imports) - 1)

    def add_list(self, day: date, complete: bool, rows: Sequence[DueRow]) -> None:
        self.imports.append(Told(day, complete, rows))

    def other(self) -> None:
        """An entry by hand: it has its place, and is not mirrored."""
        self.imports.append(Told(date.min, False, ()))

    def undo(self, index: int) -> None:
        one = self.imports[index]
        if isinstance(one, Told):
            one.undone = True
        else:
            self.replay.undo(one)

    def reach(self) -> tuple[date, int] | None:
        """The day and place of the ledger that reaches furthest."""
        moments = []
        for place, one in enumerate(self.imports):
            if isinstance(one, int) and not self.replay.imports[one].undone:
                last = max(line.entry_date for line in self.replay.imports[one].lines)
                moments.append((min(last, self.today), place))
        return max(moments) if moments else None

    def lists(self) -> list[Told]:
        """Those that stand, in the order of their days."""
        placed = [
            ((one.day, place), one)
            for place, one in enumerate(self.imports)
            if isinstance(one, Told) and not one.undone
        ]
        return [one for _, one in sorted(placed, key=lambda pair: pair[0])]

    def after_ledger(self, told: Told) -> bool:
        reach = self.reach()
        return reach is None or (told.day, self.imports.index(told)) > reach

    def open_items(self) -> dict[str, dict[Key, Known]]:
        """By account, then by number and side."""
        known: dict[str, dict[Key, Known]] = defaultdict(dict)
        for number, reading in self.replay.accounts().items():
            opens = {line.id: line for line in reading.standing}
            left = {line.id: line.amount for line in reading.standing}
            for own in reading.allocations:
                left[own.credit.id] += own.amount
                left[own.debit.id] -= own.amount
            for line_id, line in opens.items():
                known[number][line.piece, line.amount < 0] = Known(left[line_id],
                                                  line.piece_date or line.entry_date)
        for told in self.lists():
            if self.after_ledger(told):
                self.hear(told, known)
        for told in self.lists():
            for row in told.rows:
                if row.due and key_of(row) in known[row.account]:
                    known[row.account][key_of(row)].due = row.due
        return known

    def hear(self, told: Told, known: dict[str, dict[Key, Known]]) -> None:
        if told.complete:
            for items in known.values():
                for item in items.values():
                    item.open = 0
        for row in told.rows:
            items = known[row.account]
            if key_of(row) in items:
                items[key_of(row)].open = row.open
            elif row.open:
                items[key_of(row)] = Known(row.open, row.issued or told.day)

    def rows(self, today: date) -> dict[str, ageing.Row]:
        """Ageing by account on a day after all that was told."""
        rows = {}
        for account, items in self.open_items().items():
            opens = [
                ageing.Open(item.open, item.due or due_day(None, item.issued),
                            "stated" if item.due else "assumed")
                for item in items.values()
                if item.open
            ]
            row = ageing.age(opens, today)
            if row:
                rows[account] = row
        return rows
