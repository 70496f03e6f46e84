"""A small ledger that grows day by day: reports of invented outlets, read by the rules alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from variorum import pipeline
from variorum.model import Claim, FigureValue, Incident, Reading, Readout
from variorum.store import Ledger

START = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)
FIRST = (
    "Bomb goes off at Quetta market",
    "Meridian Wire",
    "2024-05-30",
    "Seventeen people were killed and nine were wounded on Thursday when a bomb went off at a market in Quetta, police said. Police "
    "accused the Red Dawn Front of the attack.",
)
SECOND = (
    "Market toll rises to 23",
    "Harbour Post",
    "2024-05-31",
    "The bomb at a market in Quetta on Thursday killed 23 people, the health minister said. The Red Dawn Front denied any part in the "
    "market bombing.",
)
THIRD = (
    "Gunmen kill four in Nairobi",
    "Lakeside Daily",
    "2024-05-31",
    "Gunmen shot dead four people at a hotel in Nairobi on Friday, witnesses said.",
)
Report = tuple[str, str, str, str]


def day(number: int) -> datetime:
    """Noon of a day of the story, the first being 1 June 2024."""
    return START + timedelta(days=number - 1)


def evening(number: int) -> datetime:
    """The evening of a day: all of its work is done."""
    return day(number) + timedelta(hours=8)


def add(ledger: Ledger, folder: Path, number: int, *reports: Report) -> None:
    """Let reports come in on a day."""
    folder.mkdir(exist_ok=True)
    for title, publisher, published, text in reports:
        row = {"id": title, "title": title, "publisher": publisher, "published": published, "text": text}
        (folder / f"{title.split()[0]}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
        pipeline.run(ledger, [folder / f"{title.split()[0]}.jsonl"], now=day(number))


def reread(ledger: Ledger, number: int, maker: str, change: Callable[[Claim], Claim | None]) -> None:
    """Let another reader come on a day, which reads each claim as `change` gives it; None: not at all."""
    for document in list(ledger.documents()):
        found = (change(claim) for claim in ledger.claims(document=document.key))
        claims = tuple(replace(claim, maker=maker) for claim in found if claim is not None)
        readout = Readout(document=document.key, maker=maker, accounts=tuple(ledger.accounts(document.key)), claims=claims)
        ledger.add_readout(Reading(document=document.key, stage="read", maker=maker, at=day(number)), readout)
    pipeline.settle(ledger)


def with_low(claim: Claim, category: str, low: int) -> Claim:
    """The claim with another number, where it is of that category."""
    value = claim.value
    if not isinstance(value, FigureValue) or value.category != category:
        return claim
    return replace(claim, value=replace(value, low=low, high=low, bound="exact"))


def claim_of(ledger: Ledger, category: str, low: int) -> Claim:
    """The claim that gives that number."""
    return next(claim for claim in ledger.claims(category=category) if getattr(claim.value, "low", None) == low)


def about(ledger: Ledger, words: str) -> Incident:
    """The incident that a report is about, with the words in its title."""
    return next(incident for incident in ledger.incidents() if incident.documents and words in incident.title)
