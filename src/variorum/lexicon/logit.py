"""A conditional logit (McFadden 1974): of several things that may be meant, each with its traits, how likely each is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from variorum.lexicon.tables import rows_in


def chances(traits: Sequence[Mapping[str, float]], weigh: Mapping[str, float]) -> list[float]:
    """The chance of each by the weights of their traits; all come to one. A trait without a weight says nothing."""
    scores = [sum(weigh.get(trait, 0.0) * value for trait, value in each.items()) for each in traits]
    top = max(scores, default=0.0)
    powers = [math.exp(score - top) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]


def weights_in(table: str) -> Mapping[str, float]:
    """The weights by trait, from the text of a table: trait, tab, weight; lines that begin with `#` are comments."""
    return {trait: float(weight) for trait, weight in rows_in(table)}
