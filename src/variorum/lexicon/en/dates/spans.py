"""Rules of durations, sets, and references to now, past and future."""

from __future__ import annotations

from collections.abc import Callable

from variorum.lexicon.en.dates.clauses import count_of, fraction_of, mod_of, unit_of, unit_value
from variorum.lexicon.en.dates.expression import Known
from variorum.lexicon.en.dates.pattern import Built, Found, Rule, compile_pattern

_RATES = frozenset({"MONEY", "TIMES", "ONCE", "DIGITS", "DECIMAL"})
_RATE_WORDS = frozenset(["percent", "million", "billion", "cents", "dollars", "pounds", "tons", "barrels", "shares"])
_AGE = Built("DURATION", Known(value=""), dropped=True)


def _duration(found: Found) -> Built | None:
    count = count_of(found.words("number"))
    unit = unit_of(found)
    before = found.before()
    words = found.words("number")
    if unit == "second" and found.kind("unit") != "UNITS":
        return None
    single = len(words) == 1 and words[0].kind == "ARTICLE" and not found.words("lead")
    if unit == "quarter" and _is_a_fourth(found):
        return None
    if single and found.kind("unit") in ("UNITS", "QUARTERS"):
        return None
    if single and before is not None and (before.kind in _RATES or before.text.lower() in _RATE_WORDS):
        return Built("SET", Known(value=unit_value(1, unit)))
    if words[0].kind == "ANOTHER":
        count = 1.0
    if found.words("fraction"):
        count = 0.0
    if count is not None:
        count += fraction_of(found.words("half") or found.words("fraction"))
    return Built("DURATION", Known(value=unit_value(count, unit)), mod=mod_of(found))


def _is_a_fourth(found: Found) -> bool:
    """Whether a quarter is a part of something: "a quarter of the crop", "three-quarters"."""
    after, words = found.after(), found.words("number")
    hyphened = found.tokens[found.match.end("number")].kind == "HYPHEN"
    return (after is not None and after.kind == "OF") or (hyphened and found.kind("unit") == "QUARTERS") or words[0].kind == "ARTICLE"


def _quarter_century(found: Found) -> Built | None:
    return Built("DURATION", Known(value="P25Y")) if found.value("unit") == "century" else None


def _age(_found: Found) -> Built | None:
    return _AGE


def _vague(found: Found) -> Built | None:
    if found.words("early") and unit_of(found) in ("hour", "minute"):
        return None  # "the early hours" are a part of a day
    return Built("DURATION", Known(value=unit_value(None, unit_of(found))))


def _long(found: Found) -> Built | None:
    word = found.words("long")
    if found.kind("unit") in ("UNITS", "QUARTERS"):
        return Built("DURATION", Known(value=unit_value(None, unit_of(found))))
    value = word[0].value if word else unit_value(1, unit_of(found))
    return Built("DURATION", Known(value=value))


def _set(found: Found) -> Built | None:
    if found.words("weekday"):
        return Built("SET", Known(value=f"XXXX-WXX-{int(found.value('weekday')) + 1}"))
    if found.words("part"):
        return Built("SET", Known(value=f"XXXX-XX-XXT{found.value('part')}"))
    if found.words("month"):
        return Built("SET", Known(value=f"XXXX-{int(found.value('month')):02d}"))
    if found.words("season"):
        return Built("SET", Known(value=f"XXXX-{found.value('season')}"))
    if found.words("word"):
        return Built("SET", Known(value=found.value("word")))
    count = 2 if found.words("other") else count_of(found.words("number")) if found.words("number") else 1
    return Built("SET", Known(value=unit_value(count, unit_of(found))))


def _weekday_parts(found: Found) -> Built | None:
    """ "Tuesday nights", "every Friday morning"."""
    word = found.words("parts")[0]
    part = "NI" if word.value == "night" else word.value if word.kind in ("PART", "PARTS") else None
    return Built("SET", Known(value=f"XXXX-WXX-{int(found.value('weekday')) + 1}T{part}")) if part else None


def _reference(value: str) -> Callable[[Found], Built | None]:
    def build(_found: Found) -> Built | None:
        return Built("DATE", Known(value=value))

    return build


_LEAD = r"(?P<lead>(?:THE|THAT|THIS|HISHER)? (?:PAST|LAST|NEXT|ORDINALWORD|COMING|FINAL|PREVIOUS|FOLLOWING|ENTIRE|LATEST))"

