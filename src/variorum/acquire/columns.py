"""Which column of a spreadsheet holds what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from variorum.lexicon.tables import rows_of

_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """`fields` has the place of each field's column, in the order of a row's fields; `others` the names of all other columns, by place."""

    fields: Mapping[str, int]
    others: Mapping[int, str]
    width: int


def columns_of(heading: Sequence[str]) -> Columns:
    """The columns that a heading names. A heading without a name is "column 7", a second one of the same name "notes (2)"."""
    names = [" ".join(name.split()) for name in heading]
    while names and not names[-1]:
        names.pop()
    folded = [fold(name) for name in names]
    fields: dict[str, int] = {}
    for field, headings in accepted().items():
        place = next((folded.index(name) for name in headings if name in folded), None)
        if place is not None:
            fields[field] = place
    others: dict[int, str] = {}
    for place, name in enumerate(names):
        if place not in fields.values():
            named, times = name or f"column {place + 1}", 1
            while named in others.values():
                times += 1
                named = f"{name or 'column'} ({times})"
            others[place] = named
    return Columns(fields=fields, others=others, width=len(names))


def fold(name: str) -> str:
    """A heading without case, blanks and signs: "Publication_Date" and "publication date" are one."""
    return _WORDS.sub("", name.casefold())


@cache
def accepted() -> Mapping[str, Mapping[str, str]]:
    """The headings of each field, as folded and as written, the first first."""
    rows = rows_of("variorum.acquire", "columns.tsv")
    return MappingProxyType({field: MappingProxyType({fold(each): each for each in headings.split(", ")}) for field, headings in rows})
