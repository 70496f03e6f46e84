"""Words that tell of violence and disaster, and what they say of its kind, its stage and its place in the news."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

from variorum.lexicon.caseless import Caseless
from variorum.lexicon.tables import rows_of
from variorum.model.words import IncidentType, Stage

ENGLISH = "variorum.lexicon.en"
Role = Literal["act", "harm", "generic", "war", "arrest"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a word tells: the type of incident, and whether it names an act, only harm, any incident, a war or an arrest."""

    type: IncidentType
    role: Role


@dataclass(frozen=True, slots=True)
class Triggers:
    """`words` maps (lemma, "v" or "n") to its trigger.

    `phrases` maps the first lemma of a phrase to (lemmas, part of speech, trigger), longest first.
    """

    words: Mapping[tuple[str, str], Trigger]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str, Trigger], ...]]


@cache
def event_triggers() -> Triggers:
    """The words and phrases that tell of an event."""
    words: dict[tuple[str, str], Trigger] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, Trigger]]] = {}
    for lemma, part, kind, role in rows_of(ENGLISH, "event_triggers.tsv"):
        trigger = Trigger(cast(IncidentType, kind), cast(Role, role))
        lemmas = tuple(lemma.split())
        if len(lemmas) == 1:
            words[lemma, part] = trigger
        else:
            phrases.setdefault(lemmas[0], []).append((lemmas, part, trigger))
    ordered = {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in phrases.items()}
    return Triggers(MappingProxyType(words), MappingProxyType(ordered))


@cache
def event_modifiers() -> Mapping[str, IncidentType]:
    """Words beside a general event noun → the type of incident that they make of it."""
    return MappingProxyType({word: cast(IncidentType, kind) for word, kind in rows_of(ENGLISH, "event_modifiers.tsv")})


@cache
def event_stages() -> Mapping[str, Stage]:
    """Lemmas over an event word that say it did not come about → stage."""
    return MappingProxyType({lemma: cast(Stage, stage) for lemma, stage in rows_of(ENGLISH, "event_stages.tsv")})


@cache
def event_exceptions() -> Caseless:
    """Phrases in which a word of violence tells of no incident: "cease-fire", "the war on drugs"."""
    return Caseless.any_of(row[0] for row in rows_of(ENGLISH, "event_exceptions.txt"))


@cache
def aftermath_verbs() -> frozenset[str]:
    """Lemmas of verbs of what is said and done after an incident."""
    return frozenset(row[0] for row in rows_of(ENGLISH, "aftermath_verbs.txt"))


@cache
def account_cues() -> Mapping[str, Caseless]:
    """Kind of cue ("cumulative", "background", "planned", "hypothetical", "separate", "comparison") → one pattern of all its cues."""
    kinds: dict[str, list[str]] = {}
    for kind, pattern in rows_of(ENGLISH, "account_cues.tsv"):
        kinds.setdefault(kind, []).append(pattern)
    return MappingProxyType({kind: Caseless.any_of(cues) for kind, cues in kinds.items()})
