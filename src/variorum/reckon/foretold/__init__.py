"""Warnings and forecasts, and the incidents that may be what they were about: never asserted, for a person to look at.

A rule with reasons and low scores: an incident fits a warning where it came after it, in the time and at a place that it names, and where
the group, what was struck or the kind of deed is the one that was named. A report of the incident itself may also say that it had been
warned of.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from variorum.lexicon.headwords import folded, singular
from variorum.lexicon.properties import physical_targets, target_roles
from variorum.lexicon.tables import rows_of
from variorum.lexicon.triggers import event_triggers
from variorum.model import Claim, ForecastValue, Foretold, Incident, WarningValue
from variorum.model.words import VAGUE_TYPES, IncidentType
from variorum.reckon.actors import key_of_actor
from variorum.reckon.foretold.foretelling import Foretelling, Reports, foretelling_of
from variorum.reckon.foretold.warned_once import Telling, told_once
from variorum.reckon.matching import struck

LEAST = 0.35  # of the weights in the table
MOST = 0.6  # nobody says that it is so: a score above a half, and no more
STATED = 0.6  # a report of the incident says that it was warned of
WEEK = timedelta(days=7)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_COUNTRY = frozenset({"country", "region"})


def find_foretold(incidents: Sequence[Incident], claims: Iterable[Claim], reports: Reports) -> tuple[Foretold, ...]:
    """For every warning and forecast the incidents that may be what it was about, likeliest first; one that several reports tell of
    stands once. A pure function of what it is given.
    """
    dated = [each for each in incidents if each.when and each.when.earliest and each.documents and each.stage != "THREATENED"]
    by_country: dict[str, list[tuple[date, str, Incident]]] = defaultdict(list)
    about: dict[str, list[Incident]] = defaultdict(list)
    for incident in dated:
        for document in incident.documents:
            about[document].append(incident)
        if incident.where and incident.where.country:
            by_country[incident.where.country].append((_first(incident), incident.id, incident))
    for held in by_country.values():
        held.sort(key=lambda each: each[:2])
    found: list[Telling] = []
    for claim in claims:
        if isinstance(claim.value, (WarningValue, ForecastValue)) and claim.certainty != "denied":
            told = foretelling_of(claim, reports)
            if told is not None:
                rows = [*_stated(told, about.get(claim.document, ()), reports), *_fitting(told, by_country)]
                found += [_telling(told, row, reports) for row in rows]
    return tuple(sorted(told_once(found), key=lambda each: (-each.score, each.incident, each.claim)))


def _telling(told: Foretelling, row: Foretold, reports: Reports) -> Telling:
    document = told.claim.document
    return Telling(
        foretold=row,
        document=reports.documents[document],
        published=reports.day(document),
        named=told.named,
        sentence=told.claim.evidence[0].exact,
    )


def _first(incident: Incident) -> date:
    assert incident.when is not None
    assert incident.when.earliest is not None
    return incident.when.earliest


def _stated(told: Foretelling, own: Iterable[Incident], reports: Reports) -> Iterator[Foretold]:
    """The incident that the report is about, where it says that the warning came before."""
    published = reports.day(told.claim.document)
    for incident in own:
        before = told.said < _first(incident) if told.said is not None else True
        soon = published is not None and published >= _first(incident)
        if before and soon and not _names_another_town(told, incident):
            yield _foretold(told, incident, STATED, ("a report of the incident says so",), stated=True)


def _fitting(told: Foretelling, by_country: Mapping[str, Sequence[tuple[date, str, Incident]]]) -> Iterator[Foretold]:
    if told.said is None or told.first is None or told.last is None:
        return
    for country in sorted({place.country for place in told.places if place.country}):
        held = by_country.get(country, ())
        start = bisect_left(held, (told.first, ""))
        for day, _, incident in held[start:]:
            if day > told.last:
                break
            if day > told.said - timedelta(days=1) and told.claim.document not in incident.documents:
                features = tuple(_features(told, incident, day))
                score = sum(_weights()[feature][0] for feature in features)
                if score >= LEAST:
                    yield _foretold(told, incident, round(min(MOST, score), 2), tuple(_weights()[each][1] for each in features))


def _foretold(told: Foretelling, incident: Incident, score: float, reasons: tuple[str, ...], *, stated: bool = False) -> Foretold:
    return Foretold(
        claim=told.claim.key,
        incident=incident.id,
        score=score,
        reasons=reasons,
        by=told.by or None,
        said=told.said,
        stated=stated,
    )


def _features(told: Foretelling, incident: Incident, day: date) -> Iterator[str]:
    """What speaks for it; nothing at all where another place was named."""
    place = _place_feature(told, incident)
    if place is None or told.said is None:
        return
    yield "within_horizon" if told.horizon else "within_days" if day - told.said <= WEEK else "within_weeks"
    yield place
    land = incident.where.country if incident.where else None
    blamed = {key_of_actor(name, land=land) for each in incident.responsibility for name in (each.actor.name, *each.told_as)}
    if told.actors & blamed:
        yield "same_actor"
    if any(struck(incident, noun) for noun in _targets(told.words)):
        yield "same_target"
    if incident.type in _types(told.words):
        yield "same_type"


def _place_feature(told: Foretelling, incident: Incident) -> str | None:
    where = incident.where
    if where is None:
        return None
    found = None
    for place in told.places:
        if place.gazetteer_id is not None and place.gazetteer_id == where.gazetteer_id:
            return "same_town" if place.kind not in _COUNTRY else "same_country"
        if place.country == where.country and place.kind == "admin1" and folded(place.name) == folded(where.admin1 or ""):
            found = "same_province"
        elif place.country == where.country and place.kind in _COUNTRY:
            found = found or "same_country"
    return found


def _names_another_town(told: Foretelling, incident: Incident) -> bool:
    """Whether the words name places, and none that the incident lies in."""
    towns = [place for place in told.places if place.kind == "populated"]
    return bool(towns) and incident.where is not None and _place_feature(told, incident) is None


def _targets(words: str) -> list[str]:
    """The nouns for what or who may be struck among some words."""
    nouns = dict.fromkeys(singular(word.casefold()) for word in _WORD.findall(words))
    return [noun for noun in nouns if noun in physical_targets() or noun in target_roles()]


def _types(words: str) -> frozenset[IncidentType]:
    """The kinds of incident that the words tell of; "attack" tells of none."""
    triggers = event_triggers().words
    found = {triggers[singular(word.casefold()), "n"] for word in _WORD.findall(words) if (singular(word.casefold()), "n") in triggers}
    return frozenset(trigger.type for trigger in found if trigger.role == "act" and trigger.type not in VAGUE_TYPES)


@cache
def _weights() -> Mapping[str, tuple[float, str]]:
    return MappingProxyType(
        {feature: (float(weight), words) for feature, weight, words in rows_of("variorum.reckon.foretold", "foretold.tsv")}
    )


__all__ = ["Foretelling", "Reports", "find_foretold"]
