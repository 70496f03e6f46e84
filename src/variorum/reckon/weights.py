"""The weights of the models of archive rows: tab-separated files beside this module, learnt by `train/tallies.py` and `train/days.py`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from variorum.lexicon.logit import weights_in


@cache
def weights(table: str) -> Mapping[str, float]:
    """The weights of one table, by trait."""
    return weights_in(files("variorum.reckon").joinpath(table).read_text(encoding="utf-8"))
