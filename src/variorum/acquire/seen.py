"""What acquire gives: bytes, and how they were seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from variorum.model import Capture, Sighting
from variorum.model.identity import digest

TOOL = "variorum-acquire-1"

TEXT = "text/plain"
MARKDOWN = "text/markdown"
PAGE = "text/html"
ROW = "application/json"

OWN_EXPORT = "an export of variorum, not reports: add the files that it was made from, or look at the ledger itself with --ledger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """`data` are the bytes that hash to `capture.blob`: what was unpacked from a gzip file, not the gzip file itself."""

    capture: Capture
    sighting: Sighting
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where bytes come from: the name of the input file, and its path as the user gave it."""

    file: str
    path: str
    at: datetime

    def seen(
        self,
        data: bytes,
        media_type: str,
        *,
        address: str | None = None,
        row: str | None = None,
        others: tuple[tuple[str, str], ...] = (),
    ) -> Seen:
        """The bytes with their capture and this sighting of them; `others` are names and cells of a spreadsheet's further columns."""
        capture = Capture(blob=digest(data), media_type=media_type, address=address, row=row)
        sighting = Sighting(capture=capture.key, at=self.at, tool=TOOL, file=self.file, path=self.path, headers=others)
        return Seen(capture=capture, sighting=sighting, data=data)
