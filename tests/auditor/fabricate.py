"""Facts and ageing as a faultless product would write them, for the auditor's own test."""

from datetime import date
from typing import Any

import ageing
from ledger import COUNTED_ROLES, DEFAULT_PLAN, Line, Reading, read_account, role_of
from replay import Held, Replay, own_line
from terms import due_day
from values import decimal_text

Fact = dict[str, Any]
CREDITOR = "ACME"


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def facts_of(replay: Replay) -> list[Fact]:
    plan = [{"prefix": prefix, "role": role} for prefix, role in DEFAULT_PLAN]
    facts: list[Fact] = [
        {"fact": "creditor", "code": CREDITOR, "name": CREDITOR, "currency": "EUR", "plan": plan}
    ]
    by_number: dict[str, list[Held]] = {}
    for held in replay.known().values():
        by_number.setdefault(held.line.customer_number, []).append(held)
    for number, held_lines in by_number.items():
        facts += account_facts(f"C-{number}", number, held_lines, replay.terms())
    return facts


def account_facts(ref: str, number: str, held_lines: list[Held], terms: str | None) -> list[Fact]:
    pairs = []
    for index, held in enumerate(held_lines):
        role = role_of(held.line.ledger_account)
        if role:
            pairs.append((held, own_line(f"{number}-{index}", held, role)))
    reading = read_account(line for held, line in pairs if held.in_force)
    facts: list[Fact] = [
        {"fact": "account", "ref": ref, "debtor": f"D-{number}", "creditor": CREDITOR,
         "number": number, "name": number, "terms": terms, "currency": "EUR"}
    ]
    facts += [line_fact(ref, held, line, reading) for held, line in pairs]
    items = {line.id: line for line in reading.standing}
    items |= {
        line.id: line for held, line in pairs if held.in_force and line.role not in COUNTED_ROLES
    }
    facts += [item_fact(ref, line, terms, reading) for line in items.values()]
    facts += [
        {"fact": "item", "account": ref, "id": gap.id, "line": None,
         "kind": "opening_difference", "role": "customer", "on": iso(gap.day),
         "issued": iso(gap.day), "due": iso(due_day(terms, gap.day)),
         "due_source": "computed" if terms else "assumed", "amount": decimal_text(gap.amount),
         "currency": "EUR", "piece": gap.piece}
        for gap in reading.differences
    ]
    facts += [
        {"fact": "allocation", "account": ref, "id": f"a-{number}-{index}",
         "credit_item": own.credit.id, "debit_item": own.debit.id,
         "amount": decimal_text(own.amount), "reverses": None, "on": iso(own.day),
         "source": own.source, "letter": own.credit.letter if own.source == "lettering" else ""}
        for index, own in enumerate(reading.allocations)
    ]
    return facts


def line_fact(ref: str, held: Held, line: Line, reading: Reading) -> Fact:
    source = held.line
    return {
        "fact": "line", "account": ref, "id": line.id, "ledger_account": line.ledger_account,
        "role": line.role, "journal": source.journal, "entry_number": source.number,
        "entry_date": iso(source.entry_date), "piece": source.piece,
        "piece_date": iso(source.piece_date), "label": source.label,
        "debit": decimal_text(source.debit), "credit": decimal_text(source.credit),
        "currency": "EUR", "letter": source.letter, "letter_date": iso(source.letter_date),
        "opening_day": iso(held.opening_day), "position": held.position,
        "use": "assignment" if source.assigned else source.use, "in_force": held.in_force, "superseded": line.id in reading.superseded,
    }


def item_fact(ref: str, line: Line, terms: str | None, reading: Reading) -> Fact:
    issued = reading.issued(line)
    kind = "opening" if line.opening_day else "invoice" if line.amount > 0 else "payment"
    if line.assigned and kind != "opening":
        kind = "assignment"
    due, source = due_day(terms, issued), "computed" if terms else "assumed"
    if line.is_return:
        kind, due, source = "payment_returned", line.entry_date, "stated"
    return {
        "fact": "item", "account": ref, "id": line.id, "line": line.id, "kind": kind,
        "role": line.role, "on": iso(line.entry_date), "issued": iso(issued),
        "due": iso(due), "due_source": source,
        "amount": decimal_text(line.amount), "currency": "EUR", "piece": line.piece,
    }


