"""What a text tells of the numbers of killed and injured besides its figures: words for death, wounds and care, counted nouns, charges."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from variorum.lexicon.en.numbers import value_of
from variorum.lexicon.en.tables import read_rows
from variorum.model import Document

TABLE = "tally_words.tsv"
_PART = re.compile(r"\{([a-z]+)\}")
LEAD, EARLY = 300, 1200  # letters of the body


def zone_of(document: Document, at: int) -> str:
    """The part of a report in which an offset lies."""
    start = document.body_start
    return "title" if at < start else "lead" if at < start + LEAD else "early" if at < start + EARLY else "late"


def words_told(document: Document) -> Mapping[str, float]:
    """How often each family of words stands in each part of a report, as "family at:part": log(1 + n)."""
    told: Counter[str] = Counter()
    for name, pattern in patterns("told"):
        told.update(f"{name} at:{zone_of(document, match.start())}" for match in pattern.finditer(document.text))
    return {name: math.log1p(count) for name, count in told.items()}


def numbers_told(document: Document) -> Mapping[int, frozenset[str]]:
    """The numbers of people that a text prints, whatever is said of them, each with what its sentences tell; charges in counts, too."""
    told: dict[int, set[str]] = defaultdict(set)
    for number, what in (*_people(document), *_charges(document.text), *_reached(document.text)):
        told[number].add(what)
    return MappingProxyType({number: frozenset(what) for number, what in told.items()})


def _people(document: Document) -> Iterator[tuple[int, str]]:
    text = document.text
    for _, pattern in patterns("number"):
        for match in pattern.finditer(text):
            number = value_of(match[1])
            if number is None:
                continue
            start = max(text.rfind(".", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
            stops = (text.find(".", match.end()), text.find("\n", match.end()))
            stop = min((end for end in stops if end >= 0), default=len(text))
            said = [name for name, sign in patterns("sentence") if sign.search(text, start, stop)]
            said += ["others"] if match["further"] or match["others"] else []
            zone = zone_of(document, match.start())
            yield number, f"{'+'.join(said) or 'nothing'} at:{'rest' if zone in ('early', 'late') else zone}"


def _charges(text: str) -> Iterator[tuple[int, str]]:
    for _, pattern in patterns("charge"):
        for match in pattern.finditer(text):
            number = value_of(match[1])
            if number is not None:
                yield number, f"counts of {'attempted ' if match['attempted'] else ''}{match['deed'].lower()}"


def _reached(text: str) -> Iterator[tuple[int, str]]:
    """ "A third victim"; "a boy and two men"."""
    for name, pattern in patterns("ordinal"):
        for match in pattern.finditer(text):
            yield _ORDINALS.index(match[1].lower()), f"ordinal {name}"
    for name, pattern in patterns("joined"):
        for match in pattern.finditer(text):
            number = value_of(match[1])
            if number is not None:
                yield number + 1, f"joined {name}"


_ORDINALS = ("", "", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@cache
def heads() -> Mapping[str, str]:
    """The sort of people of each word for them."""
    return {word: name for kind, name, words in read_rows(TABLE) if kind == "head" for word in words.split("|")}


@cache
def patterns(kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of one kind, by name, their parts ("{number}") put in."""
    rows = read_rows(TABLE)
    parts = {name: pattern for its, name, pattern in rows if its == "part"}
    parts["head"] = "|".join(re.escape(word) for word in heads())
    return tuple(
        (name, re.compile(_PART.sub(lambda part: parts[part[1]], its), re.IGNORECASE)) for which, name, its in rows if which == kind
    )
