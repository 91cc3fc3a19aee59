"""Recomputes an account from its exported lines and says where its items and allocations differ."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import ageing
from facts import AccountFact, AllocationFact, Facts, ItemFact
from ledger import COUNTED_ROLES, SHOWN_ROLES, Reading, read_account, role_of
from told import Dates, Fold, Item
from terms import due_day
from values import decimal_text


@dataclass(frozen=True, slots=True)
class Disagreement:
    where: str  # account reference, creditor code or file
    what: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}: expected {self.expected}, found {self.found}"


class AccountAudit:
    """The audit of one account; `disagreements` grows as the checks run."""

    def __init__(self, account: AccountFact, facts: Facts):
        self.account = account
        self.facts = facts
        self.plan = facts.plans[account.creditor]
        self.disagreements: list[Disagreement] = []
        self.lines = {fact.line.id: fact for fact in account.lines}
        self.items = {item.id: item for item in account.items}
        self.in_force = [fact.line for fact in account.lines if fact.in_force]
        self.reading: Reading = read_account(self.in_force)
        made = {
            item.id: name_of(item) for item in account.items
            if item.line is None and item.id not in account.entries
            and item.kind in {"adjustment", "settlement"}
        }
        self.fold = Fold(self.reading, account.entries.values(), account.standing_choices(),
                         facts.books(account.creditor), made)

    def differ(self, what: str, expected: object, found: object) -> None:
        self.disagreements.append(
            Disagreement(self.account.ref, what, str(expected), str(found))
        )

    def run(self) -> None:
        self.check_lines()
        self.check_words()
        self.check_items()
        self.check_reversals()
        self.check_sums_allocated()
        self.check_lettering()
        self.check_pairs()
        self.check_balance()
        self.check_papers()

    def check_lines(self) -> None:
        if len(self.lines) != len(self.account.lines):
            self.differ("line ids", "each once", f"{len(self.account.lines)} rows")
        for fact in self.account.lines:
            line = fact.line
            role = role_of(line.ledger_account, self.plan)
            if line.role != role:
                self.differ(f"role of line {line.id} ({line.ledger_account})", role, line.role)
            if fact.currency != self.account.currency:
                self.differ(f"currency of line {line.id}", self.account.currency, fact.currency)
            if fact.in_force and line.role in COUNTED_ROLES:
                expected = line.id in self.reading.superseded
                if fact.superseded != expected:
                    self.differ(f"superseded of line {line.id}", expected, fact.superseded)

    def check_words(self) -> None:
        """Lists speak of what lists told, people of what people told."""
        said = Counter((entry_id, import_id) for entry_id, import_id, _ in self.account.words)
        for (entry_id, import_id), count in said.items():
            origin = self.account.entries[entry_id].origin
            by_hand = self.facts.imports[import_id].format == "hand"
            if by_hand != (origin == "hand"):
                self.differ(f"word of {import_id} on entry {entry_id}", "none", origin)
            if count > 1:
                self.differ(f"words of {import_id} on entry {entry_id}", 1, count)

    def expected_items(self) -> list[Item]:
        shown = [
            Item(line.id, None, line.role, line.entry_date, self.reading.issued(line),
                 line.amount, line.amount, line.piece, line=line)
            for line in self.in_force if line.role in SHOWN_ROLES
        ]
        return self.fold.items + shown

    def check_items(self) -> None:
        """Items of lines and entries by their id; what lists made, by all that it is."""
        named = {item.id: item for item in self.expected_items() if item.id}
        made = Counter(self.words_of(item) for item in self.fold.items if not item.id)
        found: Counter[tuple[object, ...]] = Counter()
        for item in self.account.items:
            if item.id in named:
                self.check_item(item, named[item.id])
            elif item.line is None and item.kind in {"adjustment", "settlement"}:
                found[words_found(item)] += 1
            else:
                self.differ(f"item {item.id}", "none", item.kind)
        for item_id in named.keys() - self.items.keys():
            self.differ(f"items of {item_id} ({named[item_id].piece})", 1, 0)
        if len(self.items) != len(self.account.items):
            self.differ("item ids", "each once", f"{len(self.account.items)} rows")
        for words in made.keys() | found.keys():
            if made[words] != found[words]:
                text = " ".join(str(word) for word in words)
                self.differ(f"items made by lists: {text}", made[words], found[words])

    def due_of(self, item: Item) -> tuple[date, str]:
        terms = self.account.terms
        if item.due is not None:
            return item.due, item.due_source
        return due_day(terms, item.issued), "computed" if terms else "assumed"

    def before_of(self, item: Item) -> list[Dates]:
        terms = self.account.terms
        by_terms = "computed" if terms else "assumed"
        return [
            replace(one, source="stated") if one.due
            else replace(one, due=due_day(terms, one.issued), source=by_terms)
            for one in item.before
        ]

    def words_of(self, item: Item) -> tuple[object, ...]:
        return (item.kind, item.role, item.on, item.issued, *self.due_of(item),
                decimal_text(item.amount), item.piece)

    def check_item(self, item: ItemFact, own: Item) -> None:
        due, source = self.due_of(own)
        pairs: list[tuple[str, object, object]] = [
            ("line", own.line.id if own.line else None, item.line),
            ("amount", decimal_text(own.amount), decimal_text(item.amount)),
            ("role", own.role, item.role),
            ("on", own.on, item.on),
            ("issued", own.issued, item.issued),
            ("piece", own.piece, item.piece),
            ("currency", self.account.currency, item.currency),
        ]
        if own.kind:
            pairs.append(("kind", own.kind, item.kind))
        elif own.line:
            line = own.line
            pairs.append(("assignment", line.is_assignment, item.kind == "assignment"))
            pairs.append(("return", line.is_return, item.kind == "payment_returned"))
        if own.role in COUNTED_ROLES:
            pairs += [("due_source", source, item.due_source), ("due", due, item.due)]
        pairs.append(("dates before", self.before_of(own), item.before))
        for name, expected, found in pairs:
            if expected != found:
                self.differ(f"{name} of item {item.id}", expected, found)

    def check_reversals(self) -> None:
        """Allocations are append-only: each amount below zero undoes exactly one earlier row."""
        known = {row.id: row for row in self.account.allocations}
        reversed_ids: Counter[str] = Counter()
        for row in self.account.allocations:
            if (row.amount < 0) != (row.reverses is not None):
                self.differ(f"reverses of allocation {row.id}", "set iff amount < 0", row.reverses)
            if row.amount == 0:
                self.differ(f"amount of allocation {row.id}", "not 0", 0)
            if row.reverses is None:
                continue
            reversed_ids[row.reverses] += 1
            other = known.get(row.reverses)
            if other is None or other.amount != -row.amount or pair(other) != pair(row):
                self.differ(f"allocation {row.id}", f"the opposite of {row.reverses}", row.amount)
        for row_id, count in reversed_ids.items():
            if count > 1:
                self.differ(f"reversals of allocation {row_id}", 1, count)

    def check_sums_allocated(self) -> None:
        """No item is allocated beyond its amount, on the wrong side, or where it must not be."""
        sums: dict[str, int] = defaultdict(int)
        for row in self.account.allocations:
            sums[row.credit_item] -= row.amount
            sums[row.debit_item] += row.amount
        for item_id, allocated in sums.items():
            item = self.items.get(item_id)
            if item is None:
                # The item of a line undone since: its allocations must have been reversed.
                if allocated:
                    self.differ(f"allocated to absent item {item_id}", "0.00", allocated)
            elif item.role in SHOWN_ROLES and allocated:
                self.differ(f"allocated to {item.role} item {item_id}", "0.00", allocated)
            elif allocated * item.amount < 0 or abs(allocated) > abs(item.amount):
                self.differ(
                    f"allocated to item {item_id}",
                    f"0.00 to {decimal_text(item.amount)}",
                    decimal_text(allocated),
                )

    @property
    def ledger_ids(self) -> set[str]:
        return {line.id for line in self.reading.standing} | {
            gap.id for gap in self.reading.differences
        }

    def allocated_in_force(self, lettering: bool) -> list[AllocationFact]:
        undone = {row.reverses for row in self.account.allocations if row.reverses}
        return [
            row
            for row in self.account.allocations
            if (row.source == "lettering") == lettering and row.amount > 0 and row.id not in undone
        ]

    def check_pairs(self) -> None:
        """What lists and people set against each other."""
        expected: Counter[tuple[object, ...]] = Counter()
        for own in self.fold.pairs:
            expected[(own.source, own.on, own.credit.name, own.debit.name)] += own.amount
        for made in self.reading.allocations:
            if made.source == "returned":
                key = ("returned", made.day, (made.credit.id,), (made.debit.id,))
                expected[key] += made.amount
        found: Counter[tuple[object, ...]] = Counter()
        named = {item.id for item in self.fold.items if item.id}
        for row in self.allocated_in_force(lettering=False):
            names = [self.name_found(one, named) for one in (row.credit_item, row.debit_item)]
            found[(row.source, row.on, *names)] += row.amount
        for key in expected.keys() | found.keys():
            if expected[key] != found[key]:
                source, day, credit, debit = key
                self.differ(f"allocated ({source}) from {credit} to {debit} on {day}",
                            decimal_text(expected[key]), decimal_text(found[key]))

    def name_found(self, item_id: str, named: set[str]) -> tuple[object, ...]:
        item = self.items.get(item_id)
        if item is None or item_id in named:
            return (item_id,)
        return name_of(item)

    def check_lettering(self) -> None:
        """Pairs are compared by age, so that lines of the same day and position may swap."""
        expected: Counter[tuple[object, ...]] = Counter()
        for own in (one for one in self.reading.allocations if one.source == "lettering"):
            expected[(own.credit.age, own.debit.age, own.day)] += own.amount
        found: Counter[tuple[object, ...]] = Counter()
        for row in self.allocated_in_force(lettering=True):
            ages = [self.age_of_item(row.credit_item), self.age_of_item(row.debit_item)]
            found[(*ages, row.on)] += row.amount
        for key in expected.keys() | found.keys():
            if expected[key] != found[key]:
                credit, debit, day = key
                self.differ(
                    f"allocated from {age_text(credit)} to {age_text(debit)} on {day}",
                    decimal_text(expected[key]),
                    decimal_text(found[key]),
                )

    def age_of_item(self, item_id: str) -> object:
        item = self.items.get(item_id)
        fact = self.lines.get(item.line) if item and item.line else None
        return fact.line.age if fact else f"item {item_id}"

    def check_papers(self) -> None:
        """A document is about items that were; what was put off was put off to a day to come."""
        known = {item.id for item in self.account.items} | {
            own.credit_item for own in self.account.allocations} | {
            own.debit_item for own in self.account.allocations}
        for name, document in self.account.documents.items():
            if document.of_debtor:
                continue
            for item, state in document.links.items():
                if state == "confirmed" and document.standing and item not in known:
                    self.differ(f"item {item} of document {name}", "an item", "none")
        last = None
        for word in self.account.work_words:
            if last is not None and word.on < last:
                self.differ("words about the file", "in the order of time", word.on)
            if word.kind == "postpone" and (word.through is None or word.through < word.on):
                self.differ(f"file put off on {word.on}", "to a later day", word.through)
            last = word.on

    def check_balance(self) -> None:
        found = sum(item.amount for item in self.account.items if item.role in COUNTED_ROLES)
        expected = sum(item.amount for item in self.fold.items)
        if found != expected:
            self.differ("balance", decimal_text(expected), decimal_text(found))
        of_lines = sum(item.amount for item in self.account.items
                       if item.role in COUNTED_ROLES and item.id in self.ledger_ids)
        if of_lines != self.reading.balance:
            self.differ("balance of the ledger", decimal_text(self.reading.balance),
                        decimal_text(of_lines))

    def row_on(self, today: date, strict: bool) -> ageing.Row:
        """Ageing from the items and allocations, which the checks above compare with the lines."""
        dated = {item_id: item.on_day(today) for item_id, item in self.items.items()}
        left = {
            item.id: item.amount
            for item in self.account.items
            if item.on <= today and item.role in COUNTED_ROLES
        }
        for row in self.account.allocations:
            if row.on <= today:
                left[row.credit_item] = left.get(row.credit_item, 0) + row.amount
                left[row.debit_item] = left.get(row.debit_item, 0) - row.amount
        return ageing.age(
            (
                ageing.Open(amount, dated[item_id].due, dated[item_id].due_source)
                for item_id, amount in left.items()
                if amount and item_id in dated
            ),
            today,
            strict,
        )


def name_of(item: ItemFact) -> tuple[object, ...]:
    return (item.kind, item.role, item.on, item.amount, item.piece)


def words_found(item: ItemFact) -> tuple[object, ...]:
    return (item.kind, item.role, item.on, item.issued, item.due, item.due_source,
            decimal_text(item.amount), item.piece)


def pair(row: AllocationFact) -> tuple[str, str]:
    return (row.credit_item, row.debit_item)


def age_text(age: object) -> str:
    return f"{age[0]}#{age[1]}" if isinstance(age, tuple) else str(age)


def audit_accounts(facts: Facts) -> list[AccountAudit]:
    audits = []
    for account in facts.accounts.values():
        audit = AccountAudit(account, facts)
        audit.run()
        audits.append(audit)
    return audits


def expected_rows(
    audits: Iterable[AccountAudit], today: date, by_creditor: bool, strict: bool
) -> dict[tuple[str, str], ageing.Row]:
    rows: dict[tuple[str, str], ageing.Row] = {}
    for audit in audits:
        account = audit.account
        key = (account.creditor if by_creditor else account.ref, account.currency)
        rows.setdefault(key, ageing.Row()).add(audit.row_on(today, strict))
    return {key: row for key, row in rows.items() if row}


def compare_rows(
    label: str,
    expected: dict[tuple[str, str], ageing.Row],
    found: dict[tuple[str, str], ageing.Row],
) -> list[Disagreement]:
    wrong = []
    for key in sorted(expected.keys() | found.keys()):
        where = f"{key[0]} {key[1]}"
        mine, theirs = expected.get(key, ageing.Row()), found.get(key, ageing.Row())
        for name, want, have in ageing.differing(mine, theirs):
            wrong.append(Disagreement(where, f"{label} {name}", want, have))
        for text in ageing.own_sums(theirs):
            wrong.append(Disagreement(where, label, text, str(theirs)))
    return wrong
