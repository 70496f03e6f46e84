"""The pairs of an index, kept as they would be found all at once, while things come into its rows and go from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import Generic, Protocol, TypeVar

from variorum.resolve.nearness import At, Nearness, count_rows, touched_by
from variorum.resolve.weighing import Decided
from variorum.store.filed import Index, Pair, number_of


class Filed(Protocol):
    """Something that stands in the rows of its marks."""

    @property
    def key(self) -> str:
        """Its key."""
        ...

    @property
    def at(self) -> At:
        """Its day and number."""
        ...

    @property
    def marks(self) -> tuple[int, ...]:
        """The rows that it stands in."""
        ...


Thing = TypeVar("Thing", bound=Filed)


class Keeping(Generic[Thing]):
    """Keeps the pairs of one index. `filed` gives what has a number; `weigh` gives the pair of two such that are near each other in so
    many rows, None where it is not worth keeping.

    `changed` gathers, of every pair that came, went or was weighed anew, the highest odds that it had.
    """

    def __init__(
        self, index: Index, nearness: Nearness, filed: Callable[[int], Thing], weigh: Callable[[Thing, Thing, int], Pair | None]
    ) -> None:
        self._index = index
        self._nearness = nearness
        self._filed = filed
        self._weigh = weigh
        self.changed: dict[tuple[int, int], float] = {}

    def enter(self, thing: Thing) -> None:
        """Put something into its rows."""
        self._index.enter(thing.at, thing.marks)
        touched = touched_by(self._index, thing.marks, thing.at, self._nearness, came=True)
        for (_, number), count in sorted(touched.own.items()):
            self._keep(thing, self._filed(number), count)
        fallen = {number for _, number in touched.fallen}
        fading = {(min(one, other), max(one, other)) for (_, one), (_, other) in touched.fading}
        known = {(left, right) for left, right, _, _ in self._index.pairs_of({*fallen, *(left for left, _ in fading)})}
        for left, right in sorted(known):
            if (left, right) in fading or not fallen.isdisjoint((left, right)):
                self._look_again(left, right)

    def leave(self, thing: Thing) -> None:
        """Take something out of its rows, and forget its pairs."""
        self.forget(thing)
        self._index.leave(thing.at, thing.marks)
        touched = touched_by(self._index, thing.marks, thing.at, self._nearness, came=False)
        for (_, one), (_, other) in sorted(touched.rising):
            self._look_again(one, other)

    def forget(self, thing: Thing) -> None:
        """Forget the pairs of something."""
        for left, right, odds, _ in list(self._index.pairs_of([thing.at[1]])):
            self._index.drop(left, right)
            self._note(left, right, odds)

    def put(self, pair: Pair) -> None:
        """Keep a pair, whether or not the two are near each other."""
        self._change(pair[0], pair[1], pair)

    def _look_again(self, one: int, other: int) -> None:
        left, right = self._filed(one), self._filed(other)
        shared = set(left.marks).intersection(right.marks)
        self._keep(left, right, count_rows(self._index, shared, left.at, right.at, self._nearness))

    def _keep(self, one: Thing, other: Thing, rows: int) -> None:
        """Weigh a pair, and keep it or forget it."""
        left, right = sorted((one, other), key=lambda each: each.at[1])
        self._change(left.at[1], right.at[1], self._weigh(left, right, rows))

    def _change(self, left: int, right: int, pair: Pair | None) -> None:
        was = self._index.pair(left, right)
        if pair == was:
            return
        if was is not None:
            self._index.drop(left, right)
            self._note(left, right, was[2])
        if pair is not None:
            self._index.put_all([pair])
            self._note(left, right, pair[2])

    def _note(self, left: int, right: int, odds: float) -> None:
        self.changed[left, right] = max(odds, self.changed.get((left, right), odds))


def joined_by(decided: Iterable[Decided], verdict: str) -> Mapping[int, set[int]]:
    """By number, with which others people joined something: those of which they said `verdict`."""
    joined: dict[int, set[int]] = defaultdict(set)
    for each in decided:
        if each.verdict == verdict:
            left, right = number_of(each.left), number_of(each.right)
            joined[left].add(right)
            joined[right].add(left)
    return joined


def components_around(
    seeds: Set[str],
    *,
    filed: Callable[[Set[str]], Iterable[Thing]],
    numbered: Callable[[Sequence[int]], Iterable[Thing]],
    beside: Callable[[set[int]], set[int]],
    company: Callable[[Iterable[Thing]], Set[str]],
) -> Iterator[dict[str, Thing]]:
    """All connected things that hold these keys, by key; and those that hold what was together with them before.

    `filed` and `numbered` look up keys and numbers, `beside` gives all that some numbers are joined to, `company` the keys of what is noted
    to be together with some, and with what is gone.
    """
    found: dict[str, Thing] = {}
    while waiting := [each for each in filed(seeds | company(found.values())) if each.key not in found]:
        for numbers in connected((each.at[1] for each in waiting), beside):
            some = {each.key: each for each in numbered(numbers)}
            if some.keys() & found.keys():
                continue
            found |= some
            yield some


def connected(seeds: Iterable[int], beside: Callable[[set[int]], set[int]]) -> Iterator[list[int]]:
    """The connected numbers that hold these; `beside` gives all that some are joined to."""
    seen: set[int] = set()
    for seed in sorted(seeds):
        if seed in seen:
            continue
        component, frontier = set[int](), {seed}
        while frontier:
            component |= frontier
            frontier = beside(frontier) - component
        seen |= component
        yield sorted(component)
