from __future__ import annotations

import stat
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.build import (
    CLEANER,
    NOW,
    READER,
    add_one,
    capture_of,
    document_of,
    reading_of,
    readout_of,
    sighting_of,
)
from variorum.config import Config
from variorum.errors import InvalidRecord, LedgerError, UsageError
from variorum.model import Incident, Judgement, Link, Problem
from variorum.store import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    with Ledger.create(tmp_path / "my.variorum") as ledger:
        yield ledger


def incident_of(account: str, document: str, title: str = "Blast") -> Incident:
    return Incident(
        id=account,
        title=title,
        accounts=(account,),
        type="bombing",
        stage="ACCOMPLISHED",
        when=None,
        where=None,
        documents=(document,),
        mentioned_in=(),
    )


def test_create_makes_a_private_folder(ledger: Ledger) -> None:
    assert stat.S_IMODE(ledger.path.stat().st_mode) == 0o700
    assert {"ledger.sqlite", "blobs", "config.toml"} <= {entry.name for entry in ledger.path.iterdir()}
    assert ledger.config == Config()


def test_create_refuses_what_is_there(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="already a ledger"):
        Ledger.create(ledger.path)
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.jpg").touch()
    with pytest.raises(UsageError, match="not empty"):
        Ledger.create(tmp_path / "photos")


def test_create_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    folder = tmp_path / "half.variorum"
    (folder / "blobs").mkdir(parents=True)
    with Ledger.create(folder) as ledger:
        add_one(ledger)


