"""One article: its text, and where every letter of it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from variorum.errors import InvalidRecord
from variorum.model.identity import Kept, digest, key_of
from variorum.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Piece:
    """`length` code points that start at `text_start` in the document and at `source_start` in the decoded capture.

    The two stretches are equal but for Unicode composition and white space, each code point of which may stand for another;
    where that changes the length, the piece ends there and the next one begins.
    """

    text_start: int
    source_start: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Kept):
    """One article of a capture. `text` is NFC with `\\n`, begins with the title, once, and a blank line, and never changes.

    `capture` is the capture's key, `blob` the sha256 of its bytes; `part` counts the articles of one capture from 1; the body starts
    at `body_start`. `published` is only what is printed or in metadata. `publisher` is the outlet as printed or as metadata says;
    `source` the id in the registry of sources. `language` is an ISO 639-1 code or None. `copy_credit` is a printed agency credit, as
    "Reuters" of "(Reuters)".
    """

    capture: str
    blob: str
    part: int = 1
    text: str
    body_start: int = 0
    pieces: tuple[Piece, ...] = ()
    title: str | None = None
    byline: tuple[str, ...] = ()
    published: When | None = None
    modified: When | None = None
    language: str | None = None
    source_row: str | None = None
    publisher: str | None = None
    source: str | None = None
    copy_credit: str | None = None
    address: str | None = None

    def __post_init__(self) -> None:
        if self.part < 1:
            raise InvalidRecord("parts count from 1")
        if not 0 <= self.body_start <= len(self.text):
            raise InvalidRecord(f"the body starts at {self.body_start} in a text of {len(self.text)}")
        if self.title and not self.text.startswith(self.title):
            raise InvalidRecord(f"the text does not begin with the title {self.title!r}")
        if any(piece.text_start + piece.length > len(self.text) for piece in self.pieces):
            raise InvalidRecord("a piece runs past the end of the text")

    @property
    def key(self) -> str:
        """Capture, part and the hash of the text."""
        try:
            return self._key
        except AttributeError:
            key = key_of("document", self.capture, self.part, digest(self.text.encode()))
            object.__setattr__(self, "_key", key)
            return key

    def source_offset(self, offset: int) -> int | None:
        """Where the code point at `offset` stands in the decoded capture; None where it was put in by us."""
        for piece in self.pieces:
            if piece.text_start <= offset < piece.text_start + piece.length:
                return piece.source_start + offset - piece.text_start
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What `read` may know beside the document: dates of sibling parts of one capture, and when it was retrieved."""

    siblings: tuple[When, ...] = ()
    retrieved: datetime | None = None
