"""Which of the places of a name is meant: rank, the region named after it, and what the other names of the document stand near.

Every name has weighed options; what all others' likely options support (country, first division, the square of one degree and its
neighbours) is added, and the weighing repeated. One name, one place a document, unless regions named after it say otherwise.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from variorum.lexicon.gazetteer import Place, fold
from variorum.lexicon.gazetteer.folding import DESIGNATORS
from variorum.lexicon.logit import chances
from variorum.read.places.candidates import Candidate, Page
from variorum.read.places.outlet import outlet_country, outlet_places
from variorum.read.places.qualify import qualifier_after
from variorum.read.places.support import Name, Support, meet
from variorum.read.places.weights import weights

OPTIONS = 24  # places of a name that are weighed: of "San Antonio" there are hundreds, and nobody means the last
ROUNDS = 2
PLURALS = {
    "cities": "populated", "towns": "populated", "villages": "populated", "townships": "populated",
    "provinces": "admin1", "governorates": "admin1", "oblasts": "admin1", "states": "admin1", "regions": "admin1", "prefectures": "admin1",
    "counties": "admin2", "districts": "admin2", "parishes": "admin2", "municipalities": "admin2",
}  # fmt: skip
ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE", "ZA"})  # where a local paper in English is printed, mostly
_LISTED = frozenset({",", "and", "or", "&"})
_LIST = 30  # tokens of a list of names


def settle(page: Page, mentions: Sequence[Candidate], home: Place | None = None) -> list[Name]:
    """The names of the mentions with the chances of their options."""
    names = names_of(page, mentions)
    describe(page, names, home)
    for name in names:
        name.chances = chances(name.still, weights("settle_alone"))
    for _ in range(ROUNDS):
        support = Support(names)
        later = [support.join(name) for name in names]
        for name, traits in zip(names, later, strict=True):
            name.chances = chances(traits, weights("settle"))
            name.near = [bool(one.get("near_any")) for one in traits]
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
        places = of_kind(page, mention)
        regions = tuple(place for place in after[2] if any(within(option, place) for option in places)) if after else ()
        key = (mention.folded, tuple(place.id for place in regions), places[0].id)
        name = found.get(key)
        if name is None:
            name = found[key] = Name(mention.folded, options_of(places, regions), regions)
        name.bearers.append(mention)
    for folded, places in outlet_places(page.parsed.document):
        found["outlet", (), places[0].id] = Name(folded, places[:OPTIONS], spoken=False)
    return list(found.values())


def of_kind(page: Page, mention: Candidate) -> tuple[Place, ...]:
    """A mention's places; only regions of the kind said, where "province", "county" … follows and some are."""
    kind = kind_after(page, mention)
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
    printed = {place.id for name in names if not name.spoken for place in name.options}
    for name in names:
        kinds = {kind for bearer in name.bearers if (kind := kind_beside(page, bearer))}
        title = any(page.words[bearer.start - 1 : bearer.start] == ["in"] for bearer in name.bearers)
        article = any(page.lower[bearer.start - 1 : bearer.start] == ["the"] for bearer in name.bearers)
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
                f"the&kind:{place.kind}": float(article),
            }
            if name.regions:
                traits["in_region_named"] = float(any(within(place, region) for region in name.regions))
            elif named[name.folded]:
                traits["named_elsewhere"] = float(any(within(place, region) for region in named[name.folded]))
            for kind in kinds:
                traits[f"beside:{kind}:{place.kind}"] = 1.0
            if country is not None:
                traits["outlet_country"] = float(place.country == country)
            if place.id in printed:
                traits["outlet_named"] = 1.0
                traits["outlet_named&first"] = float(at == 0)
                traits["outlet_named&english"] = float(place.country in ENGLISH)
            if home is not None:
                traits["home"] = float(home.id in (place.admin1_id, place.id))
            name.still.append({trait: value for trait, value in traits.items() if value})
    meet(names)


def kind_after(page: Page, mention: Candidate) -> str | None:
    """The kind that a word right after gives, or one after a list: "Aleppo, Homs and Hama provinces"."""
    at = mention.end
    if at < len(page.lower) and page.lower[at] in DESIGNATORS:
        return DESIGNATORS[page.lower[at]]
    if at >= len(page.words) or page.words[at] not in _LISTED:
        return None
    while at < min(len(page.words), mention.end + _LIST) and (page.words[at] in _LISTED or page.capital[at]):
        at += 1
    return PLURALS.get(page.lower[at]) if at < len(page.lower) else None


def kind_beside(page: Page, mention: Candidate) -> str | None:
    """The kind that the next word gives: "Aleppo province", "the city of Aleppo"."""
    words = page.lower
    if kind := kind_after(page, mention):
        return kind
    if mention.start >= 2 and words[mention.start - 1] == "of" and words[mention.start - 2] in DESIGNATORS:
        return DESIGNATORS[words[mention.start - 2]]
    if mention.start >= 1 and words[mention.start - 1] in DESIGNATORS:
        return DESIGNATORS[words[mention.start - 1]]
    return None
