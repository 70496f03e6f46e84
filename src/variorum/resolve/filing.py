"""Accounts by the million, filed under their marks: which pairs are worth a comparison, and what the comparisons gave."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from variorum.resolve.marks import day_of, marks_of, may_be_one
from variorum.resolve.nearness import Nearness, Numbers, near_pairs
from variorum.resolve.pairs import NEAREST, SURE, Near, odds_between
from variorum.resolve.profile import Profile

NEARNESS = Nearness(reach=10, anchors=4, odd_twice=True)


class Filed:
    """Keys, documents, days and marks of accounts."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self._documents: list[str] = []
        self._days: list[int] = []
        self._marks: list[Numbers] = []

    def add(self, each: Profile) -> None:
        """File an account."""
        self.keys.append(each.key)
        self._documents.append(each.document)
        self._days.append(day_of(each))
        self._marks.append(np.fromiter(marks_of(each), dtype=np.int64))

    def rows(self) -> Iterator[tuple[int, int, str]]:
        """Mark, day and key of every entry of the index, by mark, day and key."""
        if not self.keys:
            return
        ranks = _ranks(self.keys)
        lengths = [len(marks) for marks in self._marks]
        marks = np.concatenate(self._marks)
        owners = np.repeat(np.arange(len(self.keys)), lengths)
        days = np.array(self._days, dtype=np.int64)[owners]
        for at in np.lexsort((ranks[owners], days, marks)).tolist():
            yield int(marks[at]), int(days[at]), self.keys[owners[at]]

    def near_pairs(self) -> Iterator[tuple[int, int]]:
        """Pairs of accounts of different documents, by their places in `keys`, that are worth a comparison. Those of one time follow each
        other.
        """
        if not self.keys:
            return
        ranks = _ranks(self.keys)
        order = np.lexsort((ranks, np.array(self._days, dtype=np.int64)))
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        owners = np.repeat(place, [len(marks) for marks in self._marks])
        for lefts, rights, shared in near_pairs(np.concatenate(self._marks), owners, ranks[order], NEARNESS):
            for one, other, count in zip(order[lefts].tolist(), order[rights].tolist(), shared.tolist(), strict=True):
                if self._documents[one] != self._documents[other] and may_be_one(count, self._days[one], self._days[other]):
                    yield one, other


class Compared:
    """All filed pairs that are not too unlike, and their odds."""

    def __init__(self, filed: Filed, profile_of: Callable[[str], Profile]) -> None:
        self._keys = filed.keys
        self._place = {key: place for place, key in enumerate(filed.keys)}
        ones, others, odds = array("q"), array("q"), array("d")
        for one, other in filed.near_pairs():
            found = odds_between(profile_of(filed.keys[one]), profile_of(filed.keys[other]))
            if found >= NEAREST:
                ones.append(one)
                others.append(other)
                odds.append(found)
        self._pairs = np.frombuffer(ones, dtype=np.int64), np.frombuffer(others, dtype=np.int64), np.frombuffer(odds)
        ends = np.concatenate(self._pairs[:2])
        self._by_end = np.argsort(ends, kind="stable") % max(1, len(ones))
        self._first = np.searchsorted(np.sort(ends), np.arange(len(self._keys) + 1))

    def near_of(self, key: str) -> list[Near]:
        """The pairs of an account; none of one that is not filed."""
        place = self._place.get(key)
        if place is None:
            return []
        return [self._near(at) for at in self._by_end[self._first[place] : self._first[place + 1]].tolist()]

    def __iter__(self) -> Iterator[Near]:
        """All pairs."""
        return map(self._near, range(len(self._pairs[2])))

    def joining(self) -> Iterator[tuple[str, str]]:
        """The pairs by which incidents may grow together: `pairs.joins`, of all at once."""
        ones, others, odds = self._pairs
        best = np.full(len(self._keys), -np.inf)
        np.maximum.at(best, ones, odds)
        np.maximum.at(best, others, odds)
        for at in np.flatnonzero((odds > 0) & ((odds > SURE) | (odds == best[ones]) | (odds == best[others]))).tolist():
            yield self._keys[ones[at]], self._keys[others[at]]

    def _near(self, at: int) -> Near:
        left, right = sorted((self._keys[self._pairs[0][at]], self._keys[self._pairs[1][at]]))
        return Near(left, right, float(self._pairs[2][at]))


def _ranks(keys: Sequence[str]) -> Numbers:
    """The rank of each key among all."""
    ranks = np.empty(len(keys), dtype=np.int64)
    ranks[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
    return ranks
