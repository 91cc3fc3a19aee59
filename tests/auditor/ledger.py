"""What a set of ledger lines amounts to: openings, lettering, allocations.

Rules: docs/export-facts.md, "Rules to recompute". Nothing here knows where the lines come from.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from fec import fold

COUNTED_ROLES = frozenset({"customer", "bill", "retention", "deposit"})
SHOWN_ROLES = frozenset({"accrued", "bill_remitted"})

# Chart of accounts when the creditor says nothing else; the longest prefix wins.
DEFAULT_PLAN = (
    ("411", "customer"),
    ("416", "customer"),
    ("413", "bill"),
    ("5113", "bill_remitted"),
    ("5114", "bill_remitted"),
    ("4117", "retention"),
    ("419", "deposit"),
    ("4181", "accrued"),
    ("4198", "accrued"),
    ("467", "factor"),
)


# What a label says of a payment that came back: by itself, beside a means of payment, not at all.
RETURNED = frozenset(
    "REJET REJETE REJETEE IMPAYE IMPAYEE IMPAYES UNPAID REJECTED REJECT REJECTION DISHONOURED "
    "DISHONORED CHARGEBACK BOUNCED".split())
RETURNED_WITH_MEANS = frozenset("RETOUR RETOURNE REVENU RETURN RETURNED IMP REFUSE".split())
MEANS = frozenset(
    "PRLV PRLT PRELEV PRELEVEMENT SDD CHQ CHEQ CHEQUE CHECK LCR BOR BILL EFFET TRAITE DEBIT DD "
    "PAYMENT".split())
NO_RETURN = frozenset(
    "FRAIS FEE FEES COMMISSION COMMISSIONS COST COSTS REMBOURSEMENT REMB REFUND CHARGE "
    "CHARGES".split())


def says_returned(label: str) -> bool:
    words = set(fold(label).split())
    speaks = words & RETURNED or (words & RETURNED_WITH_MEANS and words & MEANS)
    return bool(speaks) and not words & NO_RETURN


def tight_words(text: str) -> set[str]:
    return {fold(word).replace(" ", "") for word in text.split(" ")}


def numbers_in(text: str) -> set[str]:
    """Words of four signs or more with a digit, years left out."""
    return {
        word for word in tight_words(text)
        if len(word) >= 4 and re.search("[0-9]", word) and not re.fullmatch("(19|20)[0-9]{2}", word)
    }


def role_of(ledger_account: str, plan: Iterable[tuple[str, str]] = DEFAULT_PLAN) -> str | None:
    fitting = [row for row in plan if ledger_account.startswith(row[0])]
    return max(fitting, key=lambda row: len(row[0]))[1] if fitting else None


@dataclass(slots=True)
class Line:
    """One line in force of one customer account."""

    id: str
    ledger_account: str
    role: str
    entry_date: date
    piece: str
    piece_date: date | None
    amount: int  # debit - credit, cents
    letter: str
    opening_day: date | None
    position: int
    assigned: bool = False  # booked against the factor
    use: str = "other"  # of the journal
    label: str = ""

    @property
    def is_return(self) -> bool:
        """The bank took a payment back."""
        treasury = self.use == "treasury" and not self.assigned
        plain = self.role == "customer" and not self.opening_day and self.amount > 0
        return treasury and plain and says_returned(self.label)

    def may_be_taken_back_by(self, other: "Line") -> bool:
        """Money of exactly the amount that came back, not later."""
        money = self.use != "sales" and not self.assigned and not self.opening_day
        return (money and self.role == "customer" and self.amount == -other.amount
                and self.entry_date <= other.entry_date)

    @property
    def is_assignment(self) -> bool:
        return self.assigned and self.role == "customer" and not self.opening_day

    @property
    def known_from(self) -> date:
        """The day from which the ledger holds it: a detailed opening keeps older entry dates."""
        return self.opening_day or self.entry_date

    @property
    def age(self) -> tuple[date, int]:
        return (self.entry_date, self.position)

    @property
    def order(self) -> tuple[date, int, int, str]:
        """Age; of two alike the smaller id."""
        return (*self.age, len(self.id), self.id)


@dataclass(slots=True)
class Allocation:
    credit: Line
    debit: Line
    amount: int
    source: str = "lettering"

    @property
    def day(self) -> date:
        return max(self.credit.entry_date, self.debit.entry_date)


@dataclass(slots=True)
class Difference:
    """An opening that does not equal what was known before its day."""

    day: date
    amount: int
    first: Line  # of its opening lines, by id

    @property
    def id(self) -> str:
        return self.first.id

    @property
    def piece(self) -> str:
        return self.first.piece


@dataclass(slots=True)
class Reading:
    """An account's ledger, understood."""

    standing: list[Line] = field(default_factory=list)  # counted lines, not superseded
    superseded: set[str] = field(default_factory=set)
    differences: list[Difference] = field(default_factory=list)
    allocations: list[Allocation] = field(default_factory=list)
    groups: dict[tuple[str, str], list[Line]] = field(default_factory=dict)

    def issued(self, line: Line) -> date:
        """The piece's day; what comes back from the factor is as old as the invoice it was."""
        if line.is_assignment and line.amount > 0 and line.piece:
            invoices = [
                other
                for other in self.standing
                if other.piece == line.piece
                and other.amount > 0
                and not other.is_assignment
                and other.age < line.age
            ]
            last = max(invoices, key=lambda other: other.age, default=None)
            if last and (last.role, last.amount) == (line.role, line.amount):
                return last.piece_date or last.entry_date
        return line.piece_date or line.entry_date

    @property
    def balance(self) -> int:
        return sum(line.amount for line in self.standing) + sum(
            difference.amount for difference in self.differences
        )


