from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.reckon.deciding import (
    ALL,
    DOCUMENT,
    KILLED,
    TEXT,
)
from variorum.model import (
    Span,
)
from variorum.reckon.judged import locator_of
from variorum.reckon.locating import find_words


def test_words_are_found_by_what_stands_around_them() -> None:
    for claim in ALL:
        found = find_words(locator_of(claim, DOCUMENT), TEXT)
        assert found is not None
        assert found[1] == claim.evidence[0]
    assert find_words(replace(locator_of(KILLED, DOCUMENT), exact=""), TEXT) is None
    assert find_words(replace(locator_of(KILLED, DOCUMENT), exact="17"), "17") is None


@given(st.text(), st.text(min_size=1), st.text())
def test_words_are_found_wherever_they_move(before: str, words: str, after: str) -> None:
    text = before + words + after
    claim = replace(KILLED, evidence=(Span.of(text, len(before), len(before) + len(words)),))
    locator = locator_of(claim, replace(DOCUMENT, text=text, title=None, body_start=0))
    found = find_words(locator, "\N{FIRE} new head\n" + text)
    assert found is not None
    assert found[1].exact.split() == words.split()  # white space alone may be found as other white space
