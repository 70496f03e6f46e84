from __future__ import annotations

import io
import json
from xml.etree import ElementTree

from rich.console import Console

from variorum.export.reliability import reliability_chart
from variorum.export.review import CAVEATS, review_chart, review_row, review_written
from variorum.export.values import value_words
from variorum.model import Actor, FigureValue, ForecastValue, ResponsibilityValue, TypeValue
from variorum.model.review import Bin, Calibration, Example, FaultClass, Interval, Measure, Review

KILLED = FigureValue(category="killed", low=17, high=None, bound="at_least", group_text="guards")
BINS = (Bin(low=0.4, high=0.5, count=3, score=0.42, right=0.3333), Bin(low=0.9, high=1.0, count=57, score=0.95, right=0.97))
EXAMPLE = Example(document="document:1", before="in the\n\ntown ", words="17 guards", after=" died", read=KILLED, said=None, by="ana")
REVIEW = Review(
    judged=60,
    unsettled=2,
    documents=20,
    measures=(
        Measure(
            property="figure", category=None, documents=20, right=57, invented=3, missed=0,
            precision=Interval(value=0.95, low=0.9, high=1.0),
        ),
        Measure(property="figure", category="killed", documents=1, right=1, invented=0, missed=0),
    ),
    calibrations=(Calibration(property="figure", count=60, error=0.021, bins=BINS),),
    faults=(FaultClass(property="figure", category="killed", fault="rejected", count=3, examples=(EXAMPLE,)),),
)  # fmt: skip


def text_of(review: Review) -> str:
    console = Console(file=io.StringIO(), width=120)
    review_written(review, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_text_says_what_was_measured_and_what_was_not() -> None:
    text = text_of(REVIEW)
    assert "60 claims judged in 20 documents; 2 of them say nothing" in text
    assert "0.95 (0.90–1.00)" in text
    assert "nobody added any" in text
    assert "too few to say" in text
    assert all(caveat in text for caveat in CAVEATS)
    assert "…in the town *17 guards* died…" in text
    assert "read: killed: at least 17 guards; ana: nothing" in text


def test_without_judgements_it_says_what_to_do() -> None:
    assert "Nobody has judged a claim yet" in text_of(Review(judged=0, unsettled=0, documents=0))


def test_the_row_is_json() -> None:
    row = json.loads(json.dumps(review_row(REVIEW)))
    assert row["record"] == "selftest"
    assert row["faults"][0]["examples"][0]["read"]["low"] == 17


def test_the_chart_is_sound_and_only_there_with_scores() -> None:
    assert review_chart(Review(judged=1, unsettled=0, documents=1)) is None
    drawing = review_chart(REVIEW)
    assert drawing is not None
    root = ElementTree.fromstring(drawing)
    assert root.tag.endswith("svg")
    assert len([each for each in root.iter() if each.get("class") == "dot"]) == len(BINS)
    assert "&lt;b&gt;" in reliability_chart([("<b>", "", BINS)])


def test_values_fit_one_line() -> None:
    assert value_words(TypeValue(type="bombing", stage="ATTEMPTED")) == "bombing attempted"
    actor = ResponsibilityValue(actor=Actor(name="the\nfront"), status="CLAIMED OR ADMITTED")
    assert value_words(actor) == "the front, claimed or admitted it"
    assert len(value_words(ForecastValue(text="more " * 100))) <= 100
