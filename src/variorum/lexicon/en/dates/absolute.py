"""Rules of dates that print calendar fields: day, weekday, month, quarter, season, year, decade, century, clock."""

from __future__ import annotations

from variorum.lexicon.en.dates.clauses import clock_of, clock_suffix, count_of, mod_of, side_of
from variorum.lexicon.en.dates.expression import Partial, Shifted
from variorum.lexicon.en.dates.pattern import Built, Found, Rule, compile_pattern

_YEAR_SHIFTS = {"last": -1, "this": 0, "next": 1, "previous": -1, "following": 1}
_LEADS = frozenset(
    [
        "IN",
        "SINCE",
        "BY",
        "TO",
        "OF",
        "FROM",
        "BEFORE",
        "AFTER",
        "DURING",
        "AND",
        "OR",
        "BETWEEN",
        "THE",
        "EARLY",
        "LATE",
        "MID",
        "FISCAL",
        "OPEN",
        "COMMA",
        "YEARWORD",
        "MONTH",
        "SHORTMONTH",
        "DASH",
        "STRIPE",
        "HYPHEN",
        "ANYSEASON",
        "SEASON",
        "SEASONISH",
        "BREAK",
        "THAN",
    ]
)
_INTO_SEASON = frozenset({"IN", "SINCE", "BY", "DURING", "TO", "OF"})

MOD = r"(?:(?P<edge>THE? EDGE OF THE?)|(?P<mod>THE? (?:EARLY|LATE|MID) (?:HYPHEN|IN|ON)?))?"
CLOCK = (
    r"(?:(?P<about>ABOUT)? (?P<clock>CLOCK|(?:HOURNUM|NUMBERWORD)(?=AMPM|CLOCKWORD)|(?:MILITARY|YEAR)(?=ZONE|HOURS|LOCAL)|NOON|MIDNIGHT) "
    r"(?P<ampm>AMPM|CLOCKWORD|HOURS)? LOCAL? TIME? (?P<zone>ANYZONE)?)"
)
_BEFORE = rf"(?:(?:{CLOCK}|(?P<part>PART)) (?:COMMA? ON|OF|COMMA)? THE?)?"
_AFTER = (
    r"(?:POSS? (?P<late>EARLY|LATE|MID)? (?P<part2>PART|NOON|MIDNIGHT|OVERNIGHT)"
    r"|COMMA? AT? ABOUT? (?P<clock2>NOON|MIDNIGHT|CLOCK|HOURNUM(?=AMPM)) (?P<ampm2>AMPM)? (?P<zone2>ANYZONE)?)?"
)
_OF_YEAR = r"(?:OF|IN)? THE? (?P<yearside>LAST|THIS|NEXT|THAT|SAME|FOLLOWING|PREVIOUS|CURRENT) YEARWORD"
_WEEKDAY = r"(?:(?P<weekday>WEEKDAYISH) (?P<part3>PART)? COMMA? THE?)?"


def _clock(found: Found) -> str | None:
    """The suffix of the clock or part of day on either side of the date; None where a number before it is no clock."""
    words = found.words("clock")
    if words or found.words("part"):
        return clock_of(found)
    for group in ("part2", "part3"):
        if found.words(group):
            return f"T{found.value(group)}"
    if found.words("clock2"):
        return clock_suffix(found.words("clock2"), found.value("ampm2"))
    return ""


def _built(found: Found, meaning: Partial | Shifted) -> Built | None:
    clock = _clock(found)
    if clock is None:
        return None
    return Built("TIME" if clock else "DATE", meaning, clock=clock, mod=mod_of(found) or (found.value("late") or None))


def full_year(digits: str) -> int | None:
    """A printed year: four digits, or two of the last hundred years but a few ("'98", "90")."""
    figures = digits.lstrip("'’‘`")
    if not figures.isdigit():
        return None
    return int(figures) if len(figures) > 2 else int(figures) + (1900 if int(figures) >= 40 else 2000)


