"""What made incidents are made of: real towns of every country, and made names of people, streets, outlets and groups.

All lists follow from a country's code or a number alone, so that nothing need be kept.
"""

from __future__ import annotations

import random
from functools import cache, lru_cache
from math import exp, log
from typing import NamedTuple

from variorum.lexicon.gazetteer import by_id
from variorum.lexicon.gazetteer.layout import KINDS
from variorum.lexicon.gazetteer.table import table

POPULATED, COUNTRY = KINDS.index("populated"), KINDS.index("country")
LARGEST = 40  # towns of each country
PEOPLE = 20_000  # inhabitants of the smallest
NAMES = 600  # family names of a country, of first names a tenth
OUTLETS = 1_500
AGENCIES = ("Meridian Wire", "Harbour Press Agency", "Northline News Agency", "Tellus Wire", "Candle Press Agency", "Ostara Wire")
PAPERS = ("Post", "Herald", "Times", "Tribune", "Observer", "Courier", "Gazette", "Chronicle", "Monitor", "Standard")

_ONSETS = "b br ch d dr f g gh h j k kh kr l m n p r s sh st t tr v w y z".split()
_VOWELS = "a a a e e i i o o u ai au ou".split()
_CODAS = ["", "", "", "n", "r", "l", "m", "k", "sh", "z", "d"]
_ENDINGS = "ov eva ani oglu ez sen ski dze ari ullah wala wu moto ko anda engo irra aga oni ette ier mann".split()


class Town(NamedTuple):
    """A populated place of the gazetteer."""

    id: int
    name: str
    lat: float
    lon: float
    admin1: str | None
    country: str
    land: str


def zipf(dice: random.Random, count: int, flat: float = 3.0) -> int:
    """A number below `count`: n comes about as often as 1 / (n + `flat`)."""
    return min(count - 1, int((flat + 0.5) * exp(dice.random() * log(1 + count / (flat + 0.5))) - flat - 0.5))


@cache
def countries() -> tuple[tuple[int, ...], ...]:
    """Of every country with a town of its own the ids of its largest towns, the largest first; countries in an order of their own."""
    columns = table().columns
    found: dict[int, list[tuple[int, int]]] = {}
    for meta, people, country, number in zip(columns["meta"], columns["population"], columns["country"], columns["id"], strict=True):
        if meta & 7 == POPULATED and people >= PEOPLE and country:
            found.setdefault(country, []).append((-people, number))
    lands = [tuple(number for _, number in sorted(towns)[:LARGEST]) for _, towns in sorted(found.items())]
    random.Random(200).shuffle(lands)
    return tuple(lands)


@lru_cache(maxsize=10_000)
def town(number: int) -> Town:
    """The town of that id."""
    place = by_id(number)
    assert place is not None
    assert place.country is not None
    return Town(place.id, place.name, place.lat, place.lon, place.admin1, place.country, _lands().get(place.country, place.country))


@cache
def _lands() -> dict[str, str]:
    """The names of all countries, by code."""
    here = table()
    kinds = enumerate(here.columns["meta"])
    places = (here.place(position) for position, meta in kinds if meta & 7 == COUNTRY)
    return {place.country: place.name for place in places if place.country}


@cache
def family_names(code: str) -> tuple[str, ...]:
    """Family names of a country, the commonest first: some syllables and endings are its own."""
    dice = random.Random(f"names of {code}")
    onsets, endings = dice.sample(_ONSETS, 12), dice.sample(_ENDINGS, 3)
    found: dict[str, None] = {}
    while len(found) < NAMES:
        stem = "".join(dice.choice(onsets) + dice.choice(_VOWELS) for _ in range(dice.choice((1, 2, 2, 3)))) + dice.choice(_CODAS)
        found[(stem + (dice.choice(endings) if dice.random() < 0.5 else "")).title()] = None
    return tuple(found)


@cache
def first_names(code: str) -> tuple[str, ...]:
    """First names of a country."""
    dice = random.Random(f"first names of {code}")
    onsets = dice.sample(_ONSETS, 9)
    made = {
        dice.choice(onsets) + dice.choice(_VOWELS) + dice.choice(_ONSETS) + dice.choice(_VOWELS) + dice.choice(_CODAS) for _ in range(60)
    }
    return tuple(sorted(name.title() for name in made))


def person(dice: random.Random, code: str) -> str:
    """A person's name."""
    names = family_names(code)
    return f"{dice.choice(first_names(code))} {names[zipf(dice, len(names), 12)]}"


@cache
def groups() -> tuple[tuple[str, ...], ...]:
    """Names of armed groups, five for each country in the order of `countries`."""
    dice = random.Random("groups")
    words = ("Front", "Brigade", "Army", "Movement", "Guard")
    return tuple(
        tuple(
            f"{dice.choice(family_names(town(towns[0]).country))} {dice.choice(('Liberation', 'National', 'Free'))} {word}"
            for word in words
        )
        for towns in countries()
    )


@cache
def outlets() -> tuple[str, ...]:
    """Names of outlets, the largest first: some of one country's towns, some of no place."""
    dice = random.Random("outlets")
    found: dict[str, None] = dict.fromkeys(AGENCIES)
    while len(found) < OUTLETS:
        towns = countries()[zipf(dice, len(countries()))]
        name = town(towns[zipf(dice, len(towns))]).name if dice.random() < 0.6 else dice.choice(family_names("ZZ"))
        found[f"{name} {dice.choice(PAPERS)}"] = None
    return tuple(found)
