"""What is near in the rows of an index: gathered all at once, and kept up one by one, it is the same."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.resolve.nearness import At, Nearness, count_rows, near_pairs, touched_by

Held = dict[At, frozenset[int]]


class RowsInMemory:
    """An index that is searched from end to end."""

    def __init__(self) -> None:
        self.held: Held = {}

    def row(self, mark: int) -> list[At]:
        return sorted(at for at, marks in self.held.items() if mark in marks)

    def before(self, mark: int, at: At, limit: int) -> list[At]:
        return [each for each in self.row(mark) if each < at][::-1][:limit]

    def after(self, mark: int, at: At, limit: int) -> list[At]:
        return [each for each in self.row(mark) if each > at][:limit]

    def between(self, mark: int, one: At, other: At, limit: int) -> int:
        return len([each for each in self.row(mark) if one < each < other][:limit])

    def smallest(self, mark: int, limit: int) -> list[At]:
        return sorted(self.row(mark), key=lambda at: at[1])[:limit]


def all_at_once(held: Held, nearness: Nearness, block: int) -> dict[tuple[At, At], int]:
    order = sorted(held)
    ranks = {at: rank for rank, at in enumerate(sorted(held, key=lambda at: at[1]))}
    marks = [mark for at in order for mark in sorted(held[at])]
    owners = [owner for owner, at in enumerate(order) for _ in held[at]]
    found = near_pairs(
        np.array(marks, dtype=np.int64),
        np.array(owners, dtype=np.int32),
        np.array([ranks[at] for at in order], dtype=np.int64),
        nearness,
        block=block,
    )
    return {
        (order[left], order[right]): count
        for block_of in found
        for left, right, count in zip(*(each.tolist() for each in block_of), strict=True)
    }


def by_definition(held: Held, nearness: Nearness) -> dict[tuple[At, At], int]:
    counts: dict[tuple[At, At], int] = defaultdict(int)
    for mark in {mark for marks in held.values() for mark in marks}:
        row = sorted(at for at, marks in held.items() if mark in marks)
        anchors = sorted(row, key=lambda at: at[1])[: nearness.anchors]
        for place, one in enumerate(row):
            for other in row[place + 1 :]:
                if row.index(other) - place <= nearness.reach or one in anchors or other in anchors:
                    counts[one, other] += 1 + (nearness.odd_twice and mark % 2)
    return dict(counts)


THINGS = st.dictionaries(
    st.integers(0, 400), st.tuples(st.integers(0, 4), st.frozensets(st.integers(0, 5), min_size=1, max_size=4)), min_size=1, max_size=24
)
NEARNESSES = [
    Nearness(reach=1),
    Nearness(reach=3),
    Nearness(reach=2, anchors=1),
    Nearness(reach=1, anchors=2),
    Nearness(reach=4, anchors=3),
]


def placed(things: dict[int, tuple[int, frozenset[int]]]) -> Held:
    return {(day, number): marks for number, (day, marks) in things.items()}


@pytest.mark.parametrize("nearness", NEARNESSES)
@settings(max_examples=60)
@given(THINGS, st.integers(1, 9))
def test_all_pairs_at_once_are_those_of_the_definition(
    nearness: Nearness, things: dict[int, tuple[int, frozenset[int]]], block: int
) -> None:
    held = placed(things)
    assert all_at_once(held, nearness, block) == by_definition(held, nearness)


@pytest.mark.parametrize("nearness", NEARNESSES)
@settings(max_examples=60)
@given(THINGS, st.lists(st.integers(0, 23), max_size=16))
def test_pairs_kept_up_one_by_one_are_those_of_all_at_once(
    nearness: Nearness, things: dict[int, tuple[int, frozenset[int]]], goings: list[int]
) -> None:
    rows, kept = RowsInMemory(), dict[tuple[At, At], int]()

    def keep_up(at: At, marks: frozenset[int], *, came: bool) -> None:
        touched = touched_by(rows, marks, at, nearness, came=came)
        fading = {pair for pair in kept if pair in touched.fading or not touched.fallen.isdisjoint(pair)}
        kept.update({(min(at, other), max(at, other)): count for other, count in touched.own.items()})
        for one, other in touched.rising | fading:
            shared = rows.held[one] & rows.held[other]
            kept[one, other] = count_rows(rows, shared, one, other, nearness)
            if not kept[one, other]:
                del kept[one, other]

    held = placed(things)
    for at, marks in held.items():
        rows.held[at] = marks
        keep_up(at, marks, came=True)
    assert kept == by_definition(rows.held, nearness)
    for going in goings:
        if not rows.held:
            break
        at = sorted(rows.held)[going % len(rows.held)]
        marks = rows.held.pop(at)
        kept = {pair: count for pair, count in kept.items() if at not in pair}
        keep_up(at, marks, came=False)
        assert kept == by_definition(rows.held, nearness)


def test_no_marks_give_no_pairs() -> None:
    nothing = np.array([], dtype=np.int64)
    assert list(near_pairs(nothing, nothing, nothing, Nearness(reach=2))) == []
    alone = np.array([0], dtype=np.int32)
    assert list(near_pairs(np.array([7], dtype=np.int64), alone, alone, Nearness(reach=2))) == []
