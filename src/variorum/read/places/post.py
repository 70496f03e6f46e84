"""Post towns among the towns that a report may be about: which of them are some, and which ones serve the others and the counties.

Records kept by address name the post town: the city next door for a suburb, a quarter or a township, a hamlet for the land around it.
Elsewhere than in the United States nothing is added.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence, Set

from variorum.lexicon.gazetteer.post import COUNTRY, PostTown, county_key, has_post_towns, nearest_post_town, post_town, post_towns_of
from variorum.read.places.overlooked import Region
from variorum.read.places.possible import SAME, Town, located, unnamed

_STATES = 3  # of a report in which a name is looked for
_TOWNS = 3  # of a county
_SERVED, _CLOSE = 25.0, 5.0  # km to the nearest postal code


def states_of(regions: Counter[Region]) -> tuple[str, ...]:
    """The states among the regions that a report names most often, the most named first."""
    return tuple(name for (name, land), _ in regions.most_common(_STATES) if name and land == COUNTRY and has_post_towns(name))


def add_post_towns(towns: dict[str, Town], states: Sequence[str]) -> None:
    """Add the post towns that serve what a report names, and to every town whether it is one, as traits; towns that are nowhere else lie
    where their post town does.
    """
    for town in list(towns.values()):
        if _is_county(town):
            _add_of_county(towns, town)
    total = sum(len(town.mentions) for town in towns.values())
    for town in list(towns.values()):
        if town.mentions and next(_post_towns(town, states), None) is None:
            _add_nearest(towns, town, total)
    counties = {(county_key(town.place), town.place.admin1) for town in towns.values() if _is_county(town) and town.place is not None}
    for town in towns.values():
        town.traits |= _kind(town, states, counties)
        if town.where is None and (post := next(_post_towns(town, states), None)) is not None:
            town.where, town.place = located(post)


def _is_county(town: Town) -> bool:
    return bool(town.mentions) and town.place is not None and town.place.kind == "admin2"


def _add_of_county(towns: dict[str, Town], county: Town) -> None:
    if county.place is None:
        return
    often = math.log1p(len(county.mentions))
    for rank, (post, share) in enumerate(post_towns_of(county.place)[:_TOWNS]):
        traits = unnamed(towns, post).traits
        traits["post town of a county"] = traits.get("post town of a county", 0.0) + often
        traits["post town of a county, share"] = max(traits.get("post town of a county, share", 0.0), share)
        if rank == 0:
            traits["first post town of a county"] = often
        if towns[post.key].mentions:
            traits["post town of a county, named"] = often


def _add_nearest(towns: dict[str, Town], town: Town, total: int) -> None:
    found = nearest_post_town(town.place) if town.place is not None and town.place.kind in ("populated", "district") else None
    if found is None or found[1] > _SERVED:
        return
    post, away = found
    often = math.log1p(len(town.mentions))
    traits = unnamed(towns, post).traits
    traits["post town of"] = traits.get("post town of", 0.0) + often
    traits["post town of, share"] = traits.get("post town of, share", 0.0) + len(town.mentions) / total
    if away < _CLOSE:
        traits["post town of, close"] = often
    if towns[post.key].mentions:
        traits["post town of, named"] = often


def _post_towns(town: Town, states: Sequence[str]) -> Iterator[PostTown]:
    """The post towns of its name: in its own state and close by, or in the states named if it is not known where it lies."""
    place, where = town.place, town.where
    own = where.admin1 if where is not None and where.country == COUNTRY else None
    for state in (own,) if where is not None else states:
        post = post_town(town.key, state)
        if post is not None and (place is None or place.kind not in ("populated", "district") or post.distance(place) <= SAME):
            yield post


def _kind(town: Town, states: Sequence[str], counties: Set[tuple[str, str | None]]) -> dict[str, float]:
    """Whether it is a post town, how large, and whether a county that is named holds it."""
    in_land = town.where is not None and town.where.country == COUNTRY
    if not in_land and not states:
        return {}
    post = next(_post_towns(town, states), None)
    traits = {"post town" if post else "no post town": 1.0}
    if post:
        traits["postal codes"] = math.log(len(post.points))
        if counties:
            inside = any((county, post.region) in counties for county in post.counties)
            traits["post town in a county named" if inside else "post town in no county named"] = 1.0
    if states and post_town(town.key, states[0]) is not None and (post is None or post.region != states[0]):
        traits["post town at home"] = 1.0
    return traits
