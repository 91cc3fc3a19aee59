"""What lists and people told, laid over the ledger: items, what settles them, and people's choices.

Rules: docs/export-facts.md, "Entries". Nothing here knows where entries and words come from.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from ledger import Line, Reading

Moment = tuple[date, int]  # day of an import, its order among the creditor's imports
PAYMENT_DAYS = 10
MONEY = frozenset({"payment", "deposit"})
ASSUMED_DAYS = 30


@dataclass(frozen=True, slots=True)
class Book:
    """An import that speaks for the creditor's books as a whole."""

    moment: Moment
    ledger: bool


@dataclass(slots=True)
class Word:
    moment: Moment
    gone: bool
    open: int
    original: int | None
    due: date | None
    issued: date | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """What the dates of an item were before a day."""

    until: date
    issued: date
    due: date | None  # None: by the terms
    source: str | None = None


@dataclass(slots=True)
class Entry:
    id: str
    origin: str  # list, hand
    kind: str
    role: str
    piece: str
    issued: date | None
    band_from: int | None
    words: list[Word] = field(default_factory=list)  # of imports that stand, in order of time

    def last_before(self, moment: Moment) -> Word | None:
        known = [word for word in self.words if word.moment <= moment]
        return known[-1] if known else None

    @property
    def told(self) -> list[Word]:
        return [word for word in self.words if not word.gone]

    @property
    def amount(self) -> int:
        """The whole piece: the last stated, else the first that was open."""
        whole = [word.original for word in self.told if word.original is not None]
        return whole[-1] if whole else next((word.open for word in self.told if word.open), 0)

    @property
    def whole_known(self) -> bool:
        return self.origin == "hand" or any(word.original is not None for word in self.words)

    @property
    def due(self) -> date | None:
        stated = [word.due for word in self.words if word.due]
        return stated[-1] if stated else None

    def issued_now(self, first: date) -> date:
        return next((word.issued for word in reversed(self.told) if word.issued), first)

    def before(self, issued: date, ledger: bool) -> list[Dates]:
        """Its dates until a word said otherwise; several words of one day are one."""
        made: list[Dates] = []
        due: date | None = None
        for place, word in enumerate([] if self.band_from is not None else self.told):
            now = (word.issued if word.issued and not ledger else issued, word.due or due)
            day = word.moment[0]
            if place and now != (issued, due) and not (made and made[-1].until == day):
                made.append(Dates(day, issued, due))
            issued, due = now
        return made[-16:]


@dataclass(slots=True)
class Choice:
    id: str
    credit_item: str
    debit_item: str
    amount: int
    on: date
    entered: date
    source: str


@dataclass(slots=True, eq=False)
class Item:
    id: str | None  # None: made by a list, its id says nothing
    kind: str | None  # None: as the ledger's journal says
    role: str
    on: date
    issued: date
    amount: int
    open: int
    piece: str
    due: date | None = None  # None: by the terms
    due_source: str = "stated"
    line: Line | None = None
    before: list[Dates] = field(default_factory=list)

    @property
    def name(self) -> tuple[object, ...]:
        """What it is known by: its id, or all that makes it."""
        return (self.id,) if self.id else (self.kind, self.role, self.on, self.amount, self.piece)


@dataclass(slots=True)
class Pair:
    credit: Item
    debit: Item
    amount: int
    on: date
    source: str


@dataclass(slots=True)
class Holding:
    """What is open under one name: an item, and the rests that later lists showed again."""

    entry: Entry | None
    from_ledger: bool
    items: list[Item] = field(default_factory=list)

    @property
    def open(self) -> int:
        return sum(item.open for item in self.items)


def signs(piece: str) -> bytes:
    """Letters and digits of a number; case and all between them do not count."""
    upper = bytes(c - 32 if 97 <= c <= 122 else c for c in piece.encode())
    return bytes(c for c in upper if c >= 128 or 65 <= c <= 90 or 48 <= c <= 57)