def allocate(group: list[Line]) -> list[Allocation]:
    """Credits go to debits, oldest first on both sides; the rest stays open."""
    debits = sorted((line for line in group if line.amount > 0), key=lambda line: line.order)
    credits = sorted((line for line in group if line.amount < 0), key=lambda line: line.order)
    rest = {line.id: abs(line.amount) for line in group}
    made = []
    for debit in (line for line in debits if line.is_return):
        for credit in reversed(credits):
            if rest[credit.id] and credit.may_be_taken_back_by(debit):
                rest[credit.id] = rest[debit.id] = 0
                made.append(Allocation(credit, debit, debit.amount))
                break
    for credit in credits:
        for debit in debits:
            amount = min(rest[credit.id], rest[debit.id])
            if amount:
                rest[credit.id] -= amount
                rest[debit.id] -= amount
                made.append(Allocation(credit, debit, amount))
    return made


def settle_returns(standing: list[Line], made: list[Allocation]) -> list[Allocation]:
    """What the bank took back is set against its payment, if that is certain."""
    for returned in sorted((line for line in standing if line.is_return),
                           key=lambda line: line.order):
        if any(own.debit is returned for own in made):
            continue
        said = tight_words(returned.piece) | tight_words(returned.label)
        certain = [
            line for line in standing
            if line.may_be_taken_back_by(returned)
            and not any(own.credit is line and own.debit.is_return for own in made)
            and said & (numbers_in(line.piece) | numbers_in(line.label) | {
                number for own in made if own.credit is line
                for number in numbers_in(own.debit.piece)})
        ]
        if len(certain) == 1:
            made = [own for own in made if own.credit is not certain[0]]
            made.append(Allocation(certain[0], returned, returned.amount, "returned"))
    return made


def letter_groups(
    standing: list[Line], joined: dict[str, tuple[str, str]]
) -> dict[tuple[str, str], list[Line]]:
    """Lines by (ledger account, letter); `joined`: the group of lines an opening stands for."""
    groups: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in standing:
        if line.letter:
            groups[(line.ledger_account, line.letter)].append(line)
        elif line.id in joined:
            groups[joined[line.id]].append(line)
    return dict(groups)


def all_allocations(standing: list[Line], joined: dict[str, tuple[str, str]]) -> list[Allocation]:
    made = []
    for group in letter_groups(standing, joined).values():
        made += allocate(group)
    return made


def open_lines(
    standing: list[Line], joined: dict[str, tuple[str, str]], before: date
) -> list[Line]:
    """Lines known before a day and not settled then, oldest first."""
    settled: dict[str, int] = defaultdict(int)
    for allocation in all_allocations(standing, joined):
        if allocation.day < before:
            settled[allocation.debit.id] += allocation.amount
            settled[allocation.credit.id] += allocation.amount
    return sorted(
        (
            line
            for line in standing
            if line.known_from < before and abs(line.amount) > settled[line.id]
        ),
        key=lambda line: line.order,
    )


def stand_for(openings: list[Line], earlier: list[Line]) -> dict[str, tuple[str, str]]:
    """Which group each earlier open line joins through a lettered opening line that repeats it."""
    left_openings, left_lines = list(openings), list(earlier)
    pairs: list[tuple[Line, Line]] = []
    for same_piece in (True, False):
        for opening in list(left_openings):
            for line in left_lines:
                if (
                    line.ledger_account == opening.ledger_account
                    and line.amount == opening.amount
                    and (line.piece == opening.piece or not same_piece)
                ):
                    pairs.append((opening, line))
                    left_openings.remove(opening)
                    left_lines.remove(line)
                    break
    for opening in left_openings:  # a condensed opening stands for all the rest together
        pairs += [(opening, line) for line in left_lines]
    joined: dict[str, tuple[str, str]] = {}
    for opening, line in pairs:
        if opening.letter and not line.letter:
            joined.setdefault(line.id, (opening.ledger_account, opening.letter))
    return joined


def read_account(lines: Iterable[Line]) -> Reading:
    """Openings in order of their day, then lettering, for the lines of one account in force."""
    counted = [line for line in lines if line.role in COUNTED_ROLES]
    reading = Reading()
    joined: dict[str, tuple[str, str]] = {}
    standing = [line for line in counted if not line.opening_day]
    for day in sorted({line.opening_day for line in counted if line.opening_day}):
        openings = [line for line in counted if line.opening_day == day]
        openings.sort(key=lambda line: line.order)
        before = [line for line in standing if line.known_from < day]
        if not before:
            standing += openings
            continue
        reading.superseded |= {line.id for line in openings}
        known = sum(line.amount for line in before) + sum(
            difference.amount for difference in reading.differences
        )
        gap = sum(line.amount for line in openings) - known
        if gap:
            first = min(openings, key=lambda line: (len(line.id), line.id))
            reading.differences.append(Difference(day, gap, first))
        for line_id, group in stand_for(openings, open_lines(standing, joined, day)).items():
            joined.setdefault(line_id, group)
    reading.standing = standing
    reading.groups = letter_groups(standing, joined)
    reading.allocations = settle_returns(standing, all_allocations(standing, joined))
    return reading
