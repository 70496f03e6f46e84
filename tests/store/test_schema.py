from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from tests.store.build import add_one
from variorum.errors import LedgerError
from variorum.store import Ledger
from variorum.store.schema import BUSY_MS, MIGRATIONS, REVISIONS, engine_of
from variorum.store.tables import SEARCH, metadata


def test_the_steps_are_those_of_the_folder() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    steps = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(steps)) == REVISIONS


def test_the_steps_lead_to_the_tables(tmp_path: Path) -> None:
    Ledger.create(tmp_path / "my.variorum").close()

    def ours(name: str | None, kind: str, _: object) -> bool:
        return not (kind == "table" and name is not None and name.startswith(SEARCH))

    with engine_of(tmp_path / "my.variorum" / "ledger.sqlite", write=False).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": ours})
        assert compare_metadata(context, metadata) == []


def test_the_tables_are_understood_by_postgresql() -> None:
    dialect = postgresql.dialect()
    for table in metadata.sorted_tables:
        created = str(CreateTable(table).compile(dialect=dialect))
        assert "CREATE TABLE" in created
        for index in table.indexes:
            assert "CREATE" in str(CreateIndex(index).compile(dialect=dialect))
    assert "seq BIGINT NOT NULL" in str(CreateTable(metadata.tables["claims"]).compile(dialect=dialect))


def test_the_settings_of_a_connection(tmp_path: Path) -> None:
    Ledger.create(tmp_path / "my.variorum").close()
    file = tmp_path / "my.variorum" / "ledger.sqlite"
    wanted = {"foreign_keys": 1, "synchronous": 2, "journal_mode": "wal", "busy_timeout": BUSY_MS}
    with engine_of(file, write=True).connect() as connection:
        assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted} == wanted
    with engine_of(file, write=False).connect() as connection:
        assert connection.exec_driver_sql("PRAGMA query_only").scalar() == 1


def set_revision(folder: Path, revision: str) -> None:
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.commit()


@pytest.mark.parametrize("write", [False, True])
def test_a_newer_ledger_is_refused(tmp_path: Path, write: bool) -> None:
    folder = tmp_path / "my.variorum"
    Ledger.create(folder).close()
    set_revision(folder, "9999")
    with pytest.raises(LedgerError, match=r"newer format .*upgrade variorum"):
        Ledger.open(folder, write=write)


def test_a_ledger_that_was_never_finished(tmp_path: Path) -> None:
    folder = tmp_path / "my.variorum"
    folder.mkdir()
    (folder / "ledger.sqlite").touch()
    (folder / "blobs").mkdir()
    with pytest.raises(LedgerError, match="never finished"):
        Ledger.open(folder)
    with Ledger.open(folder, write=True) as ledger:
        add_one(ledger)


def test_an_older_ledger_is_brought_up_to_date_by_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "my.variorum"
    Ledger.create(folder).close()
    monkeypatch.setattr("variorum.store.schema.REVISIONS", (*REVISIONS, "9999"))
    with pytest.raises(LedgerError, match="older format"):
        Ledger.open(folder)


def test_a_ledger_on_a_read_only_medium(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "my #1 ?.variorum"
    with Ledger.create(folder) as ledger:
        document = add_one(ledger)
    monkeypatch.setattr("os.access", lambda *_: False)
    with Ledger.open(folder) as ledger:
        assert list(ledger.documents()) == [document]
        assert not (folder / "ledger.sqlite-shm").exists()


def test_a_second_writer_waits_and_then_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.store.schema.BUSY_MS", 50)
    with Ledger.create(tmp_path / "my.variorum") as ledger:
        with closing(sqlite3.connect(ledger.path / "ledger.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(LedgerError, match="in use by another process"):
                add_one(ledger)
            other.execute("ROLLBACK")
        add_one(ledger)


def test_two_writers_take_turns(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "my.variorum") as one, Ledger.open(one.path, write=True) as two:
        for number in range(6):
            add_one(one if number % 2 else two, number)
        assert list(one.verify()) == []
        assert one.counts()["documents"] == 6
