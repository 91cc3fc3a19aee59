"""Property: a random ledger split at random into files, in any order and repeated, is the same."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from session import Session
from tables import Row

DEFAULT_SEED = 20260331
DEFAULT_ROUNDS = 6
CUSTOMERS = ("ALPHA", "BRAVO", "CHARLIE", "DELTA", "ECHO")
LAST_DAY = date(2025, 12, 31)
OPENING_DAY = date(2026, 1, 1)


def seed() -> int:
    return int(os.environ.get("RELANCE_AUDIT_SEED", DEFAULT_SEED))


def rounds() -> int:
    return int(os.environ.get("RELANCE_AUDIT_ROUNDS", DEFAULT_ROUNDS))


class Book:
    """The ledger of one customer: a day is used once, so that "oldest first" is never a draw."""

    def __init__(self, random: Random, customer: str):
        self.random = random
        self.customer = customer
        self.rows: list[Row] = []
        self.count = 0

    def days(self, first: date, last: date, count: int) -> list[date]:
        span = (last - first).days
        return [first + timedelta(n) for n in sorted(self.random.sample(range(span), count))]

    def row(self, journal: str, day: date, amount: int, letter: str = "") -> Row:
        self.count += 1
        ledger_account = "411000"
        if not letter and self.random.random() < 0.15:
            ledger_account = self.random.choice(["411700", "413000", "416000", "411100"])
        if not letter and amount < 0 and self.random.random() < 0.2:
            ledger_account = "419100"
        piece_day = day - timedelta(3) if self.random.random() < 0.2 else None
        red = self.random.random() < 0.05
        piece = f"{self.customer[0]}-{self.count}"
        return Row(journal, day, ledger_account, self.customer, piece, amount, letter, piece_day,
                   red=red)

    def fill(self, first: date, last: date) -> None:
        """Invoices, some lettered with one or several payments that cover them, or not."""
        days = self.days(first, last, self.random.randint(6, 20))
        while len(days) > 3:
            amount = self.random.randint(100, 500_000)
            shape = self.random.randrange(5)
            if shape == 0:
                self.rows.append(self.row("VE", days.pop(0), amount))
            elif shape == 1:
                journal = self.random.choice(["VE", "BQ", "CA"])
                self.rows.append(self.row(journal, days.pop(0), -amount))
            else:
                letter = f"{self.customer[0]}{self.count}"
                paid = amount if shape < 4 else self.random.randint(1, 2 * amount)
                part = self.random.randint(0, paid)
                self.rows.append(self.row("VE", days.pop(0), amount, letter))
                for share in (part, paid - part):
                    if share:
                        self.rows.append(self.row("BQ", days.pop(0), -share, letter))

    def open_rows(self) -> list[Row]:
        """What a careful package carries forward: the open rows, and the rest of each letter."""
        sums: dict[str, int] = {}
        for row in self.rows:
            if row.letter:
                sums[row.letter] = sums.get(row.letter, 0) + row.amount
        carried = [row for row in self.rows if not row.letter]
        for letter, rest in sums.items():
            if rest:
                first = next(row for row in self.rows if row.letter == letter)
                carried.append(replace(first, amount=rest, letter=""))
        return carried

    def open_next_year(self) -> list[Row]:
        """Openings, detailed or condensed, right or a little wrong, some paid by their letter."""
        carried = self.open_rows()
        if not carried:
            return []
        shape = self.random.random()
        if shape < 0.3:
            total = sum(row.amount for row in carried)
            total += self.random.choice([0, 0, 0, 700, -700])
            carried = [replace(carried[0], ledger_account="411000", piece="RAN", amount=total)]
        elif shape < 0.6:
            carried = by_ledger_account(carried)
        openings = []
        days = self.days(OPENING_DAY + timedelta(1), date(2026, 3, 1), len(carried))
        for number, row in enumerate(carried):
            if not row.amount:
                continue
            letter = f"N{number}" if row.amount > 0 and self.random.random() < 0.4 else ""
            openings.append(replace(
                row, journal="AN", day=OPENING_DAY, letter=letter, piece_day=None, red=False))
            if letter:
                openings.append(Row("BQ", days[number], row.ledger_account, self.customer,
                                    f"N-{number}", -row.amount, letter))
        return openings


def by_ledger_account(rows: list[Row]) -> list[Row]:
    """One condensed row for each ledger account."""
    sums: dict[str, int] = {}
    for row in rows:
        sums[row.ledger_account] = sums.get(row.ledger_account, 0) + row.amount
    return [
        replace(rows[0], ledger_account=ledger_account, piece="RAN", amount=total)
        for ledger_account, total in sums.items()
        if total
    ]


def ledger(random: Random, two_years: bool) -> list[Row]:
    rows: list[Row] = []
    for customer in CUSTOMERS:
        book = Book(random, customer)
        book.fill(date(2025, 1, 1), LAST_DAY)
        rows += book.rows
        if two_years:
            rows += book.open_next_year()
    rows.sort(key=lambda row: (row.day, row.auxiliary))
    return [replace(row, number=number) for number, row in enumerate(rows, 1)]


def split(random: Random, rows: list[Row]) -> list[list[Row]]:
    """Some files that hold all rows between them, overlapping, each in the order of the days."""
    count = random.randint(2, 5)
    homes = [set(random.sample(range(count), random.choice([1, 1, 2]))) for _ in rows]
    files = [[row for row, home in zip(rows, homes, strict=True) if n in home]
             for n in range(count)]
    files = [rows for rows in files if rows]
    files += random.sample(files, random.randint(0, 2))
    random.shuffle(files)
    return files


def one_round(number: int, two_years: bool) -> tuple[str, Callable[[Session], None]]:
    def play(session: Session) -> None:
        own_seed = seed() * 1000 + number * 2 + two_years
        session.tap.comment(f"seed {own_seed} (RELANCE_AUDIT_SEED={seed()}, round {number})")
        random = Random(own_seed)
        files = split(random, ledger(random, two_years))
        for rows in files:
            session.load(rows)
        whole = session.by_number()
        back = random.randrange(len(files))
        session.undo(back)
        session.load(files[back])
        session.same("undone and imported again: the same figures", whole, session.by_number())
        session.audit_on("past", "2025-06-30", "2025-12-31", "2026-01-01")

    return f"random ledger {number}, {'two years' if two_years else 'one year'}", play


def same_whole(number: int) -> tuple[str, Callable[[Session], None]]:
    """The figures of the pieces are those of the whole file, computed from the table alone."""

    def play(session: Session) -> None:
        own_seed = seed() * 1000 + 500 + number
        session.tap.comment(f"seed {own_seed} (RELANCE_AUDIT_SEED={seed()}, round {number})")
        random = Random(own_seed)
        rows = ledger(random, two_years=False)
        for part in split(random, rows):
            session.load(part, audit=False)
        totals: dict[str, int] = {}
        for row in rows:
            totals[row.auxiliary] = totals.get(row.auxiliary, 0) + row.amount
        found = {number: row.total for number, row in session.by_number().items() if row.total}
        session.same("balances of the table", {k: v for k, v in totals.items() if v}, found)
        session.audit("all parts")

    return f"random ledger {number}, balances of the table", play


def scenarios() -> list[tuple[str, Callable[[Session], None]]]:
    made = []
    for number in range(rounds()):
        made += [one_round(number, False), one_round(number, True), same_whole(number)]
    return made
