from __future__ import annotations

from dataclasses import replace

import pytest

from variorum.errors import InvalidRecord
from variorum.model import Claim, FigureValue, QuoteValue, Span, Speaker, Where

TEXT = "At least 15 people were killed, police said."


def claim(**changes: object) -> Claim:
    value = FigureValue(category="killed", low=15, high=None, bound="at_least")
    made = Claim(document="document:1", property="figure", value=value, evidence=(Span.of(TEXT, 0, 18),), maker="rules-1")
    return replace(made, **changes)  # type: ignore[arg-type]


def test_the_key_says_what_is_claimed_and_the_id_who_read_it() -> None:
    mine, theirs = claim(), claim(maker="rules-2", score=0.5)
    assert mine.key == theirs.key
    assert mine.id != theirs.id


@pytest.mark.parametrize(
    "changes",
    [
        {"document": "document:2"},
        {"evidence": (Span.of(TEXT, 3, 18),)},
        {"said_by": Speaker(name="police")},
        {"value": FigureValue(category="killed", low=15, high=15)},
    ],
)
def test_another_document_phrase_speaker_or_value_is_another_claim(changes: dict[str, object]) -> None:
    assert claim().key != claim(**changes).key


def test_coordinates_and_the_keys_of_other_claims_are_in_no_key() -> None:
    near = claim(property="place", value=Where(name="Beslan", kind="populated", lat=43.19, lon=44.54))
    same = claim(property="place", value=Where(name="Beslan", kind="populated", lat=43.1, lon=44.5))
    assert near.key == same.key
    part = FigureValue(category="killed", low=2, high=2, part_of="claim:1")
    assert claim(value=part).key == claim(value=replace(part, part_of="claim:2")).key


@pytest.mark.parametrize(
    "changes",
    [
        {"value": QuoteValue(kind="direct")},
        {"evidence": ()},
        {"score": 1.5},
        {"certainty": "sure"},
        {"property": "toll"},
    ],
)
def test_a_claim_that_cannot_be_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises((InvalidRecord, KeyError)):
        claim(**changes)
