"""An incident as an archive of shootings keeps it: one day, one town, how many were killed and injured.

Which pair of numbers it is, on which day and in which town, where reports differ or leave it to their readers, is told by learnt tables
(`tally.tsv`, `day.tsv`, and for the towns that come in `read/places/town.tsv`). What the incident has of its own counts as one more report.
The tables are learnt on reports of small shootings in the United States, one incident a report. No claim, figure or date is made of them:
those are what somebody said.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Literal

from variorum.model import ArchiveRow, Claim, Estimate, Incident, Mention, Told, When, Where
from variorum.reckon.archive.counts import archive_figures, taking_in, told_count
from variorum.reckon.archive.day import chance_of_day, days_of, likeliest_day
from variorum.reckon.archive.place import Town, likeliest_town
from variorum.reckon.archive.tally import tallies_of
from variorum.reckon.archive.tally_reports import likeliest

Part = Literal["numbers", "day", "place"]
PARTS: frozenset[Part] = frozenset({"numbers", "day", "place"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report that is about an incident: its account, all claims and times of its document, and the towns that it may be about."""

    told: Told
    claims: Sequence[Claim] = ()
    times: Sequence[Mention] = ()
    towns: Sequence[Town] = ()


def archive_row(incident: Incident, reports: Sequence[Report], *, kept: Set[Part] = frozenset()) -> ArchiveRow:
    """The row of an incident. Of the parts that are `kept`, and of all where no report is about it, nothing is estimated: they stand as the
    incident has them.
    """
    kept = kept if reports else PARTS
    killed, injured, numbers_chance = _numbers(incident, reports, kept)
    day, day_chance = _day(incident, reports, kept)
    where, where_chance = _place(incident, reports, kept)
    return ArchiveRow(
        incident=incident.id,
        reports=len(reports),
        day=day,
        where=where,
        killed=killed,
        injured=injured,
        day_chance=day_chance,
        where_chance=where_chance,
        numbers_chance=numbers_chance,
    )


def _numbers(incident: Incident, reports: Sequence[Report], kept: Set[Part]) -> tuple[Estimate | None, Estimate | None, float | None]:
    figures = {figure.category: figure for figure in incident.figures}
    of_killed, of_injured = figures.get("killed"), figures.get("injured")
    if "numbers" in kept:
        return told_count(of_killed), told_count(of_injured), None
    killed, injured = archive_figures(of_killed, of_injured, [each.told for each in reports])
    tallies = [tallies_of(each.told, each.claims) for each in sorted(reports, key=lambda report: came_out(report.told))]
    (dead, hurt), chance = likeliest(tallies, (killed.best, injured.best))
    return taking_in(killed, dead), taking_in(injured, hurt), chance


def came_out(told: Told) -> tuple[date, str]:
    """When a report came out, to sort by; those that do not say come last."""
    published = told.published.earliest if told.published else None
    return published or date.max, told.key


def _day(incident: Incident, reports: Sequence[Report], kept: Set[Part]) -> tuple[date | None, float | None]:
    own = first_day(incident.when)
    if "day" in kept:
        return own, None
    published = [each.told.published.earliest for each in reports if each.told.published and each.told.published.earliest]
    days = [days_of(each.told, each.claims, each.times) for each in reports]
    day = likeliest_day(days, own or min(published, default=None))
    return day, chance_of_day(days, day) if day else None


def _place(incident: Incident, reports: Sequence[Report], kept: Set[Part]) -> tuple[Where | None, float | None]:
    found = likeliest_town([each.towns for each in reports]) if "place" not in kept else None
    return found or (incident.where, None)


def first_day(when: When | None) -> date | None:
    """The day on which it began, if it is known to within some days."""
    return (when.earliest or when.latest) if when is not None and when.precision <= 2 else None
