"""What two accounts of one incident are likely to have in common: marks, under which an index files every account.

A mark is a number of 63 bits, odd if it is telling: half of all that happens in a land in a fortnight is not one incident.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from variorum.resolve.features import RARE_TYPES
from variorum.resolve.nearness import Numbers, Places
from variorum.resolve.profile import Profile
from variorum.resolve.wording import is_common

TELLING = 1.0  # worth of a name that is a mark
ENOUGH = 2  # a telling mark, or two that are not: with more, the time does not matter
NEAR = 12  # days between two reports of one incident while it is news: later reports must share more than one mark
UNDATED = 0  # stands for the day of an account that has none


def marks_of(each: Profile) -> frozenset[int]:
    """The marks of an account."""
    telling = (_digest(words) | 1 for words in _telling_words(each))
    return frozenset((*telling, *(_digest(words) & ~1 for words in _vague_words(each))))


def _telling_words(each: Profile) -> Iterator[str]:
    """Its telling names, its town, and its day in its land; other names with its fortnight."""
    for name, worth in each.names.items():
        if worth >= TELLING:
            yield f"name {name}"
        elif not is_common(name):
            yield from (f"name {name} {fortnight}" for fortnight in _fortnights(each))
    if each.where is not None and each.where.precision <= 3:
        yield f"place {each.where.gazetteer_id or each.where.name}"
    if each.when is not None and each.when.precision <= 2 and each.when.earliest:
        yield f"day {each.when.earliest.isoformat()} {each.where.country if each.where else None}"


def _vague_words(each: Profile) -> Iterator[str]:
    """With its fortnight its land, its kind of building and of incident, where that is a rare one."""
    for fortnight in _fortnights(each):
        if each.where is not None and each.where.country:
            yield f"land {each.where.country} {fortnight}"
        yield from (f"kind {kind} {fortnight}" for kind in (each.types & RARE_TYPES) | each.sites)


def day_of(each: Profile) -> int:
    """The day of an account as a proleptic Gregorian ordinal: its own, or of undated news that of the report; else `UNDATED`."""
    day = _day(each)
    return day.toordinal() if day else UNDATED


@overload
def may_be_one(shared: int, one: int, other: int) -> bool: ...
@overload
def may_be_one(shared: Numbers, one: Places, other: Places) -> NDArray[np.bool_]: ...
def may_be_one(shared: Any, one: Any, other: Any) -> Any:
    """Whether two accounts of these days that share so much, telling marks counted twice, are worth a comparison; or which of many are."""
    any_time = (one == UNDATED) | (other == UNDATED) | (abs(one - other) <= NEAR)
    return (shared > ENOUGH) | ((shared == ENOUGH) & any_time)


def _digest(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def _fortnights(each: Profile) -> tuple[int, ...]:
    """The number of its fortnight and of the next, so that two accounts less than a fortnight apart share one."""
    day = _day(each)
    return () if day is None else (day.toordinal() // 14, day.toordinal() // 14 + 1)


def _day(each: Profile) -> date | None:
    if each.when is not None and each.when.precision <= 4:
        return each.when.earliest or each.when.latest
    return each.published if each.main and each.news and each.when is None else None
