from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import CASES

from variorum.lexicon.en.numbers import find_quantities, value_of


def rows() -> list[tuple[str, str]]:
    with (CASES / "numbers.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["text"], row["quantities"]) for row in csv.DictReader(lines)]


@pytest.mark.parametrize(("text", "expected"), rows())
def test_quantities_of_a_phrase(text: str, expected: str) -> None:
    found = [
        f"{text[quantity.start : quantity.end]}:{quantity.low}:{'' if quantity.high is None else quantity.high}:{quantity.bound}"
        for quantity in find_quantities(text)
    ]
    assert "|".join(found) == expected


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.start <= quantity.number < quantity.end <= len(text)
        assert quantity.high is None or 0 <= quantity.low <= quantity.high
        end = quantity.end


@given(st.integers(min_value=0, max_value=999_999))
def test_a_printed_number_has_its_value(number: int) -> None:
    assert value_of(str(number)) == number
    assert value_of(f"{number:,}") == number


@pytest.mark.parametrize(("words", "value"), [("twelve", 12), ("two hundred", 200), ("three thousand", 3000), ("many", None), ("", None)])
def test_value_of_words(words: str, value: int | None) -> None:
    assert value_of(words) == value


def test_a_long_line_is_read_in_time() -> None:
    assert len(find_quantities("about 12 and " * 8000)) == 8000
