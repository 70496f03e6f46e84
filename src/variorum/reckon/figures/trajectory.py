"""How a figure moved: the totals of every witness in the order of time, and how each came about.

A kind is given where the words beside a number tell it, or the numbers themselves do: a witness's first number, a rise, a fall, a number of
an older day, attackers that are now counted. Where neither does, a step has none: nothing is guessed. Of several numbers that a report has
of one day one is its step: that which the figure goes by.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from variorum.lexicon.en.wording import day_words
from variorum.lexicon.steps import first_said
from variorum.model import FigureValue, Speaker, Step, Told
from variorum.model.words import VAGUE_BOUNDS, Bound, Category, StepKind
from variorum.reckon.counting import Count, agree, day_of, ends_with, is_total
from variorum.reckon.sentences import sentence_behind, sentence_of, was_before

# Of these, fewer means that some are free or home again, not that somebody counted anew.
_OF_STATE: frozenset[Category] = frozenset({"missing", "hostage", "abducted", "displaced", "injured"})
_RISING: frozenset[StepKind] = frozenset({"late_report", "change_of_scope", "correction", "recount"})
_FALLING: frozenset[StepKind] = frozenset({"retraction", "correction", "change_of_scope", "recount"})
_DIED: frozenset[StepKind] = frozenset({"died_of_wounds"})  # more dead, or fewer injured
_CORRECTED: frozenset[StepKind] = frozenset({"correction"})
TAKEN_BACK: frozenset[StepKind] = frozenset({"retraction", "correction"})
_ARTICLE = re.compile(r"^(?:the|a|an|his|her|their|its) ", re.IGNORECASE)
_ROUND: frozenset[Bound] = VAGUE_BOUNDS | {"about", "between"}
ANOTHER = "another number of the same report"
TWICE = 2  # a number that falls below half of the last is hardly a recount of it: most likely others were counted
_TOOK_BACK = "denies the number that it gave"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """All claims of one witness that give one number for one day. `documents` are the reports that have it, `first` is the first that
    printed it, `printed` that day; `leads` is whether some report ends with it.
    """

    witness: str
    at: str | None
    low: int
    high: int | None
    counts: tuple[Count, ...]
    documents: frozenset[str]
    first: Count
    printed: date
    former: bool
    leads: bool

    @property
    def category(self) -> Category:
        """What was counted."""
        return self.counts[0].value.category


class _Given:
    """What all witnesses gave: `documents` that have a number, `former` numbers, and those that some report ends with, by outlet."""

    def __init__(self, points: Sequence[_Point]) -> None:
        self.documents = frozenset(document for point in points if not point.former for document in point.documents)
        self._former = [point for point in points if point.former]
        self._by_outlet: dict[str, list[_Point]] = defaultdict(list)
        for point in points:
            if point.at and point.leads:
                self._by_outlet[point.first.outlet].append(point)

    def before(self, point: _Point) -> _Point | None:
        """The number that the outlet of a witness's first one had before, by whichever witness: who speaks is not always said twice. Else
        the one that its report names as an earlier one.
        """
        mine = self._by_outlet.get(point.first.outlet, ())
        earlier = bisect_left(mine, point.at, key=lambda other: other.at or "") if point.at else 0
        if earlier:
            return mine[earlier - 1]
        return next((other for other in self._former if other.documents & point.documents), None)


def trajectory_of(known: Sequence[Count], told: Sequence[Told], witness_of: Mapping[str, str]) -> tuple[Step, ...]:
    """Every total of one category that a witness gave, each once however many reports print it that day, in the order of time.

    `witness_of` gives the name of the witness of every claim; `told` are all accounts: a denial of one's own number is a step, too.
    """
    points = _points(known, witness_of)
    given = _Given(points)
    denied = list(_denied(told, points[0].category)) if points else []
    by_witness: dict[str, list[_Point]] = defaultdict(list)
    for point in points:
        by_witness[point.witness].append(point)
    steps: list[tuple[tuple[str, str, int], Step]] = []
    for witness, mine in by_witness.items():
        found = [*_typed(mine, given, denied), *_withdrawn(mine, given, denied)]
        steps += [((step.at or "", witness, number), step) for number, step in enumerate(found)]
    return tuple(step for _, step in sorted(steps, key=lambda each: each[0]))


def _points(known: Sequence[Count], witness_of: Mapping[str, str]) -> list[_Point]:
    held: dict[tuple[str, str | None, int, int | None], list[Count]] = defaultdict(list)
    of_report: dict[tuple[str, str | None, str], list[Count]] = defaultdict(list)
    former = set()
    for count in known:
        if is_total(count) and not count.value.counted:
            at, witness = count.day.isoformat() if count.day else None, witness_of[count.claim.key]
            held[witness, at, count.value.low, count.value.high].append(count)
            if was_before(count.told, count.claim):
                former.add(count.claim.key)
            else:
                of_report[witness, at, count.told.document.key].append(count)
    ends = {ends_with(counts).claim.key for counts in of_report.values()}
    found = []
    for (witness, at, low, high), counts in held.items():
        first = min(counts, key=lambda count: (_printed(count), count.outlet, count.claim.key))
        point = _Point(
            witness=witness,
            at=at,
            low=low,
            high=high,
            counts=tuple(counts),
            documents=frozenset(count.told.document.key for count in counts),
            first=first,
            printed=_printed(first),
            former=all(count.claim.key in former for count in counts),
            leads=any(count.claim.key in ends for count in counts),
        )
        found.append(point)
    return sorted(found, key=_order)


def _printed(count: Count) -> date:
    return day_of(count.told.published) or date.max


def _order(point: _Point) -> tuple[object, ...]:
    """By the day, of one day by what is printed first and is said to have held before, then what reports end with, the lower number."""
    instants = [published.at for count in point.counts if (published := count.told.published) and published.at]
    instant = min(instants).timestamp() if instants and len(instants) == len(point.counts) else 0.0
    return point.at or "", not point.former, instant, not point.leads, point.low, -1 if point.high is None else point.high


# ---------------------------------------------------------------- kinds


def _typed(mine: Sequence[_Point], given: _Given, denied: Sequence[Count]) -> Iterator[Step]:
    """One witness's points as steps. Undated ones come first, and stand in no order."""
    before: list[_Point] = []
    overtaken = _printed_of_later_days(mine)
    for point in mine:
        kind, why = (None, "without a date") if point.at is None else _kind(point, before, late=overtaken[point.at] < point.printed)
        last = before[-1] if before else given.before(point)
        if kind in ("first", "new_deaths", "recount", None) and point.at is not None and point.leads:
            revised = _revised(point, last) if last is not None and not before else None
            kind, why = _taken_back(point, last, denied) or revised or (kind, why)
        if point.at is not None and (point.leads or point.former or not before):
            before.append(point)
        claims = tuple(sorted(count.claim.key for count in point.counts))
        yield Step(
            witness=point.witness, outlet=point.first.outlet, at=point.at, low=point.low, high=point.high, claims=claims, step=kind, why=why
        )


