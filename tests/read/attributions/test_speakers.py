from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from variorum.api import document_of
from variorum.model import Hints
from variorum.read.attributions import attribution_for
from variorum.read.claims import understand as read_whole
from variorum.read.parsed import Parsed

CASES = Path(__file__).parents[2] / "cases" / "speakers.csv"


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["text"][:50])
def test_speaker(row: dict[str, str], understand: Callable[[str], Parsed]) -> None:
    parsed = understand(row["text"])
    start = row["text"].index(row["words"])
    attribution = attribution_for(parsed, parsed.span(start, start + len(row["words"])))
    speaker = attribution.speaker if attribution else None
    if not row["name"]:
        assert speaker is None
        return
    assert speaker is not None
    assert (speaker.name, speaker.role or "", speaker.kind or "", speaker.via or "") == (row["name"], row["role"], row["kind"], row["via"])
    assert speaker.span is not None
    assert speaker.span.exact == row["text"][speaker.span.start : speaker.span.end]


def test_a_town_that_heads_a_line_does_not_speak() -> None:
    parsed = read_whole(document_of("Bombay: toll of Friday's bombs passes 200\n\nThe number of dead in Bombay has risen."), Hints())
    assert not any(attribution.speaker and attribution.speaker.name == "Bombay" for attribution in parsed.attributions)
