"""Small captures, made by hand."""

from __future__ import annotations

import json

from variorum.clean import Cleaned, clean
from variorum.model import Capture, Document
from variorum.model.identity import digest

BODY = (
    "Two boats were sunk in the harbour of Lakeside on Monday night, and four sailors lost their lives, the port authority said. "
    "A third boat was towed out of the bay by fishermen, who told reporters that they had heard one explosion and then another."
)
MORE = (
    "Nobody has said that he did it. The mayor, who had warned of smugglers in the spring, called for calm and more light on the quays, "
    "and the coast guard sent two cutters from the north to look for the men who were seen on the breakwater shortly before midnight."
)


def cleaned(data: str | bytes, media_type: str = "text/plain", **capture: str) -> Cleaned:
    """What becomes of a text or some bytes."""
    held = data.encode() if isinstance(data, str) else data
    return clean(Capture(blob=digest(held), media_type=media_type, **capture), held, file="a.txt")


def one(data: str | bytes, media_type: str = "text/plain", **capture: str) -> Document:
    """The only document of a text."""
    documents = cleaned(data, media_type, **capture).documents
    assert len(documents) == 1
    return documents[0]


def row(**fields: object) -> Document:
    """The document of a row."""
    return one(json.dumps(fields, ensure_ascii=False), "application/json", row="r1")


def body(document: Document) -> str:
    """A document's text without its title."""
    return document.text[document.body_start :]
