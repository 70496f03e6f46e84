"""The record as it stood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.history.days import FIRST, SECOND, THIRD, about, add, claim_of, day, evening, reread, with_low
from variorum import desk, pipeline
from variorum.errors import UsageError
from variorum.export.sheet import sheet
from variorum.history.contents import contents_then
from variorum.history.record import Settled, find_then, settle
from variorum.model import Incident, Readout
from variorum.store import Ledger


def at(ledger: Ledger, time: datetime | None, **options: date) -> Settled:
    [snapshot] = ledger.snapshots(time)
    return settle(snapshot, rule=ledger.config.rule, **options)


def all_incidents(then: Settled) -> list[Incident]:
    return [then.incident(id) for id in sorted(then.groups)]


def stored(ledger: Ledger) -> list[Incident]:
    return sorted(ledger.incidents(), key=lambda incident: incident.id)


def killed(incident: Incident) -> tuple[int | None, int | None]:
    figure = next(figure for figure in incident.figures if figure.category == "killed")
    return figure.low, figure.high


def test_every_evening_is_found_again(ledger: Ledger, tmp_path: Path) -> None:
    """Reports, a correction, its undoing, a merge, a new reader: the record of each day, asked for at the end, is as it was."""
    records = {}
    add(ledger, tmp_path / "in", 1, FIRST)
    records[1] = stored(ledger)
    add(ledger, tmp_path / "in", 2, SECOND, THIRD)
    records[2] = stored(ledger)
    made = desk.judge(ledger, claim_of(ledger, "killed", 23).key, "correct", "24", by="ana", at=day(3), reason="the list of names")
    records[3] = stored(ledger)
    joined = desk.judge_pair(ledger, "same", about(ledger, "Quetta").id, about(ledger, "Nairobi").id, by="bo", at=day(4))
    records[4] = stored(ledger)
    desk.undo(ledger, made.key, by="ana", at=day(5))
    records[5] = stored(ledger)
    reread(ledger, 6, "reader-2", lambda claim: with_low(claim, "killed", 71))
    records[6] = stored(ledger)
    desk.undo(ledger, joined.key, by="bo", at=day(7))
    records[7] = stored(ledger)
    assert len({repr(record) for record in records.values()}) == 7
    for number, record in records.items():
        assert all_incidents(at(ledger, evening(number))) == record, number
    assert all_incidents(at(ledger, None)) == records[7]
    assert all_incidents(at(ledger, day(1) - timedelta(hours=1))) == []


def test_todays_id_leads_to_the_incident_of_then(ledger: Ledger, tmp_path: Path) -> None:
    add(ledger, tmp_path / "in", 1, THIRD)
    hotel = about(ledger, "Nairobi").id
    add(ledger, tmp_path / "in", 2, FIRST)
    market = about(ledger, "Quetta").id
    desk.judge_pair(ledger, "same", hotel, market, by="bo", at=day(3))
    [merged] = [incident for incident in ledger.incidents() if incident.documents]
    first, second = at(ledger, evening(1)), at(ledger, evening(2))
    assert find_then(ledger, merged.id, first) == hotel
    assert find_then(ledger, market, first) == hotel, "its own account was not there: that of today's incident is"
    assert find_then(ledger, market, second) == market
    assert find_then(ledger, hotel[:20], second) == hotel
    with pytest.raises(UsageError, match="first report came in at 12:00:00 UTC on 1 June 2024"):
        find_then(ledger, merged.id, at(ledger, day(1) - timedelta(hours=1)))
    with pytest.raises(UsageError, match="no incident has an account"):
        find_then(ledger, "account:ffffffffffff", second)


def test_an_account_of_a_later_reading_leads_to_the_one_that_it_replaced(ledger: Ledger, tmp_path: Path) -> None:
    add(ledger, tmp_path / "in", 1, FIRST)
    before = about(ledger, "Quetta")
    [document] = ledger.documents()
    [account] = [each for each in ledger.accounts() if each.main]
    span = account.anchor
    moved = replace(account, anchor=replace(span, start=span.start, end=span.end + 1, exact=document.text[span.start : span.end + 1]))
    claims = tuple(replace(claim, account=moved.key, maker="reader-2") for claim in ledger.claims() if claim.account == account.key)
    reading = next(reading for reading in ledger.readings() if reading.stage == "read")
    readout = Readout(document=document.key, maker="reader-2", accounts=(moved,), claims=claims)
    ledger.add_readout(replace(reading, maker="reader-2", at=day(2), supersedes=None), readout)
    pipeline.settle(ledger)
    now = about(ledger, "Quetta")
    assert now.id != before.id
    assert find_then(ledger, now.id, at(ledger, evening(1))) == before.id
    assert find_then(ledger, before.id, at(ledger, None)) == now.id


def test_what_the_press_had_said_by_a_day(ledger: Ledger, tmp_path: Path) -> None:
    undated = ("Undated note", "Coast Observer", "", "A bomb at a market in Quetta killed 99 people, a shopkeeper said.")
    add(ledger, tmp_path / "in", 1, FIRST, SECOND, undated)
    market = about(ledger, "Quetta").id
    early = at(ledger, None, published_by=date(2024, 5, 30))
    told = early.incident(find_then(ledger, market, early))
    assert killed(told) == (17, 17)
    assert len(told.documents) == 1
    assert [document.publisher for document in early.documents.values()] == ["Meridian Wire"]
    with pytest.raises(UsageError, match="is known to be published by 29 May 2024"):
        find_then(ledger, market, at(ledger, None, published_by=date(2024, 5, 29)))


def test_a_judgement_holds_among_early_reports_and_a_decision_on_the_figure_does_not(ledger: Ledger, tmp_path: Path) -> None:
    add(ledger, tmp_path / "in", 1, FIRST, SECOND)
    market = about(ledger, "Quetta").id
    desk.judge(ledger, claim_of(ledger, "killed", 17).key, "correct", "18", by="ana", at=day(2))
    desk.judge(ledger, claim_of(ledger, "killed", 23).key, "correct", "25", by="ana", at=day(2))
    desk.prefer(ledger, market, "killed", "40", by="ana", at=day(3))
    early = at(ledger, None, published_by=date(2024, 5, 30))
    id = find_then(ledger, market, early)
    assert killed(early.incident(id)) == (18, 18)
    assert {claim.document for claim in contents_then(ledger, early).claims} == set(early.documents)
    assert killed(at(ledger, None).incident(market)) == (40, 40)
    assert killed(at(ledger, evening(2)).incident(market)) == (18, 25)


def test_the_sheet_says_which_record_it_is(ledger: Ledger, tmp_path: Path) -> None:
    add(ledger, tmp_path / "in", 1, FIRST)
    add(ledger, tmp_path / "in", 2, SECOND, THIRD)
    then = at(ledger, evening(1), published_by=date(2024, 6, 1))
    id = find_then(ledger, about(ledger, "Quetta").id, then)
    shown = sheet(then.incident(id), contents_then(ledger, then))
    assert shown.record == "as it stood at 20:00:00 UTC on 1 June 2024, from reports published by 1 June 2024"
    assert "1 report," in shown.citation
    assert shown.digest == ledger.head()
    today = desk.contents(ledger)
    assert sheet(today.incidents[0], today).record == ""


def test_the_contents_of_now_show_what_the_desk_shows(ledger: Ledger, tmp_path: Path) -> None:
    add(ledger, tmp_path / "in", 1, FIRST, SECOND, THIRD)
    desk.judge(ledger, claim_of(ledger, "killed", 23).key, "reject", None, by="ana", at=day(2))
    now, contents = at(ledger, None), desk.contents(ledger)
    ours = contents_then(ledger, now)
    for incident in contents.incidents:
        assert sheet(now.incident(incident.id), ours) == sheet(incident, contents)


# ---------------------------------------------------------------- at random


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Three reports, read once; what is made at random takes the readings from here."""
    folder = tmp_path_factory.mktemp("once")
    with pytest.MonkeyPatch.context() as patch, Ledger.create(folder / "once.variorum") as made:
        patch.setenv("VARIORUM_READER", "rules")
        add(made, folder / "in", 1, FIRST, SECOND, THIRD)
        yield made


