from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.read.attributions.find import read_all
from variorum.read.attributions.quotations import find_quotations
from variorum.read.attributions.sources import Part, chance, parts, weights
from variorum.read.parsed import Parsed

Understand = Callable[[str], Parsed]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('"The mill is gone," said Karel Brodt, a baker from Lindau.', "Karel Brodt, a baker from Lindau"),
        ('"The mill is gone," said Karel Brodt.', "Karel Brodt"),
        ('"The mill is gone," said the mayor of Lindau.', "the mayor of Lindau"),
        ('"The mill is gone," the mayor, who left the town in May, said.', "the mayor"),
    ],
)
def test_who_is_quoted(understand: Understand, text: str, source: str) -> None:
    found = [one.source[0].exact for one in understand(text).attributions if one.kind == "direct"]
    assert found == [source]


def test_parts_go_from_left_to_right(understand: Understand) -> None:
    parsed = understand('"The mill is gone," said Karel Brodt, a baker from Lindau who has lived there for ten years.')
    raw = next(raw for raw in read_all(parsed, find_quotations(parsed.text))[0] if raw.quoted)
    found = list(parts(parsed.doc, raw, frozenset()))
    assert [part.first for part in found] == sorted({part.first for part in found})
    assert raw.speaker is not None
    assert all(raw.speaker.i < part.first < raw.source[0][1] for part in found)


@given(st.lists(st.text(max_size=12), max_size=6))
def test_a_chance_is_a_chance(traits: list[str]) -> None:
    assert 0 < chance(Part(1, tuple(traits))) < 1


def test_weights_have_a_bias() -> None:
    assert "bias" in weights()
