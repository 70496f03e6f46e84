"""Patterns that ignore case: offsets are the text's own, whatever its letters."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from variorum.lexicon.caseless import Caseless, in_small_letters

CUES = ("so far", r"\bcease-?\s?fires?\b")


@given(st.text())
def test_the_length_stays(text: str) -> None:
    assert len(in_small_letters(text)) == len(text)


@given(st.text(alphabet="soSO faFArRİß\n-"))
def test_what_is_found_is_what_ignoring_case_finds(text: str) -> None:
    plain = re.compile("|".join(CUES), re.IGNORECASE)
    assert [one.span() for one in Caseless.any_of(CUES).finditer(text)] == [one.span() for one in plain.finditer(text)]


def test_letters_that_grow_do_not_move_what_stands_behind_them() -> None:
    found = Caseless.any_of(CUES).search("İİ So FAR")
    assert found is not None
    assert found.span() == (3, 9)
    assert Caseless.any_of(CUES).match("İ So far") is None
