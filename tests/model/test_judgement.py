"""Which judgements stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from variorum.model import Judgement
from variorum.model.judgement import standing_judgements

NOON = datetime(2021, 5, 3, 12, tzinfo=UTC)


def said(verdict: str, hour: int = 0) -> Judgement:
    return Judgement(verdict=verdict, subject="claim:1", by="ana", at=NOON + timedelta(hours=hour))  # type: ignore[arg-type]


def undo(judgement: Judgement, hour: int) -> Judgement:
    return replace(judgement, at=NOON + timedelta(hours=hour), withdraws=judgement.key)


def test_the_earliest_comes_first_whatever_the_order() -> None:
    first, second = said("reject"), said("accept", 1)
    assert standing_judgements([second, first]) == [first, second]


def test_a_withdrawal_is_none_itself() -> None:
    row = said("reject")
    assert standing_judgements([row, undo(row, 1)]) == []


def test_to_withdraw_a_withdrawal_restores() -> None:
    row = said("reject")
    off = undo(row, 1)
    assert standing_judgements([row, off, undo(off, 2)]) == [row]


def test_a_withdrawal_of_what_is_not_there_touches_nothing() -> None:
    row = said("accept", 1)
    assert standing_judgements([row, undo(said("reject"), 2)]) == [row]


def test_a_long_quarrel_of_undo_and_redo() -> None:
    rows = [said("reject")]
    for hour in range(1, 3001):
        rows.append(undo(rows[-1], hour))
    assert len(standing_judgements(rows)) == 1
    assert standing_judgements(rows[:-1]) == []
