"""The weights of the models: tab-separated files beside this module, learnt by `train/places.py`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def weights(name: str) -> Mapping[str, float]:
    """The weights of one model, by trait."""
    text = files("variorum.read.places").joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {trait: float(weight) for trait, weight in rows}
