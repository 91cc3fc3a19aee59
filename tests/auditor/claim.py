"""The claim view, one day after the other, from exported facts: another way to the same figures.

The product folds slices between events; here every debt lives day by day, in exact fractions, and
is rounded where docs/export-facts.md says that a count closes.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

import rates
from facts import AccountFact, Facts, ItemFact, PolicyFact
from ledger import COUNTED_ROLES

INDEMNITY = 4000
ONE_DAY = timedelta(days=1)
BUSINESS = ("company", "trader")
DEBT_KINDS = ("invoice", "opening", "opening_difference", "to_detail", "retention", "bill",
              "deposit", "assignment")
OPENINGS = ("opening", "opening_difference", "to_detail", "assignment")


def round_half_up(value: Fraction) -> int:
    return int(value + Fraction(1, 2)) if value >= 0 else -int(-value + Fraction(1, 2))


def last_word(words: list[PolicyFact], on: date, key: str) -> str | None:
    """The last word about a thing: by the day it holds from, then by when it was said."""
    told = [word for word in words if word.start <= on and getattr(word, key) is not None]
    best = None
    for word in told:
        if best is None or word.start >= best.start:
            best = word
    return None if best is None else getattr(best, key)


@dataclass
class Debt:
    item: ItemFact
    principal: int
    due: date
    gap: str | None = None
    start: date | None = None  # interest runs from the day after
    last: date | None = None  # and up to this day
    rate: Fraction | None = None  # one rate, frozen or agreed
    table: str = ""  # else: business, legal
    raised_from: date | None = None  # five points more, after a judgment
    can_indemnify: bool = False
    interest: int = 0  # of closed counts, unpaid
    running: Fraction = Fraction(0)  # since the last count
    indemnity: int = 0
    apart: int = 0  # euros beside a debt in another currency
    in_euros: bool = True
    indemnified: bool = False
    here: bool = False
    waived_interest: int = 0
    waived_indemnity: int = 0

    def rate_of(self, day: date) -> Fraction | None:
        if self.start is None or day <= self.start or (self.last and day > self.last):
            return Fraction(0)
        if self.rate is not None:
            return self.rate
        found = rates.business(day) if self.table == "business" else rates.legal(day)
        if found is not None and self.raised_from and day >= self.raised_from:
            found += rates.JUDGMENT_POINTS
        return found

    def live(self, day: date) -> None:
        """One day passes; what was owed that day bears interest."""
        if self.start is None or day <= self.start:
            return
        if self.principal > 0 and not (self.last and day > self.last):
            rate = self.rate_of(day)
            if rate is None:
                self.gap = "rate_missing"
            elif self.gap != "rate_missing":
                self.running += Fraction(self.principal) * rate / 36500
        if self.principal > 0 and self.can_indemnify and not self.indemnified:
            self.indemnified = True
            self.indemnity += INDEMNITY if self.in_euros else 0
            self.apart += 0 if self.in_euros else INDEMNITY

    def unpaid_interest(self) -> int:
        return self.interest + round_half_up(self.running)

    def close(self) -> None:
        self.interest += round_half_up(self.running)
        self.running = Fraction(0)

    def owed(self) -> int:
        return self.unpaid_interest() + self.principal + self.indemnity

    def pay(self, amount: int) -> int:
        """By law: interest, principal, indemnity. What could not be paid is returned."""
        self.close()
        for part in ("interest", "principal", "indemnity"):
            paid = min(amount, getattr(self, part))
            setattr(self, part, getattr(self, part) - paid)
            amount -= paid
        return amount


@dataclass
class Claim:
    """What the statement should say."""

    lines: dict[str, tuple[int, int, int, str | None]] = field(default_factory=dict)
    ledger: dict[str, int] = field(default_factory=dict)
    unallocated: int = 0
    ledger_unallocated: int = 0
    waived: int = 0
    apart: int = 0  # euros beside an account in another currency
    complete: bool = True

    def totals(self) -> tuple[int, int, int]:
        lines = self.lines.values()
        return (sum(line[0] for line in lines) - self.unallocated,
                sum(line[1] for line in lines), sum(line[2] for line in lines))


class Walk:
    def __init__(self, facts: Facts, account: AccountFact, on: date):
        self.account = account
        self.on = on
        self.creditor_words = facts.policies.get(account.creditor, [])
        self.imputation = self.word("imputation") or "ledger"
        self.order = self.word("order") or "interest-first"
        self.told = account.told
        items = [i.on_day(on) for i in account.items
                 if i.role in COUNTED_ROLES and i.on <= on]
        self.items = {item.id: item for item in items}
        self.signs = {item.id: item.amount > 0 for item in items}
        self.moves = self.undo_sales()
        items = list(self.items.values())
        self.debts = {i.id: self.debt_of(i) for i in items if self.signs[i.id]}
        self.left = {i.id: -i.amount for i in items if not self.signs[i.id]}
        self.reserved: dict[str, int] = defaultdict(int)
        self.live: list[Debt] = []
        self.free: list[str] = []

    def undo_sales(self) -> list[tuple[str, str, int, date]]:
        """The allocations of the claim view: what the factor gave back (C. civ. 1321) is no entry of
        its own there. The sale shrinks by it, and who paid it paid the invoice."""
        moves: dict[tuple[str, str, date], int] = defaultdict(int)
        for row in self.account.allocations:
            if row.on <= self.on and {row.credit_item, row.debit_item} <= self.items.keys():
                moves[row.credit_item, row.debit_item, row.on] += row.amount
        amounts = {item.id: item.amount for item in self.items.values()}
        for back in sorted(self.items.values(), key=lambda i: int(i.id)):
            if back.kind != "assignment" or back.amount <= 0 or not back.piece:
                continue
            def sold(item: ItemFact) -> list[tuple[str, str, date]]:
                return [key for key, amount in moves.items()
                        if amount > 0 and key[1] == item.id and key[2] <= back.on
                        and self.items[key[0]].kind == "assignment"]
            invoices = [i for i in self.items.values()
                        if i.kind != "assignment" and i.amount > 0 and i.piece == back.piece
                        and i.role == back.role and i.on <= back.on and sold(i)]
            if not invoices:
                continue
            invoice = max(invoices, key=lambda i: (i.on, int(i.id)))
            undone = 0
            for key in sorted(sold(invoice), key=lambda k: (k[2], int(k[0]))):
                part = min(moves[key], amounts[back.id])
                moves[key] -= part
                amounts[key[0]] += part
                amounts[back.id] -= part
                undone += part
            for key in sorted((k for k in moves if k[1] == back.id),
                              key=lambda k: (k[2], int(k[0]))):
                part = min(moves[key], undone)
                moves[key] -= part
                moves[key[0], invoice.id, key[2]] += part
                undone -= part
        self.items = {key: replace(item, amount=amounts[key]) for key, item in self.items.items()}
        return [(credit, debit, amount, on)
                for (credit, debit, on), amount in moves.items() if amount]

    def word(self, key: str) -> str | None:
        return last_word(self.account.policies, self.on, key) or last_word(
            self.creditor_words, self.on, key)

    def agreed_rate(self, issued: date) -> Fraction | None:
        text = last_word(self.account.policies, issued, "rate")
        text = last_word(self.creditor_words, issued, "rate") if text is None else text
        rate = Fraction(text or "0")
        return rate if rate > 0 else None

    def told_day(self, kind: str) -> date | None:
        text = self.told.get(kind)
        return date.fromisoformat(text) if text else None

    # ---- the rule of one debt ----

    def debt_of(self, item: ItemFact) -> Debt:
        assert item.due is not None
        debt = Debt(item, item.amount, item.due, in_euros=self.account.currency == "EUR")
        bears = item.kind == "invoice" or (item.kind == "bill" and item.role == "bill")
        if item.amount <= 0 or (not bears and item.kind not in OPENINGS):
            return debt
        served = self.told_day("judgment_served")
        judged = served is not None and served <= self.on and item.due < served
        public = self.account.kind == "public" and not judged
        received = self.told_day(f"received:{item.piece}") if public else None
        if item.due >= self.on and received is None:
            return debt
        debt.gap = self.gap_of(item, public, received)
        if debt.gap:
            return debt
        insolvency = self.told_day("insolvency")
        if insolvency and (item.issued or item.on) < insolvency:
            debt.last = insolvency - ONE_DAY
        if judged:
            assert served is not None
            self.after_judgment(debt, served)
        elif public:
            assert received is not None
            self.public_buyer(debt, received)
        elif self.account.kind == "consumer":
            self.consumer(debt)
        else:
            self.business(debt)
        if insolvency and debt.last and debt.start and debt.start >= insolvency:
            debt.can_indemnify = False
        return debt

    def gap_of(self, item: ItemFact, public: bool, received: date | None) -> str | None:
        if item.kind in OPENINGS:
            return "opening"
        if self.account.kind == "unknown":
            return "debtor_kind"
        if not public:
            return "due_date" if item.due_source == "assumed" else None
        if received is None:
            return "receipt_date"
        return None if self.told.get("body") in rates.PUBLIC_TERM_DAYS else "public_body"

    def business(self, debt: Debt) -> None:
        debt.start, debt.table, debt.can_indemnify = debt.due, "business", True
        debt.rate = self.agreed_rate(debt.item.issued or debt.item.on)
        least = rates.minimum(debt.due + ONE_DAY)
        within = debt.last is None or debt.due < debt.last
        if debt.rate is not None and least is not None and debt.rate < least and within:
            debt.gap, debt.start, debt.can_indemnify = "rate_below_minimum", None, False

    def consumer(self, debt: Debt) -> None:
        notices = (self.told_day("formal_notice"), self.account.notice_by_letter(debt.item.id))
        notice = min(filter(None, notices), default=None)
        if notice is not None:
            debt.start, debt.table = max(notice, debt.due), "legal"
            debt.rate = self.agreed_rate(debt.item.issued or debt.item.on)

    def public_buyer(self, debt: Debt, received: date) -> None:
        debt.start = received + timedelta(days=rates.PUBLIC_TERM_DAYS[self.told["body"]])
        debt.due = debt.start
        debt.rate = rates.public(debt.start + ONE_DAY)
        debt.can_indemnify = True

    def after_judgment(self, debt: Debt, served: date) -> None:
        month = served.month - 1 + 2
        year, month = served.year + month // 12, month % 12 + 1
        day = served.day
        while True:  # 31 December + 2 months is the last day of February
            try:
                end = date(year, month, day)
                break
            except ValueError:
                day -= 1
        debt.start = self.told_day("formal_notice") or debt.due
        debt.table, debt.raised_from = "legal", end + ONE_DAY

    # ---- day by day ----

    def follows(self, credit: ItemFact, debit: ItemFact) -> bool:
        return (self.imputation == "ledger" or credit.kind != "payment"
                or debit.kind not in DEBT_KINDS)

    def run(self) -> Claim:
        moves: dict[date, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
        claim = Claim(ledger={i.id: i.amount for i in self.account.items if i.id in self.items})
        for row in self.account.allocations:
            if row.on <= self.on and {row.credit_item, row.debit_item} <= self.items.keys():
                claim.ledger[row.debit_item] -= row.amount
                claim.ledger[row.credit_item] += row.amount
        for credit, debit, amount, on in self.moves:
            if self.follows(self.items[credit], self.items[debit]):
                moves[on][credit, debit] += amount
                self.reserved[credit] += amount
        if self.items:
            self.days(moves)
        for debt in self.debts.values():
            debt.close()
        self.fill(claim)
        return claim

    def days(self, moves: dict[date, dict[tuple[str, str], int]]) -> None:
        first = min(min(i.on, i.issued or i.on) for i in self.items.values())
        starts = [d.start for d in self.debts.values() if d.start]
        day = min([first, *starts])
        while day <= self.on:
            for debt in self.debts.values():
                debt.live(day)
            for debt in self.debts.values():
                if min(debt.item.on, debt.item.issued or debt.item.on) == day:
                    self.arrive(debt, day)
            for (credit, debit), amount in sorted(
                    moves.get(day, {}).items(), key=lambda m: (int(m[0][0]), int(m[0][1]))):
                self.allocate(credit, self.debts[debit], amount, day)
            for credit in sorted(self.left, key=int):
                if self.items[credit].on == day and self.imputation != "ledger":
                    self.free.append(credit)
                    self.impute(credit, day)
            for word in self.account.policies:
                if word.start == day and (word.act or "").startswith("waive"):
                    self.waive(word.act or "")
            day += ONE_DAY

    def arrive(self, debt: Debt, day: date) -> None:
        debt.here = True
        self.live.append(debt)
        for credit in list(self.free) if self.imputation != "ledger" else []:
            self.impute(credit, day)

    def allocate(self, credit: str, debt: Debt, amount: int, day: date) -> None:
        self.reserved[credit] -= amount
        if self.imputation != "ledger":
            amount = min(amount, debt.principal)
        debt.principal -= amount
        self.left[credit] -= amount
        if self.imputation != "ledger":
            self.impute(credit, day)

    def waive(self, act: str) -> None:
        for debt in self.debts.values():
            if debt.start is None or not debt.here:
                continue
            debt.close()
            if act in ("waive_all", "waive_interest"):
                debt.waived_interest += debt.interest
                debt.interest = 0
            if act in ("waive_all", "waive_indemnity"):
                debt.waived_indemnity += debt.indemnity
                debt.indemnity = debt.apart = 0

    # ---- what a payment pays ----

    def impute(self, credit: str, day: date) -> None:
        amount = self.left[credit] - self.reserved[credit]
        debts = [debt for debt in self.live if debt.owed() > 0]
        if amount <= 0 or not debts:
            return
        rest = self.by_law(debts, amount, day) if self.imputation == "legal" else (
            self.by_contract(debts, amount))
        self.left[credit] -= amount - rest

    def rank(self, debt: Debt, day: date) -> tuple[bool, Fraction, date]:
        tomorrow = min(day + ONE_DAY, self.on)
        if debt.gap == "rate_missing" or debt.gap is None:
            cost = debt.rate_of(tomorrow) or Fraction(0)
        else:
            cost = Fraction(0)
        return debt.due > day, -cost, debt.due

    def by_law(self, debts: list[Debt], amount: int, day: date) -> int:
        groups: dict[tuple[bool, Fraction, date], list[Debt]] = defaultdict(list)
        for debt in debts:
            groups[self.rank(debt, day)].append(debt)
        for key in sorted(groups):
            group = groups[key]
            total = sum(debt.owed() for debt in group)
            if amount >= total:
                for debt in group:
                    debt.pay(debt.owed())
                amount -= total
                continue
            shares = [debt.owed() * amount // total for debt in group]
            rests = [debt.owed() * amount % total for debt in group]
            by_rest = sorted(range(len(group)), key=lambda i: (-rests[i], -i))
            for i in by_rest[: amount - sum(shares)]:
                shares[i] += 1
            for debt, share in zip(group, shares, strict=True):
                if share:
                    debt.pay(share)
            return 0
        return amount

    def by_contract(self, debts: list[Debt], amount: int) -> int:
        oldest = sorted(debts, key=lambda d: (d.due, d.item.on, int(d.item.id)))
        parts = ["interest", "principal", "indemnity"]
        if self.order == "principal-first":
            parts[:2] = ["principal", "interest"]
        for part in parts:
            for debt in oldest:
                if not amount:
                    return 0
                debt.close()
                paid = min(amount, getattr(debt, part))
                setattr(debt, part, getattr(debt, part) - paid)
                amount -= paid
        return amount

    def fill(self, claim: Claim) -> None:
        for debt in self.debts.values():
            claim.lines[debt.item.id] = (
                debt.principal, debt.interest, debt.indemnity, debt.gap)
            claim.complete = claim.complete and debt.gap is None
            claim.waived += debt.waived_interest + debt.waived_indemnity
            claim.apart += debt.apart
        claim.unallocated = sum(self.left.values())
        claim.ledger_unallocated = -sum(
            amount for item, amount in claim.ledger.items() if not self.signs[item])


def claim_of(facts: Facts, account: AccountFact, on: date) -> Claim:
    return Walk(facts, account, on).run()