@pytest.mark.parametrize("name", ["a?b=c.variorum", "50%20 #1.variorum", "книга’s.variorum"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    with Ledger.create(tmp_path / name) as ledger:
        add_one(ledger)
    assert {entry.name for entry in (tmp_path / name).iterdir()} == {"ledger.sqlite", "blobs", "config.toml"}
    with Ledger.open(tmp_path / name) as ledger:
        assert ledger.counts()["documents"] == 1


def test_open_never_creates(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no ledger at .*variorum run FOLDER"):
        Ledger.open(tmp_path / "none.variorum")
    assert not (tmp_path / "none.variorum").exists()


def test_config_is_read_at_opening(ledger: Ledger) -> None:
    (ledger.path / "config.toml").write_text('rule = "range"\nworkers = 2\n')
    with Ledger.open(ledger.path) as again:
        assert again.config == Config(rule="range", workers=2)


def test_a_ledger_for_reading_does_not_write(ledger: Ledger) -> None:
    add_one(ledger)
    with Ledger.open(ledger.path) as reader, pytest.raises(LedgerError, match="reading only"):
        add_one(reader, 1)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    folder = tmp_path / "odd.variorum"
    folder.mkdir()
    (folder / "ledger.sqlite").write_text("not a database, but long enough to be looked at " * 20)
    with pytest.raises(LedgerError, match="damaged"):
        Ledger.open(folder)


def test_records_come_back_as_they_went(ledger: Ledger) -> None:
    document = add_one(ledger, claims=3)
    readout = readout_of(document, claims=3)
    with Ledger.open(ledger.path) as reader:
        assert list(reader.documents()) == [document]
        assert reader.document(document.key) == document
        assert tuple(reader.claims()) == readout.claims
        assert tuple(reader.accounts(document.key)) == readout.accounts
        assert reader.mentions(document.key) == readout.mentions
        assert tuple(reader.problems()) == readout.problems
        assert reader.problem_counts() == {"unresolved_date": 1}
        (capture,) = reader.captures()
        assert list(reader.sightings(capture.key)) == [sighting_of(capture, path="reports/0.txt")]
        assert reader.blob(document.blob) == b"report 0"


def test_the_same_again_writes_nothing(ledger: Ledger) -> None:
    document = add_one(ledger)
    counts, head = ledger.counts(), ledger.head()
    data = b"report 0"
    capture = capture_of(data)
    assert not ledger.add_capture(capture, sighting_of(capture, path="reports/0.txt"), data)
    assert ledger.add_documents(capture.key, reading_of(capture.key, stage="clean", maker=CLEANER), [document]) == 0
    assert not ledger.add_readout(reading_of(document.key), readout_of(document))
    assert (ledger.counts(), ledger.head()) == (counts, head)


def test_the_same_bytes_elsewhere_are_a_new_sighting(ledger: Ledger) -> None:
    add_one(ledger)
    data = b"report 0"
    assert not ledger.add_capture(capture_of(data), sighting_of(capture_of(data), path="copy/0.txt"), data)
    assert [sighting.path for sighting in ledger.sightings()] == ["reports/0.txt", "copy/0.txt"]


def test_what_is_left_to_do(ledger: Ledger) -> None:
    data = b"report 5"
    capture = capture_of(data)
    ledger.add_capture(capture, sighting_of(capture), data)
    assert list(ledger.captures_without("clean", CLEANER)) == [capture]
    document = document_of(capture)
    ledger.add_documents(capture.key, reading_of(capture.key, stage="clean", maker=CLEANER), [document])
    assert list(ledger.captures_without("clean", CLEANER)) == []
    assert list(ledger.captures_without("clean", "cleaner-2")) == [capture]
    assert list(ledger.documents_without("read", READER)) == [document]
    ledger.add_readout(reading_of(document.key), readout_of(document))
    assert list(ledger.documents_without("read", READER)) == []
    assert list(ledger.documents_without("read", "reader-2")) == [document]


def test_writing_while_a_stream_is_open(ledger: Ledger) -> None:
    for number in range(3):
        add_one(ledger, number)
    done = 0
    for document in ledger.documents_without("read", "reader-2"):
        ledger.add_readout(reading_of(document.key, maker="reader-2"), readout_of(document, maker="reader-2"))
        done += 1
    assert done == 3


def test_a_new_reading_supersedes_and_keeps_the_old(ledger: Ledger) -> None:
    document = add_one(ledger)
    old = readout_of(document)
    new = readout_of(document, maker="reader-2", shift=3)
    assert ledger.add_readout(reading_of(document.key, maker="reader-2"), new)
    assert tuple(ledger.claims()) == new.claims
    assert tuple(ledger.accounts()) == new.accounts
    assert tuple(ledger.claims(all_readings=True)) == old.claims + new.claims
    assert ledger.claim(old.claims[0].key) == old.claims[0]
    first, second = [reading for reading in ledger.readings(document.key) if reading.stage == "read"]
    assert (first.supersedes, second.supersedes) == (None, first.key)
    assert list(ledger.readings(document.key, current=True)) == [second]


def test_a_new_cleaner_makes_new_documents(ledger: Ledger) -> None:
    old = add_one(ledger)
    other = add_one(ledger, 1)
    (capture, _) = ledger.captures()
    better = document_of(capture, number=5, title="Blast at town market")
    ledger.add_documents(capture.key, reading_of(capture.key, stage="clean", maker="cleaner-2"), [better])
    assert {document.key for document in ledger.documents()} == {better.key, other.key}
    assert {claim.document for claim in ledger.claims()} == {other.key}
    assert [hit.document for hit in ledger.search("town")] == [better.key]
    assert {hit.document for hit in ledger.search("market")} == {better.key, other.key}
    assert ledger.document(old.key) == old
    assert {problem.subject for problem in ledger.problems()} == {other.key}
    assert [document.key for document in ledger.documents_without("read", READER)] == [better.key]
    late = readout_of(old, maker="reader-2")
    ledger.add_readout(reading_of(old.key, maker="reader-2"), late)
    assert {claim.document for claim in ledger.claims()} == {other.key}


def test_a_new_cleaner_that_finds_the_same_text_keeps_what_was_read(ledger: Ledger) -> None:
    old = add_one(ledger)
    (capture,) = ledger.captures()
    dated = document_of(capture, published=date(2024, 5, 3))
    assert dated.key == old.key
    ledger.add_documents(capture.key, reading_of(capture.key, stage="clean", maker="cleaner-2"), [dated])
    assert list(ledger.documents()) == [dated]
    assert tuple(ledger.claims()) == readout_of(old).claims


def test_a_file_without_an_article_is_cleaned_once(ledger: Ledger) -> None:
    data = b"menu"
    capture = capture_of(data)
    ledger.add_capture(capture, sighting_of(capture), data)
    problem = Problem(stage="clean", code="no_text", subject=capture.key, message="No article.")
    assert ledger.add_documents(capture.key, reading_of(capture.key, stage="clean", maker=CLEANER), [], [problem]) == 0
    assert list(ledger.captures_without("clean", CLEANER)) == []
    assert list(ledger.problems()) == [problem]
    assert list(ledger.problems(code="bad_row")) == []


def test_claims_by_what_they_say(ledger: Ledger) -> None:
    document = add_one(ledger, claims=2)
    add_one(ledger, 1)
    account = next(ledger.accounts(document.key)).key
    assert len(list(ledger.claims(document=document.key))) == 2
    assert len(list(ledger.claims(account=account, property="figure", category="killed"))) == 2
    assert len(list(ledger.claims(category="killed"))) == 3
    assert list(ledger.claims(category="injured")) == []
    assert len(list(ledger.claims(document=document.key, property="figure", all_readings=True))) == 2


def test_a_number_longer_than_any_column(ledger: Ledger) -> None:
    document = add_one(ledger)
    readout = readout_of(document, maker="reader-2")
    claim = replace(readout.claims[0], value=replace(readout.claims[0].value, low=10**40))
    ledger.add_readout(reading_of(document.key, maker="reader-2"), replace(readout, claims=(claim,)))
    assert list(ledger.claims()) == [claim]
    assert list(ledger.verify()) == []


def test_problems_of_files_are_kept_once(ledger: Ledger) -> None:
    problem = Problem(stage="acquire", code="empty_file", subject="a.txt", message="It is empty.")
    assert ledger.add_problems([problem, problem]) == 1
    assert ledger.add_problems([problem]) == 0
    assert list(ledger.problems()) == [problem]


def test_judgements(ledger: Ledger) -> None:
    document = add_one(ledger)
    claim = next(ledger.claims(document=document.key))
    judgement = Judgement(verdict="accept", subject=claim.key, by="ana", at=NOW)
    assert ledger.judge(judgement)
    assert not ledger.judge(judgement)
    assert list(ledger.judgements()) == list(ledger.judgements(claim.key)) == [judgement]
    assert ledger.judged_claims() == {claim.key: claim}
    undo = Judgement(verdict="accept", subject=claim.key, by="ana", at=NOW, withdraws=judgement.key)
    assert ledger.judge(undo)
    with pytest.raises(UsageError, match="no judgement"):
        ledger.judge(replace(undo, withdraws="judgement:000000000000000000000000"))


def test_what_is_derived_is_kept_until_it_is_dropped(ledger: Ledger) -> None:
    document = add_one(ledger)
    account = next(ledger.accounts()).key
    assert ledger.needs_reckoning()
    link = Link(left=account, right="account:ff", score=0.5, reasons=("same place",))
    problem = Problem(stage="resolve", code="contradictory_judgements", subject=account, message="Perhaps.")
    with ledger.deriving() as derived:
        derived.put_incidents([incident_of(account, document.key)])
        derived.put_aliases({account: account})
        derived.put_links([link])
        derived.put_problems_by_subject([problem])
        derived.done("reckoner-1", "")
    assert not ledger.needs_reckoning()
    assert list(ledger.links()) == [link]
    assert ledger.problem_counts() == {"contradictory_judgements": 1, "unresolved_date": 1}
    assert ledger.incident(account) == ledger.incident(account[:14]) == ledger.incident(account[8:14]) == next(ledger.incidents())
    with ledger.deriving() as derived:
        assert derived.since("reckoner-2") is None
        since = derived.since("reckoner-1")
        assert since is not None
        assert (since.captures, since.documents, since.judgements) == (frozenset(), frozenset(), ())
        derived.drop_incidents([account])
        derived.put_incidents([incident_of(account, document.key, "Blast in town")])
        derived.drop_links([account])
        derived.drop_problems([account])
    assert [incident.title for incident in ledger.incidents()] == ["Blast in town"]
    assert list(ledger.links()) == []
    assert ledger.problem_counts() == {"unresolved_date": 1}
    other = add_one(ledger, 1)
    assert ledger.needs_reckoning()
    with ledger.deriving() as derived:
        since = derived.since("reckoner-1")
        assert since is not None
        assert (since.captures, since.documents) == ({other.capture}, {other.key})
        assert derived.blobs_of(captures=since.captures) == derived.blobs_of(documents=since.documents) == {other.blob}


def test_what_is_derived_is_undone_where_it_fails(ledger: Ledger) -> None:
    document = add_one(ledger)

    def fail() -> None:
        with ledger.deriving() as derived:
            derived.put_incidents([incident_of(next(ledger.accounts()).key, document.key)])
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert list(ledger.incidents()) == []


def test_every_account_key_that_ever_was_resolves(ledger: Ledger) -> None:
    document = add_one(ledger)
    former = next(ledger.accounts()).key
    ledger.add_readout(reading_of(document.key, maker="reader-2"), readout_of(document, maker="reader-2", shift=3))
    now = next(ledger.accounts()).key
    assert now != former
    with ledger.deriving() as derived:
        derived.put_incidents([incident_of(now, document.key)])
        assert derived.successors(derived.captures_of([former])) == {former: now}
        derived.put_aliases({former: now, now: now})
    assert ledger.incident(former).id == now
    assert ledger.account_aliases() == {former: now}
    with pytest.raises(UsageError, match="no incident"):
        ledger.incident("account:123456")
    with pytest.raises(UsageError, match="is no incident"):
        ledger.incident("claim:12")


def test_find_resolves_abbreviated_keys(ledger: Ledger) -> None:
    for number in range(20):
        add_one(ledger, number)
    claim = next(ledger.claims())
    assert ledger.find(claim.key) == ledger.find(claim.key[:18]) == ledger.find(claim.id) == claim.key
    assert ledger.find(claim.key.removeprefix("claim:")) == claim.key
    assert ledger.find(claim.key.removeprefix("claim:").upper()) == claim.key
    digits = {key[:7] for key in (claim.key for claim in ledger.claims())}
    common = next(prefix for prefix in digits if sum(claim.key.startswith(prefix) for claim in ledger.claims()) > 1)
    with pytest.raises(UsageError, match=rf"ambiguous: {common}"):
        ledger.find(common)
    for typed in ("", "claim:", "xyz", "toll:12", "'; drop table claims"):
        with pytest.raises(UsageError):
            ledger.find(typed)
    with pytest.raises(UsageError, match="nothing has a key"):
        ledger.find(claim.key.removeprefix("claim:"), kinds=("document",))


def test_one_record_that_is_not_there(ledger: Ledger) -> None:
    for get in (ledger.capture, ledger.document, ledger.account, ledger.claim):
        with pytest.raises(UsageError, match="there is no"):
            get("claim:ff")
    with pytest.raises(LedgerError, match="are not in"):
        ledger.blob("00" * 32)


def test_records_of_something_else_are_refused(ledger: Ledger) -> None:
    document, other = add_one(ledger), add_one(ledger, 1)
    data = b"more"
    with pytest.raises(InvalidRecord):
        ledger.add_capture(capture_of(data), sighting_of(capture_of(data)), b"other bytes")
    with pytest.raises(InvalidRecord):
        ledger.add_readout(reading_of(document.key, maker="m"), readout_of(other, maker="m"))
    mixed = replace(readout_of(document, maker="m"), claims=readout_of(other, maker="m").claims)
    with pytest.raises(InvalidRecord):
        ledger.add_readout(reading_of(document.key, maker="m"), mixed)
    with pytest.raises(InvalidRecord):
        ledger.add_documents(document.capture, reading_of(document.capture, stage="clean", maker="m"), [other])
    assert list(ledger.verify()) == []


def test_rebuild_gives_the_same(ledger: Ledger) -> None:
    for number in range(4):
        add_one(ledger, number, claims=2)
    first, second, *_ = list(ledger.documents())
    ledger.add_readout(reading_of(first.key, maker="reader-2"), readout_of(first, maker="reader-2", shift=2))
    capture = ledger.capture(second.capture)
    ledger.add_documents(
        capture.key, reading_of(capture.key, stage="clean", maker="cleaner-2"), [document_of(capture, title="Quite another")]
    )

    def seen() -> list[object]:
        return [
            set(ledger.claims()),
            set(ledger.accounts()),
            list(ledger.documents()),
            ledger.search("killed"),
            ledger.search("another"),
            list(ledger.problems()),
            ledger.head(),
            list(ledger.readings(current=True)),
        ]

    before = seen()
    ledger.rebuild()
    assert seen() == before


def test_head_tells_whether_two_ledgers_hold_the_same(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "a") as one, Ledger.create(tmp_path / "b") as two:
        assert one.head() == two.head()
        add_one(one)
        assert one.head() != two.head()
        add_one(two)
        assert one.head() == two.head()


@settings(max_examples=3)  # each example makes two ledgers
@given(st.permutations(range(4)))
def test_the_order_of_adding_does_not_matter(order: list[int]) -> None:
    def seen(numbers: Iterable[int]) -> tuple[set[object], ...]:
        with TemporaryDirectory() as folder, Ledger.create(Path(folder) / "my.variorum") as ledger:
            for number in numbers:
                add_one(ledger, number)
            return set(ledger.documents()), set(ledger.claims()), set(ledger.accounts()), set(ledger.problems())

    assert seen(order) == seen(range(4))
