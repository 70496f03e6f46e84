"""The claims as one flat table, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from variorum.export.contents import Contents
from variorum.export.rows import Row, claim_row
from variorum.export.withheld import withheld

COLUMNS = (
    "incident", "incident_title", "document_title", "publisher", "published", "property", "category", "low", "high", "bound", "group",
    "actor", "status", "value", "said_by", "certainty", "original_source", "exact", "standing", "claim", "document", "uri",
    "actor_kind", "target", "target_kind", "target_type", "number", "effect", "weapon", "weapon_kind", "witness",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(contents: Contents, *, victims: bool = False) -> Iterator[str]:
    """One line a claim under a heading, RFC 4180, with line ends."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, extrasaction="ignore")
    writer.writeheader()
    titles = {incident.id: incident.title for incident in contents.incidents}
    names = frozenset[str]() if victims else withheld(contents)
    witness_of = {
        key: witness.origin
        for incident in contents.incidents
        for figure in incident.figures
        for witness in figure.witnesses
        for key in witness.claims
    }
    for claim in contents.claims:
        if claim.key in names:
            continue
        row = {**claim_row(claim, contents), "witness": witness_of.get(claim.key)}
        writer.writerow({name: safe_cell(part) for name, part in _flat(row, contents, titles).items()})
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _flat(row: Row, contents: Contents, titles: dict[str, str]) -> Row:
    document = contents.documents.get(row["document"])
    value = row["value"]
    published = document.published if document else None
    return {
        **{name: value.get(name) for name in ("category", "low", "high", "bound", "status")},
        "incident": row["incident"],
        "incident_title": titles.get(row["incident"] or ""),
        "document_title": document.title if document else None,
        "publisher": document.publisher if document else None,
        "published": published.earliest if published else None,
        "property": row["property"],
        "group": _words(value.get("group")),
        "actor": (value.get("actor") or {}).get("name"),
        "value": None if row["property"] in ("figure", "responsibility") else _words(value),
        "said_by": (row["said_by"] or {}).get("name"),
        "certainty": row["certainty"],
        "original_source": row["original_source"],
        "exact": row["evidence"][0]["exact"],
        "standing": row["standing"],
        "claim": row["key"],
        "document": row["document"],
        "uri": document.address if document else None,
        "witness": row["witness"],
        "actor_kind": (value.get("actor") or {}).get("kind"),
        **_struck(row["property"], value),
    }


def _struck(name: str, value: Row) -> Row:
    """The columns of a target or weapon."""
    if name == "weapon":
        return {"weapon": value["name"], "weapon_kind": value["kind"]}
    if name != "target":
        return {}
    told = {f"target_{part}": value[part] for part in ("kind", "type")}
    return {"target": value["name"] or value["description"], **told, "number": value["number"], "effect": value["effect"]}


def _words(value: object) -> str | None:
    """A value in one cell."""
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_words(part)}" for name, part in value.items() if part not in (None, (), []))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(str(part) for part in value)
    return None if value is None else str(value)


def safe_cell(cell: object) -> object:
    """No spreadsheet takes a cell of other people's words for a formula."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell
