"""Reads `relance export facts` (JSONL): docs/export-facts.md says what each row holds."""

import json
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from ledger import Line
from told import Book, Choice, Dates, Entry, Moment, Word
from values import cents, iso_day

# What people agreed, noticed, said or are paid on: no figure the auditor recomputes is made of it.
NO_FIGURE = {"stage", "cover", "assignment", "alert", "outcome", "event", "payee", "payee_word"}
# What people said of a part of what is owed: letters may ask for less than what is open.
SAID_OF_ITEMS = {"promise", "plan", "dispute"}


@dataclass(slots=True)
class LineFact:
    line: Line
    currency: str
    in_force: bool
    superseded: bool


@dataclass(slots=True)
class ItemFact:
    id: str
    line: str | None
    kind: str
    role: str
    on: date
    issued: date | None
    due: date | None
    due_source: str
    amount: int
    currency: str
    piece: str
    before: list[Dates] = field(default_factory=list)  # until a later list said otherwise

    def on_day(self, day: date) -> "ItemFact":
        """The item with the dates it had on a day."""
        for dates in self.before:
            if day < dates.until:
                return replace(self, issued=dates.issued, due=dates.due,
                               due_source=dates.source or "")
        return self


@dataclass(slots=True)
class AllocationFact:
    id: str
    credit_item: str
    debit_item: str
    amount: int
    reverses: str | None
    on: date
    source: str


@dataclass(slots=True)
class PolicyFact:
    start: date
    penalty: str | None
    imputation: str | None
    order: str | None
    rate: str | None
    act: str | None


@dataclass(frozen=True, slots=True)
class DocumentFact:
    kind: str
    standing: bool
    digest: str
    of_debtor: bool
    links: dict[str, str]  # item to proposed, confirmed or refused


@dataclass(frozen=True, slots=True)
class WorkWord:
    """What a person said of a file in the list of the day."""

    kind: str
    on: date
    through: date | None
    why: str


@dataclass(frozen=True, slots=True)
class LetterFact:
    number: int
    kind: str
    state: str
    payee: str
    asked: int
    days: dict[str, date | None]  # made, printed, sent, presented, received, returned
    reason: str | None
    items: list[tuple[str, int]]

    def notice(self, item: str) -> date | None:
        """Since when it puts on notice for an item."""
        if (self.kind != "mise-en-demeure" or self.reason in {"unknown", "bad_address"}
                or item not in {one for one, _ in self.items}):
            return None
        return next((self.days[key] for key in ("presented", "received", "returned")
                     if self.days[key]), None)


@dataclass(frozen=True, slots=True)
class HoldFact:
    made: date
    placed: bool  # and never lifted
    item: str | None
    start: date | None
    through: date | None


@dataclass(slots=True)
class AccountFact:
    ref: str
    creditor: str
    number: str
    terms: str | None
    currency: str
    lines: list[LineFact] = field(default_factory=list)
    items: list[ItemFact] = field(default_factory=list)
    allocations: list[AllocationFact] = field(default_factory=list)
    kind: str = "unknown"
    policies: list[PolicyFact] = field(default_factory=list)
    costs: list[tuple[str, date, int]] = field(default_factory=list)  # import, day, cents
    told: dict[str, str] = field(default_factory=dict)  # what stands
    entries: dict[str, Entry] = field(default_factory=dict)
    words: list[tuple[str, str, Word]] = field(default_factory=list)  # entry, import
    pairings: dict[str, Choice] = field(default_factory=dict)
    owners: list[tuple[date, str | None]] = field(default_factory=list)  # in the order they were said
    reversed_pairings: set[str] = field(default_factory=set)
    documents: dict[str, DocumentFact] = field(default_factory=dict)
    work_words: list[WorkWord] = field(default_factory=list)
    letters: list[LetterFact] = field(default_factory=list)
    holds: list[HoldFact] = field(default_factory=list)
    spoken_of: set[str] = field(default_factory=set)  # items promised, planned, disputed

    def notice_by_letter(self, item: str) -> date | None:
        return min(filter(None, (letter.notice(item) for letter in self.letters)), default=None)

    def owner_on(self, day: date) -> str | None:
        """Whose file it is; None: nobody's."""
        said = [user for start, user in self.owners if start <= day]
        return said[-1] if said else None

    def standing_choices(self) -> list[Choice]:
        return [one for one in self.pairings.values() if one.id not in self.reversed_pairings]


