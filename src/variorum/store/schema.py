"""Opening the SQLite file, and bringing its schema up to date."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, inspect, select, table
from sqlalchemy import column as column_of

from variorum.errors import LedgerError

REVISIONS = ("0001", "0002", "0003")  # every step in migrations/versions, oldest first
BUSY_MS = 20_000  # another writer holds the file for one document; twenty seconds mean that it hangs
MIGRATIONS = Path(__file__).parent / "migrations"


def engine_of(file: Path, *, write: bool) -> Engine:
    """An engine whose transactions take the write lock at once (`write`), or cannot write at all.

    Every connection is opened anew and closed when given back, so that none outlives the ledger.
    """
    engine = create_engine(_address(file, write=write), poolclass=NullPool, connect_args={"timeout": BUSY_MS / 1000})

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves: the driver's own would come too late and be a deferred one
        settings = ["busy_timeout = " + str(BUSY_MS), "foreign_keys = ON", "trusted_schema = OFF", "recursive_triggers = ON"]
        settings += ["journal_mode = WAL", "synchronous = FULL"] if write else ["query_only = ON"]
        for setting in settings:
            connection.execute(f"PRAGMA {setting}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _address(file: Path, *, write: bool) -> URL:
    """Where SQLite finds the file. On a read-only medium it cannot make the files that WAL keeps beside it, and must be told that nobody
    writes; but not where such a file was left, which holds the latest rows."""
    alone = not file.with_name(file.name + "-wal").exists()
    if not write and alone and file.exists() and not os.access(file.parent, os.W_OK):
        return URL.create("sqlite", database=file.absolute().as_uri(), query={"immutable": "1", "uri": "true"})
    return URL.create("sqlite", database=str(file))


def revision_of(connection: Connection) -> str | None:
    """The schema that the file has; None for a file without one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalar(select(column_of("version_num")).select_from(table("alembic_version")))


def require_revision(connection: Connection, path: Path) -> None:
    """Raise `LedgerError`, which says what to do, unless the schema is the one that this version reads."""
    revision = revision_of(connection)
    if revision == REVISIONS[-1]:
        return
    if revision is None:
        raise LedgerError(f"{path} was begun and never finished: remove it, or write to it with `variorum run FOLDER --ledger {path}`")
    if revision not in REVISIONS:
        raise LedgerError(f"{path} is of a newer format ({revision}; this version knows {REVISIONS[-1]}): upgrade variorum")
    raise LedgerError(
        f"{path} is of an older format ({revision}): a command that writes brings it up to date, as `variorum reckon --ledger {path}`"
    )


def migrate(connection: Connection, path: Path) -> None:
    """Bring the schema up to date, in the transaction of the connection."""
    revision = revision_of(connection)
    if revision is not None and revision not in REVISIONS:
        require_revision(connection, path)
    if revision == REVISIONS[-1]:
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
