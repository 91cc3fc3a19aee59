"""What letters say against the facts: each names items that were open on its day, asks for what the
ledger or the claim view says of them, and none left a file that was on hold.

Facts are known as they are now. A credit booked later with an earlier day makes less of what was
open then, never more: so on a later day a letter may ask for more than is found, not for less; on
its own day it is exact."""

from datetime import date

from audit_facts import Disagreement
from claim import Claim, claim_of, last_word
from facts import AccountFact, Facts, LetterFact
from values import decimal_text

ORDER = ("made", "printed", "sent", "presented", "received")
NEEDED = {"printed": ("printed",), "sent": ("sent",), "presented": ("sent", "presented"),
          "received": ("sent", "received"), "returned": ("sent", "returned")}
LEFT = frozenset(NEEDED)


class LetterAudit:
    def __init__(self, facts: Facts, account: AccountFact, letter: LetterFact, today: date):
        self.facts, self.account, self.letter, self.today = facts, account, letter, today
        self.wrong: list[Disagreement] = []

    def differ(self, what: str, expected: object, found: object) -> None:
        where = f"{self.account.ref} letter {self.letter.number}"
        self.wrong.append(Disagreement(where, what, str(expected), str(found)))

    def run(self) -> list[Disagreement]:
        self.check_days()
        made = self.letter.days["made"]
        if made is not None and self.letter.state != "cancelled":
            claim = claim_of(self.facts, self.account, made)
            self.check_items(claim, made)
            if self.exact(made):
                self.check_asked(claim, made)
        self.check_hold()
        return self.wrong

    def exact(self, made: date) -> bool:
        """Everything it was made from is still as it was."""
        return made == self.today and self.letter.state in LEFT

    def check_days(self) -> None:
        days = self.letter.days
        told = [(key, days[key]) for key in ORDER if days[key] is not None]
        if [day for _, day in told] != sorted(day for _, day in told if day):
            self.differ("days", "in order", told)
        for key in ("made", *NEEDED.get(self.letter.state, ())):
            if days[key] is None:
                self.differ(f"day {key} of a letter {self.letter.state}", "a day", None)

    def check_items(self, claim: Claim, made: date) -> None:
        letter = self.letter
        items = {item.id: item for item in self.account.items}
        if len({item for item, _ in letter.items}) != len(letter.items):
            self.differ("items", "each once", letter.items)
        if (letter.kind == "releve") != (not letter.items):
            self.differ("items", "none of a statement, some of a demand", len(letter.items))
        for item_id, amount in letter.items:
            item = items.get(item_id)
            if item is None or item.amount <= 0 or item.on > made:
                self.differ(f"item {item_id}", f"a debit of {made} or before", item)
                continue
            self.check_amount(item.piece or item_id, item_id, amount, claim.ledger[item_id], made)

    def check_amount(self, name: str, item_id: str, amount: int, still: int, made: date) -> None:
        whole = item_id not in self.account.spoken_of and not self.account.holds
        if amount <= 0 or (whole and amount < still):
            self.differ(f"asked for {name}", decimal_text(still), decimal_text(amount))
        if self.exact(made) and amount > still:
            self.differ(f"asked for {name}, open that day", decimal_text(still),
                        decimal_text(amount))

    def check_asked(self, claim: Claim, made: date) -> None:
        """The principal less what is not set against anything, or the claim where it is claimed."""
        if self.letter.kind == "releve" or self.letter.payee != "0":
            return
        principal = sum(amount for _, amount in self.letter.items) - claim.ledger_unallocated
        rows = [claim.lines.get(item, (0, 0, 0, None)) for item, _ in self.letter.items]
        beside = sum(row[1] + row[2] for row in rows)
        penalty = (last_word(self.account.policies, made, "penalty")
                   or last_word(self.facts.policies.get(self.account.creditor, []), made, "penalty"))
        allowed = {max(0, principal)}
        if penalty == "claimed":
            allowed.add(max(0, sum(row[0] for row in rows) + beside - claim.unallocated))
        if self.letter.asked not in allowed:
            self.differ("asked", " or ".join(decimal_text(one) for one in sorted(allowed)),
                        decimal_text(self.letter.asked))

    def check_hold(self) -> None:
        """Printed while the whole file was on hold since an earlier day, and never lifted."""
        printed = self.letter.days["printed"]
        if printed is None or self.letter.kind == "releve" or self.letter.state == "cancelled":
            return
        for hold in self.account.holds:
            begun = hold.start or hold.made
            if (hold.placed and hold.item is None and max(begun, hold.made) < printed
                    and (hold.through is None or printed <= hold.through)):
                self.differ("a letter to a file on hold", "none", printed)


def audit_letters(facts: Facts, today: date) -> tuple[list[Disagreement], int]:
    """What differs, and how many letters were looked at."""
    wrong: list[Disagreement] = []
    count = 0
    for account in facts.accounts.values():
        for letter in account.letters:
            made = letter.days["made"]
            if made is not None and made > today:
                continue
            wrong += LetterAudit(facts, account, letter, today).run()
            count += 1
    return wrong, count
