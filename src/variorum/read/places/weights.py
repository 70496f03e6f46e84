"""The weights of the models: tab-separated files beside this module, learnt by `train/places.py`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from variorum.lexicon.logit import weights_in


@cache
def weights(name: str) -> Mapping[str, float]:
    """The weights of one model, by trait."""
    return weights_in(files("variorum.read.places").joinpath(f"{name}.tsv").read_text(encoding="utf-8"))
