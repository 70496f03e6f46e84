"""What every test may ask for: a fixed clock, a temporary ledger folder, and a closed network."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

CASES = Path(__file__).parent / "cases"

settings.register_profile("variorum", deadline=None)  # other work on the machine is no failure
settings.load_profile("variorum")


@pytest.fixture(autouse=True)
def _closed_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("tests have no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(autouse=True)
def _unbound_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)  # those who run tests side by side set it; tables would break their lines


@pytest.fixture
def now() -> datetime:
    """The clock of the tests."""
    return datetime(2024, 6, 1, 12, 0, tzinfo=UTC)
