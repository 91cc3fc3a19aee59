#!/usr/bin/env python3
"""exports_test.py RELANCE [FILE…]: the exports of tests/exports/files read by the real program, and
what it finds compared with what their generator knows (expected.json). Prints TAP."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
FILES = HERE / "files"


class Tap:
    def __init__(self):
        self.count = 0

    def point(self, name: str, faults: list[str]) -> None:
        self.count += 1
        print(f"{'not ok' if faults else 'ok'} {self.count} - {name}")
        for fault in faults:
            print(f"#   {fault}")
        sys.stdout.flush()


def differ(what: str, expected, got) -> list[str]:
    return [] if expected == got else [f"{what}: expected {expected}, got {got}"]


class Relance:
    def __init__(self, program: str, today: str, database: Path | None = None):
        self.start = [program, "--json", "--today", today]
        if database:
            self.start += ["--db", f"sqlite:{database}"]

    def run(self, *words: str) -> tuple[int, dict]:
        env = {k: v for k, v in os.environ.items() if k != "RELANCE_DB"}
        done = subprocess.run([*self.start, *words], capture_output=True, env=env, cwd=FILES,
                              timeout=120, check=False)
        try:
            return done.returncode, json.loads(done.stdout)
        except ValueError:
            return done.returncode, {"error": {"code": done.stderr.decode(errors="replace")[-300:]}}


def balances(said: dict) -> dict:
    """{currency: balance} of one row of `inspect`."""
    rows = said.get("totals") or [said]
    return {row.get("currency"): row.get("balance") for row in rows}


def inspect_faults(relance: Relance, file: str, wanted: dict) -> list[str]:
    code, document = relance.run("inspect", file)
    said = document.get("files", [{}])[0]
    error = said.get("error") or document.get("error") or {}
    if wanted["kind"] == "refused":
        faults = differ("exit code", 1, code)
        if error.get("code") not in wanted["codes"]:
            faults.append(f"code: expected one of {wanted['codes']}, got {error.get('code')}")
        if wanted["line"]:
            faults += differ("line", wanted["line"], error.get("line"))
        return faults
    if error:
        return [f"refused: {error}"]
    faults = differ("exit code", 0, code) + differ("kind", wanted["kind"], said.get("kind"))
    faults += differ("rows", wanted["rows"], said.get("rows"))
    if wanted["kind"] == "open-items":
        faults += differ("debtors", wanted["debtors"], said.get("debtors"))
        faults += differ("balance", wanted["balance"], balances(said))
    return faults


def main() -> int:
    program = str(Path(sys.argv[1]).resolve())
    expected = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
    chosen = sys.argv[2:] or sorted(expected)
    tap = Tap()
    for file in chosen:
        wanted = expected[file]
        tap.point(f"inspect {file}", inspect_faults(Relance(program, wanted["today"]), file, wanted))
    print(f"1..{tap.count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
