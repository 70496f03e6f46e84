"""Calendar arithmetic, and TIMEX3 values as spans of days."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

SEASON_MONTHS = {"WI": 12, "SP": 3, "SU": 6, "FA": 9}  # the first month; northern, by convention of TIMEX3 values
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")


def days_of(value: str) -> tuple[date, date] | None:
    """First and last day of a TIMEX3 value or of a range of two ("2004-09-01/2004-09-03"); None where it names no days."""
    first, slash, last = value.partition("/")
    if slash:
        start, end = days_of(first), days_of(last)
        return (start[0], end[1]) if start and end and start[0] <= end[1] else None
    try:
        return _days_of_one(value)
    except (ValueError, OverflowError):
        return None


def _days_of_one(value: str) -> tuple[date, date] | None:
    if match := _DAY.fullmatch(value):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    if match := _MONTH.fullmatch(value):
        return months_from(int(match[1]), int(match[2]), 1)
    if match := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday + timedelta(days=5 if match[3] else 0), monday + timedelta(days=6)
    return _days_of_longer(value)


def _days_of_longer(value: str) -> tuple[date, date] | None:
    if match := _PART.fullmatch(value):
        year, part = int(match[1]), match[2]
        if part[0] == "Q":
            return months_from(year, int(part[1]) * 3 - 2, 3)
        if part[0] == "H":
            return months_from(year, int(part[1]) * 6 - 5, 6)
        return months_from(year, SEASON_MONTHS[part], 3)
    if value.isdigit() and len(value) in (2, 3, 4):
        missing = 4 - len(value)
        return date(int(value) * 10**missing, 1, 1), date((int(value) + 1) * 10**missing - 1, 12, 31)
    return None


def months_from(year: int, month: int, count: int) -> tuple[date, date]:
    """First and last day of `count` months that begin with the given one."""
    after = year * 12 + month - 1 + count
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def precision_of(earliest: date, latest: date) -> int:
    """UCDP's date_prec of a span of days: 1 day, 2 two to six days, 3 week, 4 month, 5 longer."""
    days = (latest - earliest).days + 1
    return 1 if days <= 1 else 2 if days <= 6 else 3 if days <= 8 else 4 if days <= 31 else 5


def week_value(day: date) -> str:
    """The ISO week of a day, as a TIMEX3 value."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def easter(year: int) -> date:
    """Western Easter Sunday (Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    letter = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * letter) // 451
    month, day = divmod(epact + letter - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def named_days() -> dict[str, str]:
    """Name in lower case → rule, as in `named_days.tsv`."""
    lines = files(__package__).joinpath("named_days.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def named_day(name: str, year: int) -> date | None:
    """The day that a name means in a year; None for a feast that no rule of ours tells."""
    rule = named_days()[name]
    if rule == "movable":
        return None
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.split()[1]))
    if rule.startswith("month"):
        _, month, _, weekday, _, nth, *beyond = rule.split()
        return _nth_weekday(year, int(month), int(weekday), int(nth)) + timedelta(days=int(beyond[1]) if beyond else 0)
    return date(year, *map(int, rule.split("-")[-2:]))


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first, last = months_from(year, month, 1)
    if nth < 0:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
