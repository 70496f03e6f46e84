"""The time expressions of a document, each with its TIMEX3 value and the days it means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import cast

from spacy.tokens import Token

from variorum.lexicon.en.dates import Expression, Resolution, Tense, find_expressions, precision_of, resolve
from variorum.model import Mention, Timex, When
from variorum.model.when import DatePrecision
from variorum.read.parsed import Parsed
from variorum.read.times.narrative import Told, day_behind, in_quarters, narrative_of, range_before, told_of, year_beside
from variorum.read.times.tense import tense_at

_OPENING = "\"“‘'`«"
_MONTHS = frozenset({"P6M", "P9M"})  # the periods of reports that are no quarter
_SIDES = frozenset({"This", "Last", "Next"})
_RATES = frozenset({"a year", "a month", "a week", "a day", "an hour", "annually", "yearly", "daily", "weekly", "monthly"})
_AMOUNT = re.compile(r"(?:\d[\d.,]*|million|billion|thousand|hundred)\s?(?:%|percent|per cent|\w+s)?\s+$|\baverage\s+$", re.IGNORECASE)
_AFTER_RATE = re.compile(r"\s+(?:after|before|later|earlier|ago|from|since|in advance)\b", re.IGNORECASE)
_PAPERS = frozenset({"daily", "weekly", "monthly"})
_NAME = re.compile(r"\s+[A-Z]")
_REACH = 30  # characters before a rate among which its amount stands


def find_times(parsed: Parsed) -> tuple[Mention, ...]:
    """Mentions of kind "time", in order. `timex.when` is None where the words cannot be tied to days.

    `when.how` is "stated" where the date is fully printed, "resolved" where it was worked out by the document's date (`parsed.anchor`) or
    by the day told last, and "inferred" where the document's date was itself inferred.
    """
    return tuple(_mentions(parsed))


def _mentions(parsed: Parsed) -> Iterator[Mention]:
    told: list[Told] = []
    months = -1
    expressions = find_expressions(parsed.text)
    for index, expression in enumerate(expressions):
        token = _token_of(expression, parsed)
        if (
            _is_a_name(expression, parsed.text)
            or _is_a_rate(expression, parsed.text)
            or (token is not None and _is_no_time(expression, token))
        ):
            continue
        timex = _timex(parsed, expression, token, told, months)
        if timex.value in _MONTHS:
            months = expression.start
        day = day_behind(expressions, index, parsed.text)
        if day is not None:
            timex = _on_day(parsed, expression, timex, _timex(parsed, day, _token_of(day, parsed), told, months))
        if timex.when is not None and timex.when.earliest and timex.when.latest and timex.type in ("DATE", "TIME"):
            told.append(told_of(expression, timex))
        yield Mention(span=parsed.span(expression.start, expression.end), kind="time", timex=timex)


def _on_day(parsed: Parsed, expression: Expression, timex: Timex, day: Timex) -> Timex:
    """A clock with the day that is printed behind it."""
    when = day.when
    if when is None or when.earliest is None or when.earliest != when.latest:
        return timex
    return replace(
        timex,
        value=when.earliest.isoformat() + expression.clock,
        when=replace(when, evidence=parsed.span(expression.start, expression.end)),
    )


def _is_a_name(expression: Expression, text: str) -> bool:
    """Whether words in quotation marks are the name of a programme (“This Week”), or "noon" that of a film."""
    lead = text[max(expression.start - 5, 0) : expression.start]
    if expression.text.lower() == "noon":
        return lead.lower() == "high "
    words = expression.text.split()
    return (
        len(words) > 1 and lead[-1:] in _OPENING and bool(lead) and words[0] in _SIDES and words[-1][:1].isupper() and words[-1].isalpha()
    )


def _is_a_rate(expression: Expression, text: str) -> bool:
    """Whether words say how much of something there is in a time: "$2 million a year", "grew by 5% annually", "average daily sales"; or
    a paper's kind stands before its name: "the daily Arenal Courier"."""
    if expression.text.lower() not in _RATES:
        return False
    if expression.text in _PAPERS and _NAME.match(text, expression.end):
        return True
    before = text[max(expression.start - _REACH, 0) : expression.start]
    return _AMOUNT.search(before) is not None and _AFTER_RATE.match(text, expression.end) is None


