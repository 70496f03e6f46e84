"""Small records for the tests of the store."""

from __future__ import annotations

from datetime import UTC, date, datetime

from variorum.model import (
    Account,
    Capture,
    Claim,
    Document,
    FigureValue,
    Mention,
    Problem,
    Reading,
    Readout,
    Sighting,
    Span,
    Speaker,
    When,
)
from variorum.model.identity import digest
from variorum.store import Ledger

NOW = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)
CLEANER, READER = "cleaner-1", "reader-1"


def capture_of(data: bytes, *, address: str | None = None) -> Capture:
    return Capture(blob=digest(data), media_type="text/plain", address=address)


def sighting_of(capture: Capture, *, path: str = "reports/one.txt") -> Sighting:
    return Sighting(capture=capture.key, at=NOW, tool="test", file=path.rsplit("/", 1)[-1], path=path)


def document_of(
    capture: Capture, *, number: int = 0, part: int = 1, title: str = "Blast at market", published: date | None = None
) -> Document:
    text = f"{title}\n\nAt least {17 + number} people were killed, police said."
    return Document(
        capture=capture.key,
        blob=capture.blob,
        part=part,
        text=text,
        title=title,
        body_start=len(title) + 2,
        language="en",
        published=When.day(published) if published else None,
    )


def reading_of(subject: str, *, stage: str = "read", maker: str = READER) -> Reading:
    return Reading(document=subject, stage=stage, maker=maker, at=NOW)


def readout_of(document: Document, *, maker: str = READER, shift: int = 0, claims: int = 1) -> Readout:
    """One account on the first words of the body, and claims on the words after it."""
    text, start = document.text, document.body_start + shift
    account = Account(document=document.key, anchor=Span.of(text, start, start + 8), status="news", main=True)
    found = tuple(
        Claim(
            document=document.key,
            property="figure",
            value=FigureValue(category="killed", low=17 + number, high=None, bound="at_least"),
            evidence=(Span.of(text, start, start + 18),),
            maker=maker,
            account=account.key,
            said_by=Speaker(name="police", kind="police", cue="said"),
            score=0.5,
        )
        for number in range(claims)
    )
    mention = Mention(span=Span.of(text, start, start + 2), kind="quantity", value="17")
    problem = Problem(stage="read", code="unresolved_date", subject=document.key, message="A date is not resolved.")
    return Readout(document=document.key, maker=maker, mentions=(mention,), accounts=(account,), claims=found, problems=(problem,))


def add_one(ledger: Ledger, number: int = 0, *, claims: int = 1) -> Document:
    """A capture, its document and what was read of it."""
    data = f"report {number}".encode()
    capture = capture_of(data)
    ledger.add_capture(capture, sighting_of(capture, path=f"reports/{number}.txt"), data)
    document = document_of(capture, number=number)
    ledger.add_documents(capture.key, reading_of(capture.key, stage="clean", maker=CLEANER), [document])
    ledger.add_readout(reading_of(document.key), readout_of(document, claims=claims))
    return document
