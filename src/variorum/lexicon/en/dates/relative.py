"""Rules of dates told from another day: "last week", "two days later", "that night", "the weekend"."""

from __future__ import annotations

from variorum.lexicon.en.dates.absolute import CLOCK, count_of_day, full_year
from variorum.lexicon.en.dates.clauses import clock_of, count_of, fraction_of, mod_of, side_of, unit_of, unit_value
from variorum.lexicon.en.dates.expression import Base, Known, Partial, Shifted, Unit, Whole
from variorum.lexicon.en.dates.pattern import Built, Found, Rule, compile_pattern

_SHIFTS = {"last": -1, "this": 0, "next": 1, "previous": -1, "following": 1, "same": 0}
_SPANNING = frozenset({"OVER", "WITHIN", "DURING", "IN", "FOR"})
_LATE_PARTS = frozenset({"AF", "EV", "NI"})
_SMALL_HOURS, _NOON = 5, 12  # hours of the clock; "two o'clock last night" was today
_SHORT_UNITS = frozenset({"second", "minute", "hour"})
_FINER: dict[str, tuple[Unit, int]] = {"year": ("month", 12), "decade": ("year", 10), "century": ("year", 100), "week": ("day", 7)}


def _beside(found: Found) -> Built | None:
    """ "last week", "the following day", "this month"."""
    side, unit, the = side_of(found), unit_of(found), bool(found.words("the"))
    if side is None or (side == "last" and unit == "day") or (unit == "day" and side == "this"):
        return None
    if unit in _SHORT_UNITS:
        return Built("DURATION", Known(value=unit_value(1, unit))) if the and side in ("last", "next") else None
    if the and found.kind("side") in ("PAST", "LAST", "COMING") and unit not in ("day", "weekend"):
        return Built("DURATION", Known(value=unit_value(1, unit)))
    before = found.before()
    if the and side == "next" and (unit in ("decade", "century") or (before is not None and before.kind in _SPANNING and unit != "day")):
        return Built("DURATION", Known(value=unit_value(1, unit)))
    narrative = side in ("previous", "following", "same") or (side == "next" and (the or unit == "day"))
    base: Base = "told" if narrative else "anchor"
    return Built("DATE", Shifted(count=_SHIFTS[side], unit=unit, base=base), mod=mod_of(found))


def _counted(found: Found) -> Built | None:
    """ "two days ago", "a year earlier", "weeks later"."""
    unit = unit_of(found)
    count = count_of(found.words("number")) if found.words("number") else None
    part = fraction_of(found.words("half") or found.words("fraction"))
    back = found.kind("direction") in ("AGO", "EARLIER", "BEFORE", "BACK", "PREVIOUS")
    if unit in _SHORT_UNITS:
        if part and count is not None:
            count = (0 if found.words("fraction") else count) + part
        return Built("DURATION" if count is None or not back else "TIME", Known(value=unit_value(count, unit)), mod=mod_of(found))
    whole = None if count is None else int(count)
    if count is None and found.words("number") == () and found.kind("unit") not in ("UNITS", "QUARTERS"):
        return None
    base: Base = "anchor" if found.kind("direction") in ("AGO", "FROM", "BACK") else "narrative"
    if part and unit in _FINER and whole is not None:
        smaller, times = _FINER[unit]
        count = (0 if found.words("fraction") else whole) + part
        return Built("DATE", Shifted(count=int(count * times), unit=smaller, base=base, sign=-1 if back else 1), mod=mod_of(found))
    return Built("DATE", Shifted(count=whole, unit=unit, base=base, sign=-1 if back else 1), mod=mod_of(found))


def _day_beyond(found: Found) -> Built | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    return Built("DATE", Shifted(count=-2 if found.kind("deictic") == "YESTERDAY" else 2, unit="day"))


def _before(found: Found) -> Built | None:
    """ "the day before", "the week after", told of what was told last."""
    back = found.kind("direction") in ("BEFORE", "EARLIER")
    return Built("DATE", Shifted(count=1, unit=unit_of(found), base="told", sign=-1 if back else 1))


def _before_last(found: Found) -> Built | None:
    return Built("DATE", Shifted(count=-2, unit=unit_of(found)))


