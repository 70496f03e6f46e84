"""Bytes that were seen, and when and how they were seen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from variorum.errors import InvalidRecord
from variorum.model.identity import key_of

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Bytes under an address. `blob` is their sha256; `address` the canonical URL, or None for a file without one.

    A row of a JSON Lines file is a capture of its own: its bytes are the row's line, so that a file that grows makes only its
    new rows new. `row` is then the row's id.
    """

    blob: str
    media_type: str
    address: str | None = None
    row: str | None = None

    def __post_init__(self) -> None:
        if not _SHA256.fullmatch(self.blob):
            raise InvalidRecord(f"{self.blob!r} is not a sha256")

    @property
    def key(self) -> str:
        """Bytes and address."""
        return key_of("capture", self.blob, self.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One time that a capture was seen. `file` is the name of the input file, `path` where it lay as the user gave it."""

    capture: str
    at: datetime
    tool: str
    file: str | None = None
    path: str | None = None
    headers: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise InvalidRecord("a sighting without a time zone")

    @property
    def key(self) -> str:
        """The same bytes from the same place are one sighting, however often they are added."""
        return key_of("sighting", self.capture, self.path, list(map(list, self.headers)))
