"""Numbers of one thing that cannot both be true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from variorum.model import Disagreement, Side, When
from variorum.model.words import Category
from variorum.reckon.counting import Count, day_of, fresh, interval, is_total
from variorum.reckon.disagreements.numbers import number_words, sentence_on
from variorum.reckon.disagreements.whole import is_part_by_words, key_of, people_told_of

SAME_TIME = timedelta(days=1)  # while tolls move, only what was said within a day of each other is held against each other
GROWTH = 2  # times: more than that within a day is a toll that rises
PART = 5  # times: an outlet's own count that much lower than the others' is of a part ("two victims are still in hospital")
MOST = 20  # others that each word is held against, the farthest first
FALLING = frozenset({"missing", "hostage"})  # their numbers fall as people are found and freed
MOVING = frozenset({"arrested", "released", "rescued", "escaped", "displaced"})  # their numbers rise as long as anybody counts
Persons = Mapping[tuple[str, str, tuple[str, ...]], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """What one voice says in its last report: from the lowest to the highest number that it allows there, numbers of a part and people told
    of one by one among them, and the claims that give the lowest and the highest number of all.
    """

    low: float
    high: float
    lowest: Count
    highest: Count
    low_key: str
    high_key: str
    claims: tuple[Count, ...]
    day: date | None
    at: datetime | None
    fresh: bool
    attackers: int = 0  # how many of the highest number are attackers, where it says that it has them in

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from other words."""
        return self.low_key, self.high_key


def of_value(known: Iterable[Count], when: When | None, *, gone: Container[str] = ()) -> Iterator[Disagreement]:
    """Of each category and group, the two sides that lie farthest apart among those that conflict; `gone` are claims that hold no more."""
    known = list(known)
    persons = people_told_of(known)
    by_kind: dict[tuple[Category, tuple[str, ...]], list[Count]] = defaultdict(list)
    for count in known:
        if count.value.counted:
            continue
        if is_total(count):
            by_kind[(count.value.category, ("all",))].append(count)
        elif count.group != ("all",):  # "seven of them" is part of a whole that is held against others itself
            by_kind[(count.value.category, count.group)].append(count)
    attackers = _attackers(known)
    for (category, _), claims in sorted(by_kind.items()):
        words = [replace(word, attackers=_attackers_in(word, attackers)) for word in _last_words(claims, when, gone, persons)]
        left = _overtaken(words)
        found = [(low, high) for pairs in _conflicts(words, category) for low, high in pairs if not {low.key, high.key} <= left]
        if found:
            yield _disagreement(category, found)


def _attackers(known: Iterable[Count]) -> dict[str | None, int]:
    """By the key of a number how many of it are attackers; by None how many attackers some report counts."""
    found: dict[str | None, int] = defaultdict(int)
    for count in known:
        if count.group == ("perpetrators",) or count.value.category == "perpetrators":
            found[count.value.part_of] = max(found[count.value.part_of], count.value.low)
    return found


def _attackers_in(word: _Word, attackers: Mapping[str | None, int]) -> int:
    if not word.lowest.value.includes_perpetrators:
        return 0
    return attackers.get(word.low_key) or attackers.get(None, 0)


def _disagreement(category: Category, found: Sequence[tuple[_Word, _Word]]) -> Disagreement:
    conflicting = {low.high_key: low.highest for low, _ in found} | {high.low_key: high.lowest for _, high in found}
    left, right = max(found, key=lambda pair: (pair[1].low - pair[0].high, pair[0].high_key, pair[1].low_key))
    sides: dict[tuple[int, float, str], list[str]] = defaultdict(list)
    for key, count in conflicting.items():
        sides[(count.value.low, interval(count.value)[1], number_words(count.value))].append(key)
    first, second = sorted((left.highest, right.lowest), key=lambda count: (count.day or date.max, count.value.low, count.claim.key))
    return Disagreement(
        kind="value",
        category=category,
        claims=tuple(sorted(conflicting)),
        text=sentence_on(first, second),
        sides=tuple(Side(says=says, claims=tuple(sorted(keys))) for (_, _, says), keys in sorted(sides.items())),
    )


def _last_words(claims: Iterable[Count], when: When | None, gone: Container[str], persons: Persons) -> Iterator[_Word]:
    """Of each outlet's last report what each speaker says in it, and what the outlet does: the report as a whole, with all that it quotes.

    What a speaker said earlier in another outlet is a revision too.
    """
    by_voice: dict[str, list[Count]] = defaultdict(list)
    for count in claims:
        by_voice[count.told.voice].append(count)
    newest = ((voice, _newest(mine)) for voice, mine in by_voice.items())
    of_report = {voice: [count for count in held if count.claim.key not in gone] for voice, held in newest}
    last = [count for held in of_report.values() for count in held]
    spoken = _latest_days(last)
    by_speaker: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for count in last:
        speaker = _speaker(count)
        if not speaker or spoken.get(speaker) in (None, count.day):
            by_speaker[(count.told.voice, speaker)].append(count)
    for (voice, speaker), held in sorted(by_speaker.items()):
        said = held if speaker else of_report[voice]
        if not all(is_part_by_words(count) for count in said):
            yield _word(said, when, persons)


def _newest(mine: Sequence[Count]) -> list[Count]:
    """Those of the last report."""
    newest = max(mine, key=lambda count: (day_of(count.told.published) or date.min, count.told.document.key)).told.document.key
    return [count for count in mine if count.told.document.key == newest]


