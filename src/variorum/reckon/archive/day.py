"""On which day a report says that it happened, each day with its chance.

A conditional logit over the days that a report names, and the day of the report and the one before it, which many leave unsaid: whether
its account has the date, where it stands, what its sentence tells (a shooting, an arrest, a hearing) and how far back it lies. The weights
(`day.tsv`) are learnt by `train/days.py` from an archive of shootings.

The date of an incident is not taken from here: that is what some account says. It is asked where one day is wanted for every report.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from variorum.lexicon.en.tables import read_rows
from variorum.lexicon.logit import chances
from variorum.lexicon.tables import weights_of
from variorum.model import Claim, Document, Mention, Span, Told, When
from variorum.reckon.archive.tally_text import zone_of

WEIGHTS = "day.tsv"
UNLIKELY = 0.02  # chance that a day has at least, so that no single report rules it out
BESIDE = 0.2  # of the chances of the days before and after: a night has two
KNOWN = 0.5  # logarithm of the odds of the day that is known otherwise
_NEAR = 45  # letters
_FEW = 3
_ONE = timedelta(days=1)
_CLOCK = re.compile(r"\d\s*(?:a\.?m|p\.?m)|\b(?:night|morning|evening|afternoon|midnight|noon)\b", re.IGNORECASE)
_STOPS = (". ", "\n")

Traits = dict[str, float]


@dataclass(slots=True)
class Day:
    """A day on which a report may say that it happened, with what speaks for it; `chance` is its share among all of the report."""

    day: date
    traits: Traits
    chance: float = 0.0


def days_of(told: Told, claims: Iterable[Claim], times: Iterable[Mention] = ()) -> list[Day]:
    """The days on which a report may say that it happened, the likeliest first; `claims` and `times` are all of the document."""
    days = describe(told, claims, times)
    weights = weights_of("variorum.reckon.archive", WEIGHTS)
    for day, chance in zip(days, chances([day.traits for day in days], weights), strict=True):
        day.chance = chance
    return sorted(days, key=lambda day: (-day.chance, day.day))


def likeliest_day(reports: Sequence[Sequence[Day]], known: date | None) -> date | None:
    """The day that is likeliest by all reports of an incident and by what is `known` of it; None where nothing names any."""
    chances = [{day.day: day.chance for day in days} for days in reports]
    days = {day for chance in chances for day in chance} | ({known} if known else set())

    def score(day: date) -> tuple[float, bool, int]:
        support = sum(math.log(max(_support(chance, day), UNLIKELY)) for chance in chances)
        return support + KNOWN * (day == known), day == known, -day.toordinal()

    return max(days, key=score, default=None)


def chance_of_day(reports: Sequence[Sequence[Day]], day: date) -> float | None:
    """The chance that it was on a day, the one before or the one after, by the report that gives it the best; None where none does."""
    near = [[each.chance for each in days if abs(each.day - day) <= _ONE] for days in reports]
    return max((min(1.0, sum(chances)) for chances in near if chances), default=None)


def _support(chances: Mapping[date, float], day: date) -> float:
    beside = sum(chances.get(date.fromordinal(near), 0.0) for near in (day.toordinal() - 1, day.toordinal() + 1) if near > 0)
    return chances.get(day, 0.0) + BESIDE * beside


def describe(told: Told, claims: Iterable[Claim], times: Iterable[Mention] = ()) -> list[Day]:
    """The days with their traits, in the order in which they are named; those that are not named come last."""
    document = told.document
    published = told.published.earliest if told.published else None
    found: dict[date, Counter[str]] = defaultdict(Counter)
    for words, when, kind in sorted(_dates(told, claims, times), key=lambda one: (one[0].start, one[2])):
        if when.earliest is not None and when.precision <= 2:
            found[when.earliest].update(_traits(document, words, when, kind))
    named = list(found)
    for back in (0, 1) if published is not None and published > date.min else ():
        assert published is not None
        found[published - back * _ONE][f"published-{back}"] += 1
    return [Day(day, _weighed(day, counted, named, published)) for day, counted in found.items()]


def _dates(told: Told, claims: Iterable[Claim], times: Iterable[Mention]) -> Iterator[tuple[Span, When, str]]:
    """All dates of a report: those of the account itself, of other accounts, and of none."""
    mine = {claim.key for claim in told.claims}
    taken = set()
    for claim in claims:
        if isinstance(claim.value, When):
            taken.add(claim.evidence[0].start)
            yield claim.evidence[0], claim.value, "main" if claim.key in mine else "other"
    for mention in times:
        when = mention.timex.when if mention.timex else None
        if when is not None and mention.span.start not in taken:
            yield mention.span, when, "of no account"


def _traits(document: Document, words: Span, when: When, kind: str) -> Iterator[str]:
    text = document.text
    start = max(text.rfind(stop, 0, words.start) for stop in _STOPS) + 1
    end = min((at for stop in _STOPS if (at := text.find(stop, words.end)) >= 0), default=len(text))
    yield from (kind, f"{kind} at:{zone_of(document, words.start)}", f"how {when.how}", f"precision {when.precision}")
    if _CLOCK.search(text, words.start, words.end):
        yield "clock"
    for name, pattern in _patterns():
        if pattern.search(text, start, end):
            yield f"sentence {name}"
            if pattern.search(text, max(start, words.start - _NEAR), min(end, words.end + _NEAR)):
                yield f"near {name}"


def _weighed(day: date, counted: Mapping[str, int], named: Sequence[date], published: date | None) -> Traits:
    traits = {trait: math.log1p(count) for trait, count in counted.items()}
    if day not in named:
        return traits | {"unsaid": 1.0, f"unsaid, {min(len(named), _FEW)} said": 1.0}
    traits |= {"first": float(day == named[0]), "earliest": float(day == min(named)), "latest": float(day == max(named))}
    if published is not None:
        traits[f"back {_back((published - day).days)}"] = 1.0
    return traits


def _back(days: int) -> str:
    """How far back a day lies from the report, about."""
    if days < -1:
        return "future"
    steps = (("3", 3), ("7", 7), ("30", 30), ("365", 365))
    return str(days) if days < _FEW else next((f"to {name}" for name, last in steps if days <= last), "more")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in read_rows("day_words.tsv"))
