"""Words that say how a number came about: that it was corrected, counted anew, reported late."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import cast

from variorum.lexicon.en.tables import read_rows
from variorum.model.words import StepKind

GAP = 4  # words that `*` stands for at most: "died of the wounds", "withdrew its first and only figure"
# "from 20 to 22", "20, as first reported": the number of which it is said that it held before
_BEFORE = re.compile(
    r"\b(?:(?:from|not|instead of|rather than)"
    r"|(?:earlier|previous|previously|initial|initially|former|formerly|original|originally)(?: \w+){0,2}(?: of| at)?) $",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"^,? ?(?:(?!not\b)[^\W\d]+,? ){0,4}(?:as )?(?:(?:it|they|he|she|was|were|had|been) ){0,3}"
    r"(?:earlier|previously|first|initially|originally) (?:\w+ )?(?:reported|announced|given|said|stated|counted|put|thought|feared)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=10_000)
def step_said(sentence: str) -> Mapping[StepKind, str]:
    """The kinds of step that the words of a sentence tell of, each with those words; what stands first in the list comes first."""
    plain = " ".join(sentence.split())
    found = {kind: match[0] for kind, pattern in _patterns().items() if (match := pattern.search(plain))}
    return MappingProxyType(found)


def first_said(sentences: tuple[str, ...], kinds: Container[StepKind]) -> tuple[StepKind, str] | None:
    """The first kind of step, of those that may be, that some sentence tells of, and its words."""
    return next(((kind, words) for text in sentences for kind, words in step_said(text).items() if kind in kinds), None)


def is_former(before: str, behind: str) -> bool:
    """Whether the words around a number say that it held before: "raised from 20 to 22", "not 25, as first reported"."""
    left, right = " ".join(before.split()), " ".join(behind.split())
    return _BEFORE.search(f"{left} ") is not None or _BEHIND.match(right) is not None


@cache
def _patterns() -> Mapping[StepKind, re.Pattern[str]]:
    words: dict[StepKind, list[str]] = {}
    for kind, phrase in read_rows("step_words.tsv"):
        words.setdefault(cast(StepKind, kind), []).append(_pattern(phrase))
    return MappingProxyType({kind: re.compile(rf"\b(?:{'|'.join(held)})\b", re.IGNORECASE) for kind, held in words.items()})


def _pattern(phrase: str) -> str:
    parts = [r"\s+".join(map(re.escape, part.split())) for part in phrase.split("*")]
    return rf"\s+(?:[\w'’-]+\s+){{0,{GAP}}}".join(parts)