def _latest_days(claims: Iterable[Count]) -> dict[str, date]:
    """When each known speaker last spoke, as far as that is dated."""
    days: dict[str, date] = {}
    for count in claims:
        if count.day is not None and _is_known(count):
            days[_speaker(count)] = max(days.get(_speaker(count), date.min), count.day)
    return days


def _speaker(count: Count) -> str:
    return " ".join(count.claim.said_by.name.casefold().split()) if count.claim.said_by else ""


def _is_known(count: Count) -> bool:
    """Whether the speaker is one and the same wherever he or she is quoted: "officials" may be anybody."""
    said_by = count.claim.said_by
    return said_by is not None and said_by.kind != "unnamed" and any(word[:1].isupper() for word in said_by.name.split())


def _word(held: Sequence[Count], when: When | None, persons: Persons) -> _Word:
    ends = [(*interval(count.value), count.claim.key, count) for count in held]
    whole = [end for end in ends if not is_part_by_words(end[3])]
    lowest = min(whole, key=lambda end: (end[0], end[2]))
    highest = max(whole, key=lambda end: (end[1], end[0], end[2]))
    return _Word(
        low=min(end[0] for end in ends),
        high=max(*(end[1] for end in ends), _together(held, persons)),
        lowest=lowest[3],
        highest=highest[3],
        low_key=lowest[2],
        high_key=highest[2],
        claims=tuple(held),
        day=max((count.day for count in held if count.day), default=None),
        at=held[0].told.published.at if held[0].told.published else None,
        fresh=held[0].value.category in MOVING or any(fresh(count.day, when) for count in held),
    )


def _together(held: Sequence[Count], persons: Persons) -> float:
    """How many of one group a report may tell of in all: "two women", "a third woman" and "four women" may be seven."""
    if is_total(held[0]):
        return 0
    return sum({interval(count.value)[1] for count in held}) + max(persons.get(key_of(count), 0) for count in held)


def _conflicts(words: Sequence[_Word], category: Category) -> Iterator[list[tuple[_Word, _Word]]]:
    """Pairs of words, the lower first, that cannot both hold: among all that were said once tolls stood still, and, before, where a later
    word is lower than an earlier one or two of one day are not far apart.

    With the attackers and without them are two things; words that do not say are held against both, unless the attackers are all the
    difference.
    """
    settled = [word for word in words if not word.fresh]
    by_day: dict[date, list[_Word]] = defaultdict(list)
    for word in words:
        if word.fresh and word.day is not None:
            by_day[word.day].append(word)
    for other in (True, False):
        yield _pairs(_alike(settled, other), _alike(settled, other), _is_part)
        for day in sorted(by_day):
            today, tomorrow = _alike(by_day[day], other), _alike(by_day.get(day + SAME_TIME, []), other)
            yield _pairs(today, today, _is_development)
            if category not in FALLING:
                yield _pairs(tomorrow, today, _is_part)


def _overtaken(words: Sequence[_Word]) -> set[tuple[str, str]]:
    """The keys of fresh words below all that two or more gave on later days: of two such it no longer matters which was right."""
    dated = sorted((word for word in words if word.day is not None), key=lambda word: word.day or date.min, reverse=True)
    gone: set[tuple[str, str]] = set()
    least, later = float("inf"), 0
    for _, of_day in groupby(dated, key=lambda word: word.day):
        held = list(of_day)
        if later > 1:
            gone |= {word.key for word in held if word.fresh and (word.low if word.high == float("inf") else word.high) < least}
        least = min(least, *(word.low for word in held if word.key not in gone), float("inf"))
        later += sum(word.key not in gone for word in held)
    return gone


def _alike(words: Iterable[_Word], other: bool) -> list[_Word]:
    return [word for word in words if all(count.value.includes_perpetrators is not other for count in word.claims)]


def _pairs(lower: Sequence[_Word], higher: Sequence[_Word], excused: Callable[[_Word, _Word], bool]) -> list[tuple[_Word, _Word]]:
    """For every word that some other excludes the one farthest from it. Words are sorted once, and each looks at `MOST` others."""
    down = sorted(higher, key=lambda word: (-word.low, word.low_key))
    up = sorted(lower, key=lambda word: (word.high, word.high_key))
    found = {}
    for word in up:
        for other in down[:MOST]:
            if word.high < other.low and not _are_attackers(word, other) and not excused(word, other):
                found[(word.high_key, other.low_key)] = (word, other)
                break
    for other in down:
        for word in up[:MOST]:
            if word.high < other.low and not _are_attackers(word, other) and not excused(word, other):
                found[(word.high_key, other.low_key)] = (word, other)
                break
    return list(found.values())


def _are_attackers(low: _Word, high: _Word) -> bool:
    """Whether what the higher number has more are the attackers that it counts, where the lower does not say whether it does: 17; 20 with
    three gunmen."""
    return low.highest.value.includes_perpetrators is None and high.low - high.attackers <= low.high


def _is_part(low: _Word, high: _Word) -> bool:
    """Whether the lower number of an outlet is so much lower that our reader took a part for the whole, or is a hospital's, which counts
    its own patients. Nobody hurt is no part.
    """
    said_by = low.highest.claim.said_by
    if said_by is not None:
        return low.highest.value.category == "injured" and said_by.kind == "medical" and low.high > 0
    return 0 < low.high * PART < high.low


def _is_development(low: _Word, high: _Word) -> bool:
    """Whether a toll rose in the course of a day: by the clock, or more than twofold; "no arrests" holds for the moment."""
    if _is_part(low, high) or 0 < low.high * GROWTH < high.low or (low.high == 0 and low.highest.value.category in MOVING):
        return True
    return low.at is not None and high.at is not None and low.at < high.at
