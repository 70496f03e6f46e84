"""Reads the word lists of this package: one explicit line an entry, `#` starts a comment line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """The entries of a list, in its order."""
    text = files("variorum.lexicon.en").joinpath(name).read_text(encoding="utf-8")
    return tuple(line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of a table, each as its tab-separated cells."""
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in read_lines(name))


@cache
def closed_class(name: str) -> frozenset[str]:
    """The words of a closed class."""
    return next(frozenset(words.split()) for its, words in read_rows("closed_classes.tsv") if its == name)
