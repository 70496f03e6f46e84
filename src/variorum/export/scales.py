"""Where a day or a number lies in a drawing."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from statistics import median

from variorum.lexicon.en.wording import MONTHS

GAP = 30  # days without any report after which the axis is broken: a toll's first month and a court's ruling years later fit one drawing
MOST_PARTS = 4  # a drawing broken more often than that says less than an unbroken one
HOURS, YEARS = 1.5, 900  # days: below the first a stretch is marked in hours, above the second in years
BREAK = 26.0  # pixels that a break takes
LOG_FROM = 100  # times the middle value, from which the highest one flattens all others on an even scale


def moment(at: str) -> float:
    """A day or instant, ISO 8601, in days; a day without a time of day counts as its noon."""
    if "T" in at:
        instant = datetime.fromisoformat(at)
        return instant.toordinal() + (instant.hour * 60 + instant.minute) / 1440
    return date.fromisoformat(at).toordinal() + 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """An unbroken part of the time axis: moments in days, places in pixels."""

    first: float
    last: float
    left: float
    right: float

    def at(self, when: float) -> float:
        """The place of a moment; a stretch of one moment has it in its middle."""
        if self.last == self.first:
            return (self.left + self.right) / 2
        return self.left + (when - self.first) / (self.last - self.first) * (self.right - self.left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on the time axis: its place, its words, and below them the year or the day where it is another than in the mark before."""

    x: float
    words: str
    below: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeScale:
    """Days from left to right; where nothing happens for long, the axis is broken. `clock` is True where all moments have a time of day."""

    stretches: tuple[Stretch, ...]
    clock: bool = False

    @classmethod
    def of(cls, moments: Iterable[float], left: float, right: float, *, clock: bool = False) -> TimeScale:
        """The scale of some moments between two places."""
        known = sorted(set(moments))
        parts: list[list[float]] = [[known[0]]]
        for before, after in pairwise(known):
            if after - before > GAP:
                parts.append([])
            parts[-1].append(after)
        if len(parts) > MOST_PARTS:
            parts = [known]
        spans = [part[-1] - part[0] for part in parts]
        weights = [max(span, sum(spans) * 0.2, 1.0) for span in spans]
        room = right - left - BREAK * (len(parts) - 1)
        stretches, at = [], left
        for part, weight in zip(parts, weights, strict=True):
            width = room * weight / sum(weights)
            inset = min(18.0, width / 4)
            stretches.append(Stretch(first=part[0], last=part[-1], left=at + inset, right=at + width - inset))
            at += width + BREAK
        return cls(stretches=tuple(stretches), clock=clock)

    def x(self, when: float) -> float:
        """The place of a moment."""
        return self.stretches[self._number(when)].at(when)

    def unbroken(self, first: float, last: float) -> bool:
        """Whether the axis is not broken between two moments."""
        return self._number(first) == self._number(last)

    def _number(self, when: float) -> int:
        return max(0, bisect_right([stretch.first for stretch in self.stretches], when) - 1)

    def breaks(self) -> list[float]:
        """The places where the axis is broken."""
        return [(before.right + after.left) / 2 for before, after in pairwise(self.stretches)]

    def ticks(self, apart: float) -> list[Tick]:
        """Marks that stay `apart` pixels from each other: in hours where all is one day, else in days or years."""
        found: list[Tick] = []
        below = None
        for stretch in self.stretches:
            last_at = None
            for when, words, context in _marks(stretch, max(2, int((stretch.right - stretch.left) / apart) + 1), clock=self.clock):
                x = stretch.at(min(max(when, stretch.first), stretch.last))
                if last_at is None or x - last_at >= apart:
                    found.append(Tick(x=x, words=words, below="" if context == below else context))
                    last_at, below = x, context
        return found


def _marks(stretch: Stretch, number: int, *, clock: bool) -> list[tuple[float, str, str]]:
    """Moments to mark, each with its words and what they leave unsaid: hours of a day, days of a year, or years."""
    if clock and 0 < stretch.last - stretch.first < HOURS:
        step = max(1, math.ceil((stretch.last - stretch.first) * 24 / number))
        hours = range(math.ceil(stretch.first * 24), int(stretch.last * 24) + 1, step)
        return [(hour / 24, f"{hour % 24:02}:00", f"{_day(hour // 24)} {date.fromordinal(hour // 24).year}") for hour in hours]
    if stretch.last - stretch.first > YEARS:
        first, last = date.fromordinal(int(stretch.first)).year, date.fromordinal(int(stretch.last)).year
        years = range(first, last + 1, max(1, math.ceil((last - first) / number)))
        return [(date(year, 1, 1).toordinal() + 0.5, str(year), "") for year in years]
    return [(day + 0.5, _day(day), str(date.fromordinal(day).year)) for day in _days(stretch, number)]


def _day(ordinal: int) -> str:
    when = date.fromordinal(ordinal)
    return f"{when.day} {MONTHS[when.month - 1][:3]}"


def _days(stretch: Stretch, number: int) -> list[int]:
    first, last = int(stretch.first), int(stretch.last)
    step = max(1, math.ceil((last - first) / max(1, number - 1)))
    days = list(range(first, last + 1, step))
    return days if days[-1] == last else [*days, last]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberScale:
    """Numbers from bottom to top, even or (where one dwarfs the others) logarithmic."""

    top: float
    bottom: float
    highest: float
    logarithmic: bool

    @classmethod
    def of(cls, numbers: Sequence[int], top: float, bottom: float) -> NumberScale:
        """The scale of some numbers between two places."""
        highest = max(1, *numbers)
        positive = [number for number in numbers if number > 0] or [1]
        logarithmic = highest >= LOG_FROM * median(positive)
        return cls(top=top, bottom=bottom, highest=float(highest), logarithmic=logarithmic)

    def y(self, number: float) -> float:
        """The place of a number."""
        share = math.log1p(number) / math.log1p(self.highest) if self.logarithmic else number / self.highest
        return self.bottom - share * (self.bottom - self.top)

    def ticks(self) -> list[int]:
        """Three to five round numbers from 0 on."""
        if self.logarithmic:
            return [0, *(10**power for power in range(math.ceil(math.log10(self.highest))) if 10**power <= self.highest)]
        raw = self.highest / 4
        size = 10 ** math.floor(math.log10(raw)) if raw >= 1 else 1
        step = max(1, next(int(size * factor) for factor in (1, 2, 2.5, 5, 10) if size * factor >= raw))
        return list(range(0, int(self.highest) + 1, step))
