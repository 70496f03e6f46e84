"""What an archive of shootings keeps of an incident: one day, one town, two numbers. Estimates, for which no witness stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from variorum.model.where import Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number of people and its ends."""

    low: int
    best: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRow:
    """A draft for an archive of shootings, by its conventions: never a claim, and in no incident.

    `reports` counts those that are about the incident, by which it was estimated. Chances are in [0, 1]: that it was on `day`, the one
    before or the one after; there; and just as many `killed` and `injured`. None: nothing was estimated, and the value is the incident's
    own, or no table knows of it.
    """

    incident: str
    reports: int
    day: date | None
    where: Where | None
    killed: Estimate | None
    injured: Estimate | None
    day_chance: float | None = None
    where_chance: float | None = None
    numbers_chance: float | None = None
