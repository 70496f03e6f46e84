"""Records to builtins and back, for the store, the exports and the process boundary."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, cast, get_type_hints

import msgspec

from variorum.errors import InvalidRecord
from variorum.model.claim import Claim
from variorum.model.values import VALUE_TYPES

Record = TypeVar("Record")


def to_builtins(record: Any) -> Any:
    """A record as dicts, lists, strings and numbers; dates as ISO 8601."""
    return msgspec.to_builtins(record)


def from_builtins(data: Any, record_type: type[Record]) -> Record:
    """The record that `to_builtins` was given. Raises `InvalidRecord` where the data do not fit."""
    try:
        if record_type is Claim:
            return cast(Record, _claim(data))
        return msgspec.convert(data, type=record_type)
    except (msgspec.ValidationError, KeyError, TypeError) as error:
        raise InvalidRecord(f"{record_type.__name__}: {error}") from error


def _claim(data: dict[str, Any]) -> Claim:
    """A claim's value is of the type that its property asks for, so it cannot be told from the data alone."""
    kinds = _claim_types() | {"value": VALUE_TYPES[data["property"]]}
    return Claim(**{field.name: msgspec.convert(data[field.name], type=kinds[field.name]) for field in fields(Claim) if field.name in data})


@cache
def _claim_types() -> dict[str, Any]:
    return get_type_hints(Claim)
