"""Parts and wholes, and figures that take their category from the figure before ("12 in Homs and two in Hama")."""

from __future__ import annotations

from variorum.lexicon.en.tables import closed_class
from variorum.read.figures.around import BE
from variorum.read.figures.quantities import Candidate
from variorum.read.figures.words import Words

_DEFINITE = closed_class("definite")
_JOINTS = closed_class("list_joint")
_PART = closed_class("part_before")


def is_part(words: Words, candidate: Candidate) -> bool:
    """Whether the words before the phrase, or the phrase itself, say that it is part of a whole named before."""
    if candidate.of_whole:
        return True
    start = words.sent_start[candidate.number]
    if words.lower[start : start + 2] in (["of", "these"], ["of", "them"], ["of", "those"]) and candidate.left - start <= 5:
        return True
    if words.lower[max(0, candidate.left - 2) : candidate.left] in (["of", "whom"], ["of", "them"], ["of", "these"]):
        return True
    floor = max(words.sent_start[candidate.number], candidate.left - 5)
    before = words.lower[floor : candidate.left]
    return not _PART.isdisjoint(before) or tells_who(words, candidate)


def tells_who(words: Words, candidate: Candidate) -> bool:
    """Whether a bare number opens a sentence that only says who so many were: "Twelve were its own staff."."""
    start, end = words.sent_start[candidate.number], words.sent_end[candidate.number]
    if (
        not candidate.bare
        or candidate.left != start
        or candidate.number != start
        or words.lower[candidate.end : candidate.end + 1] != ["were"]
    ):
        return False
    for i in range(candidate.end + 1, min(end, candidate.end + _WHO)):
        if words.is_person_noun(i) and i not in words.states and i not in words.nouns:
            return words.pos[i] in ("NOUN", "PROPN")
        if words.pos[i] not in ("DET", "ADJ", "PRON", "NOUN", "PROPN", "PART"):
            return False
    return False


_WHO = 6  # tokens from "were" to the noun
_PLACED = (["in"], ["at"], ["near"], ["from"], ["on"])


def goes_on(words: Words, candidate: Candidate, previous: Candidate, predicate: int) -> bool:
    """Whether a candidate without a predicate of its own goes on a list that began with the previous one, whose predicate is given."""
    if words.sent_start[candidate.number] != words.sent_start[previous.number]:
        return False
    if candidate.people is None and not candidate.bare and words.pos[candidate.head] != "PROPN":
        return False  # "killing seven and destroying two hideouts"
    if candidate.bare and words.lower[candidate.left - 1] == "with":
        return False  # "in a school with 839 on its roll"
    since = max(previous.end, predicate + 1) if predicate < candidate.left else previous.end
    between = words.lower[since : candidate.left]
    if candidate.bare and words.lower[candidate.left - 1] in (",", "and") and words.lower[candidate.end : candidate.end + 1] in _PLACED:
        return len(between) <= 30  # "eight who died when a bus was hit in Homs and four in Hama"
    if len(between) > 14 or _JOINTS.isdisjoint(between) or "between" in between:
        return False
    return not _tells_more(words, since, candidate.left) and not _does_something(words, candidate)


def _tells_more(words: Words, start: int, end: int) -> bool:
    """Whether a verb of another clause stands between two tokens."""
    return any(
        words.pos[i] == "VERB" and words.tags[i] in ("VBD", "VBZ", "VBP", "VBG") and words.lower[i] not in BE for i in range(start, end)
    )


def _does_something(words: Words, candidate: Candidate) -> bool:
    """Whether the phrase is the subject of a verb of its own ("hundreds more jumped into the river", "and one is in our hands")."""
    i = candidate.end
    while i < words.sent_end[candidate.number] and words.pos[i] in ("ADV", "AUX"):
        i += 1
    if candidate.end < i < words.sent_end[candidate.number] and words.pos[i] == "ADP":
        return True
    return i < words.sent_end[candidate.number] and words.pos[i] == "VERB" and words.tags[i] in ("VBD", "VBZ", "VBP", "VB", "VBG", "VBN")


def names_again(words: Words, candidate: Candidate) -> bool:
    """Whether the phrase speaks of people told of before ("the four men", "both victims", "all three")."""
    before = words.lower[candidate.left : candidate.number + 1]
    return not _DEFINITE.isdisjoint(before)