@dataclass(frozen=True, slots=True)
class ImportFact:
    id: str
    creditor: str
    format: str
    mode: str
    as_of: date | None
    reach: date | None
    done: bool
    seq: int

    @property
    def book(self) -> Book | None:
        """Ledgers and complete lists speak for the whole books of their creditor."""
        if not self.done:
            return None
        if self.format == "fec":
            return Book((self.reach, self.seq), True) if self.reach else None
        return Book(self.moment, False) if self.mode == "state" else None

    @property
    def moment(self) -> Moment:
        if self.as_of is None:
            raise ValueError(f"import {self.id} has no day")
        return (self.as_of, self.seq)


@dataclass(slots=True)
class Facts:
    plans: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    accounts: dict[str, AccountFact] = field(default_factory=dict)
    policies: dict[str, list[PolicyFact]] = field(default_factory=dict)  # by creditor
    imports: dict[str, ImportFact] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)  # the last word of each debtor
    rows: int = 0

    def books(self, creditor: str) -> list[Book]:
        return [one.book for one in self.imports.values()
                if one.creditor == creditor and one.book is not None]


def line_fact(row: dict[str, Any]) -> LineFact:
    entry_date = iso_day(row["entry_date"])
    if entry_date is None:
        raise ValueError(f"line {row['id']} has no entry date")
    line = Line(
        id=row["id"],
        ledger_account=row["ledger_account"],
        role=row["role"],
        entry_date=entry_date,
        piece=row["piece"] or "",
        piece_date=iso_day(row["piece_date"]),
        amount=cents(row["debit"]) - cents(row["credit"]),
        letter=row["letter"] or "",
        opening_day=iso_day(row["opening_day"]),
        position=int(row["position"]),
        assigned=row["use"] == "assignment",
        use=row["use"],
        label=row["label"] or "",
    )
    return LineFact(line, row["currency"], row["in_force"], row["superseded"])


def item_fact(row: dict[str, Any]) -> ItemFact:
    on = iso_day(row["on"])
    if on is None:
        raise ValueError(f"item {row['id']} has no day")
    return ItemFact(
        id=row["id"],
        line=row["line"],
        kind=row["kind"],
        role=row["role"],
        on=on,
        issued=iso_day(row["issued"]),
        due=iso_day(row["due"]),
        due_source=row["due_source"],
        amount=cents(row["amount"]),
        currency=row["currency"],
        piece=row["piece"] or "",
        before=[dates_fact(one) for one in row.get("before", [])],
    )


def dates_fact(row: dict[str, Any]) -> Dates:
    until, issued, due = (iso_day(row[key]) for key in ("until", "issued", "due"))
    if until is None or issued is None:
        raise ValueError("dates without a day")
    return Dates(until, issued, due, row["due_source"])


def allocation_fact(row: dict[str, Any]) -> AllocationFact:
    on = iso_day(row["on"])
    if on is None:
        raise ValueError(f"allocation {row['id']} has no day")
    return AllocationFact(
        id=row["id"],
        credit_item=row["credit_item"],
        debit_item=row["debit_item"],
        amount=cents(row["amount"]),
        reverses=row["reverses"],
        on=on,
        source=row["source"],
    )


def policy_fact(row: dict[str, Any]) -> PolicyFact:
    start = iso_day(row["from"])
    if start is None:
        raise ValueError("a policy has no day")
    return PolicyFact(
        start, row["penalty"], row["imputation"], row["order"], row["rate"], row["act"]
    )


