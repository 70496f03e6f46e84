from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.build import add_one
from variorum.store import Ledger
from variorum.store.blobs import blob_path
from variorum.store.tables import PILES


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with Ledger.create(tmp_path / "my.variorum") as ledger:
        for number in range(3):
            add_one(ledger, number, claims=2)
    return tmp_path / "my.variorum"


def tamper(folder: Path, *statements: str) -> None:
    """What somebody does with another tool, who takes the triggers away first."""
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def problems(folder: Path) -> list[str]:
    with Ledger.open(folder) as ledger:
        found = list(ledger.verify())
    assert {problem.code for problem in found} <= {"broken_chain", "damaged_blob"}
    return [problem.message for problem in found]


@pytest.mark.parametrize("pile", [pile.name for pile in PILES if pile.name != "judgements"])
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET body = '{{}}'", "DELETE FROM {}", "INSERT OR REPLACE INTO {} SELECT * FROM {} LIMIT 1"]
)
def test_a_pile_refuses_to_change(folder: Path, pile: str, statement: str) -> None:
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as connection:
        connection.execute("PRAGMA recursive_triggers = ON")  # as our own connections have it: without it REPLACE deletes in silence
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement.format(pile, pile))


def test_a_sound_ledger(folder: Path) -> None:
    assert problems(folder) == []


def test_a_changed_value_is_seen(folder: Path) -> None:
    tamper(folder, """UPDATE claims SET body = replace(body, '"low":17', '"low":71') WHERE seq = 1""")
    assert problems(folder) == ["The record of row 1 of claims is not the one that its digest was made of."]


def test_a_changed_column_is_seen(folder: Path) -> None:
    tamper(folder, "UPDATE claims SET document = 'document:ff' WHERE seq = 2")
    assert problems(folder) == ["The key or another column of row 2 of claims does not fit its record."]


def test_a_changed_value_with_a_new_digest_breaks_the_chain(folder: Path) -> None:
    tamper(folder, "UPDATE sightings SET digest = '" + "0" * 64 + "' WHERE seq = 2")
    assert "The chain is broken at row 2 of sightings." in problems(folder)


def test_a_row_that_is_gone_is_seen(folder: Path) -> None:
    tamper(folder, "DELETE FROM sightings WHERE seq = 2")
    assert problems(folder) == ["Rows 2 to 2 of sightings are missing.", "The chain is broken at row 3 of sightings."]


def test_a_claim_cut_off_at_the_end_is_seen_by_its_reading(folder: Path) -> None:
    tamper(folder, "DELETE FROM claims WHERE seq = 6")
    assert problems(folder) == ["The rows of the reading are not those that it found."]


def test_a_blob_that_is_gone_or_changed(folder: Path) -> None:
    with Ledger.open(folder) as ledger:
        first, second, _ = [document.blob for document in ledger.documents()]
    blob_path(folder / "blobs", first).unlink()
    changed = blob_path(folder / "blobs", second)
    changed.chmod(0o600)
    changed.write_bytes(b"forged")
    gone, forged = problems(folder)
    assert "are not in" in gone
    assert "were changed" in forged
