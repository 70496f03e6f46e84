"""How many a report tells were killed and injured, both together."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reckon.tellings import figure, report, told

from variorum.reckon.archive.tally import tallies_of
from variorum.reckon.archive.tally_text import numbers_told, words_told, zone_of

CASES = (
    ("Two men were killed on Monday, police said. One was found dead in the yard.", "Two men", figure(2), (2, 0)),
    ("Three people were wounded on Monday and taken to a hospital.", "Three people", figure(3, category="injured"), (0, 3)),
)


@pytest.mark.parametrize(("sentence", "words", "value", "pair"), CASES)
def test_what_is_printed_is_likeliest(sentence: str, words: str, value: object, pair: tuple[int, int]) -> None:
    each = report(sentence, words, value)  # type: ignore[arg-type]
    first = tallies_of(each, each.claims)[0]
    assert (first.killed, first.injured) == pair


def test_the_dead_may_be_among_those_shot() -> None:
    text = "Five people were shot at a bar. One of them died, and the others are in a stable condition in hospital."
    each = report(text, "Five people", figure(5, category="injured"))
    assert {(tally.killed, tally.injured) for tally in tallies_of(each, each.claims)} >= {(1, 4), (0, 5)}


def test_chances_are_shares_and_somebody_was_hit() -> None:
    found = tallies_of(told(figure(2)), ())
    assert sum(tally.chance for tally in found) == pytest.approx(1.0)
    assert [tally.chance for tally in found] == sorted((tally.chance for tally in found), reverse=True)
    assert all(tally.killed + tally.injured for tally in found)


def test_a_report_without_figures_tells_by_its_words() -> None:
    fatal = told(whole="Title\n\nA fatal shooting is investigated as a homicide. The coroner said that the man died at once.")
    hurt = told(whole="Title\n\nThe teenager is recovering in hospital, in a stable condition, after surgery.")
    assert tallies_of(fatal, ())[0].killed == 1
    assert tallies_of(hurt, ())[0].killed == 0


def test_numbers_are_told_with_their_sentence() -> None:
    document = told(whole="Title\n\nTwo other men were wounded. He faces three counts of attempted murder. It rained.").document
    assert numbers_told(document) == {2: frozenset({"hurt+others at:lead"}), 3: frozenset({"counts of attempted murder"})}
    assert words_told(document)["hurt at:lead"] > 0
    assert zone_of(document, 0) == "title"


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text_has_tallies(text: str) -> None:
    each = told(figure(1), text=text)
    assert sum(tally.chance for tally in tallies_of(each, each.claims)) == pytest.approx(1.0)
