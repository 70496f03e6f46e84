"""What the ledger held at a time: the readings that were current then, and what people had said by then. Nothing is changed.

The piles tell: sightings, readings and judgements have times, and all that a reading found stands and falls with it. A problem that
belongs to no reading has no time, and is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Row, Table, select

from variorum.model import Account, Claim, Document, Judgement, Mention, Problem, Reading, Sighting
from variorum.store import tables
from variorum.store.aliases import stand_in
from variorum.store.bodies import decoded, decoded_all
from variorum.store.query import BATCH

Record = TypeVar("Record")


@dataclass(slots=True, kw_only=True)
class Snapshot:
    """What was current at a time, None for now; records by key, in the order in which they came.

    `sightings` are the first of every capture seen by then, `readings` the current one of each document, by the document's key. `former`
    are the claims that judgements name, `aliases` give the current account of the same words, or the nearest to them, for the key of every
    account that was ever read, before or after, and is not current.
    """

    at: datetime | None
    documents: dict[str, Document] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sightings: dict[str, Sighting] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)
    former: dict[str, Claim] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)

    def covers(self, at: datetime) -> bool:
        """Whether something of that time had happened."""
        return self.at is None or at <= self.at


@dataclass(slots=True, kw_only=True)
class _Making:
    """A snapshot, and keys of readings: the current ones of captures and of documents, and all that were made by then."""

    snapshot: Snapshot
    cleaned: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)


def snapshots(connection: Connection, times: Sequence[datetime | None]) -> tuple[Snapshot, ...]:
    """One snapshot for each time. What several of them hold is one record."""
    making = [_Making(snapshot=Snapshot(at=at)) for at in times]
    _take_sightings(connection, making)
    _take_judgements(connection, making)
    _take_readings(connection, making)
    capture_of = _take_documents(connection, making)
    _take_accounts(connection, making)
    _take_claims(connection, making)
    _take_problems(connection, making)
    for each in making:
        each.snapshot.aliases = _aliases(connection, each.snapshot, capture_of)
    return tuple(each.snapshot for each in making)


def last_change(connection: Connection) -> datetime | None:
    """When the last reading, judgement or sighting came in; None for an empty ledger."""
    times = []
    for pile in (tables.readings, tables.judgements, tables.sightings):
        body = connection.scalar(select(pile.c.body).where(pile.c.body.is_not(None)).order_by(pile.c.seq.desc()).limit(1))
        if body is not None:
            times.append(datetime.fromisoformat(msgspec.json.decode(body)["at"]))
    return max(times, default=None)


def mentioned(connection: Connection, reading: str) -> tuple[Mention, ...]:
    """What the reading of that key names, current or superseded."""
    body = connection.scalar(select(tables.mentions.c.body).where(tables.mentions.c.key == reading))
    return decoded_all(body, Mention)


def _take_sightings(connection: Connection, making: Sequence[_Making]) -> None:
    first: dict[str, Sighting] = {}
    for row in _rows(connection, tables.sightings):
        sighting = decoded(row.body, Sighting)
        held = first.setdefault(sighting.capture, sighting)
        if sighting.at < held.at:
            first[sighting.capture] = sighting
    for each in making:
        each.snapshot.sightings = {key: sighting for key, sighting in first.items() if each.snapshot.covers(sighting.at)}


def _take_judgements(connection: Connection, making: Sequence[_Making]) -> None:
    for row in _rows(connection, tables.judgements):
        judgement = decoded(row.body, Judgement)
        for each in making:
            if each.snapshot.covers(judgement.at):
                each.snapshot.judgements.append(judgement)


def _take_readings(connection: Connection, making: Sequence[_Making]) -> None:
    """Of the readings of one subject and stage the last that had come in is the current one."""
    latest: list[dict[tuple[str, str], Reading]] = [{} for _ in making]
    for row in _rows(connection, tables.readings):
        reading = decoded(row.body, Reading)
        for each, held in zip(making, latest, strict=True):
            if each.snapshot.covers(reading.at):
                held[reading.document, reading.stage] = reading
                each.made.add(reading.key)
    for each, held in zip(making, latest, strict=True):
        seen = each.snapshot.sightings
        each.cleaned = {reading.key for (subject, stage), reading in held.items() if stage == "clean" and subject in seen}
        each.snapshot.readings = {subject: reading for (subject, stage), reading in held.items() if stage == "read"}


def _take_documents(connection: Connection, making: Sequence[_Making]) -> dict[str, str]:
    """Take in the documents of current readings, and drop readings of others; gives the capture of every document that ever was."""
    capture_of = {}
    for row in _rows(connection, tables.documents, "key", "reading", "capture"):
        capture_of[row.key] = row.capture
        _give(row, Document, [each.snapshot.documents for each in making if row.reading in each.cleaned])
    for each in making:
        current = {key: reading for key, reading in each.snapshot.readings.items() if key in each.snapshot.documents}
        each.snapshot.readings, each.read = current, {reading.key for reading in current.values()}
    return capture_of


def _take_accounts(connection: Connection, making: Sequence[_Making]) -> None:
    for row in _rows(connection, tables.accounts, "key", "reading"):
        _give(row, Account, [each.snapshot.accounts for each in making if row.reading in each.read])


def _take_claims(connection: Connection, making: Sequence[_Making]) -> None:
    judged = [{judgement.subject for judgement in each.snapshot.judgements} for each in making]
    for row in _rows(connection, tables.claims, "key", "reading"):
        holding = [each.snapshot.claims for each in making if row.reading in each.read]
        holding += [each.snapshot.former for each, keys in zip(making, judged, strict=True) if row.key in keys and row.reading in each.made]
        _give(row, Claim, holding)


def _take_problems(connection: Connection, making: Sequence[_Making]) -> None:
    for row in _rows(connection, tables.problems, "reading"):
        holding = [each.snapshot.problems for each in making if row.reading in each.read or row.reading in each.cleaned]
        if holding:
            problem = decoded(row.body, Problem)
            for held in holding:
                held.append(problem)


def _give(row: Row[Any], kind: type[Record], holding: Sequence[dict[str, Record]]) -> None:
    """Decode a record once, and only where somebody wants it."""
    if holding:
        record = decoded(row.body, kind)
        for held in holding:
            held[row.key] = record


def _aliases(connection: Connection, snapshot: Snapshot, capture_of: Mapping[str, str]) -> dict[str, str]:
    rivals: dict[str, list[Account]] = defaultdict(list)
    for account in snapshot.accounts.values():
        rivals[capture_of[account.document]].append(account)
    found: dict[str, str] = {}
    for row in _rows(connection, tables.accounts, "key", "document"):
        near = rivals.get(capture_of.get(row.document, ""), [])
        if near and row.key not in found and row.key not in snapshot.accounts:
            found[row.key] = stand_in(decoded(row.body, Account), near).key
    return found


def _rows(connection: Connection, pile: Table, *columns: str) -> Iterator[Row[Any]]:
    """The rows of a pile as they came, but for those that an expunge has blanked."""
    asked = select(*(pile.c[name] for name in (*columns, "body"))).where(pile.c.body.is_not(None)).order_by(pile.c.seq)
    yield from connection.execute(asked, execution_options={"yield_per": BATCH})
