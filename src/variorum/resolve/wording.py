"""The words of an account that tell it from others: names, and all words by how rare they are in news."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from functools import cache, lru_cache
from math import log, sqrt
from typing import NamedTuple

from variorum.lexicon.en.tables import read_lines
from variorum.lexicon.gazetteer import demonym, lookup
from variorum.lexicon.tables import weights_of
from variorum.model import Span

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_STOP = re.compile(r"[.!?][\"'”’)]*\s+|\n+")
_ENDS = re.compile(r"[.!?][\"'”’)]*$")
_ODD = 60  # letters without a blank: nobody prints them twice
_LAND = 0.3  # a country, or its people: half the news of a week may name it
_PROMINENT, _METROPOLIS = 95, 0.5  # the gazetteer's prominence of a capital; what its name tells
_SPELLED = {"theater": "theatre", "theaters": "theatre", "centers": "centre", "center": "centre"}
_SHORT = 0.2  # numbers of one digit and single letters


@cache
def _common() -> Mapping[str, float]:
    """Common word → how much it tells, in [0, 1]."""
    return weights_of("variorum.resolve", "common_words.tsv")


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


class Word(NamedTuple):
    """A printed word, folded, and how much it tells. `small` is it without case, where it is printed small; `is_name` says that it may
    stand as a name; `site` is the building that it means, in the singular.
    """

    folded: str
    tells: float
    small: str | None
    is_name: bool
    site: str | None


def _look_at(word: str) -> Word:
    folded, small = fold_word(word), word.casefold()
    tells = worth(folded)
    shouted = word.isupper() and len(word) > 5
    site = _SPELLED.get(small, small)
    return Word(
        folded=folded,
        tells=tells,
        small=small if word[0].islower() else None,
        is_name=word[0].isupper() and not shouted and len(folded) >= 3 and tells >= _LAND,
        site=(site.removesuffix("s") if site.removesuffix("s") in _buildings() else site) if site in _buildings() else None,
    )


def _look_between_blanks(letters: str) -> tuple[list[Word], bool]:
    """The words in letters without a blank, and whether a sentence ends with them."""
    return [_look_at(word) for word in _WORD.findall(letters)], _ENDS.search(letters) is not None


_looked = lru_cache(maxsize=50_000)(_look_between_blanks)


class Line(NamedTuple):
    """What one line tells: its words that tell anything, those that may be names, those that are printed small, and buildings."""

    telling: list[str]
    names: dict[str, float]
    small: set[str]
    sites: set[str]


@lru_cache(maxsize=64)  # a head repeats its text, one account of a document the other, and a copy what was printed just before
def _read_line(line: str) -> Line:
    """A line is read by what stands between its blanks, most of which was looked at before; its sentences are those that `_STOP` parts."""
    found = Line([], {}, set(), set())
    begins = True
    for letters in line.split():
        words, ends = _looked(letters) if len(letters) < _ODD else _look_between_blanks(letters)
        for folded, tells, small, is_name, site in words:
            if folded and tells > 0:
                found.telling.append(folded)
            if is_name and (tells >= 1 or not begins):
                found.names[folded] = tells
            if small:
                found.small.add(small)
            if site:
                found.sites.add(site)
            begins = False
        begins = begins or ends
    return found


def terms_of(text: str) -> dict[str, float]:
    """Folded words → weight: worth by dampened count, in the order of the words. Words that tell nothing are left out."""
    counts = Counter([word for line in text.split("\n") for word in _read_line(line).telling])
    return {word: worth(word) * (1 + log(count)) if count > 1 else worth(word) for word, count in sorted(counts.items())}


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
    """Words that stand as names, folded → worth, in their order: capitalised, never printed small, not common, not in `without`.

    At the beginning of a sentence only a word that tells all can be known as a name.
    """
    lines = [_read_line(line) for line in text.split("\n")]
    small: set[str] = set().union(*[line.small for line in lines])
    names = {name: tells for line in lines for name, tells in line.names.items()}
    return {name: names[name] for name in sorted(names.keys() - small) if name not in without}


@cache
def _buildings() -> frozenset[str]:
    return frozenset(read_lines("building_nouns.txt"))


def sites_of(text: str) -> frozenset[str]:
    """The kinds of building that a text speaks of, in the singular: "theatre", "mosque"."""
    return frozenset([site for line in text.split("\n") for site in _read_line(line).sites])


def sentences_around(text: str, spans: Iterable[Span], *, without: bool = False) -> str:
    """The sentences in which some spans stand, joined in their order; `without`: all others."""
    bounds = [0, *(match.end() for match in _STOP.finditer(text)), len(text)]
    marked = {
        at for span in spans for at in range(bisect_right(bounds, span.start) - 1, bisect_left(bounds, max(span.end, span.start + 1)))
    }
    pieces = (text[bounds[at] : bounds[at + 1]] for at in range(len(bounds) - 1) if (at in marked) != without)
    return "\n".join(pieces)
