"""Ties a time expression to the calendar, by the day of the document and the day that was told last."""

from __future__ import annotations

from datetime import date, timedelta

from variorum.lexicon.en.dates.calendar import SEASON_MONTHS, days_of, named_day, named_days, week_value
from variorum.lexicon.en.dates.expression import Expression, Known, Partial, Resolution, Shifted, Tense, Whole

_SATURDAY = 5
_UNKNOWN = {
    "day": "XXXX-XX-XX",
    "night": "XXXX-XX-XX",
    "weekend": "XXXX-WXX-WE",
    "week": "XXXX-WXX",
    "fortnight": "XXXX-WXX",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}


def resolve(expression: Expression, *, anchor: date | None, tense: Tense | None = None, narrative: date | None = None) -> Resolution:
    """The TIMEX3 value and the days of an expression.

    `anchor` is the document's day, `narrative` the day told last; `tense` that of the verb that the expression belongs to, which decides
    between the last and the next Friday: None is read as the past, as news is. What cannot be known without an anchor stays "XXXX-10-23".
    """
    try:
        return _resolve(expression, anchor, tense, narrative)
    except (ValueError, OverflowError):  # 30 February, the year 0
        return Resolution(value="XXXX" + expression.clock)


def _resolve(expression: Expression, anchor: date | None, tense: Tense | None, narrative: date | None) -> Resolution:
    meaning = expression.meaning
    if isinstance(meaning, Known):
        return Resolution(value=meaning.value)
    if isinstance(meaning, Shifted):
        return _with_days(_shifted(meaning, anchor, tense, narrative), expression.clock, stated=False)
    stated = meaning.year is not None or (meaning.century is not None) or (meaning.decade is not None and len(meaning.decade) == 3)
    value = _partial(meaning, anchor, tense, narrative)
    if value is None:
        value = _unresolved(meaning)
    elif meaning.named is not None and len(named_days()[meaning.named]) == 10:
        stated = True
    return _with_days(value, expression.clock, stated=stated)


def _with_days(value: str, clock: str, *, stated: bool) -> Resolution:
    days = days_of(value)
    if days is None:
        return Resolution(value=value + clock)
    return Resolution(value=value + clock, earliest=days[0], latest=days[1], stated=stated)


