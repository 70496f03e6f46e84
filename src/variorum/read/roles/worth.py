"""Whether a deed is one of those that are asked for, and told apart rightly: a logistic estimate from what its phrases say together."""

from __future__ import annotations

from typing import get_args

import numpy as np

from variorum.model.words import AccountStatus
from variorum.read.heads.layers import Arrays, Floats, dense
from variorum.read.roles.labels import SIDES, STAGES, TYPES

_FAMILIES = ("people", "object", "instrument", "individual", "organisation")
TRAITS = (
    "likely", "mean likely", "phrases", "entities", *(f"likely {name}" for name in _FAMILIES), *(f"most {name}" for name in _FAMILIES),
    *(f"act {name}" for name in TYPES), *(f"stage {name}" for name in STAGES), *(f"side {name}" for name in SIDES),
    *(f"told as {name}" for name in get_args(AccountStatus)), "told of the main incident", "sentence", "first sentence", "spread",
    "day", "place", "nearest other", "deeds", "likelier deeds", "share of the phrases", "sentences of the text", "a name", "counted",
)  # fmt: skip
NAME = "worth"


def worth_of(arrays: Arrays, traits: Floats) -> Floats:
    """(deeds,) how much of each is right, from (deeds, `TRAITS`); ones where nothing was learnt."""
    if f"{NAME}.weight" not in arrays:
        return np.ones(len(traits), dtype=np.float32)
    logits = dense(arrays, NAME, traits)[:, 0]
    return (1 / (1 + np.exp(-logits))).astype(np.float32)
