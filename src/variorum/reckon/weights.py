"""The weights of the models of archive rows: tab-separated files beside this module, learnt by `train/tallies.py` and `train/days.py`."""

from __future__ import annotations

from collections.abc import Mapping

from variorum.lexicon.tables import weights_of


def weights(table: str) -> Mapping[str, float]:
    """The weights of one table, by trait."""
    return weights_of("variorum.reckon", table)
