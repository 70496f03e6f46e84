"""Pairs of accounts that were compared, and which of them a person should look at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from sys import intern
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from variorum.model import Link
from variorum.resolve.features import compare, odds_of, weights
from variorum.resolve.profile import Profile
from variorum.resolve.weighing import Decided, log_odds, score_of

SUGGEST = -1.5  # log-odds from which a person is asked: a score of about .18
SURE = 3.0  # log-odds from which a pair joins incidents also where both of its accounts have a better one
MARGIN = 4.0  # … unless the best of both is better by more than this: an attack of which much is told stays apart from one like it
NEAREST = -3.5  # … about the nearest of an account that stands alone and has no better

Name = TypeVar("Name", str, int)  # of an account: its key or number


class Near(NamedTuple):
    """Two accounts that were compared, `left` < `right`, and the log-odds that they are one incident, `NEAREST` or more."""

    left: str
    right: str
    odds: float


def joins(odds: float, best: float, other_best: float) -> bool:
    """Whether incidents may grow together by a pair: if it speaks for one incident, and is the best that one of its accounts has, or sure
    and not far from it.

    Chance likeness would otherwise chain all that happens in a town in a year, and then the world, into one component.
    """
    return odds > 0 and odds >= min(best, other_best) - (MARGIN if odds > SURE else 0)


def odds_between(one: Profile, other: Profile) -> float:
    """The log-odds that two accounts are one incident. It depends on the two and on shipped tables alone."""
    return odds_of(one, other)


def link_between(one: Profile, other: Profile) -> Link:
    """Score and reasons of a pair, what weighs most first."""
    left, right = sorted((one, other), key=lambda each: each.key)
    features = compare(left, right)
    telling = sorted((each for each in features if each.words), key=lambda each: (-abs(each.weight), each.words))
    score = score_of(log_odds(features, weights()))
    return Link(left=left.key, right=right.key, score=score, reasons=tuple(intern(each.words) for each in telling))


def joining(odds: Mapping[tuple[Name, Name], float], best_of: Mapping[Name, float] = MappingProxyType({})) -> list[tuple[Name, Name]]:
    """The pairs by which incidents may grow together, given the odds of all pairs of some accounts; `best_of` are the highest odds of
    other accounts, of which not all pairs are given.
    """
    best = dict(best_of)
    for pair, value in odds.items():
        for each in pair:
            best[each] = max(value, best.get(each, value))
    return [pair for pair, value in odds.items() if joins(value, best[pair[0]], best[pair[1]])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Which pairs a person should look at: likely ones in two incidents, and, where an account stands alone and has no such pair, its
    nearest. Nobody is asked again about what was decided, unless the word was "unsure".

    `near_of` gives all pairs of an account, `group_of` the name of its incident, `is_alone` whether it is one by itself.
    """

    near_of: Callable[[str], Sequence[Near]]
    group_of: Callable[[str], str]
    is_alone: Callable[[str], bool]
    decided: Mapping[tuple[str, str], Decided]
    _nearest_of: dict[str, Near | None] = field(default_factory=dict)

    def about(self, accounts: Collection[str]) -> Iterator[Near]:
        """The pairs of these accounts to look at, each once."""
        wanted = set(accounts)
        for key in accounts:
            for each in self.near_of(key):
                if (each.left == key or each.left not in wanted) and self.asks(each):
                    yield each

    def asks(self, each: Near) -> bool:
        """Whether a person should look at a pair."""
        if self._is_likely(each):
            return True
        if (each.left, each.right) in self.decided:
            return False
        return any(self._nearest(key) == each for key in (each.left, each.right))

    def _is_likely(self, each: Near) -> bool:
        if each.odds < SUGGEST or self.group_of(each.left) == self.group_of(each.right):
            return False
        person = self.decided.get((each.left, each.right))
        return person is None or person.verdict == "unsure"

    def _nearest(self, key: str) -> Near | None:
        """Of an account that stands alone, and about which nobody is asked, the nearest pair."""
        if not self.is_alone(key):
            return None
        if key not in self._nearest_of:
            self._nearest_of[key] = self._found_nearest(key)
        return self._nearest_of[key]

    def _found_nearest(self, key: str) -> Near | None:
        pairs = self.near_of(key)
        if any(self._is_likely(pair) for pair in pairs):
            return None
        return min(pairs, key=lambda pair: (-pair.odds, pair.left, pair.right), default=None)
