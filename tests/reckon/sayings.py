"""Accounts made by hand that say who did it, where, when and whether."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from variorum.model import Account, Actor, Claim, Document, FigureValue, ResponsibilityValue, Span, Speaker, Told, TypeValue, When, Where
from variorum.model.identity import digest

BEGIN = date(2021, 5, 3)
_PROPERTY = {FigureValue: "figure", ResponsibilityValue: "responsibility", TypeValue: "incident_type", When: "date", Where: "place"}


def day(offset: int) -> date:
    return BEGIN + timedelta(days=offset)


def told(
    *values: Any,
    outlet: str = "Post",
    on: int | None = 0,
    by: str | None = None,
    certainty: str = "asserted",
    text: str = "",
    status: str = "news",
) -> Told:
    """One report of one outlet, published `on` days after the incident, in which `by` says all `values`."""
    words = " ".join(f"words{index}" for index in range(len(values)))
    text = f"Title\n\n{words} of {outlet}, {on}, {by}, {certainty}, {status}, {values}. {text}"
    document = Document(
        capture=f"capture:{digest(text.encode())[:8]}",
        blob=digest(text.encode()),
        text=text,
        title="Title",
        body_start=7,
        publisher=outlet,
        published=None if on is None else When.day(day(on)),
    )
    account = Account(document=document.key, anchor=Span.of(text, 0, 5), status=status, main=True)  # type: ignore[arg-type]
    speaker = Speaker(name=by) if by else None
    claims = []
    for index, value in enumerate(values):
        start = text.index(f"words{index}")
        claims.append(
            Claim(
                document=document.key,
                property=_PROPERTY[type(value)],  # type: ignore[arg-type]
                value=value,
                evidence=(Span.of(text, start, start + len(f"words{index}")),),
                maker="test",
                account=account.key,
                said_by=speaker,
                certainty=certainty,  # type: ignore[arg-type]
            )
        )
    return Told(account=account, document=document, claims=tuple(claims), published=document.published, outlet=outlet)


def blames(actor: str, status: str = "SUSPECTED OR ACCUSED", *, kind: str | None = "armed_group") -> ResponsibilityValue:
    return ResponsibilityValue(actor=Actor(name=actor, kind=kind), status=status)  # type: ignore[arg-type]


def claimed(actor: str) -> ResponsibilityValue:
    return blames(actor, "CLAIMED OR ADMITTED")


def denied(actor: str) -> ResponsibilityValue:
    return blames(actor, "DENIED")


def killed(low: int, high: int | None = -1, **more: Any) -> FigureValue:
    return FigureValue(**{"category": "killed", "low": low, "high": low if high == -1 else high, **more})
