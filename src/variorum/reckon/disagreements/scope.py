"""One number that reports count over different things: the incident alone or more, with the attackers or without."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

from variorum.model import Disagreement, FigureValue, Told
from variorum.model.words import Category
from variorum.reckon.counting import NOT_COUNTED, WHOLE, Count
from variorum.reckon.disagreements.attackers import with_attackers_told
from variorum.reckon.disagreements.sides import disagreement_of, side_of
from variorum.reckon.wording import outlets

LEAST = 10  # people: smaller numbers recur by chance
_ITSELF, _WITH, _WITHOUT = "in the incident itself", "with the attackers", "without the attackers"
_PERIOD = re.compile(r"(?:since|so far|over|during|within|between|from|in the (?:past|last|space))\b", re.IGNORECASE)  # "in 2013" dates it


def of_scope(told: Sequence[Told], *, gone: Container[str] = ()) -> Iterator[Disagreement]:
    """At most one of each category and number; a report that counts it both ways speaks for neither. `gone` hold no more."""
    by_number: dict[tuple[Category, int], dict[str, list[Count]]] = defaultdict(lambda: defaultdict(list))
    for count in with_attackers_told(_counted(told)):
        if count.claim.key in gone or not _is_exact(count.value):
            continue
        for cover in _covers(count.value):
            by_number[(count.value.category, count.value.low)][cover].append(count)
    for (category, number), covers in sorted(by_number.items()):
        more = sorted(
            (cover for cover in covers if cover not in (_ITSELF, _WITH, _WITHOUT)), key=lambda cover: (-len(covers[cover]), cover)
        )
        for left, right in ((_WITH, _WITHOUT), (_ITSELF, more[0] if more else "")):
            one, other = covers.get(left, []), covers.get(right, [])
            both = {count.told.voice for count in one} & {count.told.voice for count in other}
            one, other = ([count for count in side if count.told.voice not in both] for side in (one, other))
            if one and other:
                yield _disagreement(category, number, {left: one, right: other})


def _disagreement(category: Category, number: int, covers: dict[str, list[Count]]) -> Disagreement:
    (left, one), (right, other) = covers.items()
    sides = [side_of(f"{number:,} {cover}", (count.claim for count in held)) for cover, held in covers.items()]
    first, second = (outlets(count.told for count in held) for held in (one, other))
    otherwise = "without them" if right == _WITHOUT else right
    text = f"{first} counted {number:,} {category} {left}; {second} counted as many {otherwise}"
    return disagreement_of("scope", text, sides, category=category)


def _counted(told: Sequence[Told]) -> Iterator[Count]:
    """Printed numbers of people, over whatever they were counted."""
    for each in told:
        for claim in each.claims:
            if isinstance(claim.value, FigureValue) and claim.certainty not in NOT_COUNTED and not claim.value.counted:
                yield Count(told=each, claim=claim, value=claim.value)


def _is_exact(value: FigureValue) -> bool:
    """Whether it is an exact number of people in all."""
    return value.part_of is None and value.bound == "exact" and value.low >= LEAST and set(value.group) <= WHOLE


def _covers(value: FigureValue) -> Iterator[str]:
    """What a number was counted over: a wider scope only where its words name a place or a stretch of time."""
    if value.includes_perpetrators is not None:
        yield _WITH if value.includes_perpetrators else _WITHOUT
    if value.scope is None:
        yield _ITSELF
    elif value.scope.place or (value.scope.period and _PERIOD.match(value.scope.period)):
        words = " ".join(value.scope.text.split())
        yield words[:1].lower() + words[1:]
