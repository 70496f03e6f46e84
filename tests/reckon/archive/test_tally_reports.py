"""How many were killed and injured by all reports of an incident."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.reckon.archive.tally import Tally
from variorum.reckon.archive.tally_reports import UNLIKELY, describe, likeliest


def pairs(*chances: tuple[int, int, float]) -> list[Tally]:
    return [Tally(killed, injured, {}, chance) for killed, injured, chance in chances]


def test_who_was_injured_may_have_died_since() -> None:
    early, late = pairs((0, 1, 0.9), (1, 0, 0.05)), pairs((1, 0, 0.9), (0, 1, 0.01))
    assert likeliest([early, late], (0, 1))[0] == (1, 0)
    assert likeliest([early, early], (0, 1))[0] == (0, 1)


def test_what_is_known_speaks_for_a_pair() -> None:
    close = pairs((1, 1, 0.5), (1, 2, 0.48))
    assert likeliest([close], (1, 2))[0] == (1, 2)
    assert likeliest([close], (4, 0))[0] == (1, 1)
    assert likeliest([], (2, 3))[0] == (2, 3)


def test_pairs_that_no_report_holds_likely_are_left_out_unless_known() -> None:
    found, _ = describe([pairs((3, 0, 0.9), (7, 7, UNLIKELY / 2))], (2, 0))
    assert found == [(2, 0), (3, 0)]
    assert (1, 0) in describe([pairs((0, 1, 1.0))], (0, 1))[0], "who died since"


def test_reports_that_agree_are_surer_than_one() -> None:
    one = pairs((1, 1, 0.6), (2, 0, 0.4))
    assert likeliest([one, one, one], (1, 1))[1] > likeliest([one], (2, 0))[1]


REPORTS = st.lists(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.floats(0, 1)), max_size=4), max_size=4)


@given(REPORTS, st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_any_reports_give_a_pair_with_a_chance(reports: list[list[tuple[int, int, float]]], known: tuple[int, int]) -> None:
    given_ = [pairs(*each) for each in reports]
    pair, chance = likeliest(given_, known)
    assert pair in describe(given_, known)[0]
    assert chance == pytest.approx(chance)
    assert 0 < chance <= 1
