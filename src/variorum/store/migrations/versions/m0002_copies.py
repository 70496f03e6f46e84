"""Which texts are copies of which, as last reckoned."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEY = sa.String(64)


def upgrade() -> None:
    """Add the table of copies; it is filled when the ledger is next reckoned."""
    op.create_table(
        "copies",
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("document", KEY, nullable=False),
        sa.Column("of", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.execute(sa.text("DELETE FROM state WHERE name = 'reckoned_at'"))
