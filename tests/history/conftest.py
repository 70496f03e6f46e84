from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from variorum.store import Ledger


@pytest.fixture(autouse=True)
def _rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VARIORUM_READER", "rules")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger.create(tmp_path / "days.variorum") as made:
        yield made
