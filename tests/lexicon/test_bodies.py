from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.lexicon.bodies import body_of, proper_of


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("police", "police"),
        ("Dry Creek police", "police"),
        ("a police spokesman", "police"),
        ("police spokesman Karl Lim", "police"),
        ("police chief Ana Reyes", None),
        ("the health ministry", "health ministry"),
        ("Mercy Hospital", "mercy hospital"),
        ("officials", None),
        ("officials in Oslo", None),
        ("a committee", None),
        ("Ada Vance", None),
    ],
)
def test_which_body_speaks(words: str, body: str | None) -> None:
    assert body_of(words) == body


def test_a_name_is_what_is_no_role_and_no_title() -> None:
    assert proper_of("Interior Minister Ada Vance") == ("Ada", "Vance")
    assert proper_of("Russia's FSB") == ("FSB",)
    assert proper_of("Officials in Oslo") == ()
    assert proper_of("a Missouri sheriff") == ()


@given(st.text(max_size=60))
def test_no_words_are_too_strange(words: str) -> None:
    body_of(words)
    proper_of(words)
