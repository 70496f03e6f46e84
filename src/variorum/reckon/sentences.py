"""The sentence in which a claim stands, and the one behind it."""

from __future__ import annotations

import re

from variorum.lexicon.steps import is_former
from variorum.model import Claim, Told

UNLIKELY_TWICE = 8  # words of a sentence that two reporters do not write alike
REACH = 600  # letters before and after a phrase in which its sentence lies
_AROUND = 60  # letters around a number in which its sentence says that it held before
_STOP = re.compile(r"[.!?][\"'”’)]*\s|\n")
_WORD = re.compile(r"[^\W_]+")


def sentence_of(told: Told, claim: Claim) -> str:
    """The sentence in which the words of a claim stand."""
    start, end = sentence_ends(told, claim)
    return told.document.text[start:end]


def sentence_behind(told: Told, claim: Claim) -> str:
    """The sentence that follows in the same paragraph, or nothing."""
    text = told.document.text
    _, end = sentence_ends(told, claim)
    if text[end : end + 1] not in (".", "!", "?"):
        return ""
    stop = _STOP.search(text, end)
    start = stop.end() if stop else len(text)
    if stop is None or "\n" in stop[0] or text[start : start + 1] == "\n":
        return ""
    after = _STOP.search(text, start, start + REACH)
    return text[start : after.start() if after else start + REACH]


def sentence_ends(told: Told, claim: Claim) -> tuple[int, int]:
    """Where the sentence begins, and where its full stop or the line ends it."""
    words, text = claim.evidence[0], told.document.text
    low = max(0, words.start - REACH)
    before = [match.end() for match in _STOP.finditer(text, low, min(words.start + 1, len(text)))]
    after = _STOP.search(text, words.end, words.end + REACH)
    return before[-1] if before else low, after.start() if after else min(len(text), words.end + REACH)


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text, numbers among them, without case and signs: sentences are held against each other by them."""
    return tuple(word.casefold() for word in _WORD.findall(text))


def was_before(told: Told, claim: Claim) -> bool:
    """Whether the words around a number say that it held before: "raised from 20 to 22", "down from 12"."""
    words, text = claim.evidence[0], told.document.text
    return is_former(text[max(0, words.start - _AROUND) : words.start], text[words.end : words.end + _AROUND])