RULES = tuple(
    Rule(compile_pattern(pattern), build, frozenset(needs))
    for pattern, build, *needs in (
        (
            r"AGED (?:FIGURE|NUMBERWORD (?:HYPHEN NUMBERWORD)?) HYPHEN? ANYUNIT? STRIPE? (?:OLD)?",
            _age,
        ),
        (r"(?:FIGURE|NUMBERWORD (?:HYPHEN? NUMBERWORD)?|ARTICLE|FEW) (?:AND ARTICLE HALF)? HYPHEN? ANYUNIT (?:HYPHEN? OLD|OF AGE)", _age),
        (
            rf"(?:(?P<about>ABOUTISH|WITHIN) (?:ARTICLE (?=NUMBERWORD))?)? (?:{_LEAD} |PRONOUNISH |ANOTHER )?"
            r"(?:(?P<number>NUMBER|ARTICLE? FEW|ANOTHER) (?:(?:HYPHEN? (?:TO|OR)|STRIPE) NUMBER)? "
            r"(?P<half>ANDHALF)? HYPHEN? (?:OR? MORE |TRADING HYPHEN?|ENTIRE )? (?P<unit>ANYUNIT))"
            r"(?! HYPHEN? OLD)(?! HYPHEN? (?:AGO|EARLIER))",
            _duration,
        ),
        (r"(?P<number>NUMBER) (?P<unit>ONEUNIT) (?P<half>AND ARTICLE HALF)", _duration, "HALF"),
        (r"(?P<number>(?P<fraction>HALF) (?:ARTICLE|HYPHEN)) (?P<unit>ONEUNIT)", _duration, "HALF"),
        (r"(?P<number>ARTICLE (?P<fraction>HALF) HYPHEN?) (?P<unit>ONEUNIT)", _duration, "HALF"),
        (r"ARTICLE? QUARTER (?:OF ARTICLE|HYPHEN)? (?P<unit>UNIT)", _quarter_century, "QUARTER"),
        (r"(?P<unit>THE FISCAL? YEARWORD)(?=ENDED)", _long),
        (r"THE (?:(?P<early>EARLY)|FINAL|ORDINALWORD|OPENING) FEW? (?P<unit>MANYUNIT)", _vague),
        (r"JUST? (?P<unit>MANYUNIT)(?=BEFORE|AFTER)", _vague),
        (r"THE? (?:RECENT|COMING|PAST|LAST|PREVIOUS|NEXT) (?:FEW)? (?P<unit>MANYUNIT)", _vague),
        (
            r"(?<=LEADIN) THE? FEW? (?P<unit>MANYUNIT)(?!HYPHEN? (?:AGO|LATER|EARLIER))",
            _vague,
        ),
        (r"(?P<long>LONGWORD)", _long),
        (r"THE ENTIRE (?P<unit>DAYWORD|WEEKWORD|MONTHWORD|WEEKEND)", _long, "ENTIRE"),
        (r"ARTICLE? (?P<unit>ANYUNIT) HYPHEN LONG", _long),
        (
            r"EVERY (?:(?P<number>NUMBER|FEW|ORDINALWORD) |(?P<other>ALTERNATE) )?"
            r"(?:(?P<weekday>WEEKDAY)|(?P<part>PART)|(?P<month>MONTH)|(?P<season>ANYSEASON)|(?P<unit>ANYUNIT))",
            _set,
        ),
        (r"(?:EVERY (?P<weekday>WEEKDAY) (?P<parts>PART))", _weekday_parts),
        (r"(?P<weekday>WEEKDAY) (?P<parts>PARTS|UNITS)", _weekday_parts),
        (r"(?P<weekday>WEEKDAYS)", _set),
        (r"(?P<word>SETWORD)", _set),
        (r"(?:ONCE|NUMBER TIMES) ARTICLE (?P<unit>ONEUNIT)", _set),
        (r"PER (?P<unit>ONEUNIT)", _set),
        (r"NOW|PRESENT|CURRENT|AT ATPRESENT|AT THE MOMENT|THIS DAYWORD|THIS (?P<unit>UNITS)(?!HYPHEN)", _reference("PRESENT_REF")),
        (r"PASTWORD|RECENT|(?<=IN) THE PAST|THE (?:RECENT)? PAST", _reference("PAST_REF")),
        (r"THE NEARBY? FUTURE|FUTURE MANYUNIT|SOMEDAY|SOME DAYWORD", _reference("FUTURE_REF")),
    )
)
