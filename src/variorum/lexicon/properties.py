"""Words by which demands, warnings, responses, forecasts, comparisons, targets and weapons are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import cast

from variorum.lexicon import tables
from variorum.lexicon.en.inflect import plural
from variorum.lexicon.en.tables import read_lines, read_rows


@dataclass(frozen=True, slots=True)
class Measure:
    """A verb of response; `objects` are the lemmas of which one must stand under it, empty where any will do."""

    objects: frozenset[str]


def word_class(name: str) -> frozenset[str]:
    """The lemmas of a class."""
    return tables.word_class("variorum.lexicon.en", "property_words.tsv", name)


@cache
def response_verbs() -> Mapping[str, Measure]:
    """Lemma → what must stand under it."""
    return MappingProxyType({lemma: Measure(frozenset(objects.split()) if objects != "-" else frozenset()) for lemma, objects in _verbs()})


def _verbs() -> list[tuple[str, str]]:
    return [cast(tuple[str, str], row) for row in read_rows("response_verbs.tsv")]


@cache
def weapons() -> Mapping[tuple[str, ...], str]:
    """Words of a weapon's name, singular and plural, in lower case → its kind."""
    table: dict[tuple[str, ...], str] = {}
    for words, kind in read_rows("weapons.tsv"):
        *before, last = words.split()
        table[*before, last] = kind
        table[*before, plural(last)] = kind
    return MappingProxyType(table)


@cache
def physical_targets() -> Mapping[str, str]:
    """Lemma of a building, vehicle or installation → its type by the MUC-4 scheme."""
    return MappingProxyType(dict(cast(tuple[str, str], row) for row in read_rows("physical_targets.tsv")))


@cache
def target_roles() -> Mapping[str, str]:
    """Lemma of a person's role → type of human target by the MUC-4 scheme; who is in no list is a civilian."""
    return MappingProxyType(dict(cast(tuple[str, str], row) for row in read_rows("target_roles.tsv")))


@cache
def horizons() -> tuple[str, ...]:
    """Phrases that say by when something is expected, as regular expressions for any case."""
    return read_lines("horizons.txt")
