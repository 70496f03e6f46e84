"""Whether a number of the dead has the attackers in, where its report says so by naming their number beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import replace

from variorum.reckon.counting import Count, is_total
from variorum.reckon.sentences import sentence_ends

_ATTACKERS = ("perpetrators",)


def with_attackers_told(counts: Iterable[Count]) -> list[Count]:
    """The counts, with totals that are silent on attackers told by what stands beside them: "19 people, two of them gunmen" has them in,
    "19 victims and two gunmen" has not.
    """
    known = list(counts)
    within = {count.value.part_of for count in known if count.group == _ATTACKERS and count.value.part_of}
    beside: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    for count in known:
        if count.group == _ATTACKERS and count.value.part_of is None and not count.value.counted:
            beside[count.told.document.key, count.value.category].add(sentence_ends(count.told, count.claim))
    return [_told(count, within, beside.get((count.told.document.key, count.value.category), set())) for count in known]


def _told(count: Count, within: Container[str | None], beside: set[tuple[int, int]]) -> Count:
    if count.value.includes_perpetrators is not None or not is_total(count) or count.value.counted:
        return count
    if count.claim.key in within:
        return replace(count, value=replace(count.value, includes_perpetrators=True))
    if beside and sentence_ends(count.told, count.claim) in beside:
        return replace(count, value=replace(count.value, includes_perpetrators=False))
    return count
