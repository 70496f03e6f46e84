"""What a ledger held at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.build import CLEANER, NOW, READER, add_one, capture_of, document_of, readout_of, sighting_of
from variorum.model import Document, Judgement, Problem, Reading
from variorum.store import Ledger
from variorum.store.aliases import stand_in
from variorum.store.asof import Snapshot

HOUR = timedelta(hours=1)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create(tmp_path / "my.variorum") as made:
        yield made


def add_at(ledger: Ledger, number: int, at: datetime, *, cleaner: str = CLEANER, read_at: datetime | None = None) -> Document:
    data = f"report {number}".encode()
    capture = capture_of(data)
    ledger.add_capture(capture, replace(sighting_of(capture, path=f"reports/{number}.txt"), at=at), data)
    document = document_of(capture, number=number)
    ledger.add_documents(capture.key, Reading(document=capture.key, stage="clean", maker=cleaner, at=at), [document])
    read(ledger, document, READER, read_at or at)
    return document


def read(ledger: Ledger, document: Document, maker: str, at: datetime, *, shift: int = 0) -> None:
    ledger.add_readout(Reading(document=document.key, stage="read", maker=maker, at=at), readout_of(document, maker=maker, shift=shift))


def at(ledger: Ledger, time: datetime | None) -> Snapshot:
    [snapshot] = ledger.snapshots(time)
    return snapshot


def test_a_snapshot_of_now_is_what_is_current(ledger: Ledger) -> None:
    documents = [add_one(ledger, number) for number in range(3)]
    read(ledger, documents[0], "reader-2", NOW + HOUR, shift=3)
    now = at(ledger, None)
    assert list(now.documents.values()) == list(ledger.documents())
    assert list(now.accounts.values()) == sorted(ledger.accounts(), key=list(now.accounts.values()).index)
    assert sorted(claim.key for claim in ledger.claims()) == sorted(now.claims)
    assert now.aliases == ledger.account_aliases()
    assert {reading.maker for reading in now.readings.values()} == {READER, "reader-2"}


def test_what_came_later_is_not_there(ledger: Ledger) -> None:
    first = add_at(ledger, 1, NOW)
    add_at(ledger, 2, NOW + 2 * HOUR)
    assert list(at(ledger, NOW + HOUR).documents) == [first.key]
    assert len(at(ledger, NOW + 2 * HOUR).documents) == 2
    assert at(ledger, NOW - HOUR) == Snapshot(at=NOW - HOUR)


def test_a_document_that_was_not_read_yet_tells_of_nothing(ledger: Ledger) -> None:
    document = add_at(ledger, 1, NOW, read_at=NOW + 2 * HOUR)
    then = at(ledger, NOW + HOUR)
    assert (list(then.documents), then.accounts, then.claims, then.readings) == ([document.key], {}, {}, {})


def test_the_reading_of_then_is_taken_and_later_accounts_lead_to_those_of_then(ledger: Ledger) -> None:
    document = add_at(ledger, 1, NOW)
    before = list(ledger.accounts())
    read(ledger, document, "reader-2", NOW + 2 * HOUR, shift=3)
    [later] = ledger.accounts()
    then, now = ledger.snapshots(NOW + HOUR, None)
    assert list(then.accounts.values()) == before
    assert then.aliases == {later.key: before[0].key}
    assert now.aliases == {before[0].key: later.key}
    assert {claim.maker for claim in then.claims.values()} == {READER}
    assert then.documents[document.key] is now.documents[document.key]


def test_a_later_sighting_of_the_same_bytes_does_not_matter(ledger: Ledger) -> None:
    add_at(ledger, 1, NOW)
    data = b"report 1"
    capture = capture_of(data)
    ledger.add_capture(capture, replace(sighting_of(capture, path="again.txt"), at=NOW + 5 * HOUR), data)
    assert at(ledger, NOW + HOUR).sightings[capture.key].at == NOW
    # nor does an earlier one, as a web archive tells of: the ledger had not read it then
    ledger.add_capture(capture, replace(sighting_of(capture, path="old.warc"), at=NOW - 5 * HOUR), data)
    assert at(ledger, NOW - HOUR).documents == {}
    assert len(at(ledger, NOW + HOUR).documents) == 1


def test_a_new_cleaner_makes_another_document_only_from_then_on(ledger: Ledger) -> None:
    document = add_at(ledger, 1, NOW)
    cleaned = replace(document, text=f"{document.text} More.")
    reading = Reading(document=document.capture, stage="clean", maker="cleaner-2", at=NOW + 2 * HOUR)
    ledger.add_documents(document.capture, reading, [cleaned])
    then, now = ledger.snapshots(NOW + HOUR, None)
    assert (list(then.documents), list(now.documents)) == ([document.key], [cleaned.key])
    assert (len(then.claims), len(now.claims)) == (1, 0)


def test_judgements_by_then_with_the_claims_that_they_name(ledger: Ledger) -> None:
    document = add_at(ledger, 1, NOW)
    [claim] = ledger.claims()
    said = Judgement(verdict="reject", subject=claim.key, by="ana", at=NOW + HOUR)
    undone = replace(said, at=NOW + 3 * HOUR, withdraws=said.key)
    for judgement in (said, undone):
        ledger.judge(judgement)
    read(ledger, document, "reader-2", NOW + 2 * HOUR, shift=3)
    before, between, after = ledger.snapshots(NOW, NOW + 2 * HOUR, None)
    assert (before.judgements, between.judgements, after.judgements) == ([], [said], [said, undone])
    assert (before.former, list(between.former)) == ({}, [claim.key])


def test_problems_of_current_readings(ledger: Ledger) -> None:
    document = add_at(ledger, 1, NOW)
    ledger.add_problems([Problem(stage="acquire", code="empty_file", subject="x.txt", message="It is empty.")])
    assert [problem.subject for problem in at(ledger, None).problems] == [document.key]
    assert at(ledger, NOW - HOUR).problems == []


def test_the_last_change(ledger: Ledger) -> None:
    assert ledger.last_change() is None
    add_at(ledger, 1, NOW)
    [claim] = ledger.claims()
    ledger.judge(Judgement(verdict="accept", subject=claim.key, by="ana", at=NOW + HOUR))
    assert ledger.last_change() == NOW + HOUR


def test_the_stand_in_has_the_same_words_or_is_the_nearest(ledger: Ledger) -> None:
    document = add_at(ledger, 1, NOW)
    one, other = (readout_of(document, shift=shift).accounts[0] for shift in (0, 20))
    near = readout_of(document, shift=17).accounts[0]
    assert stand_in(near, [one, other]) == other
    assert stand_in(one, [other, one]) == one


steps = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["reader-1", "reader-2", "reader-3"]), st.integers(0, 9)), max_size=12)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps, cut=st.integers(0, 12))
def test_then_is_what_was_current_then(steps: list[tuple[int, str, int]], cut: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A ledger that stops, and one that goes on and is asked for the time when the other stopped, hold the same."""
    with Ledger.create(tmp_path_factory.mktemp("whole") / "a.variorum") as ledger:
        stopped = Snapshot(at=None)
        for count, (number, maker, shift) in enumerate(steps):
            if count == cut:
                stopped = at(ledger, None)
            add_at(ledger, number, NOW + count * HOUR)
            read(ledger, document_of(capture_of(f"report {number}".encode()), number=number), maker, NOW + count * HOUR, shift=shift)
        if cut < len(steps):
            then = at(ledger, NOW + (cut - 1) * HOUR + HOUR / 2)
            for name in ("documents", "accounts", "claims", "readings", "problems"):
                assert getattr(then, name) == getattr(stopped, name), name


def test_the_mentions_of_a_superseded_reading(ledger: Ledger) -> None:
    document = add_at(ledger, 1, NOW)
    then = at(ledger, NOW).readings[document.key]
    before = ledger.mentions(document.key)
    read(ledger, document, "reader-2", NOW + HOUR, shift=3)
    assert ledger.mentioned(then.key) == before != ledger.mentions(document.key)
    assert ledger.mentioned("reading:none") == ()
