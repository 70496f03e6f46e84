from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.errors import InvalidRecord
from variorum.model import Span

TEXT = "Ünter den Łinden 🕯 – قُتل 12 شخصا"


@given(st.data())
def test_a_span_of_a_text_holds_its_words(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    span = Span.of(TEXT, start, end)
    assert span.exact == TEXT[span.start : span.end]


@pytest.mark.parametrize(("start", "end", "exact"), [(3, 3, ""), (4, 2, "ab"), (-1, 1, "ab"), (0, 2, "abc")])
def test_a_span_that_cannot_be_is_refused(start: int, end: int, exact: str) -> None:
    with pytest.raises(InvalidRecord):
        Span(start=start, end=end, exact=exact)


def test_spans_that_touch_do_not_overlap() -> None:
    left, right = Span.of(TEXT, 0, 5), Span.of(TEXT, 5, 9)
    assert not left.overlaps(right)
    assert left.overlaps(Span.of(TEXT, 4, 6))
    assert left.covers(Span.of(TEXT, 1, 5))
    assert not left.covers(Span.of(TEXT, 1, 6))
