"""Reports in the making: which sentences one has, with which words, and what they say of which incident."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bench.growth import prose
from bench.growth.happenings import JOBS, Happened
from variorum.model import When, Where
from variorum.model.words import Bound, SpeakerKind

OFFICIALS: tuple[tuple[str, SpeakerKind], ...] = (
    ("police", "police"), ("officials", "official"), ("the health ministry", "official"), ("the army", "military"),
    ("hospital staff", "medical"), ("the governor", "politician"), ("rescue workers", "official"),
)  # fmt: skip
THINGS = (
    "cement bread patience lanterns cables flour water diesel courage blankets rice candles timber respect salt milk cotton onions "
    "batteries phones ladders paint carpets seeds bricks "
    "sugar coal honey paper soap rope silver leather glass copper wool tea fish lamps clocks"
).split()
EXACT: tuple[Bound, ...] = ("exact", "exact", "exact", "at_least", "at_least", "about")
BOUNDS = {"exact": "", "at_least": "at least ", "about": "about "}
ERRS = 0.03  # of days and tolls
MOVES = 10  # dead: tolls of that size rise for three days


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What one sentence says of an incident; a date or place that it does not tell is None."""

    incident: int
    type: str
    killed: int
    bound: Bound
    injured: int
    when: When | None
    where: Where | None
    official: str
    kind: SpeakerKind
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A sentence with gaps, what fills them, and the facts where it is one that tells of an incident."""

    sentence: str
    words: dict[str, str]
    facts: Facts | None = None
    status: str = "background"


def main_part(told: Happened, day: date, dice: random.Random) -> Iterator[Drafted]:
    """Headline, lead and details of a report of that day."""
    words, facts = _words(told, day, dice, _when(told, day, dice))
    yield Drafted(sentence=prose.worded(dice, prose.HEADLINES), words={**words, "town": told.town.name})
    yield Drafted(sentence=prose.worded(dice, prose.LEADS), words=words, facts=facts, status="news")
    for sentence in dice.sample(prose.DETAILS, dice.choice((1, 2, 2, 3))):
        yield Drafted(sentence=prose.worded(dice, [sentence]), words=words)
    if dice.random() < 0.35:
        yield Drafted(sentence=prose.worded(dice, prose.BLAMES), words=words)
    if dice.random() < 0.7:
        yield Drafted(sentence=prose.worded(dice, prose.FILLERS), words={"thing1": dice.choice(THINGS), "thing2": dice.choice(THINGS)})


def mention(told: Happened, day: date, dice: random.Random, *, fresh: bool) -> Drafted:
    """One sentence on another incident: `fresh` ones are news too."""
    when = _when(told, day, dice) if fresh else _long_ago(told, dice)
    words, facts = _words(told, day, dice, when)
    return Drafted(sentence=prose.worded(dice, prose.MENTIONS), words=words, facts=facts, status="news" if fresh else "background")


def _words(told: Happened, day: date, dice: random.Random, dated: tuple[str, When | None]) -> tuple[dict[str, str], Facts]:
    killed = _as_told(told.killed, (day - told.day).days, dice)
    injured = _as_told(told.injured, (day - told.day).days, dice)
    bound = dice.choice(EXACT)
    official, kind = dice.choice(OFFICIALS)
    where = _where(told, dice)
    dead = f"{BOUNDS[bound]}{killed}" if killed else "nobody"
    victims = dice.sample(told.victims, 3)
    words = {
        "dead": dead,
        "deaths": f"{dead} people" if killed else dead,
        "wounds": str(injured) if injured else "nobody",
        "town": where.name if where else "the area",
        "land": told.town.land,
        "kind": told.kind,
        "deed": f"{told.deed}",
        "Deed": told.deed[0].upper() + told.deed[1:],
        "site": told.site,
        "spot": told.spot,
        "street": told.street,
        "when": dated[0],
        "When": dated[0][0].upper() + dated[0][1:],
        "official": official,
        "victim1": victims[0],
        "victim2": victims[1],
        "victim3": victims[2],
        "chief": told.chief,
        "mayor": told.mayor,
        "doctor": told.doctor,
        "hospital": told.hospital,
        "group": told.group,
        "vehicle": told.vehicle,
        "hour": told.hour,
        "age1": str(18 + dice.randrange(60)),
        "age2": str(18 + dice.randrange(60)),
        "job": dice.choice(JOBS),
        "number": str(20 + dice.randrange(300)),
        "years": dice.choice(("three", "five", "seven", "ten", "twelve")),
        "outlet": "a local radio station",
    }
    facts = Facts(
        incident=told.number,
        type=told.type,
        killed=killed,
        bound=bound if killed else "exact",
        injured=injured,
        when=dated[1],
        where=where,
        official=official,
        kind=kind,
        group=told.group,
    )
    return words, facts


def _as_told(number: int, days: int, dice: random.Random) -> int:
    """A toll as it stood so many days later."""
    if number >= MOVES and days < 3:
        return max(1, int(number * min(1.0, dice.uniform(0.5, 0.8) + 0.15 * days)))
    return number + 1 if dice.random() < ERRS else number


def _when(told: Happened, day: date, dice: random.Random) -> tuple[str, When | None]:
    """How a report of some day dates what it is about."""
    happened, kind = told.day, dice.random()
    if dice.random() < ERRS:
        happened += timedelta(days=dice.choice((-1, 1)))
    near = 0 <= (day - happened).days < 7
    if kind < 0.55 and near:
        return f"on {happened:%A}", When.day(happened, how="resolved")
    if kind < 0.75 or not near:
        return f"on {happened.day} {happened:%B %Y}", When.day(happened)
    if kind < 0.82:
        return "earlier this week", When(
            earliest=happened - timedelta(days=2), latest=happened + timedelta(days=2), precision=2, how="resolved"
        )
    if kind < 0.88:
        return _month(happened)
    return "as night fell", None


def _long_ago(told: Happened, dice: random.Random) -> tuple[str, When | None]:
    """How a later report dates it."""
    kind, day = dice.random(), told.day
    if kind < 0.35:
        return f"on {day.day} {day:%B %Y}", When.day(day)
    if kind < 0.75:
        return _month(day)
    if kind < 0.9:
        return f"in {day.year}", When(earliest=date(day.year, 1, 1), latest=date(day.year, 12, 31), precision=5, how="stated")
    return "some time before", None


def _month(day: date) -> tuple[str, When]:
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return f"in {day:%B %Y}", When(earliest=first, latest=last, precision=4, how="stated")


def _where(told: Happened, dice: random.Random) -> Where | None:
    """The town, its region or its country, or nothing."""
    kind, here = dice.random(), told.town
    if kind < 0.06:
        return None
    if kind < 0.14:
        return Where(name=here.land, kind="country", country=here.country, precision=6)
    if kind < 0.22 and here.admin1:
        return Where(name=here.admin1, kind="admin1", admin1=here.admin1, country=here.country, precision=4)
    return Where(
        name=here.name,
        kind="populated",
        gazetteer_id=here.id,
        lat=here.lat,
        lon=here.lon,
        admin1=here.admin1,
        country=here.country,
        precision=1,
        site=told.site if dice.random() < 0.5 else None,
    )
