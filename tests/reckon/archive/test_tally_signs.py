"""Signs of both numbers at once."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reckon.tellings import told

from variorum.reckon.archive.tally_signs import Signs, signs_of, traits_together


def signs(body: str) -> Signs:
    return signs_of(told(whole=f"Title\n\n{body}").document)


@pytest.mark.parametrize(
    ("body", "pair"),
    [
        ("One dead, three injured in a bar.", (1, 3)),
        ("Four people were shot outside, and two are dead.", (2, 2)),
        ("A woman was killed and two others were wounded.", (1, 2)),
        ("A man died at the scene and another was taken to a hospital.", (1, 1)),
        ("The shots killed two people and injured five others.", (2, 5)),
        ("Five people wounded, one killed at a picnic.", (1, 5)),
    ],
)
def test_pairs_that_a_sentence_prints(body: str, pair: tuple[int, int]) -> None:
    assert pair in {(killed, injured) for _, killed, injured, _ in signs(body).pairs}


def test_the_injured_alone_go_with_any_number_of_killed() -> None:
    found = signs("Three people were hurt.")
    assert ("hurt", None, 3, "lead") in found.pairs
    assert "pair hurt" in traits_together(found, 0, 3)
    assert "pair hurt" in traits_together(found, 2, 3)
    assert "pair hurt" not in traits_together(found, 0, 2)


def test_ages_are_those_of_victims_unless_charged() -> None:
    found = signs("A 20-year-old man was killed. A woman, 34, was wounded. Police arrested a 51-year-old man and charged him.")
    assert (found.ages, found.victims, found.dead) == (3, 2, 1)
    assert traits_together(found, 1, 1)["ages of both"] == 1
    assert traits_together(found, 2, 0)["ages of both"] == 0


def test_words_are_told_by_the_group_of_the_pair() -> None:
    found = signs("The boy was playing with a gun that went off.")
    traits = traits_together(found, 4, 0)
    assert traits["2,0 accident"] > 0
    assert traits["k+i=3 accident"] > 0


def test_people_are_told_apart_by_sort_and_fate() -> None:
    found = signs(
        "A 4-year-old boy was shot, and the gunfire also injured a woman. The gunman was killed. A man and his wife were found dead."
    )
    assert found.dead_people == {"suspect", "man", "woman"}
    assert found.hurt_people == {"boy", "woman"}
    assert not found.own_hand
    traits = traits_together(found, 3, 1)
    assert traits["people both"] == 1
    assert traits["2,1 hurt:boy"] == 1
    assert signs("He shot his wife before turning the gun on himself.").own_hand


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300), st.integers(0, 60), st.integers(0, 60))
def test_any_text_has_signs(text: str, killed: int, injured: int) -> None:
    assert all(value >= 0 for value in traits_together(signs_of(told(text=text).document), killed, injured).values())
