"""Words that are found again, whatever the next cleaner and reader make of them."""

from __future__ import annotations

from variorum.config import CONTEXT
from variorum.model import Claim, Document, Locator, Span
from variorum.model.records import to_builtins

CONTEXT_SHARE = 0.5  # of prefix and suffix: a new cleaner may cut or join what stood on one side of the words, hardly on both
TELLING = 12  # letters that stand once in a text are the same words without their context: the bytes are the same, and "17" is shorter
_FOLDED = str.maketrans({"\n": " ", "\t": " ", "\xa0": " ", "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def locator_of(claim: Claim, document: Document) -> Locator:
    """The words of a claim, with what stands before and after them, and its value as it is now."""
    words, text = claim.evidence[0], document.text
    return Locator(
        blob=document.blob,
        property=claim.property,
        exact=words.exact,
        prefix=text[max(0, words.start - CONTEXT) : words.start],
        suffix=text[words.end : words.end + CONTEXT],
        value=to_builtins(claim.value),
    )


def find_words(locator: Locator, text: str) -> tuple[int, Span] | None:
    """Where the words of a locator stand in a text, and how many letters before and after them agree; None where they do not stand there.

    White space, dashes and quotation marks are equal to their plain forms: cleaners differ in them.
    """
    folded, exact = text.translate(_FOLDED), locator.exact.translate(_FOLDED)
    prefix, suffix = locator.prefix.translate(_FOLDED), locator.suffix.translate(_FOLDED)
    scores = {}
    start = folded.find(exact) if exact else -1
    while start >= 0:
        end = start + len(exact)
        before, after = folded[max(0, start - len(prefix)) : start], folded[end : end + len(suffix)]
        scores[start] = _common(before[::-1], prefix[::-1]) + _common(after, suffix)
        start = folded.find(exact, start + 1)
    if not scores:
        return None
    best = max(scores, key=lambda start: (scores[start], -start))
    enough = CONTEXT_SHARE * (len(prefix) + len(suffix))
    if scores[best] < enough and not (len(scores) == 1 and len(exact) >= TELLING):
        return None
    return scores[best], Span.of(text, best, best + len(exact))


def _common(one: str, other: str) -> int:
    """How many letters two strings share from the start."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
