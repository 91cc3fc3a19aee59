"""Property: random lists, ledgers and entries in any order, undone and told again, are the same."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from books import Books, Due
from cases_random import rounds, seed
from session import Session
from tables import Row

CUSTOMERS = ("ALPHA", "BRAVO", "CHARLIE")
FIRST_MORNING = date(2026, 3, 2)
MORNINGS = 5


@dataclass
class Piece:
    """One invoice, credit note or payment, and what is open of it morning by morning."""

    customer: str
    number: str
    issued: date
    due: date | None
    whole: int
    tells_whole: bool
    currency: str
    open: list[int] = field(default_factory=list)

    def row(self, morning: int) -> Due:
        left = self.open[morning]
        whole = self.whole if self.tells_whole and left * self.whole > 0 else None
        return Due(self.customer, self.number, self.issued, self.due, left, whole, self.currency)


def make_piece(random: Random, customer: str, place: int) -> Piece:
    """Born before one morning, paid in part, closed, sometimes back again, sometimes grown."""
    letter = random.choice("FFFRA")
    whole = random.randint(100, 900_000) * (1 if letter == "F" else -1)
    born = random.randrange(-2, MORNINGS)
    issued = FIRST_MORNING + timedelta(born - random.randint(1, 40) if born < 0 else born - 1)
    due = issued + timedelta(random.randint(0, 60)) if random.random() < 0.7 else None
    piece = Piece(customer, f"{letter}-{customer[0]}{place}", issued, due, whole,
                  random.random() < 0.4, random.choice(["", "", "EUR", "USD"]))
    left = whole
    for morning in range(MORNINGS):
        if morning > max(born, 0):
            chance = random.random()
            if chance < 0.25:
                left = left * random.randint(1, 99) // 100
            elif chance < 0.45:
                left = 0
            elif chance < 0.5:
                left = whole
            elif chance < 0.53:
                left = -left
        piece.open.append(left if morning >= born else 0)
    return piece


def make_pieces(random: Random) -> list[Piece]:
    return [
        make_piece(random, customer, place)
        for customer in CUSTOMERS
        for place in range(random.randint(2, 5))
    ]


def complete(pieces: list[Piece], morning: int) -> list[Due]:
    return [piece.row(morning) for piece in pieces if piece.open[morning]]


def day_of(morning: int) -> str:
    return str(FIRST_MORNING + timedelta(morning))


def mornings_round(number: int) -> tuple[str, Callable[[Session], None]]:
    """Complete lists in a random order, two of them undone and told again on the way."""

    def play(session: Session) -> None:
        own_seed = seed() * 1000 + 700 + number
        session.tap.comment(f"seed {own_seed} (RELANCE_AUDIT_SEED={seed()}, round {number})")
        random = Random(own_seed)
        pieces = make_pieces(random)
        books = Books(session)
        order = random.sample(range(MORNINGS), MORNINGS)
        for morning in order:
            rows = complete(pieces, morning)
            random.shuffle(rows)
            books.tell(rows, day_of(morning), "state", audit=False)
        session.audit("all mornings")
        books.mirrored("all mornings")
        for place in random.sample(range(MORNINGS), 2):
            books.undo(place, audit=False)
            books.mirrored(f"without morning {order[place] + 1}")
            books.tell(complete(pieces, order[place]), day_of(order[place]), "state", audit=False)
        books.mirrored("told again")
        for morning in range(MORNINGS):
            expected = sum(row.open for row in complete(pieces, morning))
            session.same(f"balance of morning {morning + 1}", expected,
                         books.total(day_of(morning)))
        session.audit("at the end")

    return f"random mornings {number}", play


def ledger_rows(pieces: list[Piece]) -> list[Row]:
    """The same in the ledger, booked whole; what is open in euros only."""
    return [
        Row("VE" if piece.whole > 0 else "BQ", piece.issued, "411000", piece.customer,
            piece.number, piece.whole)
        for piece in pieces
        if piece.currency != "USD"
    ]


def mixed_round(number: int) -> tuple[str, Callable[[Session], None]]:
    """A ledger of a first part of the time, complete lists and lists that add, in any order."""

    def play(session: Session) -> None:
        own_seed = seed() * 1000 + 800 + number
        session.tap.comment(f"seed {own_seed} (RELANCE_AUDIT_SEED={seed()}, round {number})")
        random = Random(own_seed)
        pieces = make_pieces(random)
        books = Books(session)
        reach = FIRST_MORNING + timedelta(random.randint(-1, MORNINGS - 2))
        booked = [piece for piece in pieces if piece.issued <= reach]
        steps: list[Callable[[], object]] = []
        if booked:
            steps.append(lambda: books.ledger(ledger_rows(booked), audit=False))
        for morning in random.sample(range(MORNINGS), 3):
            rows = complete(pieces, morning)
            mode = random.choice(["state", "new"])
            if mode == "new":
                rows = [row for row in rows if random.random() < 0.7]
            if rows:
                steps.append(lambda rows=rows, morning=morning, mode=mode:  # type: ignore[misc]
                             books.tell(rows, day_of(morning), mode, audit=False))
        random.shuffle(steps)
        for step in steps:
            step()
        session.audit("all of it")
        books.mirrored("all of it")
        back = random.randrange(len(steps))
        books.undo(back)
        books.mirrored("one taken back")
        steps[back]()
        session.audit("told again")
        books.mirrored("told again")

    return f"random books {number}", play


def scenarios() -> list[tuple[str, Callable[[Session], None]]]:
    made = []
    for number in range(rounds()):
        made += [mornings_round(number), mixed_round(number)]
    return made
