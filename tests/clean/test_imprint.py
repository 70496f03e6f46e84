from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import CASES

from variorum.clean.imprint import is_person, is_section_label, read_imprint

ROWS = list(csv.DictReader((CASES / "imprints.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["line"][:50])
def test_a_line_tells_author_outlet_and_date(row: dict[str, str]) -> None:
    found = read_imprint(row["line"])
    if row["byline"] == "-":
        assert found is None
        return
    assert found is not None
    assert "; ".join(found.byline) == row["byline"]
    assert (found.publisher or "") == row["publisher"]
    assert (found.credit or "") == row["credit"]
    for when, column in ((found.published, "published"), (found.modified, "modified")):
        assert (when.earliest.isoformat() if when and when.earliest else "") == row[column]
        assert when is None or when.how == "stated"


def test_a_month_is_as_exact_as_its_words() -> None:
    found = read_imprint("Published in October 2022")
    assert found is not None
    assert found.published is not None
    assert (found.published.precision, str(found.published.latest)) == (4, "2022-10-31")


@pytest.mark.parametrize("line", ["COMMENTARY / WORLD", "News analysis", "OPINION", "World > Europe", "[ Politics ]"])
def test_a_label_is_a_label(line: str) -> None:
    assert is_section_label(line)


@pytest.mark.parametrize("line", ["World leaders meet", "SIEGE OVER, DOZENS DEAD", "War returns to the harbour", ""])
def test_a_headline_is_no_label(line: str) -> None:
    assert not is_section_label(line)


@pytest.mark.parametrize("line", ["Ada Quill", "Bo de la Marsh", "J. P. Quill", "Zoë O'Marsh-Quill", "Ада Квилл"])
def test_a_name_is_a_person(line: str) -> None:
    assert is_person(line)


@pytest.mark.parametrize("line", ["Ada", "The Harbour", "Lakeside Daily", "Ada quilled", "Skip Ad", "12 Boats", "Friday Evening Post"])
def test_other_words_are_not(line: str) -> None:
    assert not is_person(line)


@given(st.text(max_size=200))
def test_any_line_is_taken(line: str) -> None:
    read_imprint(line)