def number(identifier: str) -> int:
    return int(identifier) if identifier.isdigit() else 0


@dataclass(slots=True, eq=False)
class Candidate:
    target: Item | Entry
    amount: int
    piece: str
    on: date | None
    is_payment: bool
    taken: bool = False


def by_number(entry: Entry, candidates: list[Candidate], partly: bool) -> Candidate | None:
    own = signs(entry.piece)
    for candidate in candidates:
        if candidate.taken or not own or signs(candidate.piece) != own:
            continue
        if (candidate.amount < 0) != (entry.amount < 0):
            continue
        if candidate.amount == entry.amount and not partly:
            return candidate
        smaller = abs(entry.amount) < abs(candidate.amount)
        if partly and smaller and not entry.whole_known:
            return candidate
    return None


def by_payment(entry: Entry, candidates: list[Candidate]) -> Candidate | None:
    best, best_days = None, PAYMENT_DAYS + 1
    if entry.kind not in MONEY or entry.issued is None:
        return None
    for candidate in candidates:
        if candidate.taken or not candidate.is_payment or candidate.amount != entry.amount:
            continue
        if candidate.on is None:
            continue
        days = abs((candidate.on - entry.issued).days)
        if days < best_days:
            best, best_days = candidate, days
    return best


class Fold:
    """The account: `items` and `pairs` are what must be there."""

    def __init__(self, reading: Reading, entries: Iterable[Entry], choices: Iterable[Choice],
                 books: Iterable[Book], made: dict[str, tuple[object, ...]]):
        """`made`: the exported items that lists made, by id, as Item.name says them."""
        self.made = made
        self.entries = sorted(entries, key=lambda entry: number(entry.id))
        self.books = sorted(books, key=lambda book: book.moment)
        ledgers = [book.moment for book in self.books if book.ledger]
        self.reach: Moment | None = ledgers[-1] if ledgers else None
        self.choices = sorted(choices, key=lambda one: (one.entered, number(one.id)))
        self.reading = reading
        self.items = ledger_items(reading)
        self.pairs: list[Pair] = []
        self.partners: dict[str, Item | Entry] = {}
        self.holdings: list[Holding] = []
        self.match_all()
        self.hold_ledger()
        self.hold_entries()
        self.run_through()

    # -- partners

    def match_all(self) -> None:
        lines = [
            Candidate(item, item.amount, item.piece, item.on,
                      item.amount < 0 and not (item.line and item.line.is_assignment))
            for item in self.items
        ]
        self.match("list", lines)
        for candidate in lines:
            candidate.taken = False
        self.match("hand", lines)
        self.match("hand", [
            Candidate(entry, entry.amount, entry.piece, entry.issued, entry.kind in MONEY)
            for entry in self.entries if entry.origin == "list" and self.speaks_for(entry)
        ])

    def speaks_for(self, entry: Entry) -> bool:
        """A list's entry that counts: an item of the ledger, or known after the ledger ends."""
        return isinstance(self.partners.get(entry.id), Item) or self.known_after_ledger(entry)

    def match(self, origin: str, candidates: list[Candidate]) -> None:
        for step in ("exact", "partly", "payment"):
            for entry in self.entries:
                if entry.origin != origin or entry.id in self.partners or not entry.amount:
                    continue
                if step == "payment":
                    found = by_payment(entry, candidates)
                else:
                    found = by_number(entry, candidates, step == "partly")
                if found:
                    found.taken = True
                    self.partners[entry.id] = found.target

    # -- holdings

    def hold_ledger(self) -> None:
        holdings = {id(item): Holding(None, True, [item]) for item in self.items}
        self.holdings = list(holdings.values())
        for entry in self.entries:
            item = self.partners.get(entry.id)
            if not isinstance(item, Item):
                continue
            holding = holdings[id(item)]
            if entry.origin == "list" or holding.entry is None:
                holding.entry = entry
            if entry.due and (entry.origin == "list" or item.due is None):
                item.due = entry.due
                item.before = entry.before(item.issued, ledger=True)

    def hold_entries(self) -> None:
        for entry in self.entries:
            if entry.id not in self.partners and self.known_after_ledger(entry):
                self.holdings.append(Holding(entry, False))

    def known_after_ledger(self, entry: Entry) -> bool:
        for moment, complete in self.moments():
            word = entry.last_before(moment)
            spoken = word is not None and word.moment == moment
            if word and not word.gone and (spoken or (complete and entry.origin == "list")):
                return True
        return False

    def moments(self) -> list[tuple[Moment, bool]]:
        """When imports speak of this account after the ledgers end, and whether of everything."""
        complete = {book.moment for book in self.books if not book.ledger}
        spoken = {word.moment for entry in self.entries for word in entry.words}
        return [
            (moment, moment in complete)
            for moment in sorted(complete | spoken)
            if self.reach is None or moment > self.reach
        ]

    # -- time

    def run_through(self) -> None:
        left = list(self.choices)
        for moment, complete in self.moments():
            while left and left[0].entered < moment[0]:
                self.choose(left.pop(0))
            self.speak(moment, complete)
        for choice in left:
            self.choose(choice)

    def chosen(self, identifier: str) -> Item | None:
        partner = self.partners.get(identifier)
        if isinstance(partner, Entry):
            return self.chosen(partner.id)
        if isinstance(partner, Item):
            return partner
        name = self.made.get(identifier, (identifier,))
        return next((item for item in self.items if item.name == name), None)

    def choose(self, choice: Choice) -> None:
        credit, debit = self.chosen(choice.credit_item), self.chosen(choice.debit_item)
        if credit is None or debit is None:
            return
        if debit.line and debit.line.is_return and debit.open > 0:
            self.release(credit)
        amount = min(choice.amount, debit.open, -credit.open)
        if amount > 0:
            self.pair(debit, credit, amount, choice.on, choice.source)

    def release(self, credit: Item) -> None:
        """A payment that came back: what it had paid is open again."""
        by_line = {id(item.line): item for item in self.items if item.line}
        for own in self.reading.allocations:
            if credit.line is not None and own.credit is credit.line:
                by_line[id(own.debit)].open += own.amount
                credit.open -= own.amount
        self.reading.allocations = [
            own for own in self.reading.allocations if own.credit is not credit.line]
        for pair in self.pairs:
            if pair.credit is credit:
                pair.debit.open += pair.amount
                credit.open -= pair.amount
        self.pairs = [pair for pair in self.pairs if pair.credit is not credit]

    def pair(self, debit: Item, credit: Item, amount: int, on: date, source: str) -> None:
        debit.open -= amount
        credit.open += amount
        self.pairs.append(Pair(credit, debit, amount, max(on, debit.on, credit.on), source))

    def target(self, holding: Holding, moment: Moment, complete: bool) -> int | None:
        """What must be open; None: this import says nothing of it."""
        entry = holding.entry
        if entry is None or (holding.from_ledger and entry.origin == "hand"):
            word = None
        else:
            word = entry.last_before(moment)
        if entry is None or word is None:
            in_time = holding.from_ledger and holding.items[0].on <= moment[0]
            return 0 if complete and in_time else None
        if word.moment == moment:
            return 0 if word.gone else word.open
        if not complete:
            return None
        return 0 if entry.origin == "hand" or word.gone else word.open

    def speak(self, moment: Moment, complete: bool) -> None:
        shrunk: list[tuple[Item, int]] = []
        for holding in self.holdings:
            target = self.target(holding, moment, complete)
            if target is None:
                continue
            if not holding.items:
                word = holding.entry.last_before(moment) if holding.entry else None
                if word is None or not target:
                    continue
                self.make(holding, word)
            shrunk += self.bring_to(holding, target, moment[0])
        self.settle(shrunk, moment[0])

    def make(self, holding: Holding, word: Word) -> None:
        entry = holding.entry
        assert entry is not None
        day = word.moment[0]
        issued = entry.issued or day
        amount = word.open
        if word.original is not None and (word.original < 0) == (word.open < 0):
            amount = max(word.original, word.open, key=abs)
        later = entry.origin == "list" and any(
            book.moment < word.moment and book.moment[0] >= issued for book in self.books
        )
        due, source = entry.due, "stated"
        if due is None and entry.band_from is not None:
            late = -ASSUMED_DAYS if entry.band_from < 0 else entry.band_from
            due, source = day - timedelta(late), "assumed"
        item = Item(entry.id, entry.kind, entry.role, max(day, issued) if later else issued,
                    entry.issued_now(issued), amount, amount, entry.piece, due, source,
                    before=entry.before(issued, ledger=False))
        self.items.append(item)
        holding.items.append(item)
        self.settle_before(item, word.open)

    def settle_before(self, item: Item, left: int) -> None:
        """Settled before a list first showed it: nobody knows when, so never owed afterwards."""
        part = item.amount - left
        if part > 0:
            self.pair(item, self.balance(item, -part, item.on), part, item.on, "list")
        elif part < 0:
            self.pair(self.balance(item, -part, item.on), item, -part, item.on, "list")

    def bring_to(self, holding: Holding, target: int, day: date) -> list[tuple[Item, int]]:
        """What shrinks, newest first; what is missing comes back as an item of its own."""
        shrunk = []
        open_before = holding.open
        keep = target if open_before * target > 0 else 0
        too_much = abs(open_before) - min(abs(keep), abs(open_before))
        for item in reversed(holding.items):
            part = min(abs(item.open), too_much) if item.open * open_before > 0 else 0
            if part:
                shrunk.append((item, part))
                too_much -= part
        left = open_before
        for item, part in shrunk:
            left -= part if item.open > 0 else -part
        if target != left:
            base = holding.items[0]
            rest = Item(None, "adjustment", base.role, max(day, base.on), base.issued,
                        target - left, target - left, base.piece, base.due, base.due_source,
                        before=base.before)
            self.items.append(rest)
            holding.items.append(rest)
        return shrunk

    def settle(self, shrunk: list[tuple[Item, int]], day: date) -> None:
        """Credits that disappear pay debits that shrink, oldest first; the rest is settled."""
        places = {id(item): place for place, item in enumerate(self.items)}
        shrunk.sort(key=lambda part: (part[0].on, part[0].piece.encode(), places[id(part[0])]))
        debits = [[item, part] for item, part in shrunk if item.open > 0]
        credits = [[item, part] for item, part in shrunk if item.open < 0]
        while debits and credits:
            amount = min(debits[0][1], credits[0][1])
            self.pair(debits[0][0], credits[0][0], amount, day, "list")
            for side in (debits, credits):
                side[0][1] -= amount
                if not side[0][1]:
                    side.pop(0)
        for item, part in debits:
            self.pair(item, self.balance(item, -part, day), part, day, "list")
        for item, part in credits:
            self.pair(self.balance(item, part, day), item, part, day, "list")

    def balance(self, base: Item, amount: int, day: date) -> Item:
        on = max(day, base.on)
        item = Item(None, "settlement", base.role, on, on, amount, amount, base.piece)
        self.items.append(item)
        return item


def ledger_items(reading: Reading) -> list[Item]:
    """Lines that stand, oldest first, then differences of openings; what lettering leaves open."""
    items = [
        Item(line.id, None, line.role, line.entry_date, reading.issued(line), line.amount,
             line.amount, line.piece, line.entry_date if line.is_return else None, line=line)
        for line in sorted(reading.standing, key=lambda one: one.order)
    ]
    by_line = {item.id: item for item in items}
    for own in reading.allocations:
        by_line[own.credit.id].open += own.amount
        by_line[own.debit.id].open -= own.amount
    items += [
        Item(gap.id, "opening_difference", "customer", gap.day, gap.day, gap.amount, gap.amount,
             gap.piece)
        for gap in reading.differences
    ]
    return items
