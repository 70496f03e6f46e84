"""Tables that come with a package: one explicit line an entry, its cells divided by tabs; `#` begins a comment line.

A cell stays as it is written: a blank at the end of a pattern counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

Row = tuple[str, ...]


@cache
def rows_of(package: str, name: str) -> tuple[Row, ...]:
    """The rows of a table of a package, in its order."""
    return rows_in(files(package).joinpath(name).read_text(encoding="utf-8"))


@cache
def weights_of(package: str, name: str) -> Mapping[str, float]:
    """First cell → second cell as a number; what stands behind is for people to read."""
    return MappingProxyType({row[0]: float(row[1]) for row in rows_of(package, name)})


@cache
def word_class(package: str, name: str, wanted: str) -> frozenset[str]:
    """The words of one class of a table whose rows are the name of a class and its words, divided by blanks. Raises `KeyError` for none."""
    return {its: frozenset(words.split()) for its, words, *_ in rows_of(package, name)}[wanted]


def rows_in(text: str) -> tuple[Row, ...]:
    """The rows of a table's text; comments and empty lines are left out."""
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))