def _current(found: Found) -> Built | None:
    """ "for the year": the one of the report."""
    after = found.after()
    if after is not None and after.kind in ("YEAR", "HYPHEN", "TO", "ENDED", "OF") and not _is_of_money(found):
        return None
    return Built("DATE", Shifted(count=0, unit=unit_of(found)))


def _is_of_money(found: Found) -> bool:
    """ "A high for the year of $42"."""
    return [token.kind for token in found.tokens[found.match.end() : found.match.end() + 2]] == ["OF", "MONEY"]


def _part(found: Found) -> Built | None:
    """ "last night", "this morning", "the next evening", "in the afternoon"."""
    side, part = side_of(found), found.value("part")
    if side is None:
        before = found.before()
        if before is None or before.kind not in ("IN", "DURING", "TO", "BY", "LATER", "EARLIER", "LATE", "EARLY"):
            return None
        return Built("TIME", Shifted(count=0, unit="day", base="narrative"), clock=f"T{part}", mod=mod_of(found))
    base: Base = "anchor" if side in ("last", "this") else "told"
    return Built("TIME", Shifted(count=_SHIFTS[side], unit="day", base=base), clock=f"T{part}", mod=mod_of(found))


def _clock_in_part(found: Found) -> Built | None:
    """ "8:15 this morning", "nine o'clock tonight": words for the afternoon and later put the hour there."""
    clock, part = clock_of(found), found.value("daypart") or "NI"
    if not clock:
        return None
    hour = int(clock[1:3])
    if not found.value("ampm") and part in _LATE_PARTS and _SMALL_HOURS <= hour < _NOON:
        clock = f"T{hour + _NOON}{clock[3:]}"
    back = found.kind("side") == "LAST" and hour >= _SMALL_HOURS
    return Built("TIME", Shifted(count=-1 if back else 0, unit="day"), clock=clock, mod=mod_of(found))


def _mid_part(found: Found) -> Built | None:
    """ "mid-afternoon"."""
    return Built("TIME", Shifted(count=0, unit="day", base="narrative"), clock=f"T{found.value('part')}", mod=mod_of(found))


def _overnight(found: Found) -> Built | None:
    after = found.after()
    if after is not None and after.kind == "DASH":
        return None
    return Built("TIME", Shifted(count=0, unit="day", base="narrative"), clock="TNI")


def _tonight(found: Found) -> Built | None:
    return Built("TIME", Shifted(count=0, unit="day"), clock="TNI", mod=mod_of(found))


def _weekend(_found: Found) -> Built | None:
    return Built("DATE", Shifted(count=0, unit="weekend"))


def _within(found: Found) -> Built | None:
    """ "earlier this year", "later in the day"."""
    side, unit = side_of(found), unit_of(found)
    if unit in _SHORT_UNITS:
        return None
    base: Base = "anchor" if side else "narrative"
    return Built("DATE", Shifted(count=_SHIFTS[side] if side else 0, unit=unit, base=base), mod=mod_of(found))


def _year_ago(found: Found) -> Built | None:
    """ "the year-ago quarter": a year before the quarter told of."""
    if found.words("ordinal"):
        return Built("DATE", Partial(quarter=int("".join(c for c in found.value("ordinal") if c.isdigit())), shift=-1))
    if found.words("quarter"):
        return Built("DATE", Shifted(count=-4, unit="quarter", base="narrative"))
    return Built("DATE", Shifted(count=1, unit="year", sign=-1))


def _the_quarter(found: Found) -> Built | None:
    after = found.after()
    if after is not None and after.kind == "HYPHEN":
        return None  # "the quarter-to-quarter comparison"
    if found.kind("lead") == "LATEST":
        return Built("DATE", Shifted(count=0, unit="quarter", base="narrative"))
    if found.words("year"):
        return Built("DATE", Partial(year=int(found.value("year")), quarter=0))
    return Built("DATE", Shifted(count=0, unit="quarter", base="narrative"))


def _quarter_ended(found: Found) -> Built | None:
    """ "The quarter ended July 31"."""
    return Built("DATE", _holding(found, "quarter"))


def _week_of(found: Found) -> Built | None:
    """ "The week of March 6", "the weekend of March 6"."""
    return Built("DATE", _holding(found, "weekend" if unit_of(found) == "weekend" else "week"))


