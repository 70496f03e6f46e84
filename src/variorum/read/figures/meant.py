"""Who is meant by a number without a noun: "all three", "scores of them", "fifteen more"."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.lexicon.en.harm import group_nouns, plural_group_nouns
from variorum.model.words import Group
from variorum.read.figures.context import Figure
from variorum.read.figures.quantities import Candidate
from variorum.read.figures.words import Words

Meant = tuple[tuple[Group, ...], str | None]
_ALL = frozenset(("all", "both"))
_MORE = frozenset(("more", "others", "further"))
_MEMORY = 4  # figures back


def meant_again(words: Words, candidate: Candidate, figures: Sequence[Figure]) -> Meant | None:
    """Groups and noun of those told of before; None where the words point at nobody."""
    start = words.sent_start[candidate.number]
    before = words.lower[max(start, candidate.left - 1) : candidate.number + 1]
    if not _ALL.isdisjoint(before):
        return _of_that_number(candidate, figures)
    last = figures[-1] if figures else None
    alone = last is None or words.sent_start[last.candidate.number] != start
    if alone and candidate.of_whole and words.lower[candidate.end - 2 : candidate.end] == ["of", "them"]:
        return _nearest(words, start, candidate.left)
    inside = words.lower[candidate.number + 1 : candidate.end + 1]
    if last is not None and alone and candidate.left == start and not _MORE.isdisjoint(inside) and last.reading.category != "perpetrators":
        follows = words.sent_end[last.candidate.number] == start
        last = figures[last.whole] if last.whole is not None else last
        return (last.groups, last.noun) if follows and last.groups != ("unknown",) else None
    return None


def _of_that_number(candidate: Candidate, figures: Sequence[Figure]) -> Meant | None:
    """ "three men drove …; all three were shot": those who did it, too."""
    for figure in reversed(figures[-_MEMORY:]):
        quantity = figure.candidate.quantity
        if (quantity.low, quantity.high) == (candidate.quantity.low, candidate.quantity.high):
            return (("perpetrators",), figure.noun) if figure.reading.category == "perpetrators" else (figure.groups, figure.noun)
    return None


def _nearest(words: Words, start: int, stop: int) -> Meant | None:
    """The people of the sentence told of last: "repulsed the terrorists and killed scores of them"."""
    for i in range(stop - 1, start - 1, -1):
        if words.lower[i] in plural_group_nouns() and words.pos[i] in ("NOUN", "PROPN"):
            return group_nouns()[words.lower[i]], words.printed(i)
    return None
