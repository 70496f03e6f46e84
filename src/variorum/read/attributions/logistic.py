"""Logistic regressions over readable traits, their weights in tables of this package."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from variorum.lexicon.logit import weights_in


@cache
def weights_of(table: Path) -> Mapping[str, float]:
    """Trait → weight; "bias" is added always."""
    return weights_in(table.read_text(encoding="utf-8"))


def chance_of(traits: Iterable[str], table: Path) -> float:
    """Between 0 and 1: that what has these traits is so."""
    weights = weights_of(table)
    total = weights.get("bias", 0.0) + sum(weights.get(trait, 0.0) for trait in traits)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
