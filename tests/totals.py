"""Adds up the test points of a run: totals.py TESTLOG.json… [--tap FILE]…

Reads what meson wrote (meson-logs/testlog*.json, one JSON object a line) and plain TAP files.
A point is one `ok` or `not ok` line of a TAP program, or one program that speaks no TAP. A program
that dies, times out, or runs other points than its plan announced counts as one failure more than
the points it reported as failed. Prints every failure and every skip by name and reason; the last
line is `N passed, N failed`. Exit 1 when something failed or when nothing ran at all.
"""

import json
import re
import sys
from dataclasses import dataclass, field

POINT = re.compile(r"^(ok|not ok)\b *(\d+)? *(?:- *)?([^#]*)(?:# *([A-Z]+)\b:? *(.*))?$", re.I)
PLAN = re.compile(r"^1\.\.(\d+)(?: *# *SKIP\S*:? *(.*))?", re.I)


@dataclass
class Totals:
    passed: int = 0
    failures: list[str] = field(default_factory=list)
    skips: list[str] = field(default_factory=list)


def add_tap(totals: Totals, program: str, text: str) -> tuple[int, bool]:
    """Counts one TAP stream; returns (points failed, whether the stream is complete)."""
    points = failed = 0
    planned = None
    for line in text.splitlines():
        plan = PLAN.match(line)
        if plan:
            planned = int(plan.group(1))
            if planned == 0:
                totals.skips.append(f"{program}: {plan.group(2) or 'no reason given'}")
            continue
        point = POINT.match(line)
        if not point:
            continue
        points += 1
        name = f"{program}: {point.group(3).strip() or point.group(2)}"
        directive = (point.group(4) or "").upper()
        if directive == "SKIP":
            totals.skips.append(f"{name} ({point.group(5) or 'no reason given'})")
        elif point.group(1).lower() == "ok":
            totals.passed += 1
        else:
            failed += 1
            totals.failures.append(name)
    return failed, planned is not None and planned == points


def add_program(totals: Totals, row: dict) -> None:
    """Counts one program of a meson log."""
    program, result = row["name"], row["result"]
    output = row.get("stdout") or ""
    if not re.search(r"^(ok|not ok|1\.\.\d+)\b", output, re.M):
        if result == "OK":
            totals.passed += 1
        elif result == "SKIP":
            lines = output.strip().splitlines()
            totals.skips.append(f"{program}: {lines[-1] if lines else 'no reason given'}")
        else:
            totals.failures.append(f"{program}: {result.lower()}, exit {row.get('returncode')}")
        return
    failed, complete = add_tap(totals, program, output)
    if not failed and (result not in ("OK", "SKIP", "EXPECTEDFAIL") or not complete):
        what = result.lower() if result != "OK" else "not the points it planned"
        totals.failures.append(f"{program}: {what}, exit {row.get('returncode')}")
    elif failed and (not complete or row.get("returncode", 0) < 0):
        totals.failures.append(f"{program}: did not end as planned, exit {row.get('returncode')}")


def main(arguments: list[str]) -> int:
    totals = Totals()
    expect_tap = False
    for argument in arguments:
        if argument == "--tap":
            expect_tap = True
        elif expect_tap:
            expect_tap = False
            with open(argument, encoding="utf-8", errors="replace") as file:
                failed, complete = add_tap(totals, "script/check", file.read())
            if not failed and not complete:
                totals.failures.append(f"{argument}: did not end as planned")
        else:
            with open(argument, encoding="utf-8") as file:
                for line in file:
                    add_program(totals, json.loads(line))
    for skip in totals.skips:
        print(f"skipped  {skip}")
    for failure in totals.failures:
        print(f"FAILED   {failure}")
    print(f"{totals.passed} passed, {len(totals.failures)} failed")
    return 1 if totals.failures or not totals.passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