def _month_day(found: Found) -> Built | None:
    day = count_of_day(found)
    after, before = found.after(), found.before()
    year = full_year(found.value("year")) if found.words("year") else None
    if not 1 <= day <= 31:
        return None
    if before is not None and before.kind in ("MONTH", "SHORTMONTH", "MAYMONTH") and found.match.start("day") < found.match.start("month"):
        return None  # the "28-March" of "Feb 28-March 1"
    if year is None and not found.words("yearside") and found.kind("day") in ("HOURNUM", "DAYNUM"):
        counted = after is not None and (after.kind in ("MONEY", "COUNTED"))
        if counted or (
            before is not None and before.kind == "IN" and after is not None and after.kind in ("OTHER", "COUNTED") and after.text.isalpha()
        ):
            return None  # "in May 12 people died"
    weekday = int(found.words("weekday")[0].value) if found.words("weekday") else None  # the last token of "Fri." is the dot
    side = side_of(found, "yearside")
    return _built(
        found,
        Partial(
            year=year,
            month=int(_month(found)),
            day=day,
            weekday=weekday,
            side="same" if side == "same" else None,
            shift=_YEAR_SHIFTS.get(side) if side else None,
        ),
    )


def _month(found: Found) -> str:
    return found.words("month")[0].value


def count_of_day(found: Found) -> int:
    """The day of the month in group `day`, in figures or words."""
    words = found.words("day")
    if words[0].kind == "DAYORDINAL":
        return int(words[0].value[:-2])
    return sum(int(word.value) for word in words if word.kind not in ("HYPHEN",))


def _day_range(found: Found) -> Built | None:
    """ "September 1-3, 2004", "from 1 to 3 September": one expression of several days."""
    first, last = count_of_day(found), int("".join(c for c in found.value("day2") if c.isdigit()) or 0)
    if not 1 <= first < last <= 31:
        return None
    year = full_year(found.value("year")) if found.words("year") else None
    return Built("DATE", Partial(year=year, month=int(_month(found)), day=first, until=(int(_month(found)), last)))


def _weekday(found: Found) -> Built | None:
    weekday = int(found.words("weekday")[0].value)
    side = side_of(found)
    week = side_of(found, "weekside")
    return _built(found, Partial(weekday=weekday, side=side, week_of=_YEAR_SHIFTS.get(week, 0) if week else None))


def _deictic(found: Found) -> Built | None:
    return _built(found, Shifted(count=int(found.words("deictic")[0].value), unit="day"))


def _month_alone(found: Found) -> Built | None:
    year = full_year(found.value("year")) if found.words("year") else None
    side, before, after = side_of(found), found.before(), found.after()
    if found.kind("month") == "MAYMONTH" and not found.words("month")[0].text[0].isupper():
        return None
    bare = year is None and side is None and not found.words("yearside")
    if bare and not (found.words("mod") or found.words("edge")):
        led = before is not None and before.kind in _LEADS - {"COMMA", "BREAK", "THE", "HYPHEN"}
        noun_follows = after is not None and after.kind == "OTHER" and after.text.isalpha()
        if noun_follows and found.kind("month") == "MAYMONTH":  # "the March vote"
            led = led or (before is not None and before.kind in ("THE", "HISHER", "ARTICLE", "POSS"))
        if found.kind("month") == "SHORTMONTH" and after is not None and after.kind == "CAPITAL":
            return None  # "Jan Novak"
        if found.kind("month") in ("MAYMONTH", "SHORTMONTH") and not (led and found.words("month")[0].text[0].isupper()):
            return None
        if (
            found.kind("month") == "MAYMONTH"
            and after is not None
            and after.kind == "OTHER"
            and before is not None
            and before.kind in ("AND", "OR", "TO")
        ):
            return None
        if after is not None and after.kind == "CAPITAL" and not led:
            return None  # a person's name
    yearside = side_of(found, "yearside")
    return Built(
        "DATE",
        Partial(
            year=year,
            month=int(_month(found)),
            side=side or ("same" if yearside == "same" else None),
            shift=_YEAR_SHIFTS.get(yearside) if yearside else None,
        ),
        mod=mod_of(found),
    )


