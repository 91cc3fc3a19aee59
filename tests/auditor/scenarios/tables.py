"""Fictitious FEC files made from readable tables.

A table has one customer line a row: journal, day, ledger account, auxiliary, piece, amount (debit
above zero; `!` before it writes a credit as a negative debit and the other way round), and if need
be letter and piece day; `.` stands for nothing. Each row becomes one balanced entry with its
counterpart. `build` writes the file, `lines` gives the same as the auditor
reads it from that file.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from fec import FecLine, read_fec
from values import cents, decimal_text

JOURNALS = {
    "VE": ("Ventes", "706000", "Prestations"),
    "BQ": ("Banque", "512000", "Banque"),
    "CA": ("Caisse", "530000", "Caisse"),
    "EF": ("Effets", "471000", "Compte d'attente"),
    "OD": ("Opérations diverses", "658000", "Charges diverses"),
    "FA": ("Factor", "467000", "Factor"),
    "AN": ("A nouveaux", "110000", "Report à nouveau"),
}
HEADER = (
    "JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib "
    "PieceRef PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise "
    "Idevise"
).split()


@dataclass(frozen=True)
class Row:
    journal: str
    day: date
    ledger_account: str
    auxiliary: str
    piece: str
    amount: int
    letter: str = ""
    piece_day: date | None = None
    label: str = ""
    red: bool = False
    number: int = 0  # of the entry; 0: its place in the file
    letter_day: date | None = None  # if not the entry's own

    def lettered(self, letter: str) -> "Row":
        return replace(self, letter=letter)


def table(text: str) -> list[Row]:
    return [parse_row(row) for row in text.splitlines() if row.strip()]


def parse_row(text: str) -> Row:
    values = ["" if value == "." else value for value in text.split()]
    journal, day, ledger_account, auxiliary, piece, amount, *rest = values
    letter, piece_day = (*rest, "", "")[:2]
    return Row(
        journal,
        date.fromisoformat(day),
        ledger_account,
        auxiliary,
        piece,
        cents(amount.removeprefix("!")),
        letter,
        date.fromisoformat(piece_day) if piece_day else None,
        red=amount.startswith("!"),
    )


def build(path: Path, rows: Iterable[Row], first_number: int = 1, valid: str = "") -> Path:
    """Writes the FEC: every row an entry, numbered from `first_number` if it has no number."""
    out = ["\t".join(HEADER)]
    for place, row in enumerate(rows, first_number):
        label, account, account_label = JOURNALS[row.journal]
        day = f"{row.day:%Y%m%d}"
        start = [row.journal, label, str(row.number or place), day]
        piece = [row.piece, f"{row.piece_day:%Y%m%d}" if row.piece_day else ""]
        text = row.label or f"{label} {row.piece}"
        name = f"Client fictif {row.auxiliary}" if row.auxiliary else ""
        side = (row.amount, 0) if (row.amount > 0) != row.red else (0, -row.amount)
        customer = [row.ledger_account, "Clients", row.auxiliary, name]
        counterpart = [account, account_label, "", ""]
        letter = [row.letter, f"{row.letter_day or row.day:%Y%m%d}" if row.letter else ""]
        end = [valid, "", ""]
        out.append("\t".join(start + customer + piece + [text, *amounts(side)] + letter + end))
        back = amounts((side[1], side[0]))
        out.append("\t".join(start + counterpart + piece + [text, *back, "", ""] + end))
    path.write_text("\n".join(out) + "\n", encoding="utf-8")
    return path


def amounts(side: tuple[int, int]) -> list[str]:
    return [decimal_text(amount).replace(".", ",") for amount in side]


def lines(path: Path) -> list[FecLine]:
    return read_fec(path)
