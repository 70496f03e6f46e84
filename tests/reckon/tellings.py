"""Accounts made by hand: what one report of one outlet says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from variorum.model import Account, Actor, Claim, Document, FigureValue, ResponsibilityValue, Span, Speaker, TargetValue, Told, When
from variorum.model.identity import digest
from variorum.model.values import VALUE_TYPES

BEGIN = date(2021, 5, 3)
_PROPERTY = {kind: name for name, kind in VALUE_TYPES.items() if name != "published"}


def day(offset: int) -> date:
    return BEGIN + timedelta(days=offset)


def told(
    *values: Any,
    outlet: str = "Post",
    on: int | None = 0,
    by: str | Speaker | None = None,
    certainty: str = "asserted",
    status: str = "news",
    main: bool = True,
    credit: str | None = None,
    text: str = "",
    whole: str | None = None,
    as_of: int | None = None,
) -> Told:
    """One report, published `on` days after the incident, in which `by` says all `values`, and `text` stands behind them; `whole` is the
    text where it matters that two reports have the same.
    """
    words = " ".join(f"words{index}" for index in range(len(values)))
    body = whole or f"Title\n\n{words} of {outlet}, {on}, {by}, {certainty}, {status}, {main}, {values}. {text}"
    document = Document(
        capture=f"capture:{digest((body + outlet).encode())[:8]}",
        blob=digest(body.encode()),
        text=body,
        title="Title",
        body_start=7,
        publisher=outlet,
        copy_credit=credit,
        published=None if on is None else When.day(day(on)),
    )
    account = Account(document=document.key, anchor=Span.of(body, 0, 5), status=status, main=main)  # type: ignore[arg-type]
    speaker = Speaker(name=by) if isinstance(by, str) else by
    claims = []
    for index, value in enumerate(values):
        word = f"words{index}"
        start, length = (body.index(word), len(word)) if word in body else (7 + index, 1)
        claims.append(
            Claim(
                document=document.key,
                property=_PROPERTY[type(value)],  # type: ignore[arg-type]
                value=value,
                evidence=(Span.of(body, start, start + length),),
                maker="test",
                account=account.key,
                said_by=speaker,
                certainty=certainty,  # type: ignore[arg-type]
                as_of=None if as_of is None else When.day(day(as_of)),
            )
        )
    return Told(account=account, document=document, claims=tuple(claims), published=document.published, outlet=outlet)


def report(
    sentence: str,
    number: str,
    value: FigureValue,
    *,
    outlet: str = "Post",
    on: int = 0,
    by: str | Speaker | None = None,
    certainty: str = "asserted",
    as_of: int | None = None,
) -> Told:
    """A report whose body is `sentence`, in which the words `number` carry the figure."""
    made = told(value, outlet=outlet, on=on, by=by, certainty=certainty, as_of=as_of, whole=f"Title\n\n{sentence}")
    at = made.document.text.index(number)
    claim = replace(made.claims[0], evidence=(Span.of(made.document.text, at, at + len(number)),))
    return replace(made, claims=(claim,))


def each_alone(*values: Any) -> list[Told]:
    return [told(value, outlet=f"outlet {index}") for index, value in enumerate(values)]


# ---------------------------------------------------------------- values


def figure(low: int, high: int | None = -1, **more: Any) -> FigureValue:
    return FigureValue(**{"category": "killed", "low": low, "high": low if high == -1 else high, **more})


def people(description: str | None = None, **more: Any) -> TargetValue:
    return TargetValue(kind="human", description=description, **more)


def thing(description: str | None = None, **more: Any) -> TargetValue:
    return TargetValue(kind="physical", description=description, **more)


def blames(actor: str, status: str = "SUSPECTED OR ACCUSED", *, kind: str | None = "armed_group") -> ResponsibilityValue:
    return ResponsibilityValue(actor=Actor(name=actor, kind=kind), status=status)  # type: ignore[arg-type]


def claimed(actor: str) -> ResponsibilityValue:
    return blames(actor, "CLAIMED OR ADMITTED")


def denied(actor: str) -> ResponsibilityValue:
    return blames(actor, "DENIED")
