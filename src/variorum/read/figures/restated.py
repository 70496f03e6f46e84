"""Bare numbers that give another value for what was counted before: "it was 17, then 28", "on Monday it confirmed at least 19"."""

from __future__ import annotations

from variorum.lexicon.en.tables import closed_class
from variorum.read.figures.context import Figure
from variorum.read.figures.predicates import Reading
from variorum.read.figures.quantities import Candidate
from variorum.read.figures.words import Words

_GIVE = closed_class("give_number")
_SPEAK = closed_class("speak_of")
_COUNTS = closed_class("count_word")
_STAND = closed_class("stand_at")
_END = closed_class("number_ends")
_SAYS = closed_class("says")
_QUOTES = frozenset(('"', "“", "”", "'", "``", "''", "*", "**"))
_MEMORY = 5  # figures back
_SPREAD = 5.0  # a number more than five times another is hardly another count of the same people


def restated(words: Words, candidate: Candidate, figures: list[Figure]) -> Figure | None:
    """The figure whose people a bare number counts anew; None where the words do not lead to one."""
    if (
        not candidate.bare
        or candidate.of_whole
        or candidate.called is not None
        or candidate.quantity.low + (candidate.quantity.high or 0) < 2
    ):
        return None
    after = candidate.end
    while after < words.count and words.lower[after] in _QUOTES:
        after += 1
    if after < words.sent_end[candidate.number] and words.lower[after] not in _END:
        return None
    if not (_is_led_to(words, candidate) or _is_headline_item(words, candidate)):
        return None
    known = [figure for figure in reversed(figures[-_MEMORY:]) if figure.whole is None]
    nearest = min(known, key=lambda figure: _distance(candidate, figure), default=None)
    return nearest if nearest is not None and _distance(candidate, nearest) <= _SPREAD else None


def restating(figure: Figure, candidate: Candidate) -> Reading:
    """What the number says by way of the figure before it."""
    return Reading(figure.reading.category, candidate.left, 0.4)


def _is_led_to(words: Words, candidate: Candidate) -> bool:
    """Whether the words before the number give a count: "said 36", "spoke of 27", "the figure had stood at 53", "that makes 30"."""
    start = words.sent_start[candidate.number]
    i = candidate.left - 1
    while i >= start and words.lower[i] in _QUOTES:
        i -= 1
    if i < start:
        return False
    word, lead = words.lower[i], words.lower[max(start, i - 4) : i]
    told = word in ("us", "reporters", "callers") and bool(lead) and lead[-1] in _SPEAK  # "nurses told us more than 200"
    if told or word in _GIVE:
        return not lead or lead[-1] != "i"  # "I counted five and then I ran"
    if word == "of":
        return bool(lead) and lead[-1] in (_SPEAK | _COUNTS)
    if word in ("at", "as", "to"):
        return not _STAND.isdisjoint(lead)
    if word in ("was", "is", "makes", "made", "were"):
        return bool(lead) and (lead[-1] in ("it", "that", "which") or lead[-1] in _COUNTS)
    return word == "then" and bool(lead) and lead[-1] in (",", "and")


def _is_headline_item(words: Words, candidate: Candidate) -> bool:
    """ "95 dead, says police; 100, says hospital"."""
    return (
        candidate.left > words.sent_start[candidate.number]
        and words.lower[candidate.left - 1] in (";", ",")
        and words.lower[candidate.end : candidate.end + 1] == [","]
        and words.lower[candidate.end + 1 : candidate.end + 2] != []
        and words.lower[candidate.end + 1] in _SAYS
    )


def _distance(candidate: Candidate, figure: Figure) -> float:
    """How many times the larger of two numbers holds the smaller."""
    mine, its = (max(1, quantity.high or quantity.low) for quantity in (candidate.quantity, figure.candidate.quantity))
    return max(mine, its) / min(mine, its)
