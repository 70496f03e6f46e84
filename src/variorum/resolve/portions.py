"""The long tasks of `resolve`, cut into portions that other processes can take: pairs to be compared, components to be solved, questions
to be put into words.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from itertools import starmap
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from variorum.model import Link, Problem
from variorum.resolve.component import Component, links_within, solve
from variorum.resolve.nearness import Places
from variorum.resolve.pairs import Near, link_between, odds_between
from variorum.resolve.profile import Profile
from variorum.resolve.shelf import PackedOf, Shelf, unpack
from variorum.resolve.view import forget_view

Task = TypeVar("Task")
Answer = TypeVar("Answer")

MOST = 60_000  # accounts whose pairs are compared in one portion: unpacked some 700 MB
PAIRS = 100_000  # that are solved in one portion, unless a single component has more


def uncollected(work: Callable[[Task], Answer]) -> Callable[[Task], Answer]:
    """`work` without the collector of garbage: it keeps millions of records, which the collector would walk again and again, and leaves no
    cycles behind.
    """

    @wraps(work)
    def done(task: Task) -> Answer:
        collects = gc.isenabled()
        gc.disable()
        try:
            return work(task)
        finally:
            if collects:
                gc.enable()

    return done


class Spread(Protocol):
    """Does the work of all tasks, here or elsewhere, and gives the answers in any order."""

    def __call__(self, work: Callable[[Task], Answer], tasks: Iterable[Task], /) -> Iterable[Answer]:
        """`work` is a function of a module, tasks and answers can be pickled."""
        ...


def here(work: Callable[[Task], Answer], tasks: Iterable[Task], /) -> Iterable[Answer]:
    """All in this process, one after the other."""
    return map(work, tasks)


# ---------------------------------------------------------------- pairs


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of accounts by their places among all, and the packed profiles of `places`."""

    ones: Places
    others: Places
    places: Places
    packed: Sequence[bytes]


PairsOdds = tuple[Places, Places, NDArray[np.float64]]
PairsReasons = tuple[Places, Places, list[tuple[float, tuple[str, ...]]]]


@uncollected
def compare_pairs(portion: Pairs) -> PairsOdds:
    """The pairs with their odds."""
    odds = np.fromiter(starmap(odds_between, _unpacked(portion)), dtype=np.float64, count=len(portion.ones))
    return portion.ones, portion.others, odds


@uncollected
def explain_pairs(portion: Pairs) -> PairsReasons:
    """The pairs with their scores and reasons."""
    return portion.ones, portion.others, [(link.score, link.reasons) for link in starmap(link_between, _unpacked(portion))]


def _unpacked(portion: Pairs) -> Iterator[tuple[Profile, Profile]]:
    unpacked: dict[int, Profile] = {}
    packed = dict(zip(portion.places.tolist(), portion.packed, strict=True))

    def at(place: int) -> Profile:
        if place not in unpacked:
            unpacked[place] = unpack(packed[place])
        return unpacked[place]

    for one, other in zip(portion.ones.tolist(), portion.others.tolist(), strict=True):
        yield at(one), at(other)
    for each in unpacked.values():
        forget_view(each)


def pairs_of(keys: Sequence[str], pairs: Iterable[tuple[Places, Places]], packed_of: PackedOf) -> Iterator[Pairs]:
    """All these pairs of places in `keys`, portion by portion."""
    for some in pairs:
        for ones, others, places in _cut(*some):
            wanted = [keys[place] for place in places.tolist()]
            packed = packed_of(wanted)
            yield Pairs(ones, others, places, [packed[key] for key in wanted])


def _cut(ones: Places, others: Places) -> Iterator[tuple[Places, Places, Places]]:
    """Pairs with their places, in as many parts as keep those few: what bears no date is near to what happened at any time."""
    places = np.unique(np.concatenate((ones, others)))
    if len(places) <= MOST:
        yield ones, others, places
        return
    half = len(ones) // 2
    yield from _cut(ones[:half], others[:half])
    yield from _cut(ones[half:], others[half:])


# ---------------------------------------------------------------- components


@dataclass(frozen=True, slots=True)
class Components:
    """Some components, without their pairs; these as bare tuples, which are sent in a third of the time; and the packed profiles of all."""

    components: Sequence[Component]
    near: Sequence[Sequence[tuple[str, str, float]]]
    packed: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Solved:
    """The incidents of some components, the links that hold each, by its first account, and where people contradict each other."""

    groups: Sequence[tuple[str, ...]]
    links: Mapping[str, tuple[Link, ...]]
    problems: Sequence[Problem]


@uncollected
def solve_components(portion: Components) -> Solved:
    """What comes out of each, all together."""
    profile_of = Shelf(lambda keys: {key: portion.packed[key] for key in keys})
    groups: list[tuple[str, ...]] = []
    links: dict[str, tuple[Link, ...]] = {}
    problems: list[Problem] = []
    for bare, near in zip(portion.components, portion.near, strict=True):
        component = replace(bare, near=tuple(starmap(Near, near)))
        found, contradictions = solve(component, profile_of)
        groups += found
        problems += contradictions
        links |= links_within((group for group in found if len(group) > 1), component.near, component.decided, profile_of)
    profile_of.clear()
    return Solved(groups, links, problems)


def components_of(components: Iterable[Component], packed_of: PackedOf) -> Iterator[Components]:
    """All components, portion by portion."""
    some: list[Component] = []
    pairs = 0
    for each in components:
        some.append(each)
        pairs += len(each.near)
        if pairs >= PAIRS:
            yield _portion(some, packed_of)
            some, pairs = [], 0
    if some:
        yield _portion(some, packed_of)


def _portion(components: Sequence[Component], packed_of: PackedOf) -> Components:
    packed = packed_of(sorted(key for each in components for key in each.compared))
    return Components([replace(each, near=()) for each in components], [[(*pair,) for pair in each.near] for each in components], packed)