def _holding(found: Found, whole: Whole) -> Partial:
    """What is named by a day of it."""
    year = full_year(found.value("year")) if found.words("year") else None
    return Partial(year=year, month=int(found.words("month")[0].value), day=count_of_day(found), whole=whole)


def _fiscal_year(found: Found) -> Built | None:
    """ "The latest fiscal year": the one that is over."""
    side = side_of(found)
    return Built("DATE", Shifted(count=_SHIFTS[side] if side and side != "previous" else -1, unit="year"), mod=mod_of(found))


def _year_ago_span(found: Found) -> Built | None:
    """ "The year-earlier nine months"."""
    return Built("DURATION", Known(value=unit_value(count_of(found.words("number")), unit_of(found))))


def _rest_of(found: Found) -> Built | None:
    """ "The first nine months of the year", "the rest of the month": the one of the report."""
    after = found.after()
    if after is not None and after.kind in ("YEAR", "HYPHEN", "ENDED"):
        return None
    return Built("DATE", Shifted(count=0, unit=unit_of(found)))


def _end_of_unit(found: Found) -> Built | None:
    """ "the end of the year", "year's end"."""
    unit = unit_of(found)
    if unit in _SHORT_UNITS or unit == "day":
        return None
    return Built("DATE", Shifted(count=0, unit=unit), mod=mod_of(found) or "END")


_HOW_MUCH = r"(?P<about>ABOUTISH|JUST|JUST? OVER)?"
_NUMBER = r"(?:(?P<number>NUMBER|ARTICLE? FEW) (?P<half>ANDHALF)? HYPHEN?)"
_DIRECTION = r"(?P<direction>AGO|EARLIER|LATER|BACK|FROM NOW|(?:BEFORE|PREVIOUS)(?=ENDMARK)|AFTER(?=ENDMARK))"

_MONTH_DAY = r"(?P<month>ANYMONTH) DOT? (?P<day>DAYFIGURE) (?:COMMA? (?P<year>YEAR))?"
_DAY_MONTH = r"(?P<day>DAYFIGURE) (?P<month>ANYMONTH) DOT? (?P<year>YEAR)?"

_YEAR_AGO = "(?:LAST YEARWORD|ARTICLE YEARWORD (?:AGO|EARLIER))"

