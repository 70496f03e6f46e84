"""What the accounts of superseded readings are called now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Select, select

from variorum.model import Account
from variorum.store import tables
from variorum.store.batches import batches
from variorum.store.bodies import decoded
from variorum.store.tables import current_accounts, current_documents


def account_aliases(connection: Connection, *, captures: Iterable[str] | None = None) -> dict[str, str]:
    """For every account of a superseded reading, of some captures or of all, the current account of its capture that takes its place.

    An account has none where its capture no longer tells of any incident.
    """
    current: dict[str, list[Account]] = {}
    found = {}
    for some in [None] if captures is None else batches(sorted(set(captures))):
        for capture, account in _accounts(connection, _current(some)):
            current.setdefault(capture, []).append(account)
        for capture, account in _accounts(connection, _former(some)):
            rivals = current.get(capture)
            if rivals:
                found[account.key] = stand_in(account, rivals).key
    return found


def stand_in(account: Account, rivals: Iterable[Account]) -> Account:
    """Of the accounts of one capture the one that takes the place of an account: of the same words, else of overlapping ones, else the main
    one where it was the main one itself, else the nearest."""

    def distance(rival: Account) -> tuple[bool, bool, bool, int, str]:
        return (
            rival.anchor.exact != account.anchor.exact,
            not rival.anchor.overlaps(account.anchor),
            rival.main != account.main,
            abs(rival.anchor.start - account.anchor.start),
            rival.key,
        )

    return min(rivals, key=distance)


def _former(captures: list[str] | None) -> Select[Any]:
    """Capture and body of every account that is not current, once."""
    pile, documents = tables.accounts, tables.documents
    query = (
        select(documents.c.capture, pile.c.body)
        .distinct()
        .join(documents, documents.c.key == pile.c.document)
        .where(~select(current_accounts.c.key).where(current_accounts.c.key == pile.c.key).exists(), pile.c.body.is_not(None))
    )
    return query if captures is None else query.where(documents.c.capture.in_(captures))


def _current(captures: list[str] | None) -> Select[Any]:
    """Capture and body of the current accounts of captures that have former ones."""
    pile = tables.accounts
    query = (
        select(current_documents.c.capture, pile.c.body)
        .join(current_accounts, current_accounts.c.seq == pile.c.seq)
        .join(current_documents, current_documents.c.key == current_accounts.c.document)
        .where(current_documents.c.capture.in_(select(_former(captures).subquery().c.capture)), pile.c.body.is_not(None))
    )
    return query if captures is None else query.where(current_documents.c.capture.in_(captures))


def _accounts(connection: Connection, query: Select[Any]) -> Iterator[tuple[str, Account]]:
    for capture, body in connection.execute(query):
        yield capture, decoded(body, Account)
