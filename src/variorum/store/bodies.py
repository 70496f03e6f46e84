"""Records as the letters that are kept of them, and back."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from variorum.model.identity import canonical_json
from variorum.model.records import from_builtins, to_builtins

Record = TypeVar("Record")


def encoded(record: Any) -> str:
    """The canonical JSON of a record."""
    return canonical_json(to_builtins(record)).decode()


def decoded(body: str, record_type: type[Record]) -> Record:
    """The record that was encoded."""
    return from_builtins(msgspec.json.decode(body), record_type)


def decoded_all(body: str | None, record_type: type[Record]) -> tuple[Record, ...]:
    """The records that stand in one row; none where there is no row."""
    return tuple(from_builtins(data, record_type) for data in msgspec.json.decode(body)) if body else ()
