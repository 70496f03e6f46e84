from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from variorum.lexicon.sources import closing_credit, fold_outlet, is_agency, source_of


def rows() -> list[list[str]]:
    text = files("variorum.lexicon").joinpath("sources.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def test_the_registry_is_clean() -> None:
    for row in rows():
        assert len(row) == 8, row
        assert all(cell == cell.strip() for cell in row), row
        assert len(row[4]) in (0, 2), row
        assert len(row[5]) in (0, 2), row
    for column in (lambda row: [row[0]], lambda row: row[6].split(",")):
        counts = Counter(value for row in rows() for value in column(row) if value)
        assert not [value for value, count in counts.items() if count > 1]
    names = Counter(name for row in rows() for name in {fold_outlet(name) for name in (row[1], *row[7].split(",")) if name})
    assert not [name for name, count in names.items() if count > 1]


@pytest.mark.parametrize(
    ("given_name", "source"),
    [
        ("https://www.bbc.co.uk/news/1", "bbc"),
        ("news.sky.com", "sky-uk"),
        ("The Guardian", "guardian"),
        ("guardian", "guardian"),
        ("LE MONDE", "lemonde"),
        ("Hurriyet", "hurriyet"),
        ("The Lakeside Daily", "lakeside-daily"),
        ("lakeside.example", "lakeside.example"),
        ("Озёрный вестник", "озёрный-вестник"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_an_outlet_has_a_source(given_name: str | None, source: str) -> None:
    assert source_of(given_name).id == source


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("(Harbour Wire)", "Harbour Wire"),
        ("— Reuters", "Reuters"),
        ("Source: AFP", "AFP"),
        ("AP", "AP"),
        ("Two boats sank (AP)", "AP"),
        ("Two boats sank. dpa", "dpa"),
        ("© Agence France-Presse", "Agence France-Presse"),
        ("Copyright 2021 The Associated Press. All rights reserved.", "The Associated Press"),
        ("(c) Reuters 2021", "Reuters"),
        ("© 2021 Lakeside Daily. All rights reserved.", None),
        ("Divers at the wreck. © AFP", None),
        ("It sank off Allentown, Pa.", None),
        ("It was told to us by the wire", None),
        ("The ferry sank (Lakeside)", None),
    ],
)
def test_a_last_line_credits_its_agency(line: str, agency: str | None) -> None:
    found = closing_credit(line)
    assert (found.name if found else None) == agency


def test_an_agency_is_told_by_its_name() -> None:
    assert is_agency("Harbour Wire")
    assert is_agency("Lakeside News Agency")
    assert not is_agency("Lakeside Daily")
    assert not is_agency("Pa")
