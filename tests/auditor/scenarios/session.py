"""One scenario on one database: the product and the replay do each step, then it is audited."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import ageing
from audit import audit_export, audit_files
from facts import read_facts
from product import Product, Refused
from replay import Counts, Replay
from tables import Row, build, lines
from tap import Tap
from values import cents, decimal_text

Rows = dict[str, ageing.Row]


@dataclass
class Session:
    tap: Tap
    product: Product
    label: str
    creditor: str = "ACME"
    today: str = "2026-03-31"
    replay: Replay = field(default_factory=Replay)
    ids: list[str] = field(default_factory=list)
    files: int = 0
    files_tell_all: bool = True  # False: lists and people told something, too

    def file(self, rows: list[Row], first_number: int = 1, valid: str = "") -> Path:
        self.files += 1
        return build(
            self.product.folder / f"file{self.files:02d}.txt", rows, first_number, valid
        )

    def load(self, rows: list[Row], mode: str = "new", **options: Any) -> dict[str, Any]:
        """Writes the rows as a file, imports it and audits everything."""
        path = self.file(rows, options.pop("first_number", 1), options.pop("valid", ""))
        return self.load_path(path, mode, **options)

    def load_path(
        self, path: Path, mode: str = "new", terms: str | None = None, audit: bool = True
    ) -> dict[str, Any]:
        arguments = ["import", str(path), "--creditor", self.creditor, "--mode", mode]
        arguments += ["--terms", terms] if terms else []
        report: dict[str, Any] = self.product.run(*arguments, today=self.today)["files"][0]
        file_lines = lines(path)
        counts = self.replay.add(file_lines, mode, terms)
        self.ids.append(report["id"])
        step = f"import {len(self.ids)} ({mode})"
        self.check_counts(step, report, counts, len(file_lines))
        debit = decimal_text(sum(line.debit for line in file_lines))
        credit = decimal_text(sum(line.credit for line in file_lines))
        self.same(f"{step}: lines_debit, lines_credit", (debit, credit),
                  (report["lines_debit"], report["lines_credit"]))
        if audit:
            self.audit(step)
        return report

    def check_counts(self, step: str, report: dict[str, Any], counts: Counts, read: int) -> None:
        kinds = ("accepted", "rejected", "duplicates", "updated", "ignored")
        numbers = {kind: int(report.get(kind, 0)) for kind in kinds}
        self.same(f"{step}: every line read is in one count", read, sum(numbers.values()))
        self.same(f"{step}: lines read", read, report["read"])
        self.same(f"{step}: rejected", 0, numbers["rejected"])
        self.same(f"{step}: vanished", counts.vanished, report["vanished"])
        if counts.fresh + counts.returned == 0:
            self.same(f"{step}: nothing new accepted", 0, numbers["accepted"])
            created = tuple(report[kind] for kind in ("debtors", "items", "payments"))
            self.same(f"{step}: nothing created", (0, 0, 0), created)
            self.same(f"{step}: updated", counts.changed, numbers["updated"])

    def undo(self, index: int, audit: bool = True) -> None:
        self.product.run("import", "--undo", self.ids[index], today=self.today)
        self.replay.undo(index)
        if audit:
            self.audit(f"undo of import {index + 1}")

    def audit(self, step: str, today: str | None = None) -> None:
        """Facts against ageing, files against ageing, and the product's own verify."""
        today = today or self.today
        day = date.fromisoformat(today)
        try:
            facts = read_facts(self.product.export_facts(today))
            documents = {
                "account": self.ageing_rows(today),
                "creditor": self.ageing_rows(today, "--by", "creditor"),
                "strict": self.ageing_rows(today, "--strict-due"),
            }
            self.no_disagreement(f"{step}: facts, {today}", audit_export(facts, day, documents))
            if self.files_tell_all:
                wrong = audit_files(self.replay, facts, day, documents["account"])
                self.no_disagreement(f"{step}: files, {today}", wrong)
            verified = self.product.run("verify", today=today)
            self.point(f"{step}: verify", verified["ok"] is True, [str(verified)])
        except (Refused, ValueError, KeyError) as problem:
            self.point(f"{step}: audit, {today}", False, [repr(problem)])

    def audit_on(self, step: str, *days: str) -> None:
        for day in days:
            self.audit(step, day)

    def ageing_rows(self, today: str, *options: str) -> dict[tuple[str, str], ageing.Row]:
        return ageing.rows_of(self.product.run("ageing", *options, today=today))

    def by_number(self, today: str | None = None) -> Rows:
        """The product's ageing by customer number."""
        today = today or self.today
        facts = read_facts(self.product.export_facts(today))
        return {
            facts.accounts[ref].number + ("" if currency == "EUR" else f" {currency}"): row
            for (ref, currency), row in self.ageing_rows(today).items()
        }

    def expect(self, step: str, today: str | None = None, /, **totals: dict[str, str]) -> None:
        """Figures written by hand in the scenario: customer → columns that are not zero."""
        self.compare(step, {
            number: ageing.Row(**{name: cents(amount) for name, amount in columns.items()})
            for number, columns in totals.items()
        }, today)

    def compare(self, step: str, expected: Rows, today: str | None = None) -> None:
        found = self.by_number(today)
        wrong = [
            f"{number}: expected {expected.get(number, ageing.Row())}, "
            f"found {found.get(number, ageing.Row())}"
            for number in sorted(expected.keys() | found.keys())
            if expected.get(number) != found.get(number)
        ]
        self.point(f"{step}: figures", not wrong, wrong)

    def compare_one(self, step: str, number: str, columns: dict[str, str]) -> None:
        """The figures of one customer, written by hand."""
        expected = ageing.Row(**{name: cents(amount) for name, amount in columns.items()})
        found = self.by_number().get(number, ageing.Row())
        self.point(f"{step}: figures of {number}", expected == found,
                   [f"expected {expected}, found {found}"])

    def same(self, what: str, expected: object, found: object) -> None:
        self.point(what, expected == found, [f"expected {expected}, found {found}"])

    def no_disagreement(self, what: str, wrong: list[Any]) -> None:
        self.point(what, not wrong, [str(row) for row in wrong])

    def point(self, what: str, good: bool, details: list[str]) -> None:
        self.tap.point(f"{self.label}: {what}", good, details)
