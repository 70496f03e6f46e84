"""People who contradict each other: of several words on one thing the last holds, and whose own last word differs is told of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any, TypeVar

Word = TypeVar("Word")


def contradicting(said: Sequence[Word], what: Callable[[Word], object], *, by: Callable[[Word], Any] = attrgetter("by")) -> Iterator[Word]:
    """The last word of each other person, where it says something else than the last of all. `said` is on one thing, the earliest first;
    `what` is what a word says, `by` who said it. Who came round contradicts nobody.
    """
    holds = what(said[-1])
    for last in {by(each): each for each in said}.values():
        if what(last) != holds:
            yield last
