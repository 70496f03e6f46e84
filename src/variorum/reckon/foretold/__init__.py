"""Warnings and forecasts, and the incidents that may be what they were about: never asserted, for a person to look at.

A rule with reasons and low scores: an incident fits a warning where it came after it, in the time and at a place that it names, and where
the group, what was struck or the kind of deed is the one that was named. A report of the incident itself may also say that it had been
warned of.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from variorum.lexicon.en.dates.calendar import named_day, named_days
from variorum.lexicon.headwords import folded, singular
from variorum.lexicon.properties import horizons, physical_targets, target_roles
from variorum.lexicon.tables import rows_of
from variorum.lexicon.triggers import event_triggers
from variorum.model import Claim, Document, ForecastValue, Foretold, Incident, Mention, WarningValue, When, Where
from variorum.model.words import VAGUE_TYPES, IncidentType
from variorum.reckon.actors import key_of_actor
from variorum.reckon.counting import day_of
from variorum.reckon.foretold.warned_once import Telling, told_once
from variorum.reckon.matching import struck

LEAST = 0.35  # of the weights in the table
MOST = 0.6  # nobody says that it is so: a score above a half, and no more
STATED = 0.6  # a report of the incident says that it was warned of
WEEK, MONTH = timedelta(days=7), timedelta(days=30)
FEAST = timedelta(days=4)  # "over Easter" is more than its day
_SPANS = {"hour": 2, "day": 14, "week": 45, "month": 180, "year": 730}  # days that "in the coming …" is taken to reach
_UNIT = re.compile(r"\b(hour|day|week|month|year)s?\b", re.IGNORECASE)
_SOON = re.compile(r"\b(?:soon|imminent(?:ly)?|any (?:day|time|moment))\b", re.IGNORECASE)
_OF = re.compile(r"\bwarn\w*\b[^.;]{0,60}?\b(?:of|that|about|against)\s+", re.IGNORECASE)  # "warned on Monday of"
_HAD = re.compile(r"\bhad\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_COUNTRY = frozenset({"country", "region"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretelling:
    """One claim that warns or foresees. `said` is the day on which it was said, None where only "had warned" tells that it was before;
    `first` to `last` is when it was expected, `horizon` whether its words say so; `words` are those of what was expected. `named`:
    the claim says who warned.
    """

    claim: Claim
    said: date | None
    first: date | None
    last: date | None
    horizon: bool
    words: str
    places: tuple[Where, ...]
    actors: frozenset[str]
    by: str
    named: bool


@dataclass(slots=True, kw_only=True)
class Reports:
    """What is known of the documents: their mentions (of those with a warning or forecast), and when they were published."""

    documents: Mapping[str, Document]
    mentions: Callable[[str], Sequence[Mention]]
    published: Mapping[str, When] = field(default_factory=dict)

    def day(self, document: str) -> date | None:
        """When it was published, as printed or worked out."""
        known = self.documents.get(document)
        return day_of((known.published if known else None) or self.published.get(document))


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
            told = _foretelling(claim, reports)
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


# ---------------------------------------------------------------- what was foretold


def _foretelling(claim: Claim, reports: Reports) -> Foretelling | None:
    """A claim with what its words say of time, place and actors; None where its document is not dated, or no longer there."""
    document, published = reports.documents.get(claim.document), reports.day(claim.document)
    if document is None or published is None:
        return None
    value = claim.value
    by = value.by if isinstance(value, WarningValue) else None
    speaker = by or (claim.said_by.name if claim.said_by else None)
    words, start = _content(claim, document.text)
    held = reports.mentions(claim.document)
    own = [mention for mention in held if any(span.covers(mention.span) for span in claim.evidence)]
    warner = document.text.find(by, claim.evidence[0].start, claim.evidence[0].end) if by else -1
    his = range(warner, warner + len(by)) if by and warner >= 0 else range(0)
    inside = [mention for mention in own if start <= mention.span.start < start + len(words) and mention.span.start not in his]
    outside = own if words == claim.evidence[0].exact else [mention for mention in own if mention not in inside]
    said = _said_on(claim, outside, published)
    first, last, horizon = _expected(inside, words, said or published)
    return Foretelling(
        claim=claim,
        said=said,
        first=first,
        last=last,
        horizon=horizon,
        words=words,
        places=_places(inside, held),
        actors=frozenset(key_of_actor(mention.span.exact) for mention in inside if mention.kind in ("group", "organisation")),
        by=speaker or document.publisher or document.source or "",
        named=speaker is not None,
    )


def _content(claim: Claim, text: str) -> tuple[str, int]:
    """The words of what was expected, and where they stand; all words of the claim where they cannot be told from the rest."""
    value, evidence = claim.value, claim.evidence[0]
    content = (value.about if isinstance(value, WarningValue) else value.text if isinstance(value, ForecastValue) else None) or ""
    match = re.search(r"\s+".join(map(re.escape, content.split())), text[evidence.start : evidence.end]) if content else None
    if match is not None:
        return match[0], evidence.start + match.start()
    of = _OF.search(evidence.exact) if isinstance(value, WarningValue) else None
    return (evidence.exact[of.end() :], evidence.start + of.end()) if of else (evidence.exact, evidence.start)


def _said_on(claim: Claim, outside: Sequence[Mention], published: date) -> date | None:
    """The day that the claim gives, or a date beside the warning, not after the report; else the day of the report.

    "Had warned" without a date: before the incident of the report, nobody knows when.
    """
    given = day_of(claim.as_of)
    if given is not None:
        return given
    days = [day for mention in outside if mention.timex and (day := day_of(mention.timex.when)) is not None and day <= published]
    if days:
        return max(days)
    return None if _HAD.search(claim.evidence[0].exact) else published


def _expected(inside: Sequence[Mention], words: str, said: date) -> tuple[date | None, date | None, bool]:
    """From when to when it was expected, and whether the words say so. Feasts are the next ones; a past day is no horizon."""
    for mention in inside:
        feast = _feast(mention.span.exact, said)
        if feast is not None:
            return max(said, feast - FEAST), feast + FEAST, True
        when = mention.timex.when if mention.timex else None
        if when is not None and when.latest is not None and when.latest >= said:
            return max(said, when.earliest or said), when.latest, True
    phrase = _horizon().search(words)
    if phrase is not None:
        unit = _UNIT.search(phrase[0])
        reach = timedelta(days=_SPANS[unit[1].lower()]) if unit else MONTH if _SOON.search(phrase[0]) else None
        if reach is not None:
            return said, said + reach, True
    return said, said + MONTH, False


def _feast(name: str, said: date) -> date | None:
    plain = name.casefold().removeprefix("the ")
    if plain not in named_days():
        return None
    days = [day for year in (said.year, said.year + 1) if (day := named_day(plain, year)) is not None and day + FEAST >= said]
    return min(days, default=None)


def _places(inside: Sequence[Mention], held: Sequence[Mention]) -> tuple[Where, ...]:
    """The places in the words of what was expected; without any the one country that the whole report names places of."""
    named = tuple(mention.where for mention in inside if mention.where is not None)
    if named:
        return named
    countries = {mention.where.country for mention in held if mention.where is not None and mention.where.country}
    if len(countries) != 1:
        return ()
    (country,) = countries
    return (Where(name=country or "", kind="country", country=country, precision=6),)


@cache
def _horizon() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(horizons())})\b", re.IGNORECASE)


# ---------------------------------------------------------------- which incidents fit


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
