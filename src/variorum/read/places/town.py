"""Which town a report is about: the towns that it names, and those that it leaves unsaid, each with its chance.

A conditional logit over the towns of one report: where and how often a name stands, what stands before and after it ("police", "man",
"hospital in"), what its sentence tells, and how the town lies to the counties, regions and cities that the report names, and to its
outlet's name; in the United States also whether it is a post town (`post.py`). That it is none of them is one more choice. The weights
(`town.tsv`) are learnt by `train/towns.py`.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from variorum.lexicon.gazetteer import Place, by_id, fold, lookup
from variorum.lexicon.gazetteer.post import PostTown, post_town
from variorum.lexicon.logit import chances
from variorum.model import Document, Mention
from variorum.read.places.around import LARGER, larger_near, largest_in
from variorum.read.places.find import DEMONYM, where_at
from variorum.read.places.outlet import outlet_places
from variorum.read.places.overlooked import Region, names_by_capitals, town_in, without_side
from variorum.read.places.possible import Town, unnamed
from variorum.read.places.post import add_post_towns, states_of
from variorum.read.places.standing import Standing, patterns, standing_in
from variorum.read.places.weights import weights

WEIGHTS = "town"
_CLOSE, _FAR = 25.0, 60.0  # km
_WIDE = frozenset({"admin1", "country", "region", "water"})
_COUNTY = re.compile(r"[ -](?:county|parish)$")
_CITY_REGIONS = {("District of Columbia", "US"): "Washington"}  # regions that are one city of another name
_OTHERS = 200  # towns of a text with which each is compared: a gazetteer is no report
_REGIONS = 3  # regions of a report in which a name is looked for
_NO_LETTERS = re.compile(r"[^a-z]+")
_OF_FORCES = ("after:police", "near a town")
_SHORT = 5  # letters: "Bell", "Mobile" are words, too


def towns_of(document: Document, mentions: Iterable[Mention]) -> list[Town]:
    """The towns that a report may be about, the likeliest first; `mentions` are those that `find_places` found in it.

    Their chances come to less than one: the report may be about none of them.
    """
    towns = describe(document, mentions)
    every = chances([*(town.traits for town in towns), none_of(towns)], weights(WEIGHTS))
    for town, chance in zip(towns, every[:-1], strict=True):
        town.chance = chance
    return sorted(towns, key=lambda town: (-town.chance, town.key))


def none_of(towns: Sequence[Town]) -> dict[str, float]:
    """The traits of what a report may be about besides its towns: the more that it names, the less of that."""
    named = [town for town in towns if town.mentions]
    county = any(town.where is not None and town.where.kind == "admin2" for town in named)
    return {"none": 1.0, "none, a county named": float(county), "none, towns named": math.log1p(len(named))}


def describe(document: Document, mentions: Iterable[Mention]) -> list[Town]:
    """The towns with their traits, in the order in which they are named; those that are not named come last."""
    named = [mention for mention in mentions if mention.kind == "place" and mention.value != DEMONYM]
    regions, counties = _regions(named), _counties(named)
    towns = _named(named)
    words = standing_in(document)
    total = sum(len(town.mentions) for town in towns.values())
    first = list(towns.values())[:_OTHERS]
    for town in towns.values():
        told = Counter[str]()
        for mention in town.mentions:
            told.update(words.traits(mention))
            told["unknown name"] += mention.where is None and not mention.candidates
        town.traits = {trait: math.log1p(count) for trait, count in told.items() if count}
        town.traits |= {
            "share": len(town.mentions) / total,
            "often": math.log(len(town.mentions)),
            "first": float(town.order == 0),
            "order": math.log1p(town.order),
            "short name": float(len(town.key) < _SHORT),
        }
        _add_lie(town, first, regions, counties)
    _add_unsaid(document, towns, named, regions, total)
    _add_otherwise(towns, regions)
    known = len(towns)
    _add_overlooked(document, towns, words, named, regions)
    add_post_towns(towns, states_of(regions))
    for town in list(towns.values())[known:]:
        _add_lie(town, first, regions, counties)
    _add_address(document, towns)
    _add_force(document, towns)
    return list(towns.values())


def _named(mentions: Sequence[Mention]) -> dict[str, Town]:
    towns: dict[str, Town] = {}
    for mention in mentions:
        where = mention.where
        if where is not None and where.kind in _WIDE:
            continue
        name = where.name if where is not None else mention.span.exact
        if not (key := fold(name)):
            continue
        town = towns.setdefault(key, Town(key, name, order=len(towns)))
        town.mentions.append(mention)
        if town.where is None and where is not None:
            town.where = where
            town.place = by_id(where.gazetteer_id) if where.gazetteer_id else None
    return towns


def _regions(mentions: Sequence[Mention]) -> Counter[Region]:
    """How often each region is named, itself or by something in it."""
    regions = Counter[Region]()
    for mention in mentions:
        where = mention.where
        if where is not None and (where.kind == "admin1" or where.admin1):
            regions[where.name if where.kind == "admin1" else where.admin1, where.country] += 1
    return regions


def _counties(mentions: Sequence[Mention]) -> frozenset[str]:
    return frozenset(fold(one.where.name) for one in mentions if one.where is not None and one.where.kind == "admin2")


def _add_lie(town: Town, others: Sequence[Town], regions: Counter[Region], counties: frozenset[str]) -> None:
    """How a town lies to the other places that are named."""
    where, place, traits = town.where, town.place, town.traits
    if where is None:
        traits["not located"] = 1.0
        return
    traits[f"kind:{where.kind}"] = 1.0
    here, own = regions[where.admin1, where.country], len(town.mentions)
    traits["region"] = here / (regions.total() or 1)
    if regions.total() > own:
        traits["others in its region"] = max(0, here - own) / (regions.total() - own)
        traits["alone in its region"] = float(here <= own)
    if where.country and any(land != where.country for (_, land), _ in regions.most_common(1)):
        traits["abroad"] = 1.0
    if any(_COUNTY.sub("", county) == town.key for county in counties if county != town.key):
        traits["county's namesake"] = 1.0
    if place is None:
        return
    traits["people"] = math.log10(place.population + 10)
    if counties:
        traits["in a county named" if place.admin2 and fold(place.admin2) in counties else "in no county named"] = 1.0
    for other in others:
        if other is town or other.place is None or other.place.kind not in ("populated", "district"):
            continue
        if other.place.country != place.country or (away := _distance(place, other.place)) > _FAR:
            continue
        if other.place.population > LARGER * place.population:
            traits["larger one named" if away < _CLOSE else "larger one named farther off"] = 1.0
        elif place.population > LARGER * other.place.population and away < _CLOSE:
            traits["smaller one named"] = 1.0


def _distance(one: Place, other: Place) -> float:
    """Kilometres, near enough."""
    return math.hypot((one.lat - other.lat) * 111, (one.lon - other.lon) * 111 * math.cos(math.radians(one.lat)))


def _add_unsaid(
    document: Document,
    towns: dict[str, Town],
    mentions: Sequence[Mention],
    regions: Counter[Region],
    total: int,
) -> None:
    """What speaks for a town besides its own name: the county of that name, a quarter of it, the outlet's name."""
    added: dict[str, dict[str, float]] = defaultdict(dict)
    places: dict[str, Place] = {}

    def add(place: Place, traits: Mapping[str, float]) -> None:
        key = fold(place.name)
        places.setdefault(key, place)
        for trait, value in traits.items():
            added[key][trait] = added[key].get(trait, 0.0) + value

    for town in list(towns.values()):
        often = math.log1p(len(town.mentions))
        if town.where is None or town.place is None:
            continue
        if town.where.kind == "admin2":
            if (largest := largest_in(town.place)) is not None:
                add(largest, {"largest of a county": often})
            if (namesake := _namesake(town.place)) is not None:
                add(namesake, {"a county's namesake": often})
        elif town.place.kind in ("populated", "district") and (city := larger_near(town.place)) is not None:
            add(city, {"near a town": often, "near a town's share": len(town.mentions) / total})
    for region, name in _CITY_REGIONS.items():
        said = sum(one.where is not None and (one.where.name, one.where.country) == region for one in mentions)
        if said:
            add(next(place for place in lookup(name) if (place.admin1, place.country) == region), {"region is a city": 1 + said / 5})
    for _, options in outlet_places(document):
        place = next((one for one in options if (one.admin1, one.country) in regions), options[0])
        add(place, {"outlet's name": 1.0, "outlet's name, region named": float((place.admin1, place.country) in regions)})
    for key, traits in added.items():
        town = towns.get(key) or Town(key, places[key].name, where=where_at(places[key]), place=places[key], order=len(towns))
        if not town.mentions:
            traits["not named"] = 1.0
        town.traits |= {trait: value for trait, value in traits.items() if value}
        towns[key] = town


