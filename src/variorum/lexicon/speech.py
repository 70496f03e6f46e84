"""Words that ascribe: verbs, nouns and adverbs of saying, thinking and finding."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

from variorum.lexicon.en.tables import read_lines, read_rows
from variorum.model.words import Certainty

CueClass = Literal["say", "think", "want", "show", "seem", "stance"]
# Who says, thinks or finds something answers for it; who opposes it doesn't.
VOUCHING: frozenset[CueClass] = frozenset({"say", "think", "show"})

_EARLIER = re.compile(
    r"^(?:an? |the |our )?(?:earlier|previous|prior|original|initial|first) (?:version|edition|headline|caption)s?\b", re.IGNORECASE
)


def is_earlier_version(words: str) -> bool:
    """Whether a source is what the outlet itself printed before: "an earlier version of this report"."""
    return _EARLIER.match(" ".join(words.split())) is not None


@cache
def reporting_verbs() -> Mapping[tuple[str, str], CueClass]:
    """(lemma, shape of the content) → class."""
    table = {(lemma, shape): cast(CueClass, name) for lemma, name, shapes in read_rows("reporting_verbs.tsv") for shape in shapes.split()}
    return MappingProxyType(table)


@cache
def reporting_lemmas() -> frozenset[str]:
    """The lemmas of all verbs that ascribe."""
    return frozenset(lemma for lemma, _ in reporting_verbs())


@cache
def reporting_nouns() -> Mapping[str, CueClass]:
    """Lemma → class."""
    return MappingProxyType({lemma: cast(CueClass, name) for lemma, name in read_rows("reporting_nouns.tsv")})


@cache
def nobody_sources() -> frozenset[str]:
    """Lemmas of sources that are nobody in particular: "reports say"."""
    return frozenset(read_lines("nobody_sources.txt"))


@cache
def headline_labels() -> frozenset[str]:
    """What stands before the colon of a headline and is nobody: "Update: …"."""
    return frozenset(read_lines("headline_labels.txt"))


@cache
def reporting_adverbs() -> Mapping[str, Certainty]:
    """Words in lower case → certainty of their clause."""
    return MappingProxyType({words: cast(Certainty, certainty) for words, certainty in read_rows("reporting_adverbs.tsv")})
