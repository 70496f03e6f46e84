"""Across documents: which accounts are one incident."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from variorum.model import Link, Problem, Told
from variorum.resolve.candidates import candidates
from variorum.resolve.clusters import Odds, cluster
from variorum.resolve.features import compare, weights
from variorum.resolve.profile import Profile, profile
from variorum.resolve.weighing import Decided, log_odds, score_of

COMPARED = frozenset({"news", "background"})  # a running total, a plan and a supposition are no incident
SUGGEST = -1.5  # log-odds from which a person is asked: a score of about .18
NEAREST = -3.5  # … about the nearest of an account that stands alone and has no better


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Groups of account keys, each an incident; the links that joined them; and pairs for a person to decide."""

    groups: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...] = ()
    suggestions: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    _by_account: dict[str, list[Link]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for link in self.links:
            self._by_account.setdefault(link.left, []).append(link)

    def links_in(self, group: Iterable[str]) -> tuple[Link, ...]:
        """The links between accounts of one group, the best first."""
        keys = set(group)
        found = [link for key in keys for link in self._by_account.get(key, ()) if link.right in keys]
        return tuple(sorted(found, key=lambda link: (-link.score, link.left, link.right)))


def resolve(told: Sequence[Told], *, pairs: Sequence[Decided] = ()) -> Resolved:
    """Group accounts into incidents; `pairs` are people's judgements, which beat every score. The order of the accounts does not matter.

    Running totals, plans and suppositions stay alone, and so do two accounts of one document, unless a person joins them.
    """
    comparing = _Comparing(_profiles(told))
    near = [pair for pair in candidates(comparing.profiles) if comparing.odds(*pair) >= NEAREST]
    likely = [pair for pair in near if comparing.odds(*pair) >= SUGGEST]
    about = {key for key, each in comparing.profiles.items() if each.main}
    groups, problems = cluster({each.key: each.document.key for each in told}, likely, comparing.odds, pairs, first=about)
    by_person = {(pair.left, pair.right): pair for pair in pairs}
    together, apart = [], []
    for left, right in likely:
        if groups.group_of[left] == groups.group_of[right]:
            together.append(comparing.link(left, right))
        elif (left, right) not in by_person or by_person[left, right].verdict == "unsure":
            apart.append(comparing.link(left, right))
    asked = {key for link in apart for key in (link.left, link.right)}
    alone = {key for key in comparing.profiles if len(groups.members[groups.group_of[key]]) == 1} - asked
    apart += [comparing.link(*pair) for pair in _nearest(alone, near, comparing.odds) if pair not in by_person]
    joined = [
        _said(pair) for pair in pairs if pair.verdict == "same" and groups.group_of.get(pair.left) == groups.group_of.get(pair.right, "")
    ]
    return Resolved(
        groups=tuple(sorted(tuple(sorted(group)) for group in groups.members.values())),
        links=tuple(sorted([*joined, *together], key=_rank)),
        suggestions=tuple(sorted(apart, key=_rank)),
        problems=tuple(problems),
    )


def _nearest(alone: Set[str], pairs: Iterable[tuple[str, str]], odds: Odds) -> list[tuple[str, str]]:
    """For each account that stands alone its nearest candidate."""
    best: dict[str, tuple[str, str]] = {}
    for pair in sorted(pairs, key=lambda pair: (-odds(*pair), pair)):
        for key in alone & set(pair):
            best.setdefault(key, pair)
    return sorted(set(best.values()))


def _rank(link: Link) -> tuple[float, str, str]:
    return -link.score, link.left, link.right


def _said(pair: Decided) -> Link:
    return Link(left=pair.left, right=pair.right, score=1.0, reasons=(f"{pair.by} says that they are the same",))


def _profiles(told: Sequence[Told]) -> dict[str, Profile]:
    by_document: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        by_document[each.document.key].append(each)
    return {each.key: profile(each, by_document[each.document.key]) for each in told if each.account.status in COMPARED}


class _Comparing:
    """Compares each pair once."""

    def __init__(self, profiles: dict[str, Profile]) -> None:
        self.profiles = profiles
        self._known: dict[tuple[str, str], float] = {}

    def odds(self, left: str, right: str) -> float:
        """The log-odds that two accounts are one incident."""
        pair = (left, right) if left <= right else (right, left)
        if pair not in self._known:
            one, other = self.profiles.get(left), self.profiles.get(right)
            self._known[pair] = log_odds(compare(one, other), weights()) if one and other else 0.0
        return self._known[pair]

    def link(self, left: str, right: str) -> Link:
        """Score and reasons of a pair, what weighs most first."""
        features = compare(self.profiles[left], self.profiles[right])
        telling = sorted((each for each in features if each.words), key=lambda each: (-abs(each.weight), each.words))
        return Link(left=left, right=right, score=score_of(self.odds(left, right)), reasons=tuple(each.words for each in telling))
