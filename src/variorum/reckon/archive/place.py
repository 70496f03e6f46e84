"""The town where an incident happened, by the towns that its reports may be about, each with its chance."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from variorum.lexicon.gazetteer import Place
from variorum.model import Where

UNLIKELY = 0.05  # chance that a report's town has at least, so that no single report rules it out
IN_COUNTY = 0.5  # of a county's chance, to a town in it


class Town(Protocol):
    """A town that a report may be about."""

    @property
    def key(self) -> str:
        """The folded name."""

    @property
    def name(self) -> str:
        """The name as the gazetteer or the report has it."""

    @property
    def where(self) -> Where | None:
        """Where it is, as far as that is known."""

    @property
    def place(self) -> Place | None:
        """Its place, if the gazetteer has it."""

    @property
    def chance(self) -> float:
        """Its share among all towns of the report."""


def likeliest_town(reports: Sequence[Sequence[Town]]) -> tuple[Where, float] | None:
    """The town that is likeliest by all reports of an incident together, with its chance by the report that gives it the best; None where
    they name none. A report that tells of a county alone allows each town in it.
    """
    chances: dict[str, list[float]] = defaultdict(list)
    known: dict[str, Town] = {}
    for towns in reports:
        for town in towns:
            chances[town.key].append(max(town.chance, UNLIKELY))
            known.setdefault(town.key, town)
    if not chances:
        return None
    for key, town in known.items():
        chances[key] += [max(IN_COUNTY * chance, UNLIKELY) for towns in reports for chance in _of_county(town, towns)]
    best = known[max(chances, key=lambda key: (sum(math.log(chance / UNLIKELY) for chance in chances[key]), key))]
    chance = max(town.chance for towns in reports for town in towns if town.key == best.key)
    return best.where or Where(name=best.name, kind="populated", precision=1), chance


def _of_county(town: Town, towns: Sequence[Town]) -> list[float]:
    """The chance of a town's county among the towns of a report that does not tell of the town."""
    county = town.place.admin2_id if town.place is not None and town.place.kind == "populated" else None
    if county is None or any(other.key == town.key for other in towns):
        return []
    return [other.chance for other in towns if other.place is not None and other.place.id == county]
