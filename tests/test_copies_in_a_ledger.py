"""Copies found, overruled by a person, undone: in a ledger, with the reader of rules alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from variorum import desk, pipeline
from variorum.cli import OK, main
from variorum.errors import UsageError
from variorum.model import Incident
from variorum.resolve.copies import find_copies
from variorum.store import Ledger

GARISSA = Path(__file__).parent.parent / "examples" / "garissa"
WIRE, POST = GARISSA / "2015-04-02-a-meridian-wire.txt", GARISSA / "2015-04-02-b-harbour-post.txt"


def siege(ledger: Ledger) -> Incident:
    return max(ledger.incidents(), key=lambda incident: len(incident.documents))


def test_people_have_the_last_word_on_copies(
    tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VARIORUM_READER", "rules")
    folder = tmp_path / "test.variorum"
    with Ledger.create(folder) as ledger:
        pipeline.run(ledger, [WIRE, POST], now=now)
        [copy] = ledger.copies()
        assert copy.kind == "duplicate"
        killed = siege(ledger).figures[0]
        assert (killed.category, killed.reports, len(killed.witnesses)) == ("killed", 2, 1)
        assert list(find_copies(ledger.documents()).relations) == [copy]

        said = desk.judge_copy(ledger, "independent", copy.of, copy.document, by="ana", at=now + timedelta(minutes=1))
        assert list(ledger.copies()) == []
        desk.undo(ledger, said.key, by="ana", at=now + timedelta(minutes=2))
        assert list(ledger.copies()) == [copy]
        with pytest.raises(UsageError):
            desk.judge_copy(ledger, "copy", copy.of, copy.of, by="ana", at=now)

    with pytest.raises(SystemExit) as ended:
        main(["copy", copy.of, copy.document, "--by", "bo", "--ledger", str(folder)])
    assert ended.value.code == OK
    assert "copies of one text" in capsys.readouterr().out
    with Ledger.open(folder) as ledger:
        [now_said] = ledger.copies()
        assert (now_said.score, now_said.reasons[0]) == (1.0, "bo says that it is a copy")
