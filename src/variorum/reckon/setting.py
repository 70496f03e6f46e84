"""What, when and where an incident was, from what its accounts say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from variorum.lexicon.en.wording import MONTHS, TYPE_WORDS, day_words, days_words
from variorum.model import Told, TypeValue, When, Where
from variorum.model.words import VAGUE_TYPES, Property
from variorum.reckon.judged import PERSON

Value = TypeVar("Value", When, Where)

LASTING = frozenset({"hostage_taking", "hijacking"})  # go on for days, each of which some report calls the day
SIEGE = timedelta(days=4)
ABOUT_IT, SAYS_MORE = 3, 4  # times: an account that is about it, a type that says more than "attack"; the second outdoes the first
HOW = {"stated": 0, "resolved": 1, "inferred": 2}
NOUNS = ("massacre", "attack", "assault", "raid", "clash", "killing", "killings", "explosion", "blast")


def kind_of(told: Sequence[Told]) -> TypeValue:
    """The type and stage that most accounts give; a telling word beats "attack", as does the account that is about it."""
    weights: Counter[tuple[str, str]] = Counter()
    for each in _heard(told, "incident_type"):
        for claim in each.claims:
            if isinstance(claim.value, TypeValue):
                weight = (ABOUT_IT if each.account.main else 1) * (1 if claim.value.type in VAGUE_TYPES else SAYS_MORE)
                weights[(claim.value.type, claim.value.stage)] += weight
    if not weights:
        return TypeValue(type="other")
    best = min(weights, key=lambda kind: (-weights[kind], kind))
    return TypeValue(type=best[0], stage=best[1])  # type: ignore[arg-type]


def time_of(told: Sequence[Told], kind: TypeValue | None = None) -> When | None:
    """When it was: the day that most accounts give, else the most exact date that some account gives.

    What an account is about counts double; a worked-out day that is the day of the report counts half, since it may be that of a
    statement. What the first report of it tells of has happened by then: later days are those of arrests and trials. Of days with equal
    weight the one nearest to that report stands. A siege lasts: days next to the chosen one that accounts give too are taken in.
    """
    dates = [(when, _weight(each, when)) for each in _heard(told, "date") for when in _of(each, When)]
    if not dates:
        return None
    told_by = _first_report(told)
    dates = [one for one in dates if _may_be_by(one[0], told_by)] or dates
    days: Counter[date] = Counter()
    for when, weight in dates:
        if when.precision == 1 and when.earliest is not None:
            days[when.earliest] += weight
    exact = sum(weight for when, weight in dates if when.precision <= 2)
    common = min(days, key=lambda day: (-days[day], abs(told_by - day) if told_by else timedelta(), day), default=None)
    if kind is not None and kind.type in LASTING and common is not None:
        return _lasting(dates, days, common)
    if common is not None and days[common] * 2 >= exact:
        return min((when for when, _ in dates if when.precision == 1 and when.earliest == common), key=_rank)
    support = Counter({(when.earliest, when.latest): 0 for when, _ in dates})
    for when, weight in dates:
        support[(when.earliest, when.latest)] += weight

    def rank(when: When) -> tuple[object, ...]:
        agreeing = sum(number for (first, last), number in support.items() if _within(first, last, when))
        return (when.precision > 2, -agreeing, *_rank(when))

    return min((when for when, _ in dates), key=rank)


def _first_report(told: Sequence[Told]) -> date | None:
    """The day of the first report that is about the incident; None where one of them bears no day, which may be the first."""
    days = [each.published.latest if each.published else None for each in told if each.account.main]
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None


def _may_be_by(when: When, day: date | None) -> bool:
    """Whether it may have been on a day or before; the next one still may be in another time zone."""
    return day is None or when.earliest is None or when.earliest <= day + timedelta(days=1)


def _lasting(dates: Sequence[tuple[When, int]], days: Counter[date], common: date) -> When:
    """The days of a siege: from the commonest day on to all that are well supported and not far from it."""
    first = last = common
    spans = [(when.earliest, when.latest) for when, _ in dates if when.precision == 2 and when.earliest and when.latest]
    spans += [(day, day) for day, weight in days.items() if weight * 4 >= days[common]]
    for start, end in sorted(spans, key=lambda span: abs(span[0] - common)):
        if abs(start - common) <= SIEGE and abs(end - common) <= SIEGE:
            first, last = min(first, start), max(last, end)
    if first == last:
        return min((when for when, _ in dates if when.precision == 1 and when.earliest == common), key=_rank)
    return When(earliest=first, latest=last, precision=2 if (last - first).days < 6 else 3, how="resolved")


def _rank(when: When) -> tuple[object, ...]:
    return (when.precision, HOW[when.how], str(when.earliest), str(when.latest))


def _weight(each: Told, when: When) -> int:
    """How much an account's date counts, in halves."""
    weight = 4 if each.account.main else 2
    today = when.precision == 1 and when.how != "stated" and each.published is not None and when.earliest == each.published.earliest
    return weight // 2 if today else weight


