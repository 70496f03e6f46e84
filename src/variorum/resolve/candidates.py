"""Pairs that are worth a comparison, from an index of marks: never all pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations

from variorum.resolve.features import RARE_TYPES
from variorum.resolve.profile import Profile
from variorum.resolve.wording import is_common

TELLING = 1.0  # worth of a name that is a mark
NEAR = 12  # days between two reports of one incident while it is news: later reports must share more than one mark


def candidates(profiles: Mapping[str, Profile]) -> Iterator[tuple[str, str]]:
    """Pairs of accounts of different documents that share a mark and a time, or several marks. In the order of their keys."""
    index: dict[str, list[str]] = defaultdict(list)
    for key, each in sorted(profiles.items()):
        for mark in marks_of(each):
            index[mark].append(key)
    shared: Counter[tuple[str, str]] = Counter()
    for keys in index.values():
        shared.update(combinations(keys, 2))
    for (left, right), marks in sorted(shared.items()):
        one, other = profiles[left], profiles[right]
        if one.document != other.document and (marks > 1 or _together(one, other)):
            yield left, right


def marks_of(each: Profile) -> Iterator[str]:
    """Its telling names and its town; and with its fortnight its lands, its kind of building and of incident, where that is a rare one."""
    fortnights = _fortnights(each)
    for name, worth in each.names.items():
        if worth >= TELLING:
            yield f"name {name}"
        elif not is_common(name):
            yield from (f"name {name} {fortnight}" for fortnight in fortnights)
    if each.where is not None and each.where.country:
        yield from (f"land {each.where.country} {fortnight}" for fortnight in fortnights)
    for kind in (each.types & RARE_TYPES) | each.sites:
        yield from (f"kind {kind} {fortnight}" for fortnight in fortnights)
    if each.where is not None and each.where.precision <= 3:
        yield f"place {each.where.gazetteer_id or each.where.name}"
    if each.when is not None and each.when.precision <= 2 and each.when.earliest:
        yield f"day {each.when.earliest.isoformat()} {each.where.country if each.where else None}"


def _fortnights(each: Profile) -> tuple[int, ...]:
    """The number of its fortnight and of the next, so that two accounts less than a fortnight apart share one."""
    day = _day(each)
    return () if day is None else (day.toordinal() // 14, day.toordinal() // 14 + 1)


def _together(one: Profile, other: Profile) -> bool:
    """Whether two accounts may be of one time: both undated, or dated within some days."""
    first, second = _day(one), _day(other)
    return first is None or second is None or abs((first - second).days) <= NEAR


def _day(each: Profile) -> date | None:
    if each.when is not None and each.when.precision <= 4:
        return each.when.earliest or each.when.latest
    return each.published if each.main and each.news and each.when is None else None
