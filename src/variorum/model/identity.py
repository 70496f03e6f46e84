"""Canonical JSON, digests and keys: the same input gives the same key on every machine."""

from __future__ import annotations

import hashlib
import json
from typing import Any

KEY_LENGTH = 24  # hex digits: 96 bits, no collision to be feared below 10^12 records


def canonical_json(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no blanks; `value` holds builtins only."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def digest(data: bytes) -> str:
    """The sha256 of the bytes, as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def key_of(kind: str, *parts: Any) -> str:
    """A key: the kind of record and a digest of its parts. Parts are builtins and never floats, makers, scores or times of work."""
    return f"{kind}:{digest(canonical_json([kind, *parts]))[:KEY_LENGTH]}"


def id_of(key: str, maker: str) -> str:
    """An id: what the record is, and who made it."""
    return f"{key}@{digest(maker.encode())[:8]}"


class Kept:
    """Room beside the fields of a record for its key, which is asked for a dozen times and dear to work out."""

    __slots__ = ("_key",)
    _key: str