def import_fact(row: dict[str, Any]) -> ImportFact:
    return ImportFact(row["id"], row["creditor"], row["format"], row["mode"],
                      iso_day(row["as_of"]), iso_day(row["reach"]), row["state"] == "done",
                      int(row["seq"]))


def entry_fact(row: dict[str, Any]) -> Entry:
    band = row["band_from"]
    return Entry(row["id"], row["origin"], row["kind"], row["role"], row["piece"] or "",
                 iso_day(row["issued"]), None if band is None else int(band))


def word_fact(row: dict[str, Any], moment: Moment) -> Word:
    original = row["original"]
    return Word(moment, row["gone"], cents(row["open"]),
                None if original is None else cents(original), iso_day(row["due"]),
                iso_day(row.get("issued")))


DOCUMENTS = {"letter", "statement", "invoice_copy", "delivery_note", "order", "exhibit"}
LINKS = {"proposed", "confirmed", "refused"}
WORK_WORDS = {"pin", "postpone", "release", "match_override", "sales_told"}


def add_document(account: AccountFact, row: dict[str, Any]) -> None:
    links = {link["item"]: link["state"] for link in row["items"]}
    size, digest, made = int(row["bytes"]), row["hash"], iso_day(row["made"])
    if row["kind"] not in DOCUMENTS or row["state"] not in {"standing", "withdrawn"}:
        raise ValueError(f"document {row['id']} of no kind")
    if not set(links.values()) <= LINKS or len(links) != len(row["items"]):
        raise ValueError(f"document {row['id']}: links")
    if size <= 0 or len(digest) != 64 or set(digest) - set("0123456789abcdef") or made is None:
        raise ValueError(f"document {row['id']} without a body")
    if row["id"] in account.documents:
        raise ValueError(f"document {row['id']} twice")
    account.documents[row["id"]] = DocumentFact(row["kind"], row["state"] == "standing", digest,
                                                row["of_debtor"], links)


def work_word_fact(row: dict[str, Any]) -> WorkWord:
    on = iso_day(row["on"])
    if on is None or row["kind"] not in WORK_WORDS:
        raise ValueError(f"a word of {row['account']} of no kind")
    return WorkWord(row["kind"], on, iso_day(row["through"]), row["why"])


def add_pairing(account: AccountFact, row: dict[str, Any]) -> None:
    if row["reverses"] is not None:
        account.reversed_pairings |= {row["reverses"], row["id"]}
    on, entered = iso_day(row["on"]), iso_day(row["entered"])
    if on is None or entered is None:
        raise ValueError(f"pairing {row['id']} has no day")
    account.pairings[row["id"]] = Choice(row["id"], row["credit_item"], row["debit_item"],
                                         cents(row["amount"]), on, entered, row["source"])


LETTER_DAYS = ("made", "printed", "sent", "presented", "received", "returned")


def letter_fact(row: dict[str, Any]) -> LetterFact:
    return LetterFact(row["number"], row["kind"], row["state"], row["payee"], cents(row["asked"]),
                      {key: iso_day(row[key]) for key in LETTER_DAYS}, row["reason"],
                      [(one["item"], cents(one["amount"])) for one in row["items"]])


def hold_fact(row: dict[str, Any]) -> HoldFact:
    made = iso_day(row["made"])
    if made is None:
        raise ValueError("a hold has no day")
    return HoldFact(made, row["state"] == "placed", row["item"], iso_day(row["from"]),
                    iso_day(row["through"]))


def join_words(facts: Facts) -> None:
    """Each entry gets the words of imports that stand, in the order of time."""
    for account in facts.accounts.values():
        for entry_id, import_id, word in account.words:
            if facts.imports[import_id].done:
                account.entries[entry_id].words.append(word)
        for entry in account.entries.values():
            entry.words.sort(key=lambda word: word.moment)