def _year(found: Found) -> Built | None:
    year = full_year(found.value("year"))
    before, after = found.before(), found.after()
    marked = bool(found.words("mod") or found.words("edge") or found.words("fiscal"))
    if year is None or (after is not None and after.kind in ("MONEY", "ZONE", "HOURS", "COUNTED")):
        return None
    if before is not None and (
        before.kind in ("MONEY", "ABOUT", "DECIMAL") or before.text.lower() in ("no", "number", "some", "than", "least")
    ):
        return None
    if not marked and not 1700 <= year <= 2049 and not (before is not None and before.kind in ("IN", "SINCE")):
        return None
    if found.kind("year") == "SHORTYEAR" and not (
        marked or (before is not None and before.kind in _LEADS - {"COMMA", "OPEN", "THE", "BREAK"})
    ):
        return None
    return Built("DATE", Partial(year=year), mod=mod_of(found))


def _spoken_year(found: Found) -> Built | None:
    if found.words("thousands"):
        whole = int(count_of([word for word in found.words("thousands") if word.kind == "NUMBERWORD"]) or 0)
        return Built("DATE", Partial(year=whole), mod=mod_of(found)) if 1000 <= whole <= 2199 else None
    words = [int(word.value) for word in found.words("year") if word.kind == "NUMBERWORD"]
    low = sum(words[1:])
    if words[0] not in (18, 19, 20) or not 10 <= low <= 99 or any(word >= 100 for word in words):
        return None
    return Built("DATE", Partial(year=words[0] * 100 + low), mod=mod_of(found))


def _decade(found: Found) -> Built | None:
    if found.kind("decade") == "DECADEWORD":
        return Built("DATE", Partial(decade=found.value("decade")), mod=mod_of(found)) if found.words("the") else None
    digits = "".join(c for c in found.value("decade") if c.isdigit())
    if len(digits) == 2 and not (found.words("the") or found.value("decade")[0] in "'’‘`"):
        return None  # "in his 20s"
    return Built("DATE", Partial(decade=digits[:-1]), mod=mod_of(found))


def _century(found: Found) -> Built | None:
    if found.value("unit") != "century":
        return None
    ordinal = found.words("ordinal")[0]
    number = int("".join(c for c in ordinal.value if c.isdigit()))
    return Built("DATE", Partial(century=f"{number - 1:02d}"), mod=mod_of(found))


def _quarter(found: Found) -> Built | None:
    words = found.words("ordinal")
    number = int("".join(c for c in words[0].value if c.isdigit())) if words[0].kind != "LAST" else 4
    whole = found.words("half")
    if number > (2 if whole else 4) and not (whole and words[0].kind == "LAST"):
        return None
    year = next((full_year(found.value(group)) for group in ("year", "year2") if found.words(group)), None)
    side = next((side_of(found, group) for group in ("yearside", "yearside2") if found.words(group)), None)
    shift = _YEAR_SHIFTS.get(side) if side else None
    if whole:
        if year is None and side is None and not found.words("yearside2"):
            return None
        return Built(
            "DATE", Partial(year=year, half=min(number, 2), shift=0 if year is None and side is None else shift), mod=mod_of(found)
        )
    return Built("DATE", Partial(year=year, quarter=number, shift=shift, side="same" if side == "same" else None), mod=mod_of(found))


def _quarter_name(found: Found) -> Built | None:
    year = full_year(found.value("year")) if found.words("year") else None
    return Built("DATE", Partial(year=year, quarter=int(found.value("quarter")[1])))


