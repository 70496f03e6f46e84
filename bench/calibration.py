"""Whether scores mean what they say: python -m bench.calibration --sets FOLDER --gold FILE… --predictions FILE [--chart FILE.svg]

Predictions are those of `bench.tolls`, which carry each claim's score. A figure is right where a label at its place has its category and
value, a claim of responsibility where one has its actor and status; optional labels count like asked ones. The headline is the expected
calibration error over ten bins of equal width; beside it stand that over ten bins of equal count, and the error that perfect scores would
show by chance on as many claims.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.rows import json_rows
from bench.scorers import scorer_of
from variorum.export.reliability import reliability_chart
from variorum.model.review import Bin
from variorum.reckon.reviewed.calibration import calibration_error, reliability

Row = dict[str, Any]
KINDS = {"all": "All", "figures": "Figures", "responsibility": "Responsibility"}
ROUNDS = 200  # draws of what perfect scores would show


def right_figures(gold: Row, found: Sequence[Row], scorer: ModuleType) -> set[int]:
    """The figures found, by index, that pair one to one with a label of their place, category and value."""
    _, base, *_ = scorer.figure_edges(None)
    placed = [{**row, "_spans": scorer.spans_of(row, gold["text"])} for row in found]
    return set(scorer.pair_up(gold["figures"], placed, base, scorer.figure_rank).values())


def right_blames(gold: Row, found: Sequence[Row], scorer: ModuleType) -> set[int]:
    """The claims of responsibility found, by index, whose actor and status some label has; a second telling of the same is right too."""
    return {
        index
        for index, row in enumerate(found)
        if any(scorer.same_actor(label, row) and scorer.same_status(label, row) for label in gold["responsibility"])
    }


def scored_claims(golds: Sequence[Row], predictions: Sequence[Row], scorer: ModuleType) -> dict[str, list[tuple[float, bool]]]:
    """(score, whether right) of all predicted claims, by kind."""
    by_document = {row["document"]: row for row in predictions}
    found: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in KINDS}
    for gold in golds:
        own = by_document.get(gold["document"], {})
        for kind, right_of in (("figures", right_figures), ("responsibility", right_blames)):
            rows = own.get(kind, [])
            right = right_of(gold, rows, scorer)
            scored = [(row["score"], index in right) for index, row in enumerate(rows) if "score" in row]
            found[kind] += scored
            found["all"] += scored
    return found


def by_chance(scores: Sequence[float]) -> float:
    """The mean calibration error of scores that mean exactly what they say."""
    dice = random.Random(20)
    drawn = (reliability([(score, dice.random() < score) for score in scores]) for _ in range(ROUNDS))
    return sum(map(calibration_error, drawn)) / ROUNDS


def calibration(golds: Sequence[Row], predictions: Sequence[Row], scorer: ModuleType) -> dict[str, Row]:
    """By kind: claims, share that is right, both errors, and the bins of equal width."""
    report = {}
    for kind, scored in scored_claims(golds, predictions, scorer).items():
        if scored:
            bins = reliability(scored)
            report[kind] = {
                "claims": len(scored),
                "right": round(sum(right for _, right in scored) / len(scored), 4),
                "error": round(calibration_error(bins), 4),
                "error_by_chance": round(by_chance([score for score, _ in scored]), 4),
                "error_equal_count": round(calibration_error(reliability(scored, equal="count")), 4),
                "bins": [{"low": b.low, "high": b.high, "count": b.count, "score": b.score, "right": b.right} for b in bins],
            }
    return report


def chart(report: dict[str, Row]) -> str:
    """The reliability diagram of a report, one panel a kind."""
    return reliability_chart(
        [
            (
                KINDS[kind],
                f"{part['claims']} claims, expected calibration error {part['error']:.3f}",
                [Bin(**held) for held in part["bins"]],
            )
            for kind, part in report.items()
        ]
    )


def main() -> None:
    """Print the table, draw the chart."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=Path, required=True)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--predictions", type=Path, required=True)
    parser.add_argument("--chart", type=Path)
    given = parser.parse_args()
    report = calibration(list(json_rows(*given.gold)), list(json_rows(given.predictions)), scorer_of(given.sets, "sieges"))
    print(json.dumps(report, indent=1))
    if given.chart:
        given.chart.write_text(chart(report), encoding="utf-8")


if __name__ == "__main__":
    main()
