"""docs/accuracy.md from the measured results: tables and report are written here, the words around them by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.report import markdown

PAGE = Path(__file__).parent.parent / "docs" / "accuracy.md"
BEGIN, END = "<!-- tables: written by bench/all.py, do not edit -->\n", "<!-- end of tables -->\n"
REPORT_BEGIN, REPORT_END = "<!-- report: written by bench/all.py, do not edit -->\n", "<!-- end of report -->\n"

# set and measure → the baseline that came with the set, or None
BASELINES = {
    ("attribution dev", "who+what F1"): 0.370,
    ("attribution dev", "who+what F1, direct"): 0.624,
    ("timex all", "value F1"): 0.706,
    ("places all", "recognition F, exact"): 0.715,
    ("places all", "recognition F, overlap"): 0.757,
    ("places all", "found and within 161 km F1"): 0.658,
    ("clean", "F1"): 0.791,
    ("longtail all", "headline"): 0.352,
    ("longtail all", "B-cubed F"): 0.901,
    ("longtail all", "multi-document incidents exact"): 0.662,
    ("longtail all", "killed and injured exact"): 0.654,
    ("longtail all", "date within 1 day"): 0.845,
    ("longtail all", "city"): 0.736,
    ("muc4 tst1+tst2", "all templates P&R F"): 25.3,
}


def write_page(results: dict[str, dict[str, float]], report: dict[str, Any]) -> None:
    """Put tables and report into the page."""
    page = PAGE.read_text(encoding="utf-8")
    page = _between(page, BEGIN, END, tables(results))
    PAGE.write_text(_between(page, REPORT_BEGIN, REPORT_END, markdown(report)), encoding="utf-8")


def _between(page: str, begin: str, end: str, written: str) -> str:
    """The page with this between two marks."""
    before, rest = page.split(begin)
    _, after = rest.split(end)
    return f"{before}{begin}\n{written}\n{end}{after}"


def tables(results: dict[str, dict[str, float]]) -> str:
    """One table over all sets."""
    lines = ["| set | measure | measured | baseline of the set |", "|---|---|---|---|"]
    for run, measures in results.items():
        for name, value in measures.items():
            baseline = BASELINES.get((run, name))
            lines.append(f"| {run} | {name} | {_number(value)} | {'' if baseline is None else _number(baseline)} |")
    return "\n".join(lines) + "\n"


def _number(value: float) -> str:
    if value == int(value) and value > 1:
        return f"{int(value)}"
    return f"{value:.1f}" if value > 1 else f"{value:.3f}"