def _home(regions: Counter[Region]) -> frozenset[Region]:
    return frozenset(region for region, _ in regions.most_common(_REGIONS))


def _add_otherwise(towns: dict[str, Town], regions: Counter[Region]) -> None:
    """The city of which a name gives a side, and the name as printed where the gazetteer's is another one."""
    home = _home(regions)
    for town in [town for town in towns.values() if town.mentions]:
        often = math.log1p(len(town.mentions))
        if (city := without_side(town.name)) is not None and (place := town_in(city, home)) is not None:
            unnamed(towns, place).traits["a side of it"] = often
        printed = town.mentions[0].span.exact
        key = fold(printed)
        if key in ("", town.key):
            continue
        known = town_in(printed, home)
        if key not in towns:
            where = where_at(known) if known else replace(town.where, name=printed) if town.where else None
            towns[key] = Town(key, printed, where=where, place=known or town.place, order=len(towns), traits=dict(town.traits))
        towns[key].traits["printed" if known is None else "printed, known"] = often


def _add_overlooked(
    document: Document, towns: dict[str, Town], words: Standing, mentions: Sequence[Mention], regions: Counter[Region]
) -> None:
    """Towns of the regions named, and cities, that the finder of places took for something else."""
    home, states = _home(regions), states_of(regions)
    covered = sorted((one.span.start, one.span.end) for one in mentions)
    starts = [start for start, _ in covered]
    told: dict[str, tuple[Place | PostTown, Counter[str]]] = {}

    def known(name: str) -> Place | PostTown | None:
        return town_in(name, home) or next(filter(None, (post_town(fold(name), state) for state in states)), None)

    found: Iterator[tuple[int, int, Place | PostTown]] = names_by_capitals(document.text, known)
    for start, end, name in found:
        at = bisect_right(starts, end - 1) - 1
        if at < 0 or covered[at][1] <= start:
            told.setdefault(fold(name.name), (name, Counter()))[1].update(words.traits_at(start, end))
    for place, traits in told.values():
        town = unnamed(towns, place)
        for trait, count in traits.items():
            town.traits[trait] = max(math.log1p(count), town.traits.get(trait, 0.0))
        region = place.region if isinstance(place, PostTown) else place.admin1
        town.traits |= {"missed": 1.0, "missed, region not named": float(all(region != name for name, _ in home))}


def _add_address(document: Document, towns: dict[str, Town]) -> None:
    """Whether the path of the report's address holds the name."""
    path = (document.address or "").split("://")[-1].partition("/")[2]
    path = f"-{_NO_LETTERS.sub('-', path.lower())}-"
    for town in towns.values():
        if f"-{town.key.replace(' ', '-')}-" in path:
            town.traits["in the address"] = 1.0


def _add_force(document: Document, towns: dict[str, Town]) -> None:
    """Who came, sheriff's men or police, to a town whose police are named and to the city near a town."""
    count = {name: len(pattern.findall(document.text)) for name, pattern in patterns("text")}
    sheriff, police = count["sheriff"], count["police"]
    force = "sheriff" if sheriff > 2 * police else "both" if sheriff and police else "police" if police else "nobody"
    for town in towns.values():
        town.traits |= {f"{force}, {trait}": town.traits[trait] for trait in _OF_FORCES if trait in town.traits}


def _namesake(county: Place) -> Place | None:
    """The town in a county that bears its name."""
    name = _COUNTY.sub("", county.name.lower())
    return next((place for place in lookup(name) if place.kind == "populated" and place.admin2_id == county.id), None)
