"""How the choice of a reader shows in a run."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.read.encoder.made import weights_folder

from variorum import pipeline
from variorum.cli.doctor import doctor_command
from variorum.config import Choice, Config
from variorum.read import claims
from variorum.read.encoder import weights as files
from variorum.store import Ledger


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Weights that read nothing yet: no finder asks for them here."""
    monkeypatch.setattr(files, "FOLDER", weights_folder(tmp_path / "weights"))
    return files.FOLDER


def test_the_maker_names_the_weights() -> None:
    trained, rules = claims.maker(Choice()), claims.maker(Choice(reader="rules"))
    assert "/weights-" in trained
    assert rules.endswith("/rules")
    assert claims.maker(Choice(without_sets=("tolls",))) not in (trained, rules)


def test_unsound_weights_are_one_problem_a_run(tmp_path: Path, folder: Path, now: datetime) -> None:
    (folder / "encoder.onnx").write_bytes(b"cut off")
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"Two people died in {name}.\n", encoding="utf-8")
    with Ledger.create(tmp_path / "test.variorum") as ledger:
        tally = pipeline.run(ledger, [tmp_path / "one.txt", tmp_path / "two.txt"], now=now)
        assert tally.read == 2
        assert [problem.code for problem in tally.problems].count("weights_unusable") == 1
        assert [problem.code for problem in ledger.problems()].count("weights_unusable") == 1
        assert {claim.maker for claim in ledger.claims()} == {claims.maker(Choice(reader="rules"))}


def test_a_ledger_may_ask_for_rules_alone(tmp_path: Path, now: datetime) -> None:
    (tmp_path / "one.txt").write_text("Two people died.\n", encoding="utf-8")
    with Ledger.create(tmp_path / "test.variorum", config=Config(reader="rules")) as ledger:
        pipeline.run(ledger, [tmp_path / "one.txt"], now=now)
        assert all(claim.maker.endswith("/rules") for claim in ledger.claims())


def test_doctor_tells_of_the_weights(tmp_path: Path, folder: Path) -> None:
    told = CliRunner().invoke(doctor_command, ["--ledger", str(tmp_path / "none.variorum")]).output
    assert "encoder, figures, speech" in told
    (folder / "speech.safetensors").unlink()
    files.weights_in.cache_clear()
    told = CliRunner().invoke(doctor_command, ["--ledger", str(tmp_path / "none.variorum")]).output
    assert "not there: speech" in told
