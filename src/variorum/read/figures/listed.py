"""Numbers that share a word of harm said once: "freed 106: 104 girls who …, one boy", "seven died at the school and two in hospital"."""

from __future__ import annotations

from variorum.read.figures.context import Figure
from variorum.read.figures.predicates import Reading
from variorum.read.figures.quantities import Candidate
from variorum.read.figures.words import Words

_INSIDE = frozenset(("relcl", "acl", "aux", "auxpass"))
_PLACED = frozenset(("in", "at", "inside", "near", "on", "outside"))
_LONGEST = 40  # tokens of a list behind its colon


def in_list(words: Words, candidate: Candidate, figures: list[Figure]) -> Reading | None:
    """What befell the people of a list behind a number and a colon, where no clause of the list has a verb of its own."""
    whole = _listed(words, candidate, figures)
    return None if whole is None else Reading(whole.reading.category, whole.reading.at, 0.6)


def _listed(words: Words, candidate: Candidate, figures: list[Figure]) -> Figure | None:
    """The figure that a list behind a colon spells out."""
    for figure in reversed(figures):
        last = figure.candidate
        if words.sent_start[last.number] != words.sent_start[candidate.number]:
            return None
        if words.lower[last.end : last.end + 1] == [":"]:
            stop = words.sent_end[last.number]
            fits = stop - last.end <= _LONGEST and last.quantity.high is not None and candidate.quantity.low <= last.quantity.high
            return figure if fits and _is_without_verb(words, last.end + 1, stop) else None
    return None


def _is_without_verb(words: Words, start: int, stop: int) -> bool:
    return all(words.pos[i] not in ("VERB", "AUX") or words.deps[i] in _INSIDE for i in range(start, stop))


def died_elsewhere(words: Words, candidate: Candidate, reading: Reading | None, figures: list[Figure]) -> Reading | None:
    """A reading, but of "seven died at the school and two in hospital" that two died: the verb is said once, and hospital is where."""
    if reading is None or _died_in_hospital(words, candidate, reading, figures) is None:
        return reading
    return Reading("killed", figures[-1].reading.at, 0.6)


def _died_in_hospital(words: Words, candidate: Candidate, reading: Reading, figures: list[Figure]) -> Figure | None:
    """The figure whose verb of dying the number shares."""
    if reading.category != "injured" or not candidate.bare or not figures or words.lower[reading.at] not in _PLACED:
        return None
    last = figures[-1]
    verb = words.verbs.get(last.reading.at)
    if reading.at != candidate.end or last.reading.category != "killed" or verb is None or verb.base != "die":
        return None
    between = words.lower[last.reading.at + 1 : candidate.left]
    joined = words.lower[candidate.left - 1] in ("and", ",") and not _PLACED.isdisjoint(between)
    same = words.sent_start[last.candidate.number] == words.sent_start[candidate.number]
    told = any(words.pos[i] == "VERB" for i in range(last.reading.at + 1, words.sent_end[candidate.number]))
    return last if same and joined and not told else None
