from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench import articles


def figure(low: int, start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"category": "killed", "low": low, "high": low, "start": start, "end": end, **more}


@pytest.fixture
def scored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    def score(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> float:
        (tmp_path / "a.expected.json").write_text(json.dumps({"figures": gold, "responsibility": []}))
        monkeypatch.setattr(articles, "predict", lambda _: {"figures": found, "responsibility": []})
        return articles.measure(tmp_path)["figure F1"]

    return score


def test_a_figure_counts_once_and_at_its_place(scored: Any) -> None:
    assert scored([figure(5, 0, 4)], [figure(5, 2, 6)]) == 1.0
    assert scored([figure(5, 0, 4)], [figure(5, 4, 6)]) == 0.0
    assert scored([figure(5, 0, 4)], [figure(5, 0, 4), figure(5, 1, 3)]) == pytest.approx(2 / 3, abs=0.001)
    assert scored([figure(5, 0, 4)], [figure(6, 0, 4)]) == 0.0


def test_an_optional_figure_is_no_loss_and_no_fault(scored: Any) -> None:
    gold = [figure(5, 0, 4), figure(7, 10, 12, optional=True)]
    assert scored(gold, [figure(5, 0, 4)]) == 1.0
    assert scored(gold, [figure(5, 0, 4), figure(7, 10, 12)]) == 1.0
    assert scored(gold, [figure(5, 0, 4), figure(8, 10, 12)]) == 1.0


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [("the health ministry", "Health Ministry", True), ("Basayev", "Shamil Basayev", True), (None, None, True), (None, "police", False)],
)
def test_names_agree_by_their_telling_words(left: str | None, right: str | None, same: bool) -> None:
    assert articles.same_name(left, right) is same
