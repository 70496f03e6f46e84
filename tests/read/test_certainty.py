from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from variorum.model import Document
from variorum.read.attributions import attribution_for, find_attributions
from variorum.read.certainty import certainty_of
from variorum.read.parse import parse
from variorum.read.parsed import Parsed

CASES = Path(__file__).parents[1] / "cases" / "certainty.csv"


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["sentence"])
def test_certainty(row: dict[str, str]) -> None:
    text = row["sentence"]
    parsed = Parsed(document=Document(capture="c", blob="b", text=text), doc=parse(text))
    parsed = replace(parsed, attributions=find_attributions(parsed))
    start = text.index(row["words"])
    span = parsed.span(start, start + len(row["words"]))
    assert certainty_of(parsed, span, attribution_for(parsed, span)) == row["certainty"]
