"""Things that people put together and keep apart: groups that grow by pairs, where what is kept apart bars a join through third parties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Homes:
    """Keys in groups; `bars` gives for a key those that a person keeps apart from it."""

    bars: Mapping[str, Set[str]]
    members: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def apart(cls, pairs: Iterable[tuple[str, str]]) -> Homes:
        """Everything by itself, and these pairs apart for ever."""
        bars: dict[str, set[str]] = defaultdict(set)
        for one, other in pairs:
            bars[one].add(other)
            bars[other].add(one)
        return cls(bars=dict(bars))

    def join(self, one: str, other: str) -> bool:
        """Put two together with all that are with them; False where some of them are kept apart."""
        left, right = (self.members.setdefault(each, {each}) for each in (one, other))
        if left is right:
            return True
        if any(not right.isdisjoint(self.bars.get(key, frozenset())) for key in left):
            return False
        left |= right
        for key in right:
            self.members[key] = left
        return True
