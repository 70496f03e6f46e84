"""Rows that are added and never changed, each tied to the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from variorum.model.identity import canonical_json, digest
from variorum.store.tables import PILES

_LAST = {pile.name: select(pile.c.seq, pile.c.chain).order_by(pile.c.seq.desc()).limit(1) for pile in PILES}


def row_of(key: str, value: Any, **columns: str) -> dict[str, Any]:
    """A row to be: the record, as builtins, in the letters that are kept, and their digest."""
    data = canonical_json(value)
    return {"key": key, **columns, "body": data.decode(), "digest": digest(data)}


def digest_of(body: str) -> str:
    """The digest of a body."""
    return digest(body.encode())


def first_link(pile: str) -> str:
    """What stands before the first row: so that the chains of two piles never look alike."""
    return digest(f"variorum pile {pile}".encode())


def next_link(chain: str, row_digest: str) -> str:
    """H(previous chain, digest): sha256 over the two, both as 64 hex digits."""
    return digest((chain + row_digest).encode())


def last_of(connection: Connection, pile: Table) -> tuple[int, str]:
    """`seq` and `chain` of the last row; 0 and the first link of an empty pile."""
    row = connection.execute(_LAST[pile.name]).first()
    return (row.seq, row.chain) if row else (0, first_link(pile.name))


def append(connection: Connection, pile: Table, rows: Sequence[dict[str, Any]]) -> range:
    """Add rows, which hold `key`, `body`, `digest` and the pile's own columns, and give their `seq`s. The write lock is held."""
    if not rows:
        return range(0)
    seq, chain = last_of(connection, pile)
    numbers = range(seq + 1, seq + 1 + len(rows))
    linked = []
    for number, row in zip(numbers, rows, strict=True):
        chain = next_link(chain, row["digest"])
        linked.append({**row, "seq": number, "chain": chain})
    connection.execute(insert(pile), linked)
    return numbers


def head_of(connection: Connection) -> str:
    """One digest for the whole ledger: over the last link of every pile. Two ledgers with the same head hold the same piles."""
    lines = [f"{pile.name} {seq} {chain}\n" for pile in PILES for seq, chain in [last_of(connection, pile)]]
    return digest("".join(lines).encode())
