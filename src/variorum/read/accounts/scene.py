"""One clause and what it tells of incident, time, place and people: the piece from which tellings are put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Token

from variorum.lexicon.triggers import Role
from variorum.model import Mention, Where
from variorum.model.words import AccountStatus
from variorum.read.accounts.clauses import Clause
from variorum.read.finding import Event

_YEARLESS = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?$")
_LEAP_YEAR_DAYS = (0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366)
_HALF_YEAR = 183  # days: dates without a year that lie farther apart may be of two years
_MONTH = 27  # days: "in April", "in 2011" tell of another time than "on Monday"


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day that a time expression means, as day numbers; `yearless` counts from the start of some year."""

    first: int
    last: int
    yearless: bool
    mention: Mention | None

    def gap(self, other: Days) -> int:
        """Days between the two, positive where `self` comes later; 0 where they overlap or cannot be compared."""
        if self.yearless != other.yearless:
            left, right = self._in_year(), other._in_year()
            if left is None or right is None or abs(gap := left.gap(right)) > _HALF_YEAR:
                return 0
            return gap
        if self.first > other.last:
            return self.first - other.last
        return self.last - other.first if self.last < other.first else 0

    def _in_year(self) -> Days | None:
        """Counted from the start of its year; None where it is longer than a few weeks."""
        if self.yearless or self.last - self.first > _MONTH:
            return self if self.yearless else None
        first, last = (date.fromordinal(max(1, day)) for day in (self.first, self.last))
        start, end = (_LEAP_YEAR_DAYS[day.month - 1] + day.day for day in (first, last))
        return Days(start, end, True, self.mention) if start <= end else None


@dataclass(slots=True)
class Scene:
    """One clause and what it tells."""

    clause: Clause
    events: list[tuple[Event, Token, Role]] = field(default_factory=list)
    hint: AccountStatus | None = None
    days: Days | None = None
    places: dict[str, Mention | None] = field(default_factory=dict)
    persons: set[str] = field(default_factory=set)
    numbers: bool = False
    pointing: bool = False
    fronted: bool = False
    apart: bool = False
    clock: int | None = None
    separate: bool = False
    another: bool = False
    also: bool = False
    active: bool = False
    definite: bool = False
    continued: bool = False
    perfect: bool = False
    wide: bool = False
    beside: int | None = None
    parted: bool = False

    @property
    def tells(self) -> bool:
        """Whether it tells of an act or of harm (wars frame one, and arrests follow one, unless they have a day of their own)."""
        return any(role in {"act", "harm", "generic"} or (role == "arrest" and self.days is not None) for _, _, role in self.events)


def days_of(mention: Mention) -> Days | None:
    """The days that a time expression means; None where it tells no time of the calendar, but how often or how long."""
    timex = mention.timex
    if timex is None or timex.type in {"SET", "DURATION"}:
        return None
    if timex.when is not None:
        earliest, latest = timex.when.earliest, timex.when.latest
        if earliest is None or latest is None:
            return None
        return Days(earliest.toordinal(), latest.toordinal(), False, mention)
    match = _YEARLESS.match(timex.value)
    if match is None or not 1 <= int(match[1]) <= 12:
        return None
    before = _LEAP_YEAR_DAYS[int(match[1]) - 1]
    if match[2] is None:
        return Days(before + 1, _LEAP_YEAR_DAYS[int(match[1])], True, mention)
    return Days(before + int(match[2]), before + int(match[2]), True, mention)


def where(mention: Mention | None) -> Where | None:
    """The place of a mention, where it is known."""
    return mention.where if mention is not None else None
