"""The pairs of an index, kept as they would be found all at once, while things come into its rows and go from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from math import inf
from typing import Generic, NamedTuple, Protocol, TypeAlias, TypeVar

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
Ends: TypeAlias = tuple[int, int]  # the numbers of two, the smaller first


class Change(NamedTuple):
    """The odds that a pair had at first and has now; `-inf` where there was none, or is none."""

    was: float
    now: float

    @property
    def most(self) -> float:
        """The higher ones."""
        return max(self)


class Keeping(Generic[Thing]):
    """Keeps the pairs of one index. `filed` gives what has these numbers; `weigh` gives the pairs of such that are near each other in so
    many rows, None for one that is not worth keeping.

    `changed` gathers the pairs that came, went or were weighed anew.
    """

    def __init__(
        self,
        index: Index,
        nearness: Nearness,
        filed: Callable[[Set[int]], Mapping[int, Thing]],
        weigh: Callable[[Sequence[tuple[Thing, Thing, int]]], Iterable[Pair | None]],
    ) -> None:
        self._index = index
        self._nearness = nearness
        self._filed = filed
        self._weigh = weigh
        self.changed: dict[Ends, Change] = {}

    def enter(self, thing: Thing) -> None:
        """Put something into its rows."""
        self._index.enter(thing.at, thing.marks)
        touched = touched_by(self._index, thing.marks, thing.at, self._nearness, came=True)
        own = {_ends(thing.at, other): rows for other, rows in touched.own.items()}
        fading = {_ends(one, other) for one, other in touched.fading}
        fallen = {number for _, number in touched.fallen}
        kept = self._kept({thing.at[1], *fallen, *(left for left, _ in fading)})
        again = (ends for ends in kept if ends in fading or not fallen.isdisjoint(ends))
        self._weigh_anew({**dict.fromkeys(again), **own}, kept)

    def leave(self, thing: Thing) -> None:
        """Take something out of its rows, and forget its pairs."""
        self.forget(thing)
        self._index.leave(thing.at, thing.marks)
        touched = touched_by(self._index, thing.marks, thing.at, self._nearness, came=False)
        rising = {_ends(one, other) for one, other in touched.rising}
        self._weigh_anew(dict.fromkeys(rising), self._kept({left for left, _ in rising}))

    def forget(self, thing: Thing) -> None:
        """Forget the pairs of something."""
        kept = self._kept({thing.at[1]})
        self._change(kept, dict.fromkeys(kept))

    def put(self, pair: Pair) -> None:
        """Keep a pair, whether or not the two are near each other."""
        self._change(self._kept({pair[0]}), {pair[:2]: pair})

    def _kept(self, numbers: Set[int]) -> dict[Ends, Pair]:
        return {pair[:2]: pair for pair in self._index.pairs_of(numbers)}

    def _weigh_anew(self, rows_of: Mapping[Ends, int | None], kept: Mapping[Ends, Pair]) -> None:
        """Weigh pairs, and keep or forget them. `rows_of` tells in how many rows they are near each other, where that is known; `kept` are
        those that are kept of them, and others.
        """
        things = self._filed({number for ends in rows_of for number in ends})
        near = []
        for (left, right), rows in rows_of.items():
            one, other = things[left], things[right]
            shared = () if rows is not None else set(one.marks).intersection(other.marks)
            near.append((one, other, count_rows(self._index, shared, one.at, other.at, self._nearness) if rows is None else rows))
        self._change(kept, dict(zip(rows_of, self._weigh(near), strict=True)))

    def _change(self, kept: Mapping[Ends, Pair], now: Mapping[Ends, Pair | None]) -> None:
        """Let what is kept of some pairs be this."""
        moved = {ends: pair for ends, pair in now.items() if pair != kept.get(ends)}
        self._index.drop_all(ends for ends in moved if ends in kept)
        self._index.put_all(pair for _, pair in sorted(moved.items()) if pair is not None)
        for ends, pair in moved.items():
            was, is_now = (-inf if each is None else each[2] for each in (kept.get(ends), pair))
            before = self.changed.get(ends)
            self.changed[ends] = Change(was if before is None else before.was, is_now)


def _ends(one: At, other: At) -> Ends:
    """The numbers of two, the smaller first."""
    return (one[1], other[1]) if one[1] <= other[1] else (other[1], one[1])


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
