"""A report, claims on its words, and what people say of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from variorum.model import (
    Claim,
    Document,
    FigureValue,
    Judgement,
    Span,
    Speaker,
)
from variorum.model.identity import digest
from variorum.model.records import to_builtins
from variorum.reckon.judged import Judged, locator_of

NOON = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)
TEXT = (
    "Blast at market\n\nAt least 17 people were killed and 23 wounded, police said on Monday. "
    "The governor spoke of 17 dead, 3 of them children. An earlier blast had killed 17 people in the town."
)


def document_of(text: str = TEXT, *, data: bytes = b"the page", capture: str = "capture:1") -> Document:
    return Document(capture=capture, blob=digest(data), text=text, title=text.split("\n", maxsplit=1)[0], body_start=17)


DOCUMENT = document_of()
DOCUMENTS = {DOCUMENT.key: DOCUMENT}


def claim_of(
    words: str,
    low: int,
    *,
    document: Document = DOCUMENT,
    category: str = "killed",
    nth: int = 0,
    maker: str = "reader-1",
    account: str | None = "account:1",
    said_by: str | None = None,
) -> Claim:
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(words, start + 1)
    return Claim(
        document=document.key,
        property="figure",
        value=FigureValue(category=category, low=low, high=low),
        evidence=(Span.of(document.text, start, start + len(words)),),
        maker=maker,
        account=account,
        said_by=Speaker(name=said_by) if said_by else None,
    )


def judge(
    claim: Claim, verdict: str, *, by: str = "ana", hour: int = 0, low: int | None = None, document: Document = DOCUMENT
) -> Judgement:
    value = None if low is None else {**to_builtins(claim.value), "low": low, "high": low}
    return Judgement(
        verdict=verdict,
        subject=claim.key,
        by=by,
        at=NOON + timedelta(hours=hour),
        value=value,
        locator=locator_of(claim, document),
    )


def undo(judgement: Judgement, *, by: str = "ana", hour: int = 50) -> Judgement:
    return replace(judgement, by=by, at=NOON + timedelta(hours=hour), withdraws=judgement.key)


def codes(result: Judged) -> list[str]:
    return [problem.code for problem in result.problems]


def standings(result: Judged) -> list[str]:
    return [each.standing for each in result.claims]


def lows(result: Judged) -> list[int]:
    return [each.claim.value.low for each in result.claims]


KILLED = claim_of("17 people were killed", 17)
WOUNDED = claim_of("23 wounded", 23, category="injured")


def shifted(claim: Claim, by: int, *, low: int | None = None) -> Claim:
    words = claim.evidence[0]
    text = TEXT[words.start + by : words.end + by]
    value = claim.value if low is None else replace(claim.value, low=low, high=low)
    return replace(claim, maker="reader-2", value=value, evidence=(Span(start=words.start + by, end=words.end + by, exact=text),))


ALL = (
    KILLED,
    WOUNDED,
    claim_of("17 dead", 17, said_by="the governor"),
    claim_of("3 of them children", 3),
    claim_of("killed 17 people", 17, account="account:2"),
)


def move(claim: Claim, account: str | None, *, by: str = "ana", hour: int = 0) -> Judgement:
    return Judgement(
        verdict="assign", subject=claim.key, other=account, by=by, at=NOON + timedelta(hours=hour), locator=locator_of(claim, DOCUMENT)
    )


OTHER = replace(ALL[4], account="account:2")


def accounts(result: Judged) -> list[str | None]:
    return [each.claim.account for each in result.claims]
