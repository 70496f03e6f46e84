from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import EXAMPLES, call, shown
from variorum.cli import OK, USAGE


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("selftest") / "my.variorum"
    assert call("run", EXAMPLES / "suruc", "--ledger", path) == OK
    return path


def test_selftest_says_plainly_that_it_knows_too_little(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Nobody has judged a claim yet" in shown(capsys, "selftest", ledger)
    claims = json.loads(shown(capsys, "claims", "--ledger", ledger, "--property", "figure", "--json"))
    assert call("judge", claims[0]["id"], "accept", "--ledger", ledger) == OK
    assert call("judge", claims[1]["id"], "reject", "--reason", "no count", "--ledger", ledger) == OK
    capsys.readouterr()
    text = shown(capsys, "selftest", "--ledger", ledger)
    assert "2 claims judged" in text
    assert "too few to say" in text
    assert "(no count)" in text
    assert json.loads(shown(capsys, "selftest", ledger, "--format", "json"))["judged"] == 2


def test_selftest_without_a_ledger_or_scores_is_wrong_usage(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("selftest", tmp_path / "none") == USAGE
    assert "no ledger at" in capsys.readouterr().err
    assert call("selftest", ledger, "--chart", tmp_path / "c.svg") == USAGE
    assert "too few judged claims" in capsys.readouterr().err
