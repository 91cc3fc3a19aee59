#!/usr/bin/env python3
"""make.py [--check]: writes files/ and expected.json; --check compares them instead (the members of a
workbook, not its compressed bytes) and says which differ."""

import io
import json
import sys
import zipfile
from pathlib import Path

import books
import customer_lists
import ledgers_fr
import lists_fr
import refused
import world

HERE = Path(__file__).resolve().parent
CASES = {}
for group in (lists_fr, ledgers_fr, world, books, customer_lists, refused):
    for file, function in group.CASES.items():
        assert file not in CASES, file
        CASES[file] = function


def members(data: bytes):
    """What a workbook says, whatever the compressor; other bytes as they are."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        return data if not data.startswith(b"PK") else len(data) > 0


def produce():
    expected = {}
    contents = {}
    for file, function in sorted(CASES.items()):
        contents[file], expected[file] = function()
        assert len(contents[file]) <= 60 * 1024, file
    text = json.dumps(expected, ensure_ascii=False, indent=1) + "\n"
    return contents, text


def differences() -> list[str]:
    """The files that are not what the generator writes."""
    contents, text = produce()
    folder = HERE / "files"
    stored = {p.name for p in folder.iterdir()}
    bad = sorted(stored ^ contents.keys())
    bad += [f for f in sorted(stored & contents.keys())
            if members((folder / f).read_bytes()) != members(contents[f])]
    if (HERE / "expected.json").read_text(encoding="utf-8") != text:
        bad.append("expected.json")
    return bad


def write() -> None:
    contents, text = produce()
    folder = HERE / "files"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for file, data in contents.items():
        (folder / file).write_bytes(data)
    (HERE / "expected.json").write_text(text, encoding="utf-8")
    print(f"{len(contents)} files")


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        found = differences()
        for name in found:
            print(f"make.py: {name} is not what the generator writes")
        sys.exit(1 if found else 0)
    write()
