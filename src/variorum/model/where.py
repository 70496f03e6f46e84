"""A place, as exact as its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from variorum.errors import InvalidRecord
from variorum.model.words import PlaceKind, require_word

PlacePrecision = Literal[1, 2, 3, 4, 5, 6, 7]


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place. `precision` is UCDP's where_prec: 1 exact … 4 ADM1 … 6 country, 7 sea or air.

    `name` is the populated place, or the widest that is known; `site` the building or spot in it ("School No. 1"), as printed.
    `lat`, `lon` are WGS 84 degrees; `country` is ISO 3166-1 alpha-2; `gazetteer_id` the GeoNames id where there is one.
    """

    name: str
    kind: PlaceKind
    gazetteer_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    admin1: str | None = None
    country: str | None = None
    precision: PlacePrecision = 1
    site: str | None = None

    def __post_init__(self) -> None:
        require_word(self.kind, PlaceKind, "kind of place")
        if not self.name:
            raise InvalidRecord("a place without a name")
        if (self.lat is None) != (self.lon is None):
            raise InvalidRecord(f"{self.name}: latitude and longitude come together")
        if self.lat is not None and self.lon is not None and not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise InvalidRecord(f"{self.name}: {self.lat}, {self.lon} is nowhere on earth")
        if self.country is not None and len(self.country) != 2:
            raise InvalidRecord(f"{self.name}: country {self.country!r} is not ISO 3166-1 alpha-2")
        if self.precision not in range(1, 8):
            raise InvalidRecord(f"place precision is {self.precision!r}: 1 to 7")
