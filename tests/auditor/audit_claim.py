"""Compares `relance statement --json` with the claim recomputed from the facts."""

from datetime import date
from typing import Any

from audit_facts import Disagreement
from claim import Claim, claim_of
from facts import AccountFact, Facts
from values import cents, decimal_text


def audit_statement(
    facts: Facts, account: AccountFact, on: date, document: dict[str, Any]
) -> list[Disagreement]:
    claim = claim_of(facts, account, on)
    wrong: list[Disagreement] = []

    def same(what: str, expected: object, found: object) -> None:
        if expected != found:
            where = f"{account.ref} on {on}"
            wrong.append(Disagreement(where, what, str(expected), str(found)))

    compare_items(claim, document, same)
    ledger = sum(claim.ledger.values())
    same("ledger total", decimal_text(ledger), document["ledger"]["total"])
    same("ledger unallocated", decimal_text(claim.ledger_unallocated),
         document["ledger"]["unallocated"])
    principal, interest, indemnity = claim.totals()
    costs = sum(amount for source, day, amount in account.costs
                if facts.imports[source].done and day <= on)
    total = principal + interest + indemnity + costs
    for key, amount in (("principal", principal), ("interest", interest),
                        ("indemnity", indemnity), ("costs", costs), ("total", total)):
        same(f"claim {key}", decimal_text(amount), document["claim"][key])
    apart = [row["indemnity"] for row in document["claim"].get("totals", []) if "indemnity" in row]
    same("indemnity in euros", [decimal_text(claim.apart)] if claim.apart else [], apart)
    same("complete", claim.complete, document["claim"]["complete"])
    differences = sum(cents(row["amount"]) for row in document["differences"])
    same("sum of the differences", decimal_text(total - ledger), decimal_text(differences))
    waived = {row["code"]: row["amount"] for row in document["differences"]}.get("waived", "0.00")
    same("waived", decimal_text(-claim.waived), waived)
    return wrong


def compare_items(claim: Claim, document: dict[str, Any], same: Any) -> None:
    rows = {row["id"]: row for row in document["ledger"]["items"]}
    for item, (principal, interest, indemnity, gap) in claim.lines.items():
        row = rows.get(item)
        if row is None:
            same(f"item {item}", "a row", "none")
            continue
        for key, amount in (("open", claim.ledger[item]), ("principal", principal),
                            ("interest", interest), ("indemnity", indemnity)):
            same(f"{key} of item {row['number'] or item}", decimal_text(amount), row[key])
        same(f"missing of item {row['number'] or item}", gap, row["missing"])