def read_facts(path: Path) -> Facts:
    """Raises ValueError or KeyError when a row is not what docs/export-facts.md says."""
    facts = Facts()
    with path.open(encoding="utf-8") as stream:
        for number, text in enumerate(stream, 1):
            try:
                add_fact(facts, json.loads(text))
            except (KeyError, ValueError, TypeError) as problem:
                raise ValueError(f"{path.name}:{number}: {problem!r}") from problem
            facts.rows = number
    join_words(facts)
    for debtor, canonical in facts.same.items():
        if facts.same.get(canonical) != canonical:
            raise ValueError(f"{debtor} is said to be {canonical}, who is somebody else")
    return facts


def mixed(number: int) -> int:
    """splitmix64."""
    number = (number + 0x9E3779B97F4A7C15) & MASK
    number = ((number ^ (number >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    number = ((number ^ (number >> 27)) * 0x94D049BB133111EB) & MASK
    return number ^ (number >> 31)


MASK = (1 << 64) - 1


def check_draw(row: dict[str, Any]) -> None:
    """The lot follows from the day and the debtor."""
    lot, on = row["lot"], iso_day(row["on"])
    if on is None or lot["day"] != (on - date(1970, 1, 1)).days:
        raise ValueError("a draw of another day")
    drawn = mixed(mixed(lot["day"]) ^ int(lot["debtor"]))
    if (lot["chance"], lot["place"]) != ((drawn >> 32) % 1000, drawn & 0xFFFFFFFF):
        raise ValueError("a lot that does not follow from the day and the debtor")
    if not 0 <= row["propensity_ppm"] <= 1_000_000:
        raise ValueError("a chance that is none")


def add_fact(facts: Facts, row: dict[str, Any]) -> None:
    match row["fact"]:
        case "creditor":
            facts.plans[row["code"]] = tuple((p["prefix"], p["role"]) for p in row["plan"])
        case "import":
            facts.imports[row["id"]] = import_fact(row)
        case "account":
            if row["ref"] in facts.accounts:
                raise ValueError(f"account {row['ref']} twice")
            facts.accounts[row["ref"]] = AccountFact(
                row["ref"], row["creditor"], row["number"], row["terms"], row["currency"],
                kind=row.get("kind", "unknown"),
            )
        case "line":
            facts.accounts[row["account"]].lines.append(line_fact(row))
        case "item":
            facts.accounts[row["account"]].items.append(item_fact(row))
        case "allocation":
            facts.accounts[row["account"]].allocations.append(allocation_fact(row))
        case "cost":
            facts.accounts[row["account"]].costs.append(
                (row["import"], date.fromisoformat(row["on"]), cents(row["amount"])))
        case "policy" if "account" in row:
            facts.accounts[row["account"]].policies.append(policy_fact(row))
        case "policy":
            facts.policies.setdefault(row["creditor"], []).append(policy_fact(row))
        case "owner":
            start = iso_day(row["from"])
            if start is None:
                raise ValueError("an owner has no day")
            facts.accounts[row["account"]].owners.append((start, row["user"]))
        case "letter":
            facts.accounts[row["account"]].letters.append(letter_fact(row))
        case "hold":
            facts.accounts[row["account"]].holds.append(hold_fact(row))
        case other if other in SAID_OF_ITEMS:
            facts.accounts[row["account"]].spoken_of |= {one["item"] for one in row["items"]}
        case other if other in NO_FIGURE:
            pass
        case "entry":
            facts.accounts[row["account"]].entries[row["id"]] = entry_fact(row)
        case "word":
            moment = facts.imports[row["import"]].moment
            facts.accounts[row["account"]].words.append(
                (row["entry"], row["import"], word_fact(row, moment)))
        case "pairing":
            add_pairing(facts.accounts[row["account"]], row)
        case "document":
            add_document(facts.accounts[row["account"]], row)
        case "work_word":
            facts.accounts[row["account"]].work_words.append(work_word_fact(row))
        case "draw":
            check_draw(row)
        case "same":
            facts.same[row["debtor"]] = row["canonical"]
        case "told":
            if row["standing"]:
                facts.accounts[row["account"]].told[row["kind"]] = row["value"]
        case other:
            raise ValueError(f"unknown fact {other!r}")