def _season(found: Found) -> Built | None:
    year = full_year(found.value("year")) if found.words("year") else None
    yearside, before = side_of(found, "yearside"), found.before()
    bare = year is None and not (found.words("side") or yearside or found.words("the") or found.words("mod"))
    if found.kind("season") == "SEASONISH" and bare and not (before is not None and before.kind in ("IN", "SINCE", "BY")):
        return None
    named = bool(found.words("mod") or year or yearside)
    if found.kind("season") == "SEASONISH" and found.words("the") and not named and (before is None or before.kind not in _INTO_SEASON):
        return None
    shift = _YEAR_SHIFTS.get(yearside) if yearside else None
    return Built("DATE", Partial(year=year, season=found.value("season"), side=side_of(found), shift=shift), mod=mod_of(found))


def _iso(found: Found) -> Built | None:
    text = found.words("iso")[0].text
    year, month, day = map(int, text[:10].split("-"))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    clock = text[10:16]
    return Built("TIME" if clock else "DATE", Partial(year=year, month=month, day=day), clock=clock)


def _slashed(found: Found) -> Built | None:
    """American order; the other where only that can be. Two-digit years belong to the last hundred years."""
    text = found.words("slash")[0].text
    month, day, year = (int(part) for part in text.replace(".", "/").split("/"))
    if "." in text or month > 12:
        month, day = day, month
    whole = full_year(text.replace(".", "/").rpartition("/")[2])
    return Built("DATE", Partial(year=whole, month=month, day=day)) if 1 <= month <= 12 and 1 <= day <= 31 and year >= 0 else None


def _clock_alone(found: Found) -> Built | None:
    clock = clock_of(found)
    return Built("TIME", Shifted(count=0, unit="day", base="narrative"), clock=clock, mod=mod_of(found)) if clock else None


def _named(found: Found) -> Built | None:
    before = found.before()
    if before is not None and before.kind == "POSS":
        return None  # "their 9/11": likened, not dated
    year = full_year(found.value("year")) if found.words("year") else None
    return _built(found, Partial(named=found.words("named")[0].value, year=year, side=side_of(found)))


_DAY_THEN_MONTH = (
    rf"(?P<day>DAYISH) (?:OF|HYPHEN)? (?P<month>ANYMONTH) DOT? (?:(?:COMMA|OF|HYPHEN)? (?P<year>YEAR|SHORTYEAR)|COMMA? {_OF_YEAR})?"
)
_MONTH_THEN_DAY = rf"(?P<month>ANYMONTH) DOT? THE? (?P<day>DAYISH) (?:COMMA? (?P<year>YEAR)|COMMA? {_OF_YEAR})?"
_SIDE = r"(?:THE? (?P<side>LAST|THIS (?:PAST|COMING)?|NEXT|COMING|PREVIOUS|FOLLOWING|SAME|PAST|THAT))?"

