from __future__ import annotations

import json
import pickle
from datetime import date, datetime
from typing import Any

import pytest

from variorum.errors import InvalidRecord
from variorum.model import (
    Account,
    Actor,
    Capture,
    Claim,
    Document,
    FigureValue,
    Incident,
    Judgement,
    Locator,
    Mention,
    Outcome,
    Piece,
    Problem,
    Readout,
    ResponsibilityValue,
    Sighting,
    Span,
    Speaker,
    Target,
    Timex,
    Weapon,
    When,
    Where,
)
from variorum.model.records import from_builtins, to_builtins

TEXT = "Gunmen kill 15\n\nAt least 15 people were killed on Monday, police said."
NOW = datetime.fromisoformat("2024-06-01T12:00:00+00:00")
SPAN = Span.of(TEXT, 16, 34)
MONDAY = When.day(date(2024, 5, 27), how="resolved", evidence=Span.of(TEXT, 50, 56))
CLAIM = Claim(
    document="document:1",
    property="figure",
    value=FigureValue(category="killed", low=15, high=None, bound="at_least", group=("police", "civilians")),
    evidence=(SPAN,),
    maker="rules",
    said_by=Speaker(name="police", kind="police", span=Span.of(TEXT, 58, 64)),
    as_of=MONDAY,
)
BLAME = Claim(
    document="document:1",
    property="responsibility",
    value=ResponsibilityValue(actor=Actor(name="gunmen"), status="REPORTED AS FACT"),
    evidence=(SPAN,),
    maker="rules",
)
PLACE = Where(name="Beslan", kind="populated", lat=43.19, lon=44.54, country="RU")
RECORDS: list[Any] = [
    Capture(blob="0" * 64, media_type="text/plain"),
    Sighting(capture="capture:1", at=NOW, tool="acquire", headers=(("etag", "x"),)),
    Document(
        capture="capture:1",
        blob="0" * 64,
        text=TEXT,
        title="Gunmen kill 15",
        published=MONDAY,
        pieces=(Piece(text_start=0, source_start=3, length=5),),
    ),
    Mention(span=SPAN, kind="time", timex=Timex(type="DATE", value="2024-05-27", when=MONDAY)),
    Account(document="document:1", anchor=SPAN, status="news", main=True),
    CLAIM,
    BLAME,
    Problem(stage="read", code="unresolved_date", subject="document:1", message="No year.", span=SPAN),
    Judgement(
        verdict="correct",
        subject=CLAIM.key,
        by="me",
        at=NOW,
        value={"low": 16},
        locator=Locator(blob="0" * 64, property="figure", exact="15", prefix="", suffix=""),
    ),
    Incident(
        id="account:1",
        title="Shooting",
        accounts=("account:1",),
        type="shooting",
        stage="ACCOMPLISHED",
        when=MONDAY,
        where=PLACE,
        documents=(),
        mentioned_in=(),
        targets=(
            Target(
                kind="human",
                name=None,
                description="guards",
                type="SECURITY GUARD",
                outcomes=(Outcome(number="two", effect="INJURY", claims=(CLAIM.key,)),),
                reports=1,
                score=0.9,
                claims=(CLAIM.key,),
                told_as=("guards",),
            ),
        ),
        weapons=(Weapon(name="rifles", kind="gun", reports=1, score=1.0, claims=(CLAIM.key,)),),
    ),
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_a_record_comes_back_as_it_went(record: Any) -> None:
    assert from_builtins(json.loads(json.dumps(to_builtins(record))), type(record)) == record
    assert pickle.loads(pickle.dumps(record)) == record


def test_a_readout_crosses_a_process_boundary() -> None:
    readout = Readout(document="document:1", maker="rules", claims=(CLAIM, BLAME))
    assert pickle.loads(pickle.dumps(readout)) == readout


def test_damaged_data_are_refused() -> None:
    data = to_builtins(CLAIM)
    for damage in ({"property": "toll"}, {"value": {"category": "killed"}}, {"evidence": "15"}, {"score": 7}):
        with pytest.raises(InvalidRecord):
            from_builtins({**data, **damage}, Claim)


def test_an_offset_leads_back_to_the_capture() -> None:
    document = RECORDS[2]
    assert document.source_offset(2) == 5
    assert document.source_offset(5) is None


def test_a_document_begins_with_its_title() -> None:
    with pytest.raises(InvalidRecord):
        Document(capture="capture:1", blob="0" * 64, text="Body only.", title="Headline")
