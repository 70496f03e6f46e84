"""Adding to the piles: a record that is there already writes nothing. Every function runs in one transaction that holds the write lock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select

from variorum.errors import InvalidRecord, UsageError
from variorum.model import Account, Capture, Claim, Document, Judgement, Problem, Reading, Readout, Sighting
from variorum.model.identity import digest
from variorum.model.records import to_builtins
from variorum.store import tables
from variorum.store.chain import append, row_of
from variorum.store.current import index_capture, index_readout, set_current

Row = dict[str, Any]
_HOLDS = {pile.name: select(pile.c.seq).where(pile.c.key == bindparam("key")).limit(1) for pile in tables.PILES}
_CURRENT = select(tables.current_readings.c.key).where(
    tables.current_readings.c.document == bindparam("document"), tables.current_readings.c.stage == bindparam("stage")
)
NO_READING = ""  # the `reading` of a problem that no reading found; not NULL, of which a unique index allows many


def add_capture(connection: Connection, capture: Capture, sighting: Sighting) -> bool:
    """Whether the capture was new."""
    if sighting.capture != capture.key:
        raise InvalidRecord(f"a sighting of {sighting.capture} with the capture {capture.key}")
    new = not _holds(connection, tables.captures, capture.key)
    if new:
        append(connection, tables.captures, [_row(capture.key, capture)])
    if not _holds(connection, tables.sightings, sighting.key):
        append(connection, tables.sightings, [_row(sighting.key, sighting, capture=sighting.capture)])
    return new


def add_documents(connection: Connection, reading: Reading, documents: Iterable[Document], problems: Iterable[Problem]) -> int:
    """Add what one cleaner made of one capture, and make it the capture's current reading. Gives the number of documents added."""
    if _holds(connection, tables.readings, reading.key):
        return 0
    found = _by_key(documents)
    if any(document.capture != reading.document for document in found.values()):
        raise InvalidRecord(f"documents of another capture than {reading.document}")
    rows = {
        tables.documents: [_row(key, document, reading=reading.key, capture=document.capture) for key, document in found.items()],
        tables.problems: _problem_rows(problems, reading.key),
    }
    _add_reading(connection, reading, rows)
    index_capture(connection, reading.document)
    return len(found)


def add_readout(connection: Connection, reading: Reading, readout: Readout) -> bool:
    """Add what one reader found in one document, and make it the current reading of its stage. Whether it was new."""
    if (readout.document, readout.maker) != (reading.document, reading.maker):
        raise InvalidRecord(f"a readout of {readout.document} by {readout.maker} with the reading {reading.key}")
    if _holds(connection, tables.readings, reading.key):
        return False
    accounts, claims = _by_key(readout.accounts), _by_key(readout.claims)
    _require_document(readout.document, (*accounts.values(), *claims.values()))
    place = {"reading": reading.key, "document": reading.document}
    rows = {
        tables.accounts: [_row(key, account, **place) for key, account in accounts.items()],
        tables.claims: [_row(key, claim, **place) for key, claim in claims.items()],
        tables.mentions: [_row(reading.key, readout.mentions, document=reading.document)],
        tables.problems: _problem_rows(readout.problems, reading.key),
    }
    reading, numbers = _add_reading(connection, reading, rows)
    index_readout(
        connection,
        reading,
        [(seq, *found) for seq, found in zip(numbers[tables.accounts], accounts.items(), strict=True)],
        [(seq, *found) for seq, found in zip(numbers[tables.claims], claims.items(), strict=True)],
    )
    return True


def add_problems(connection: Connection, problems: Iterable[Problem]) -> int:
    """Add problems that belong to no reading (a file that cannot be opened). Gives the number of new ones."""
    rows = _problem_rows(problems, NO_READING)
    kept = tables.problems
    new = []
    for row in rows:
        if connection.execute(select(kept.c.seq).where(kept.c.reading == NO_READING, kept.c.key == row["key"])).first() is None:
            new.append(row)
    append(connection, kept, new)
    return len(new)


def add_judgement(connection: Connection, judgement: Judgement) -> bool:
    """Whether the judgement was new. What it withdraws must be there."""
    if _holds(connection, tables.judgements, judgement.key):
        return False
    if judgement.withdraws and not _holds(connection, tables.judgements, judgement.withdraws):
        raise UsageError(f"there is no judgement {judgement.withdraws} to withdraw: `variorum log` lists them")
    append(connection, tables.judgements, [_row(judgement.key, judgement, subject=judgement.subject)])
    return True


def _add_reading(connection: Connection, reading: Reading, rows: dict[Table, list[Row]]) -> tuple[Reading, dict[Table, range]]:
    """Append the reading, which supersedes the current one of its document and stage, and what it found. Gives the
    reading as it was written, and the `seq`s of what it found.

    The reading's row also holds a digest over the digests of all that it found, so that none of them can be taken from it unseen.
    """
    current = connection.scalar(_CURRENT, {"document": reading.document, "stage": reading.stage})
    if reading.supersedes not in (None, current):
        raise InvalidRecord(f"{reading.key} supersedes {reading.supersedes}, but the current reading is {current}")
    reading = replace(reading, supersedes=current)
    found = digest("".join(row["digest"] for part in rows.values() for row in part).encode())
    columns = {"document": reading.document, "stage": reading.stage, "maker": reading.maker}
    row = row_of(reading.key, to_builtins(reading) | {"found": found}, **columns)
    (seq,) = append(connection, tables.readings, [row])
    set_current(connection, reading, seq)
    return reading, {pile: append(connection, pile, part) for pile, part in rows.items()}


def _holds(connection: Connection, pile: Table, key: str) -> bool:
    return connection.execute(_HOLDS[pile.name], {"key": key}).first() is not None


def _row(key: str, record: Any, **columns: str) -> Row:
    return row_of(key, to_builtins(record), **columns)


def _by_key(records: Iterable[Any]) -> dict[str, Any]:
    """Each key once, the first of equals."""
    found: dict[str, Any] = {}
    for record in records:
        found.setdefault(record.key, record)
    return found


def _problem_rows(problems: Iterable[Problem], reading: str) -> list[Row]:
    return [_row(key, problem, reading=reading, code=problem.code, subject=problem.subject) for key, problem in _by_key(problems).items()]


def _require_document(document: str, records: Sequence[Account | Claim]) -> None:
    for record in records:
        if record.document != document:
            raise InvalidRecord(f"{record.key} is of {record.document}, not of {document}")
