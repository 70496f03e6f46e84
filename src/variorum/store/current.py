"""The derived tables that follow the current readings: what is searched and summed. All of it can be rebuilt from the piles."""

from __future__ import annotations

from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, text

from variorum.model import Account, Claim, Document, FigureValue, Reading
from variorum.store import tables
from variorum.store.bodies import decoded
from variorum.store.tables import current_accounts, current_claims, current_documents, current_readings

Record = TypeVar("Record")
Found: TypeAlias = list[tuple[int, str, Record]]  # `seq` and key of its row, and the record
_IS_CURRENT = select(current_documents.c.seq).where(current_documents.c.key == bindparam("key"))
LARGEST = 2**63 - 1
_FORGET_TEXT = text(f"DELETE FROM {tables.SEARCH} WHERE rowid = :seq")
_INDEX_TEXT = text(f"INSERT INTO {tables.SEARCH} (rowid, title, text) VALUES (:seq, :title, :text)")


def set_current(connection: Connection, reading: Reading, seq: int) -> None:
    """Let a reading be the current one of its document and stage."""
    if reading.supersedes:
        connection.execute(delete(current_readings).where(current_readings.c.key == reading.supersedes))
    row = {"document": reading.document, "stage": reading.stage, "key": reading.key, "seq": seq}
    connection.execute(insert(current_readings), row)


def index_capture(connection: Connection, capture: str) -> None:
    """Make the documents of the capture's current reading the current ones, and with them what was read of them."""
    old = connection.execute(select(current_documents.c.seq, current_documents.c.key).where(current_documents.c.capture == capture)).all()
    for seq, key in old:
        connection.execute(_FORGET_TEXT, {"seq": seq})
        _forget_readout(connection, key)
    connection.execute(delete(current_documents).where(current_documents.c.capture == capture))
    documents = _found(connection, tables.documents, capture, Document, stage="clean")
    _insert(connection, current_documents, [_document_row(*found) for found in documents])
    for seq, key, document in documents:
        connection.execute(_INDEX_TEXT, {"seq": seq, "title": document.title or "", "text": document.text})
        _index_found(
            connection,
            _found(connection, tables.accounts, key, Account),
            _found(connection, tables.claims, key, Claim),
        )


def index_readout(connection: Connection, reading: Reading, accounts: Found[Account], claims: Found[Claim]) -> None:
    """Make what a reading found current, unless its document is no longer current."""
    if reading.stage != "read":
        return
    if reading.supersedes:
        _forget_readout(connection, reading.document)
    if connection.execute(_IS_CURRENT, {"key": reading.document}).first() is not None:
        _index_found(connection, accounts, claims)


def rebuild(connection: Connection) -> None:
    """Throw the derived tables away and make those that follow the piles anew; what was reckoned is for the reckoning to make again."""
    for table in (*tables.CURRENT, *tables.RECKONED):
        connection.execute(delete(table))
    connection.execute(text(f"DELETE FROM {tables.SEARCH}"))
    latest = {}
    pile = tables.readings
    for row in connection.execute(select(pile.c.seq, pile.c.key, pile.c.document, pile.c.stage).order_by(pile.c.seq)):
        latest[row.document, row.stage] = {"document": row.document, "stage": row.stage, "key": row.key, "seq": row.seq}
    _insert(connection, current_readings, list(latest.values()))
    for document, stage in latest:
        if stage == "clean":
            index_capture(connection, document)


def _found(connection: Connection, pile: Table, subject: str, record_type: type[Record], stage: str = "read") -> Found[Record]:
    """What the current reading of a subject found."""
    rows = connection.execute(
        select(pile.c.seq, pile.c.key, pile.c.body)
        .join(current_readings, current_readings.c.key == pile.c.reading)
        .where(current_readings.c.document == subject, current_readings.c.stage == stage, pile.c.body.is_not(None))
        .order_by(pile.c.seq)
    )
    return [(row.seq, row.key, decoded(row.body, record_type)) for row in rows]


def _forget_readout(connection: Connection, document: str) -> None:
    for table in (current_accounts, current_claims):
        connection.execute(delete(table).where(table.c.document == document))


def _index_found(connection: Connection, accounts: Found[Account], claims: Found[Claim]) -> None:
    _insert(connection, current_accounts, [_account_row(*found) for found in accounts])
    _insert(connection, current_claims, [_claim_row(*found) for found in claims])


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _document_row(seq: int, key: str, document: Document) -> dict[str, Any]:
    published = document.published
    return {
        "seq": seq,
        "key": key,
        "capture": document.capture,
        "blob": document.blob,
        "part": document.part,
        "title": document.title,
        "publisher": document.publisher,
        "language": document.language,
        "earliest": published.earliest if published else None,
        "latest": published.latest if published else None,
    }


def _account_row(seq: int, key: str, account: Account) -> dict[str, Any]:
    return {"seq": seq, "key": key, "document": account.document, "status": account.status, "main": account.main}


def _claim_row(seq: int, key: str, claim: Claim) -> dict[str, Any]:
    figure = claim.value if isinstance(claim.value, FigureValue) else None
    return {
        "seq": seq,
        "key": key,
        "document": claim.document,
        "account": claim.account,
        "property": claim.property,
        "category": figure.category if figure else None,
        "low": _number(figure.low) if figure else None,
        "high": _number(figure.high) if figure else None,
        "certainty": claim.certainty,
        "speaker": claim.said_by.name if claim.said_by else None,
    }


def _number(value: int | None) -> int | None:
    """A figure as the column can hold it: a text may print any number of digits, and the record keeps them."""
    return None if value is None else min(value, LARGEST)
