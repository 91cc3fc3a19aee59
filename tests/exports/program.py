"""The real program, run on files, and the points of TAP: what the tests of exports share."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


class Tap:
    def __init__(self):
        self.count = 0

    def point(self, name: str, faults: list[str]) -> None:
        self.count += 1
        print(f"{'not ok' if faults else 'ok'} {self.count} - {name}")
        for fault in faults:
            print(f"#   {fault}")
        sys.stdout.flush()

    def skip(self, name: str, why: str) -> None:
        self.count += 1
        print(f"ok {self.count} - {name} # SKIP {why}")


def differ(what: str, expected, got) -> list[str]:
    return [] if expected == got else [f"{what}: expected {expected}, got {got}"]


class Relance:
    """The program on one day, with a database of its own when it needs one."""

    def __init__(self, program: str):
        self.program = str(Path(program).resolve())
        self.folder = tempfile.TemporaryDirectory()
        self.empty = Path(self.folder.name) / "empty.db"
        self.database = Path(self.folder.name) / "work.db"
        code, said = self.run("2026-01-01", "init", database=self.empty)
        assert code == 0, said

    def fresh(self) -> None:
        """An empty database again."""
        for old in Path(self.folder.name).glob("work.db*"):
            old.unlink()
        shutil.copy(self.empty, self.database)

    def run(self, today: str, *words: str, database: Path | None = None) -> tuple[int, dict]:
        """Exit code and document; what is no document is given as an error."""
        start = [self.program, "--json", "--today", today]
        env = {k: v for k, v in os.environ.items() if k != "RELANCE_DB"}
        env["RELANCE_DB"] = f"sqlite:{database or self.database}"
        done = subprocess.run([*start, *words], capture_output=True, env=env, timeout=120,
                              check=False)
        try:
            return done.returncode, json.loads(done.stdout)
        except ValueError:
            return done.returncode, {"error": {"code": done.stderr.decode(errors="replace")[-300:]}}


def balances(said: dict) -> dict:
    """{currency: balance} of one file of `inspect`."""
    return {row.get("currency"): row.get("balance") for row in said.get("totals") or [said]}


def ageing_faults(relance: Relance, today: str, wanted: dict, *options: str) -> list[str]:
    """`ageing --by creditor` against {currency: {bucket: amount}}; buckets left out are not
    compared."""
    code, document = relance.run(today, "ageing", "--by", "creditor", *options)
    rows = {row["currency"]: row for row in document.get("rows", [])}
    faults = differ("exit code", 0, code) + differ("currencies", sorted(wanted), sorted(rows))
    for currency, buckets in wanted.items():
        got = rows.get(currency, {})
        for bucket, amount in buckets.items():
            faults += differ(f"{currency} {bucket}", amount, got.get(bucket))
    return faults
