"""JSON Lines: every row is a capture of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from variorum.acquire.seen import OWN_EXPORT, ROW, Origin, Seen
from variorum.lexicon.addresses import canonical_address
from variorum.model import Problem

_BOM = b"\xef\xbb\xbf"
_BLANKS = b" \t\r\n"


def rows_of(stream: BinaryIO, origin: Origin, max_bytes: int) -> Iterator[Seen | Problem]:
    """The rows of a stream, one by one; memory holds one row. The bytes of a row are its line without the blanks around it."""
    number = 0
    while line := stream.readline(max_bytes + 1):
        number += 1
        if len(line) > max_bytes:
            yield _problem("too_large", origin, number, f"line {number} is longer than {max_bytes} bytes; the rest of the file was left")
            return
        data = (line.removeprefix(_BOM) if number == 1 else line).strip(_BLANKS)
        if data and _is_export(data):
            yield Problem(stage="acquire", code="unknown_format", subject=origin.path, message=OWN_EXPORT)
            return
        if data:
            yield _row(data, origin, number)


def _is_export(data: bytes) -> bool:
    """Whether the row is the first kind that `variorum export` writes."""
    if not data.startswith(b'{"record": "document"'):
        return False
    try:
        row: Any = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and row.keys() >= {"id", "sha256", "source_row", "retrieved_at"}


def _row(data: bytes, origin: Origin, number: int) -> Seen | Problem:
    """One row, or why it is none."""
    try:
        row: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        return _problem("bad_row", origin, number, f"line {number} is not JSON: {error}")
    if not isinstance(row, dict):
        return _problem("bad_row", origin, number, f"line {number} is not an object")
    text, name, address = row.get("text"), row.get("id"), row.get("url")
    if not isinstance(text, str) or not text.strip():
        return _problem("bad_row", origin, number, f"line {number} has no text")
    named = str(name) if isinstance(name, (str, int)) and not isinstance(name, bool) and str(name) else None
    return origin.seen(data, ROW, address=canonical_address(address) if isinstance(address, str) else None, row=named)


def _problem(code: str, origin: Origin, number: int, message: str) -> Problem:
    """A problem of one line; its subject is the file and the line, so that two bad rows are two problems."""
    return Problem(stage="acquire", code=code, subject=f"{origin.path}:{number}", message=message[:300])
