from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from bench.calibration import by_chance, calibration, chart

Row = dict[str, Any]


def place(row: Row) -> tuple[int, int]:
    return row["start"], row["end"]


def pair_up(golds: list[Row], found: list[Row], edge: Any, rank: Any) -> dict[int, int]:
    return {g: p for g, gold in enumerate(golds) for p, row in enumerate(found) if edge(gold, row)}


# what bench.calibration asks of a set's scorer, in its plainest form
SCORER: Any = SimpleNamespace(
    figure_edges=lambda outlet: (None, lambda gold, row: place(gold) == place(row) and gold["low"] == row["low"]),
    figure_rank=None,
    pair_up=pair_up,
    spans_of=lambda row, text: [place(row)],
    same_actor=lambda gold, row: gold["actor"] == row["actor"],
    same_status=lambda gold, row: gold["status"] == row["status"],
)


def figure(start: int, low: int, **more: Any) -> Row:
    return {"start": start, "end": start + 2, "low": low, **more}


def test_a_claim_is_right_where_a_label_bears_it_out() -> None:
    gold = {"document": "1", "text": "", "figures": [figure(0, 17), figure(9, 3)], "responsibility": [{"actor": "a", "status": "POSSIBLE"}]}
    found = {
        "document": "1",
        "figures": [figure(0, 17, score=0.9), figure(9, 4, score=0.9)],
        "responsibility": [{"actor": "a", "status": "POSSIBLE", "score": 0.5}, {"actor": "b", "status": "POSSIBLE", "score": 0.5}],
    }
    report = calibration([gold], [found], SCORER)
    assert (report["figures"]["claims"], report["figures"]["right"]) == (2, 0.5)
    assert report["figures"]["error"] == pytest.approx(0.4)
    assert report["responsibility"]["error"] == 0
    assert report["all"]["claims"] == 4
    assert ElementTree.fromstring(chart(report)).tag.endswith("svg")


def test_perfect_scores_err_by_chance_and_less_with_more_claims() -> None:
    few, many = by_chance([0.7] * 20), by_chance([0.7] * 2000)
    assert 0 < many < few < 0.2
