"""What happened in one made incident: the truth that its reports tell parts of."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bench.growth.made import Town, family_names, groups, person, town, zipf
from variorum.model.words import IncidentType

# type: share, what it is called, what was done, up to and with the preposition before the site
KINDS: tuple[tuple[IncidentType, int, str, str], ...] = (
    ("shooting", 40, "shooting", "gunmen opened fire at"),
    ("bombing", 16, "bombing", "a bomb went off at"),
    ("armed_assault", 10, "attack", "armed men attacked"),
    ("stabbing", 8, "stabbing", "a man with a knife stabbed people at"),
    ("armed_clash", 8, "battle", "fighting broke out around"),
    ("air_strike", 6, "air strike", "war planes struck"),
    ("arson", 4, "fire", "attackers set fire to"),
    ("kidnapping", 3, "kidnapping", "men in masks dragged people from"),
    ("vehicle_ramming", 3, "ramming", "a lorry was driven into"),
    ("hostage_taking", 2, "siege", "gunmen seized"),
)
SITES = "market mosque school church station hotel theatre hospital bank barracks café court factory stadium bridge checkpoint".split()
JOBS = "baker teacher driver nurse tailor student carpenter cook soldier farmer clerk barber mason fisherman midwife porter".split()
VEHICLES = ("white van", "black jeep", "motorcycle", "grey lorry", "taxi", "blue pickup")
LONG = 200  # dead of the largest incident
Kind = tuple[IncidentType, int, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One incident. `site` and `street` are names; `victims` are persons, some dead, some who saw it."""

    number: int
    day: date
    town: Town
    type: IncidentType
    kind: str
    deed: str
    site: str
    spot: str
    street: str
    killed: int
    injured: int
    victims: tuple[str, ...]
    chief: str
    mayor: str
    doctor: str
    hospital: str
    group: str
    vehicle: str
    hour: str


def happened(seed: int, number: int, town_id: int, day: date, *, alike: bool) -> Happened:
    """The incident of that number; of `alike` ones type and town are one, days, people and tolls are not."""
    return _happened(seed, number, town_id, day, alike)


@lru_cache(maxsize=20_000)
def _happened(seed: int, number: int, town_id: int, day: date, alike: bool) -> Happened:
    dice = random.Random((seed << 44) + (1 << 40) + number)
    here = town(town_id)
    kind = KINDS[0] if alike else KINDS[-1] if number == 0 else dice.choices(KINDS, [each[1] for each in KINDS])[0]
    names = family_names(here.country)
    spot = SITES[zipf(dice, len(SITES))]
    killed = LONG + dice.randrange(100) if number == 0 else min(150, int(dice.paretovariate(0.9)) - (dice.random() < 0.3))
    return Happened(
        number=number,
        day=day,
        town=here,
        type=kind[0],
        kind=kind[2],
        deed=kind[3],
        site=f"the {dice.choice(names)} {spot}",
        spot=spot,
        street=dice.choice(names),
        killed=killed,
        injured=int(killed * dice.uniform(0, 3)),
        victims=tuple(person(dice, here.country) for _ in range(4 if number else 60)),
        chief=person(dice, here.country),
        mayor=person(dice, here.country),
        doctor=person(dice, here.country),
        hospital=dice.choice(names),
        group=dice.choice(groups()[sum(map(ord, here.country)) % len(groups())]),
        vehicle=dice.choice(VEHICLES),
        hour=dice.choice(("six", "eight", "nine", "eleven", "two", "four")),
    )
