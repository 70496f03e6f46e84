"""What a time expression says, before it is tied to a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from variorum.model.words import TimexType

Side = Literal["last", "this", "next", "previous", "following", "same"]
Unit = Literal[
    "second", "minute", "hour", "day", "night", "weekend", "week", "fortnight", "month", "quarter", "half", "year", "decade", "century"
]
Base = Literal["anchor", "narrative", "told"]
Whole = Literal["week", "weekend", "quarter"]
Tense = Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """Calendar fields as printed; what is None must be worked out. `side` is the "last" of "last Friday".

    `decade` is a year without its last digit ("198"), `century` without its last two; `decade` of one digit ("8") is "the '80s".
    `shift` moves the year that is worked out ("in May of last year": -1); `until` is the last day of a printed range;
    `whole`: what the day is only named to tell ("the week of March 6", "the quarter ended July 31").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    week_of: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    decade: str | None = None
    century: str | None = None
    named: str | None = None
    side: Side | None = None
    shift: int | None = None
    until: tuple[int, int] | None = None
    whole: Whole | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifted:
    """So many units from the document's day ("anchor"), from the day told last or else the document's ("narrative"), or from the day told
    last only ("told"); count None is "a few"."""

    count: int | None
    unit: Unit
    base: Base = "anchor"
    sign: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A value that needs no calendar: a duration, a set, a reference to now, past or future."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A time expression at `start:end` of a string. `clock` is what is appended to the day: "TMO" or "T14:30". `mod` is TIMEX3's."""

    start: int
    end: int
    text: str
    type: TimexType
    meaning: Partial | Shifted | Known
    clock: str = ""
    mod: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The TIMEX3 value and, where known, the days meant and whether they were printed in full or worked out."""

    value: str
    earliest: date | None = None
    latest: date | None = None
    stated: bool = False
