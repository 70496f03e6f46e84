"""A team's decision in a ledger: it stands through exports and new readings."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from variorum import desk, pipeline
from variorum.export.jsonl import jsonl
from variorum.export.rows import ledger_rows
from variorum.model import Figure
from variorum.store import Ledger

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
BODY = "QUETTA, 4 May 2021 (Lakeside Daily) — Nine people were killed by a bomb in Quetta on Monday, police said."
REPORT = f"Blast kills nine in Quetta\n\n{BODY}\n"


def killed(ledger: Ledger) -> Figure:
    (incident,) = (each for each in desk.contents(ledger).incidents if each.documents)
    return next(figure for figure in incident.figures if figure.category == "killed")


def test_a_decision_outlives_a_new_reading_and_is_exported_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(REPORT, encoding="utf-8")
    ledger = Ledger.create(tmp_path / "x.variorum")
    pipeline.run(ledger, [tmp_path / "in"], now=NOW)
    (incident,) = (each for each in desk.contents(ledger).incidents if each.documents)
    assert killed(ledger).best == 9
    claim = killed(ledger).claims[0]
    made = desk.prefer(ledger, incident.id, "killed", "11", by="Ada", at=NOW, reason="two died since")
    pipeline.read(ledger, now=NOW, again=True)
    pipeline.settle(ledger)
    figure = killed(ledger)
    assert (figure.best, figure.rule) == (11, "decision")
    assert figure.decision is not None
    assert (figure.decision.by, figure.decision.reason) == ("Ada", "two died since")
    rows = [json.loads(line) for line in jsonl(ledger_rows(desk.contents(ledger, rule="conservative")))]
    exported = next(row["figures"]["killed"] for row in rows if row["record"] == "incident" and row["documents"])
    assert (exported["rule"], exported["decision"]["judgement"]) == ("decision", made.key)
    desk.prefer(ledger, incident.id, "killed", claim, by="Ben", at=NOW.replace(hour=13))
    assert killed(ledger).best == 9
    assert "contradictory_judgements" in {problem.code for problem in desk.contents(ledger).problems}
    ledger.close()
