"""Puts the parts together: quantities, their categories, parts and wholes."""

from __future__ import annotations

from variorum.lexicon.en.harm import group_nouns
from variorum.lexicon.en.tables import closed_class
from variorum.model import FigureValue
from variorum.model.words import Category, Certainty, Group
from variorum.read.figures.attackers import by_attack
from variorum.read.figures.categories import read_category
from variorum.read.figures.context import Figure, in_context, told_before, whole_of
from variorum.read.figures.counted import Person, find_persons
from variorum.read.figures.extent import includes_perpetrators, scope_of
from variorum.read.figures.groups import groups_of, noun_text
from variorum.read.figures.listed import died_elsewhere, in_list
from variorum.read.figures.meant import meant_again
from variorum.read.figures.noncounts import is_no_count
from variorum.read.figures.predicates import Reading
from variorum.read.figures.quantities import Candidate, find_candidates
from variorum.read.figures.restated import restated, restating
from variorum.read.figures.shares import share_of, share_or_addition
from variorum.read.figures.words import Words
from variorum.read.finding import Finding
from variorum.read.parsed import Parsed

_RECOVERS = closed_class("recovers")


def find_figures(parsed: Parsed) -> tuple[Finding, ...]:
    """The figures of a document: those that are printed, in the order of the text, then people told of without a number (`counted`).

    `part_of` is an index into the tuple.
    """
    if not len(parsed.doc):
        return ()
    words = Words.of(parsed)
    if not words.count:
        return ()
    candidates = find_candidates(words)
    starts = {candidate.left: candidate.end for candidate in candidates}
    figures: list[Figure] = []
    for candidate in candidates:
        figure = _read(words, candidate, starts, figures)
        if figure is not None:
            figures.append(figure)
    printed = [_finding(parsed, words, figure) for figure in figures]
    taken = [(candidate.left, candidate.end) for candidate in candidates if candidate.people is not False]
    return (*printed, *(counted(parsed, words, person) for person in find_persons(words, taken, title_end=parsed.document.body_start)))


def _read(words: Words, candidate: Candidate, starts: dict[int, int], figures: list[Figure]) -> Figure | None:
    """The figure of a candidate; None where it counts nobody who was harmed."""
    if candidate.people is False and (candidate.noun not in words.nouns or words.nouns[candidate.noun].kind == "of"):
        return None
    if is_no_count(words, candidate):
        return None
    reading = in_list(words, candidate, figures) or died_elsewhere(words, candidate, read_category(words, candidate, starts), figures)
    if reading is not None and reading.category == "hostage" and reading.at == candidate.noun:
        reading = in_context(words, candidate, figures) or reading  # "334 dead, among them 318 hostages"
    if reading is None and candidate.people is not False:
        reading = in_context(words, candidate, figures) or by_attack(words, candidate) or told_before(words, candidate, figures)
        again = restated(words, candidate, figures) if reading is None else None
        if again is not None:
            return Figure(candidate, restating(again, candidate), again.groups, again.noun, None, scope_of(words, candidate))
    if reading is not None and reading.category == "hostage" and "perpetrators" in groups_of(words, candidate):
        reading = Reading("arrested", reading.at, reading.sure, reading.hedge)
    if reading is None or _is_blow(words, candidate, reading):
        return None
    if candidate.quantity.high == 0 and (reading.category not in _NONE_OF or _buries(words, reading)):
        return None
    whole = _whole(words, candidate, reading, figures)
    scope = scope_of(words, candidate)
    if scope is None and whole is None:
        scope = share_or_addition(words, candidate, reading, figures)
    return Figure(candidate, reading, *_group(words, candidate, reading, figures), whole, scope)


def _whole(words: Words, candidate: Candidate, reading: Reading, figures: list[Figure]) -> int | None:
    """The index of the figure of which a figure is part."""
    whole = whole_of(words, candidate, figures)
    if whole is not None and _may_be_part(candidate, reading, figures[whole]):
        return whole
    return share_of(words, candidate, reading, figures)


def _may_be_part(candidate: Candidate, reading: Reading, whole: Figure) -> bool:
    """Whether it is the same harm, and no more people than the whole has."""
    most = whole.candidate.quantity.high
    return whole.reading.category == reading.category and (most is None or candidate.quantity.low <= most)


