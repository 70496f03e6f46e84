"""What train/confidence.py learns with: pure functions, on made-up claims."""

from __future__ import annotations

import random

import pytest
from train.confidence import PARTS, Sample, cross_validated, logistic, part_of, platt, quality, shares_of


def made(count: int) -> list[Sample]:
    dice = random.Random(1)
    samples = []
    for number in range(count):
        traits = tuple(trait for trait in ("near", "far", "plain") if dice.random() < 0.5)
        likely = 0.9 if "near" in traits else 0.4
        samples.append(Sample("made", f"document {number // 4}", "figure", traits, dice.random() < likely))
    return samples


def test_weights_point_the_right_way_and_rare_traits_have_none() -> None:
    weights = logistic([("good",), ("bad",)] * 40 + [("seldom",)], [True, False] * 40 + [True])
    assert weights["good"] > 0 > weights["bad"]
    assert "seldom" not in weights


def test_scaling_undoes_a_score_that_is_too_sure() -> None:
    slope, _ = platt([4.0, -4.0] * 100, [number % 10 < 7 if number % 2 == 0 else number % 10 < 3 for number in range(200)])
    assert 0 < slope < 0.5


def test_scores_of_unseen_documents_are_calibrated() -> None:
    scored = cross_validated(made(1200))
    assert len(scored) == 1200
    found = quality([sample for sample, _ in scored], [score for _, score in scored])
    assert found["error, equal width"] < 0.05
    assert found["area under ROC"] > 0.65


def test_a_document_is_in_one_part() -> None:
    assert {part_of(f"document {number}") for number in range(500)} == set(range(PARTS))
    assert part_of("a") == 0  # on every machine


def test_quality_of_perfect_ranking() -> None:
    samples = [Sample("made", "1", "figure", (), right) for right in (True, True, False)]
    assert quality(samples, [0.9, 0.8, 0.1])["area under ROC"] == pytest.approx(1)


def test_sources_count_alike_whatever_their_sizes() -> None:
    many, few = [Sample("many", "1", "figure", (), True)] * 90, [Sample("few", "2", "figure", (), False)] * 10
    assert sum(shares_of([*many, *few])) == pytest.approx(100)
    assert quality([*many, *few], [0.5] * 100)["right"] == pytest.approx(0.5)
    assert quality([*many, *few], [0.5] * 100)["error, equal width"] == pytest.approx(0)
