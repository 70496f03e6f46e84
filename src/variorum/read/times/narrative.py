"""What the text has told already, from which "the next day" and "October 26" go on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from variorum.lexicon.en.dates import Expression, Partial, Shifted
from variorum.model import Timex

_FINE_UNITS = frozenset({"day", "night", "weekend", "second", "minute", "hour"})
_QUARTER_REACH = 800  # characters: the paragraph in which figures are compared
_NARRATIVE_REACH = 1500  # characters back to the day told last: about two paragraphs; beyond, "the next day" refers to nothing sure
_YEAR_REACH = 400  # characters: the sentence or two in which a printed year still holds
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:to|through|thru|until|till|[-–—])\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,()\[\]]*(?:local time|hours|hrs|[A-Z]{3,4})?[\s,()\[\]]*(?:(?:early|late|on|of|the)\s+)*", re.IGNORECASE)
_BETWEEN_REACH = 30  # characters
_CLOSE = timedelta(days=45)  # how far a day may lie from the one told before, for both to be taken for one story


@dataclass(frozen=True, slots=True)
class Told:
    """A day, month or year that the text told. `fine` is False where it is less exact than what is counted from it."""

    at: int
    end: int
    earliest: date
    latest: date
    value: str
    stated: bool
    compared: bool  # "a year earlier": beside what it is compared with, nothing goes on from there
    last: bool = False  # "last year": only "the year before" goes on from there
    fine: bool = True


def told_of(expression: Expression, timex: Timex) -> Told:
    """What an expression with known days has told."""
    when = timex.when
    if when is None or when.earliest is None or when.latest is None:
        raise ValueError(f"{expression.text!r} tells no days")
    meaning = expression.meaning
    shifted = meaning if isinstance(meaning, Shifted) and meaning.unit in ("quarter", "year") else None
    compared = shifted is not None and shifted.sign * (shifted.count or 0) < 0
    if isinstance(meaning, Partial) and meaning.quarter == 0:
        compared = True
    return Told(
        at=expression.start,
        end=expression.end,
        earliest=when.earliest,
        latest=when.latest,
        value=timex.value,
        stated=when.how == "stated",
        compared=compared,
        last=compared and shifted is not None and shifted.sign > 0,
    )


def in_quarters(expression: Expression, told: list[Told], months: int) -> Expression:
    """ "A year ago", beside the name of a quarter, is that quarter of the year before: so reports compare their figures.

    "The 1988 period" is the like of the quarter named last, and "the quarter ended July 31" is that one: companies number their quarters
    their own way. `months` is where "the nine months" were spoken of last, which have no quarter.
    """
    meaning = expression.meaning
    if isinstance(meaning, Partial) and meaning.whole == "quarter":
        numbered = any("-Q" in earlier.value for earlier in told)
        return replace(expression, meaning=Shifted(count=0, unit="quarter", base="narrative")) if numbered else expression
    if isinstance(meaning, Partial) and meaning.quarter == 0:
        named = next((earlier.value[-1] for earlier in reversed(told) if "-Q" in earlier.value and not earlier.compared), None)
        if months > max((earlier.at for earlier in told if "-Q" in earlier.value), default=-1):
            return replace(expression, meaning=Partial(year=meaning.year))
        return replace(expression, meaning=replace(meaning, quarter=int(named))) if named else expression
    if not (isinstance(meaning, Shifted) and meaning.unit == "year" and meaning.count == 1 and meaning.sign < 0):
        return expression
    near = [earlier.at for earlier in told[-3:] if "-Q" in earlier.value and expression.start - earlier.at < _QUARTER_REACH]
    if not near or months > near[-1]:
        return expression
    return replace(expression, meaning=Shifted(count=4, unit="quarter", base="narrative", sign=-1))


def year_beside(expression: Expression, told: list[Told]) -> date | None:
    """The day told just before that gives a day or month its year: "… on October 23, 2002, … on October 26"."""
    meaning = expression.meaning
    if not isinstance(meaning, Partial) or meaning.month is None or meaning.year is not None or meaning.side or meaning.shift is not None:
        return None
    if not told or not told[-1].stated or expression.start - told[-1].at > _YEAR_REACH:
        return None
    last = told[-1]
    if len(last.value) < 7:  # a bare year does not hold on: "since 1980 … in September"
        return None
    for year in (last.earliest.year, last.earliest.year + 1, last.earliest.year - 1):
        try:
            day = date(year, meaning.month, meaning.day or 15)
        except ValueError:
            continue
        if abs(day - last.earliest) <= _CLOSE:
            return day
    return None


def range_before(expression: Expression, told: list[Told], text: str) -> date | None:
    """The first day of a range whose last day is an expression: "Monday through Friday"."""
    meaning = expression.meaning
    if not isinstance(meaning, Partial) or meaning.weekday is None or meaning.month is not None or meaning.side or not told:
        return None
    first = told[-1]
    if (
        first.earliest != first.latest
        or not _WEEKDAY.fullmatch(text, first.at, first.end)
        or not _RANGE.fullmatch(text, first.end, expression.start)
    ):
        return None
    return first.earliest


def day_behind(expressions: Sequence[Expression], index: int, text: str) -> Expression | None:
    """The day that is printed behind a clock, if only a second clock stands between: "08:15 (07:15 GMT) on Saturday"."""
    if not _is_bare_clock(expressions[index]):
        return None
    end = expressions[index].end
    for later in expressions[index + 1 : index + 3]:
        if later.start - end > _BETWEEN_REACH or not _BETWEEN.fullmatch(text, end, later.start):
            return None
        meaning = later.meaning
        if isinstance(meaning, Partial) and not later.clock and (meaning.day is not None or meaning.weekday is not None):
            return later
        if not _is_bare_clock(later):
            return None
        end = later.end
    return None


def _is_bare_clock(expression: Expression) -> bool:
    meaning = expression.meaning
    return bool(expression.clock) and isinstance(meaning, Shifted) and meaning.base == "narrative" and meaning.count == 0


def narrative_of(expression: Expression, told: list[Told], anchor: date | None) -> Told | None:
    """What was told last, for words that count from there; not `fine` where only a month or year was told since."""
    meaning = expression.meaning
    if isinstance(meaning, Shifted) and meaning.base != "anchor":
        unit = meaning.unit
    elif isinstance(meaning, Partial) and meaning.side in ("same", "previous", "following"):
        unit = "day" if meaning.weekday is not None else "year"
    else:
        return None
    only = not isinstance(meaning, Shifted) or meaning.base == "told"
    longest = (
        1 if unit in _FINE_UNITS else 7 if unit in ("week", "fortnight") else 31 if unit == "month" else 92 if unit == "quarter" else 366
    )
    coarse: Told | None = None
    for earlier in reversed(told):
        if expression.start - earlier.at > _NARRATIVE_REACH:
            break
        unfinished = anchor is not None and earlier.latest > anchor
        if (unit == "quarter" and ("-Q" not in earlier.value or unfinished)) or (
            unit in ("quarter", "year") and earlier.compared and not (earlier.last and only)
        ):
            continue
        if (earlier.latest - earlier.earliest).days < longest:
            if coarse is None or coarse.earliest <= earlier.earliest <= coarse.latest:
                return earlier
        elif coarse is None and earlier.stated:
            coarse = earlier
    return replace(coarse, fine=False) if coarse is not None and only else None