def replay(source: Ledger, ledger: Ledger, number: int, when: datetime) -> None:
    """Let the report of a number come into another ledger."""
    document = sorted(source.documents(), key=lambda each: each.title or "")[number]
    capture = source.capture(document.capture)
    [sighting] = source.sightings(capture.key)
    ledger.add_capture(capture, replace(sighting, at=when), source.blob(capture.blob))
    for reading in source.readings(capture.key):
        ledger.add_documents(capture.key, replace(reading, at=when), [document])
    for reading in source.readings(document.key):
        accounts, claims = source.found(reading.key)
        readout = Readout(document=document.key, maker=reading.maker, accounts=accounts, claims=claims)
        ledger.add_readout(replace(reading, at=when), readout)
    pipeline.settle(ledger)


STEPS = st.lists(st.tuples(st.sampled_from(["report", "judge", "undo", "pair", "reader"]), st.integers(0, 5)), min_size=2, max_size=7)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_whatever_happened_each_evening_is_found_again(
    steps: list[tuple[str, int]], read_once: Ledger, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Ledger.create(tmp_path_factory.mktemp("random") / "r.variorum") as ledger:
        replay(read_once, ledger, 0, day(1))
        records = [stored(ledger)]
        for number, (kind, choice) in enumerate(steps, start=2):
            take_step(read_once, ledger, kind, choice, number)
            records.append(stored(ledger))
        for number, record in enumerate(records, start=1):
            assert all_incidents(at(ledger, evening(number))) == record, (number, steps)


def take_step(source: Ledger, ledger: Ledger, kind: str, choice: int, number: int) -> None:
    claims, accounts = sorted(ledger.claims(category="killed"), key=lambda claim: claim.key), sorted(ledger.accounts(), key=lambda a: a.key)
    judgements = list(ledger.judgements())
    if kind == "report":
        replay(source, ledger, choice % 3, day(number))
    elif kind == "judge" and claims:
        verdict = ("reject", "accept", "correct")[choice % 3]
        value = "31" if verdict == "correct" else None
        desk.judge(ledger, claims[choice % len(claims)].key, verdict, value, by="ana", at=day(number))  # type: ignore[arg-type]
    elif kind == "undo" and judgements:
        desk.undo(ledger, judgements[choice % len(judgements)].key, by="ana", at=day(number))
    elif kind == "pair" and len(accounts) > 1:
        verdict = ("same", "different")[choice % 2]
        left, right = accounts[choice % len(accounts)].key, accounts[(choice + 1) % len(accounts)].key
        desk.judge_pair(ledger, verdict, left, right, by="ana", at=day(number))  # type: ignore[arg-type]
    elif kind == "reader":
        reread(ledger, number, f"reader-{number}", lambda claim: None if choice == 0 else with_low(claim, "killed", choice))
