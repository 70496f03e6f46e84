"""Accounts and claims of a made report, on the phrases that its sentences mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bench.growth.drafts import Facts
from variorum.model import Account, Actor, Claim, FigureValue, ResponsibilityValue, Span, Speaker, TypeValue
from variorum.model.values import ClaimValue
from variorum.model.words import Property

MAKER = "growth"
Marked = Mapping[str, Span]  # label → the phrase


def account_of(document: str, marked: Marked, *, status: str, main: bool) -> Account:
    """The account that a sentence opens, on the words that name the incident."""
    return Account(document=document, anchor=marked["event"], status=status, main=main)  # type: ignore[arg-type]


def claims_of(document: str, account: str, marked: Marked, facts: Facts) -> Iterator[Claim]:
    """What a sentence claims of its incident."""
    speaker = Speaker(name=facts.official, kind=facts.kind, cue="said") if "injured" in marked else None

    def claim(property: Property, value: ClaimValue, label: str, said_by: Speaker | None = None) -> Claim:
        return Claim(
            document=document, account=account, property=property, value=value, evidence=(marked[label],), maker=MAKER, said_by=said_by
        )

    yield claim("incident_type", TypeValue(type=facts.type), "event")  # type: ignore[arg-type]
    if facts.where is not None:
        yield claim("place", facts.where, "place")
    if facts.when is not None:
        yield claim("date", facts.when, "date")
    high = facts.killed if facts.bound != "at_least" else None
    yield claim("figure", FigureValue(category="killed", low=facts.killed, high=high, bound=facts.bound), "killed", speaker)
    if "injured" in marked:
        yield claim("figure", FigureValue(category="injured", low=facts.injured, high=facts.injured), "injured", speaker)
    if "blame" in marked:
        yield claim("responsibility", ResponsibilityValue(actor=Actor(name=facts.group), status="SUSPECTED OR ACCUSED"), "blame")
