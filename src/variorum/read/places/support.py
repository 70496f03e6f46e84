"""What the names of a document lend each other: the country, the division and the neighbourhood that they share."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from variorum.lexicon.gazetteer import Place
from variorum.read.places.candidates import Candidate

PRIOR = 0.5  # names: draws shares towards nothing where there is little
_FINE = 2  # cells a degree for what stands close by; the nine cells about a place reach 55 to 110 km
_SETTLED = frozenset({"populated", "district", "admin2", "landmark"})
Traits = dict[str, float]


@dataclass(slots=True)
class Name:
    """One name of a document with one qualifier: its options, their traits and chances, and the candidates that bear it.

    `regions` are the ids that the words after it name. `spoken` is False for the outlet's own name, which only lends support.
    """

    folded: str
    options: tuple[Place, ...]
    regions: tuple[Place, ...] = ()
    bearers: list[Candidate] = field(default_factory=list)
    still: list[Traits] = field(default_factory=list)
    chances: list[float] = field(default_factory=list)
    spoken: bool = True
    near: list[bool] = field(default_factory=list)  # for each option, whether another name stands close to it

    @property
    def best(self) -> int:
        """The likeliest option; of equals the one with the smallest id."""
        return min(range(len(self.options)), key=lambda at: (-self.chances[at], self.options[at].id))

    @property
    def is_backed(self) -> bool:
        """Whether the text says the name by itself too, or another place close to it: a part of a longer name tells no more alone."""
        return self.near[self.best] or not all(bearer.part for bearer in self.bearers)


def meet(names: Sequence[Name]) -> None:
    """Give every option what the other names *could* stand for close to it, before anything is settled.

    A name of few places tells more than one of many: each counts by the inverse of its options. A county that bears one of the names
    and holds a place that bears another tells most of all.
    """
    cells: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    bearers: dict[int, dict[str, float]] = defaultdict(dict)  # id of an option → the names that it may be meant by
    held: dict[int, dict[str, float]] = defaultdict(dict)  # id of a second division → the names of which it holds an option
    for name in names:
        share = 1 / max(1, len(name.options))
        for place in name.options:
            bearers[place.id][name.folded] = share
            if place.admin2_id:
                held[place.admin2_id][name.folded] = share
            if place.kind in _SETTLED:
                cells[_cell(place)][name.folded] = share
    for name in names:
        nearby = [_close(cells, place, name.folded) if place.kind in _SETTLED else 0.0 for place in name.options]
        most = max(nearby, default=0.0)
        for place, still, mass in zip(name.options, name.still, nearby, strict=True):
            county = _others(bearers.get(place.admin2_id or 0), name.folded)
            towns = _others(held.get(place.id), name.folded) if place.kind == "admin2" else 0.0
            for trait, value in (
                ("meets", math.log1p(10 * mass)),
                ("meets_most", float(mass == most > 0)),
                ("meets_share", mass / (most + 0.1)),
                ("county_named", min(1.0, math.sqrt(county))),
                ("holds_named", min(1.0, math.sqrt(towns))),
            ):
                if value:
                    still[trait] = value


def _cell(place: Place) -> tuple[int, int]:
    return math.floor(place.lat * _FINE), math.floor(place.lon * _FINE)


def _close(cells: Mapping[tuple[int, int], Mapping[str, float]], place: Place, own: str) -> float:
    """How much the names other than a place's own could stand for in the nine cells about it."""
    row, column = _cell(place)
    found: dict[str, float] = {}
    for up in (-1, 0, 1):
        for right in (-1, 0, 1):
            found.update(cells.get((row + up, column + right), {}))
    return _others(found, own)


def _others(names: Mapping[str, float] | None, own: str) -> float:
    return sum(share for name, share in names.items() if name != own) if names else 0.0


class Support:
    """What the names of a document stand for together: mass by country, first division and square of one degree."""

    def __init__(self, names: Sequence[Name]) -> None:
        self.country: dict[str, float] = defaultdict(float)
        self.land: dict[str, float] = defaultdict(float)
        self.admin1: dict[int, float] = defaultdict(float)
        self.stated: dict[int, float] = defaultdict(float)
        self.cells: dict[tuple[int, int], float] = defaultdict(float)
        for name in names:
            self.add(name, 1.0)

    def add(self, name: Name, sign: float) -> None:
        """Add a name's mass, or take it away."""
        for place, share in zip(name.options, name.chances, strict=True):
            if share < 0.01:
                continue
            mass = sign * share
            if place.country:
                (self.land if place.kind == "country" else self.country)[place.country] += mass
            if place.kind == "admin1":
                self.stated[place.id] += mass
            if place.kind in ("populated", "district", "admin2"):
                if place.admin1_id:
                    self.admin1[place.admin1_id] += mass
                self.cells[math.floor(place.lat), math.floor(place.lon)] += mass

    def join(self, name: Name) -> list[Traits]:
        """The traits of a name's options with what all the other names lend them."""
        self.add(name, -1.0)
        lands, countries, regions = (PRIOR + sum(masses.values()) for masses in (self.land, self.country, self.admin1))
        joined = []
        for place, still in zip(name.options, name.still, strict=True):
            traits = dict(still)
            country = place.country or ""
            if place.kind != "country":
                traits["country_stated"] = min(1.0, max(0.0, self.land.get(country, 0.0)))
                traits["country_stands_out"] = self.land.get(country, 0.0) / lands
                traits["country"] = math.log1p(max(0.0, self.country.get(country, 0.0)))
            else:
                traits["towns_of_country"] = math.log1p(max(0.0, self.country.get(country, 0.0)))
            traits["country_share"] = max(0.0, self.country.get(country, 0.0)) / countries
            region = place.admin1_id if place.kind != "admin1" else place.id
            if region:
                traits["admin1"] = math.log1p(max(0.0, self.admin1.get(region, 0.0)))
                traits["admin1_share"] = max(0.0, self.admin1.get(region, 0.0)) / regions
                traits["admin1_stated"] = min(1.0, max(0.0, self.stated.get(region, 0.0)))
            if place.kind in ("populated", "district", "admin2"):
                row, column = math.floor(place.lat), math.floor(place.lon)
                near = sum(self.cells.get((row + up, column + right), 0.0) for up in (-1, 0, 1) for right in (-1, 0, 1))
                traits["near"] = math.log1p(max(0.0, near))
                traits["near_any"] = float(near > 0.5)
            joined.append(traits)
        self.add(name, 1.0)
        return joined
