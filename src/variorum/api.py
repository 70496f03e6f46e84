"""The public functions behind `variorum.read` and `variorum.open`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypedDict, Unpack

from variorum.model import Capture, Document, Hints, Readout, When
from variorum.model.identity import digest
from variorum.read.claims import read_document
from variorum.store import Ledger


class Given(TypedDict, total=False):
    """What may be known of a text beside it. `language` is an ISO 639-1 code, "en" where it is left out."""

    title: str | None
    published: date | None
    publisher: str | None
    address: str | None
    language: str | None


def document_of(text: str, **given: Unpack[Given]) -> Document:
    """A document of a text that comes from no file. A title that the text does not begin with is put before it, with a blank line."""
    title, published, address = given.get("title"), given.get("published"), given.get("address")
    if title and not text.startswith(title):
        text = f"{title}\n\n{text}"
    blob = digest(text.encode())
    return Document(
        capture=Capture(blob=blob, media_type="text/plain", address=address).key,
        blob=blob,
        text=text,
        title=title,
        body_start=len(title) if title else 0,
        published=When.day(published) if published else None,
        publisher=given.get("publisher"),
        address=address,
        language=given.get("language", "en"),
    )


def read(text: str, **given: Unpack[Given]) -> Readout:
    """Read one text as it is: its mentions, accounts and claims.

    Spans are half-open code points into the text, or, where `title` is given and the text does not begin with it, into title, blank line
    and text. `published` is the day of publication, against which "on Tuesday" is resolved.
    """
    return read_document(document_of(text, **given), Hints())


def open_ledger(path: str | Path) -> Ledger:
    """Open a ledger for reading. Raises `UsageError` where there is none."""
    return Ledger.open(Path(path))
