"""What was derived across documents is kept so that it can be brought up to date piece by piece."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

KEY = sa.String(64)
BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _column(name: str, kind: sa.types.TypeEngine[Any], *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=nullable)


def _index(table: str, *columns: str, unique: bool = False) -> None:
    op.create_index("_".join((table, *columns)), table, list(columns), unique=unique)


def upgrade() -> None:
    """Make the tables anew; they are filled when the ledger is next reckoned."""
    _blobs_of_documents()
    for table in ("incidents", "links", "copies", "aliases", "reckoned_problems", "state"):
        op.drop_table(table)
    body = ("body", sa.Text())
    op.create_table("incidents", sa.Column("id", KEY, primary_key=True), _column(*body))
    pair = (sa.Column("left", KEY, primary_key=True), sa.Column("right", KEY, primary_key=True))
    op.create_table("links", *pair, _column("score", sa.Float()), _column(*body))
    op.create_table("copies", sa.Column("document", KEY, primary_key=True), sa.Column("of", KEY, primary_key=True), _column(*body))
    op.create_table("aliases", sa.Column("account", KEY, primary_key=True), _column("incident", KEY))
    op.create_table(
        "reckoned_problems",
        sa.Column("scope", KEY, primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        _column("code", sa.String(64)),
        _column(*body),
    )
    op.create_table("state", sa.Column("name", sa.String(32), primary_key=True), _column("value", sa.Text()))
    _index("links", "right")
    _index("copies", "of")
    _index("aliases", "incident")
    _filed()


def _filed() -> None:
    op.create_table(
        "filed_accounts",
        sa.Column("number", BIG, primary_key=True, autoincrement=False),
        _column("key", KEY),
        _column("document", KEY),
        _column("day", BIG),
        _column("marks", sa.LargeBinary()),
        _column("packed", sa.LargeBinary(), nullable=True),
        _column("incident", KEY, nullable=True),
    )
    op.create_table(
        "filed_texts",
        sa.Column("number", BIG, primary_key=True, autoincrement=False),
        _column("key", KEY),
        _column("blob", KEY),
        _column("day", BIG),
        _column("text", BIG, nullable=True),
        _column("first", sa.Boolean()),
        _column("precedence", sa.Text()),
        _column("words", BIG),
        _column("marks", sa.LargeBinary()),
        _column("family", KEY, nullable=True),
    )
    for kind in ("account", "text"):
        marks = [sa.Column(name, BIG, primary_key=True, autoincrement=False) for name in ("mark", "day", "number")]
        op.create_table(f"{kind}_marks", *marks, sqlite_with_rowid=False)
        ends = [sa.Column(name, BIG, primary_key=True, autoincrement=False) for name in ("left", "right")]
        op.create_table(
            f"{kind}_pairs", *ends, _column("odds", sa.Float()), _column("body", sa.Text(), nullable=True), sqlite_with_rowid=False
        )
        _index(f"{kind}_marks", "mark", "number")
        _index(f"{kind}_pairs", "right")
    _index("filed_accounts", "document")
    _index("filed_accounts", "incident")
    _index("filed_texts", "blob")
    _index("filed_texts", "text", "precedence")
    _index("filed_texts", "family")


def _blobs_of_documents() -> None:
    """Say of every current document which bytes it was made of."""
    op.add_column("current_documents", sa.Column("blob", KEY, nullable=False, server_default=""))
    connection = op.get_bind()
    rows = connection.execute(
        sa.text("SELECT seq, body FROM documents WHERE seq IN (SELECT seq FROM current_documents) AND body IS NOT NULL")
    )
    blobs = [{"its_seq": seq, "blob": json.loads(body)["blob"]} for seq, body in rows]
    if blobs:
        connection.execute(sa.text("UPDATE current_documents SET blob = :blob WHERE seq = :its_seq"), blobs)
    _index("current_documents", "blob")
