from __future__ import annotations

from collections.abc import Callable

import pytest

from variorum.read.attributions import attribution_for
from variorum.read.attributions.candidates import Candidate
from variorum.read.attributions.lookup import cue_class
from variorum.read.attributions.raw import Raw
from variorum.read.attributions.weigh import best, chance, is_known, weights
from variorum.read.parsed import Parsed

Understand = Callable[[str], Parsed]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The mayor called the deal a disgrace.", "The mayor", "the deal a disgrace"),
        ("The farmers have been critical of the new dam.", "The farmers", "the new dam"),
        ("The farmers embraced the new dam.", "The farmers", "the new dam"),
    ],
)
def test_finds_readings_that_no_list_gives(understand: Understand, text: str, source: str, content: str) -> None:
    found = [(one.source[0].exact, " ".join(span.exact for span in one.content)) for one in understand(text).attributions if one.source]
    assert (source, content) in found


@pytest.mark.parametrize("text", ["The mayor bought two loaves of bread.", "The road to the dam runs along the river."])
def test_leaves_plain_telling_alone(understand: Understand, text: str) -> None:
    assert not understand(text).attributions


@pytest.mark.parametrize(
    ("text", "words"),
    [("Protesters demanded the release of 14 farmers.", "14 farmers"), ("Officials are wary of the two sects.", "two sects")],
)
def test_a_learnt_reading_answers_for_nothing(understand: Understand, text: str, words: str) -> None:
    parsed = understand(text)
    start = text.index(words)
    assert attribution_for(parsed, parsed.span(start, start + len(words))) is None


def test_what_the_rules_know_to_be_said_stands() -> None:
    ruled, other = Raw(content=[(0, 1)], cue_class="say"), Raw(content=[(0, 2)])
    assert best([Candidate(other, ["cl:say"]), Candidate(ruled, [], by_rule=True)]) is ruled
    assert best([]) is None


def test_chances_come_from_the_weights() -> None:
    assert -10 < weights()["bias"] < 10
    trait = max(weights(), key=lambda name: weights()[name])
    assert 0 < chance(Candidate(Raw(content=[(0, 1)]), [])) < chance(Candidate(Raw(content=[(0, 1)]), [trait])) < 1
    assert is_known("l", "call")
    assert not is_known("l", "win")
    assert not is_known("l", "no such verb")


def test_the_class_of_a_learnt_reading_is_its_own(understand: Understand) -> None:
    parsed = understand("The mayor called the deal a disgrace.")
    assert [cue_class(parsed, one) for one in parsed.attributions] == ["stance"]
