"""What was measured of growth, as a drawing and as tables."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

from bench.growth.chart import growth_chart
from bench.growth.page import BEGIN, END, PAGE, markdown

KINDS = ("report on a small incident", "report", "report on the largest incident", "judgement", "undo")


def resolved(accounts: int, seconds: float) -> dict[str, Any]:
    return {"accounts": accounts, "incidents": accounts // 5, "seconds": seconds, "clock": 60 * seconds, "peak": 300, "f": 0.9312}


def settled(accounts: int, seconds: float, one: float) -> dict[str, Any]:
    changes = {kind: {"seconds": one, "clock": one} for kind in KINDS}
    return {"accounts": accounts, "megabytes": 1200, "seconds": seconds, "clock": seconds, "peak": 900, **changes}


RESULTS = {
    "resolve": {"1000": resolved(1000, 0.8), "10000": resolved(10_000, 9.6)},
    "resolve, denser worlds": {"2000": resolved(2000, 1.6)},
    "ledger": {"10000": settled(10_000, 60, 0.2), "1000": settled(1000, 5, 0.1)},
}


def test_the_drawing_has_a_line_for_everything_measured_and_the_line_of_what_is_allowed() -> None:
    drawing = ET.fromstring(growth_chart(RESULTS))
    words = {element.text for element in drawing.iter() if element.tag.endswith("text")}
    assert {
        "resolve",
        "resolve, denser worlds",
        "settle a ledger",
        *KINDS,
        "11 times for ten times",
        "half more for a hundred times",
    } <= words
    lines = [element for element in drawing.iter() if element.get("class") == "line"]
    assert len(lines) == 3 + len(KINDS) + 2


def test_what_was_not_measured_is_not_drawn() -> None:
    drawing = growth_chart({"resolve": {"1000": resolved(1000, 0.8)}})
    assert "One change" not in drawing
    assert growth_chart({})


def test_tables_go_by_size_and_say_how_much_more_ten_times_takes() -> None:
    rows = [line for line in markdown(RESULTS).splitlines() if line.startswith("| 1")]
    assert rows[0].startswith("| 1,000 | 200 | 0.8 | 0.8 |  | 0.8 |")
    assert "| 9.6 | 1.0 | 12.0 | 9.6 |" in rows[1]
    assert rows[2].startswith("| 1,000 | 1,200 | 5.0 |  | 900 | 100 |")
    assert rows[3].endswith("| 200 | 200 | 200 | 200 | 200 | 2.00 |")


def test_denser_worlds_have_tables_of_their_own() -> None:
    page = markdown(RESULTS)
    assert page.index("| 10,000 |") < page.index("The same ten years") < page.index("| 2,000 | 400 |")
    assert "The same ten years" not in markdown({"resolve": RESULTS["resolve"]})


def test_the_page_has_its_place() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page.count(BEGIN) == 1
    assert page.index(BEGIN) < page.index(END)