def _shifted(meaning: Shifted, anchor: date | None, tense: Tense | None, narrative: date | None) -> str:
    base = {"anchor": anchor, "narrative": narrative or anchor, "told": narrative}[meaning.base]
    if meaning.count is None:
        return "PAST_REF" if meaning.sign < 0 else "FUTURE_REF"
    if base is None:
        return _UNKNOWN.get(meaning.unit, "XXXX")
    if meaning.unit == "quarter" and meaning.base == "narrative" and narrative is None:
        base = date(base.year, (base.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)  # reports speak of the quarter that is over
    ahead = meaning.unit == "weekend" and meaning.count == 0 and tense == "future" and base.weekday() < _SATURDAY
    return moved(base, meaning.count * meaning.sign + ahead, meaning.unit)


def moved(base: date, count: int, unit: str) -> str:
    """The value, as exact as the unit, that lies `count` units from a day."""
    if unit in ("day", "night"):
        return (base + timedelta(days=count)).isoformat() + ("TNI" if unit == "night" else "")
    if unit == "weekend":
        within = base.weekday() >= _SATURDAY
        weeks = count + (within or count < 0)  # on a weekday the last weekend is the one just over
        return week_value(base - timedelta(days=base.weekday() + 2) + timedelta(days=7 * weeks)) + "-WE"
    if unit in ("week", "fortnight"):
        return week_value(base + timedelta(days=count * (14 if unit == "fortnight" else 7)))
    return _moved_longer(base, count, unit)


def _moved_longer(base: date, count: int, unit: str) -> str:
    if unit in _PARTS_OF_YEAR:
        months, form = _PARTS_OF_YEAR[unit]
        year, part = divmod(base.year * (12 // months) + (base.month - 1) // months + count, 12 // months)
        return f"{year:04d}-" + form.format(part + 1)
    years = {"decade": 10, "century": 100}.get(unit, 1)
    return f"{base.year // years + count:0{5 - len(str(years))}d}"


_PARTS_OF_YEAR = {"month": (1, "{:02d}"), "quarter": (3, "Q{}"), "half": (6, "H{}")}


def _partial(meaning: Partial, anchor: date | None, tense: Tense | None, narrative: date | None) -> str | None:
    if meaning.century is not None:
        return meaning.century
    if meaning.decade is not None:
        return _decade(meaning.decade, anchor)
    if meaning.weekday is not None and meaning.month is None:
        return _weekday(meaning, anchor, tense, narrative)
    if meaning.named is not None:
        return _named(meaning, anchor, tense)
    base = narrative if meaning.side in ("same", "previous", "following") else anchor
    if meaning.year is not None:
        year: int | None = meaning.year
    elif meaning.shift is not None and base is not None:
        year = base.year + meaning.shift
    else:
        year = _year_of(meaning, base, tense)
    if meaning.quarter == 0 and year is not None and anchor is not None:
        return f"{year:04d}-Q{(anchor.month - 1) // 3 or 4}"  # "the 1988 period" is compared with the quarter that is over
    return None if year is None else _value(meaning, year)


def _value(meaning: Partial, year: int) -> str:
    if meaning.day is None or meaning.month is None:
        return f"{year:04d}{_rest(meaning)}"
    day = date(year, meaning.month, meaning.day)
    if meaning.whole is not None:
        return _whole(meaning.whole, day)
    first = day.isoformat()
    if meaning.until is None:
        return first
    return f"{first}/{date(year, *meaning.until).isoformat()}"


def _whole(whole: Whole, day: date) -> str:
    """The week or weekend of a day, or the quarter of the calendar in which most of a quarter that ends with it lies."""
    if whole == "quarter":
        middle = day - timedelta(days=_HALF_QUARTER)
        return f"{middle.year:04d}-Q{(middle.month + 2) // 3}"
    return week_value(day) + ("-WE" if whole == "weekend" else "")


_HALF_QUARTER = 45  # days


def _rest(meaning: Partial) -> str:
    """What follows the year in a value."""
    if meaning.quarter is not None:
        return f"-Q{meaning.quarter or 'X'}"
    if meaning.half is not None:
        return f"-H{meaning.half}"
    if meaning.season is not None:
        return f"-{meaning.season}"
    return (f"-{meaning.month:02d}" if meaning.month else "") + (f"-{meaning.day:02d}" if meaning.day else "")


def _unresolved(meaning: Partial) -> str:
    if meaning.decade is not None:
        return f"XX{meaning.decade}"
    if meaning.whole is not None:
        return _UNKNOWN[meaning.whole]
    if meaning.weekday is not None and meaning.month is None:
        return f"XXXX-WXX-{meaning.weekday + 1}"
    if meaning.named is not None:
        rule = named_days()[meaning.named]
        return f"XXXX-{rule}" if len(rule) == 5 else "XXXX-XX-XX"
    return f"XXXX{_rest(meaning)}"


def _decade(digits: str, anchor: date | None) -> str | None:
    if len(digits) > 1:
        return digits
    if anchor is None:
        return None
    century = anchor.year // 100 - (int(digits) > anchor.year // 10 % 10)
    return f"{century}{digits}"


def _year_of(meaning: Partial, anchor: date | None, tense: Tense | None) -> int | None:
    """The year of a day, month, quarter or season that is printed without one."""
    if anchor is None or (meaning.month is None and meaning.quarter is None and meaning.season is None):
        return None
    if meaning.month is not None and meaning.day is not None and meaning.weekday is not None:
        matching = [y for y in _near_years(anchor, meaning) if date(y, meaning.month, meaning.day).weekday() == meaning.weekday]
        if matching:
            return min(matching, key=lambda y: abs((date(y, meaning.month or 1, meaning.day or 1) - anchor).days))
    now = _ordinal_in_year(meaning, anchor)
    then = _position(meaning)
    if meaning.side == "last":
        return anchor.year if then < now else anchor.year - 1
    if meaning.side == "next":
        return anchor.year if then > now else anchor.year + 1
    if meaning.side in ("this", "same") or then == now:
        return anchor.year
    past = anchor.year if then < now else anchor.year - 1
    return past if _is_past(meaning, now - then if then < now else now - then + 1, tense) else past + 1


def _is_past(meaning: Partial, since: float, tense: Tense | None) -> bool:
    """Whether the last such day is meant, which lies `since` of a year back, and not the next.

    A day without a year is within half a year by the newspapers' habit, whatever the tense; a month or season follows the verb, but one
    that has just begun or is about to is near.
    """
    if meaning.quarter is not None:
        return tense != "future" or since < 0.7
    return since < (_MONTH_REACH if meaning.day is None else _DAY_REACH)[tense]


# Shares of a year, by tense, up to which the last such day is meant; learnt on dated news.
_DAY_REACH = {"past": 0.8, "present": 0.3, "future": 0.3, None: 0.6}
_MONTH_REACH = {"past": 0.85, "present": 0.4, "future": 0.2, None: 0.75}


def _near_years(anchor: date, meaning: Partial) -> list[int]:
    years = []
    for year in range(anchor.year - 5, anchor.year + 3):
        try:
            date(year, meaning.month or 1, meaning.day or 1)
        except ValueError:
            continue
        years.append(year)
    return years


def _position(meaning: Partial) -> float:
    """Where in the year the first day of a day, month, quarter or season lies: 0 to 1."""
    if meaning.quarter is not None:
        return max(meaning.quarter - 1, 0) / 4
    if meaning.season is not None:
        return (SEASON_MONTHS[meaning.season] - 1) / 12
    return ((meaning.month or 1) - 1) / 12 + ((meaning.day or 1) - 1) / 372


def _ordinal_in_year(meaning: Partial, anchor: date) -> float:
    if meaning.quarter is not None:
        return ((anchor.month - 1) // 3) / 4
    if meaning.season is not None:
        month = (anchor.month - SEASON_MONTHS["SP"]) // 3 * 3 + SEASON_MONTHS["SP"]
        return (month - 1) / 12
    return (anchor.month - 1) / 12 + ((anchor.day - 1) / 372 if meaning.day is not None else 0)


_FEAST_NEAR = timedelta(days=45)  # what is written about a feast in the weeks before is about the coming one


def _named(meaning: Partial, anchor: date | None, tense: Tense | None) -> str | None:
    name = meaning.named or ""
    rule = named_days()[name]
    if len(rule) == 10:
        return rule
    if meaning.year is not None:
        day = named_day(name, meaning.year)
        return day.isoformat() if day else None
    if anchor is None:
        return None
    days = [day for year in (anchor.year - 1, anchor.year, anchor.year + 1) if (day := named_day(name, year))]
    if not days:
        return None
    coming = min(day for day in days if day >= anchor)
    soon = tense != "past" and coming - anchor <= _FEAST_NEAR
    if meaning.side == "next" or ((tense == "future" or soon) and meaning.side != "last"):
        return coming.isoformat()
    return max(day for day in days if day < anchor or (day == anchor and meaning.side != "last")).isoformat()


def _weekday(meaning: Partial, anchor: date | None, tense: Tense | None, narrative: date | None) -> str | None:
    base = narrative if meaning.side in ("same", "previous", "following") else anchor
    weekday = meaning.weekday or 0
    if base is None:
        return None
    if meaning.week_of is not None and meaning.week_of != 0:
        return (base - timedelta(days=base.weekday() - weekday) + timedelta(weeks=meaning.week_of)).isoformat()
    back = (base.weekday() - weekday) % 7
    if meaning.side in ("last", "previous"):
        days = -(back or 7)
    elif meaning.side in ("next", "following") or (back and _is_ahead(meaning, tense, back)):
        days = 7 - back
    else:
        days = -back
    return (base + timedelta(days=days)).isoformat()


def _is_ahead(meaning: Partial, tense: Tense | None, back: int) -> bool:
    """Whether a weekday, other than the document's own, is the coming one and not the one so many days back."""
    if meaning.side == "this":
        return tense != "past"
    return tense == "future" or (tense == "present" and back >= _NEARER_AHEAD)


_NEARER_AHEAD = 4  # days: "they meet on Monday", said on a Friday
