"""Who is who, in a ledger: a user's registry of sources, names of actors, all undone again. With the reader of rules alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from variorum import desk, pipeline
from variorum.errors import UsageError
from variorum.model import Incident
from variorum.store import Ledger

POST = """\
Blast kills nine at a market in Quetta

By A. Orsini

QUETTA, 4 May 2021 (Harbourline) - A bomb killed nine people at a market in Quetta on Monday.
The Red Dawn Front claimed responsibility for the bombing.
"""
GLOBE = """\
Nine dead in Quetta bombing

QUETTA, 4 May 2021 (Harbourline) - Nine people were killed by a bomb at a market in Quetta on Monday.
RDF claimed responsibility for the bombing.
"""


@pytest.fixture
def ledger(tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    monkeypatch.setenv("VARIORUM_READER", "rules")
    reports = tmp_path / "in"
    reports.mkdir()
    for name, text in (("a-post.txt", POST), ("b-globe.txt", GLOBE)):
        (reports / name).write_text(text, encoding="utf-8")
    made = Ledger.create(tmp_path / "test.variorum")
    pipeline.run(made, [reports], now=now)
    return made


def bombing(ledger: Ledger) -> Incident:
    return max(ledger.incidents(), key=lambda incident: len(incident.documents))


def test_names_are_joined_and_parted_all_over_a_ledger(ledger: Ledger, now: datetime) -> None:
    def named() -> set[str]:
        return {line.actor.name for line in bombing(ledger).responsibility}

    assert named() == {"Red Dawn Front", "RDF"}
    said = desk.judge_names(ledger, "Red Dawn Front", "RDF", same=True, by="ana", at=now + timedelta(minutes=1))
    assert named() == {"Red Dawn Front"}
    (actor,), (pair,) = desk.actors(ledger)
    assert (actor.name, set(actor.told_as), actor.said) == ("Red Dawn Front", {"Red Dawn Front", "RDF"}, (pair,))
    desk.judge_names(ledger, "RDF", "Red Dawn Front", same=False, by="bo", at=now + timedelta(minutes=2))
    assert named() == {"Red Dawn Front", "RDF"}
    assert any(problem.code == "contradictory_judgements" for problem in ledger.problems())
    desk.undo(ledger, said.key, by="ana", at=now + timedelta(minutes=3))
    assert not any(problem.code == "contradictory_judgements" for problem in ledger.problems())
    with pytest.raises(UsageError, match="are one name"):
        desk.judge_names(ledger, "the RDF", "rdf", same=True, by="ana", at=now)


def test_witnesses_follow_the_user_s_registry(ledger: Ledger) -> None:
    def witnesses() -> set[str]:
        return {witness.origin for figure in bombing(ledger).figures if figure.category == "killed" for witness in figure.witnesses}

    assert witnesses() == {"Harbourline"}
    mine = ledger.path / "sources.tsv"
    mine.write_text("harbour\tHarbour Line Service\tagency\t\t\t\t\tHarbourline\n", encoding="utf-8")
    pipeline.settle(ledger)
    assert witnesses() == {"Harbour Line Service"}
    mine.write_text("harbour\tHarbour Line Service\tagency\nharbour\tTwice\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"sources\.tsv, line 2: the id 'harbour' stands in line 1 already"):
        pipeline.run(ledger, [], now=bombing(ledger).when.earliest)  # type: ignore[union-attr, arg-type]
    mine.unlink()
    pipeline.settle(ledger)
    assert witnesses() == {"Harbourline"}
