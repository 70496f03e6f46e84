from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from variorum.read.heads.grouping import group


def likeness(pairs: dict[tuple[int, int], float], items: int, other: float = -3.0) -> np.ndarray:
    same = np.full((items, items), other, dtype=np.float32)
    for (one, two), logit in pairs.items():
        same[one, two] = same[two, one] = logit
    return same


def test_what_is_alike_is_joined() -> None:
    same = likeness({(0, 1): 2.0, (2, 3): 1.0}, 5)
    assert group(same, 0.0) == [[0, 1], [2, 3], [4]]


def test_the_mean_decides_not_the_best_pair() -> None:
    same = likeness({(0, 1): 4.0, (1, 2): 1.0, (0, 2): -2.0}, 3)
    assert group(same, 0.0) == [[0, 1], [2]]
    assert group(same, -1.0) == [[0, 1, 2]]


def test_nothing_and_one() -> None:
    assert group(likeness({}, 0), 0.0) == []
    assert group(likeness({}, 1), 0.0) == [[0]]


@given(st.integers(1, 12), st.randoms(use_true_random=False), st.floats(-2, 2))
def test_every_item_is_in_one_cluster(items: int, chance: object, threshold: float) -> None:
    draw = chance.uniform  # type: ignore[attr-defined]
    same = likeness({(one, two): draw(-3, 3) for one in range(items) for two in range(one)}, items)
    assert sorted(index for cluster in group(same, threshold) for index in cluster) == list(range(items))
