from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import variorum
from variorum.api import document_of
from variorum.config import Choice
from variorum.model import Claim, FigureValue, Hints, ResponsibilityValue
from variorum.read.claims import read_document
from variorum.read.confidence import HIGHEST, LOWEST, learnt_from, probability, tables

TEXT = (
    "Gunmen stormed a hotel in Arden on Monday, killing at least 17 people, police said. Seventeen people died, the ministry said. "
    "In the wards lie forty. The Northern Front claimed responsibility for the attack."
)


def claims_of(text: str, **given: str) -> list[Claim]:
    return list(variorum.read(text, **given).claims)  # type: ignore[arg-type]


def test_figures_and_responsibility_have_a_table() -> None:
    assert set(tables()) == {"figure", "responsibility"}


@given(st.sampled_from(["figure", "responsibility"]), st.lists(st.text(max_size=20), max_size=8))
def test_a_probability_is_never_certain(name: str, traits: list[str]) -> None:
    assert LOWEST <= probability(name, traits) <= HIGHEST


def test_calibrated_scores_lie_between_and_others_stay() -> None:
    claims = claims_of(TEXT)
    scored = [claim for claim in claims if isinstance(claim.value, (FigureValue, ResponsibilityValue))]
    assert len(scored) >= 3
    assert all(LOWEST <= claim.score <= HIGHEST for claim in scored)
    assert {claim.score for claim in claims if claim.property == "incident_type"} == {1.0}


def test_a_plain_toll_is_surer_than_a_number_without_a_word_of_harm() -> None:
    figures = {claim.value.low: claim.score for claim in claims_of(TEXT) if isinstance(claim.value, FigureValue)}
    assert figures[17] > figures.get(40, 0.5)


def test_a_choice_without_the_sets_keeps_the_finders_scores() -> None:
    assert "tolls" in learnt_from()
    claims = read_document(document_of(TEXT), Hints(), Choice(reader="rules", without_sets=("tolls",))).claims
    assert {claim.score for claim in claims if claim.property == "responsibility"} == {1.0}


@pytest.mark.parametrize("text", ["17", "17 dead", "\n\n17 dead\n\n17 dead 17 dead", "DEAD: 17 🕯️ قتل", "two " * 300 + "dead"])
def test_odd_texts_are_scored_too(text: str) -> None:
    assert all(0 <= claim.score <= 1 for claim in claims_of(text))
