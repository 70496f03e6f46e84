"""Numbers that no longer stand: taken back, corrected or overtaken by those who gave them. They are steps of a figure, and no side of a
disagreement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date

from variorum.lexicon.steps import first_said
from variorum.model import Figure, FigureValue, Step, Told
from variorum.model.words import StepKind
from variorum.reckon.counting import NOT_COUNTED, Count, counts, day_of
from variorum.reckon.figures.trajectory import ANOTHER, TAKEN_BACK, names_speaker, withdrawn
from variorum.reckon.sentences import sentence_of, was_before

_IN_PLACE: frozenset[StepKind] = frozenset({"correction", "retraction", "recount", "change_of_scope"})  # also within one day


def no_longer_held(told: Sequence[Told], figures: Iterable[Figure]) -> frozenset[str]:
    """The keys of claims that count people, of which their report, a later word of their witness or a later report that corrects them says
    that they hold no more. `figures` are those of the incident.
    """
    gone: set[str] = set()
    for figure in figures:
        gone |= withdrawn(figure.trajectory)
        gone.update(_revised(figure.trajectory))
    known = list(counts(told))
    former = [count for count in known if was_before(count.told, count.claim)]
    gone.update(count.claim.key for count in former)
    gone.update(_corrected(known, [*former, *_ruled_out(told)]))
    return frozenset(gone)


def _revised(trajectory: Sequence[Step]) -> Iterator[str]:
    """Claims of steps that their witness's last number has left behind; what is not dated stands in no order."""
    by_witness: dict[str, list[Step]] = defaultdict(list)
    for step in trajectory:
        if step.at is not None:
            by_witness[step.witness].append(step)
    for steps in by_witness.values():
        in_place = max((number for number, step in enumerate(steps) if step.step in _IN_PLACE), default=0)
        last = max(step.at or "" for step in steps if step.why != ANOTHER or len(steps) == 1)
        standing = [step for number, step in enumerate(steps) if number >= in_place and step.at == last]
        numbers = {(step.low, step.high) for step in standing}
        for step in steps:
            if (step.low, step.high) not in numbers:
                yield from step.claims


def _corrected(known: Sequence[Count], against: Iterable[Count]) -> Iterator[str]:
    """Claims of a number that a later report names as an earlier one, or corrects: in a report's own voice, or by the same speaker."""
    later: dict[tuple[str, int], list[Count]] = defaultdict(list)
    for count in against:
        later[count.said].append(count)
    speakers: dict[str, set[str | None]] = defaultdict(set)
    for count in known:
        speakers[count.told.document.key].add(count.claim.speaker)
    for count in known:
        for other in later.get(count.said, ()):
            if _is_later(other, count) and _is_of_same(other, count, speakers[other.told.document.key]):
                yield count.claim.key
                break


def _ruled_out(told: Iterable[Told]) -> Iterator[Count]:
    """Numbers that a report denies in words that correct or withdraw."""
    for each in told:
        for claim in each.claims:
            if isinstance(claim.value, FigureValue) and claim.certainty == "denied" and first_said((sentence_of(each, claim),), TAKEN_BACK):
                yield Count(told=each, claim=claim, value=claim.value)


def _is_later(other: Count, count: Count) -> bool:
    """Whether it was printed later: on another day, or by the clock."""
    left, right = other.told.published, count.told.published
    if left is not None and right is not None and left.at is not None and right.at is not None:
        return left.at > right.at
    return (day_of(left) or date.min) > (day_of(right) or date.max)


def _is_of_same(other: Count, count: Count, heard: Container[str | None]) -> bool:
    """Whether what is corrected is this number, and not that of somebody else: "nine, not 12 as the mayor said" corrects no police.

    `heard` are those who give numbers in the report that corrects: whoever gave another before gives that one now.
    """
    if count.claim.said_by is None:
        return other.claim.said_by is None or other.claim.certainty not in NOT_COUNTED
    if other.claim.said_by is None and count.claim.speaker in heard:
        return True
    return other.claim.speaker == count.claim.speaker or names_speaker(sentence_of(other.told, other.claim), count.claim.said_by)
