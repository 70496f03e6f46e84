"""How many a phrase names."""

from __future__ import annotations

import re

from variorum.lexicon.en.numbers import value_of
from variorum.read.parsed import Parsed
from variorum.read.roles.phrases import Phrase

_AT_LEAST = re.compile(r"\b(?:at least|more than|over)$", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:about|approximately|some|around|nearly|almost)$", re.IGNORECASE)
_MANY = frozenset("several many some dozens hundreds various numerous few".split())
_BODIES = frozenset("people police group family crowd".split())


def number_of(parsed: Parsed, phrase: Phrase) -> str:
    """How many a phrase names, as MUC-4 writes it: "3", "10-" (at least), "~20" (about), "PLURAL"."""
    doc = parsed.doc
    words = doc[max(phrase.start - 1, 0) : phrase.head]
    for token in words:
        value = value_of(token.lower_)
        if value:
            before = " ".join(each.lower_ for each in doc[max(token.i - 3, 0) : token.i])
            return f"{value}-" if _AT_LEAST.search(before) else f"~{value}" if _ABOUT.search(before) else str(value)
    head = doc[phrase.head]
    if any(token.lower_ in _MANY for token in words) or head.tag_ in {"NNS", "NNPS"} or head.lower_ in _BODIES:
        return "PLURAL"
    return "1"
