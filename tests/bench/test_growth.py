"""Made worlds are what they promise to be, and are read by resolve as reports are."""

from __future__ import annotations

import sqlite3
from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from bench.growth.filling import put, put_together
from bench.growth.resolving import Stream, b_cubed, measure, number_of
from bench.growth.worlds import Report, World

from variorum.model import Told
from variorum.resolve.copies import find_copies
from variorum.resolve.features import compare, odds_of, weights
from variorum.resolve.profile import profile
from variorum.resolve.weighing import log_odds
from variorum.store import Ledger

SIZE = 600


@pytest.fixture(scope="module")
def world() -> World:
    return World(SIZE, dense=True)


@pytest.fixture(scope="module")
def reports(world: World) -> list[Report]:
    return list(world.reports())


@pytest.fixture(scope="module")
def told(reports: list[Report]) -> list[Told]:
    return [each for report in reports for each in report.told()]


def test_the_same_seed_gives_the_same_world(reports: list[Report]) -> None:
    assert list(World(SIZE, dense=True).reports()) == reports
    assert list(World(SIZE, seed=6, dense=True).reports())[:20] != reports[:20]


def test_there_are_as_many_accounts_as_asked_for(reports: list[Report], told: list[Told]) -> None:
    assert len(told) == sum(len(report.incidents) for report in reports) == SIZE
    assert len({each.key for each in told}) == SIZE
    assert {len(report.accounts) for report in reports} == {1, 2, 3}


def test_reports_come_by_day_and_are_short(reports: list[Report]) -> None:
    days = [report.published.earliest for report in reports if report.published and report.published.earliest]
    assert days == sorted(days)
    assert all(30 <= len(report.document.text.split()) <= 170 for report in reports)


def test_dates_are_printed_worked_out_or_missing(reports: list[Report]) -> None:
    ways = Counter((report.document.published is not None, report.published is not None) for report in reports)
    assert ways.keys() == {(True, True), (False, True), (False, False)}
    assert ways[True, True] > 0.8 * len(reports)


def test_evidence_stands_in_the_text_and_claims_are_of_their_accounts(reports: list[Report]) -> None:
    for report in reports:
        for span in [account.anchor for account in report.accounts] + [claim.evidence[0] for claim in report.claims]:
            assert report.document.text[span.start : span.end] == span.exact
        assert {claim.account for claim in report.claims} - {None} == {account.key for account in report.accounts}
        assert "{" not in report.document.text
        assert "<" not in report.document.text


def test_one_incident_is_large_and_one_town_has_many_alike_attacks(world: World, reports: list[Report]) -> None:
    sizes = Counter(incident for report in reports for incident in report.incidents)
    assert sizes[0] >= 0.012 * SIZE
    attacks = [world.incident(number) for number in range(1, world.plan.alike + 1)]
    assert len({(each.town, each.type) for each in attacks}) == 1
    assert max(each.day for each in attacks).toordinal() - min(each.day for each in attacks).toordinal() <= 30
    assert len({each.victims for each in attacks}) == len(attacks)


def test_some_reports_are_copies(reports: list[Report]) -> None:
    found = find_copies([report.document for report in reports])
    assert len(found.relations) > 0.05 * len(reports)


def test_larger_worlds_are_as_busy_and_denser_ones_are_no_longer() -> None:
    spans = {(size, dense): np.ptp(World(size, dense=dense).plan.days) for size in (2_000, 20_000) for dense in (False, True)}
    assert spans[20_000, False] == pytest.approx(10 * spans[2_000, False], rel=0.2)
    assert spans[20_000, True] == pytest.approx(spans[2_000, True], rel=0.05)
    assert 20_000 / spans[20_000, False] == pytest.approx(1_000_000 / np.ptp(World(1_000_000).plan.days), rel=0.1)


def test_judgements_are_of_accounts_of_the_world(world: World) -> None:
    judged = list(World(20_000).judgements())
    assert {each.verdict for each in judged} == {"same", "different", "unsure"}
    assert judged == list(World(20_000).judgements())


def test_odds_are_the_sum_of_the_features(told: list[Told]) -> None:
    profiles = [profile(each) for each in told[:40]]
    for one, other in combinations(profiles, 2):
        assert odds_of(one, other) == odds_of(other, one) == log_odds(compare(one, other), weights())


def test_a_resolve_is_measured() -> None:
    measured = measure(200, seed=5)
    assert measured["accounts"] == 200
    assert measured["f"] > 0.8
    assert 0 < measured["seconds"] < 60


def test_b_cubed_of_the_truth_is_one() -> None:
    stream = Stream(World(200))
    keys = [each.key for told in stream for each in told]
    groups: dict[int, list[str]] = {}
    for key, incident in zip(keys, stream.incidents, strict=True):
        groups.setdefault(incident, []).append(key)
    assert list(map(number_of, keys)) == list(stream.keys)
    assert b_cubed(list(groups.values()), stream.keys, stream.incidents)["f"] == 1
    alone = b_cubed([[key] for key in keys], stream.keys, stream.incidents)
    assert alone["precision"] == 1 > alone["recall"]


def test_a_ledger_filled_at_once_is_the_one_that_the_store_writes(tmp_path: Path, reports: list[Report]) -> None:
    rows = []
    for name, way in (("one.variorum", put), ("many.variorum", put_together)):
        with Ledger.create(tmp_path / name) as ledger:
            ledger._write(way, reports[:30])
            assert {problem.code for problem in ledger.verify()} == {"damaged_blob"}  # whose bytes were left out
            with sqlite3.connect(tmp_path / name / "ledger.sqlite") as file:
                names = [row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
                kept = [name for name in names if "texts" not in name]  # the search index is written in segments
                rows.append({name: sorted(map(repr, file.execute(f"SELECT * FROM {name}"))) for name in kept})
            assert ledger.search(reports[0].document.title or "")
    assert rows[0] == rows[1]
