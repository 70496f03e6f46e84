"""What an account says of itself, for comparison with others: days, places, kinds, names, words and figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from variorum.model import FigureValue, ResponsibilityValue, Span, Told, TypeValue, When, Where
from variorum.resolve.particulars import ages_of, days_of, hours_of, people_of, streets_of, weekdays_of
from variorum.resolve.wording import fold_word, names_of, norm_of, sentences_around, sites_of, terms_of

_YEAR = re.compile(r"\b(?:1[89]\d\d|20\d\d)\b")
_LEAD = 350  # letters of a report's body that are its lead: two or three sentences
ROUND_UP = 2  # other incidents told as news: a digest, of which no account is the whole
_HARM = frozenset({"killed"})
Value = TypeVar("Value", When, Where)


class Viewed:
    """Room for what `view` works out about a record that never changes. It is no field: it is not packed, compared or shown."""

    __slots__ = ("view",)
    view: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Viewed):
    """`names` and `terms` are folded words with weights; `head` are names of headline, lead and naming phrase.

    `main` accounts are what a whole report is about; `published` is the day of the document; `years` are those that the words name,
    `sites` the kinds of building in headline, lead and naming phrase. `days` and `weekdays` are ordinals of days that the words name by
    month and day, and by weekday; `hours` quarters of an hour since midnight; `people` last names of who was hit or accused; `hurt` exact
    numbers of injured.
    """

    key: str
    document: str
    main: bool
    news: bool
    published: date | None
    when: When | None
    where: Where | None
    types: frozenset[str]
    stages: frozenset[str]
    names: dict[str, float]
    head: dict[str, float]
    terms: dict[str, float]
    norm: float
    years: frozenset[int]
    sites: frozenset[str]
    tolls: tuple[FigureValue, ...]
    actors: frozenset[str]
    outlet: str | None = None
    people: frozenset[str] = frozenset()
    ages: frozenset[int] = frozenset()
    streets: frozenset[str] = frozenset()
    hours: frozenset[int] = frozenset()
    days: frozenset[int] = frozenset()
    weekdays: frozenset[int] = frozenset()
    hurt: frozenset[int] = frozenset()


def profile(told: Told, others: Sequence[Told] = ()) -> Profile:
    """The profile of an account; `others` are those of its document, whose sentences are not its own."""
    claims = [claim for claim in told.claims if claim.certainty != "denied"]
    others = [other for other in others if not _is_same(other, told)]
    main = told.account.main and sum(other.account.status == "news" for other in others) < ROUND_UP
    words = _words(told, others, main=main)
    printers, head = _printers(told), _head(told, main=main)
    published = _day(told.published)
    return Profile(
        key=told.key,
        document=told.document.key,
        main=main,
        news=told.account.status == "news",
        published=published,
        when=_best([claim.value for claim in claims if claim.property == "date" and isinstance(claim.value, When)]),
        where=_best([claim.value for claim in claims if claim.property == "place" and isinstance(claim.value, Where)]),
        types=frozenset(claim.value.type for claim in claims if isinstance(claim.value, TypeValue)),
        stages=frozenset(claim.value.stage for claim in claims if isinstance(claim.value, TypeValue)),
        names=(names := names_of(words, printers)),
        head={name: worth for name, worth in names_of(head, printers).items() if name in names or not main},
        terms=(terms := terms_of(words)),
        norm=norm_of(terms),
        years=frozenset(map(int, _YEAR.findall(words))),
        sites=sites_of(head),
        tolls=tuple(claim.value for claim in claims if isinstance(claim.value, FigureValue) and _is_toll(claim.value)),
        actors=frozenset(fold_word(claim.value.actor.name) for claim in claims if isinstance(claim.value, ResponsibilityValue)),
        outlet=told.outlet,
        people=people_of(words, claims),
        ages=ages_of(words),
        streets=streets_of(words),
        hours=hours_of(words),
        days=days_of(words, published),
        weekdays=weekdays_of(words, published),
        hurt=frozenset(claim.value.low for claim in claims if isinstance(claim.value, FigureValue) and _is_hurt(claim.value)),
    )


def _is_same(one: Told, other: Told) -> bool:
    """Whether two accounts of a document are one: what `key` is made of, which takes longer to make than to compare."""
    return (one.account.anchor.start, one.account.anchor.end) == (other.account.anchor.start, other.account.anchor.end)


def _words(told: Told, others: Sequence[Told], *, main: bool) -> str:
    """The text that is the account's own: all but what the others tell, or the sentences of its claims."""
    text = told.document.text
    if not main:
        return sentences_around(text, _spans(told))
    away = [span for other in others for span in _spans(other)]
    return sentences_around(text, away, without=True) or text if away else text


def _printers(told: Told) -> frozenset[str]:
    """The words of the names of outlet, agency and authors: they say who tells, not what."""
    document = told.document
    names = [told.outlet or "", document.publisher or "", document.copy_credit or "", *document.byline]
    return frozenset(fold_word(word) for name in names for word in name.replace("-", " ").split())


def _spans(told: Told) -> list[Span]:
    return [told.account.anchor, *(claim.evidence[0] for claim in told.claims)]


def _head(told: Told, *, main: bool) -> str:
    """Headline, lead and naming phrase; of a mention its naming phrase and what dates and places it."""
    if main:
        body = told.document.body_start
        return told.document.text[: body + _LEAD]
    spans = [claim.evidence[0].exact for claim in told.claims if claim.property in ("place", "date", "incident_type")]
    return " . ".join([told.account.anchor.exact, *spans])


def _is_toll(value: FigureValue) -> bool:
    whole = value.part_of is None and value.scope is None and not value.counted
    return whole and value.category in _HARM and set(value.group) <= {"all", "unknown", "hostages"}


def _is_hurt(value: FigureValue) -> bool:
    return value.category == "injured" and value.part_of is None and value.scope is None and value.low == value.high


def _day(when: When | None) -> date | None:
    return (when.earliest or when.latest) if when else None


def _best(values: Sequence[Value]) -> Value | None:
    """The most exact; the first of equals."""
    return min(values, key=lambda value: value.precision) if values else None
