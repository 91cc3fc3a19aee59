"""What a file lists, and the figures that follow from it. Nothing here reads the product: the
generator knows its data and counts by the rules of the contract of `inspect` and `ageing`."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from people import Customer

TODAY = date(2026, 10, 30)
BUCKETS = ("not_due", "d1_30", "d31_60", "d61_90", "over_90")


@dataclass
class Item:
    who: Customer
    number: str
    day: date | None
    due: date | None  # only what the file states
    amount: int  # minor units as listed: open amount of a list, movement of a ledger; debit > 0
    kind: str = "invoice"
    currency: str = "EUR"
    letter: str = ""
    paid: int = 0  # invoice amount = amount + paid
    label: str = ""
    means: str = "Virement"

    @property
    def debit(self) -> int:
        return max(self.amount, 0)

    @property
    def credit(self) -> int:
        return max(-self.amount, 0)


class Dice:
    """A generator of our own: the same numbers with every Python."""

    def __init__(self, seed: int):
        self.state = seed * 2654435761 % 2**31 or 1

    def below(self, limit: int) -> int:
        self.state = (self.state * 48271 + 11) % 2147483647
        return self.state // 7 % limit

    def between(self, low: int, high: int) -> int:
        return low + self.below(high - low + 1)

    def one_in(self, odds: int) -> bool:
        return self.below(odds) == 0


def month_end(day: date) -> date:
    first = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return first - timedelta(1)


def due_of(day: date, term: str) -> date:
    if term == "30":
        return day + timedelta(30)
    if term == "45fm":  # 45 days, then the end of the month
        return month_end(day + timedelta(45))
    return month_end(day + timedelta(30)) + timedelta(10)  # 30 days, end of month, the 10th


def price(dice: Dice) -> int:
    scale = (9_000, 90_000, 400_000, 1_600_000)[dice.below(4)]
    return dice.between(1_500, scale)


def open_list(seed: int, people, most: int = 4, term: str = "30", numbers: str = "FA26{:05d}",
              today: date = TODAY) -> list[Item]:
    """Open items customer by customer: invoices, some partly paid, credit notes, deposits."""
    dice = Dice(seed)
    items = []
    serial = 100 * seed
    for who in people:
        for _ in range(dice.between(1, most)):
            serial += dice.between(1, 9)
            day = today - timedelta(dice.between(3, 210))
            amount = price(dice)
            paid = amount // 3 if dice.one_in(4) else 0
            items.append(Item(who, numbers.format(serial), day, due_of(day, term), amount - paid,
                              paid=paid, label=f"Facture {who.short.title()}"))
        if dice.one_in(3):
            serial += 1
            day = today - timedelta(dice.between(3, 90))
            items.append(Item(who, numbers.replace("FA", "AV").format(serial), day, day,
                              -dice.between(1_000, 45_000), "credit_note", label="Avoir retour"))
        elif dice.one_in(4):
            day = today - timedelta(dice.between(3, 90))
            items.append(Item(who, f"ACP{serial}", day, day, -dice.between(5_000, 90_000),
                              "deposit", label="Acompte reçu", means="Chèque"))
    return items


LETTERS = [a + b for a in "ABC" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]


def ledger(seed: int, people, term: str | None = None, opening: bool = True) -> list[Item]:
    """Every movement of the year, lettered or not; due dates only with a term."""
    dice = Dice(seed)
    items = []
    serial = 100 * seed
    for who in people:
        lines = []
        if opening and dice.one_in(2):
            lines.append(Item(who, "AN", date(2026, 1, 1), None, price(dice), "opening",
                              label="À nouveau"))
        letter = 0
        for _ in range(dice.between(2, 5)):
            serial += dice.between(1, 9)
            day = date(2026, 1, 5) + timedelta(dice.below(280))
            amount = price(dice)
            bill = Item(who, f"FA{serial:06d}", day, due_of(day, term) if term else None, amount,
                        label=f"Facture FA{serial:06d}")
            lines.append(bill)
            if dice.one_in(2) and day < date(2026, 9, 1):
                bill.letter = LETTERS[letter]
                letter += 1
                later = day + timedelta(dice.between(20, 50))
                lines.append(Item(who, f"RG{serial}", later, None, -amount, "payment",
                                  letter=bill.letter, label="Virement reçu"))
            elif dice.one_in(4):
                lines.append(Item(who, f"AV{serial}", day + timedelta(12), None, -(amount // 5),
                                  "credit_note", label="Avoir sur facture"))
            elif dice.one_in(4):
                lines.append(Item(who, f"RG{serial}", day + timedelta(18), None, -(amount // 2),
                                  "payment", label="Règlement à identifier"))
        lines.sort(key=lambda i: i.day)
        items += lines
    return items


def settled(items: list[Item]) -> list[Item]:
    """What stays open after the letters: credits go to debits, oldest first."""
    left = [replace(item) for item in items]
    groups: dict = {}
    for item in left:
        if item.letter:
            groups.setdefault((item.who, item.currency, item.letter), []).append(item)
    for group in groups.values():
        group.sort(key=lambda i: i.day)
        for credit in [i for i in group if i.amount < 0]:
            for debit in [i for i in group if i.amount > 0]:
                part = min(-credit.amount, debit.amount)
                credit.amount += part
                debit.amount -= part
    return [item for item in left if item.amount]


def money(minor: int) -> str:
    return f"{'-' if minor < 0 else ''}{abs(minor) // 100}.{abs(minor) % 100:02d}"


def empty_row() -> dict:
    return dict.fromkeys((*BUCKETS, "no_due_date", "assumed", "unallocated"), 0)


def bucket(due: date, today: date) -> str:
    late = (today - due).days
    return BUCKETS[0 if late <= 0 else min(4, (late - 1) // 30 + 1)]


def total_of(row: dict) -> int:
    return sum(row[b] for b in BUCKETS) + row["no_due_date"] - row["unallocated"]


def words(row: dict) -> dict:
    return {**{k: money(v) for k, v in row.items()}, "total": money(total_of(row))}


def ageing(items: list[Item], today: date, strict: bool) -> dict:
    rows: dict = {}
    for item in settled(items):
        row = rows.setdefault(item.currency, empty_row())
        if item.amount < 0:
            row["unallocated"] -= item.amount
        elif item.due:
            row[bucket(item.due, today)] += item.amount
        elif strict:
            row["no_due_date"] += item.amount
        else:
            row[bucket(item.day + timedelta(30), today)] += item.amount
            row["assumed"] += item.amount
    return {currency: words(row) for currency, row in sorted(rows.items())}


def balances(items: list[Item]) -> dict:
    sums: dict = {}
    for item in items:
        sums[item.currency] = sums.get(item.currency, 0) + item.amount
    return {currency: money(value) for currency, value in sorted(sums.items())}


def expect_items(items: list[Item], imitates: str, today: date = TODAY, **more) -> dict:
    return {
        "kind": "open-items",
        "imitates": imitates,
        "today": today.isoformat(),
        "rows": len(items),
        "debtors": len({item.who for item in items}),
        "balance": balances(items),
        "ageing": ageing(items, today, False),
        "strict": ageing(items, today, True),
        **more,
    }


@dataclass
class Bands:
    """A customer of an aged balance that names no invoice."""

    who: Customer
    not_due: int
    late: list[int] = field(default_factory=list)  # by band, as many as the file has

    @property
    def total(self) -> int:
        return self.not_due + sum(self.late)


def banded(seed: int, people, bands: int = 4) -> list[Bands]:
    dice = Dice(seed)
    rows = []
    for who in people:
        cells = [price(dice) if dice.one_in(2) else 0 for _ in range(bands + 1)]
        if not any(cells):
            cells[dice.below(bands + 1)] = price(dice)
        rows.append(Bands(who, cells[0], cells[1:]))
    return rows


def expect_bands(rows: list[Bands], imitates: str, today: date = TODAY, **more) -> dict:
    """One item a band; the bands of the file are kept, bands beyond 90 days are one. `assumed` says
    nothing here: the file states bands and no dates."""
    row = empty_row()
    for line in rows:
        for place, cell in enumerate([line.not_due, *line.late]):
            if cell < 0:
                row["unallocated"] -= cell
            else:
                row[BUCKETS[min(place, 4)]] += cell
    strict = empty_row()
    strict["no_due_date"] = sum(row[b] for b in BUCKETS)
    strict["unallocated"] = row["unallocated"]
    kept = {k: v for k, v in words(row).items() if k != "assumed"}
    return {
        "kind": "open-items",
        "imitates": imitates,
        "today": today.isoformat(),
        "rows": len(rows),
        "debtors": len(rows),
        "items": sum(1 for line in rows for cell in (line.not_due, *line.late) if cell),
        "balance": {"EUR": money(sum(line.total for line in rows))},
        "ageing": {"EUR": kept},
        "strict": {"EUR": {k: v for k, v in words(strict).items() if k != "assumed"}},
        **more,
    }
