"""Words of certainty."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

from variorum.lexicon.en.tables import read_rows
from variorum.model.words import Certainty

Part = Literal["verb", "passive", "modal", "adverb", "adjective", "mark", "noun", "source"]


@cache
def hedges() -> Mapping[tuple[str, Part], Certainty]:
    """(lemma or word in lower case, part) → certainty."""
    return MappingProxyType({(word, cast(Part, part)): cast(Certainty, certainty) for word, part, certainty in read_rows("hedges.tsv")})