def _printed_of_later_days(mine: Sequence[_Point]) -> dict[str | None, date]:
    """For every day of one witness's points the first on which a number of a later day was printed."""
    found, first = dict[str | None, date](), date.max
    for at, points in groupby(reversed(mine), key=lambda point: point.at):
        found[at] = first
        first = min(first, *(point.printed for point in points))
    return found


def _kind(point: _Point, before: Sequence[_Point], *, late: bool) -> tuple[StepKind | None, str]:
    """The kind of a step and what tells it, in words; `late`: a number of a later day was printed before."""
    if not before:
        return "first", ""
    last = before[-1]
    if late and not point.former:
        return "late_report", f"of {_day(point.at)}, first printed on {day_words(point.printed)}"
    if point.former:
        return None, "named as a number that held before"
    if (point.low, point.high) == (last.low, last.high):
        return _scope(point, last) or (None, "the same again")
    if not point.leads or (point.documents == last.documents and not last.former):
        return None, ANOTHER
    return _scope(point, last) or (_rise(point, last) if point.low > last.low else _fall(point, before))


def _revised(point: _Point, last: _Point) -> tuple[StepKind, str] | None:
    """That the words of a witness's first number say how it follows from the one that its outlet had before."""
    if point.former or point.low == last.low:
        return None
    died = _DIED if point.category == ("killed" if point.low > last.low else "injured") else frozenset()
    return _said(point, (_RISING if point.low > last.low else _FALLING) | died)


def _taken_back(point: _Point, last: _Point | None, denied: Iterable[Count]) -> tuple[StepKind, str] | None:
    """That a report with another number says that the one before, or what an earlier version of it had, was wrong: "18, not 20"."""
    if last is not None and (point.low == last.low or point.documents == last.documents):
        return None
    for count in denied:
        if count.told.document.key in point.documents and not agree(count.value, point.first.value):
            before = last is not None and count.value.low == last.low
            if before or (count.claim.said_by is None and first_said((sentence_of(count.told, count.claim),), _CORRECTED)):
                return "correction", f"says that it was not {count.value.low:,}"
    return None


def _scope(point: _Point, last: _Point) -> tuple[StepKind, str] | None:
    """That it counts something else: attackers in or out, all or hostages alone."""
    now, was = (_included(each) for each in (point, last))
    if now is not None and was is not None and now != was:
        return "change_of_scope", "now with the attackers" if now else "now without the attackers"
    group, before = point.first.group, last.first.group
    if group != before:
        return "change_of_scope", "now of all" if group == ("all",) else f"now of {' and '.join(group).replace('_', ' ')} only"
    return None


def _included(point: _Point) -> bool | None:
    said = {count.value.includes_perpetrators for count in point.counts} - {None}
    return next(iter(said)) if len(said) == 1 else None


