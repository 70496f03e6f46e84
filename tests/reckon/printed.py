"""Reports as newspapers print them, read by the program: what the numbers, steps and disagreements of an incident come to from text on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tests.reckon.tellings import day
from variorum.api import document_of
from variorum.model import Document, Figure, Foretold, Hints, Incident, Readout, Told
from variorum.model.words import Category
from variorum.read.claims import read_document
from variorum.reckon import reckon
from variorum.reckon.foretold import Reports, find_foretold


@cache
def _read(text: str, outlet: str, on: int) -> tuple[Document, Readout]:
    address = f"https://{outlet.lower()}.example/{on}"  # one text in two papers is two documents
    document = document_of(text, title=text.split("\n", 1)[0], published=day(on), publisher=outlet, address=address)
    return document, read_document(document, Hints())


@cache
def printed(text: str, outlet: str = "Post", on: int = 0) -> tuple[Told, ...]:
    """The accounts of a report, published `on` days after the incident; the first line of the text is its headline."""
    document, found = _read(text, outlet, on)
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


def foretold_by(incidents: Sequence[Incident], *reports: tuple[str, str, int]) -> tuple[Foretold, ...]:
    """What reports (text, outlet, day), those of the incidents among them, warn of or foresee, and what may have become of it."""
    held = [_read(*report) for report in reports]
    mentions = {document.key: found.mentions for document, found in held}
    return find_foretold(
        incidents,
        [claim for _, found in held for claim in found.claims],
        Reports(documents={document.key: document for document, _ in held}, mentions=mentions.__getitem__),
    )
