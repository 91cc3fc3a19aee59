"""A small FEC reader: tab or bar, UTF-8 or Windows-1252, Debit/Credit or Montant/Sens."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from values import ValueProblem, cents, compact_day

OPENING_CODES = frozenset({"AN", "ANO", "RAN", "OUV"})
OPENING_WORDS = ("A NOUVEAU", "OUVERTURE", "BALANCE INITIALE")
FACTOR = "467"


@dataclass(frozen=True, slots=True)
class FecLine:
    journal: str
    journal_label: str
    number: str
    entry_date: date
    ledger_account: str
    auxiliary: str
    piece: str
    piece_date: date | None
    label: str
    debit: int
    credit: int
    letter: str
    letter_date: date | None
    valid_date: date | None
    assigned: bool = False  # its entry books it against the factor
    use: str = "other"  # of its journal: sales, treasury

    @property
    def entry(self) -> tuple[object, ...]:
        numbered = self.number.strip("0")
        return (self.journal, self.entry_date, numbered and self.number, numbered or self.piece)

    @property
    def is_opening(self) -> bool:
        folded = fold(self.journal_label)
        return self.journal.upper() in OPENING_CODES or any(w in folded for w in OPENING_WORDS)

    @property
    def customer_number(self) -> str:
        return self.auxiliary or self.ledger_account


def fold(text: str) -> str:
    """Capitals without accents, one space between words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Z0-9]+", " ", plain.upper()).strip()


def decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def signed_amounts(fields: dict[str, str]) -> tuple[int, int]:
    if "MONTANT" not in fields:
        return cents(fields["DEBIT"]), cents(fields["CREDIT"])
    amount, side = cents(fields["MONTANT"]), fields["SENS"].strip().upper()
    if side not in {"D", "C", "+1", "-1", "1"}:
        raise ValueProblem(f"no side: {side!r}")
    return (0, amount) if side in {"C", "-1"} else (amount, 0)


def read_fec(path: Path) -> list[FecLine]:
    """All data lines in file order; ValueProblem names the line that cannot be read."""
    rows = re.split(r"\r\r\n|\r\n|\n|\r", decode(path.read_bytes()))
    separator = "\t" if "\t" in rows[0] else "|"
    header = [fold(name).replace(" ", "") for name in rows[0].split(separator)]
    lines = []
    for number, row in enumerate(rows[1:], 2):
        if not row.strip():
            continue
        fields = dict(zip(header, (value.strip() for value in row.split(separator)), strict=False))
        try:
            lines.append(fec_line(fields))
        except (KeyError, ValueProblem) as problem:
            raise ValueProblem(f"{path.name}:{number}: {problem}") from problem
    return mark_uses(mark_assignments(lines))


def mark_assignments(lines: list[FecLine]) -> list[FecLine]:
    """Other lines of an entry on the side opposite to what it books on the factor's account."""
    factor: dict[tuple[object, ...], int] = defaultdict(int)
    for line in lines:
        if line.ledger_account.startswith(FACTOR) and not line.is_opening:
            factor[line.entry] += line.debit - line.credit
    return [
        replace(line, assigned=factor.get(line.entry, 0) * (line.debit - line.credit) < 0)
        for line in lines
    ]


def mark_uses(lines: list[FecLine]) -> list[FecLine]:
    """What a journal is for by the accounts it books; of a till debits are sales."""
    accounts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for line in lines:
        accounts[line.journal, line.journal_label].add(line.ledger_account[:2])
    marked = []
    for line in lines:
        booked = accounts[line.journal, line.journal_label]
        sales, treasury = "70" in booked, bool(booked & {"51", "53"})
        if sales and treasury:
            sales = line.debit >= line.credit
        use = "sales" if sales else "treasury" if treasury else "other"
        marked.append(replace(line, use=use))
    return marked


def fec_line(fields: dict[str, str]) -> FecLine:
    entry_date = compact_day(fields["ECRITUREDATE"])
    if entry_date is None:
        raise ValueProblem("no entry date")
    debit, credit = signed_amounts(fields)
    return FecLine(
        journal=fields["JOURNALCODE"],
        journal_label=fields["JOURNALLIB"],
        number=fields["ECRITURENUM"],
        entry_date=entry_date,
        ledger_account=fields["COMPTENUM"],
        auxiliary=fields["COMPAUXNUM"],
        piece=fields["PIECEREF"],
        piece_date=compact_day(fields["PIECEDATE"]),
        label=fields["ECRITURELIB"],
        debit=debit,
        credit=credit,
        letter=fields["ECRITURELET"],
        letter_date=compact_day(fields["DATELET"]),
        valid_date=compact_day(fields["VALIDDATE"]),
    )


def opening_day(lines: list[FecLine]) -> date | None:
    """Day of a file's openings: theirs if common, else the month the other lines begin in."""
    days = {line.entry_date for line in lines if line.is_opening}
    if len(days) < 2:
        return days.pop() if days else None
    others = [line.entry_date for line in lines if not line.is_opening]
    return min(others).replace(day=1) if others else max(days)
