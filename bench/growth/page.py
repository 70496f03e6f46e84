"""The part of docs/performance.md on growth: tables and drawing are written here, the words around them by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.growth.chart import DENSER, growth_chart, rows_of

DOCS = Path(__file__).parent.parent.parent / "docs"
PAGE, CHART = DOCS / "performance.md", DOCS / "images" / "growth.svg"
BEGIN, END = "<!-- growth: written by bench/growth/page.py, do not edit -->\n", "<!-- end of growth -->\n"
Row = Mapping[str, Any]


def write_page(results: Mapping[str, Mapping[str, Row]]) -> None:
    """Put tables and drawing into the page."""
    CHART.write_text(growth_chart(results), encoding="utf-8")
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    _, after = rest.split(END)
    PAGE.write_text(f"{before}{BEGIN}\n{markdown(results)}\n{END}{after}", encoding="utf-8")


def markdown(results: Mapping[str, Mapping[str, Row]]) -> str:
    """The drawing and one table for each of the two, and for denser worlds two more."""
    parts = ["![Time and memory against the number of accounts](images/growth.svg)\n"]
    for denser, words in (("", ""), (DENSER, "The same ten years, told by ever more accounts:\n")):
        resolved, settled = (rows_of(results, what + denser) for what in ("resolve", "ledger"))
        if words and (resolved or settled):
            parts.append(words)
        parts += ["\n".join(lines(rows)) + "\n" for lines, rows in ((_resolved, resolved), (_settled, settled)) if rows]
    return "\n".join(parts)


def _resolved(rows: Sequence[Row]) -> Iterator[str]:
    yield "| accounts | incidents found | seconds | ms an account | times the size before | minutes by the clock | peak, MB | B-cubed F |"
    yield "|---|---|---|---|---|---|---|---|"
    for before, row in zip([None, *rows], rows, strict=False):
        per = 1000 * row["seconds"] / row["accounts"]
        yield (
            f"| {row['accounts']:,} | {row['incidents']:,} | {_seconds(row['seconds'])} | {per:.1f} | {_times(before, row, 'seconds')} "
            f"| {row['clock'] / 60:.1f} | {row['peak']:,} | {row['f']:.3f} |"
        )


def _settled(rows: Sequence[Row]) -> Iterator[str]:
    kinds = [name for name in rows[0] if isinstance(rows[0][name], dict)]
    names = ["accounts", "ledger, MB", "settled in full, seconds", "times the size before", "peak, MB"]
    names += [*(f"{kind}, ms" for kind in kinds), f"{kinds[0]}, times the smallest ledger"]
    yield f"| {' | '.join(names)} |"
    yield "|---" * len(names) + "|"
    for before, row in zip([None, *rows], rows, strict=False):
        cells = [
            f"{row['accounts']:,}",
            f"{row['megabytes']:,}",
            _seconds(row["seconds"]),
            _times(before, row, "seconds"),
            f"{row['peak']:,}",
        ]
        cells += [f"{1000 * row[kind]['seconds']:,.0f}" for kind in kinds]
        cells.append(f"{row[kinds[0]]['seconds'] / rows[0][kinds[0]]['seconds']:.2f}")
        yield f"| {' | '.join(cells)} |"


def _times(before: Row | None, row: Row, name: str) -> str:
    return f"{row[name] / before[name]:.1f}" if before else ""


def _seconds(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"
