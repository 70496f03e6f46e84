"""Event words: what they tell, and how real it is."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import CASES

from variorum.model import Document
from variorum.read.events import find_events
from variorum.read.parse import parse
from variorum.read.parsed import Parsed

with (CASES / "events.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))


def parsed_of(text: str) -> Parsed:
    document = Document(capture="capture:test", blob="0" * 64, text=text)
    return Parsed(document=document, doc=parse(document.text))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:50])
def test_case(row: dict[str, str]) -> None:
    events = {event.span.exact: event for event in find_events(parsed_of(row["text"]))}
    assert row["word"] in events
    event = events[row["word"]]
    assert (event.type, event.stage, event.hedge or "") == (row["type"], row["stage"], row["hedge"])


def test_what_is_no_event_is_left_alone() -> None:
    assert find_events(parsed_of("The council opened 24/7 and fixed 3/4 of the roads.")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The two sides signed a cease-fire.",
        "He spoke of the war on drugs.",
        "It was an assault on our values.",
        "The collapse of the coalition government came in May.",
        "The disaster operations centre in Larnow gave no numbers.",
        "Customs officers seized 40 kilograms of cocaine.",
        "The settlers drove into the town in lorries.",
        "The topic has disappeared from the papers.",
        "A guard tried to snatch the weapon from him.",
        "Army bomb experts examined the parcel.",
        "The fighters drove into Larnow at dawn.",
    ],
)
def test_words_of_violence_that_tell_of_none(text: str) -> None:
    assert find_events(parsed_of(text)) == ()


def test_an_empty_text_has_none() -> None:
    assert find_events(parsed_of("")) == ()


@settings(max_examples=25)
@given(st.text(max_size=120))
def test_any_text_is_read_and_spans_hold_their_words(text: str) -> None:
    parsed = parsed_of(text)
    for event in find_events(parsed):
        assert parsed.text[event.span.start : event.span.end] == event.span.exact
