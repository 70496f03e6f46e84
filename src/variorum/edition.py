"""Which edition of the rules is running: a digest of their code and word lists.

A version number that somebody must remember to raise is forgotten; then two readings that differ bear one name, and a ledger keeps the
old one.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

RULES = (".py", ".tsv", ".txt", ".sha256")  # the table of places stands there by its own digest
LENGTH = 10  # hex digits


@cache
def edition(*packages: str) -> str:
    """The digest of all rules in some packages, the same wherever they are installed."""
    whole = hashlib.sha256()
    for package in packages:
        for name, file in _rules(files(package), package):
            whole.update(name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return whole.hexdigest()[:LENGTH]


def _rules(folder: Traversable, name: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            found += _rules(entry, path)
        elif entry.name.endswith(RULES):
            found.append((path, entry))
    return found
