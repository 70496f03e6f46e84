"""A ledger as a draft for an archive of shootings: a row for every incident of news that happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from variorum import pipeline
from variorum.model import ArchiveRow, Claim, FigureValue, Incident, Told, When
from variorum.read.places.town import towns_of
from variorum.reckon.archive import Part, Report, archive_row
from variorum.reckon.archive.tally import MOST
from variorum.reckon.judged import PERSON
from variorum.registry import registry_of, with_source
from variorum.store import Ledger

HIT = ("killed", "injured")
NIGHT = timedelta(days=1)


def archive_rows(ledger: Ledger, incidents: Iterable[Incident]) -> list[tuple[Incident, ArchiveRow]]:
    """The incidents of a ledger that an archive would keep, each with its row, by day; those without a day come last.

    It keeps what some report tells as news: incidents of the past, planned or threatened ones and running totals are left out. Nothing is
    estimated of what a person decided, corrected or added, of numbers that are no small shooting's, and of days that are no one night.
    """
    registry = registry_of(ledger)
    documents = {document.key: with_source(document, registry) for document in ledger.documents()}
    decided = pipeline.decisions(ledger, documents)
    claims: dict[str, list[Claim]] = defaultdict(list)
    for each in decided.claims:
        if each.standing != "rejected":
            claims[each.claim.document].append(each.claim)
    told = {each.key: each for each in pipeline.tellings(ledger.accounts(), documents, decided)}
    rows = []
    for incident in incidents:
        accounts = [told[key] for key in incident.accounts if key in told]  # read anew since, and not yet reckoned: gone
        if incident.stage != "THREATENED" and any(each.account.status == "news" for each in accounts):
            reports = [_report(ledger, each, claims[each.document.key]) for each in accounts if _is_about(each)]
            rows.append((incident, archive_row(incident, reports, kept=frozenset(_kept(incident, accounts)))))
    return sorted(rows, key=lambda row: (row[1].day or date.max, row[0].id))


def _is_about(told: Told) -> bool:
    """Whether it is the news that a report is about: on others the tables were not learnt, such as on one of a trial years later."""
    return told.account.main and told.account.status == "news"


def _report(ledger: Ledger, told: Told, claims: Sequence[Claim]) -> Report:
    mentions = ledger.mentions(told.document.key)
    times = [mention for mention in mentions if mention.kind == "time"]
    return Report(told=told, claims=claims, times=times, towns=towns_of(told.document, mentions))


def _kept(incident: Incident, accounts: Sequence[Told]) -> Iterator[Part]:
    """The parts that are not for a table to say."""
    persons = [claim for each in accounts for claim in each.claims if claim.maker.startswith(PERSON)]
    figures = [figure for figure in incident.figures if figure.category in HIT]
    counted = any(isinstance(claim.value, FigureValue) and claim.value.category in HIT for claim in persons)
    decided = any(figure.decision is not None for figure in figures)
    if counted or decided or sum(figure.best or figure.low or 0 for figure in figures) > MOST:
        yield "numbers"
    if any(claim.property == "date" for claim in persons) or _lasts(incident.when):
        yield "day"
    if any(claim.property == "place" for claim in persons):
        yield "place"


def _lasts(when: When | None) -> bool:
    """Whether it took several days, such as a siege."""
    return when is not None and when.precision <= 3 and bool(when.earliest and when.latest and when.latest - when.earliest > NIGHT)
