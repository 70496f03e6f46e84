"""A draft for an archive of shootings as a table."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date

from variorum.export.archive import COLUMNS, archive_lines
from variorum.model import ArchiveRow, Estimate, Figure, Incident, When, Where

TOWN = Where(name="Millbrook", kind="populated", admin1="Ohio", country="US")
DAY = date(2021, 5, 3)
INCIDENT = Incident(
    id="account:1",
    title="=Shooting, Millbrook",
    accounts=("account:1",),
    type="shooting",
    stage="ACCOMPLISHED",
    when=When.day(DAY),
    where=TOWN,
    documents=("document:1", "document:2"),
    mentioned_in=("document:3",),
    figures=(Figure(category="killed", low=1, best=2, high=None, rule="range", reports=2, claims=()),),
)
ROW = ArchiveRow(
    incident="account:1",
    reports=2,
    day=DAY,
    where=TOWN,
    killed=Estimate(low=1, best=2, high=2),
    injured=Estimate(low=0, best=0, high=0),
    day_chance=0.9312,
    where_chance=1.0,
    numbers_chance=None,
)


def table(incident: Incident, row: ArchiveRow) -> dict[str, str]:
    lines = list(csv.DictReader("".join(archive_lines([(incident, row)], rule="range")).splitlines()))
    assert len(lines) == 1
    assert tuple(lines[0]) == COLUMNS
    return lines[0]


def test_a_line_has_the_estimates_and_the_programs_own_values() -> None:
    line = table(INCIDENT, ROW)
    estimated = {"date": "2021-05-03", "town": "Millbrook", "region": "Ohio", "country": "US", "killed": "2", "injured": "0"}
    own = {"own_from": "2021-05-03", "own_place": "Millbrook", "own_killed_low": "1", "own_killed_best": "2", "own_killed_high": ""}
    chances = {"date_chance": "0.93", "place_chance": "1.0", "numbers_chance": ""}
    counts = {"reports": "3", "reports_about": "2", "own_rule": "range", "own_injured_best": "", "differs": ""}
    assert estimated.items() | own.items() | chances.items() | counts.items() <= line.items()


def test_no_spreadsheet_takes_a_title_for_a_formula() -> None:
    assert table(INCIDENT, ROW)["title"] == "'=Shooting, Millbrook"


def test_what_is_not_the_incidents_own_is_named() -> None:
    two_days = replace(INCIDENT, when=When(earliest=DAY, latest=date(2021, 5, 4), precision=2, how="stated"))
    assert table(two_days, ROW)["differs"] == "date"
    elsewhere = replace(ROW, where=replace(TOWN, name="Ashford"), injured=Estimate(low=0, best=1, high=1))
    assert table(INCIDENT, elsewhere)["differs"] == "place injured"
    assert table(INCIDENT, replace(ROW, killed=Estimate(low=1, best=3, high=3)))["differs"] == "killed"


def test_what_is_not_known_is_empty() -> None:
    bare = replace(INCIDENT, when=None, where=None, figures=())
    line = table(bare, replace(ROW, day=None, where=None, killed=None, injured=None, day_chance=None, where_chance=None))
    filled = {"incident", "title", "type", "reports", "reports_about", "own_rule"}
    assert {name for name, cell in line.items() if cell} == filled


def test_of_a_region_there_is_no_town() -> None:
    region = Where(name="Ohio", kind="admin1", admin1="Ohio", country="US", precision=4)
    line = table(INCIDENT, replace(ROW, where=region))
    assert (line["town"], line["region"]) == ("", "Ohio")


def test_an_empty_ledger_has_a_heading() -> None:
    assert "".join(archive_lines([], rule="range")).startswith("incident,title,type,date,")
