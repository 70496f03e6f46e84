"""Absolute dates as they are printed on reports and in metadata: "March 27, 2024", "04 FEB 90", "27.03.2024", RFC 2822, ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from variorum.lexicon.tables import rows_of

EARLIEST, LATEST = 1500, 2199  # years outside of these are counts, prices and house numbers
PIVOT = 70  # a two-digit year from here on is of the last century: wire archives begin in the 1970s
_HOURS = {
    "z": 0, "utc": 0, "gmt": 0, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3, "pkt": 5, "jst": 9, "aest": 10, "aedt": 11,
    "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip


class PrintedDate(NamedTuple):
    """`value` is a `datetime` (with its zone) only where hour and zone are printed, else a `date`; it stands at `line[start:end]`."""

    value: date | datetime
    start: int
    end: int

    @property
    def day(self) -> date:
        """The calendar day, as printed."""
        return self.value.date() if isinstance(self.value, datetime) else self.value


def find_printed_date(line: str) -> PrintedDate | None:
    """The first absolute date of a line, with its weekday and hour; day first in figures unless that is impossible."""
    return next(find_printed_dates(line), None)


def find_printed_dates(line: str) -> Iterator[PrintedDate]:
    """The absolute dates of a line, in order. A month and day without a year is none."""
    for match in _pattern().finditer(line):
        day = _day_of(match)
        if day is not None:
            yield PrintedDate(_with_hour(day, match), match.start(), match.end())


def find_printed_month(line: str) -> tuple[date, int, int] | None:
    """The first month with its year ("October 2022") as the first of the month, with its start and end."""
    match = _month_pattern().search(line)
    if not match or not EARLIEST <= int(match[2]) <= LATEST:
        return None
    return date(int(match[2]), names_of_months()[match[1].casefold()], 1), match.start(), match.end()


def parse_printed_date(text: str) -> date | datetime | None:
    """The date that a field of metadata holds; None if it holds none, or more than that and white space."""
    stripped = text.strip()
    if re.fullmatch(r"\d{8}(?:\d{6})?", stripped):
        stripped = f"{stripped[:4]}-{stripped[4:6]}-{stripped[6:8]}"
    found = find_printed_date(stripped)
    if found is None or (found.start, found.end) != (0, len(stripped)):
        return None
    return found.value


def _day_of(match: re.Match[str]) -> date | None:
    """The calendar day of a match, None if there is no such day."""
    group = match.groupdict()
    if group["iso_y"]:
        return _day(int(group["iso_y"]), int(group["iso_m"]), int(group["iso_d"]))
    if group["han_y"]:
        return _day(int(group["han_y"]), int(group["han_m"]), int(group["han_d"]))
    if group["num_y"]:
        first, second = int(group["num_1"]), int(group["num_2"])
        year = _year(group["num_y"])
        return _day(year, second, first) or _day(year, first, second)
    if group["mdy_y"]:
        return _day(int(group["mdy_y"]), names_of_months()[group["mdy_m"].casefold()], int(group["mdy_d"]))
    return _day(_year(group["dmy_y"]), names_of_months()[group["dmy_m"].casefold()], int(group["dmy_d"]))


def _day(year: int, month: int, day: int) -> date | None:
    """A calendar day, if there is one."""
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(digits: str) -> int:
    """A year of two or four digits."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= PIVOT else 2000)


def _with_hour(day: date, match: re.Match[str]) -> date | datetime:
    """The day with hour and zone, where both are printed; an hour without a zone is no instant."""
    hour, minute, zone = match["hour"], match["minute"], match["zone"]
    if hour is None or zone is None:
        return day
    hours = int(hour)
    half = (match["half"] or "").lower()[:1]
    if half:
        hours = hours % 12 + (12 if half == "p" else 0)
    offset = _offset(zone.lower())
    if offset is None or hours > 23:
        return day
    return datetime.combine(day, time(hours, int(minute), int(match["second"] or 0)), tzinfo=offset)


def _offset(zone: str) -> timezone | None:
    """A zone from its name or its "+02:00"; None if it is none."""
    if zone in _HOURS:
        return timezone(timedelta(hours=_HOURS[zone]))
    match = re.fullmatch(r"([+-])(\d\d):?(\d\d)", zone)
    if not match or int(match[2]) > 14 or int(match[3]) > 59:
        return None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return timezone(-offset if match[1] == "-" else offset)


@cache
def names_of_months() -> Mapping[str, int]:
    """Names of months, folded, with their numbers, in all the languages that we know the dates of."""
    return _names("m")


@cache
def names_of_weekdays() -> Mapping[str, int]:
    """Names of weekdays, folded, with their numbers; Monday is 1."""
    return _names("d")


def _names(what: str) -> Mapping[str, int]:
    names: dict[str, int] = {}
    for kind, number, _, forms in rows_of("variorum.lexicon", "months.tsv"):
        if kind == what:
            names.update(dict.fromkeys(forms.split(), int(number)))
    return MappingProxyType(names)


def _any_of(names: Iterable[str]) -> str:
    """An alternation, longest first."""
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


@cache
def _month_pattern() -> re.Pattern[str]:
    """A month and a year."""
    return re.compile(rf"(?<!\w)({_any_of(names_of_months())})\b\.?,?\s+(?:de\s+)?(\d{{4}})(?!\w)", re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    """The grammar, compiled once."""
    month = _any_of(names_of_months())
    ordinal = r"(?:st|nd|rd|th|er|º|\.)?"
    zones = "|".join(sorted(_HOURS, key=len, reverse=True))
    return re.compile(
        rf"""
        (?<![\w/.:-])
        (?:(?:{_any_of(names_of_weekdays())})\b\.?,?\s+(?:the\s+)?)?
        (?:
            (?P<iso_y>\d{{4}})(?P<iso_sep>[-/.])(?P<iso_m>\d\d?)(?P=iso_sep)(?P<iso_d>\d\d?)
          | (?P<han_y>\d{{4}})\s?年\s?(?P<han_m>\d\d?)\s?月\s?(?P<han_d>\d\d?)\s?日
          | (?P<num_1>\d\d?)(?P<num_sep>[./-])(?P<num_2>\d\d?)(?P=num_sep)(?P<num_y>\d{{4}}|\d\d)
          | (?P<mdy_m>{month})\b\.?\s*(?P<mdy_d>\d\d?){ordinal}(?:\s*,\s*|\s+)(?P<mdy_y>\d{{4}})
          | (?P<dmy_d>\d\d?){ordinal}(?:\s+(?:of\s+|de\s+)?|-)(?P<dmy_m>{month})\b\.?
            (?:\s*,\s*|\s+(?:de\s+|del\s+)?|-|\s*')(?P<dmy_y>\d{{4}}|\d\d(?=\s*(?:$|[\]),.;:|–—-])))
            (?:\s+года?\b|\s+року\b)?
        )
        (?![\d/]|[.:-]\d)
        (?:
            (?:T|\s*(?:,|\||-|–|—|·|\bat\b|@)?\s*(?:at\s+)?)
            (?P<hour>[0-2]?\d)[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?(?!\d)
            (?:\s*(?P<half>[ap]\.?m\b\.?))?
            (?:\s*\(?(?P<zone>[+-]\d\d:?\d\d|(?:{zones})\b)\)?)?
        )?
        """,
        re.VERBOSE | re.IGNORECASE,
    )