RULES = tuple(
    Rule(compile_pattern(pattern), build, frozenset(needs))
    for pattern, build, *needs in (
        (r"THE? (?P<side>LAST|PAST|THIS|NEXT|COMING|PREVIOUS|CURRENT|LATEST) FISCAL YEARWORD(?!YEAR)", _fiscal_year, "FISCAL"),
        (
            "(?:(?P<edge>THE? EDGE OF)|(?P<mod>SOMETIME|(?:THE? (?:EARLY|LATE|MID|EARLIER|LATER|END) (?:HYPHEN|IN)?)))? "
            "(?P<the>THE)? VERY? (?P<side>LAST|PAST|THIS|NEXT|COMING|PREVIOUS|FOLLOWING|SAME|THAT|CURRENT) FISCAL? (?P<unit>ONEUNIT)",
            _beside,
        ),
        (f"{_HOW_MUCH} {_NUMBER} (?P<unit>ANYUNIT) (?:OR SO)? HYPHEN? {_DIRECTION}", _counted),
        (f"{_HOW_MUCH} (?P<number>NUMBER) (?P<unit>ONEUNIT) (?P<half>AND ARTICLE HALF) {_DIRECTION}", _counted, "HALF"),
        (f"{_HOW_MUCH} (?P<number>(?P<fraction>HALF) ARTICLE) (?P<unit>ONEUNIT) {_DIRECTION}", _counted, "HALF"),
        (f"{_HOW_MUCH} (?P<number>ARTICLE (?P<fraction>HALF) HYPHEN?) (?P<unit>ONEUNIT) {_DIRECTION}", _counted, "HALF"),
        ("THE (?P<unit>WEEKWORD|MONTHWORD|YEARWORD|WEEKEND) BEFORE LAST", _before_last),
        ("(?<=FOR) THE FISCAL? (?P<unit>WEEKWORD|MONTHWORD|YEARWORD)", _current),
        ("THE FISCAL (?P<unit>YEARWORD)", _current, "FISCAL"),
        ("(?<=UNITS OF) THE (?P<unit>YEARWORD)", _rest_of),
        ("(?<=FOR) THE ENTIRE (?P<unit>YEARWORD)", _rest_of, "ENTIRE"),
        ("THE REST OF THE (?P<unit>WEEKWORD|MONTHWORD|YEARWORD)", _rest_of, "REST"),
        (f"THE (?P<unit>WEEKWORD|WEEKEND) (?:OF|ENDED) {_MONTH_DAY}", _week_of, "WEEKWORD", "WEEKEND"),
        (f"THE (?P<unit>WEEKWORD|WEEKEND) (?:OF|ENDED) {_DAY_MONTH}", _week_of, "WEEKWORD", "WEEKEND"),
        (f"{_HOW_MUCH} ARTICLE? (?P<unit>UNITS|QUARTERS) HYPHEN? {_DIRECTION}", _counted),
        ("THE DAYWORD (?:BEFORE (?P<deictic>YESTERDAY)|AFTER (?P<deictic2>TOMORROW))", _day_beyond),
        ("THE (?P<unit>DAYWORD|WEEKWORD|MONTHWORD|YEARWORD) (?P<direction>BEFORE|EARLIER|AFTER|LATER)(?=ENDMARK)", _before),
        (
            r"(?P<mod>EARLY|LATE|MID HYPHEN?|EARLIER|LATER)? (?:THE? (?P<side>LAST|THIS|THAT|NEXT|FOLLOWING|PREVIOUS|SAME)|THE) "
            r"(?:EARLY|LATE|MID)? HYPHEN? (?P<part>PART)",
            _part,
        ),
        (rf"{CLOCK} COMMA? (?:(?P<side>THIS|LAST) (?P<daypart>PART)|TONIGHT)", _clock_in_part, "PART", "TONIGHT"),
        ("(?P<mod>MID HYPHEN?) (?P<part>PART)", _mid_part),
        ("OVERNIGHT", _overnight),
        ("(?P<mod>LATER|EARLIER|LATE|EARLY)? TONIGHT", _tonight),
        ("THE WEEKEND", _weekend),
        (r"(?P<mod>EARLIER|LATER) (?:(?P<side>THIS|LAST|NEXT|THAT) |IN THE )(?P<unit>ONEUNIT)", _within),
        ("(?P<mod>EARLY|LATE) IN THE (?P<unit>WEEKWORD|MONTHWORD|YEARWORD)", _within),
        (
            r"(?:THE|ARTICLE)? YEARWORD HYPHEN? (?:AGO|EARLIER) (?P<ordinal>ORDINALWORD)? (?:(?P<quarter>QUARTER|PERIOD)|(?=ENDMARK)?)",
            _year_ago,
        ),
        (r"THE? (?P<ordinal>ORDINALWORD) HYPHEN? (?P<quarter>QUARTER) ARTICLE YEARWORD (?:AGO|EARLIER)", _year_ago, "QUARTER"),
        (rf"THE? SAME? (?P<quarter>QUARTER) (?:OF|IN)? {_YEAR_AGO}", _year_ago, "QUARTER"),
        (rf"THE? SAME? PERIOD (?:OF|IN)? {_YEAR_AGO}", _year_ago, "PERIOD"),
        (r"THE? YEARWORD HYPHEN? (?:AGO|EARLIER) (?P<number>NUMBER) (?P<unit>UNITS)", _year_ago_span, "YEARWORD"),
        (rf"THE? QUARTER(?=ENDED {_MONTH_DAY})", _quarter_ended, "QUARTER"),
        (r"THE (?:(?P<lead>LATEST|CURRENT)|(?P<year>YEAR))? (?:QUARTER|PERIOD)", _the_quarter, "QUARTER", "PERIOD"),
        (r"(?P<edge>THE? EDGE OF THE) FISCAL? (?P<unit>ONEUNIT)", _end_of_unit),
        (r"THE? (?P<unit>YEARWORD|MONTHWORD) (?:POSS|HYPHEN)? (?P<edge>END)", _end_of_unit),
    )
)
