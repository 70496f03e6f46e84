"""The reviewed lists that cleaning goes by, each loaded once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def listed(name: str) -> frozenset[str]:
    """The entries of a word list."""
    return frozenset(_lines(name))


@cache
def furniture(place: str) -> re.Pattern[str]:
    """The patterns of one kind of `furniture.tsv` as one: "whole", "begin" or "end"."""
    entries = (line.split("\t", 1) for line in _lines("furniture.tsv"))
    return re.compile("|".join(f"(?:{pattern})" for kind, pattern in entries if kind == place), re.IGNORECASE)


@cache
def any_listed(name: str) -> re.Pattern[str]:
    """A pattern for any entry of a word list as whole words, longest first, in any case."""
    entries = sorted(map(re.escape, listed(name)), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(entries)})(?!\w)", re.IGNORECASE)


def _lines(name: str) -> list[str]:
    """The lines of a data file without its comments."""
    text = files("variorum.lexicon.en").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("# ")]
