"""A draft for an archive of shootings, from a ledger."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from variorum import archiving, desk, pipeline
from variorum.cli import OK, main
from variorum.model import ArchiveRow, Incident, When
from variorum.store import Ledger

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
BY = "2021 (Lakeside Daily) — "
REPORTS = {
    "tulsa": f"Two shot dead at bar in Tulsa\n\nTULSA, 4 May {BY}Two men were shot dead and a woman was hurt at a bar in Tulsa on Monday, "
    "police said. Tulsa police are looking for the gunman.",
    "quetta": f"Gunmen kill 90 in Quetta\n\nQUETTA, 9 June {BY}Gunmen killed 90 people and injured 140 at a college in Quetta, "
    "police said.",
    "toll": f"More than 300 shot dead since January\n\nBOISE, 1 July {BY}More than 300 people have been killed in shootings in the state "
    "since January, police said.",
}


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    monkeypatch.setenv("VARIORUM_READER", "rules")
    (tmp_path / "in").mkdir()
    for name, text in REPORTS.items():
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    with Ledger.create(tmp_path / "my.variorum") as made:
        pipeline.run(made, [tmp_path / "in"], now=NOW)
        yield made


def rows(ledger: Ledger) -> list[tuple[Incident, ArchiveRow]]:
    return archiving.archive_rows(ledger, desk.incidents_by(ledger)[0])


def in_town(ledger: Ledger, name: str) -> tuple[Incident, ArchiveRow]:
    (found,) = (each for each in rows(ledger) if each[1].where is not None and each[1].where.name == name)
    return found


def numbers(row: ArchiveRow) -> tuple[int | None, int | None]:
    return (row.killed.best if row.killed else None), (row.injured.best if row.injured else None)


def test_a_small_shooting_is_estimated(ledger: Ledger) -> None:
    _, row = in_town(ledger, "Tulsa")
    assert (row.day, numbers(row)[0]) == (date(2021, 5, 3), 2)
    assert None not in (row.day_chance, row.where_chance, row.numbers_chance)


def test_numbers_of_no_small_shooting_are_not(ledger: Ledger) -> None:
    _, row = in_town(ledger, "Quetta")
    assert (numbers(row), row.numbers_chance) == ((90, 140), None)


def test_running_totals_and_threats_are_left_out(ledger: Ledger) -> None:
    kept = {incident.id for incident, _ in rows(ledger)}
    status_of = {account.key: account.status for account in ledger.accounts()}
    totals = [each.id for each in ledger.incidents() if {status_of[key] for key in each.accounts} == {"cumulative"}]
    assert totals
    assert not kept.intersection(totals)
    assert archiving.archive_rows(ledger, [replace(each, stage="THREATENED") for each in ledger.incidents()]) == []


def test_rows_are_by_day(ledger: Ledger) -> None:
    days = [row.day or date.max for _, row in rows(ledger)]
    assert len(days) > 1
    assert days == sorted(days)


def test_what_a_person_decided_stands(ledger: Ledger) -> None:
    incident, _ = in_town(ledger, "Tulsa")
    desk.prefer(ledger, incident.id, "killed", "7", by="Ada", at=NOW)
    incident, row = in_town(ledger, "Tulsa")
    assert (numbers(row)[0], row.numbers_chance) == (7, None)
    claim = next(each for each in ledger.claims(property="date") if each.account in incident.accounts)
    desk.judge(ledger, claim.key, "correct", "2021-04-30", by="Ada", at=NOW + timedelta(hours=1))
    _, row = in_town(ledger, "Tulsa")
    assert (row.day, row.day_chance) == (date(2021, 4, 30), None)
    place = next(each for each in ledger.claims(property="place") if each.account in incident.accounts)
    desk.place(ledger, place.key, "Wichita, US", by="Ada", at=NOW + timedelta(hours=2))
    _, row = in_town(ledger, "Wichita")
    assert row.where_chance is None


def test_a_figure_that_a_person_corrected_stands(ledger: Ledger) -> None:
    incident, row = in_town(ledger, "Tulsa")
    assert row.numbers_chance is not None
    held = {key for figure in incident.figures if figure.category == "killed" for key in figure.claims}
    desk.judge(ledger, min(held), "correct", "5", by="Ada", at=NOW)
    _, row = in_town(ledger, "Tulsa")
    assert (numbers(row)[0], row.numbers_chance) == (5, None)


def test_a_siege_has_its_first_day() -> None:
    first = date(2021, 6, 1)
    assert archiving._lasts(When(earliest=first, latest=date(2021, 6, 3), precision=2, how="stated"))
    assert not archiving._lasts(When(earliest=first, latest=date(2021, 6, 2), precision=2, how="stated"))
    assert not archiving._lasts(When.day(first))
    assert not archiving._lasts(None)


def test_the_ledger_stays_as_it_is(ledger: Ledger) -> None:
    before = (ledger.head(), list(ledger.incidents()))
    rows(ledger)
    assert (ledger.head(), list(ledger.incidents())) == before


def test_the_command_writes_a_table(ledger: Ledger, tmp_path: Path) -> None:
    out = tmp_path / "archive.csv"
    with pytest.raises(SystemExit) as left:
        main(["export", "--format", "archive", "--rule", "conservative", "--ledger", str(ledger.path), "-o", str(out)])
    assert left.value.code == OK
    with out.open(encoding="utf-8", newline="") as stream:
        lines = {line["town"]: line for line in csv.DictReader(stream)}
    assert (lines["Tulsa"]["killed"], lines["Tulsa"]["date"], lines["Tulsa"]["own_rule"]) == ("2", "2021-05-03", "conservative")
