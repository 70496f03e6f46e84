"""Where sentences begin that the model by itself runs together."""

from __future__ import annotations

import pytest

from variorum.read.parse import parse


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("LARNOW, Ardania - Three gunmen stormed the market.", "Three gunmen stormed the market."),
        ("Title here\n\nLARNOW - Police said 17 people died.", "Police said 17 people died."),
        ("ST. OLAF, Ardania, May 4 (Some Wire) - Police said so.", "Police said so."),
        ("WEST LARNOW -- A man was shot.", "A man was shot."),
    ],
)
def test_behind_a_dateline_a_sentence_begins(text: str, first: str) -> None:
    assert first in [sentence.text.strip() for sentence in parse(text).sents]


def test_a_hyphen_within_a_sentence_begins_none() -> None:
    text = "The UN - the world body - said that 17 people died."
    assert len(list(parse(text).sents)) == 1


def test_hyphens_of_typesetting_are_plain_ones_to_the_model() -> None:
    text = "An eight‑year‑old girl and a ten‐year‐old boy."
    doc = parse(text)
    assert len(doc.text) == len(text)
    assert [token.text for token in doc[1:7]] == ["eight", "-", "year", "-", "old", "girl"]
