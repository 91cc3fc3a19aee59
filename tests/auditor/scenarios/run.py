#!/usr/bin/env python3
"""Plays ledger scenarios on the product and audits every step; prints TAP.

    run.py [BINARY] [--group NAME] [--only TEXT]

BINARY or $RELANCE is the program under test. Each scenario has a database of its own: SQLite, and
PostgreSQL too when RELANCE_TEST_PG is the URL of a server on which databases may be created.
RELANCE_AUDIT_SEED and RELANCE_AUDIT_ROUNDS steer the random ledgers.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import cases_accounts  # noqa: E402  (after the path)
import cases_claims  # noqa: E402
import cases_entries  # noqa: E402
import cases_files  # noqa: E402
import cases_lists  # noqa: E402
import cases_mornings  # noqa: E402
import cases_random  # noqa: E402
import cases_years  # noqa: E402
from product import Refused, engines, fresh  # noqa: E402
from session import Session  # noqa: E402
from tap import Tap  # noqa: E402

GROUPS: dict[str, Callable[[], list[tuple[str, Callable[[Session], None]]]]] = {
    "years": lambda: cases_years.SCENARIOS,
    "files": lambda: cases_files.SCENARIOS,
    "accounts": lambda: cases_accounts.SCENARIOS,
    "lists": lambda: cases_lists.SCENARIOS,
    "entries": lambda: cases_entries.SCENARIOS,
    "mornings": cases_mornings.scenarios,
    "random": cases_random.scenarios,
    "claims": cases_claims.scenarios,
}


def play(tap: Tap, binary: str, engine: str, number: int, name: str,
         scenario: Callable[[Session], None]) -> None:
    label = f"{engine}: {name}"
    try:
        with fresh(binary, engine, str(number)) as product:
            scenario(Session(tap, product, label))
    except (Refused, ValueError, KeyError, OSError, subprocess.SubprocessError) as problem:
        tap.point(f"{label}: plays to its end", False, [repr(problem)])


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("binary", nargs="?", default=os.environ.get("RELANCE"))
    parser.add_argument("--group", choices=GROUPS, action="append")
    parser.add_argument("--only", default="", help="scenarios whose name holds this text")
    arguments = parser.parse_args()
    if not arguments.binary:
        parser.error("which program? Give BINARY or set RELANCE")
    binary = str(Path(arguments.binary).resolve())
    tap = Tap()
    number = 0
    for group in arguments.group or GROUPS:
        for name, scenario in GROUPS[group]():
            if arguments.only not in name:
                continue
            for engine in engines():
                number += 1
                play(tap, binary, engine, number, name, scenario)
    if "postgresql" not in engines():
        tap.skip("the scenarios on PostgreSQL", "RELANCE_TEST_PG is not set")
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