RULES = tuple(
    Rule(compile_pattern(pattern), build, frozenset(needs))
    for pattern, build, *needs in (
        (f"{MOD} {_BEFORE} {_WEEKDAY} {_MONTH_THEN_DAY} {_AFTER}", _month_day),
        (f"{MOD} {_BEFORE} {_WEEKDAY} THE? {_DAY_THEN_MONTH} {_AFTER}", _month_day),
        ("(?P<day>DAYFIGURE) (?P<month>ANYMONTH) DOT? (?P<year>TWODIGIT)", _month_day),
        ("(?P<month>ANYMONTH) DOT? (?P<day>DAYFIGURE) (?:STRIPE|TO|AND) (?P<day2>DAYFIGURE) (?:COMMA? (?P<year>YEAR))?", _day_range),
        (
            "FROM? (?P<day>DAYFIGURE) (?:STRIPE|TO|AND) (?P<day2>DAYFIGURE) OF? (?P<month>ANYMONTH) DOT? (?:COMMA? (?P<year>YEAR))?",
            _day_range,
        ),
        (f"{MOD} {_BEFORE} {_SIDE} (?P<weekday>WEEKDAY) (?:OF? (?P<weekside>LAST|THIS|NEXT|THAT) WEEKWORD)? {_AFTER}", _weekday),
        (f"(?P<mod>(?:EARLY|LATE|EARLIER|LATER) (?:ON)?|MID HYPHEN?)? {_BEFORE} (?P<deictic>YESTERDAY|TODAY|TOMORROW) {_AFTER}", _deictic),
        (f"{MOD} {_SIDE} (?P<month>ANYMONTH) (?:DOT? (?:COMMA|OF)? (?P<year>YEAR)|COMMA? {_OF_YEAR})?", _month_alone),
        (f"{MOD} (?:THE? YEARWORD|(?P<fiscal>FISCAL YEARWORD?))? (?P<year>YEARISH)", _year),
        (f"{MOD} (?P<year>NUMBERWORD NUMBERWORD (?:HYPHEN NUMBERWORD)?)", _spoken_year),
        (
            f"{MOD} THE? YEARWORD (?P<thousands>NUMBERWORD NUMBERWORD (?:AND? NUMBERWORD (?:HYPHEN? NUMBERWORD)?)?)",
            _spoken_year,
            "YEARWORD",
        ),
        ("(?P<quarter>QUARTERNAME) (?:OF? (?P<year>YEAR))?", _quarter_name),
        (
            r"(?:(?P<edge>THE? (?:EDGE|LAST HALF) OF))? (?P<the>THE)? (?P<mod>(?:EARLY|LATE|MID) HYPHEN?)? (?P<decade>DECADE|DECADEWORD)",
            _decade,
            "DECADE",
            "DECADEWORD",
        ),
        (f"{MOD} (?:THE (?P<mod2>EARLY|LATE|MID)?)? (?P<ordinal>ANYORDINAL) HYPHEN? (?P<unit>UNIT)", _century, "UNIT"),
        (
            rf"{MOD} THE? (?:(?P<year>YEAR) (?:POSS|HYPHEN)?|(?P<yearside>LAST|THIS|NEXT) YEARWORD POSS)? FISCAL? HYPHEN? "
            r"(?P<ordinal>ANYORDINAL) HYPHEN? FISCAL? HYPHEN? "
            r"QUARTER (?:(?:OF|IN)? (?:THE)? FISCAL? (?P<year2>YEAR)|(?:OF|IN)? (?P<yearside2>LAST|THIS|NEXT|THAT) YEARWORD)?",
            _quarter,
            "QUARTER",
        ),
        (
            r"THE? (?P<ordinal>ANYORDINAL|LAST) (?P<half>HALF) "
            r"(?:OF (?:FISCAL? (?P<year2>YEAR)|(?P<yearside2>LAST|THIS|NEXT|THAT|THE) YEARWORD))",
            _quarter,
            "HALF",
        ),
        (
            r"(?:(?P<edge>THE? EDGE OF))? (?P<the>THE)? (?P<mod>(?:EARLY|LATE|MID) HYPHEN?)? "
            r"(?P<side>LAST|THIS (?:PAST|COMING)?|NEXT|COMING|PAST|PREVIOUS|FOLLOWING|SAME|THAT)? "
            r"(?P<season>ANYSEASON) (?:(?:OF|COMMA)? (?P<year>YEAR)|(?:OF)? (?P<yearside>LAST|THIS|NEXT|THAT) YEARWORD)?",
            _season,
            "SEASON",
            "SEASONISH",
        ),
        ("(?P<iso>ISODATE)", _iso),
        ("(?P<slash>SLASHDATE)", _slashed),
        (f"{MOD} {CLOCK}", _clock_alone),
        (f"{_SIDE} (?P<named>NAMED) (?:COMMA? (?P<year>YEAR)|(?P<part2>PART))?", _named, "NAMED"),
    )
)
