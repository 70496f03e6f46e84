"""Post towns of the United States: the town that the post office writes in an address, by its name, its county or what lies near.

An address in a suburb, a township or on unincorporated land bears the name of a post town, and so do the records that are kept by address.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from variorum.lexicon.gazetteer.folding import fold
from variorum.lexicon.gazetteer.table import Place

POST_TOWNS = Path(__file__).with_name("post_towns.tsv")
COUNTRY = "US"
_DEGREE = 111.0  # km of a degree of latitude
_COUNTY_WORDS = (" county", " parish", " city and borough", " borough", " census area", " municipality")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostTown:
    """A post town: its folded name, its name, the state's, the folded names of its counties ("county" left out),
    and the points of its postal codes (latitude and longitude, degrees).
    """

    key: str
    name: str
    region: str
    counties: frozenset[str]
    points: tuple[tuple[float, float], ...]

    @property
    def lat(self) -> float:
        """The mean latitude of its postal codes."""
        return sum(lat for lat, _ in self.points) / len(self.points)

    @property
    def lon(self) -> float:
        """The mean longitude of its postal codes."""
        return sum(lon for _, lon in self.points) / len(self.points)

    def distance(self, place: Place) -> float:
        """Kilometres from a place to the nearest of its postal codes."""
        east = _DEGREE * math.cos(math.radians(place.lat))
        return min(math.hypot((lat - place.lat) * _DEGREE, (lon - place.lon) * east) for lat, lon in self.points)


@dataclass(frozen=True, slots=True)
class _Region:
    """The post towns of a state: by folded name, by folded county with their share of its postal codes, and by point."""

    towns: dict[str, PostTown]
    counties: dict[str, tuple[tuple[PostTown, float], ...]]
    points: NDArray[np.float64]
    owners: tuple[PostTown, ...]


def post_town(key: str, region: str | None) -> PostTown | None:
    """The post town of a folded name in a state; None where there is none, and outside the United States."""
    here = _region(region) if region else None
    return here.towns.get(key) if here else None


def post_towns_of(county: Place) -> tuple[tuple[PostTown, float], ...]:
    """The post towns of a county, those with most of its postal codes first, with their share of them."""
    here = _region(county.admin1) if county.admin1 and county.country == COUNTRY else None
    return here.counties.get(county_key(county), ()) if here else ()


def county_key(county: Place) -> str:
    """The folded name of a county without "county"."""
    key = fold(county.name)
    return next((key.removesuffix(word) for word in _COUNTY_WORDS if key.endswith(word)), key)


@lru_cache(maxsize=20_000)
def nearest_post_town(place: Place) -> tuple[PostTown, float] | None:
    """The post town in a place's state with the postal code nearest to it, and the kilometres; None outside the United States."""
    here = _region(place.admin1) if place.admin1 and place.country == COUNTRY else None
    if here is None:
        return None
    east = (here.points[:, 1] - place.lon) * math.cos(math.radians(place.lat))
    away = np.hypot(here.points[:, 0] - place.lat, east)
    at = int(away.argmin())
    return here.owners[at], float(away[at]) * _DEGREE


def has_post_towns(region: str | None) -> bool:
    """Whether the table knows a state."""
    return region in _lines()


@cache
def _lines() -> dict[str, list[str]]:
    """The rows of each state."""
    rows: dict[str, list[str]] = defaultdict(list)
    for line in POST_TOWNS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            region, _, rest = line.partition("\t")
            rows[region].append(rest)
    return dict(rows)


@cache
def _region(name: str) -> _Region | None:
    if name not in _lines():
        return None
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    names: dict[str, str] = {}
    counties: dict[str, dict[str, int]] = defaultdict(dict)
    for line in _lines()[name]:
        town, county, spots = line.split("\t")
        key = fold(town)
        names.setdefault(key, town)
        found = [(float(lat), float(lon)) for lat, lon in (spot.split(",") for spot in spots.split(" "))]
        points[key] += found
        codes = counties[fold(county)]
        codes[key] = codes.get(key, 0) + len(found)
    lie_in = {key: frozenset(county for county, codes in counties.items() if key in codes) for key in points}
    towns = {
        key: PostTown(key=key, name=names[key], region=name, counties=lie_in[key], points=tuple(spots)) for key, spots in points.items()
    }
    ranked = {
        county: tuple(
            (towns[key], count / sum(codes.values())) for key, count in sorted(codes.items(), key=lambda each: (-each[1], each[0]))
        )
        for county, codes in counties.items()
        if county
    }
    owners = tuple(town for town in towns.values() for _ in town.points)
    return _Region(towns, ranked, np.array([spot for town in towns.values() for spot in town.points]), owners)
