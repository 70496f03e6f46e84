"""Claims of one incident that cannot both hold: of value and of composition. A revision is no disagreement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from variorum.lexicon.en.wording import day_words
from variorum.model import Disagreement, FigureValue, Told, When
from variorum.model.words import Category
from variorum.reckon.counting import Count, agree, counts, day_of, fresh, is_total

SAME_TIME = timedelta(days=1)  # while tolls move, only what was said within a day of each other is held against each other


def find_disagreements(told: Sequence[Told], when: When | None) -> tuple[Disagreement, ...]:
    """The disagreements of an incident, each said in one sentence, in the order of category and claims."""
    known = [count for count in counts(told) if not count.value.counted]
    found = [*_of_value(known, when), *_of_composition(known)]
    return tuple(sorted(found, key=lambda each: (each.category or "", each.kind, each.claims)))


def _of_value(known: Sequence[Count], when: When | None) -> Iterator[Disagreement]:
    """Of each category and group, the two sides that lie farthest apart among those that conflict."""
    by_kind: dict[tuple[Category, tuple[str, ...]], list[Count]] = defaultdict(list)
    for count in known:
        if is_total(count):
            by_kind[(count.value.category, ("all",))].append(count)
        elif count.group != ("all",):  # "seven of them" is part of a whole that is held against others itself
            by_kind[(count.value.category, count.group)].append(count)
    for (category, _), claims in sorted(by_kind.items()):
        pairs = [pair for pair in combinations(_last_words(claims), 2) if _conflict(*pair, when)]
        if pairs:
            left, right = max(pairs, key=lambda pair: (abs(pair[0].value.low - pair[1].value.low), pair[0].claim.key))
            sides = sorted({count.claim.key for pair in pairs for count in pair})
            yield Disagreement(kind="value", category=category, claims=tuple(sides), text=f"{_said(left)}; {_said(right, first=False)}.")


def _last_words(claims: Sequence[Count]) -> list[Count]:
    """Of each document and speaker the claim that it ends with: "the toll rose from 12 to 15" gives 15."""
    last: dict[tuple[str, str], Count] = {}
    for count in sorted(claims, key=lambda count: (count.told.document.key, count.place_in_text)):
        speaker = count.claim.said_by.name if count.claim.said_by else ""
        last[(count.told.document.key, speaker)] = count
    return sorted(last.values(), key=lambda count: count.claim.key)


def _conflict(left: Count, right: Count, when: When | None) -> bool:
    if agree(left.value, right.value):
        return False
    if left.told.document.key == right.told.document.key and left.claim.said_by == right.claim.said_by:
        return False  # one voice in one text: the toll as it rose
    if fresh(left.day, when) or fresh(right.day, when):
        return left.day is not None and right.day is not None and abs(left.day - right.day) <= SAME_TIME
    return True


def _of_composition(known: Sequence[Count]) -> Iterator[Disagreement]:
    """One report's whole is another's part: "210 dead, 95 of them children" against "210 adults and 95 children"."""
    by_category: dict[Category, list[Count]] = defaultdict(list)
    for count in known:
        by_category[count.value.category].append(count)
    for category, claims in sorted(by_category.items()):
        wholes = [count for count in claims if is_total(count)]
        parts = [count for count in claims if not is_total(count) and count.value.part_of is None]
        for whole in sorted(wholes, key=lambda count: count.claim.key):
            inside = [count for count in claims if count.value.part_of == whole.claim.key]
            for beside in _beside(parts, whole):
                twin = next((part for part in inside if part.group == beside[1].group and agree(part.value, beside[1].value)), None)
                if twin is not None:
                    sides = tuple(sorted({whole.claim.key, twin.claim.key, beside[0].claim.key, beside[1].claim.key}))
                    yield Disagreement(kind="composition", category=category, claims=sides, text=_composed(whole, twin, beside))
                    return


def _beside(parts: Sequence[Count], whole: Count) -> Iterator[tuple[Count, Count]]:
    """Two groups of another report that stand side by side, the first as large as the whole of this one."""
    for first in parts:
        if first.told.document.key == whole.told.document.key or not agree(first.value, whole.value):
            continue
        for second in parts:
            if second.told.document.key == first.told.document.key and second.group != first.group:
                yield first, second


def _composed(whole: Count, part: Count, beside: tuple[Count, Count]) -> str:
    first, second = beside
    total = first.value.low + second.value.low
    return (
        f"{_who(whole)} counts {_number(whole.value)} in all, {_number(part.value)} of them {part.group[0]}; {_who(first)} counts "
        f"{_number(first.value)} {first.group[0]} and {_number(second.value)} {second.group[0]} side by side, which would make {total}."
    )


def _said(count: Count, *, first: bool = True) -> str:
    words = " ".join(count.claim.evidence[0].exact.split())
    day = _day(day_of(count.told.published))
    text = f"{_who(count)} says “{words}”{day}"
    return text[0].upper() + text[1:] if first else text


def _who(count: Count) -> str:
    speaker = count.claim.said_by.name if count.claim.said_by else None
    return f"{speaker} (in {count.outlet})" if speaker else count.outlet


def _day(day: date | None) -> str:
    return f", {day_words(day)}" if day else ""


def _number(value: FigureValue) -> str:
    about = {"about": "about ", "at_least": "at least ", "more_than": "more than ", "at_most": "up to "}.get(value.bound, "")
    return f"{about}{value.high if value.bound == 'at_most' else value.low}"
