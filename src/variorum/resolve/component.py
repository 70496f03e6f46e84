"""Connected accounts → incidents. What comes out depends on these accounts, their pairs and what people said of them, on nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from variorum.model import Link, Problem
from variorum.resolve.clusters import cluster
from variorum.resolve.pairs import SUGGEST, Near, joining, link_between, odds_between
from variorum.resolve.profile import Profile
from variorum.resolve.weighing import Decided

ASKED = 300_000  # odds at hand of pairs that are not near each other: some 60 MB
ProfileOf: TypeAlias = Callable[[str], Profile]


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """Accounts, each with the key of its document; those of them that are compared with others; all pairs and judgements among them."""

    documents: Mapping[str, str]
    compared: frozenset[str]
    near: Sequence[Near]
    decided: Sequence[Decided]


def solve(component: Component, profile_of: ProfileOf) -> tuple[list[tuple[str, ...]], list[Problem]]:
    """The incidents among connected accounts, and where people contradict each other. What reports are about is grouped first, by the
    pairs among themselves; then what they mention goes along.
    """
    known = {(each.left, each.right): each.odds for each in component.near}

    @lru_cache(maxsize=ASKED)
    def asked(one: str, other: str) -> float:
        return odds_between(profile_of(one), profile_of(other)) if component.compared.issuperset((one, other)) else 0.0

    def odds(one: str, other: str) -> float:
        pair = (one, other) if one <= other else (other, one)
        return known[pair] if pair in known else asked(*pair)

    about = {key for key in component.compared if profile_of(key).main}
    pairs = joining(known)
    groups, problems = cluster(component.documents, ([pair for pair in pairs if about.issuperset(pair)], pairs), odds, component.decided)
    return sorted(tuple(sorted(group)) for group in groups), problems


def links_within(
    groups: Iterable[tuple[str, ...]], near: Iterable[Near], decided: Iterable[Decided], profile_of: ProfileOf
) -> dict[str, tuple[Link, ...]]:
    """For each group, by its first account, the fewest and best links that hold it together (a maximum spanning tree, by Kruskal's method),
    what people said first.

    An incident of n accounts has n - 1 of them, fewer where it was joined by what its accounts share only as a whole.
    """
    home = {key: group[0] for group in groups for key in group}
    pairs: dict[str, list[Near | Decided]] = {group: [] for group in home.values()}
    said = sorted((each for each in decided if each.verdict == "same"), key=lambda each: (each.left, each.right))
    ranked: list[Near | Decided] = [*said, *sorted(near, key=lambda each: (-each.odds, each.left, each.right))]
    for each in ranked:
        if each.left in home and home[each.left] == home.get(each.right):
            pairs[home[each.left]].append(each)
    return {group: _tree(own, profile_of) for group, own in pairs.items()}


def _tree(pairs: Iterable[Near | Decided], profile_of: ProfileOf) -> tuple[Link, ...]:
    """The links among pairs, the best of which come first, that join what was not joined before."""
    together: dict[str, set[str]] = {}
    found = []
    for each in pairs:
        one, other = (together.setdefault(key, {key}) for key in (each.left, each.right))
        if one is other or (isinstance(each, Near) and each.odds < SUGGEST):
            continue
        found.append(_link(each, profile_of))
        fewer, more = sorted((one, other), key=len)
        more |= fewer
        together |= dict.fromkeys(fewer, more)
    return tuple(sorted(found, key=lambda link: (-link.score, link.left, link.right)))


def _link(each: Near | Decided, profile_of: ProfileOf) -> Link:
    if not isinstance(each, Near):
        return Link(left=each.left, right=each.right, score=1.0, reasons=(f"{each.by} says that they are the same",))
    return link_between(profile_of(each.left), profile_of(each.right))
