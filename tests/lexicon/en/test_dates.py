"""The grammar of time expressions, and their place in the calendar."""

from __future__ import annotations

import csv
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.lexicon.en.dates import days_of, find_expressions, precision_of, resolve
from variorum.lexicon.en.dates.calendar import easter

CASES = Path(__file__).parents[2] / "cases" / "dates.csv"


def _rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row['phrase']}@{row['anchor']}")
def test_expression_is_found_and_resolved(row: dict[str, str]) -> None:
    found = {expression.text: expression for expression in find_expressions(row["text"])}
    assert row["phrase"] in found
    expression = found[row["phrase"]]
    resolution = resolve(expression, anchor=date.fromisoformat(row["anchor"]) if row["anchor"] else None)
    assert (expression.type, resolution.value) == (row["type"], row["value"])
    days = (resolution.earliest.isoformat() if resolution.earliest else "", resolution.latest.isoformat() if resolution.latest else "")
    assert days == (row["earliest"], row["latest"])


@pytest.mark.parametrize(
    "text",
    [
        "A 20-year-old student was hit.",
        "She is 34 years old.",
        "The dead were aged 19.",
        "It cost $2000.",
        "Some 1900 people fled.",
        "He may march on.",
        "The team won 3-1.",
        "He fell in his 20s.",
        "Room 212 was empty.",
        "A quarter of the crop was lost.",
        "Three-quarters of the town burned.",
        "Aid came from Petr and Jan Novak.",
        "The DEC appeal raised millions.",
        "This may change, and that may help.",
    ],
)
def test_ages_sums_and_counts_are_no_times(text: str) -> None:
    assert find_expressions(text) == ()


def test_a_number_after_in_and_month_is_a_count() -> None:
    (expression,) = find_expressions("In May 12 people were killed.")
    assert expression.text == "May"


@pytest.mark.parametrize(("tense", "day"), [("past", "2021-08-06"), ("future", "2021-08-13"), (None, "2021-08-06")])
def test_tense_decides_between_last_and_next(tense: str | None, day: str) -> None:
    (expression,) = find_expressions("Friday")
    assert resolve(expression, anchor=date(2021, 8, 11), tense=tense).value == day  # type: ignore[arg-type]


def test_the_next_day_goes_on_from_the_day_told() -> None:
    (expression,) = find_expressions("the next day")
    assert resolve(expression, anchor=date(2021, 8, 11), narrative=date(2004, 2, 28)).value == "2004-02-29"
    assert resolve(expression, anchor=date(2021, 8, 11)).earliest is None


def test_impossible_day_is_not_resolved() -> None:
    (expression,) = find_expressions("on February 30, 2004")
    assert resolve(expression, anchor=None).earliest is None


@pytest.mark.parametrize(("year", "day"), [(2000, (4, 23)), (2019, (4, 21)), (2024, (3, 31))])
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("value", "days", "precision"),
    [("2004-09-01", 1, 1), ("2004-09-01/2004-09-03", 3, 2), ("2004-W36", 7, 3), ("2004-09", 30, 4), ("2004", 366, 5), ("2004-Q3", 92, 5)],
)
def test_days_and_precision_of_values(value: str, days: int, precision: int) -> None:
    span = days_of(value)
    assert span is not None
    assert (span[1] - span[0]).days + 1 == days
    assert precision_of(*span) == precision


_WORDS = st.sampled_from(
    "on in the last next Friday March May 5 22 2004 1998-02-30 , - . of to and days year years ago later two a half 9/11 "
    "12:99 25:00 p.m. GMT '80s the third quarter \n\n morning before 99999999999 0 31st".split(" ")
)


@given(st.lists(_WORDS, max_size=25).map(" ".join) | st.text(max_size=80), st.dates(date(1, 1, 8), date(9999, 12, 20)) | st.none())
@settings(max_examples=300)
def test_any_string_is_survived(text: str, anchor: date | None) -> None:
    end = 0
    for expression in find_expressions(text):
        assert end <= expression.start < expression.end
        assert expression.text == text[expression.start : expression.end]
        end = expression.end
        for tense in ("past", "future", None):
            resolution = resolve(expression, anchor=anchor, tense=tense, narrative=anchor)  # type: ignore[arg-type]
            if resolution.earliest and resolution.latest:
                assert resolution.earliest <= resolution.latest


@pytest.mark.parametrize("text", ["9" * 100_000, "a" * 100_000, "12 May " * 15_000, "\n " * 50_000, "two hundred " * 8_000, "'" * 100_000])
def test_one_long_line_is_read_in_linear_time(text: str) -> None:
    start = time.perf_counter()
    find_expressions(text)
    assert time.perf_counter() - start < 20
