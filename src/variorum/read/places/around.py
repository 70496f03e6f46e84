"""What lies round a place: a much larger town close by, and the largest town of a county."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from variorum.lexicon.gazetteer import Place
from variorum.lexicon.gazetteer.layout import KINDS
from variorum.lexicon.gazetteer.table import table

_CITY = 20_000  # people: what is smaller is no city that a suburb or a quarter belongs to
_CLOSE = 20.0  # km
LARGER = 4  # times the people: else two towns lie side by side
_HAMLET = 1_000  # people of a place that is counted as one of that size, since many have no count
_DEGREE = 111.0  # km of a degree of latitude


@dataclass(frozen=True, slots=True)
class _Cities:
    """Positions, coordinates and people of all cities, and the position of the largest town of each county."""

    at: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    people: NDArray[np.int64]
    largest: dict[int, int]


@cache
def _cities() -> _Cities:
    columns = table().columns
    people = np.asarray(columns["population"], dtype=np.int64)
    towns = np.flatnonzero((np.asarray(columns["meta"]) & 7) == KINDS.index("populated"))
    county = np.asarray(columns["admin2"])[towns].astype(np.int64)
    order = np.lexsort((towns, -people[towns], county))
    first = np.unique(county[order], return_index=True)
    largest = {int(one): int(towns[order[at]]) for one, at in zip(*first, strict=True) if one}
    ids = columns["id"]
    at = towns[people[towns] > _CITY]
    lat, lon = (np.asarray(columns[name])[at] / 1e5 for name in ("lat", "lon"))
    return _Cities(at, lat, lon, people[at], {int(ids[one - 1]): town for one, town in largest.items()})


@lru_cache(maxsize=20_000)
def larger_near(place: Place) -> Place | None:
    """The city close by with many more people than a place has, large ones from farther off; None where there is none."""
    cities = _cities()
    east = (cities.lon - place.lon) * _DEGREE * math.cos(math.radians(place.lat))
    away = np.hypot((cities.lat - place.lat) * _DEGREE, east)
    fits = np.flatnonzero((away < _CLOSE) & (cities.people > LARGER * max(place.population, _HAMLET)))
    if not len(fits):
        return None
    pull = cities.people[fits] / (1 + away[fits])
    return table().place(int(cities.at[fits[int(pull.argmax())]]))


@lru_cache(maxsize=20_000)
def largest_in(county: Place) -> Place | None:
    """The town of a county with the most people; None where the gazetteer has none."""
    at = _cities().largest.get(county.id)
    return table().place(at) if at is not None else None
