"""Signs of both numbers at once, killed and injured: words about the whole, "one dead, three hurt", how many ages a report gives, and what
befell whom.

A pair of numbers is compared with them as a whole: "accidentally" speaks for one person, killed or injured, and "leg" against a lone death.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from variorum.lexicon.en.numbers import value_of
from variorum.model import Document
from variorum.reckon.archive.tally_text import heads, patterns, zone_of

_OPENING = 500  # letters of the body that are told apart
_NEWS = 6000  # letters of a text whose people are counted: those of comments and of other news come later
_ROUND = 70  # letters before and after an age
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+")
_MOST = 3  # of people told apart in names of traits

Traits = dict[str, float]


@dataclass(frozen=True, slots=True)
class Signs:
    """What a report shows of both numbers: words about the whole, each log(1 + n); pairs that it prints, by pattern and part of the text,
    killed None where it tells of the injured alone; ages in all, of victims, and of those among them who are told of as dead; sorts of
    people ("man", "girl", "officer") who are told of as dead, and as hurt; whether somebody turned a gun on himself.
    """

    words: Mapping[str, float]
    pairs: frozenset[tuple[str, int | None, int, str]]
    ages: int
    victims: int
    dead: int
    dead_people: frozenset[str]
    hurt_people: frozenset[str]
    own_hand: bool


def signs_of(document: Document) -> Signs:
    """The signs of a report."""
    victims = dead = 0
    ages = _ages(document.text[:_NEWS])
    for told in ages.values():
        often = told["told"]
        if (told["dead"] or told["hurt"]) and 2 * told["charged"] <= often:
            victims += 1
            dead += 2 * told["dead"] >= often
    who = {fate: frozenset(sort for its, sort in _people(document.text[:_NEWS]) if its == fate) for fate in ("dead", "hurt")}
    own_hand = any(pattern.search(document.text, 0, _NEWS) for _, pattern in patterns("self"))
    return Signs(dict(_words(document)), frozenset(_pairs(document)), len(ages), victims, dead, who["dead"], who["hurt"], own_hand)


def traits_together(signs: Signs, killed: int, injured: int) -> Traits:
    """What of the signs speaks for a pair or against it."""
    group, whole = f"{min(killed, 2)},{min(injured, 2)}", min(killed + injured, _MOST)
    traits: Traits = {}
    for word, often in signs.words.items():
        traits[f"{group} {word}"] = often
        traits[f"k+i={whole} {word}"] = often
    for name, dead, hurt, zone in signs.pairs:
        if dead in (None, killed) and hurt == injured:
            traits |= {f"pair {name}": 1.0, f"pair {name} at:{zone}": 1.0}
        elif dead is not None and dead + hurt == killed + injured:
            traits[f"pair {name}, sum"] = 1.0
    if signs.victims:
        hurt = signs.victims - signs.dead
        if signs.victims == killed + injured:
            traits |= {"ages of victims": 1.0, f"ages of victims {min(signs.victims, _MOST + 1)}": 1.0}
        if signs.dead == killed:
            traits[f"ages of dead {min(killed, _MOST)}"] = 1.0
        if hurt == injured:
            traits[f"ages of hurt {min(injured, _MOST)}"] = 1.0
        traits["ages of both"] = float(signs.dead == killed and hurt == injured)
    traits["ages"] = float(signs.ages == killed + injured)
    traits["ages, one more"] = float(signs.ages == killed + injured + 1)
    return traits | _of_people(signs, killed, injured, group)


def _of_people(signs: Signs, killed: int, injured: int, group: str) -> Traits:
    dead, hurt = len(signs.dead_people), len(signs.hurt_people - signs.dead_people)
    traits = {f"{group} dead:{sort}": 1.0 for sort in signs.dead_people} | {f"{group} hurt:{sort}": 1.0 for sort in signs.hurt_people}
    if signs.own_hand:
        traits[f"{group} own hand"] = 1.0
    if dead + hurt and dead + hurt == killed + injured:
        traits |= {"people": 1.0, f"people {min(dead + hurt, _MOST + 1)}": 1.0}
    if dead == killed:
        traits[f"people dead {min(dead, _MOST)}"] = 1.0
    if hurt == injured:
        traits[f"people hurt {min(hurt, _MOST)}"] = 1.0
    traits["people both"] = float(dead == killed and hurt == injured)
    return traits


def _words(document: Document) -> Iterator[tuple[str, float]]:
    opening = document.body_start + _OPENING
    for name, pattern in patterns("about"):
        if often := sum(1 for _ in pattern.finditer(document.text)):
            yield name, math.log1p(often)
            if early := sum(1 for _ in pattern.finditer(document.text, 0, opening)):
                yield f"{name} at:opening", math.log1p(early)


def _pairs(document: Document) -> Iterator[tuple[str, int | None, int, str]]:
    for kind in ("pair", "hurt"):
        for name, pattern in patterns(kind):
            for match in pattern.finditer(document.text):
                said = {group: value_of(words) for group, words in match.groupdict().items()}
                if None in said.values():
                    continue
                killed, injured = said.get("killed") or 1, said.get("injured") or 1
                if (shot := said.get("shot")) is not None:
                    injured = shot - killed
                zone = zone_of(document, match.start())
                yield name, killed if kind == "pair" else None, injured, zone if zone in ("title", "lead") else "rest"


def _ages(text: str) -> Mapping[int, Counter[str]]:
    """The ages that a text gives, each with how often it is told, and how often as that of somebody dead, hurt or charged."""
    ages: dict[int, Counter[str]] = {}
    for _, age in patterns("age"):
        for sentence in _SENTENCE.split(text):
            for match in age.finditer(sentence):
                told = ages.setdefault(int(match[match.lastindex or 0]), Counter())
                told["told"] += 1
                near = sentence[max(0, match.start() - _ROUND) : match.end() + _ROUND]
                told.update(name for name, pattern in patterns("aged") if pattern.search(near))
    return ages


def _people(text: str) -> Iterator[tuple[str, str]]:
    """What befell whom: "dead" or "hurt", and the sort of people."""
    for _, pattern in patterns("hit"):
        for match in pattern.finditer(text):
            said = match.groupdict()
            fate = "dead" if said["dead"] is not None else "hurt"
            yield from ((fate, heads()[said[who].lower()]) for who in ("who", "other") if said.get(who))
