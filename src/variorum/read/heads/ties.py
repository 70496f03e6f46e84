"""What the words themselves say for or against two items being of one incident, added to what the trained head makes of every two.

The weights (`ties.tsv`) are in units of the head's logit; where they come from stands in the head of the table, and `python -m train.ties`
holds them against weights learnt anew, on reports that encoder and head have been kept from.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate, islice, pairwise
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from variorum.lexicon.triggers import account_cues
from variorum.model import FigureValue, ResponsibilityValue, When
from variorum.model.words import IncidentType
from variorum.read.accounts import Days, Scene, Telling, days_of
from variorum.read.finding import Finding
from variorum.read.heads.items import Item, pairs_of
from variorum.read.heads.view import View
from variorum.read.parsed import Parsed

TABLE = "ties.tsv"
ALWAYS = "(always)"  # what every two are given: how readily items are joined
_LASTING: frozenset[IncidentType] = frozenset({"hostage_taking"})  # kidnappings are told in rows: one after the other
_VAGUE: frozenset[IncidentType] = frozenset({"other", "armed_assault", "armed_clash"})
_LEAD = 2  # sentences
_FRONT = 3  # tokens at the head of a sentence in which its date stands


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """An item with the clause and the telling of the rules in which it stands, and the days that its words and its telling give."""

    finding: Finding
    item: Item
    scene: Scene | None
    telling: Telling | None
    days: tuple[Days, ...]
    acts: frozenset[IncidentType]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    """By sentence: how many up to it set themselves apart, and whether it names no day and no place."""

    apart: Sequence[int]
    plain: Sequence[bool]


def ties(parsed: Parsed, view: View, found: Sequence[Finding], items: Sequence[Item]) -> NDArray[np.float32]:
    """(items, items), symmetric: what is added to the logits of two items. `found` are the findings of the items."""
    table = weights()
    added = np.full((len(items), len(items)), table[ALWAYS], dtype=np.float32)
    places, course = _places(parsed, view, found, items), _course(parsed, view, items)
    for one, other in pairs_of(len(items)).tolist():
        added[one, other] += sum(table[sign] for sign in _signs(places[one], places[other], course))
        added[other, one] = added[one, other]
    return added


@cache
def weights() -> Mapping[str, float]:
    """What each sign adds to the logit, and every pair."""
    lines = files("variorum.read.heads").joinpath(TABLE).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return MappingProxyType({sign: float(weight) for sign, weight in rows})


def signs_between(parsed: Parsed, view: View, found: Sequence[Finding], items: Sequence[Item]) -> list[set[str]]:
    """The signs of every two items, in the order of `pairs_of`: what the weights are learnt from."""
    places, course = _places(parsed, view, found, items), _course(parsed, view, items)
    return [set(_signs(places[one], places[other], course)) for one, other in pairs_of(len(items)).tolist()]


def _signs(one: _Place, other: _Place, course: _Course) -> Iterator[str]:
    earlier, later = (one, other) if one.item.start <= other.item.start else (other, one)
    yield from _of_findings(earlier.finding, later.finding)
    if earlier.item.sentence < _LEAD <= later.item.sentence:
        yield "after the lead"
    if any(day.gap(that) != 0 for day in earlier.days for that in later.days):
        yield "days apart"
    if course.apart[later.item.sentence + 1] > course.apart[earlier.item.sentence + 1]:
        yield "set apart"
    if earlier.scene is not None and later.scene is not None:
        yield from _of_clauses(earlier.scene, later.scene)
    if earlier.acts and later.acts and not earlier.acts & later.acts:
        yield "other acts"
    if earlier.telling is not None and later.telling is not None:
        yield from _of_tellings(earlier, later, course)


def _of_findings(one: Finding, other: Finding) -> Iterator[str]:
    if one.evidence[0].overlaps(other.evidence[0]):
        yield "overlapping"
    left, right = one.value, other.value
    if isinstance(left, ResponsibilityValue) and isinstance(right, ResponsibilityValue):
        if left.actor.name.casefold() == right.actor.name.casefold():
            yield "one actor"
    elif isinstance(left, FigureValue) and isinstance(right, FigureValue):
        if left.counted or right.counted or left.category != right.category:
            return
        if (left.low, left.high) == (right.low, right.high):
            yield "one number"
        elif left.bound == right.bound == "exact" and left.group == right.group:
            yield "other number"


def _of_clauses(one: Scene, other: Scene) -> Iterator[str]:
    if one is other:
        yield "one clause"
        return
    if one.wide != other.wide:
        yield "country and town"
    if other.beside == one.clause.index or one.beside == other.clause.index:
        yield "part beside"


def _of_tellings(one: _Place, other: _Place, course: _Course) -> Iterator[str]:
    assert one.telling is not None
    assert other.telling is not None
    left, right = one.telling.account.status, other.telling.account.status
    if one.telling is not other.telling:
        yield "other telling"
        if (left == "cumulative") != (right == "cumulative"):
            yield "total and other"
        elif left == "cumulative":
            yield "two totals"
    elif one.telling.value.type in _LASTING:
        yield "one siege"
    elif other.item.sentence == one.item.sentence + 1 and course.plain[other.item.sentence]:
        yield "goes on"


def _places(parsed: Parsed, view: View, found: Sequence[Finding], items: Sequence[Item]) -> list[_Place]:
    scenes = {token.i: scene for thread in view.threads for scene in thread.scenes for token in scene.clause.tokens}
    fronts = _fronts(parsed, view)
    places = []
    for finding, item in zip(found, items, strict=True):
        scene, telling = scenes.get(item.head), view.tellings[item.telling] if item.telling is not None else None
        own = scene.days if scene is not None and scene.days is not None else fronts.get(item.sentence)
        told = _told_days(telling.when) if telling is not None else None
        acts = frozenset(event.type for event, _, role in (scene.events if scene is not None else ()) if role == "act") - _VAGUE
        days = tuple(day for day in (own, told) if day is not None)
        places.append(_Place(finding=finding, item=item, scene=scene, telling=telling, days=days, acts=acts))
    return places


def _fronts(parsed: Parsed, view: View) -> dict[int, Days]:
    """The days with which sentences begin, by their number: "In July, …", "Ten years ago, …"."""
    fronts: dict[int, Days] = {}
    for mention in parsed.times:
        token = bisect_right(parsed.starts, mention.span.start) - 1
        sentence = bisect_right(view.sentences, token) - 1
        before = (parsed.doc[at] for at in range(view.sentences[sentence], token))
        words = list(islice((word for word in before if not (word.is_space or word.is_punct)), _FRONT + 1))
        days = days_of(mention) if len(words) <= _FRONT else None
        if days is not None:
            fronts.setdefault(sentence, days)
    return fronts


def _told_days(when: When | None) -> Days | None:
    if when is None or when.earliest is None or when.latest is None:
        return None
    return Days(when.earliest.toordinal(), when.latest.toordinal(), False, None)


def _course(parsed: Parsed, view: View, items: Sequence[Item]) -> _Course:
    """The course of the text from the first item to the last; before and after them nothing is asked."""
    placed = sorted(mention.span.start for mention in (*parsed.times, *parsed.places))
    within = range(min((item.sentence for item in items), default=0) + 1, max((item.sentence for item in items), default=-1) + 1)
    apart, plain = [], []
    for number, (start, end) in enumerate(pairwise([*view.sentences, len(parsed.doc)])):
        words = parsed.doc[start:end].text if number in within else ""
        set_apart = bool(words) and any(account_cues()[name].search(words) for name in ("separate", "strong", "apart"))
        first = bisect_left(placed, parsed.starts[start])
        covers = first < len(placed) and placed[first] <= parsed.starts[end - 1]
        apart.append(set_apart)
        plain.append(not set_apart and not covers)
    return _Course(apart=[0, *accumulate(apart)], plain=plain)
