"""What a report of a small incident says of it and of few others: people and their ages, streets, hours, and the days that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from variorum.lexicon.en.tables import closed_class
from variorum.model import Claim, ResponsibilityValue, TargetValue, VictimValue
from variorum.resolve.wording import fold_word

QUARTERS = 96  # of an hour, in a day
_NAME = r"[A-Z][\w'’-]{1,30}"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_STREET_NAME = rf"({_NAME}|\d{{1,3}}(?:st|nd|rd|th))"
_AGE = re.compile(
    r"(?<![\d.,$])(\d{1,2})(?:[- ]years?[- ]olds?\b|(?:(?<=, \d\d)|(?<=, \d))(?=[,.;)])|(?:(?<=[Aa]ge \d\d)|(?<=[Aa]ged \d\d))\b"
    r"|([ -])months?[- ]old)"
)
_HOUR = re.compile(r"(?<![\d:])(1[0-2]|0?[1-9])(?::([0-5]\d))?\s?([AaPp])\.?\s?[Mm]\b")
_BEFORE_HOUR = re.compile(r"\b(?:about|around|at|before|after|approximately|near|past|by|until|nearly|roughly)\s+$", re.IGNORECASE)
_STREET = re.compile(rf"\b{_STREET_NAME} (?=([A-Z][a-z]{{1,8}}|streets|avenues|roads)\b)")
_BLOCK = re.compile(rf"\b\d[\d,]{{2,6}}[- ]block of (?:[NSEW]\.? |(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)\w{{0,5}} )?{_STREET_NAME}")
_DAY = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]{{0,6}}\.? (\d{{1,2}})\b(?!:)(?:, ?(\d{{4}})\b)?")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})[a-z]{{0,6}}day\b|\b({'|'.join(_WEEKDAYS)})day\b")
_AGED = re.compile(
    rf"\b[A-Z][\w'’.-]{{0,30}} ({_NAME}),? (?:[JjSs]r\.?,? )?\(?\d{{1,2}}(?=[,.;) ])"
    rf"|\d[- ]year[- ]old {_NAME} (?:[A-Z][\w'’.-]{{0,30}} )?({_NAME})"
)
_TITLES_AFTER = frozenset({"jr", "sr", "ii", "iii"})
_COURTS = frozenset({"court", "courts", "ct"})  # far more often of law than of houses


def ages_of(text: str) -> frozenset[int]:
    """The ages of people in years; of babies the negative number of months."""
    return frozenset(-int(age) if months else int(age) for age, months in _AGE.findall(text))


def hours_of(text: str) -> frozenset[int]:
    """The hours at or about which something happened, in quarters of an hour since midnight."""
    return frozenset(
        (int(match[1]) % 12 * 4 + int(match[2] or 0) // 15 + (QUARTERS // 2 if match[3] in "Pp" else 0))
        for match in _HOUR.finditer(text)
        if _BEFORE_HOUR.search(text, max(0, match.start() - 20), match.start())
    )


def streets_of(text: str) -> frozenset[str]:
    """The folded names of streets, without what kind of street they are: "Elm" of "the 400 block of North Elm Avenue"."""
    kinds = closed_class("street") - _COURTS
    found = {fold_word(match[1]) for match in _STREET.finditer(text) if match[2].casefold().removesuffix("s") in kinds}
    found.update(map(fold_word, _BLOCK.findall(text)))
    return frozenset(name for name in found if name not in kinds)


def days_of(text: str, published: date | None) -> frozenset[int]:
    """The days named by month and day, as proleptic Gregorian ordinals: without a year the last before the report."""
    return frozenset(_days(text, published))


def _days(text: str, published: date | None) -> Iterator[int]:
    for month, day, year in _DAY.findall(text):
        years = (int(year),) if year else (published.year, published.year - 1) if published and published.year > 1 else ()
        for each in years:
            try:
                found = date(each, _MONTHS.index(month) + 1, int(day))
            except ValueError:
                continue
            if year or (published and found <= published):
                yield found.toordinal()
                break


def weekdays_of(text: str, published: date | None) -> frozenset[int]:
    """The days named by weekday, as ordinals: the last before the report, or its own."""
    if published is None or published.toordinal() < 7:
        return frozenset()
    named = {one or other for one, other in _WEEKDAY.findall(text)}
    return frozenset((published - timedelta((published.weekday() - _WEEKDAYS.index(name)) % 7)).toordinal() for name in named)


def people_of(text: str, claims: Iterable[Claim]) -> frozenset[str]:
    """The folded last names of people who were hit or accused, and of those whose age stands beside their name."""
    named = (_last_name(name) for name in _named(claims))
    aged = (fold_word(one or other) for one, other in _AGED.findall(text))
    return frozenset(name for name in (*named, *aged) if len(name) > 2 and name not in _TITLES_AFTER)


def _named(claims: Iterable[Claim]) -> Iterator[str]:
    for claim in claims:
        value = claim.value
        if isinstance(value, VictimValue | TargetValue) and value.name and (isinstance(value, VictimValue) or value.kind == "human"):
            yield value.name
        elif isinstance(value, ResponsibilityValue) and value.actor.kind == "person":
            yield value.actor.name


def _last_name(name: str) -> str:
    """The last of several words; of one word nothing, since it may be no name."""
    words = [word for word in map(fold_word, name.split()) if word not in _TITLES_AFTER]
    return words[-1] if len(words) > 1 else ""