def _rise(point: _Point, last: _Point) -> tuple[StepKind | None, str]:
    said = _said(point, _RISING | _DIED if point.category == "killed" else _RISING)
    if said is not None:
        return said
    if _refines(point, last):
        return None, "more exact than before"
    return "new_deaths", ""


def _refines(point: _Point, last: _Point) -> bool:
    """Whether a number is one that a round or vague one before it allowed: "dozens", then 31. "At least 17" is a count so far."""
    return last.first.value.bound in _ROUND and agree(point.first.value, last.first.value)


def _fall(point: _Point, before: Sequence[_Point]) -> tuple[StepKind | None, str]:
    last = before[-1]
    said = _said(point, _FALLING | _DIED if point.category == "injured" else _FALLING)
    if said is not None:
        return said
    if point.low == 0 == point.high and last.low > 0:
        return "retraction", "none are left of it"
    same = [other for other in before if (other.low, other.high) == (point.low, point.high)]
    if same:
        return "late_report", f"the number of {_day(same[-1].at)} again"
    if point.low == last.low or _refines(point, last) or (point.high is None and agree(point.first.value, last.first.value)):
        return None, "less exact than before" if point.high is None else "more exact than before"
    if point.category in _OF_STATE or point.low * TWICE < last.low:
        return None, "fewer than before; nobody says why"
    return "recount", "lower than before; nobody says why"


def _said(point: _Point, kinds: frozenset[StepKind]) -> tuple[StepKind, str] | None:
    """What the sentence of the number, else the one behind it, tells; of several reports the first that does."""
    counts = sorted(point.counts, key=lambda count: (_printed(count), count.place_in_text, count.claim.key))
    for count in counts:
        sentences = (sentence_of(count.told, count.claim), sentence_behind(count.told, count.claim))
        found = first_said(sentences, kinds)
        if found is not None:
            return found[0], f"“{found[1]}”"
    return None


# ---------------------------------------------------------------- denials of one's own number


def _denied(told: Iterable[Told], category: Category) -> Iterator[Count]:
    for each in told:
        for claim in each.claims:
            value = claim.value
            if isinstance(value, FigureValue) and claim.certainty == "denied" and value.category == category:
                yield Count(told=each, claim=claim, value=value)


def _withdrawn(mine: Sequence[_Point], given: _Given, denied: Iterable[Count]) -> Iterator[Step]:
    """A witness that denies, in another report, what it gave: from then on it stands for no number. One that gives another is corrected."""
    for count in denied:
        at = count.day.isoformat() if count.day else None
        before = [point for point in mine if at and point.at and point.at <= at and count.told.document.key not in point.documents]
        if count.told.document.key not in given.documents and any(
            _takes_back(count, point) and agree(count.value, point.first.value) for point in before
        ):
            yield Step(
                witness=mine[0].witness,
                outlet=count.outlet,
                at=at,
                low=0,
                high=None,
                claims=(count.claim.key,),
                step="retraction",
                why=_TOOK_BACK,
            )


def withdrawn(trajectory: Iterable[Step]) -> frozenset[str]:
    """The keys of claims that give numbers which their witness took back in the end, and put no other in their place."""
    by_witness: dict[str, list[Step]] = defaultdict(list)
    for step in trajectory:
        by_witness[step.witness].append(step)
    ended = (steps for steps in by_witness.values() if steps[-1].step == "retraction" and steps[-1].why == _TOOK_BACK)
    return frozenset(key for steps in ended for step in steps[:-1] for key in step.claims)


def _takes_back(count: Count, point: _Point) -> bool:
    """Whether a denial is by one of those whom the number was told by, or a report says of them, or its outlet of what it printed, that
    it was withdrawn.
    """
    if _is_same_voice(count, point):
        return True
    sentence = sentence_of(count.told, count.claim)
    if count.claim.said_by is not None or first_said((sentence,), TAKEN_BACK) is None:
        return False
    return any(
        other.told.voice == count.told.voice or (other.claim.said_by is not None and names_speaker(sentence, other.claim.said_by))
        for other in point.counts
    )


def names_speaker(sentence: str, said_by: Speaker) -> bool:
    """Whether a sentence names a speaker by the name that a claim has: "the governor" is in "the governor retracted his claim"."""
    name = _ARTICLE.sub("", " ".join(said_by.name.split()))
    return re.search(rf"\b{re.escape(name)}\b", sentence, re.IGNORECASE) is not None


def _is_same_voice(count: Count, point: _Point) -> bool:
    """Whether a denial is by one of those whom the number was told by."""
    mine = count.claim.speaker or count.told.voice
    theirs = (other.claim.speaker or other.told.voice for other in point.counts)
    return mine in theirs


def _day(at: str | None) -> str:
    return day_words(datetime.fromisoformat(at).date()) if at else "an unknown day"


__all__ = ["ANOTHER", "TAKEN_BACK", "names_speaker", "trajectory_of", "withdrawn"]
