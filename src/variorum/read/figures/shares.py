"""Figures that are no total: a share of a whole told elsewhere ("116 of the dead"), and people who come on top ("a further five").

A share names its whole (`part_of`) where the text prints one. A share whose whole is not printed, and an addition, get a `scope` whose
text is the words that say so ("of the dead", "a further", "overnight"): such a figure must not be held against totals.
"""

from __future__ import annotations

from variorum.lexicon.en.tables import closed_class
from variorum.model import Scope
from variorum.model.words import Category
from variorum.read.figures.around import BE
from variorum.read.figures.context import Figure
from variorum.read.figures.predicates import Reading
from variorum.read.figures.quantities import Candidate
from variorum.read.figures.words import Words

_MORE = closed_class("addition")
_VICTIMS = ("victims", "casualties")
_GRAVE = closed_class("grave")
_KNOWN = closed_class("known_by_name")
_BODIES = ("body", "bodies", "corpse", "corpses", "remains")
_RECOVERED = closed_class("found")
_NIGHTS = (["overnight"], ["in", "the", "night"], ["during", "the", "night"])
_MEMORY = 12  # figures back


def share_of(words: Words, candidate: Candidate, reading: Reading, figures: list[Figure]) -> int | None:
    """The index of the figure that holds the whole of a share; None for a figure that is no share or whose whole is not told."""
    return _whole_before(candidate, reading, figures) if _share_words(words, candidate, reading, figures) else None


def share_or_addition(words: Words, candidate: Candidate, reading: Reading, figures: list[Figure]) -> Scope | None:
    """The scope of a figure that is no total although no whole is told; None where nothing in the words says so."""
    share = _share_words(words, candidate, reading, figures)
    if share is not None:
        return Scope(text=share)
    added = _addition(words, candidate)
    if added is not None and (_counts_bodies(words, candidate) or (figures and _told_alike(words, candidate, reading, figures))):
        return Scope(text=words.printed(added))
    return _found_at_night(words, candidate)


def _share_words(words: Words, candidate: Candidate, reading: Reading, figures: list[Figure]) -> str | None:
    """The words that make a figure a share of others; None where there are none."""
    whole = words.text[words.ends[candidate.number] : words.ends[candidate.end - 1]].strip() if candidate.of_whole else ""
    if _harmed_whole(words, candidate) == reading.category:
        return whole or words.printed(candidate.end - 1)
    if _is_on_roll(words, candidate, reading):
        return words.printed(reading.at)
    if reading.category == "killed" and (name := _known_by_name(words, candidate)) is not None:
        return words.printed(name)
    if figures and _breaks_down(words, candidate, reading, figures[-1]):
        return words.printed(candidate.number)
    if reading.category != "injured":
        return None
    return _still_in_care(words, candidate, reading) or _grave_share(words, candidate, figures, whole)


def _still_in_care(words: Words, candidate: Candidate, reading: Reading) -> str | None:
    """The words that leave out who has gone home: "nine remained in hospital", "three are still in intensive care"."""
    state = words.states.get(reading.at)
    if state is None or not (candidate.end <= reading.at < candidate.end + _CARE_REACH):
        return None
    first = next((i for i in range(candidate.end, reading.at + 1) if words.lower[i] in _LASTING), None)
    if first is None or _CARE.isdisjoint(words.lower[reading.at : state.end]):
        return None
    return words.text[words.starts[first] : words.end_char(state.end - 1)]


_LASTING = closed_class("lasting")
_CARE = closed_class("in_care")
_CARE_REACH = 8  # tokens from the people to the state


def _grave_share(words: Words, candidate: Candidate, figures: list[Figure], whole: str) -> str | None:
    """The words that set the gravely injured apart: "two of them in a critical state", "and nine critically"."""
    grave = next((i for i in range(candidate.end, min(words.count, candidate.end + 6)) if words.lower[i] in _GRAVE), None)
    if grave is None:
        return None
    if candidate.of_whole:
        return whole or words.printed(grave)
    return words.printed(grave) if figures and _goes_on_from(words, candidate, figures[-1]) else None


