"""How large each incident of a made world is, when and where it happened, and in which order the reports of it come: numbers only."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from bench.growth.made import countries, zipf

FIRST_DAY = date(2014, 1, 1)
TEN_YEARS = 3650  # days, of which a million accounts tell
MILLION = 1_000_000
A_DOCUMENT, IN_A_WEEK = 1.3, 1.05  # accounts, about; within a week nothing older is there to be mentioned
LARGEST = 0.0172  # of all accounts: the reports of the largest incident, which mentions make up to a fiftieth
STEEP = 1.2  # of incidents one in x ** STEEP has x reports or more
ALIKE, ALIKE_SHARE = 200, 0.02  # attacks on one town in a month, or fewer: no more than so many for each account
MONTH = 30

Numbers = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Incident 0 is the largest; from 1 on come the `alike` attacks on one town. Reports are numbered by incident; those of incident i
    are `first[i]` to `first[i + 1]`, and `order` has all by day. Days count from `FIRST_DAY`.
    """

    alike: int
    first: Numbers
    towns: Numbers
    days: Numbers
    incident_of: Numbers
    report_days: Numbers
    order: Numbers
    by_size: Numbers
    by_day: Numbers
    place_by_day: Numbers

    @property
    def incidents(self) -> int:
        """How many there are."""
        return len(self.days)


def plan(accounts: int, seed: int, *, dense: bool) -> Plan:
    """The plan of a world of about so many accounts. All days are equally busy, so that more accounts tell of more days; in a `dense` world
    they tell of ten years, however many they are.
    """
    dice, draw = random.Random(seed), np.random.default_rng(seed)
    alike = max(2, min(ALIKE, int(ALIKE_SHARE * accounts)))
    days = TEN_YEARS if dense else max(1, TEN_YEARS * accounts // MILLION)
    sizes = _sizes(draw, accounts, int(accounts / (A_DOCUMENT if days > 7 else IN_A_WEEK) * 1.05) + 8, alike)
    count = len(sizes)
    towns, happened = _towns(dice, count), draw.integers(0, days, count)
    happened[0] = days // 3
    towns[1 : alike + 1] = countries()[40][0]
    happened[1 : alike + 1] = days // 2 + draw.integers(0, min(MONTH, days), alike)
    first = np.concatenate([[0], np.cumsum(sizes)])
    incident_of = np.repeat(np.arange(count), sizes)
    report_days = happened[incident_of] + _lags(draw, len(incident_of))
    by_day = np.argsort(happened, kind="stable")
    place_by_day = np.empty(count, dtype=np.int64)
    place_by_day[by_day] = np.arange(count)
    return Plan(
        alike=alike,
        first=first,
        towns=towns,
        days=happened,
        incident_of=incident_of,
        report_days=report_days,
        order=np.argsort(report_days, kind="stable"),
        by_size=np.argsort(-sizes, kind="stable"),
        by_day=by_day,
        place_by_day=place_by_day,
    )


def _sizes(draw: np.random.Generator, accounts: int, wanted: int, alike: int) -> Numbers:
    """Reports of each incident, by Zipf's law but for the first ones: so many as are wanted, or a few more."""
    cap = max(3, accounts // 100)
    drawn = np.minimum(cap, np.floor(draw.random(wanted) ** (-1 / STEEP))).astype(np.int64)
    drawn[0] = max(3, int(LARGEST * accounts))
    drawn[1 : alike + 1] = draw.integers(1, 6, alike)
    kept = int(np.searchsorted(np.cumsum(drawn), wanted)) + 1
    return drawn[:kept]


def _towns(dice: random.Random, count: int) -> Numbers:
    lands = countries()
    found = np.empty(count, dtype=np.int64)
    for at in range(count):
        towns = lands[zipf(dice, len(lands))]
        found[at] = towns[zipf(dice, len(towns))]
    return found


def _lags(draw: np.random.Generator, count: int) -> Numbers:
    """Days from an incident to a report: most within the week, some within two months, a few on anniversaries."""
    kind = draw.random(count)
    soon, late, years = draw.exponential(1.5, count), draw.exponential(25, count), 365 * draw.integers(1, 4, count)
    return np.where(kind < 0.85, soon, np.where(kind < 0.97, late, years)).astype(np.int64)


def day_of(number: int) -> date:
    """The day of that number."""
    return FIRST_DAY + timedelta(days=int(number))
