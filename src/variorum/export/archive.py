"""A draft for an archive of shootings as one flat table: estimates, with the program's own figures, date and place beside them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from variorum.export.csv import safe_cell
from variorum.export.rows import Row
from variorum.model import ArchiveRow, Figure, Incident, Where

COLUMNS = (
    "incident", "title", "type", "date", "date_chance", "town", "region", "country", "place_chance", "killed", "injured", "numbers_chance",
    "reports", "reports_about", "differs", "own_from", "own_to", "own_place", "own_region", "own_country", "own_killed_low",
    "own_killed_best", "own_killed_high", "own_injured_low", "own_injured_best", "own_injured_high", "own_rule",
)  # fmt: skip
_IN_A_REGION = 3  # precision of a place that is a town or less, or a county
_DIGITS = 2


def archive_lines(rows: Iterable[tuple[Incident, ArchiveRow]], *, rule: str) -> Iterator[str]:
    """One line an incident under a heading, RFC 4180, with line ends; `rule` is that of the own figures."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS)
    writer.writeheader()
    for incident, row in rows:
        flat = _flat(incident, row, rule)
        writer.writerow({name: safe_cell(cell) for name, cell in flat.items()})
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _flat(incident: Incident, row: ArchiveRow, rule: str) -> Row:
    figures = {figure.category: figure for figure in incident.figures}
    when, own = incident.when, incident.where
    return {
        "incident": incident.id,
        "title": incident.title,
        "type": incident.type,
        "date": row.day,
        "date_chance": _rounded(row.day_chance),
        "town": _town(row.where),
        "region": row.where.admin1 if row.where else None,
        "country": row.where.country if row.where else None,
        "place_chance": _rounded(row.where_chance),
        "killed": row.killed.best if row.killed else None,
        "injured": row.injured.best if row.injured else None,
        "numbers_chance": _rounded(row.numbers_chance),
        "reports": len(incident.documents) + len(incident.mentioned_in),
        "reports_about": row.reports,
        "differs": " ".join(_differs(incident, row)),
        "own_from": when.earliest if when else None,
        "own_to": when.latest if when else None,
        "own_place": own.name if own else None,
        "own_region": own.admin1 if own else None,
        "own_country": own.country if own else None,
        **_ends("killed", figures.get("killed")),
        **_ends("injured", figures.get("injured")),
        "own_rule": rule,
    }


def _ends(name: str, figure: Figure | None) -> Row:
    return {f"own_{name}_{end}": getattr(figure, end) if figure else None for end in ("low", "best", "high")}


def _differs(incident: Incident, row: ArchiveRow) -> Iterator[str]:
    """In what the row is not the incident's own: to be looked at first."""
    when = incident.when
    if ((when.earliest, when.latest) if when else (None, None)) != (row.day, row.day):
        yield "date"
    if _named(incident.where) != _named(row.where):
        yield "place"
    own = {str(figure.category): figure.best for figure in incident.figures}
    for category, count in (("killed", row.killed), ("injured", row.injured)):
        if count is not None and own.get(category, 0) != count.best:
            yield category


def _named(where: Where | None) -> tuple[str | None, ...]:
    return (where.name, where.admin1, where.country) if where else ()


def _town(where: Where | None) -> str | None:
    """The name of a town or county; none where only a region is known."""
    return where.name if where is not None and where.precision <= _IN_A_REGION else None


def _rounded(chance: float | None) -> float | None:
    return None if chance is None else round(chance, _DIGITS)
