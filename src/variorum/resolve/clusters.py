"""Accounts into incidents: people's judgements first, then the best links, as long as the whole of two groups agrees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

from variorum.model import Problem
from variorum.resolve.weighing import Decided

Odds = Callable[[str, str], float]  # of two accounts, whichever comes first
LIMIT = 8.0  # log-odds beyond which a pair says no more: one sure pair must not outweigh many doubtful ones
SPOKEN_FOR = 8  # accounts with the smallest keys speak for a larger group: keys are digests, so they are a fair sample


@dataclass(slots=True)
class Group:
    """Some accounts in the making of an incident. `voices` are those that speak for it; `doubtful` are accounts of groups that a pair
    links and that did not agree when they were last held against it.
    """

    members: set[str]
    documents: set[str]
    voices: tuple[str, ...]
    age: int = 0  # grows when the voices change
    doubtful: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Groups:
    """Groups of accounts in the making, and what may not come together. `document_of` maps account to document."""

    document_of: Mapping[str, str]
    by_name: dict[str, Group] = field(default_factory=dict)
    group_of: dict[str, str] = field(default_factory=dict)
    barred: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # account → accounts that a person keeps from it

    def __post_init__(self) -> None:
        self.by_name = {key: Group(members={key}, documents={document}, voices=(key,)) for key, document in self.document_of.items()}
        self.group_of = {key: key for key in self.document_of}

    def kept_apart(self, left: str, right: str) -> tuple[str, str] | None:
        """Two accounts of these groups that a person keeps apart, the one of the smaller group first."""
        if not self.barred:
            return None
        fewer, more = sorted((self.by_name[left].members, self.by_name[right].members), key=len)
        return min(((a, b) for a in fewer for b in self.barred.get(a, ()) if b in more), default=None)

    def share_document(self, left: str, right: str) -> bool:
        """Whether both groups have an account of one document: its reader told them apart."""
        return not self.by_name[left].documents.isdisjoint(self.by_name[right].documents)

    def join(self, left: str, right: str) -> str:
        """Put the smaller of two groups into the larger; gives the name that stays."""
        name, gone = sorted((left, right), key=lambda each: (-len(self.by_name[each].members), each))
        group, other = self.by_name[name], self.by_name.pop(gone)
        for key in other.members:
            self.group_of[key] = name
        group.members |= other.members
        group.documents |= other.documents
        group.doubtful |= other.doubtful
        voices = tuple(sorted({*group.voices, *other.voices})[:SPOKEN_FOR])
        if voices != group.voices:
            group.voices, group.age = voices, group.age + 1
        return name


def cluster(
    document_of: Mapping[str, str], rounds: Iterable[Iterable[tuple[str, str]]], odds: Odds, decided: Sequence[Decided]
) -> tuple[list[set[str]], list[Problem]]:
    """Group accounts, round by round. Each has the pairs that may join them; the odds of others are asked for when their groups meet.

    Two groups are joined while the log-odds of their pairs, summed up by `_mean`, are above 0 (between average and best linkage), the
    best first; those of a group that has grown since are looked at again when their turn comes.
    """
    groups = Groups(document_of)
    problems = _by_people(groups, decided)
    unsure = {(pair.left, pair.right) for pair in decided if pair.verdict == "unsure"}
    for pairs in rounds:
        _join_up(groups, [(a, b) for a, b in pairs if _ordered(a, b) not in unsure], odds)
    return [group.members for group in groups.by_name.values()], problems


def _join_up(groups: Groups, pairs: Iterable[tuple[str, str]], odds: Odds) -> None:
    """Join groups that some pair links, the best first, until none is left that agrees."""
    heap: list[tuple[float, str, str, int]] = []
    by_name, group_of = groups.by_name, groups.group_of
    considered: dict[tuple[str, str], int] = {}  # by the sum of their ages, which only grow; fresh ones are seen once and not noted

    def consider(one: str, other: str) -> None:
        """Hold the groups of two accounts against each other, unless they are as they were the last time."""
        left, right = _ordered(group_of[one], group_of[other])
        ours, theirs = by_name[left], by_name[right]
        age = ours.age + theirs.age
        if left == right or (age and considered.get((left, right)) == age):
            return
        if age:
            considered[left, right] = age
        if (mean := _mean(ours.voices, theirs.voices, odds)) > 0:
            heappush(heap, (-mean, left, right, age))
        else:
            ours.doubtful.add(right)
            theirs.doubtful.add(left)

    for group in by_name.values():
        group.doubtful = set()
    for left, right in sorted({_ordered(group_of[a], group_of[b]) for a, b in pairs}):
        consider(left, right)
    while heap:
        _, left, right, age = heappop(heap)
        if group_of[left] == group_of[right]:
            continue
        if (group_of[left], group_of[right]) != (left, right) or by_name[left].age + by_name[right].age != age:
            consider(left, right)  # one of them has joined another, or has other voices
        elif not groups.kept_apart(left, right) and not groups.share_document(left, right):
            joined = by_name[groups.join(left, right)]
            joined.doubtful = {group_of[each] for each in joined.doubtful}
            for each in sorted(joined.doubtful):
                consider(left, each)


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


def _mean(ones: Sequence[str], others: Sequence[str], odds: Odds) -> float:
    """Half the mean of all pairs, half the mean of each account's best one: a long story is told in parts that share little."""
    if len(ones) == len(others) == 1:
        return round(max(-LIMIT, min(LIMIT, odds(ones[0], others[0]))), 6)
    rows = [[max(-LIMIT, min(LIMIT, odds(a, b))) for b in others] for a in ones]
    mean = sum(map(sum, rows)) / (len(ones) * len(others))
    best = sum(map(max, rows)) / len(ones) + sum(map(max, zip(*rows, strict=True))) / len(others)
    return float(round(mean / 2 + best / 4, 6))


def _ordered(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left <= right else (right, left)
