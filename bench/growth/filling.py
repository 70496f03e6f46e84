"""Reports into a ledger by the thousand: the same rows as the store's own functions write, but many documents in one statement."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert

from bench.growth.claims import MAKER
from bench.growth.worlds import NOW, Report, World
from variorum.model import Reading, Sighting
from variorum.model.identity import digest
from variorum.model.records import to_builtins
from variorum.store import Ledger, chain, current, piles, tables

AT_ONCE = 2_000  # documents
Row = dict[str, Any]


def fill(path: Path, world: World, without: set[int]) -> None:
    """A new ledger with the reports of a world, but for those of some numbers, and with its judgements. Bytes of captures are left out."""
    with Ledger.create(path) as ledger:
        reports = world.reports(without)
        while batch := list(islice(reports, AT_ONCE)):
            ledger._write(put_together, batch)
        for judgement in world.judgements():
            ledger.judge(judgement)


def put(connection: Connection, reports: Iterable[Report]) -> None:
    """Add reports one by one, by the store's functions."""
    for each in reports:
        piles.add_capture(connection, each.capture, sighting_of(each))
        piles.add_documents(connection, reading_of(each.capture.key, "clean"), [each.document], [])
        piles.add_readout(connection, reading_of(each.document.key, "read"), each.readout)


def put_together(connection: Connection, reports: Iterable[Report]) -> None:
    """Add reports, none of which the ledger holds, all at once."""
    rows: dict[Table, list[Row]] = {pile: [] for pile in tables.PILES}
    held: dict[Table, list[Any]] = {tables.documents: [], tables.accounts: [], tables.claims: []}
    for each in reports:
        _add_rows(rows, each)
        held[tables.documents].append(each.document)
        held[tables.accounts] += each.accounts
        held[tables.claims] += each.claims
    numbers = {pile: chain.append(connection, pile, part) for pile, part in rows.items()}
    readings = [
        {"document": row["document"], "stage": row["stage"], "key": row["key"], "seq": seq}
        for seq, row in zip(numbers[tables.readings], rows[tables.readings], strict=True)
    ]
    connection.execute(insert(tables.current_readings), readings)
    for pile, table, row_of in (
        (tables.documents, tables.current_documents, current._document_row),
        (tables.accounts, tables.current_accounts, current._account_row),
        (tables.claims, tables.current_claims, current._claim_row),
    ):
        found = zip(numbers[pile], rows[pile], held[pile], strict=True)
        connection.execute(insert(table), [row_of(seq, row["key"], record) for seq, row, record in found])
    texts = zip(numbers[tables.documents], held[tables.documents], strict=True)
    connection.execute(current._INDEX_TEXT, [{"seq": seq, "title": each.title or "", "text": each.text} for seq, each in texts])


def _add_rows(rows: dict[Table, list[Row]], each: Report) -> None:
    """The rows of one report, for every pile."""
    capture, document, sighting = each.capture.key, each.document.key, sighting_of(each)
    rows[tables.captures].append(_row(capture, each.capture))
    rows[tables.sightings].append(_row(sighting.key, sighting, capture=capture))
    clean, read = reading_of(capture, "clean"), reading_of(document, "read")
    place = {"reading": read.key, "document": document}
    cleaned = {tables.documents: [_row(document, each.document, reading=clean.key, capture=capture)]}
    found = {
        tables.accounts: [_row(account.key, account, **place) for account in each.accounts],
        tables.claims: [_row(claim.key, claim, **place) for claim in each.claims],
        tables.mentions: [_row(read.key, (), document=document)],
    }
    for reading, part in ((clean, cleaned), (read, found)):
        signed = digest("".join(row["digest"] for held in part.values() for row in held).encode())
        columns = {"document": reading.document, "stage": reading.stage, "maker": reading.maker}
        rows[tables.readings].append(chain.row_of(reading.key, to_builtins(reading) | {"found": signed}, **columns))
        for pile, held in part.items():
            rows[pile] += held


def sighting_of(each: Report) -> Sighting:
    """Where a report was seen."""
    name = f"{each.capture.blob[:16]}.txt"
    return Sighting(capture=each.capture.key, at=NOW, tool=MAKER, file=name, path=name)


def reading_of(subject: str, stage: Any) -> Reading:
    """The only reading of a capture or a document."""
    return Reading(document=subject, stage=stage, maker=MAKER, at=NOW)


def _row(key: str, record: Any, **columns: str) -> Row:
    return chain.row_of(key, to_builtins(record), **columns)
