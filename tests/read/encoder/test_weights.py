from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.read.encoder.made import weights_folder

from variorum.config import Choice
from variorum.read.encoder import weights as files
from variorum.read.encoder.weights import read_head, weights_in


def test_sound_weights_are_used_and_named(tmp_path: Path) -> None:
    found = weights_in(weights_folder(tmp_path / "weights"), Choice())
    assert found.encoder is not None
    assert sorted(found.heads) == ["figures", "speech"]
    assert found.problems == found.missing == found.left_out == ()
    assert found.maker.startswith(f"weights-{found.digest}+onnxruntime-")


def test_rules_alone(tmp_path: Path) -> None:
    found = weights_in(weights_folder(tmp_path), Choice(reader="rules"))
    assert found.encoder is None
    assert not found.heads
    assert found.maker == "rules"


def test_what_was_learnt_from_a_set_can_be_left_out(tmp_path: Path) -> None:
    folder = weights_folder(tmp_path)
    found = weights_in(folder, Choice(without_sets=("tolls",)))
    assert list(found.heads) == ["speech"]
    assert found.left_out == ("figures",)
    assert found.digest != weights_in(folder, Choice()).digest
    assert weights_in(folder, Choice(without_sets=("everything",))).maker == "rules"


def test_no_weights_are_no_problem(tmp_path: Path) -> None:
    found = weights_in(tmp_path, Choice())
    assert (found.maker, found.problems, found.missing) == ("rules", (), ("manifest.json",))


def test_nothing_to_run_them_is_no_problem_but_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "has_runtime", lambda: False)
    found = weights_in(weights_folder(tmp_path), Choice())
    assert (found.maker, found.problems, found.missing) == ("rules", (), ("onnxruntime",))


@pytest.mark.parametrize(("gone", "heads"), [("figures.safetensors", ["speech"]), ("encoder.onnx", [])])
def test_a_missing_file_is_no_problem_but_told(tmp_path: Path, gone: str, heads: list[str]) -> None:
    folder = weights_folder(tmp_path)
    (folder / gone).unlink()
    found = weights_in(folder, Choice())
    assert list(found.heads) == heads
    assert found.missing == (gone.split(".", maxsplit=1)[0],)
    assert found.problems == ()


@pytest.mark.parametrize(("broken", "heads"), [("figures.safetensors", ["speech"]), ("encoder.onnx", [])])
def test_a_file_that_is_not_what_was_shipped_is_a_problem(tmp_path: Path, broken: str, heads: list[str]) -> None:
    folder = weights_folder(tmp_path)
    (folder / broken).write_bytes(b"something else")
    found = weights_in(folder, Choice())
    assert list(found.heads) == heads
    assert [(problem.code, problem.subject) for problem in found.problems] == [("weights_unusable", broken)]
    assert "sha256" in found.problems[0].message


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"encoder": 1, "heads": {}}'])
def test_a_broken_manifest_is_a_problem(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    found = weights_in(tmp_path, Choice())
    assert found.maker == "rules"
    assert [problem.code for problem in found.problems] == ["weights_unusable"]


def test_a_head_is_read(tmp_path: Path) -> None:
    head = read_head(weights_folder(tmp_path) / "figures.safetensors")
    assert head.notes == {"labels": "a b"}
    assert head.arrays["weight"].dtype == np.float32
    assert head.arrays["weight"].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert head.arrays["bias"].tolist() == [1, -2]


@pytest.mark.parametrize("data", [b"", b"\xff" * 20, b"\x02\0\0\0\0\0\0\0[1", b"\x02\0\0\0\0\0\0\0{"])
def test_what_is_no_head_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "head.safetensors").write_bytes(data)
    with pytest.raises(ValueError, match="no safetensors file"):
        read_head(tmp_path / "head.safetensors")
