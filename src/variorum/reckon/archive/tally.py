"""How many people a report tells were killed and injured, both numbers together, each pair with its chance.

A conditional logit over the pairs that a report may mean: what its figures and people told of one by one come to, which numbers it prints
and where, and the words for death, wounds and care that stand in it without a number. The weights (`tally.tsv`) are learnt by
`train/tallies.py`. It counts as an archive of shootings does that it was learnt from: everybody who was hit, and somebody was.

No figure of an incident is taken from here: those are what somebody said. It is asked where one number is wanted for every report.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from variorum.lexicon.logit import chances
from variorum.lexicon.tables import weights_of
from variorum.model import Claim, FigureValue, Told
from variorum.model.words import Category
from variorum.reckon.archive.tally_signs import Traits, signs_of, traits_together
from variorum.reckon.archive.tally_text import numbers_told, words_told, zone_of
from variorum.reckon.counting import NOT_COUNTED, counts
from variorum.reckon.figures import reckon_figures
from variorum.reckon.figures.persons import persons_of

WEIGHTS = "tally.tsv"
MOST = 60  # people: larger numbers are hardly one shooting's
_RAW = 12  # people: what is printed in words
_BOTH: tuple[Category, Category] = ("killed", "injured")
_SHOT_AFTER = re.compile(r"[^.;]{0,40}?\b(?:shot|struck by gunfire|gunshot)", re.IGNORECASE)
_SHOT_BEFORE = re.compile(r"\b(?:shot|shooting(?: of)?|shoots)\s+$", re.IGNORECASE)
_FURTHER = re.compile(r"\bother|another|more|additional", re.IGNORECASE)
_MULTIPLES = {"double": 2, "triple": 3, "quadruple": 4}
_NEAR = 60  # letters

Pair = tuple[int, int]  # killed, injured


@dataclass(slots=True)
class Tally:
    """One pair of numbers that a report may mean, with what speaks for it; `chance` is its share among all of the report."""

    killed: int
    injured: int
    traits: Traits
    chance: float = 0.0


def tallies_of(told: Told, claims: Iterable[Claim]) -> list[Tally]:
    """The pairs that a report may mean, the likeliest first; `claims` are all of the document, those of `told` among them."""
    tallies = describe(told, claims)
    weights = weights_of("variorum.reckon.archive", WEIGHTS)
    for tally, chance in zip(tallies, chances([tally.traits for tally in tallies], weights), strict=True):
        tally.chance = chance
    return sorted(tallies, key=lambda tally: (-tally.chance, tally.killed, tally.injured))


@dataclass(slots=True)
class _Count:
    """What a report says of one category: the number that it comes to and how, people told of one by one, numbers printed and where."""

    best: int
    how: str
    persons: int
    attackers: bool
    printed: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def describe(told: Told, claims: Iterable[Claim]) -> list[Tally]:
    """The pairs with their traits, in order; that nobody was hit is none of them."""
    killed, injured = _counts_of(told)
    shot = _print(told, claims, {"killed": killed, "injured": injured})
    words, numbers, signs = words_told(told.document), numbers_told(told.document), signs_of(told.document)
    raw = {number for number in numbers if number <= _RAW}
    dead = {number for number in raw if number in (2, 3, 4) or any("dead" in what for what in numbers[number])}
    of_killed = {0, 1, killed.best, killed.best + 1, killed.persons, *killed.printed, *dead}
    of_injured = {0, 1, 2, injured.best, injured.persons, *injured.printed, *raw, *(number - 1 for number in raw)}
    of_injured |= {max(0, number - less) for number in injured.printed for less in of_killed}
    of_injured |= {injured.best + 1} if injured.best else set()
    of_killed |= {number for _, number, _, _ in signs.pairs if number is not None}
    of_injured |= {number for _, _, number, _ in signs.pairs}
    one = {number: _alone("k", number, killed, words, numbers) for number in of_killed if 0 <= number <= MOST}
    other = {number: _alone("i", number, injured, words, numbers) for number in of_injured if 0 <= number <= MOST}
    return [
        Tally(k, i, one[k] | other[i] | _together(k, i, killed, injured, shot, words, numbers) | traits_together(signs, k, i))
        for k in sorted(one)
        for i in sorted(other)
        if k + i
    ]


def _counts_of(told: Told) -> tuple[_Count, _Count]:
    figures = {figure.category: figure for figure in reckon_figures([told])}
    by_key = {claim.key: claim.value for claim in told.claims}
    persons = persons_of(counts([told]))
    found = []
    for category in _BOTH:
        figure = figures.get(category)
        mine = [person for person in persons if person.category == category]
        attackers = any("perpetrators" in mention.value.group for person in mine for mention in person.mentions)
        if figure is None:
            found.append(_Count(0, "none", len(mine), attackers))
            continue
        values = (by_key[key] for key in figure.claims)
        printed = any(isinstance(value, FigureValue) and not value.counted for value in values)
        best = figure.best if figure.best is not None else figure.low or 0
        found.append(_Count(best, "printed" if printed else "counted", len(mine), attackers))
    return found[0], found[1]


def _print(told: Told, claims: Iterable[Claim], into: Mapping[str, _Count]) -> Counter[int]:
    """Notes the numbers that figures print, by their kind and part of the text; the numbers of those who "were shot" come back."""
    shot: Counter[int] = Counter()
    mine = {claim.key for claim in told.claims}
    for claim in claims:
        value, words = claim.value, claim.evidence[0]
        if not isinstance(value, FigureValue) or value.category not in into or value.counted:
            continue
        kind = "main" if claim.key in mine else "other"
        kind += " scope" * (value.scope is not None) + " part" * (value.part_of is not None)
        if claim.certainty in NOT_COUNTED:
            kind += " not so"
        elif set(value.group) - {"all", "unknown"}:
            kind += " group"
        into[value.category].printed[value.low][f"{kind} at:{zone_of(told.document, words.start)}"] += 1
        if value.category == "injured" and not _FURTHER.search(words.exact):
            text = told.document.text
            before, after = text[max(0, words.start - _NEAR) : words.start], text[words.end : words.end + _NEAR]
            shot[value.low] += bool(_SHOT_AFTER.match(after) or _SHOT_BEFORE.search(before))
    return shot


def _alone(sign: str, number: int, count: _Count, words: Mapping[str, float], numbers: Mapping[int, frozenset[str]]) -> Traits:
    """What speaks for one number by itself; `sign` is that of its category."""
    size = _size(number)
    traits = {f"{sign}={size}": 1.0}
    if number == count.best:
        traits |= {f"{sign} best {count.how}": 1.0, f"{sign} best {count.how} {size}": 1.0}
    elif number == count.best + 1:
        traits |= {f"{sign} best+1": 1.0, f"{sign} best+1, attacker": float(count.attackers and count.how == "printed")}
        traits[f"{sign} best+1, own hand"] = float(any(word.startswith("own hand") for word in words))
    elif number == count.best - 1:
        traits |= {f"{sign} best-1": 1.0, f"{sign} best-1 {count.how}": 1.0}
    if number == count.persons:
        traits |= {f"{sign} persons": 1.0, f"{sign} persons {size}": 1.0}
    if number in count.printed:
        traits[f"{sign} printed"] = 1.0
        traits |= {f"{sign} printed {where}": math.log1p(often) for where, often in count.printed[number].items()}
    traits |= {f"{sign} number {what}": 1.0 for what in numbers.get(number, ())}
    if number != 1:
        traits |= {f"{sign}{min(number, 2)} {word}": often for word, often in words.items()}
    return traits


def _together(
    k: int, i: int, killed: _Count, injured: _Count, shot: Counter[int], words: Mapping[str, float], numbers: Mapping[int, frozenset[str]]
) -> Traits:
    """What speaks for two numbers together: five who were shot, one of whom died, are one killed and four injured."""
    traits = {f"k,i={min(k, 2)},{min(i, 2)}": 1.0}
    if shot[k + i]:
        traits |= {"k+i shot": math.log1p(shot[k + i]), f"k+i shot, k={min(k, 2)}": 1.0}
    if k and i:
        traits |= {f"k+i number {what}": 1.0 for what in numbers.get(k + i, ())}
    if k and shot[i]:
        traits["i shot, some killed"] = math.log1p(shot[i])
    if k and k + i in injured.printed:
        traits["k+i printed"] = 1.0
    if k == killed.best:
        traits |= {"both best": float(i == injured.best), "i best-k": float(k > 0 and i == max(0, injured.best - k))}
    if k + i == killed.best + injured.best:
        traits["sum best"] = 1.0
        if k != killed.best:
            traits[f"sum best, k {'more' if k > killed.best else 'fewer'}"] = 1.0
    for word, number in _MULTIPLES.items():
        if any(told.startswith(word) for told in words):
            traits[f"k+i {word}"] = float(k + i == number)
    return traits


def _size(number: int) -> str:
    return str(number) if number <= 3 else "4+"
