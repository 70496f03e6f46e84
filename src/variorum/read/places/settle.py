"""Which of the places of a name is meant: rank, the region named after it, and what the other names of the document stand near.

Every name has weighed options; what all others' likely options support (country, first division, the square of one degree and its
neighbours) is added, and the weighing repeated. One name, one place a document, unless regions named after it say otherwise.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from variorum.lexicon.gazetteer import Place, fold
from variorum.lexicon.gazetteer.folding import DESIGNATORS
from variorum.read.places.candidates import Candidate, Page
from variorum.read.places.outlet import outlet_country, outlet_places
from variorum.read.places.qualify import qualifier_after
from variorum.read.places.weights import weights

OPTIONS = 24  # places of a name that are weighed: of "San Antonio" there are hundreds, and nobody means the last
ROUNDS = 2
PRIOR = 0.5  # names: draws shares towards nothing where there is little
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


def settle(page: Page, mentions: Sequence[Candidate], home: Place | None = None) -> list[Name]:
    """The names of the mentions with the chances of their options."""
    names = names_of(page, mentions)
    describe(page, names, home)
    for name in names:
        name.chances = shares(name.still, weights("settle_alone"))
    for _ in range(ROUNDS):
        support = Support(names)
        later = [shares(support.join(name), weights("settle")) for name in names]
        for name, chances in zip(names, later, strict=True):
            name.chances = chances
    return [name for name in names if name.spoken]


def names_of(page: Page, mentions: Sequence[Candidate]) -> list[Name]:
    """The mentions by name and qualifier, and the outlet's own name."""
    found: dict[tuple[str, tuple[int, ...], int], Name] = {}
    for mention in mentions:
        if not mention.places:
            continue
        after = qualifier_after(page, mention) if mention.kind != "demonym" else None
        if after and page.lower[after[1] : after[1] + 1] in (["and"], ["or"]):  # "Moscow, Washington and Paris"
            after = None
        regions = tuple(place for place in after[2] if any(within(option, place) for option in mention.places)) if after else ()
        places = of_kind(page, mention)
        key = (mention.folded, tuple(place.id for place in regions), places[0].id)
        name = found.get(key)
        if name is None:
            name = found[key] = Name(mention.folded, options_of(places, regions), regions)
        name.bearers.append(mention)
    for places in outlet_places(page.parsed.document):
        found["outlet", (), places[0].id] = Name("", places[:OPTIONS], spoken=False)
    return list(found.values())


def of_kind(page: Page, mention: Candidate) -> tuple[Place, ...]:
    """A mention's places; only regions of the kind said, where "province", "county" … follows and some are."""
    kind = DESIGNATORS.get(page.lower[mention.end]) if mention.end < len(page.lower) else None
    if kind not in ("admin1", "admin2"):
        return mention.places
    said = tuple(place for place in mention.places if place.kind in ("admin1", "admin2", "region"))
    return said or mention.places


def options_of(places: Sequence[Place], regions: Sequence[Place]) -> tuple[Place, ...]:
    """The places worth weighing: the first ones; those in the regions named after the name, however small, where there are any."""
    if regions:
        return tuple(place for place in places if any(within(place, region) for region in regions))[:OPTIONS]
    return tuple(places[:OPTIONS])


def within(place: Place, region: Place) -> bool:
    """Whether a region holds a place."""
    if place.id == region.id:
        return False
    if region.kind == "country":
        return place.country == region.country
    return region.id in (place.admin1_id, place.admin2_id)


def describe(page: Page, names: Sequence[Name], home: Place | None) -> None:
    """Give every option the traits that hang on the name itself and on what the text says outright."""
    named: dict[str, list[Place]] = defaultdict(list)
    for name in names:
        named[name.folded].extend(name.regions)
    country = home.country if home is not None else outlet_country(page.parsed.document)
    for name in names:
        kinds = {kind for bearer in name.bearers if (kind := kind_beside(page, bearer))}
        title = any(page.words[bearer.start - 1 : bearer.start] == ["in"] for bearer in name.bearers)
        holders = {number for place in name.options for number in (place.admin1_id, place.admin2_id)}
        ids = {place.id for place in name.options}
        lands = {place.country for place in name.options if place.kind == "country"}
        for at, place in enumerate(name.options):
            traits = {
                "prominence": place.prominence / 10,
                f"kind:{place.kind}": 1.0,
                "capital": float(place.is_capital),
                "first": float(at == 0),
                "alias": float(fold(place.name) != name.folded),
                "people": math.log10(place.population + 1),
                "holds_namesake": float(place.id in holders),
                "in_namesake": float(
                    place.admin1_id in ids or place.admin2_id in ids or (place.kind != "country" and place.country in lands)
                ),
                f"in&kind:{place.kind}": float(title),
            }
            if name.regions:
                traits["in_region_named"] = float(any(within(place, region) for region in name.regions))
            elif named[name.folded]:
                traits["named_elsewhere"] = float(any(within(place, region) for region in named[name.folded]))
            for kind in kinds:
                traits[f"beside:{kind}:{place.kind}"] = 1.0
            if country is not None:
                traits["outlet_country"] = float(place.country == country)
            if home is not None:
                traits["home"] = float(home.id in (place.admin1_id, place.id))
            name.still.append({trait: value for trait, value in traits.items() if value})


def kind_beside(page: Page, mention: Candidate) -> str | None:
    """The kind that the next word gives: "Aleppo province", "the city of Aleppo"."""
    words = page.lower
    if mention.end < len(words) and words[mention.end] in DESIGNATORS:
        return DESIGNATORS[words[mention.end]]
    if mention.start >= 2 and words[mention.start - 1] == "of" and words[mention.start - 2] in DESIGNATORS:
        return DESIGNATORS[words[mention.start - 2]]
    if mention.start >= 1 and words[mention.start - 1] in DESIGNATORS:
        return DESIGNATORS[words[mention.start - 1]]
    return None


def shares(options: Sequence[Mapping[str, float]], weigh: Mapping[str, float]) -> list[float]:
    """Softmax of the options' weighed traits."""
    if not options:
        return []
    scores = [sum(weigh.get(trait, 0.0) * value for trait, value in traits.items()) for traits in options]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    return [power / sum(powers) for power in powers]


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
