"""Accounts into incidents: people's judgements first, then the best links, as long as the whole of two groups agrees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

from variorum.model import Problem
from variorum.resolve.weighing import Decided

Odds = Callable[[str, str], float]  # of two accounts, whichever comes first
LIMIT = 8.0  # log-odds beyond which a pair says no more: one sure pair must not outweigh many doubtful ones


@dataclass(slots=True)
class Groups:
    """Groups of accounts in the making, and what may not come together. `document_of` maps account to document."""

    document_of: dict[str, str]
    members: dict[str, set[str]] = field(default_factory=dict)
    group_of: dict[str, str] = field(default_factory=dict)
    barred: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # account → accounts that a person keeps from it

    def __post_init__(self) -> None:
        self.members = {key: {key} for key in self.document_of}
        self.group_of = {key: key for key in self.document_of}

    def kept_apart(self, left: str, right: str) -> tuple[str, str] | None:
        """Two accounts of these groups that a person keeps apart."""
        ones, others = self.members[left], self.members[right]
        return min(((a, b) for a in ones for b in self.barred.get(a, ()) if b in others), default=None)

    def share_document(self, left: str, right: str) -> bool:
        """Whether both groups have an account of one document: its reader told them apart."""
        documents = {self.document_of[key] for key in self.members[left]}
        return any(self.document_of[key] in documents for key in self.members[right])

    def join(self, left: str, right: str) -> str:
        """Join two groups; gives the name of the new one, its smallest account."""
        name, gone = min(left, right), max(left, right)
        for key in self.members[gone]:
            self.group_of[key] = name
        self.members[name] |= self.members.pop(gone)
        return name


def cluster(
    document_of: dict[str, str], pairs: Sequence[tuple[str, str]], odds: Odds, decided: Sequence[Decided], *, first: Collection[str] = ()
) -> tuple[Groups, list[Problem]]:
    """Group accounts. `pairs` are those whose odds may join them; the odds of others are asked for when their groups meet.

    Two groups are joined while the log-odds of their pairs, summed up by `_mean`, are above 0 (between average and best linkage), the
    best first. Accounts in `first` are grouped before all others: what a report is about decides, then what it mentions goes along.
    """
    groups = Groups(document_of)
    problems = _by_people(groups, decided)
    unsure = {(pair.left, pair.right) for pair in decided if pair.verdict == "unsure"}
    open_ = [(a, b) for a, b in pairs if _ordered(a, b) not in unsure]
    _join_up(groups, [(a, b) for a, b in open_ if a in first and b in first], odds)
    _join_up(groups, open_, odds)
    return groups, problems


def _join_up(groups: Groups, pairs: Iterable[tuple[str, str]], odds: Odds) -> None:
    """Join groups that some pair links, the best first, until none is left that agrees."""
    near: dict[str, set[str]] = defaultdict(set)
    heap: list[tuple[float, str, str, int, int]] = []

    def consider(one: str, other: str) -> None:
        left, right = _ordered(one, other)
        near[left].add(right)
        near[right].add(left)
        if (mean := _mean(groups, left, right, odds)) > 0:
            heappush(heap, (-mean, left, right, len(groups.members[left]), len(groups.members[right])))

    for left, right in sorted({_ordered(groups.group_of[a], groups.group_of[b]) for a, b in pairs}):
        if left != right:
            consider(left, right)
    while heap:
        _, left, right, one, other = heappop(heap)
        if left not in groups.members or right not in groups.members:
            continue
        if (len(groups.members[left]), len(groups.members[right])) != (one, other):
            continue  # one of them has grown: the pair was pushed again
        if groups.kept_apart(left, right) or groups.share_document(left, right):
            continue
        around = {groups.group_of[each] for each in near.pop(left) | near.pop(right)}
        name = groups.join(left, right)
        for each in sorted(around - {left, right}):
            consider(name, each)


def _by_people(groups: Groups, decided: Sequence[Decided]) -> list[Problem]:
    """Bar what a person keeps apart, then join what a person joins; where the two meet, what is kept apart stays apart."""
    known = [
        pair for pair in sorted(decided, key=lambda pair: (pair.left, pair.right)) if {pair.left, pair.right} <= groups.document_of.keys()
    ]
    problems = []
    for pair in known:
        if pair.verdict == "different":
            groups.barred[pair.left].add(pair.right)
            groups.barred[pair.right].add(pair.left)
    says = {(pair.left, pair.right): pair.by for pair in known}
    for pair in known:
        left, right = groups.group_of[pair.left], groups.group_of[pair.right]
        if pair.verdict != "same" or left == right:
            continue
        apart = groups.kept_apart(left, right)
        if apart is None:
            groups.join(left, right)
            continue
        who = says.get(_ordered(*apart), "somebody")
        message = (
            f"{pair.by} said {pair.left} and {pair.right} are the same, {who} that {apart[0]} and {apart[1]} are not; they stay apart."
        )
        problems.append(Problem(stage="resolve", code="contradictory_judgements", subject=pair.left, message=message))
    return problems


def _mean(groups: Groups, left: str, right: str, odds: Odds) -> float:
    """Half the mean of all pairs, half the mean of each account's best one: a long story is told in parts that share little."""
    ones, others = sorted(groups.members[left]), sorted(groups.members[right])
    rows = [[max(-LIMIT, min(LIMIT, odds(a, b))) for b in others] for a in ones]
    mean = sum(map(sum, rows)) / (len(ones) * len(others))
    best = sum(map(max, rows)) / len(ones) + sum(map(max, zip(*rows, strict=True))) / len(others)
    return float(round(mean / 2 + best / 4, 6))


def _ordered(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left <= right else (right, left)
