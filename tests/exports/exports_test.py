#!/usr/bin/env python3
"""exports_test.py RELANCE [FILE…]: the exports of tests/exports/files read by the real program, and
what it finds compared with what their generator knows (expected.json). Prints TAP.

Each file is inspected and, if it is not one to refuse, imported into an empty database, imported
again (which changes nothing), and aged with assumed dates and with stated dates only."""

import json
import sys
from pathlib import Path

import make
from program import Relance, Tap, ageing_faults, balances, differ

HERE = Path(__file__).resolve().parent
FILES = HERE / "files"


def refusal_faults(code: int, error: dict, wanted: dict) -> list[str]:
    faults = differ("exit code", 1, code)
    if error.get("code") not in wanted["codes"]:
        faults.append(f"code: expected one of {wanted['codes']}, got {error.get('code')}")
    if wanted["line"]:
        faults += differ("line", wanted["line"], error.get("line"))
    return faults


def inspect_faults(relance: Relance, file: str, wanted: dict) -> list[str]:
    code, document = relance.run(wanted["today"], "inspect", str(FILES / file))
    said = document.get("files", [{}])[0]
    error = said.get("error") or document.get("error") or {}
    if wanted["kind"] == "refused":
        return refusal_faults(code, error, wanted)
    if error:
        return [f"refused: {error}"]
    faults = differ("exit code", 0, code) + differ("kind", wanted["kind"], said.get("kind"))
    faults += differ("rows", wanted["rows"], said.get("rows"))
    if wanted["kind"] == "open-items":
        faults += differ("debtors", wanted["debtors"], said.get("debtors"))
        faults += differ("balance", wanted["balance"], balances(said))
    return faults


def import_faults(relance: Relance, file: str, wanted: dict) -> list[str]:
    code, document = relance.run(wanted["today"], "import", str(FILES / file))
    said = document.get("files", [{}])[0]
    if wanted["kind"] == "refused":
        error = (said.get("errors") or [document.get("error") or {}])[0]
        return refusal_faults(code, error, wanted)
    if code != 0:
        return [f"exit code {code}: {said.get('errors') or document.get('error')}"]
    faults = differ("read", wanted["rows"], said.get("read"))
    faults += differ("rejected", 0, said.get("rejected"))
    if "items" in wanted:
        made = sum(said.get(k, 0) for k in ("items", "payments", "credits"))
        faults += differ("items", wanted["items"], made)
    return faults


def again_faults(relance: Relance, file: str, wanted: dict) -> list[str]:
    code, document = relance.run(wanted["today"], "import", str(FILES / file))
    said = document.get("files", [{}])[0]
    faults = differ("exit code", 0, code)
    for key in ("accepted", "updated", "vanished", "debtors", "items", "payments", "credits"):
        faults += differ(key, 0, said.get(key))
    return faults


def national(phone: str) -> str:
    """Ten digits: the program keeps a number as the list writes it."""
    digits = "".join(c for c in phone if c.isdigit() or c == "+")
    return "0" + digits[3:] if digits.startswith("+33") else digits


def sample_faults(relance: Relance, row: dict, today: str) -> list[str]:
    """One customer, by his number in the ledger: what the list said of him."""
    code, said = relance.run(today, "debtor", row["code"])
    if code != 0:
        return [f"{row['code']}: {said.get('error')}"]
    facts = {fact["kind"]: fact["value"] for fact in said.get("facts", [])}
    facts["phone"] = national(facts.get("phone", ""))
    facts["terms"] = facts.get("terms_text")
    facts["code"] = said.get("number")
    return [fault for key, value in row.items()
            for fault in differ(f"{row['code']} {key}", value, facts.get(key))]


def main() -> int:
    relance = Relance(sys.argv[1])
    expected = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
    tap = Tap()
    tap.point("the files are those of their generator", make.differences())
    for file in sys.argv[2:] or sorted(expected):
        wanted = expected[file]
        tap.point(f"inspect {file}", inspect_faults(relance, file, wanted))
        relance.fresh()
        tap.point(f"import {file}", import_faults(relance, file, wanted))
        if wanted["kind"] == "refused":
            continue
        tap.point(f"import {file} again", again_faults(relance, file, wanted))
        for row in wanted.get("sampled", []):
            tap.point(f"{file}: {row['name']}", sample_faults(relance, row, wanted["today"]))
        if wanted["kind"] == "open-items":
            tap.point(f"ageing {file}", ageing_faults(relance, wanted["today"], wanted["ageing"]))
            tap.point(f"ageing --strict-due {file}", ageing_faults(
                relance, wanted["today"], wanted["strict"], "--strict-due"))
    print(f"1..{tap.count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
