"""What speaks for or against two things being one: named features, their weights in a table of the package, and a score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import ClassVar, Protocol

from variorum.lexicon import tables


class Decided(Protocol):
    """What a person said of two things, by their keys."""

    @property
    def left(self) -> str:
        """The smaller key."""
        ...

    @property
    def right(self) -> str:
        """The greater key."""
        ...

    @property
    def verdict(self) -> str:
        """What was said: same, different or unsure of accounts, copy or independent of documents."""
        ...

    @property
    def by(self) -> str:
        """Who said it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One thing that speaks for or against. `words` are empty where nothing is worth saying; `package` holds the table of weights."""

    package: ClassVar[str]
    name: str
    words: str = ""
    degree: float = 1.0

    @property
    def weight(self) -> float:
        """In log-odds."""
        return weights_of(self.package)[self.name] * self.degree


@cache
def weights_of(package: str) -> Mapping[str, float]:
    """Name of a feature → its weight, in log-odds, as `weights.tsv` of a package has them."""
    return tables.weights_of(package, "weights.tsv")


def log_odds(features: Iterable[Weighed], weights: Mapping[str, float]) -> float:
    """What the features of a pair come to, with the prior of their table."""
    return round(weights["prior"] + sum(feature.weight for feature in features), 6)


def score_of(odds: float) -> float:
    """Log-odds as a score in [0, 1]."""
    return round(1 / (1 + exp(-max(-30.0, min(30.0, odds)))), 4)
