from __future__ import annotations

import pytest

from variorum.lexicon.outlets import is_outlet


@pytest.mark.parametrize(
    "words", ["Reuters", "the Associated Press", "AFP", "The Harbour Gazette", "state media", "Evening Times", "Times of Salterton"]
)
def test_outlets(words: str) -> None:
    assert is_outlet(words)


@pytest.mark.parametrize("words", ["", "the", "police", "Ada Quill", "reporters", "news", "the post"])
def test_others(words: str) -> None:
    assert not is_outlet(words)
