"""One report's whole that is another's part: "210 dead, 95 of them children" against "210 adults and 95 children"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from variorum.model import Disagreement, FigureValue
from variorum.model.words import Category
from variorum.reckon.counting import Count, agree, is_total
from variorum.reckon.disagreements.numbers import number_words
from variorum.reckon.disagreements.sides import disagreement_of, side_of
from variorum.reckon.disagreements.whole import is_rest
from variorum.reckon.wording import who

LEAST = 10  # people: smaller numbers recur by chance
MOST = 50  # wholes of one category, and as many pairs of parts for each, that are held against each other: one sentence is enough


def of_composition(known: Sequence[Count]) -> Iterator[Disagreement]:
    """At most one of each category."""
    by_category: dict[Category, list[Count]] = defaultdict(list)
    for count in known:
        by_category[count.value.category].append(count)
    for category, claims in sorted(by_category.items()):
        found = next(_found(sorted(claims, key=lambda count: count.claim.key)), None)
        if found is not None:
            yield _disagreement(category, *found)


def _found(claims: Sequence[Count]) -> Iterator[tuple[Count, Count, Count, Count]]:
    """Whole and part of one report, and the two groups of another that stand side by side, the first as large as the whole."""
    inside: dict[str, list[Count]] = defaultdict(list)
    beside: dict[str, list[Count]] = defaultdict(list)
    for count in claims:
        if count.value.part_of is not None:
            inside[count.value.part_of].append(count)
        elif not is_total(count) or is_rest(count):
            beside[count.told.document.key].append(count)
    wholes = [
        count for count in claims if count.value.low >= LEAST and is_total(count) and not is_rest(count) and count.claim.key in inside
    ]
    all_pairs = ((first, second) for held in beside.values() for first in held for second in held if first.group != second.group)
    pairs = list(islice(all_pairs, MOST * MOST))
    for whole in _distinct(wholes):
        for first, second in pairs:
            if first.told.document.key == whole.told.document.key or not _is_same(first.value, whole.value):
                continue
            for part in inside[whole.claim.key]:
                if part.group == second.group and _is_same(part.value, second.value):
                    yield whole, part, first, second


def _is_same(left: FigureValue, right: FigureValue) -> bool:
    """Whether two numbers are one, and not only allow each other: "at least two" allows nine."""
    return agree(left, right) and (left.low == right.low or "about" in (left.bound, right.bound))


def _distinct(wholes: Sequence[Count]) -> Iterator[Count]:
    """One whole of each number, the first few."""
    numbers = {(count.value.low, count.value.high): count for count in reversed(wholes)}
    return islice((numbers[number] for number in sorted(numbers, key=str)), MOST)


def _disagreement(category: Category, whole: Count, part: Count, first: Count, second: Count) -> Disagreement:
    total = first.value.low + second.value.low
    left = f"{number_words(whole.value)} {category} in all, {number_words(part.value)} of them {_group(part)}"
    right = f"{number_words(first.value)} {_group(first)} and {number_words(second.value)} {_group(second)} side by side"
    text = f"{who(whole.told, whole.claim)} counted {left}; {who(first.told, first.claim)} counted {right}, which would make {total}"
    sides = (side_of(left, (whole.claim, part.claim)), side_of(right, (first.claim, second.claim)))
    return disagreement_of("composition", text, sides, category=category)


def _group(count: Count) -> str:
    return "others" if is_rest(count) else count.group[0].replace("_", " ")