def _group(words: Words, candidate: Candidate, reading: Reading, figures: list[Figure]) -> tuple[tuple[Group, ...], str | None]:
    """Groups and counted noun; a number without a noun counts what the one before it counts ("12 soldiers and 3 in Hama").

    A part is passed over where other harm is told: "125 killed, among them six foreigners, and 327 wounded".
    """
    if candidate.noun is None and candidate.called is None and (again := meant_again(words, candidate, figures)) is not None:
        return again
    if candidate.noun is None and candidate.called is None and figures:
        last = figures[-1]
        of_them = last.candidate.quantity.high is None or candidate.quantity.low <= last.candidate.quantity.high
        if last.reading.category == "perpetrators" != reading.category and not of_them:
            return groups_of(words, candidate), noun_text(words, candidate)  # "three men shot at a crowd; eight died"
        if last.whole is not None and last.reading.category != reading.category:
            last = figures[last.whole]
        if last.candidate.people and words.sent_start[last.candidate.number] == words.sent_start[candidate.number]:
            return last.groups, last.noun
    return groups_of(words, candidate), noun_text(words, candidate)


_NONE_OF = frozenset(("killed", "injured", "arrested", "missing", "rescued"))


def _buries(words: Words, reading: Reading) -> bool:
    """ "The town buries nobody today" says nothing of how many died."""
    verb = words.verbs.get(reading.at)
    return verb is not None and verb.base == "bury"


def _is_blow(words: Words, candidate: Candidate, reading: Reading) -> bool:
    """Whether the predicate is one that strikes houses as well as people."""
    verb = words.verbs.get(reading.at)
    return (
        verb is not None
        and (verb.kind in ("blow", "fall") or (verb.kind == "hold" and verb.form != "participle"))
        and not (candidate.people or (candidate.bare and (candidate.of_whole or reading.at == candidate.end)))
    )


def _is_rejected(words: Words, candidate: Candidate) -> bool:
    """ "four people were injured, not five"."""
    i = candidate.left - 1
    return i > words.sent_start[candidate.number] and words.lower[i] == "not" and words.pos[i - 1] == "PUNCT"


def _finding(parsed: Parsed, words: Words, figure: Figure) -> Finding:
    candidate, reading = figure.candidate, figure.reading
    quantity = candidate.quantity
    start = quantity.start
    last = candidate.end - 1 if words.lower[candidate.end - 1] != "," else candidate.end - 2
    end = max(quantity.end, words.end_char(last))
    category: Category = reading.category
    hedge: Certainty | None = "denied" if _is_rejected(words, candidate) else reading.hedge
    if hedge == "possible" and words.lower[words.sent_start[candidate.number]] == "should":
        hedge = "conditional"  # "Should one come, dozens could be killed"
    value = FigureValue(
        category=category,
        low=quantity.low,
        high=quantity.high,
        bound=quantity.bound,
        group=figure.groups,
        group_text=figure.noun,
        scope=figure.scope,
        includes_perpetrators=includes_perpetrators(words, candidate),
    )
    return Finding(
        property="figure", value=value, evidence=(parsed.span(start, end),), certainty=hedge, part_of=figure.whole, score=reading.sure
    )


def counted(parsed: Parsed, words: Words, person: Person) -> Finding:
    """A person without a number, as a figure of one."""
    noun = words.lower[person.noun]
    value = FigureValue(
        category=person.reading.category,
        low=1,
        high=1,
        group=group_nouns().get(noun, ("all",)),
        group_text=words.printed(person.noun) if noun in group_nouns() else None,
        counted=True,
    )
    span = parsed.span(words.starts[person.first], words.end_char(person.end - 1))
    certainty: Certainty | None = "asserted" if _is_told_before(words, person) else person.reading.hedge
    return Finding(property="figure", value=value, evidence=(span,), certainty=certainty, score=person.reading.sure)


def _is_told_before(words: Words, person: Person) -> bool:
    """ "was shot and is expected to survive": only the recovery is expected."""
    at, stop = person.reading.at, words.sent_end[person.reading.at]
    return any(
        words.lower[i : i + 2] == ["expected", "to"] and not _RECOVERS.isdisjoint(words.lower[i + 2 : min(stop, i + 6)])
        for i in range(at, stop)
    )
