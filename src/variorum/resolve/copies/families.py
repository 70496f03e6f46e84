"""From pairs of copies to families: who may be together, and whose text each is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from variorum.model import Problem
from variorum.resolve.weighing import Decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two documents, `left` < `right`, the odds that one is a copy, and who said so, if a person did."""

    left: str
    right: str
    odds: float
    by: str | None = None


@dataclass(slots=True)
class Families:
    """Groups of documents in the making, and what a person keeps apart."""

    home: dict[str, str] = field(default_factory=dict)  # document → name of its group
    members: dict[str, set[str]] = field(default_factory=dict)
    barred: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def of(self, key: str) -> str:
        """The name of a document's group: a group of its own, until it is joined."""
        if key not in self.home:
            self.home[key] = key
            self.members[key] = {key}
        return self.home[key]

    def kept_apart(self, left: str, right: str) -> tuple[str, str] | None:
        """Two documents of two groups that a person keeps apart."""
        fewer, more = sorted((self.members[left], self.members[right]), key=len)
        return min(((one, other) for one in fewer for other in self.barred.get(one, ()) if other in more), default=None)

    def join(self, left: str, right: str) -> None:
        """Put the smaller group into the larger."""
        fewer, more = sorted((left, right), key=lambda name: (len(self.members[name]), name))
        for key in self.members[fewer]:
            self.home[key] = more
        self.members[more] |= self.members.pop(fewer)


def families(pairs: Iterable[Pair], decided: Sequence[Decided]) -> tuple[list[set[str]], list[Problem]]:
    """Connected groups of two and more. What a person calls independent stays apart, also through third parties; the surest pairs first."""
    groups = Families()
    for each in decided:
        if each.verdict == "independent":
            groups.barred[each.left].add(each.right)
            groups.barred[each.right].add(each.left)
    said = {(each.left, each.right): each.by for each in decided}
    problems = []
    for pair in sorted(pairs, key=lambda pair: (pair.by is None, -pair.odds, pair.left, pair.right)):
        left, right = groups.of(pair.left), groups.of(pair.right)
        if left == right:
            continue
        apart = groups.kept_apart(left, right)
        if apart is None:
            groups.join(left, right)
        elif pair.by is not None:
            problems.append(_contradiction(pair, apart, said))
    return sorted((each for each in groups.members.values() if len(each) > 1), key=min), problems


def _contradiction(pair: Pair, apart: tuple[str, str], said: Mapping[tuple[str, str], str]) -> Problem:
    who = said.get((min(apart), max(apart)), "somebody")
    message = (
        f"{pair.by} said {pair.left} and {pair.right} are copies, {who} that {apart[0]} and {apart[1]} are independent; they stay apart."
    )
    return Problem(stage="resolve", code="contradictory_judgements", subject=pair.left, message=message)
