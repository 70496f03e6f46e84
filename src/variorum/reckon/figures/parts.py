"""Numbers of one report that are no count beside its others: groups that a total is made of, and the groups of rival speakers."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.reckon.counting import WHOLE, Count, agree, by_speaker

_BY_AGE_AND_SEX = frozenset({"men", "women", "children", "adults"})
_REST = frozenset({"other", "others", "rest"})
_CLOSE = 160  # letters from one summand to the next
_MOST = 5  # groups that one total is made of


def summands_of(mine: Sequence[Count]) -> frozenset[str]:
    """The keys of claims whose numbers, told one after the other, come to a number of the same report.

    "90 civilians, among them 60 children, were killed. Fifteen women and 15 men also died": 60, 15 and 15 are the 90. Only groups by age
    and sex, two of them at least, and "ten others" behind them; such a sum is no chance where four numbers have to fit.
    """
    exact = [count for count in mine if count.value.low == count.value.high and not count.value.counted]
    told = sorted((count for count in exact if _is_group(count)), key=lambda count: count.place_in_text)
    wholes = {count.value.low for count in exact if not set(count.value.group) & _BY_AGE_AND_SEX}
    found: set[str] = set()
    for start in range(len(told)):
        for end in range(start + 2, min(start + _MOST, len(told)) + 1):
            run = told[start:end]
            named = [set(count.value.group) & _BY_AGE_AND_SEX for count in run]
            if sum(map(bool, named)) < 2 or any(left & right for at, left in enumerate(named) for right in named[:at]):
                continue
            if sum(count.value.low for count in run) in wholes:
                found.update(count.claim.key for count in run)
    return frozenset(found) | _by_place(mine)


def _by_place(mine: Sequence[Count]) -> frozenset[str]:
    """The keys of numbers told at once that come to one told before them: "49 died. 41 were killed at the church, seven at the school and
    one in hospital". One who stands alone is a summand beside two others only; two numbers must follow on each other closely.
    """
    told = sorted((count for count in mine if count.group == ("all",) and count.value.low == count.value.high), key=_at)
    found: set[str] = set()
    for start, first in enumerate(told):
        before = {count.value.low for count in told[:start] if not count.value.counted and _at(count) < _at(first)}
        for end in range(start + 2, min(start + _MOST, len(told)) + 1):
            run = told[start:end]
            if _at(run[-1]) - _at(run[-2]) > _CLOSE or run[-1].told.key != first.told.key or first.value.counted:
                break
            printed = [count for count in run if not count.value.counted and count.value.low > 0]
            if len(printed) > 1 and sum(count.value.low for count in run) in before:
                found.update(count.claim.key for count in run)
    return frozenset(found)


def _at(count: Count) -> int:
    return count.place_in_text


def _is_group(count: Count) -> bool:
    words = (count.value.group_text or "").lower().split()
    return bool(set(count.value.group) & _BY_AGE_AND_SEX) or (set(count.value.group) <= WHOLE and bool(words) and words[-1] in _REST)


def rivals_of(mine: Sequence[Count]) -> list[list[Count]]:
    """The counts of each speaker of a report, where two speakers give numbers of one group that cannot both be true; else nothing.

    A speaker who only counts the attackers does not speak of all who came to harm, where others do.
    """
    spoken_by = by_speaker(mine)
    groups = [(speaker, count) for speaker, counts in spoken_by.items() if speaker for count in counts if _rivals(count)]
    if not any(
        speaker != other and count.group == its.group and not agree(count.value, its.value)
        for at, (speaker, count) in enumerate(groups)
        for other, its in groups[:at]
    ):
        return []
    spoken = [counts for _, counts in sorted(spoken_by.items())]
    others = [counts for counts in spoken if any(set(count.group) - {"perpetrators"} for count in counts)]
    return others or spoken


def _rivals(count: Count) -> bool:
    """Whether a number is that of a whole group: neither everybody, nor a part, nor somebody told of without a number."""
    value = count.value
    return count.group != ("all",) and value.part_of is None and not value.counted and "perpetrators" not in count.group
