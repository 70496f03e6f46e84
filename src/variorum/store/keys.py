"""From what a person types to a key: an abbreviated key, an id, or any key that an incident ever had."""

from __future__ import annotations

import re

from sqlalchemy import Connection, select

from variorum.errors import UsageError
from variorum.model import Incident
from variorum.store import query, tables

KINDS = {
    "capture": tables.captures,
    "document": tables.documents,
    "account": tables.accounts,
    "claim": tables.claims,
    "reading": tables.readings,
    "judgement": tables.judgements,
}
SHOWN = 5  # candidates that an error message lists
_TYPED = re.compile(r"(?:([a-z]+):)?([0-9a-f]*)(?:@[0-9a-f]*)?")


def find(connection: Connection, typed: str, kinds: tuple[str, ...] = ()) -> str:
    """The only key that begins so: "claim:3fa", or "3fa" where no other kind has it. Raises `UsageError`, which lists the candidates."""
    kind, digits = _split(typed)
    wanted = [kind] if kind else list(kinds or KINDS)
    found = [key for name in wanted for key in _beginning(connection, name, digits)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"nothing has a key that begins with {typed!r}")
    more = " …" if len(found) > SHOWN else ""
    raise UsageError(f"{typed!r} is ambiguous: {', '.join(found[:SHOWN])}{more}")


def find_incident(connection: Connection, typed: str) -> Incident:
    """The incident of an id, of the key of any account that is or was in it, or of the unique beginning of one."""
    kind, digits = _split(typed)
    if kind not in (None, "account"):
        raise UsageError(f"{typed!r} is no incident: an incident's id is an account's key")
    aliases = tables.aliases
    start, end = f"account:{digits}", f"account:{digits}g"
    rows = connection.execute(select(aliases.c.incident).where(aliases.c.account >= start, aliases.c.account < end).distinct())
    ids = sorted(rows.scalars())
    if len(ids) > 1:
        raise UsageError(f"{typed!r} is ambiguous: {', '.join(ids[:SHOWN])}{' …' if len(ids) > SHOWN else ''}")
    incident = query.incident(connection, ids[0]) if ids else None
    if incident is None:
        raise UsageError(f"no incident has an account that begins with {typed!r}: `variorum incidents` lists them")
    return incident


def _split(typed: str) -> tuple[str | None, str]:
    match = _TYPED.fullmatch(typed.strip().lower())
    if match is None or not match[2]:
        raise UsageError(f"{typed!r} is not the beginning of a key: a kind and hex digits, as claim:3fa, or the digits alone")
    if match[1] is not None and match[1] not in KINDS:
        raise UsageError(f"{match[1]!r} is no kind of record: one of {', '.join(KINDS)}")
    return match[1], match[2]


def _beginning(connection: Connection, kind: str, digits: str) -> list[str]:
    """Keys of one kind that begin with the digits; "g" sorts after every hex digit."""
    pile = KINDS[kind]
    found = select(pile.c.key).where(pile.c.key >= f"{kind}:{digits}", pile.c.key < f"{kind}:{digits}g").distinct()
    return list(connection.execute(found.order_by(pile.c.key).limit(SHOWN + 1)).scalars())
