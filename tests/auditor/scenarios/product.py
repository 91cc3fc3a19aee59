"""Drives the relance binary on a database of its own."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

SECONDS = 120
# The search for leaks doubles the price of a start; the other suites look for them.
os.environ["ASAN_OPTIONS"] = f"{os.environ.get('ASAN_OPTIONS', '')}:detect_leaks=0".lstrip(":")


class Refused(Exception):
    """A command ended with another exit code than 0."""


@dataclass
class Product:
    binary: str
    url: str
    folder: Path

    def text(self, *arguments: str, today: str) -> str:
        """Runs one command; returns what it prints, or raises Refused."""
        command = [self.binary, "--db", self.url, "--today", today, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False,
                              cwd=self.folder)
        if done.returncode != 0:
            said = (done.stdout.strip() + " " + done.stderr.strip()).strip()
            raise Refused(f"{' '.join(arguments)}: exit {done.returncode}: {said[:2000]}")
        return done.stdout

    def run(self, *arguments: str, today: str) -> dict[str, Any]:
        """Runs one command with --json; returns its document, or raises Refused."""
        printed = self.text("--json", *arguments, today=today)
        try:
            document: dict[str, Any] = json.loads(printed)
        except ValueError as problem:
            said = printed[:200]
            raise Refused(f"{' '.join(arguments)}: not one JSON document: {said}") from problem
        return document

    def export_facts(self, today: str) -> Path:
        out = self.folder / "facts.jsonl"
        out.unlink(missing_ok=True)
        self.text("export", "facts", "--out", str(out), today=today)
        return out


def psql(url: str, statement: str) -> None:
    command = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", url, "-c", statement]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)


def engines() -> list[str]:
    return ["sqlite", "postgresql"] if os.environ.get("RELANCE_TEST_PG") else ["sqlite"]


@contextmanager
def fresh(binary: str, engine: str, name: str) -> Iterator[Product]:
    """An initialised, empty database, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="relance-audit.") as text:
        folder = Path(text)
        if engine == "sqlite":
            product = Product(binary, f"sqlite:{folder / 'audit.db'}", folder)
            product.run("init", today="2026-01-01")
            yield product
            return
        base = os.environ["RELANCE_TEST_PG"]
        database = f"audit_{os.getpid()}_{name}".lower()
        psql(base, f'CREATE DATABASE "{database}" TEMPLATE "{initialised(binary)}"')
        try:
            yield Product(binary, url_of(database), folder)
        finally:
            psql(base, f'DROP DATABASE IF EXISTS "{database}"')


def url_of(database: str) -> str:
    return urlunsplit(urlsplit(os.environ["RELANCE_TEST_PG"])._replace(path=f"/{database}"))


@cache
def initialised(binary: str) -> str:
    """The name of an initialised, empty database to copy; it goes with the server."""
    database = f"audit_{os.getpid()}_empty"
    psql(os.environ["RELANCE_TEST_PG"], f'CREATE DATABASE "{database}"')
    Product(binary, url_of(database), Path.cwd()).run("init", today="2026-01-01")
    return database
