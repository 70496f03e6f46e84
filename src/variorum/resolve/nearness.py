"""Pairs that are worth a comparison: what stands near each other in the rows of an index, never all pairs.

Everything that shares a mark stands in the row of that mark, in the order of day and key. Two of a row are near each other there if at most
`reach` places lie between them, or if one of them is an anchor, which are the `anchors` smallest keys of the row: keys are digests, so
anchors are a fair sample, and hold together what is told years later with what was news. A pair counts the rows in which it is near. So
the work is linear in the number of marks, whatever a mark of thousands does, and what is near depends on what is in the rows, not on the
order in which it came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.int64]
Places: TypeAlias = NDArray[np.int32]  # half as large, and enough for all that fits into memory
At: TypeAlias = tuple[int, int]  # day and number: where something stands in every row that it is in
BLOCK = 20_000  # things whose neighbours are gathered at once: some hundred megabytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """How far what is near in a row may stand apart, and how many anchors a row has; `odd_twice`: rows of odd marks count twice."""

    reach: int
    anchors: int = 0
    odd_twice: bool = False

    def weight_of(self, mark: int) -> int:
        """How much the row of a mark counts."""
        return 1 + (self.odd_twice and mark % 2)


class Rows(Protocol):
    """An index that can be asked about single rows, and changes while it is asked."""

    def before(self, mark: int, at: At, limit: int) -> list[At]:
        """Those that stand before it in the row, the nearest first."""
        ...

    def after(self, mark: int, at: At, limit: int) -> list[At]:
        """Those that stand after it in the row, the nearest first."""
        ...

    def between(self, mark: int, one: At, other: At, limit: int) -> int:
        """How many stand between the two in the row, counted no further than the limit."""
        ...

    def smallest(self, mark: int, limit: int) -> list[At]:
        """Those with the smallest numbers in the row, by number."""
        ...

    def row(self, mark: int) -> list[At]:
        """All of a row."""
        ...


# ---------------------------------------------------------------- all at once


def near_pairs(
    marks: Numbers, owners: Places, ranks: Numbers, nearness: Nearness, *, block: int = BLOCK
) -> Iterator[tuple[Places, Places, Numbers]]:
    """All near pairs, some at a time: the smaller owner, the greater, and in how many rows they are near.

    Entry i says that `owners[i]`, numbered from 0 in the order of day and key, has the mark `marks[i]`. `ranks` gives the rank of every
    owner's key.
    """
    if not len(marks):
        return
    order = np.lexsort((owners, marks))
    marks, owners = marks[order], owners[order]
    starts = np.flatnonzero(np.r_[True, marks[1:] != marks[:-1]])
    lengths = np.diff(np.r_[starts, len(marks)])
    shared = np.repeat(lengths > 1, lengths)
    owners, marks, lengths = owners[shared], marks[shared], lengths[lengths > 1]
    if not len(owners):
        return
    table = _Table(owners, marks % 2 == 1, lengths, ranks, nearness)
    for first in range(0, len(ranks), block):
        yield from table.pairs_of(first, min(len(ranks), first + block))


class _Table:
    """The rows one behind the other, each entry the number of an owner."""

    def __init__(self, owners: Places, odd: NDArray[np.bool_], lengths: Numbers, ranks: Numbers, nearness: Nearness) -> None:
        self.owners, self.odd, self.size, self.nearness = owners, odd, len(ranks), nearness
        ends = np.cumsum(lengths)
        self.row_of = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        self.end_of = ends.astype(np.int32)[self.row_of]
        self.is_anchor = np.zeros(len(owners), dtype=bool)
        if nearness.anchors:
            by_rank = np.lexsort((ranks[owners], self.row_of))
            self.is_anchor[by_rank[np.arange(len(owners)) - (ends - lengths)[self.row_of] < nearness.anchors]] = True
        self.anchors = np.flatnonzero(self.is_anchor)
        self.first_anchor = np.searchsorted(self.anchors, ends - lengths)
        self.by_owner = np.argsort(owners, kind="stable").astype(np.int32)
        self.first_entry = np.searchsorted(owners[self.by_owner], np.arange(self.size + 1))

    def pairs_of(self, first: int, last: int) -> Iterator[tuple[Places, Places, Numbers]]:
        """The pairs whose smaller owner is one of a block of owners."""
        entries = self.by_owner[self.first_entry[first] : self.first_entry[last]]
        codes = [self._codes(entries, entries + apart) for apart in range(1, self.nearness.reach + 1)]
        if self.nearness.anchors:
            codes += self._anchored(entries)
        found, counts = np.unique(np.concatenate(codes), return_counts=True)
        yield (found // self.size).astype(np.int32), (found % self.size).astype(np.int32), counts

    def _codes(self, entries: Places, others: NDArray[np.signedinteger]) -> Numbers:
        """Pairs of entries as one number each, where the second is in the row of the first."""
        fits = others < self.end_of[entries]
        entries = entries[fits]
        found: Numbers = self.owners[entries].astype(np.int64) * self.size + self.owners[others[fits]]
        return np.concatenate((found, found[self.odd[entries]])) if self.nearness.odd_twice else found

    def _anchored(self, entries: Places) -> list[Numbers]:
        """What is not near by place: an anchor with all behind it, the others with the anchors behind them."""
        beyond = self.nearness.reach + 1
        anchors, plain = entries[self.is_anchor[entries]], entries[~self.is_anchor[entries]]
        counts = np.maximum(0, self.end_of[anchors] - anchors - beyond)
        offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        codes = [self._codes(np.repeat(anchors, counts), np.repeat(anchors + beyond, counts) + offsets)]
        for which in range(self.nearness.anchors):
            at = self.first_anchor[self.row_of[plain]] + which
            there = at < len(self.anchors)
            ones, others = plain[there], self.anchors[at[there]]
            away = others >= ones + beyond
            codes.append(self._codes(ones[away], others[away]))
        return codes


# ---------------------------------------------------------------- one at a time


def count_rows(rows: Rows, marks: Iterable[int], one: At, other: At, nearness: Nearness) -> int:
    """In how many of the rows that two share they are near each other."""
    return sum(nearness.weight_of(mark) for mark in marks if _is_near(rows, mark, one, other, nearness))


def _is_near(rows: Rows, mark: int, one: At, other: At, nearness: Nearness) -> bool:
    if rows.between(mark, min(one, other), max(one, other), nearness.reach) < nearness.reach:
        return True
    return bool(nearness.anchors) and not {one, other}.isdisjoint(rows.smallest(mark, nearness.anchors))


@dataclass(slots=True)
class Touched:
    """What a change of the rows changed. `own` are the rows in which what came is near others, by these; `rising` are pairs of others that
    may have become near; `fading` those that may be near no longer; and any pair of a `fallen` one may be near no longer.
    """

    own: Counter[At] = field(default_factory=Counter)
    rising: set[tuple[At, At]] = field(default_factory=set)
    fading: set[tuple[At, At]] = field(default_factory=set)
    fallen: set[At] = field(default_factory=set)


def touched_by(rows: Rows, marks: Iterable[int], at: At, nearness: Nearness, *, came: bool) -> Touched:
    """What has changed since something came into the rows of its marks (they hold it), or went from them (they no longer do)."""
    touched = Touched()
    for mark in marks:
        before, after = rows.before(mark, at, nearness.reach), rows.after(mark, at, nearness.reach)
        # the two that stood as far apart as is near, with it between them: it pushed them out of each other's reach, or let them in
        around = {(one, after[far]) for near, one in enumerate(before) if (far := nearness.reach - 1 - near) < len(after)}
        if came:
            touched.fading |= around
            near = {*before, *after, *_by_anchors(touched, rows, mark, at, nearness)}
            touched.own.update(dict.fromkeys(near, nearness.weight_of(mark)))
        else:
            touched.rising |= around | _by_new_anchor(rows, mark, at, nearness)
    return touched


def _by_anchors(touched: Touched, rows: Rows, mark: int, at: At, nearness: Nearness) -> Iterator[At]:
    """What is near something that came, since it or the other is an anchor. It may have taken the place of another anchor."""
    smallest = rows.smallest(mark, nearness.anchors + 1) if nearness.anchors else []
    anchors = smallest[: nearness.anchors]
    if at in anchors:
        touched.fallen.update(smallest[nearness.anchors :])
        anchors = rows.row(mark)
    yield from (each for each in anchors if each != at)


def _by_new_anchor(rows: Rows, mark: int, at: At, nearness: Nearness) -> set[tuple[At, At]]:
    """The pairs of what became an anchor since one went."""
    anchors = rows.smallest(mark, nearness.anchors) if nearness.anchors else []
    if len(anchors) < nearness.anchors or not anchors or at[1] > anchors[-1][1]:
        return set()
    risen = anchors[-1]
    return {(min(risen, each), max(risen, each)) for each in rows.row(mark) if each != risen}
