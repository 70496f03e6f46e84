"""Reports as newspapers print them, read by the program: what the numbers, steps and disagreements of an incident come to from text on."""

from __future__ import annotations

from functools import cache

from tests.reckon.tellings import day
from variorum.api import document_of
from variorum.model import Figure, Hints, Incident, Told
from variorum.model.words import Category
from variorum.read.claims import read_document
from variorum.reckon import reckon


@cache
def printed(text: str, outlet: str = "Post", on: int = 0) -> tuple[Told, ...]:
    """The accounts of a report, published `on` days after the incident; the first line of the text is its headline."""
    document = document_of(text, title=text.split("\n", 1)[0], published=day(on), publisher=outlet)
    found = read_document(document, Hints())
    return tuple(
        Told(
            account=account,
            document=document,
            claims=tuple(claim for claim in found.claims if claim.account == account.key),
            published=document.published,
            outlet=outlet,
        )
        for account in found.accounts
    )


def incident_of(*reports: tuple[Told, ...]) -> Incident:
    """The incident that reports are about."""
    return reckon([each for report in reports for each in report if each.account.main])


def figure_of(incident: Incident, category: Category = "killed") -> Figure:
    return next(figure for figure in incident.figures if figure.category == category)
