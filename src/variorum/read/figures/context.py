"""What a phrase without a predicate of its own takes from the figures before it: parts, lists, people named again, victims."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.lexicon.en.tables import closed_class
from variorum.model import Scope
from variorum.model.words import Category, Group
from variorum.read.figures.parts import goes_on, is_part, names_again, tells_who
from variorum.read.figures.predicates import Reading
from variorum.read.figures.quantities import Candidate
from variorum.read.figures.words import Words

_MEMORY = 6  # figures back; further away a number is more likely another one
_HARM = frozenset(("killed", "injured", "missing", "hostage", "abducted"))
_VICTIMS = ("victim", "victims")
_TELLING = closed_class("telling")
_EXPECTED = frozenset(("would", "could", "might", "if"))  # "he would not be surprised by a thousand victims"
_FATAL_CONTEXT = closed_class("fatal_context")


@dataclass(slots=True)
class Figure:
    """A candidate with what became of its people; `whole` is the index of the figure of which it is a part.

    `scope` is what it was counted over, where that is not the incident.
    """

    candidate: Candidate
    reading: Reading
    groups: tuple[Group, ...]
    noun: str | None
    whole: int | None = None
    scope: Scope | None = None


def in_context(words: Words, candidate: Candidate, figures: list[Figure]) -> Reading | None:
    """The reading of a part or of an item of a list, from the figure before it."""
    if not figures or candidate.quantity.high == 0:
        return None
    last = figures[-1]
    same = words.sent_start[last.candidate.number] == words.sent_start[candidate.number]
    if words.lower[candidate.end : candidate.end + 1] and words.lower[candidate.end] in _TELLING:
        return None  # "what one of them claimed"
    whole = whole_of(words, candidate, figures)
    if whole is not None and (candidate.bare or candidate.people or words.pos[candidate.head] == "PROPN"):
        return Reading(figures[whole].reading.category, figures[whole].reading.at, 0.6 if same else 0.5)
    if same and goes_on(words, candidate, last.candidate, last.reading.at):
        return Reading(last.reading.category, last.reading.at, 0.5)
    return None


def whole_of(words: Words, candidate: Candidate, figures: list[Figure]) -> int | None:
    """The index of the figure of which a candidate is a part: in its sentence, or right before it ("Of these, 155 were children")."""
    if not figures or not is_part(words, candidate):
        return None
    index = len(figures) - 1
    if figures[index].whole is not None:
        index = figures[index].whole or 0
    before = figures[-1].candidate.number
    if words.sent_start[before] == words.sent_start[candidate.number]:
        return index
    follows = words.sent_end[before] == words.sent_start[candidate.number]
    opens = candidate.called is not None and candidate.left - words.sent_start[candidate.number] < 4
    of_harm = figures[index].reading.category in _HARM and tells_who(words, candidate)
    return index if follows and (opens or of_harm or _opens_with_them(words, candidate)) else None


def _opens_with_them(words: Words, candidate: Candidate) -> bool:
    start = words.sent_start[candidate.number]
    return words.lower[start : start + 2] in (["of", "these"], ["of", "them"], ["of", "those"])


def told_before(words: Words, candidate: Candidate, figures: list[Figure]) -> Reading | None:
    """People of whom the text has told: "the four men" (the last figure of that number), "seven victims" (whatever befell the last)."""
    if candidate.people is not True:
        return None
    quantity = candidate.quantity
    if names_again(words, candidate):
        for figure in reversed(figures[-_MEMORY:]):
            same = (figure.candidate.quantity.low, figure.candidate.quantity.high) == (quantity.low, quantity.high)
            if same and not ("women" in figure.groups and words.lower[candidate.head] == "men"):
                return Reading(figure.reading.category, figure.reading.at, 0.4)
    expected = not _EXPECTED.isdisjoint(words.lower[words.sent_start[candidate.number] : candidate.left])
    named = candidate.of_whole and quantity.high == 1  # "the uncle of one of the victims" counts nobody
    rest = words.lower[candidate.left : candidate.end].count("other") > 0  # "one died; the other three victims" did not
    if words.lower[candidate.head] in _VICTIMS and not (expected or named):
        category = _befell(words, candidate, figures)
        return Reading(category, candidate.head, 0.4) if category and not (rest and category == "killed") else None
    return None


def _befell(words: Words, candidate: Candidate, figures: list[Figure]) -> Category | None:
    """What victims are, where nothing is said of them: killed if the sentence has it, else as those before."""
    sentence = words.lower[words.sent_start[candidate.number] : words.sent_end[candidate.number]]
    if not _FATAL_CONTEXT.isdisjoint(sentence):
        return "killed"
    known = [
        figure.reading.category for figure in figures[-_MEMORY:] if figure.reading.category in ("killed", "injured", "abducted", "hostage")
    ]
    return known[-1] if known else None
