from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.reckon.reviewed.calibration import calibration_error, reliability
from variorum.reckon.reviewed.intervals import drawn, shares

counts = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=30)
scores = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=200)


@given(counts)
def test_a_share_lies_in_its_interval_and_in_0_to_1(rows: list[tuple[int, int, int]]) -> None:
    for share in shares(rows, rounds=100):
        assert 0 <= share.low <= share.high <= 1
        assert share.value == 0 or share.low <= share.value + 1e-4


def test_the_same_counts_give_the_same_draws() -> None:
    rows = [(1, 2, 3), (4, 0, 1), (2, 2, 2)]
    assert (drawn(rows) == drawn(rows)).all()
    assert drawn(rows, rounds=70).shape == (70, 3)


def test_documents_without_a_fault_still_leave_room() -> None:
    few, *_ = shares([(3, 0, 0)] * 5)
    many, *_ = shares([(3, 0, 0)] * 50)
    assert few.value == many.value == 1
    assert few.low < 0.5
    assert 0.9 < many.low < 1


def test_claims_of_one_document_are_not_independent() -> None:
    together, *_ = shares([(10, 0, 0), (0, 10, 0)] * 5)
    apart, *_ = shares([(1, 0, 0), (0, 1, 0)] * 50)
    assert together.high - together.low > 2 * (apart.high - apart.low)


@given(scores, st.sampled_from(["width", "count"]))
def test_bins_hold_every_claim_once(scored: list[tuple[float, bool]], equal: str) -> None:
    bins = reliability(scored, equal=equal)  # type: ignore[arg-type]
    assert sum(each.count for each in bins) == len(scored)
    assert 0 <= calibration_error(bins) <= 1
    assert all(each.low <= each.score + 1e-4 and each.score <= each.high + 1e-4 for each in bins)


def test_a_score_that_means_what_it_says_has_no_error() -> None:
    honest = [(0.75, number % 4 != 0) for number in range(100)]
    assert calibration_error(reliability(honest)) == 0
    assert calibration_error(reliability([(1.0, right) for _, right in honest])) == pytest.approx(0.25)
