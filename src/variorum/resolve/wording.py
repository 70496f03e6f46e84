"""The words of an account that tell it from others: names, and all words by how rare they are in news."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from math import log, sqrt
from types import MappingProxyType

from variorum.lexicon.en.tables import read_lines
from variorum.lexicon.gazetteer import demonym, lookup
from variorum.model import Span

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_STOP = re.compile(r"[.!?][\"'”’)]*\s+|\n+")
_LAND = 0.3  # a country, or its people: half the news of a week may name it
_PROMINENT, _METROPOLIS = 95, 0.5  # the gazetteer's prominence of a capital; what its name tells
_SPELLED = {"theater": "theatre", "theaters": "theatre", "centers": "centre", "center": "centre"}
_SHORT = 0.2  # numbers of one digit and single letters


@cache
def _common() -> Mapping[str, float]:
    """Common word → how much it tells, in [0, 1]."""
    text = files("variorum.resolve").joinpath("common_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({word: float(worth) for word, worth in rows})


def is_common(word: str) -> bool:
    """Whether a folded word is in the table of common words."""
    return word in _common()


@lru_cache(maxsize=100_000)
def worth(word: str) -> float:
    """How much a folded word tells, in [0, 1], by shipped tables alone."""
    known = _common().get(word)
    if known is not None:
        return known
    if len(word) < 2 or (len(word) == 2 and word.isdigit()):
        return _SHORT
    place = next(iter(lookup(word)), None)
    if demonym(word) or (place is not None and place.kind == "country"):
        return _LAND
    return _METROPOLIS if place is not None and place.prominence >= _PROMINENT else 1.0


def fold_word(word: str) -> str:
    """A word without case and possessive."""
    return word.casefold().replace("’", "'").removesuffix("'s").removesuffix("s'").strip("'.-")


def terms_of(text: str) -> dict[str, float]:
    """Folded words → weight: worth by dampened count, in the order of the words. Words that tell nothing are left out."""
    counts = Counter(fold_word(match.group()) for match in _WORD.finditer(text))
    return {word: worth(word) * (1 + log(count)) for word, count in sorted(counts.items()) if word and worth(word) > 0}


def norm_of(terms: Mapping[str, float]) -> float:
    """The Euclidean length of term weights."""
    return sqrt(sum(weight * weight for weight in terms.values()))


def cosine(left: Mapping[str, float], right: Mapping[str, float], norms: float) -> float:
    """The cosine of two bags of terms, whichever comes first; `norms` is the product of their lengths."""
    if norms <= 0:
        return 0.0
    shared = sorted(left.keys() & right.keys())  # in order, so that a sum of floats is the same on every machine
    return round(sum([left[word] * right[word] for word in shared]) / norms, 6)


def names_of(text: str, without: Container[str] = ()) -> dict[str, float]:
    """Words that stand as names, folded → worth, in their order: capitalised, never printed small, not common, not in `without`."""
    found: dict[str, float] = {}
    small = {word.casefold() for word in _WORD.findall(text) if word[0].islower()}
    for sentence in _STOP.split(text):
        words = _WORD.findall(sentence)
        for index, word in enumerate(words):
            if not word[0].isupper() or (word.isupper() and len(word) > 5):
                continue
            folded = fold_word(word)
            tells = worth(folded)
            if folded in small or folded in without or len(folded) < 3 or tells < _LAND or (index == 0 and tells < 1):
                continue
            found[folded] = tells
    return dict(sorted(found.items()))


@cache
def _buildings() -> frozenset[str]:
    return frozenset(read_lines("building_nouns.txt"))


def sites_of(text: str) -> frozenset[str]:
    """The kinds of building that a text speaks of, in the singular: "theatre", "mosque"."""
    words = {_SPELLED.get(word, word) for word in (match.group().casefold() for match in _WORD.finditer(text))}
    return frozenset(word.removesuffix("s") if word.removesuffix("s") in _buildings() else word for word in words & _buildings())


def sentences_around(text: str, spans: Iterable[Span], *, without: bool = False) -> str:
    """The sentences in which some spans stand, joined in their order; `without`: all others."""
    bounds = [0, *(match.end() for match in _STOP.finditer(text)), len(text)]
    marked = {
        at for span in spans for at in range(bisect_right(bounds, span.start) - 1, bisect_left(bounds, max(span.end, span.start + 1)))
    }
    pieces = (text[bounds[at] : bounds[at + 1]] for at in range(len(bounds) - 1) if (at in marked) != without)
    return "\n".join(pieces)