def _within(first: object, last: object, when: When) -> bool:
    return str(first) >= str(when.earliest) and str(last) <= str(when.latest)


def place_of(told: Sequence[Told]) -> Where | None:
    """The town that most accounts give, those that are about it counting double; among equals the most exact place."""
    places = [(where, 2 if each.account.main else 1) for each in _heard(told, "place") for where in _of(each, Where)]
    if not places:
        return None
    support: Counter[tuple[int | None, str]] = Counter()
    for where, weight in places:
        support[(where.gazetteer_id, where.name)] += weight
    sites = Counter(where.site for where, _ in places if where.site)

    def rank(where: Where) -> tuple[object, ...]:
        common = support[(where.gazetteer_id, where.name)]
        return (where.precision > 3, -common, where.precision, -sites[where.site or ""], where.name, where.site or "")

    return min((where for where, _ in places), key=rank)


def _heard(told: Sequence[Told], wanted: Property) -> Sequence[Told]:
    """Those who are heard on a property: where a person corrected or made a claim of it, that claim alone, whatever reports say."""
    said = {claim.key for each in told for claim in each.claims if claim.property == wanted and claim.maker.startswith(PERSON)}
    return [replace(each, claims=tuple(claim for claim in each.claims if claim.key in said)) for each in told] if said else told


def _of(each: Told, kind: type[Value]) -> Iterator[Value]:
    """What an account gives as its date or place."""
    wanted = "date" if kind is When else "place"
    for claim in each.claims:
        if claim.property == wanted and isinstance(claim.value, kind) and claim.certainty != "denied":
            yield claim.value


_JOINING = re.compile(r"^(?:in which|of which|where|when|while|which|who|that|as|and|but)\s+", re.IGNORECASE)


def title_of(told: Sequence[Told], kind: TypeValue, when: When | None, where: Where | None) -> str:
    """A title that says what, where and when, as far as it is known; without a place, the words of an account."""
    what = TYPE_WORDS[kind.type] if kind.type != "other" else _noun_for_it(told) or TYPE_WORDS["other"]
    if kind.stage != "ACCOMPLISHED":
        what = f"{'Foiled or failed' if kind.stage == 'ATTEMPTED' else 'Threatened'} {what.lower()}"
    parts = [f"{what}, {where.name}" if where else f"{what}: {_anchor_words(told)}"]
    date = date_title(when)
    return ", ".join([*parts, date] if date and (where or date not in parts[0]) else parts)


def _noun_for_it(told: Sequence[Told]) -> str | None:
    """What accounts that are about it call an incident whose type is not known, if that is a word for violence: "the massacre"."""
    words = Counter(
        word for each in told if each.account.main for word in dict.fromkeys(re.findall(r"[a-z]+", each.account.anchor.exact.casefold()))
    )
    found = min((noun for noun in NOUNS if words[noun]), key=lambda noun: (-words[noun], NOUNS.index(noun)), default=None)
    return found.capitalize() if found else None


def _anchor_words(told: Sequence[Told]) -> str:
    chosen = min(told, key=lambda each: (not each.account.main, len(each.account.anchor.exact), each.key))
    words = " ".join(chosen.account.anchor.exact.split())
    return (_JOINING.sub("", words) or words)[:80]


def date_title(when: When | None) -> str | None:
    """A date as in a title: "3 September 2004", "1–3 September 2004", "September 2004", "2004"."""
    if when is None:
        return None
    day = when.earliest or when.latest
    assert day is not None
    if when.precision in (2, 3) and when.earliest and when.latest and when.earliest != when.latest:
        return days_words(when.earliest, when.latest)
    if when.precision <= 2:
        return day_words(day)
    return f"{MONTHS[day.month - 1]} {day.year}" if when.precision <= 4 else str(day.year)
