"""A warning or forecast with what its words say: when it was said, when and where it was expected, and of whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from variorum.lexicon.en.dates.calendar import named_day, named_days
from variorum.lexicon.properties import horizons
from variorum.model import Claim, Document, ForecastValue, Mention, WarningValue, When, Where
from variorum.reckon.actors import key_of_actor
from variorum.reckon.counting import day_of

MONTH = timedelta(days=30)
FEAST = timedelta(days=4)  # "over Easter" is more than its day
_SPANS = {"hour": 2, "day": 14, "week": 45, "month": 180, "year": 730}  # days that "in the coming …" is taken to reach
_UNIT = re.compile(r"\b(hour|day|week|month|year)s?\b", re.IGNORECASE)
_SOON = re.compile(r"\b(?:soon|imminent(?:ly)?|any (?:day|time|moment))\b", re.IGNORECASE)
_OF = re.compile(r"\bwarn\w*\b[^.;]{0,60}?\b(?:of|that|about|against)\s+", re.IGNORECASE)  # "warned on Monday of"
_HAD = re.compile(r"\bhad\b", re.IGNORECASE)


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


def foretelling_of(claim: Claim, reports: Reports) -> Foretelling | None:
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
