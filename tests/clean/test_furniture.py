from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import CASES

from variorum.clean.furniture import without_furniture
from variorum.clean.strand import Strand

ROWS = list(csv.DictReader((CASES / "furniture.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["line"][:50])
def test_furniture_goes_and_text_stays(row: dict[str, str]) -> None:
    assert "".join(kept.text for kept in without_furniture([Strand.of(row["line"])])) == row["rest"]


def test_headlines_below_their_heading_go_until_text_begins() -> None:
    lines = ["The boats sank at noon.", "Most read", "Three boats lost", "Council votes on pier", "Nobody drowned, police said."]
    assert [kept.text for kept in without_furniture(map(Strand.of, lines))] == [lines[0], lines[-1]]


@given(st.text(max_size=300))
def test_what_stays_is_the_beginning_of_the_line(line: str) -> None:
    for kept in without_furniture([Strand.of(line)]):
        assert line.startswith(kept.text) or line.strip().startswith(kept.text)