def _breaks_down(words: Words, candidate: Candidate, reading: Reading, last: Figure) -> bool:
    """ "Seventy of the dead have been named. Forty were shot; 45 were stifled": what follows a share of the dead is one, too."""
    start = words.sent_start[candidate.number]
    opens = candidate.left == start or words.lower[candidate.left - 1] in (";", ",", "and")
    return (
        candidate.bare
        and opens
        and last.whole is not None
        and last.reading.category == reading.category == "killed"
        and start <= words.sent_end[last.candidate.number]
    )


def _goes_on_from(words: Words, candidate: Candidate, last: Figure) -> bool:
    """ "79 people were injured; nine in a critical condition were flown out"."""
    return (
        candidate.bare
        and last.reading.category == "injured"
        and words.sent_start[last.candidate.number] == words.sent_start[candidate.number]
        and (last.whole is not None or last.scope is not None or _GRAVE.isdisjoint(words.lower[last.candidate.end : candidate.left]))
    )


def _harmed_whole(words: Words, candidate: Candidate) -> Category | None:
    """What befell the whole that a share names: "of the dead", "of the 12 wounded", "of the victims"."""
    if not candidate.of_whole:
        return None
    for i in range(candidate.number + 1, candidate.end):
        if words.lower[i] in _VICTIMS:
            return "killed"
        if i in words.states:
            return words.states[i].category
        if i in words.nouns and words.nouns[i].kind == "person":
            return words.nouns[i].category
        verb = words.verbs.get(i)
        if verb and verb.form == "participle":
            return verb.category
    return None


def _is_on_roll(words: Words, candidate: Candidate, reading: Reading) -> bool:
    """ "Two policemen were among the dead", "Among the dead were four soldiers"."""
    return "among" in words.lower[max(0, reading.at - 3) : reading.at] and reading.at not in range(candidate.left, candidate.end)


def _known_by_name(words: Words, candidate: Candidate) -> int | None:
    """The token of "identified" in "62 bodies have been identified": more dead are not."""
    told = False
    for i in range(candidate.end, min(words.sent_end[candidate.number], candidate.end + 5)):
        if words.lower[i] in _KNOWN:
            return i if told else None
        told = told or words.lower[i] in BE
        if words.pos[i] not in ("AUX", "ADV", "PART"):
            return None
    return None


def _whole_before(candidate: Candidate, reading: Reading, figures: list[Figure]) -> int | None:
    """The nearest figure of the category that is no share itself and large enough."""
    for index in range(len(figures) - 1, max(-1, len(figures) - 1 - _MEMORY), -1):
        figure = figures[index]
        quantity = figure.candidate.quantity
        large = quantity.high is None or quantity.high > candidate.quantity.low
        if figure.reading.category == reading.category and figure.whole is None and figure.scope is None and large:
            return index
    return None


def _addition(words: Words, candidate: Candidate) -> int | None:
    """The token that says that these people come on top ("another", "further", "more")."""
    inside = (*range(candidate.left, candidate.first), *range(candidate.number + 1, candidate.end))
    return next((i for i in inside if words.lower[i] in _MORE), None)


def _counts_bodies(words: Words, candidate: Candidate) -> bool:
    return candidate.noun is not None and words.lower[candidate.noun] in _BODIES


def _told_alike(words: Words, candidate: Candidate, reading: Reading, figures: list[Figure]) -> bool:
    """Whether the figure right before counts the same harm: "one died and two more on Monday", not "one killed, two more hurt"."""
    last = figures[-1]
    added = _addition(words, candidate)
    afar = added is not None and words.lower[added] != "more"
    near = afar or words.sent_start[candidate.number] <= words.sent_end[last.candidate.number]
    return near and last.reading.category == reading.category


def _found_at_night(words: Words, candidate: Candidate) -> Scope | None:
    """ "two dozen bodies were pulled out overnight"."""
    if not _counts_bodies(words, candidate):
        return None
    start, stop = words.sent_start[candidate.number], words.sent_end[candidate.number]
    if _RECOVERED.isdisjoint(words.lower[max(start, candidate.left - 6) : min(stop, candidate.end + 6)]):
        return None
    for i in range(start, stop):
        for night in _NIGHTS:
            if words.lower[i : i + len(night)] == night:
                return Scope(text=" ".join(night))
    return None
