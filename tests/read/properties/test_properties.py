"""Properties by labelled sentences of our own, and what must hold for any text."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import CASES

from variorum.model import Document
from variorum.read.attributions import find_attributions
from variorum.read.events import find_events
from variorum.read.finding import Finding
from variorum.read.names import find_names
from variorum.read.parse import parse
from variorum.read.parsed import Parsed
from variorum.read.places import find_places
from variorum.read.properties import find_properties

with (CASES / "properties.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))


def read(text: str) -> tuple[Finding, ...]:
    document = Document(capture="capture:test", blob="0" * 64, text=text)
    parsed = Parsed(document=document, doc=parse(text))
    parsed = replace(parsed, names=find_names(parsed))
    parsed = replace(parsed, places=find_places(parsed))
    parsed = replace(parsed, attributions=find_attributions(parsed))
    return find_properties(parsed, find_events(parsed))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['property']}: {row['text'][:50]}")
def test_case(row: dict[str, str]) -> None:
    """`words` is the evidence, `*` any evidence, `-` nothing may be found."""
    found = [finding for finding in read(row["text"]) if finding.property == row["property"]]
    if row["words"] == "-":
        assert found == []
        return
    if row["words"] != "*":
        found = [finding for finding in found if finding.evidence[0].exact == row["words"]]
    assert len(found) == 1
    for field in filter(None, row["fields"].split(";")):
        name, _, value = field.partition("=")
        assert str(getattr(found[0].value, name)) == value, name


def test_a_forecast_belongs_to_no_incident_nor_does_its_target() -> None:
    findings = read("Officials fear that the militants will bomb the refinery within weeks.")
    assert {finding.property for finding in findings} >= {"forecast", "target"}
    assert all(finding.account_free for finding in findings)
    assert {finding.certainty for finding in findings} == {"predicted"}


def test_evidence_is_never_a_paragraph() -> None:
    text = "Police condemned the bombing.\n\nThe rebels demanded money. " + "Many people spoke of it. " * 40
    for finding in read(text):
        assert "\n\n" not in finding.evidence[0].exact
        assert len(finding.evidence[0].exact) < 200


def test_many_weapons_in_one_sentence_take_no_long_walk() -> None:
    assert read("bomb " * 800)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "🙂", "e\u0301" * 40, "قتل ثلاثة", "like unless since", "THE REBELS DEMANDED RANSOM."])
def test_no_text_is_too_odd(text: str) -> None:
    for finding in read(text):
        assert finding.evidence[0].exact == text[finding.evidence[0].start : finding.evidence[0].end]


@settings(max_examples=20)
@given(st.lists(st.sampled_from([row["text"] for row in ROWS]), min_size=1, max_size=4))
def test_evidence_holds_the_words_of_the_text(sentences: list[str]) -> None:
    text = "\n\n".join(sentences)
    for finding in read(text):
        for span in finding.evidence:
            assert text[span.start : span.end] == span.exact
