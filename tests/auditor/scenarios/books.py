"""Lists of open items and entries by hand, beside ledgers: the product does each step, then it is
audited.

A table of a list has one row an item: customer, number, day, due day, open amount, and if need be
the whole amount and the currency; `.` stands for nothing. Payments and credit notes are known by
the letter their number begins with: R and A.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mirror import Mirror
from product import Refused
from session import Session
from tables import Row
from values import cents, decimal_text, iso_day

HEADER = "compte;nom;type;piece;date;echeance;solde;montant ttc;devise"
KINDS = {"R": "Règlement", "A": "Avoir"}


@dataclass(frozen=True)
class Due:
    """One row of a list."""

    customer: str
    number: str
    issued: date | None
    due: date | None
    open: int
    whole: int | None = None
    currency: str = ""

    @property
    def account(self) -> str:
        other = self.currency not in {"", "EUR"}
        return f"{self.customer} {self.currency}" if other else self.customer


def due_rows(text: str) -> list[Due]:
    return [due_row(row) for row in text.splitlines() if row.strip()]


def due_row(text: str) -> Due:
    values = ["" if value == "." else value for value in text.split()]
    customer, number, issued, due, amount, *rest = values
    whole, currency = (*rest, "", "")[:2]
    return Due(customer, number, iso_day(issued), iso_day(due), cents(amount),
               cents(whole) if whole else None, currency)


def comma(amount: int) -> str:
    return decimal_text(amount).replace(".", ",")


def french(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def build_list(path: Path, rows: list[Due]) -> Path:
    out = [HEADER]
    for row in rows:
        whole = "" if row.whole is None else comma(row.whole)
        out.append(";".join([
            row.customer, f"Client fictif {row.customer}", KINDS.get(row.number[:1], "Facture"),
            row.number, french(row.issued), french(row.due), comma(row.open), whole, row.currency,
        ]))
    path.write_text("\n".join(out) + "\n", encoding="utf-8")
    return path


class Books:
    """A session in which lists and people tell of items, too."""

    def __init__(self, session: Session):
        self.session = session
        self.mirror = Mirror(session.replay, date.fromisoformat(session.today))
        session.files_tell_all = False

    # -- steps

    def ledger(self, rows: list[Row], mode: str = "new", **options: Any) -> dict[str, Any]:
        report = self.session.load(rows, mode, **options)
        self.mirror.add_ledger()
        return report

    def tell(self, rows: list[Due] | str, as_of: str, mode: str = "new",
             *options: str, audit: bool = True) -> dict[str, Any]:
        """Imports a list of that day; `mode` state: it holds everything that is open."""
        session = self.session
        table = due_rows(rows) if isinstance(rows, str) else rows
        session.files += 1
        path = build_list(session.product.folder / f"list{session.files:02d}.csv", table)
        report = self.import_list(path, as_of, mode, *options)
        session.ids.append(report["id"])
        self.mirror.add_list(date.fromisoformat(as_of), mode == "state", table)
        step = f"import {len(session.ids)} (list, {mode}, {as_of})"
        counts = ("accepted", "rejected", "duplicates", "updated", "ignored")
        session.same(f"{step}: every line read is in one count", report["read"],
                     sum(int(report[kind]) for kind in counts))
        session.same(f"{step}: lines read", len(table), report["read"])
        if audit:
            session.audit(step)
        return report

    def import_list(self, path: Path, as_of: str, mode: str, *options: str) -> dict[str, Any]:
        confirm = ["--confirm"] if mode == "state" and "--unconfirmed" not in options else []
        more = [option for option in options if option != "--unconfirmed"]
        done = self.session.product.run(
            "import", str(path), "--creditor", self.session.creditor, "--mode", mode,
            "--as-of", as_of, *confirm, *more, today=self.session.today)
        report: dict[str, Any] = done["files"][0]
        return report

    def hand(self, what: str, customer: str, *options: str, today: str | None = None) -> str:
        """`add WHAT` for a customer; returns the number of the entry."""
        session = self.session
        done = session.product.run("add", what, customer, "--creditor", session.creditor,
                                   *options, today=today or session.today)
        session.ids.append(done["import"])
        self.mirror.other()
        session.audit(f"entry {len(session.ids)} (add {what})")
        return str(done["import"])

    def run(self, *arguments: str, today: str | None = None) -> dict[str, Any]:
        document = self.session.product.run(*arguments, today=today or self.session.today)
        self.session.audit(" ".join(arguments[:2]))
        return document

    def undo(self, index: int, audit: bool = True) -> None:
        """Takes the import or entry of that place back."""
        session = self.session
        session.product.run("import", "--undo", session.ids[index], today=session.today)
        self.mirror.undo(index)
        if audit:
            session.audit(f"undo of import {index + 1}")

    # -- checks

    def expect(self, step: str, today: str | None = None, /, **totals: dict[str, str]) -> None:
        self.session.expect(step, today, **totals)

    def mirrored(self, step: str, today: str | None = None) -> None:
        """The figures of the files alone."""
        day = today or self.session.today
        self.session.compare(step, self.mirror.rows(date.fromisoformat(day)), day)

    def total(self, day: str) -> int:
        """The balance of all accounts, in cents of whatever currency."""
        rows = self.session.ageing_rows(day, "--by", "creditor")
        return sum(row.total for row in rows.values())

    def refused(self, step: str, code: str, *arguments: str) -> None:
        try:
            self.session.product.run(*arguments, today=self.session.today)
            self.session.point(f"{step}: is refused", False, [])
        except Refused as problem:
            self.session.point(f"{step}: is refused", code in str(problem), [str(problem)])
