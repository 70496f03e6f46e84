"""People without a number whom no construction counts, but something else points at: a head word, and what became of him or her."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from variorum.model import FigureValue
from variorum.model.words import Category
from variorum.read.figures.counted import person_at
from variorum.read.figures.find import counted
from variorum.read.figures.predicates import Reading
from variorum.read.figures.words import Words
from variorum.read.finding import Finding
from variorum.read.parsed import Parsed


def find_pointed(parsed: Parsed, pointed: Iterable[tuple[Token, Category, float]], known: Sequence[Finding]) -> list[Finding]:
    """The people at these head words, each with a category and a score, in the order given; without those among the `known` figures.

    Nobody is counted in the plural, at a pronoun, or again by a name that was counted for the same harm.
    """
    words = Words.of(parsed)
    found = list(known)
    for token, category, score in pointed:
        at = bisect_left(words.starts, token.idx)
        person = person_at(words, at, Reading(category, at, score)) if at < words.count and words.starts[at] == token.idx else None
        if person is None or _is_state_of_several(token):
            continue
        finding = counted(parsed, words, person)
        if not any(_is_known(finding, other) for other in found):
            found.append(finding)
    return found[len(known) :]


def _is_state_of_several(noun: Token) -> bool:
    """ "Holding guests hostage": what several are made to be is nobody by himself."""
    before = noun.nbor(-1) if noun.i else noun
    return noun.lower_ in ("hostage", "captive", "prisoner") and (before.tag_ in ("NNS", "NNPS") or before.lower_ == "them")


def _is_known(one: Finding, other: Finding) -> bool:
    if one.evidence[0].overlaps(other.evidence[0]):
        return True
    assert isinstance(one.value, FigureValue)
    assert isinstance(other.value, FigureValue)
    names = _names(one)
    return other.value.counted and one.value.category == other.value.category and bool(names) and names <= _names(other)


def _names(finding: Finding) -> set[str]:
    return {word.casefold() for word in finding.evidence[0].exact.split() if word[:1].isupper()}
