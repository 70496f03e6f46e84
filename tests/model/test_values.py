from __future__ import annotations

from datetime import date, datetime

import pytest

from variorum.errors import InvalidRecord
from variorum.model import Actor, FigureValue, Judgement, TargetValue, Timex, When, Where


@pytest.mark.parametrize(
    "values",
    [
        {"category": "killed", "low": -1, "high": 2},
        {"category": "killed", "low": 3, "high": 2},
        {"category": "slain", "low": 3, "high": 3},
        {"category": "killed", "low": 3, "high": 3, "bound": "perhaps"},
        {"category": "killed", "low": 3, "high": 3, "group": ()},
        {"category": "killed", "low": 3, "high": 3, "group": ("dogs",)},
    ],
)
def test_a_figure_keeps_its_rules(values: dict[str, object]) -> None:
    with pytest.raises(InvalidRecord):
        FigureValue(**values)  # type: ignore[arg-type]


def test_a_date_keeps_its_rules() -> None:
    day = date(2004, 9, 1)
    assert When.day(day).precision == 1
    for wrong in (
        {"earliest": day, "latest": date(2004, 8, 1), "precision": 1, "how": "stated"},
        {"earliest": None, "latest": None, "precision": 1, "how": "stated"},
        {"earliest": day, "latest": day, "precision": 9, "how": "stated"},
        {"earliest": day, "latest": day, "precision": 1, "how": "guessed"},
        {"earliest": day, "latest": day, "precision": 1, "how": "stated", "at": datetime(2004, 9, 1)},
    ):
        with pytest.raises(InvalidRecord):
            When(**wrong)  # type: ignore[arg-type]


def test_a_place_keeps_its_rules() -> None:
    for wrong in (
        {"name": "", "kind": "populated"},
        {"name": "Beslan", "kind": "town"},
        {"name": "Beslan", "kind": "populated", "lat": 43.0},
        {"name": "Beslan", "kind": "populated", "lat": 143.0, "lon": 0.0},
        {"name": "Beslan", "kind": "populated", "country": "Russia"},
        {"name": "Beslan", "kind": "populated", "precision": 8},
    ):
        with pytest.raises(InvalidRecord):
            Where(**wrong)  # type: ignore[arg-type]


def test_the_rest_of_the_values_keep_theirs(now: datetime) -> None:
    with pytest.raises(InvalidRecord):
        Actor(name="")
    with pytest.raises(InvalidRecord):
        TargetValue(kind="human")
    with pytest.raises(InvalidRecord):
        Timex(type="DAY", value="2004")  # type: ignore[arg-type]
    with pytest.raises(InvalidRecord):
        Judgement(verdict="same", subject="account:1", by="me", at=now)
    with pytest.raises(InvalidRecord):
        Judgement(verdict="accept", subject="claim:1", by="me", at=now.replace(tzinfo=None))
