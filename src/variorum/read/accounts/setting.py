"""When and where a telling's incident was, from all the clauses that tell of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from variorum.model import Span, When, Where
from variorum.model.words import IncidentType
from variorum.read.accounts.scene import Days, Scene
from variorum.read.accounts.scene_places import is_home
from variorum.read.accounts.scene_times import dates_the_event, tells_of_later
from variorum.read.accounts.scenes import counts_up
from variorum.read.accounts.speaking import unspoken
from variorum.read.parsed import Parsed
from variorum.read.places import told_at, where_of
from variorum.read.times import when_of

_LEAD = 3  # sentences, the headline among them: they say where and when, the rest says what else
_LIKENESS = re.compile(r"\b(?:similar|like|unlike|compar|reminiscent|recall|echo|parallel|resembl|remind)", re.IGNORECASE)
_SUING = frozenset({"file", "sue", "lodge", "petition"})
_MEMORIAL = re.compile(r",?\s+(?:exactly |just )?(?:an?|one|two|three|four|five|ten|\d+)\s+(?:day|week|month|year)s?\s+(?:after|since)\b")
_WIDE = frozenset({"country", "region", "admin1"})
_LASTING = frozenset({"hostage_taking"})
_ENDS = frozenset({"end", "finish", "conclude", "free", "release", "rescue", "break", "storm", "lift", "escape", "evacuate"})
_AFTERWARDS = frozenset({"die", "death", "dead", "toll", "victim", "casualty", "fatality", "hostage", "succumb"})
_OWN, _LATE, _BORROWED, _FIRM = 2.0, 0.3, 0.5, 1.5  # weights of dates
_LONGEST, _WEEK = 12, 6  # days that a siege may take; days that are told as a few
_VAGUE_DAYS = 4  # date precision from which a date found elsewhere in the telling may be the more exact one


def place_of(parsed: Parsed, scenes: Sequence[Scene], *, main: bool) -> tuple[Where | None, Span | None]:
    """The place that most clauses of the telling give, a town before its country, and the words that name it first.

    The incident that the document is about may take its place from the dateline or from the place that the document names most; another
    one has a place only if its own sentences name one.
    """
    found = list(_places(parsed, scenes))
    votes = Counter[str]()
    for where, _, weight in found:
        votes[_same(where)] += weight
    countries = Counter[str | None]()
    for where, _, weight in found:
        countries[where.country] += weight
    if found:
        land = countries.most_common(1)[0][0]
        at_home = [item for item in found if item[0].country == land] or found
        best = max(at_home, key=lambda item: (item[0].kind not in _WIDE, votes[_same(item[0])], item[0].site is not None))
        return best[0], best[1]
    first = next((scene for scene in scenes if scene.tells), None)
    if not main or first is None:
        return None, None
    rest = unspoken(parsed)
    return (where_of(rest, first.events[0][0].span) if rest.places else None), None


def _places(parsed: Parsed, scenes: Sequence[Scene]) -> Iterator[tuple[Where, Span, int]]:
    """The place of each telling clause, with a weight: the lead says where it happened, later sentences also where somebody fled to."""
    for scene in scenes:
        if not scene.tells:
            continue
        if scene.parted:  # the sentence names the place of another incident, too
            inside = [(one.where, one.span) for one in scene.places.values() if one is not None and one.where is not None]
            yield from ((place, span, 1) for place, span in inside)
            continue
        event = scene.events[0][0]
        told = _told_at(parsed, event.span)
        if told is not None and is_home(parsed, told[1]):
            continue  # "Ali, who hailed from Q., tried to stop him"
        if told is not None and not _LIKENESS.search(parsed.text, min(event.span.end, told[1].end), max(event.span.start, told[1].start)):
            yield *told, 3 if scene.clause.sentence < _LEAD else 1


def _told_at(parsed: Parsed, words: Span) -> tuple[Where, Span] | None:
    """Kept: tellings are made of the rules' threads, and once more where the heads regroup these."""
    return parsed.once(("told at", words.start, words.end), lambda: told_at(unspoken(parsed), words))


def _when_of(parsed: Parsed, words: Span) -> When | None:
    return parsed.once(("when of", words.start, words.end), lambda: when_of(parsed, words))


def _same(where: Where) -> str:
    return str(where.gazetteer_id or where.name)


