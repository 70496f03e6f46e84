"""A town that a report may be about."""

from __future__ import annotations

from dataclasses import dataclass, field

from variorum.lexicon.gazetteer import Place, fold
from variorum.lexicon.gazetteer.post import COUNTRY, PostTown
from variorum.model import Mention, Where
from variorum.read.places.find import where_at
from variorum.read.places.overlooked import town_in

SAME = 30.0  # km: a post town farther off than that is a namesake


@dataclass(slots=True)
class Town:
    """A town that a report may be about: its folded name, the mentions that name it, and its place if the gazetteer has it.

    Without mentions it is one that lies near what is named, or whose name the outlet bears. `chance` is its share among all of the report;
    that it is none of them has a share, too.
    """

    key: str
    name: str
    mentions: list[Mention] = field(default_factory=list)
    where: Where | None = None
    place: Place | None = None
    order: int = 0
    traits: dict[str, float] = field(default_factory=dict)
    chance: float = 0.0


def unnamed(towns: dict[str, Town], known: Place | PostTown) -> Town:
    """The town of a place or a post town, a new one without mentions where there is none of that name."""
    key = fold(known.name)
    if key not in towns:
        where, place = located(known)
        towns[key] = Town(key, known.name, where=where, place=place, order=len(towns), traits={"not named": 1.0})
    return towns[key]


def located(known: Place | PostTown) -> tuple[Where, Place | None]:
    """Where a place or a post town is, and its place if the gazetteer has it."""
    if isinstance(known, Place):
        return where_at(known), known
    place = town_in(known.name, frozenset({(known.region, COUNTRY)}))
    if place is not None and place.admin1 == known.region and known.distance(place) <= SAME:
        return where_at(place), place
    lat, lon = round(known.lat, 2), round(known.lon, 2)
    return Where(name=known.name, kind="populated", precision=1, admin1=known.region, country=COUNTRY, lat=lat, lon=lon), None
