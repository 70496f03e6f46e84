"""What a figure was counted over: "since Monday", "across the country"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from variorum.lexicon.en.tables import read_rows

_WORDS = r"[\w'’-]+(?:\s+[\w'’-]+){0,3}"
_PLACE = (  # names, or a common noun for a region: "across Turkey arrested 600" has a verb behind the place
    r"(?:(?-i:[A-Z])[\w'’-]+(?:[\s-]+(?:of\s+|and\s+(?=(?-i:[A-Z])))?(?-i:[A-Z])[\w'’-]+){0,3}"
    r"|(?:[\w-]+\s+){0,2}(?:country|region|world|city|province|nation|state|area|continent|capital|district|north|south|east|west)\b)"
)
_NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a\s+few|a\s+couple\s+of)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_DATE = (
    rf"(?:(?:early|late|mid)[\s-]+)?(?:last\s+\w+|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?|{_MONTH}(?:\s+\d{{1,2}}\b)?(?:,?\s+\d{{4}})?|(?:19|20)\d\d"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|midnight|noon|then|the\s+(?:[\w-]+\s+){0,2}(?:began|begun|started|invasion|war|uprising"
    r"|conflict|fighting|unrest|offensive|year|month|week|revolt|ceasefire|truce|coup))\b"
)
_DATED = re.compile(rf"(?:{_MONTH}|\d)\s+$", re.IGNORECASE)  # "on 20 July last year" is a day
_STOP = re.compile(
    r"\s+(?:and|but|as|when|after|while|who|said|were|was|are|is|have|has|had|according|in|at|by|of|with|for|the)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ScopePhrase:
    """`text[start:end]` names a period or a place."""

    start: int
    end: int
    kind: Literal["period", "place"]


@lru_cache(maxsize=64)  # every figure of a sentence asks
def find_scopes(sentence: str) -> tuple[ScopePhrase, ...]:
    """The phrases of a sentence that may say what its figures were counted over."""
    found = []
    for pattern, kind in _patterns():
        for match in pattern.finditer(sentence):
            if kind == "period" and match[0][:4].lower() in ("last", "this") and _DATED.search(sentence, 0, match.start()):
                continue
            end = match.end()
            while trimmed := _STOP.search(sentence, match.start(), end):
                end = trimmed.start()
            found.append(ScopePhrase(match.start(), end, kind))
    return tuple(found)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Literal["period", "place"]], ...]:
    rows = read_rows("count_scopes.tsv")
    return tuple(
        (re.compile(rf"\b{_spelled(pattern)}", re.IGNORECASE), "period" if kind == "period" else "place") for pattern, kind in rows
    )


def _spelled(pattern: str) -> str:
    """A pattern of the list with its capital letters written out."""
    return re.sub(r"\b[DXPN]\b", lambda letter: {"D": _DATE, "X": _WORDS, "P": _PLACE, "N": _NUMBER}[letter[0]], pattern)
