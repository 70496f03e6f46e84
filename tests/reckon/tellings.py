"""Accounts made by hand that tell of targets and weapons."""

from __future__ import annotations

from datetime import date
from typing import Any

from variorum.model import Account, Claim, Document, Span, TargetValue, Told, WeaponValue, When
from variorum.model.identity import digest


def told(*values: Any, outlet: str = "Post", status: str = "news", credit: str | None = None, **more: Any) -> Told:
    text = f"Title\n\n{'x' * len(values)} of {outlet} {status} {values} {more}"
    document = Document(
        capture=f"capture:{digest((text + outlet).encode())[:8]}",
        blob=digest(text.encode()),
        text=text,
        title="Title",
        body_start=7,
        publisher=outlet,
        copy_credit=credit,
        published=When.day(date(2021, 5, 3)),
    )
    account = Account(document=document.key, anchor=Span.of(text, 0, 5), status=status, main=True)  # type: ignore[arg-type]
    claims = tuple(
        Claim(
            document=document.key,
            account=account.key,
            value=value,
            evidence=(Span.of(text, 7 + index, 8 + index),),
            maker="test",
            **{"property": "weapon" if isinstance(value, WeaponValue) else "target", **more},
        )
        for index, value in enumerate(values)
    )
    return Told(account=account, document=document, claims=claims, published=document.published, outlet=outlet)


def people(description: str | None = None, **more: Any) -> TargetValue:
    return TargetValue(kind="human", description=description, **more)


def thing(description: str | None = None, **more: Any) -> TargetValue:
    return TargetValue(kind="physical", description=description, **more)


def each_alone(*values: TargetValue | WeaponValue) -> list[Told]:
    return [told(value, outlet=f"outlet {index}") for index, value in enumerate(values)]