def _token_of(expression: Expression, parsed: Parsed) -> Token | None:
    """The syntactic head of the expression's words."""
    at = bisect_left(parsed.starts, expression.start)
    if at == len(parsed.starts) or parsed.starts[at] != expression.start:
        found = parsed.doc.char_span(expression.start, expression.end, alignment_mode="expand")
        return found.root if found is not None else None
    token: Token = parsed.doc[at]
    while token.head.i != token.i and expression.start <= token.head.idx < expression.end:
        token = token.head
    return token


def _is_no_time(expression: Expression, token: Token) -> bool:
    """Whether the parse speaks against it: a bare number of four digits that counts a plural noun."""
    bare = expression.text.isdigit() and len(expression.text) == 4
    return bare and token.dep_ == "nummod" and token.head.tag_ == "NNS" and token.head.i > token.i and expression.text.endswith("00")


def _timex(parsed: Parsed, expression: Expression, token: Token | None, told: list[Told], months: int) -> Timex:
    tense = tense_at(token) if token is not None else None
    expression = in_quarters(expression, told, months)
    anchor = parsed.anchor
    known = told
    if tense == "past" and anchor is not None and (latest := anchor.latest) is not None:
        known = [one for one in told if one.earliest <= latest]  # "will meet on 7 May. On the same day 71 were killed": not that day
    narrative = narrative_of(expression, known, anchor.latest if anchor else None)
    first = range_before(expression, told, parsed.text)
    if first is not None:
        resolution = resolve(expression, anchor=first, tense="future")
    else:
        resolution = _resolution(expression, anchor, tense, narrative, told)
    return Timex(type=expression.type, value=resolution.value, when=_when(parsed, expression, resolution), mod=expression.mod)


def _resolution(expression: Expression, anchor: When | None, tense: Tense | None, narrative: Told | None, told: list[Told]) -> Resolution:
    if narrative is not None and not narrative.fine:
        bare = resolve(expression, anchor=None, tense=tense)
        return Resolution(value=bare.value, earliest=narrative.earliest, latest=narrative.latest)
    beside = year_beside(expression, told)
    if beside is not None:
        return resolve(expression, anchor=beside, tense=None)
    day = narrative.earliest if narrative else None
    first, last = (anchor.earliest, anchor.latest) if anchor else (None, None)
    if first is None or last is None or first == last:
        return resolve(expression, anchor=first if first == last else None, tense=tense, narrative=day)
    return _between(expression, tense, day, first, last)


def _between(expression: Expression, tense: Tense | None, narrative: date | None, first: date, last: date) -> Resolution:
    """A resolution against a document's date that is only known to lie between two days: all days that it may mean."""
    bare = resolve(expression, anchor=None, tense=tense, narrative=narrative)
    if bare.earliest is not None:
        return bare
    low = resolve(expression, anchor=first, tense=tense, narrative=narrative)
    high = resolve(expression, anchor=last, tense=tense, narrative=narrative)
    if low.value == high.value or low.earliest is None or high.latest is None:
        return low if low.value == high.value else bare
    days = [day for day in (low.earliest, low.latest, high.earliest, high.latest) if day is not None]
    return Resolution(value=bare.value, earliest=min(days), latest=max(days))


def _when(parsed: Parsed, expression: Expression, resolution: Resolution) -> When | None:
    if resolution.earliest is None or resolution.latest is None:
        return None
    inferred = parsed.anchor is not None and parsed.anchor.how == "inferred"
    return When(
        earliest=resolution.earliest,
        latest=resolution.latest,
        precision=cast(DatePrecision, precision_of(resolution.earliest, resolution.latest)),
        how="stated" if resolution.stated else "inferred" if inferred else "resolved",
        evidence=parsed.span(expression.start, expression.end),
    )
