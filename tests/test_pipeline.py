"""The main job on a few of our example reports, end to end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from variorum import desk, pipeline
from variorum.errors import UsageError
from variorum.model import FigureValue
from variorum.read import task
from variorum.store import Ledger

EXAMPLES = Path(__file__).parent.parent / "examples"
INPUTS = [
    EXAMPLES / "garissa" / "2015-04-02-a-meridian-wire.txt",
    EXAMPLES / "garissa" / "2015-04-02-b-harbour-post.txt",
    EXAMPLES / "garissa" / "2015-04-02-night-147.txt",
    EXAMPLES / "crocus" / "2024-03-23-krokus-ru.txt",
    EXAMPLES / "mixed" / "empty.txt",
]
LATER = timedelta(minutes=1)


@pytest.fixture
def ledger(tmp_path: Path, now: datetime) -> Iterator[Ledger]:
    with Ledger.create(tmp_path / "test.variorum") as made:
        pipeline.run(made, INPUTS, now=now)
        yield made


def a_figure(ledger: Ledger) -> str:
    return next(claim.key for claim in ledger.claims(property="figure") if isinstance(claim.value, FigureValue) and claim.value.low == 147)


def test_reports_become_an_incident_with_figures(ledger: Ledger) -> None:
    incidents = [incident for incident in ledger.incidents() if any(f.category == "killed" and f.best == 147 for f in incident.figures)]
    assert incidents
    contents = desk.contents(ledger)
    for claim in contents.claims:
        text = contents.documents[claim.document].text
        assert all(text[span.start : span.end] == span.exact for span in claim.evidence)


def test_the_same_input_again_changes_nothing(ledger: Ledger, now: datetime) -> None:
    before = ledger.head()
    tally = pipeline.run(ledger, INPUTS, now=now + LATER)
    assert (tally.captures, tally.documents, tally.read) == (0, 0, 0)
    assert ledger.head() == before


def test_what_cannot_be_read_is_kept_and_counted(ledger: Ledger) -> None:
    codes = {problem.code for problem in ledger.problems()}
    assert {"empty_file", "language_without_reader"} <= codes
    assert ledger.search("Крокус*")


def test_a_judgement_moves_the_figures_and_an_undo_moves_them_back(ledger: Ledger, now: datetime) -> None:
    before = list(ledger.incidents())
    made = desk.judge(ledger, a_figure(ledger), "correct", "148", by="me", at=now + LATER, reason="recount")
    assert any(figure.high == 148 for incident in ledger.incidents() for figure in incident.figures)
    desk.undo(ledger, made.key, by="me", at=now + 2 * LATER)
    assert list(ledger.incidents()) == before


def test_a_person_keeps_two_incidents_apart(ledger: Ledger, now: datetime) -> None:
    together = max(ledger.incidents(), key=lambda incident: len(incident.accounts))
    assert len(together.accounts) > 1
    left, right = together.accounts[:2]
    desk.judge_pair(ledger, "different", left, right, by="me", at=now + LATER)
    assert ledger.incident(left).id != ledger.incident(right).id
    desk.judge_pair(ledger, "same", left, right, by="me", at=now + 2 * LATER)


def test_a_second_reading_loses_no_judgement(ledger: Ledger, now: datetime) -> None:
    desk.judge(ledger, a_figure(ledger), "correct", "at least 148", by="me", at=now + LATER)
    pipeline.read(ledger, now=now + 2 * LATER, again=True)
    pipeline.settle(ledger)
    assert any(claim == "corrected" for claim in desk.contents(ledger).standing.values())


def test_what_was_reckoned_comes_back_when_it_is_asked_for(ledger: Ledger) -> None:
    before = list(ledger.incidents())
    with ledger.deriving() as derived:
        derived.drop_incidents(incident.id for incident in before)
    pipeline.settle(ledger)
    assert list(ledger.incidents()) == []  # nothing is new, so nothing is taken up
    pipeline.settle(ledger, every=True)
    assert list(ledger.incidents()) == before


@pytest.mark.parametrize(("verdict", "value"), [("accept", "5"), ("correct", None), ("correct", "many things")])
def test_a_judgement_that_says_nothing_is_refused(ledger: Ledger, now: datetime, verdict: str, value: str | None) -> None:
    with pytest.raises(UsageError):
        desk.judge(ledger, a_figure(ledger), verdict, value, by="me", at=now)  # type: ignore[arg-type]


def test_a_bug_in_the_reader_is_a_problem_of_one_document(ledger: Ledger, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(task, "read_document", broken)
    monkeypatch.setattr(pipeline, "reader", lambda choice: "another-reader")
    monkeypatch.setattr(task, "maker", lambda choice: "another-reader")
    tally = pipeline.read(ledger, now=now + LATER)
    assert {problem.code for problem in tally.lost} == {"reader_failed"}
    assert tally.read == len(list(ledger.documents()))
