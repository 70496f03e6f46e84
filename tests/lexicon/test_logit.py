from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.lexicon.logit import chances, weights_in

TABLE = "# what it is\nnear\t1.5\nfar\t-2\n"


def test_a_table_is_read_by_trait() -> None:
    assert weights_in(TABLE) == {"near": 1.5, "far": -2.0}
    assert weights_in("") == {}


def test_nothing_has_no_chances_and_one_alone_has_all() -> None:
    assert chances([], {}) == []
    assert chances([{"near": 3.0}], weights_in(TABLE)) == [1.0]
    assert chances([{}, {"unheard of": 9.0}], weights_in(TABLE)) == [0.5, 0.5]


@given(st.lists(st.dictionaries(st.sampled_from(["near", "far", "unheard of"]), st.floats(-500, 500)), min_size=1, max_size=9))
def test_chances_come_to_one_however_large_the_weights(traits: list[dict[str, float]]) -> None:
    found = chances(traits, weights_in(TABLE))
    assert sum(found) == pytest.approx(1.0)
    assert all(0 <= chance <= 1 for chance in found)
