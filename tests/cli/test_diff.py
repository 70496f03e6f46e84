from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import EXAMPLES, call, shown
from variorum.cli import OK, USAGE


def test_diff_of_a_ledger_that_was_read_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = tmp_path / "my.variorum"
    assert call("run", next((EXAMPLES / "suruc").iterdir()), "--ledger", ledger) == OK
    capsys.readouterr()
    assert "No document has been read by two readers" in shown(capsys, "diff", ledger)
    assert json.loads(shown(capsys, "diff", "--ledger", ledger, "--format", "json"))["counts"]["documents"] == 0
    assert call("diff", ledger, "--from", "nobody") == USAGE
    assert "no reader 'nobody'" in capsys.readouterr().err


def test_diff_without_a_ledger_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("diff", tmp_path / "none") == USAGE
    assert "no ledger at" in capsys.readouterr().err