def time_of(parsed: Parsed, scenes: Sequence[Scene], days: Days | None, kind: IncidentType) -> tuple[When | None, Span | None]:
    """The date that the telling's own events are given, and its words: the one that most of them share, the finer of two as good.

    What took days (a siege) runs from its first date to its last, where both are told. `days` is the date that the telling began with.
    """
    dated = list(_dated(parsed, scenes))
    mention = days.mention if days else None
    own = mention.timex.when if mention and mention.timex else None
    if own is not None and mention is not None:
        dated = [one for one in dated if one.own or _inside(one.when, own)]
        dated.append(_Dated(own, mention.span, _OWN, ending=False, own=True))
    votes: dict[tuple[date | None, date | None], float] = defaultdict(float)
    for one in dated:
        votes[one.when.earliest, one.when.latest] += one.weight
    if not dated:
        return None, None

    def rank(one: _Dated) -> tuple[bool, float, int]:
        return one.when.precision < _VAGUE_DAYS, votes[one.when.earliest, one.when.latest], -one.when.precision

    best = max((one for one in dated if not one.ending), key=rank, default=max(dated, key=rank))
    if kind in _LASTING and (span := _course(dated, best)) is not None:
        return span, span.evidence
    return best.when, best.words or best.when.evidence


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date that an event is given, and how much it says of when the incident was. `ending` where it dates the end, `own` where it
    stands in the clause that tells of the event."""

    when: When
    words: Span | None
    weight: float
    ending: bool
    own: bool


def _dated(parsed: Parsed, scenes: Sequence[Scene]) -> Iterator[_Dated]:
    told = {token.idx: scene for scene in scenes for token in scene.clause.tokens}
    for scene in scenes:
        if not scene.tells:
            continue
        own = scene.days.mention if scene.days else None
        for event, token, role in scene.events:
            when = _when_of(parsed, event.span)
            if when is None or role == "arrest" or (when.evidence is not None and when.evidence.start not in told):
                continue  # the sentence before may date another incident
            if when.evidence is not None and _is_of_later(parsed, when.evidence, told[when.evidence.start]):
                continue
            if _is_of_another(parsed, when, scene):
                continue
            weight = _LATE if token.lemma_.lower() in _AFTERWARDS else 2.0 if role == "harm" else 3.0
            weight += 1.0 if scene.clause.sentence < _LEAD else 0.0
            here = own is not None and own.timex is not None and own.timex.when == when
            ending = scene.clause.root.lemma_.lower() in _ENDS
            yield _Dated(when, when.evidence, weight * (1.0 if here else _BORROWED), ending=ending, own=here)


def _is_of_later(parsed: Parsed, words: Span, scene: Scene) -> bool:
    """Whether a time stands in a clause of a death of wounds, a verdict or a suit, and dates that."""
    verb = scene.clause.root
    later = tells_of_later(verb) or verb.lemma_.lower() in _SUING
    return later and not dates_the_event(parsed.doc[parsed.tokens_of(words).start], scene)


def _is_of_another(parsed: Parsed, when: When, scene: Scene) -> bool:
    """Whether a day outside the clause is that of a count, or of a memorial ("fell silent on Thursday, a year after X drove …"), or is yet
    to come: what has happened is told of, and a vote on 8 May is no date of it.
    """
    words = when.evidence
    if words is not None and any(token.idx == words.start for token in scene.clause.tokens):
        return counts_up(scene.clause.root, words.start)
    anchor = parsed.anchor
    coming = anchor is not None and anchor.latest is not None and when.earliest is not None and when.earliest > anchor.latest
    return coming or (words is not None and _MEMORIAL.match(parsed.text, words.end) is not None)


def _course(dated: Sequence[_Dated], best: _Dated) -> When | None:
    """From the first day to the last of what took days; None where no two days are told."""
    days = [(one.when.earliest, one.when.latest, one) for one in dated if one.when.precision < _VAGUE_DAYS]
    near = [
        (first, last, one)
        for first, last, one in days
        if first and last and best.when.earliest and abs((first - best.when.earliest).days) <= _LONGEST
    ]
    begun = [item for item in near if not item[2].ending and item[2].weight >= _FIRM] or near
    if not begun:
        return None
    first, _, one = min(begun, key=lambda item: (item[0], item[1]))
    last = max(item[1] for item in near)
    if first >= last:
        return None
    return replace(one.when, earliest=first, latest=last, precision=2 if (last - first).days < _WEEK else 3, at=None)


def _inside(fine: When, wide: When) -> bool:
    return str(wide.earliest) <= str(fine.earliest) and str(fine.latest) <= str(wide.latest)
