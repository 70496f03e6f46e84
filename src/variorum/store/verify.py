"""Whether the piles and the blobs are still what was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select

from variorum.errors import InvalidRecord, LedgerError
from variorum.model import Account, Capture, Claim, Document, Judgement, Problem, Reading, Sighting
from variorum.model.identity import digest
from variorum.model.records import from_builtins
from variorum.store import tables
from variorum.store.blobs import read_blob
from variorum.store.chain import digest_of, first_link, next_link
from variorum.store.query import BATCH

_TYPES: dict[str, Any] = {
    "captures": Capture,
    "sightings": Sighting,
    "readings": Reading,
    "documents": Document,
    "accounts": Account,
    "claims": Claim,
    "problems": Problem,
    "judgements": Judgement,
}
_FOUND = (
    tables.documents,
    tables.accounts,
    tables.claims,
    tables.mentions,
    tables.problems,
)  # in the order in which a reading digests them


def verify(connection: Connection, blobs: Path) -> Iterator[Problem]:
    """A problem for every row that does not fit its digest, its chain or its key, and for every blob that is gone or changed.

    A chain cannot tell that its last rows were cut off: compare `head` with the one on an earlier export for that.
    """
    for pile in tables.PILES:
        yield from _verify_pile(connection, pile)
    yield from _verify_found(connection)
    pile = tables.captures
    for key, body in connection.execute(select(pile.c.key, pile.c.body).where(pile.c.body.is_not(None)).order_by(pile.c.seq)):
        try:
            read_blob(blobs, msgspec.json.decode(body)["blob"])
        except LedgerError as error:
            yield _problem("damaged_blob", key, str(error))


def _verify_pile(connection: Connection, pile: Table) -> Iterator[Problem]:
    chain = first_link(pile.name)
    expected = 1
    for row in connection.execute(select(pile).order_by(pile.c.seq), execution_options={"yield_per": BATCH}):
        place = f"row {row.seq} of {pile.name}"
        if row.seq != expected:
            yield _problem("broken_chain", row.key, f"Rows {expected} to {row.seq - 1} of {pile.name} are missing.")
        if row.body is None:
            yield _problem("broken_chain", row.key, f"The record of {place} was blanked.")
        elif digest_of(row.body) != row.digest:
            yield _problem("broken_chain", row.key, f"The record of {place} is not the one that its digest was made of.")
        elif not _columns_fit(pile.name, row):
            yield _problem("broken_chain", row.key, f"The key or another column of {place} does not fit its record.")
        if next_link(chain, row.digest) != row.chain:
            yield _problem("broken_chain", row.key, f"The chain is broken at {place}.")
        chain, expected = row.chain, row.seq + 1


def _columns_fit(pile: str, row: Any) -> bool:
    """Whether the columns that are looked up say what the record says."""
    if pile == "mentions":
        return True  # a list without a key; its reading's digest holds it
    data = msgspec.json.decode(row.body)
    try:
        record: Any = from_builtins(data, _TYPES[pile])
    except InvalidRecord:
        return False
    columns = set(row._mapping) - {"seq", "key", "body", "digest", "chain", "reading"}
    return record.key == row.key and all(getattr(row, name) == data[name] for name in columns)


def _verify_found(connection: Connection) -> Iterator[Problem]:
    """Whether every reading still has all that it found, and no more."""
    readings = tables.readings
    for key, body in connection.execute(select(readings.c.key, readings.c.body).where(readings.c.body.is_not(None))):
        digests: list[str] = []
        for pile in _FOUND:
            owner = pile.c.key if pile is tables.mentions else pile.c.reading
            digests += connection.execute(select(pile.c.digest).where(owner == key).order_by(pile.c.seq)).scalars()
        if digest("".join(digests).encode()) != msgspec.json.decode(body).get("found"):
            yield _problem("broken_chain", key, "The rows of the reading are not those that it found.")


def _problem(code: str, subject: str, message: str) -> Problem:
    return Problem(stage="store", code=code, subject=subject, message=message, severity="error")
