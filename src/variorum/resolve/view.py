"""What comparisons ask of a profile again and again, worked out once."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from variorum.model import FigureValue, When
from variorum.model.words import VAGUE_TYPES
from variorum.resolve.particulars import QUARTERS
from variorum.resolve.profile import Profile
from variorum.resolve.wording import fold_word

RARE_TYPES = frozenset({"hostage_taking", "hijacking", "bombing", "vehicle_ramming", "air_strike", "shelling"})  # beside shootings
STREETS, HOURS = 4, 2  # that a report of one shooting seldom names, and a list of a weekend's does
BIG = 10  # dead: equal tolls of that size are seldom chance


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Days are proleptic Gregorian ordinals; of a `..._day` it is known which year's, and which of its days, it is.

    `first` and `last` are the ends of its own date; `day` its day, or of undated news that of the report; `year` likewise; `named_years`
    those that it names beside that of the report. `is_today` says that a day which was worked out is that of the report: a "yesterday" or
    "on Wednesday" may be that of a statement. `fine` places are towns or finer; `place_words` are folded. `plain` names are no place's,
    `known` is what they are worth; `exact` are exact tolls, `most` is the greatest. Of a `small` incident, with few dead and of no
    rare kind, reports tell the same few things; a `round_up` of several tells of the streets and hours of all. `people` are no places,
    `around` quarters of an hour that are near its hours, `days` those that it names by month and day, with its own.
    """

    profile: Profile
    first: int
    last: int
    day: int | None
    happened_day: tuple[int, int] | None
    year: int | None
    published: int | None
    published_day: tuple[int, int] | None
    named_years: frozenset[int]
    is_today: bool
    is_fresh: bool
    fine: bool
    place_words: frozenset[str]
    types: frozenset[str]
    rare_types: frozenset[str]
    plain: frozenset[str]
    plain_head: frozenset[str]
    known: float
    exact: frozenset[int]
    most: FigureValue | None
    many_dead: bool
    small: bool
    round_up: bool
    people: frozenset[str]
    around: frozenset[int]
    days: frozenset[int]


def view_of(each: Profile) -> View:
    """The view of a profile, made when it is first asked for."""
    try:
        view: View = each.view
    except AttributeError:
        view = _made(each)
        object.__setattr__(each, "view", view)  # profiles are frozen, and this changes nothing that they say
    return view


def forget_view(each: Profile) -> None:
    """Let go of the view of a profile that is done with: the two hold each other, and would wait for the collector."""
    with suppress(AttributeError):
        object.__delattr__(each, "view")


def _made(each: Profile) -> View:
    when, published = each.when, each.published
    first, last = ends(when) if when else (date.min, date.min)
    day = _day(each)
    words = frozenset(map(fold_word, each.where.name.split())) if each.where else frozenset()
    many_dead = max((value.low for value in each.tolls), default=0) >= BIG
    return View(
        profile=each,
        first=first.toordinal(),
        last=last.toordinal(),
        day=day.toordinal() if day else None,
        happened_day=_day_of_year(day),
        year=_year(each),
        published=published.toordinal() if published else None,
        published_day=_day_of_year(published),
        named_years=each.years - {published.year} if published else each.years,
        is_today=when is not None and when.how != "stated" and when.precision == 1 and when.earliest == published,
        is_fresh=each.main and each.news,
        fine=each.where is not None and each.where.precision <= 3,
        place_words=words,
        types=each.types - VAGUE_TYPES,
        rare_types=each.types & RARE_TYPES,
        plain=(plain := frozenset(each.names.keys() - words)),
        plain_head=frozenset(each.head.keys() - words),
        known=sum([each.names[name] for name in sorted(plain)]),
        exact=frozenset(value.low for value in each.tolls if value.low == value.high),
        most=max(each.tolls, key=lambda value: value.low, default=None),
        many_dead=many_dead,
        small=each.main and not many_dead and each.types.isdisjoint(RARE_TYPES),
        round_up=len(each.streets) >= STREETS and len(each.hours) >= HOURS,
        people=each.people - words,
        around=frozenset([(hour + near) % QUARTERS for hour in each.hours for near in (-1, 0, 1)]),
        days=each.days | {first.toordinal()} if when and when.precision == 1 else each.days,
    )


def ends(when: When) -> tuple[date, date]:
    """The first and the last day that a date allows."""
    return when.earliest or date.min, when.latest or date.max


def _day(each: Profile) -> date | None:
    """The day of an account: its own, or of undated news that of the report."""
    if each.when is not None and each.when.precision <= 2:
        return each.when.earliest
    return each.published if each.main and each.news and each.when is None else None


def _day_of_year(day: date | None) -> tuple[int, int] | None:
    """A year, and which of its days."""
    return (day.year, day.timetuple().tm_yday) if day else None


def _year(each: Profile) -> int | None:
    """The year in which it happened: of undated news, the year of the report."""
    if each.when is not None:
        first, last = ends(each.when)
        return first.year if first.year == last.year else None
    return each.published.year if each.published and each.main and each.news else None
