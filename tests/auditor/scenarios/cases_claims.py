"""Both views of every account on several days, under random policies, against the auditor's own."""

from collections.abc import Callable
from datetime import date
from random import Random

from audit_claim import audit_statement
from cases_random import ledger, rounds, seed, split
from facts import read_facts
from session import Session
from tables import Row, table

KINDS = ("société", "entrepreneur individuel", "organisme public", "particulier", "")
DAYS = ("2025-06-30", "2025-12-31", "2026-03-31", "2027-02-28")
WE_08 = table("""
    VE 2025-01-01 411000 ALPHA F-1 10000.00 A
    BQ 2025-03-15 411000 ALPHA R-1 -4000.00 A
""")
FACTOR = table("""
    VE 2025-01-01 411000 ALPHA F-1 10000.00 A
    VE 2025-01-02 411000 ALPHA F-2 500.00 B
    VE 2025-01-03 411000 ALPHA F-3 300.00 C
    FA 2025-02-10 411000 ALPHA F-1 -10000.00 A
    FA 2025-02-10 411000 ALPHA F-2 -500.00 B
    FA 2025-02-11 411000 ALPHA F-3 -300.00 C
    FA 2025-05-20 411000 ALPHA F-1 10000.00 D
    FA 2025-05-21 411000 ALPHA F-3 120.00
    FA 2025-05-22 411000 ALPHA F-9 80.00
    BQ 2025-06-15 411000 ALPHA R-1 -4000.00 D
    BQ 2025-07-15 411000 ALPHA R-2 -100.00
""")


def customers(session: Session, kinds: dict[str, str]) -> None:
    path = session.product.folder / "customers.csv"
    rows = [f"{number};{number} SA;{kind}" for number, kind in kinds.items()]
    path.write_text("\n".join(["compte;nom;type", *rows, ""]), encoding="utf-8")
    session.product.run("import", str(path), "--creditor", session.creditor, today=session.today)


def audit_claims(session: Session, step: str, *days: str) -> None:
    """Every account's statement against the facts exported the same day."""
    for text in days:
        day = date.fromisoformat(text)
        facts = read_facts(session.product.export_facts(text))
        wrong = []
        for account in facts.accounts.values():
            found = session.product.run("statement", account.ref, today=text)
            wrong += audit_statement(facts, account, day, found)
        session.no_disagreement(f"{step}: claims, {text}", wrong)


def policy(session: Session, *arguments: str, today: str | None = None) -> None:
    session.product.run("policy", *arguments, today=today or session.today)


def worked_example(session: Session) -> None:
    """WE-08 in the three modes, the figures written by hand."""
    session.load(WE_08, terms="net30", audit=False)
    customers(session, {"ALPHA": "société"})
    for mode, principal, interest in (
        ("ledger", "6000.00", "448.13"), ("legal", "6154.92", "300.78"),
        ("contract", "6154.92", "300.78"),
    ):
        policy(session, "ALPHA", "--imputation", mode, "--from", "2025-01-01")
        claim = session.product.run("statement", "ALPHA", today="2025-07-31")["claim"]
        found = (claim["principal"], claim["interest"], claim["indemnity"])
        session.same(f"WE-08, {mode}", (principal, interest, "40.00"), found)
        audit_claims(session, mode, *DAYS)
    policy(session, "ALPHA", "--order", "principal-first", "--from", "2025-01-01")
    audit_claims(session, "principal first", *DAYS)
    policy(session, "ALPHA", "--waive", "all", "--why", "geste", today="2025-08-15")
    audit_claims(session, "given up", *DAYS)


def random_policies(session: Session, random: Random, numbers: list[str]) -> None:
    if random.random() < 0.5:
        policy(session, "--creditor", session.creditor, "--imputation",
               random.choice(["legal", "contract"]), "--from", "2025-01-01")
    for number in numbers:
        for _ in range(random.randint(0, 2)):
            words = ["--imputation", random.choice(["ledger", "legal", "contract"])]
            words += ["--order", random.choice(["interest-first", "principal-first"])]
            words += ["--penalty", random.choice(["computed", "reminded", "claimed", "invoiced"])]
            start = random.choice(["2025-01-01", "2025-07-01", "2026-01-15"])
            policy(session, number, *words, "--from", start)


def random_acts(session: Session, random: Random, kinds: dict[str, str]) -> None:
    for number, kind in kinds.items():
        private = kind not in ("organisme public",)
        if private and random.random() < 0.4:
            policy(session, number, "--waive", random.choice(["interest", "indemnity", "all"]),
                   "--why", "geste", today="2025-11-20")
        if kind == "société" and random.random() < 0.5:
            policy(session, number, "--rate", random.choice(["11.50", "15"]),
                   "--from", random.choice(["2025-02-01", "2025-09-01"]))


def fact(session: Session, number: str, kind: str, value: str) -> None:
    session.product.run("add", "fact", number, "--kind", kind, "--value", value,
                        today=session.today)


def random_facts(session: Session, random: Random, kinds: dict[str, str],
                 rows: list[Row]) -> None:
    """Days of the law: notices, judgments, insolvencies, receipts."""
    for number, kind in kinds.items():
        if random.random() < 0.5:
            fact(session, number, "formal_notice", random.choice(["2025-05-12", "2026-02-01"]))
        if random.random() < 0.3:
            fact(session, number, "judgment_served", random.choice(["2025-10-31", "2026-01-31"]))
        if random.random() < 0.3:
            fact(session, number, "insolvency", random.choice(["2025-09-04", "2026-03-01"]))
        if kind != "organisme public":
            continue
        fact(session, number, "body", random.choice(["state", "local", "health", "undertaking"]))
        for row in rows:
            if row.auxiliary == number and row.amount > 0 and random.random() < 0.7:
                fact(session, number, f"received:{row.piece}", row.day.isoformat())


def recourse(session: Session) -> None:
    """What the factor gives back is the invoice again, in every mode and on every day."""
    session.load(FACTOR, terms="net30", audit=False)
    customers(session, {"ALPHA": "société"})
    for mode in ("ledger", "legal", "contract"):
        policy(session, "ALPHA", "--imputation", mode, "--from", "2025-01-01")
        audit_claims(session, mode, "2025-02-09", "2025-03-01", "2025-05-20", "2025-06-15", *DAYS)


def one_round(number: int) -> tuple[str, Callable[[Session], None]]:
    def play(session: Session) -> None:
        own_seed = seed() * 1000 + 700 + number
        session.tap.comment(f"seed {own_seed} (RELANCE_AUDIT_SEED={seed()}, round {number})")
        random = Random(own_seed)
        rows: list[Row] = ledger(random, two_years=number % 2 == 1)
        for part in split(random, rows):
            session.load(part, audit=False, terms=random.choice(["net30", "eom45a", None]))
        numbers = sorted({row.auxiliary for row in rows if row.auxiliary})
        kinds = {name: random.choice(KINDS[:2] if random.random() < 0.6 else KINDS)
                 for name in numbers}
        customers(session, kinds)
        audit_claims(session, "nothing said", *DAYS)
        random_policies(session, random, numbers)
        audit_claims(session, "policies", *DAYS)
        random_acts(session, random, kinds)
        audit_claims(session, "acts", *DAYS)
        random_facts(session, random, kinds, rows)
        audit_claims(session, "days of the law", *DAYS)

    return f"random claims {number}", play


def scenarios() -> list[tuple[str, Callable[[Session], None]]]:
    made: list[tuple[str, Callable[[Session], None]]] = [
        ("the worked example", worked_example), ("recourse", recourse)]
    return made + [one_round(number) for number in range(min(rounds(), 4))]
