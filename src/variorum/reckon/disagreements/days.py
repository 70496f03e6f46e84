"""Days of an incident that cannot both be right. A day and its week are no disagreement, nor are the days of a siege."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from variorum.lexicon.en.wording import MONTHS, day_words, days_words
from variorum.model import Claim, Disagreement, Told, TypeValue, When
from variorum.reckon.disagreements.sides import disagreement_of, side_of
from variorum.reckon.wording import outlets, reports_of

FINE = 2  # UCDP date_prec: a few days; wider dates are too often worked out
CLOSE = timedelta(days=1)  # worked-out days: "overnight" and "early on Saturday" may be either of two
NEAR = timedelta(days=30)  # what may be drawn out over weeks has many days
_DRAWN_OUT = frozenset(
    {"hostage_taking", "kidnapping", "hijacking", "armed_clash", "shelling", "protest_violence", "disaster"}
)  # over weeks
_Days = tuple[date, date]


def of_time(told: Sequence[Told], kind: TypeValue) -> Iterator[Disagreement]:
    """At most one: the days that most reports give, and those of the others that exclude them.

    A day that was worked out counts once two reports come to it on their own: our own reader may have erred.
    """
    given: dict[_Days, list[tuple[Told, Claim, When]]] = defaultdict(list)
    of_report: dict[str, list[_Days]] = defaultdict(list)
    for each in told:
        for claim, value in _dates(each):
            days = (value.earliest, value.latest)
            of_report[each.document.key].append(days)  # type: ignore[arg-type]
            if value.precision <= FINE:
                given[days].append((each, claim, value))  # type: ignore[index]
    if len(given) < 2:
        return
    common = min(given, key=lambda days: (-reports_of(each for each, _, _ in given[days]), days))
    others = {days: held for days, held in given.items() if _excludes(days, common, kind) and _is_sure(days, held, common, of_report)}
    if others and _is_sure(common, given[common], min(others), of_report):
        yield _disagreement({common: given[common], **dict(sorted(others.items()))})


def _dates(each: Told) -> Iterator[tuple[Claim, When]]:
    if each.account.status == "cumulative":
        return
    for claim in each.claims:
        value = claim.value
        if claim.property == "date" and isinstance(value, When) and value.earliest and value.latest and claim.certainty != "denied":
            yield claim, value


def _excludes(days: _Days, common: _Days, kind: TypeValue) -> bool:
    gap = max(days[0] - common[1], common[0] - days[1])
    return gap > (NEAR if kind.type in _DRAWN_OUT else timedelta(0))


def _is_sure(days: _Days, held: Sequence[tuple[Told, Claim, When]], against: _Days, of_report: Mapping[str, Sequence[_Days]]) -> bool:
    """Whether reports that allow nothing else print the days, or several work them out and more than a night lies between."""
    firm = [(each, value) for each, _, value in held if not any(_meet(other, against) for other in of_report[each.document.key])]
    if any(value.how == "stated" for _, value in firm):
        return True
    apart = max(days[0] - against[1], against[0] - days[1]) > CLOSE
    return apart and len({each.voice for each, _ in firm}) > 1


def _meet(left: _Days, right: _Days) -> bool:
    return left[0] <= right[1] and right[0] <= left[1]


def _disagreement(sides: Mapping[_Days, Sequence[tuple[Told, Claim, When]]]) -> Disagreement:
    ordered = sorted(sides.items(), key=lambda side: (-reports_of(each for each, _, _ in side[1]), side[0]))
    made = [side_of(_words(days), (claim for _, claim, _ in held)) for days, held in ordered]
    said = [f"{outlets(each for each, _, _ in held)} dated it to {side.says}" for side, (_, held) in zip(made, ordered, strict=True)]
    return disagreement_of("time", "; ".join(said[:3]), made)


def _words(days: _Days) -> str:
    first, last = days
    if first == last:
        return day_words(first)
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1 and first.month == last.month
    return f"{MONTHS[first.month - 1]} {first.year}" if whole else days_words(first, last)
