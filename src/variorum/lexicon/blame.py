"""Words of guilt: who may have done it, and the verbs that tie somebody to an incident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

from variorum.lexicon.tables import rows_of

ENGLISH = "variorum.lexicon.en"
Frame = Literal["object", "on", "to", "subject"]
Footing = Literal["accused", "authorities", "claimed", "denied", "acquitted", "possible"]


@dataclass(frozen=True, slots=True)
class Blame:
    """Where a verb has its actor, on what footing it names him, and words one of which must stand in its clause."""

    frame: Frame
    footing: Footing
    condition: frozenset[str]


@cache
def blame_verbs() -> Mapping[str, tuple[Blame, ...]]:
    """Lemma → its frames."""
    verbs: dict[str, list[Blame]] = {}
    for row in rows_of(ENGLISH, "blame.tsv"):
        lemma, frame, footing = row[:3]
        condition = frozenset(row[3].split("|")) if len(row) > 3 and row[3] else frozenset()
        verbs.setdefault(lemma, []).append(Blame(cast(Frame, frame), cast(Footing, footing), condition))
    return MappingProxyType({lemma: tuple(frames) for lemma, frames in verbs.items()})


@cache
def perpetrator_nouns() -> Mapping[str, str]:
    """Noun, singular → kind of actor."""
    return MappingProxyType(dict(cast(tuple[tuple[str, str], ...], rows_of(ENGLISH, "perpetrator_nouns.tsv"))))


@cache
def perpetration_verbs() -> frozenset[str]:
    """Verbs that need an event word as their object."""
    return frozenset(row[0] for row in rows_of(ENGLISH, "perpetration_verbs.txt"))


@cache
def crime_words() -> frozenset[str]:
    """Lemmas that show that a charge is about violence."""
    return frozenset(row[0] for row in rows_of(ENGLISH, "crime_words.txt"))


@cache
def petty_words() -> frozenset[str]:
    """Lemmas that show that a charge is about something else."""
    return frozenset(row[0] for row in rows_of(ENGLISH, "petty_words.txt"))
