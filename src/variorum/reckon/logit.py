"""A conditional logit: of several things that a report may mean, each with its traits, how likely each is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files


def chances(traits: Sequence[Mapping[str, float]], table: str) -> list[float]:
    """The chance of each by the weights of a table of this package, which come to one."""
    return chances_by(traits, weights(table))


def chances_by(traits: Sequence[Mapping[str, float]], weigh: Mapping[str, float]) -> list[float]:
    """The chance of each by some weights, which come to one."""
    scores = [sum(weigh.get(trait, 0.0) * value for trait, value in each.items()) for each in traits]
    top = max(scores, default=0.0)
    powers = [math.exp(score - top) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]


@cache
def weights(table: str) -> Mapping[str, float]:
    """The weights, by trait."""
    text = files("variorum.reckon").joinpath(table).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {trait: float(weight) for trait, weight in rows}