def ageing_document(
    replay: Replay, today: date, by_creditor: bool = False, strict: bool = False
) -> dict[str, Any]:
    rows: dict[str, ageing.Row] = {}
    for number, row in replay.rows(today, strict).items():
        rows.setdefault(CREDITOR if by_creditor else f"C-{number}", ageing.Row()).add(row)
    return {
        "rows": [
            {"key": key, "currency": "EUR"}
            | {name: decimal_text(getattr(row, name)) for name in ageing.NAMES}
            for key, row in rows.items()
        ]
    }


def entry_facts() -> list[Fact]:
    """Two complete lists and a payment by hand: F-1 falls from 1000 to 400, R-1 is used up."""
    account = "C-ECHO"

    def imported(seq: int, form: str, mode: str, day: str) -> Fact:
        return {"fact": "import", "id": f"I-{seq}", "creditor": CREDITOR, "file": "",
                "format": form, "mode": mode, "as_of": day, "reach": None, "state": "done", "seq": seq}

    def entry(number: str, origin: str, kind: str, piece: str, day: str) -> Fact:
        return {"fact": "entry", "account": account, "id": number, "origin": origin, "kind": kind,
                "role": "customer", "piece": piece, "label": "", "issued": day, "band_from": None}

    def word(number: str, seq: int, amount: str, due: str | None = None) -> Fact:
        return {"fact": "word", "account": account, "entry": number, "import": f"I-{seq}",
                "gone": amount == "0.00", "open": amount, "original": None, "due": due,
                "position": 2}

    def item(number: str, kind: str, piece: str, day: str, due: str, amount: str) -> Fact:
        return {"fact": "item", "account": account, "id": number, "line": None, "kind": kind,
                "role": "customer", "on": day, "issued": day, "due": due,
                "due_source": "stated" if kind == "invoice" else "assumed", "amount": amount,
                "currency": "EUR", "piece": piece}

    def allocation(number: str, credit: str, amount: str, day: str, source: str) -> Fact:
        return {"fact": "allocation", "account": account, "id": number, "credit_item": credit,
                "debit_item": "11", "amount": amount, "reverses": None, "on": day,
                "source": source, "letter": ""}

    return [
        imported(1, "open_items_csv", "state", "2026-03-02"),
        imported(2, "open_items_csv", "state", "2026-03-09"),
        imported(3, "hand", "new", "2026-03-20"),
        {"fact": "account", "ref": account, "debtor": "D-ECHO", "creditor": CREDITOR,
         "number": "ECHO", "name": "ECHO", "terms": None, "currency": "EUR"},
        entry("11", "list", "invoice", "F-1", "2026-01-05"),
        word("11", 1, "1000.00", "2026-02-04"),
        word("11", 2, "400.00", "2026-02-04"),
        entry("12", "list", "payment", "R-1", "2026-02-25"),
        word("12", 1, "-100.00"),
        word("12", 2, "0.00"),
        entry("13", "hand", "payment", "", "2026-03-19"),
        word("13", 3, "-50.00"),
        {"fact": "pairing", "account": account, "id": "21", "batch": "3", "credit_item": "13",
         "debit_item": "11", "amount": "50.00", "reverses": None, "on": "2026-03-19",
         "entered": "2026-03-20", "source": "person"},
        item("11", "invoice", "F-1", "2026-01-05", "2026-02-04", "1000.00"),
        item("12", "payment", "R-1", "2026-02-25", "2026-03-27", "-100.00"),
        item("13", "payment", "", "2026-03-19", "2026-04-18", "-50.00"),
        item("99", "settlement", "F-1", "2026-03-09", "2026-04-08", "-500.00"),
        allocation("31", "12", "100.00", "2026-03-09", "list"),
        allocation("32", "99", "500.00", "2026-03-09", "list"),
        allocation("33", "13", "50.00", "2026-03-19", "person"),
    ]
