"""Piles, current tables, what was reckoned, and the search index."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.String(64)
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PILES = {
    "captures": (),
    "sightings": ("capture",),
    "readings": ("document", "stage", "maker"),
    "documents": ("reading", "capture"),
    "accounts": ("reading", "document"),
    "claims": ("reading", "document"),
    "mentions": ("document",),
    "problems": ("reading", "code", "subject"),
    "judgements": ("subject",),
}
REFERS_TO = {
    ("sightings", "capture"): "captures.key",
    ("documents", "capture"): "captures.key",
    ("documents", "reading"): "readings.key",
    ("accounts", "reading"): "readings.key",
    ("claims", "reading"): "readings.key",
}
TYPES = {"stage": sa.String(16), "code": sa.String(64), "maker": sa.Text(), "subject": sa.Text()}
REFUSED = "CREATE TRIGGER {pile}_no_{verb} BEFORE {verb} ON {pile} BEGIN SELECT RAISE(ABORT, '{pile} is append-only'); END"


def upgrade() -> None:
    """From nothing."""
    _piles()
    _current()
    _reckoned()
    if op.get_bind().dialect.name == "sqlite":
        for pile in PILES:
            for verb in ("UPDATE", "DELETE"):
                op.execute(REFUSED.format(pile=pile, verb=verb))
        op.execute("CREATE VIRTUAL TABLE document_texts USING fts5(title, text, tokenize = 'unicode61 remove_diacritics 2')")


def _column(name: str, kind: sa.types.TypeEngine[Any], *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=nullable)


def _looked_up(pile: str, name: str) -> sa.Column[Any]:
    refers_to = REFERS_TO.get((pile, name))
    return sa.Column(name, TYPES.get(name, KEY), *([sa.ForeignKey(refers_to)] if refers_to else []), nullable=False)


def _row(name: str = "seq", kind: sa.types.TypeEngine[Any] = BIG) -> sa.Column[Any]:
    return sa.Column(name, kind, primary_key=True, autoincrement=False)


def _piles() -> None:
    for pile, columns in PILES.items():
        op.create_table(
            pile,
            _row(),
            _column("key", KEY),
            *(_looked_up(pile, name) for name in columns),
            _column("body", sa.Text(), nullable=True),
            _column("digest", sa.String(64)),
            _column("chain", sa.String(64)),
        )
        identity = ["reading", "key"] if "reading" in columns else ["key"]
        op.create_index(f"{pile}_identity", pile, identity, unique=True)
    for pile in ("documents", "accounts", "claims"):
        op.create_index(f"{pile}_key", pile, ["key"])
    for pile in ("accounts", "claims", "mentions"):
        op.create_index(f"{pile}_document", pile, ["document"])
    op.create_index("sightings_capture", "sightings", ["capture"])
    op.create_index("readings_document", "readings", ["document", "stage", "seq"])
    op.create_index("documents_capture", "documents", ["capture"])


def _current() -> None:
    op.create_table(
        "current_readings",
        sa.Column("document", KEY, primary_key=True),
        sa.Column("stage", sa.String(16), primary_key=True),
        _column("key", KEY),
        _column("seq", BIG),
    )
    op.create_table(
        "current_documents",
        _row(),
        _column("key", KEY),
        _column("capture", KEY),
        _column("part", sa.Integer()),
        *(_column(name, sa.Text(), nullable=True) for name in ("title", "publisher", "language")),
        *(_column(name, sa.Date(), nullable=True) for name in ("earliest", "latest")),
    )
    op.create_table(
        "current_accounts",
        _row(),
        _column("key", KEY),
        _column("document", KEY),
        _column("status", sa.String(16)),
        _column("main", sa.Boolean()),
    )
    op.create_table(
        "current_claims",
        _row(),
        _column("key", KEY),
        _column("document", KEY),
        _column("account", KEY, nullable=True),
        _column("property", sa.String(32)),
        _column("category", sa.String(32), nullable=True),
        _column("low", BIG, nullable=True),
        _column("high", BIG, nullable=True),
        _column("certainty", sa.String(16)),
        _column("speaker", sa.Text(), nullable=True),
    )
    for table in ("documents", "accounts", "claims"):
        op.create_index(f"current_{table}_key", f"current_{table}", ["key"], unique=True)
    op.create_index("current_documents_capture", "current_documents", ["capture"])
    op.create_index("current_accounts_document", "current_accounts", ["document"])
    op.create_index("current_claims_document", "current_claims", ["document"])
    op.create_index("current_claims_account", "current_claims", ["account"])
    op.create_index("current_claims_property", "current_claims", ["property", "category"])


def _reckoned() -> None:
    body = ("body", sa.Text())
    op.create_table("incidents", _row("position", sa.Integer()), _column("id", KEY), _column(*body))
    op.create_table(
        "links",
        _row("position", sa.Integer()),
        _column("left", KEY),
        _column("right", KEY),
        _column("score", sa.Float()),
        _column(*body),
    )
    op.create_table("aliases", sa.Column("account", KEY, primary_key=True), _column("incident", KEY))
    op.create_table("reckoned_problems", _row("position", sa.Integer()), _column("code", sa.String(64)), _column(*body))
    op.create_table("state", sa.Column("name", sa.String(32), primary_key=True), _column("value", sa.Text()))
    op.create_index("incidents_id", "incidents", ["id"], unique=True)
    op.create_index("aliases_incident", "aliases", ["incident"])
