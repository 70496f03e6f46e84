"""What was reckoned of the claims: incidents, links, and which incident every account belongs to that was ever read."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, Table, delete, insert, select

from variorum.model import Account, Copy, Incident, Link, Problem
from variorum.model.identity import canonical_json
from variorum.model.records import from_builtins, to_builtins
from variorum.store import tables
from variorum.store.chain import head_of
from variorum.store.tables import current_accounts, current_documents

_RECKONED_AT = "reckoned_at"


def replace_incidents(
    connection: Connection,
    incidents: Iterable[Incident],
    links: Iterable[Link],
    problems: Iterable[Problem],
    maker: str,
    copies: Iterable[Copy] = (),
) -> None:
    """Put these in the place of what was reckoned before."""
    for table in tables.RECKONED:
        connection.execute(delete(table))
    held = list(incidents)
    incident_of = {account: incident.id for incident in held for account in incident.accounts}
    reckoned: dict[Table, list[dict[str, Any]]] = {
        tables.incidents: [{"id": incident.id, "body": _body(incident)} for incident in held],
        tables.links: [{"left": link.left, "right": link.right, "score": link.score, "body": _body(link)} for link in links],
        tables.copies: [{"document": copy.document, "of": copy.of, "body": _body(copy)} for copy in copies],
        tables.reckoned_problems: [{"code": problem.code, "body": _body(problem)} for problem in problems],
    }
    for table, records in reckoned.items():
        if records:
            connection.execute(insert(table), [{"position": position, **record} for position, record in enumerate(records)])
    former = account_aliases(connection, among=incident_of.keys())
    aliases = incident_of | {account: incident_of[now] for account, now in former.items()}
    if aliases:
        rows = [{"account": account, "incident": incident} for account, incident in sorted(aliases.items())]
        connection.execute(insert(tables.aliases), rows)
    connection.execute(insert(tables.state), {"name": _RECKONED_AT, "value": _reckoned_at(connection, maker)})


def _body(record: Any) -> str:
    return canonical_json(to_builtins(record)).decode()


def needs_reckoning(connection: Connection, maker: str) -> bool:
    """Whether a pile has grown since the incidents were put in, or another maker put them in."""
    kept = connection.scalar(select(tables.state.c.value).where(tables.state.c.name == _RECKONED_AT))
    return kept != _reckoned_at(connection, maker)


def _reckoned_at(connection: Connection, maker: str) -> str:
    return f"{head_of(connection)} {maker}"


def account_aliases(connection: Connection, *, among: Container[str] | None = None) -> dict[str, str]:
    """For every account of a superseded reading, the current account of the same capture (`among` these) that takes its place: the one with
    the same anchor words, else with an overlapping anchor, else the main one where it was the main one itself, else the nearest.

    An account has none where its capture no longer tells of any incident.
    """
    current: dict[str, list[Account]] = {}
    for capture, account in _current_accounts(connection):
        if among is None or account.key in among:
            current.setdefault(capture, []).append(account)
    found = {}
    for capture, account in _former_accounts(connection):
        rivals = current.get(capture)
        if rivals:
            found[account.key] = min(rivals, key=lambda rival: _distance(account, rival)).key
    return found


def _distance(account: Account, rival: Account) -> tuple[bool, bool, bool, int, str]:
    return (
        rival.anchor.exact != account.anchor.exact,
        not rival.anchor.overlaps(account.anchor),
        rival.main != account.main,
        abs(rival.anchor.start - account.anchor.start),
        rival.key,
    )


def _former() -> Select[Any]:
    """Capture and body of every account that is not current, once."""
    pile, documents = tables.accounts, tables.documents
    return (
        select(documents.c.capture, pile.c.body)
        .distinct()
        .join(documents, documents.c.key == pile.c.document)
        .where(pile.c.key.not_in(select(current_accounts.c.key)), pile.c.body.is_not(None))
    )


def _former_accounts(connection: Connection) -> Iterator[tuple[str, Account]]:
    for capture, body in connection.execute(_former()):
        yield capture, from_builtins(msgspec.json.decode(body), Account)


def _current_accounts(connection: Connection) -> Iterator[tuple[str, Account]]:
    """Current accounts, with their capture, of captures that have former ones."""
    pile = tables.accounts
    query = (
        select(current_documents.c.capture, pile.c.body)
        .join(current_accounts, current_accounts.c.seq == pile.c.seq)
        .join(current_documents, current_documents.c.key == current_accounts.c.document)
        .where(current_documents.c.capture.in_(select(_former().subquery().c.capture)), pile.c.body.is_not(None))
    )
    for capture, body in connection.execute(query):
        yield capture, from_builtins(msgspec.json.decode(body), Account)
