"""Spreadsheets saved as text (.csv, .tsv): every row is a report, and a capture of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from variorum.acquire.columns import Columns, accepted, columns_of, fold
from variorum.acquire.records import Layout, Record, delimiter_of, encoding_of, first_line, records
from variorum.acquire.seen import OWN_EXPORT, ROW, Origin, Seen
from variorum.lexicon.addresses import canonical_address
from variorum.lexicon.printed_dates import PIVOT
from variorum.model import Problem

DATES = ("published", "modified")
OWN = (frozenset({"incident", "claim", "standing", "exact"}), frozenset({"incident", "numberschance", "ownrule"}))
_NAMES_SHOWN = 12
_FIGURES = re.compile(r"\s*(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")


def rows_of_sheet(stream: BinaryIO, origin: Origin, max_bytes: int) -> Iterator[Seen | Problem]:
    """The reports of a stream that can be wound back, one by one; memory holds one row.

    The bytes of a row are JSON of its fields {id, title, published, modified, publisher, byline, url, text}, so that a sheet that grows
    makes only its new rows new; all other columns are kept as they are with the sighting. Rows without a cell are passed over.
    """
    found = _layout(stream, origin, max_bytes)
    if isinstance(found, Problem):
        yield found
        return
    layout, columns, heading = found
    month_first, doubts = _order_of_dates(records(stream, layout, max_bytes), columns)
    yield from (_problem("bad_date", origin, doubt) for doubt in doubts)
    if layout.slips:
        yield _problem("undecodable", origin, f"{layout.slips} sequences of bytes are not {layout.encoding}")
    count = 0
    for record in records(stream, layout, max_bytes):
        if record.row <= heading or not (record.wrong or any(cell.strip() for cell in record.cells)):
            continue
        count += 1
        yield _row(record, columns, month_first, origin, max_bytes)
    if not count:
        yield _problem("empty_file", origin, "a heading, and no rows under it")


def looks_like_a_sheet(head: bytes) -> bool:
    """Whether the first line names a column of texts and at least two fields."""
    line = head.decode("utf-8-sig", "replace").lstrip().split("\n", 1)[0].rstrip("\r")
    cells = _heading(line, delimiter_of(line))
    return "text" in cells.fields and len(cells.fields) > 1


def _heading(line: str, delimiter: str) -> Columns:
    return columns_of([cell.strip('"') for cell in line.split(delimiter)])


def _layout(stream: BinaryIO, origin: Origin, max_bytes: int) -> tuple[Layout, Columns, int] | Problem:
    """How the file is written, which column holds what, and the row of the heading; a problem where it is no spreadsheet of reports."""
    encoding, wrong = encoding_of(stream)
    head = first_line(stream, encoding, max_bytes)
    if "\x00" in head or head.startswith("PK\x03\x04") or (wrong and encoding.startswith("utf-16")):
        return _problem("unknown_format", origin, "no text, whatever its name says: save the sheet as CSV (UTF-8)")
    layout = Layout(encoding=encoding, slips=wrong, delimiter=delimiter_of(head))
    first = next((record for record in records(stream, layout, max_bytes) if record.wrong or any(map(str.strip, record.cells))), None)
    if first is None:
        return _problem("empty_file", origin, "nothing in it")
    columns = columns_of(first.cells)
    if any(own <= {fold(name) for name in first.cells} for own in OWN):
        return _problem("unknown_format", origin, OWN_EXPORT)
    if "text" not in columns.fields:
        return _problem("unknown_format", origin, _no_text(first))
    if layout.delimiter == "\t" and _misquoted(stream, layout, columns, max_bytes):
        plain = replace(layout, quoted=False)
        if not _misquoted(stream, plain, columns, max_bytes):
            layout = plain
    return layout, columns, first.row


def _no_text(first: Record) -> str:
    """Why a heading is none, with the columns that it has and those that are looked for."""
    if first.wrong:
        return f"the first row cannot be read: {first.wrong}"
    names = [" ".join(cell.split())[:30] for cell in first.cells if cell.strip()]
    more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
    looked_for = ", ".join(accepted()["text"].values())
    return f"no column holds the texts of the reports: one must be named {looked_for}. It has: {', '.join(names[:_NAMES_SHOWN])}{more}"


def _misquoted(stream: BinaryIO, layout: Layout, columns: Columns, max_bytes: int) -> bool:
    """Whether a record breaks the rules of quotation, or has too many or too few cells."""
    return any(_wrong(record, columns) for record in records(stream, layout, max_bytes))


def _wrong(record: Record, columns: Columns) -> str | None:
    """Why a record is no row of these columns."""
    if record.wrong:
        return record.wrong
    cells = record.cells
    if not any(cell.strip() for cell in cells):
        return None
    surplus = any(cell.strip() for cell in cells[columns.width :])
    if surplus or len(cells) < columns.width:
        return f"it has {len(cells)} cells where the heading has {columns.width}"
    return None


def _order_of_dates(found: Iterator[Record], columns: Columns) -> tuple[frozenset[str], list[str]]:
    """The fields whose dates in figures have the month first, as some date in the column proves, and a sentence on each column that
    proves nothing, or both.
    """
    places = {field: columns.fields[field] for field in DATES if field in columns.fields}
    proof: dict[str, set[str]] = {field: set() for field in places}
    open_dates: dict[str, str] = {}
    for record in found:
        for field, place in places.items():
            match = _FIGURES.match(record.cells[place]) if place < len(record.cells) else None
            if match:
                first, second = int(match[1]), int(match[3])
                if max(first, second) > 12:
                    proof[field].add("month" if second > 12 else "day")
                elif first != second:
                    open_dates.setdefault(field, match[0].strip())
    doubts = []
    for field, shown in open_dates.items():
        if len(proof[field]) != 1:
            why = "some dates have the day first, others the month" if proof[field] else "nothing tells whether day or month comes first"
            doubts.append(f"{field}: {why}: {shown} and its like are read day first; dates as 2024-03-09 leave no doubt")
    return frozenset(field for field, seen in proof.items() if seen == {"month"}), doubts


def _row(record: Record, columns: Columns, month_first: frozenset[str], origin: Origin, max_bytes: int) -> Seen | Problem:
    """One row, or why it is none."""
    wrong = _wrong(record, columns)
    if wrong:
        return _problem("bad_row", origin, f"row {record.row} (line {record.line}): {wrong}", record.row)
    cells = [cell.strip() for cell in record.cells]
    fields = {field: cells[place] for field, place in columns.fields.items() if cells[place]}
    if "text" not in fields:
        return _problem("bad_row", origin, f"row {record.row} (line {record.line}) has no text", record.row)
    for field in month_first & fields.keys():
        fields[field] = _FIGURES.sub(_as_iso, fields[field], count=1)
    if canonical_address(fields.get("publisher")) and "url" not in fields:  # a source that is given by its link
        fields["url"] = fields.pop("publisher")
    data = json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace")
    if len(data) > max_bytes:
        return _problem("too_large", origin, f"row {record.row} (line {record.line}) is longer than {max_bytes} bytes", record.row)
    others = tuple((name, cells[place]) for place, name in columns.others.items() if cells[place])
    return origin.seen(data, ROW, address=canonical_address(fields.get("url")), row=fields.get("id"), others=others)


def _as_iso(match: re.Match[str]) -> str:
    """A date in figures whose month comes first, as 2024-03-09."""
    year = int(match[4]) if len(match[4]) == 4 else int(match[4]) + (1900 if int(match[4]) >= PIVOT else 2000)
    return f"{year:04}-{int(match[1]):02}-{int(match[3]):02}"


def _problem(code: str, origin: Origin, message: str, row: int | None = None) -> Problem:
    """A problem of a file, or of one row: its subject is then the file and the row, so that two bad rows are two problems."""
    return Problem(stage="acquire", code=code, subject=origin.path if row is None else f"{origin.path}:{row}", message=message[:400])
