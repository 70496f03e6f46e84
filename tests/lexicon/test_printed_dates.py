from __future__ import annotations

import csv
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import CASES

from variorum.lexicon.printed_dates import find_printed_date, find_printed_dates, find_printed_month, parse_printed_date

ROWS = list(csv.DictReader((CASES / "printed_dates.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["line"][:40])
def test_a_line_gives_its_date(row: dict[str, str]) -> None:
    found = find_printed_date(row["line"])
    if not row["value"]:
        assert found is None
        return
    assert found is not None
    assert found.value.isoformat() == row["value"]
    assert row["line"][found.start : found.end] == row["words"]


@given(st.dates(date(1900, 1, 1), date(2150, 12, 31)), st.sampled_from(["%B %d, %Y", "%d %b %Y", "%Y-%m-%d", "%d.%m.%Y", "%A, %d %B %Y"]))
def test_every_day_is_read_as_it_is_printed(day: date, form: str) -> None:
    found = find_printed_date(day.strftime(form))
    assert found is not None
    assert found.day == day


@given(st.text(max_size=300))
def test_any_text_is_taken(text: str) -> None:
    for found in find_printed_dates(text):
        assert 0 <= found.start < found.end <= len(text)


def test_an_instant_needs_its_zone() -> None:
    with_zone, without = parse_printed_date("2024-03-27T10:00:00Z"), parse_printed_date("2024-03-27T10:00:00")
    assert isinstance(with_zone, datetime)
    assert without == date(2024, 3, 27)


def test_a_field_holds_a_date_and_nothing_else() -> None:
    assert parse_printed_date(" 20240327 ") == date(2024, 3, 27)
    assert parse_printed_date("yesterday, 27 March 2024") is None
    assert parse_printed_date("soon") is None


def test_a_month_with_its_year() -> None:
    assert find_printed_month("First printed in October 2022.") == (date(2022, 10, 1), 17, 29)
    assert find_printed_month("in October") is None
