"""Intervals, classes of error, and the part of the page that is made of them; on made-up labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bench.errors import errors, largest, table
from bench.intervals import counts_of_article, counts_of_report, intervals

from bench import accuracy, report
from tests.bench import plain

Row = dict[str, Any]
SCORER: Any = plain


def figure(start: int, low: int, category: str = "killed", **more: Any) -> Row:
    row = {"start": start, "end": start + 4, "category": category, "low": low, "high": low, "bound": "exact", "group": "all"}
    return {**row, "certainty": "asserted", "said_by": None, "status": "news", **more}


def gold(*figures: Row, name: str = "1", blames: tuple[Row, ...] = ()) -> Row:
    return {"document": name, "text": "", "figures": list(figures), "responsibility": list(blames)}


def found(*figures: Row, name: str = "1", blames: tuple[Row, ...] = ()) -> Row:
    return {"document": name, "figures": list(figures), "responsibility": list(blames)}


def blame(actor: str, status: str) -> Row:
    return {"actor": actor, "status": status, "start": 0, "end": 9}


def classes(label: Row, prediction: Row) -> set[tuple[str, str]]:
    counts = errors([label], [prediction], SCORER)
    return {fault for fault, count in counts.items() if count and fault != ("accounts", "background merged into the main incident")}


@pytest.mark.parametrize(
    ("label", "prediction", "fault"),
    [
        (gold(figure(0, 17)), found(), ("figures", "missed")),
        (gold(figure(0, 24, bound="dozens")), found(), ("figures", "missed: no number printed")),
        (gold(figure(0, 17)), found(figure(2, 71)), ("figures", "wrong value")),
        (gold(figure(0, 17)), found(figure(2, 17, "injured")), ("figures", "wrong category")),
        (gold(figure(0, 17)), found(figure(2, 71, "injured")), ("figures", "wrong category and value")),
        (gold(), found(figure(0, 17)), ("figures", "spurious")),
        (gold(figure(0, 17)), found(figure(0, 17), figure(1, 17, "injured")), ("figures", "spurious: words that another figure has")),
        (gold(figure(0, 17)), found(figure(0, 17, group="women")), ("figures", "wrong group")),
        (gold(figure(0, 17)), found(figure(0, 17, certainty="possible")), ("figures", "wrong certainty")),
        (gold(figure(0, 17, said_by="police")), found(figure(0, 17)), ("speakers", "missing")),
        (gold(figure(0, 17, said_by="police")), found(figure(0, 17, said_by="army")), ("speakers", "another one")),
        (gold(figure(0, 17)), found(figure(0, 17, said_by="army")), ("speakers", "superfluous")),
        (gold(figure(0, 17, status="background")), found(figure(0, 17)), ("accounts", "background taken for news")),
        (gold(blames=(blame("a", "POSSIBLE"),)), found(), ("responsibility", "missed actor")),
        (gold(blames=(blame("a", "POSSIBLE"),)), found(blames=(blame("a", "DENIED"),)), ("responsibility", "wrong status")),
        (gold(), found(blames=(blame("a", "DENIED"),)), ("responsibility", "spurious actor")),
    ],
)  # fmt: skip
def test_an_error_is_in_one_class(label: Row, prediction: Row, fault: tuple[str, str]) -> None:
    assert classes(label, prediction) == {fault}


def test_what_is_right_is_no_error() -> None:
    both = figure(0, 17, said_by="police")
    assert classes(gold(both, blames=(blame("a", "DENIED"),)), found(both, blames=(blame("a", "DENIED"),))) == set()


def test_the_largest_classes_come_first_and_the_table_has_all() -> None:
    counts = errors([gold(figure(0, 17), figure(9, 18), figure(20, 4))], [found(figure(20, 5))], SCORER)
    assert largest(counts, 1) == [(("figures", "missed"), 2)]
    assert "| figures | wrong value | 1 |" in table(counts)


def test_shares_of_all_documents_have_intervals() -> None:
    golds = [gold(figure(0, 17), figure(9, 18), name=str(number)) for number in range(20)]
    rows = [found(figure(0, 17), figure(9, 19), name=str(number)) for number in range(0, 20, 2)]
    measured = intervals(golds, rows, counts_of_report, SCORER)
    assert (measured["figure"]["precision"].value, measured["figure"]["recall"].value) == (0.5, 0.25)
    assert measured["figure"]["f1"].low < round(1 / 3, 4) == measured["figure"]["f1"].value < measured["figure"]["f1"].high
    assert set(measured["background merged (lower is better)"]) == {"f1"}
    assert "account status, not news" not in measured, "nothing was asked"


def test_articles_are_counted_by_both_sides() -> None:
    golds = [{"id": str(number), "text": ""} for number in range(5)]
    rows = [{"document": str(number), "attributions": [{}]} for number in range(5)]
    measured = intervals(golds, rows, counts_of_article, SCORER)
    assert (measured["who+what"]["precision"].value, measured["who+what"]["recall"].value) == (1.0, 0.5)


def test_the_page_holds_what_was_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "scorer_of", lambda sets, name: SCORER)
    monkeypatch.setattr(report, "CHART", tmp_path / "images" / "chart.svg")
    monkeypatch.setattr(accuracy, "PAGE", tmp_path / "page.md")
    made: report.Report = {}
    label, prediction = gold(figure(0, 17)), found(figure(0, 17, group="women", score=0.9))
    report.add_run(made, "tolls made", "tolls", [label], [prediction], tmp_path)
    report.add_run(made, "timex all", "timex", [], [], tmp_path)
    report.add_calibration(made, [label], [prediction], tmp_path)
    marks = accuracy.BEGIN + "old\n" + accuracy.END + "by hand\n" + accuracy.REPORT_BEGIN + "old\n" + accuracy.REPORT_END
    accuracy.PAGE.write_text(marks, encoding="utf-8")
    accuracy.write_page({"tolls made": {"figure F1": 1.0}}, made)
    page = accuracy.PAGE.read_text(encoding="utf-8")
    assert "old" not in page
    assert "by hand" in page
    assert "| tolls made | figure | 1.000" in page
    assert "| figures | 1 | 1.000 | 0.100" in page
    assert "*Figures, wrong group* (1)" in page
    assert "timex" not in page
    assert (tmp_path / "images" / "chart.svg").exists()


def test_nothing_measured_makes_nothing() -> None:
    assert report.markdown({}) == ""


def test_every_example_belongs_to_a_class_and_is_whole() -> None:
    examples = report._examples()
    assert all(sentence.endswith(".") and why for sentence, why in examples.values())
    assert {about for about, _ in examples} == {"figures", "speakers", "accounts", "responsibility"}
