"""People without a number whom no construction counts, but something else points at: a head word, and what became of him or her."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from variorum.model import FigureValue
from variorum.model.words import Category
from variorum.read.figures.counted import person_at
from variorum.read.figures.find import counted
from variorum.read.figures.predicates import Reading
from variorum.read.figures.words import Words
from variorum.read.finding import Finding
from variorum.read.parsed import Parsed
from variorum.read.responsibility.suits import goes_to_court

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "mr.", "mrs.", "ms.", "dr.", "the", "a"})
_UNHARMED = frozenset(("released", "rescued", "escaped"))


def find_pointed(parsed: Parsed, pointed: Iterable[tuple[Token, Category, float]], known: Sequence[Finding]) -> list[Finding]:
    """The people at these head words, each with a category and a score, in the order given; without those among the `known` figures.

    Nobody is counted in the plural, at a pronoun, or again by a name that was counted for the same harm.
    """
    words = Words.of(parsed)
    found = list(known)
    for token, category, score in pointed:
        at = bisect_left(words.starts, token.idx)
        person = person_at(words, at, Reading(category, at, score)) if at < words.count and words.starts[at] == token.idx else None
        if category == "perpetrators" and goes_to_court(token):
            continue
        if person is None or _is_state(token) or _is_included(token, known):
            continue
        shared = _shared_fate(token, known)
        if shared is not None:
            person = replace(person, reading=Reading(shared, at, score))
        finding = counted(parsed, words, person)
        if not any(_is_known(finding, other) for other in found):
            found.append(finding)
    return found[len(known) :]


def _is_included(noun: Token, known: Sequence[Finding]) -> bool:
    """Whether somebody is among people counted right before: "five have died, including a policeman and the attacker, and 40 …"."""
    link = noun.head.head if noun.dep_ == "conj" else noun.head
    if link.lower_ not in ("including", "among") or link.i < noun.sent.start:
        return False
    start = noun.sent.start_char
    return any(start <= finding.evidence[0].start < link.idx and isinstance(finding.value, FigureValue) for finding in known)


def _shared_fate(noun: Token, known: Sequence[Finding]) -> Category | None:
    """What befell the people with whom somebody is named in one breath: of "freed one girl and a boy" both are free."""
    if noun.dep_ != "conj" or noun.head.pos_ not in ("NOUN", "PROPN"):
        return None
    for finding in known:
        words = finding.evidence[0]
        if words.start <= noun.head.idx < words.end and isinstance(finding.value, FigureValue) and finding.value.category in _UNHARMED:
            return finding.value.category
    return None


def _is_state(noun: Token) -> bool:
    """ "Holding guests hostage", "taken hostage": what people are made to be is nobody by himself."""
    before = noun.nbor(-1) if noun.i else noun
    return noun.lower_ in ("hostage", "captive", "prisoner") and (
        before.tag_ in ("NNS", "NNPS") or before.lower_ == "them" or before.pos_ == "VERB"
    )


def _is_known(one: Finding, other: Finding) -> bool:
    if one.evidence[0].overlaps(other.evidence[0]):
        return True
    assert isinstance(one.value, FigureValue)
    assert isinstance(other.value, FigureValue)
    names, known = _names(one), _names(other)
    same = bool(names and known) and (names <= known or known <= names)
    return other.value.counted and one.value.category == other.value.category and same


def _names(finding: Finding) -> set[str]:
    return {word.casefold() for word in finding.evidence[0].exact.split() if word[:1].isupper()} - _TITLES
