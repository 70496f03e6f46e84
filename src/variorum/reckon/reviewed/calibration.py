"""Whether scores mean what they say: reliability bins and expected calibration error (Naeini, Cooper and Hauskrecht 2015)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from variorum.model.review import Bin

BINS = 10
Equal = Literal["width", "count"]


def reliability(scored: Sequence[tuple[float, bool]], *, bins: int = BINS, equal: Equal = "width") -> tuple[Bin, ...]:
    """(score, right) pairs in bins of equal width or of equal count; empty bins are left out. Equal scores never fall into two bins."""
    ranked = sorted(scored)
    if not ranked:
        return ()
    if equal == "width":
        edges = [number / bins for number in range(bins + 1)]
    else:
        cuts = {ranked[number * len(ranked) // bins][0] for number in range(1, bins)}
        edges = [0.0, *sorted(cuts - {0.0, 1.0}), 1.0]
    found = []
    for low, high in pairwise(edges):
        held = [(score, right) for score, right in ranked if low <= score < high or (score == high == 1.0)]
        if held:
            count = len(held)
            mean, share = sum(score for score, _ in held) / count, sum(right for _, right in held) / count
            found.append(Bin(low=low, high=high, count=count, score=round(mean, 4), right=round(share, 4)))
    return tuple(found)


def calibration_error(bins: Sequence[Bin]) -> float:
    """The mean distance between score and share that is right, weighed by the claims in each bin; 0 for no bins."""
    total = sum(each.count for each in bins)
    return sum(each.count * abs(each.score - each.right) for each in bins) / total if total else 0.0
