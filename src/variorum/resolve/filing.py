"""Accounts by the million, filed under their marks: which pairs are worth a comparison, and what the comparisons gave."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from variorum.resolve.marks import day_of, marks_of, may_be_one
from variorum.resolve.nearness import Nearness, Numbers, Places, near_pairs
from variorum.resolve.pairs import MARGIN, NEAREST, SURE, Near
from variorum.resolve.profile import Profile

NEARNESS = Nearness(reach=6, anchors=3, odd_twice=True)
AT_ONCE = 25_000  # accounts whose pairs are found together, or pairs that follow each other in time


class Filed:
    """Keys, documents, days and marks of accounts."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self._documents: dict[str, int] = {}
        self._document, self._day, self._lengths, self._marks = array("i"), array("i"), array("i"), array("q")

    def add(self, each: Profile) -> None:
        """File an account."""
        marks = marks_of(each)
        self.keys.append(each.key)
        self._document.append(self._documents.setdefault(each.document, len(self._documents)))
        self._day.append(day_of(each))
        self._lengths.append(len(marks))
        self._marks.extend(marks)

    def rows(self) -> Iterator[tuple[int, int, str]]:
        """Mark, day and key of every entry of the index, by mark, day and key."""
        if not self.keys:
            return
        ranks, marks, days = _ranks(self.keys), _numbers(self._marks), _places(self._day)
        owners = np.repeat(np.arange(len(self.keys)), _places(self._lengths))
        for at in np.lexsort((ranks[owners], days[owners], marks)).tolist():
            yield int(marks[at]), int(days[owners[at]]), self.keys[owners[at]]

    def near_pairs(self) -> Iterator[tuple[Places, Places]]:
        """Pairs of accounts of different documents, by their places in `keys`, that are worth a comparison: those of some thousand accounts
        that follow each other in time at once.
        """
        if not self.keys:
            return
        ranks, days, document = _ranks(self.keys), _places(self._day), _places(self._document)
        order = np.lexsort((ranks, days)).astype(np.int32)
        place = np.empty(len(order), dtype=np.int32)
        place[order] = np.arange(len(order), dtype=np.int32)
        owners = np.repeat(place, _places(self._lengths))
        for lefts, rights, shared in near_pairs(_numbers(self._marks), owners, ranks[order], NEARNESS, block=AT_ONCE):
            ones, others = order[lefts], order[rights]
            wanted = (document[ones] != document[others]) & may_be_one(shared, days[ones], days[others])
            yield ones[wanted], others[wanted]

    def by_time(self, ones: Places, others: Places) -> Iterator[tuple[Places, Places]]:
        """The same pairs, some thousand that follow each other in time at once: these are of few accounts, since pairs are near in time."""
        days = _places(self._day)
        order = np.argsort(np.minimum(days[ones], days[others]), kind="stable")
        for first in range(0, len(order), AT_ONCE):
            some = order[first : first + AT_ONCE]
            yield ones[some], others[some]


class Compared:
    """All filed pairs that are not too unlike, and their odds. `found` are places in `keys` and odds of pairs, some at a time."""

    def __init__(self, keys: Sequence[str], found: Iterable[tuple[Places, Places, NDArray[np.float64]]]) -> None:
        self._keys = keys
        self._place = {key: place for place, key in enumerate(keys)}
        ones, others, odds = array("i"), array("i"), array("d")
        for some_ones, some_others, some_odds in found:
            near = some_odds >= NEAREST
            ones.frombytes(some_ones[near].tobytes())
            others.frombytes(some_others[near].tobytes())
            odds.frombytes(some_odds[near].tobytes())
        self._ones, self._others, self._odds = _places(ones), _places(others), np.frombuffer(odds, dtype=np.float64)
        ends = np.concatenate((self._ones, self._others))
        self._by_end = (np.argsort(ends, kind="stable") % max(1, len(ones))).astype(np.int32)
        self._first = np.r_[0, np.cumsum(np.bincount(ends, minlength=len(keys)))]

    def near_of(self, key: str) -> list[Near]:
        """The pairs of an account; none of one that is not filed."""
        place = self._place.get(key)
        if place is None:
            return []
        return [self._near(at) for at in self._by_end[self._first[place] : self._first[place + 1]].tolist()]

    def near_among(self, keys: Sequence[str]) -> list[Near]:
        """The pairs of which both are among these, by their keys."""
        places = np.fromiter((self._place[key] for key in keys if key in self._place), dtype=np.int64)
        if len(places) < 2:
            return []
        starts, counts = self._first[places], self._first[places + 1] - self._first[places]
        entries = np.arange(counts.sum()) + np.repeat(starts - np.cumsum(counts) + counts, counts)
        pairs = np.unique(self._by_end[entries])
        inside = np.isin(self._ones[pairs], places) & np.isin(self._others[pairs], places)
        return sorted(map(self._near, pairs[inside].tolist()))

    def __iter__(self) -> Iterator[Near]:
        """All pairs."""
        return map(self._near, range(len(self._odds)))

    def places_of(self, near: Iterable[Near]) -> tuple[Places, Places]:
        """The places of pairs."""
        ones, others = array("i"), array("i")
        for each in near:
            ones.append(self._place[each.left])
            others.append(self._place[each.right])
        return _places(ones), _places(others)

    def joining(self) -> Iterator[tuple[str, str]]:
        """The pairs by which incidents may grow together: `pairs.joins`, of all at once."""
        ones, others, odds = self._ones, self._others, self._odds
        best = np.full(len(self._keys), -np.inf)
        np.maximum.at(best, ones, odds)
        np.maximum.at(best, others, odds)
        least = np.minimum(best[ones], best[others]) - np.where(odds > SURE, MARGIN, 0)
        for at in np.flatnonzero((odds > 0) & (odds >= least)).tolist():
            yield self._keys[ones[at]], self._keys[others[at]]

    def _near(self, at: int) -> Near:
        left, right = sorted((self._keys[self._ones[at]], self._keys[self._others[at]]))
        return Near(left, right, float(self._odds[at]))


def _numbers(marks: array[int]) -> Numbers:
    return np.frombuffer(marks, dtype=np.int64)


def _places(numbers: array[int]) -> Places:
    return np.frombuffer(numbers, dtype=np.int32)


def _ranks(keys: Sequence[str]) -> Numbers:
    """The rank of each key among all."""
    ranks = np.empty(len(keys), dtype=np.int64)
    ranks[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
    return ranks
