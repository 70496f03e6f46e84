from __future__ import annotations

import sys
from pathlib import Path

import pytest

from variorum.edition import edition


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "some_rules"
    (folder / "lists").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "lists" / "words.tsv").write_text("kill\tkilled\n")
    monkeypatch.syspath_prepend(tmp_path)
    sys.modules.pop("some_rules", None)
    edition.cache_clear()
    return folder


def test_a_changed_word_list_is_another_edition(package: Path) -> None:
    before = edition("some_rules")
    edition.cache_clear()
    assert edition("some_rules") == before
    (package / "lists" / "words.tsv").write_text("kill\tkilled\nslay\tkilled\n")
    edition.cache_clear()
    assert edition("some_rules") != before


def test_line_ends_and_other_files_do_not_matter(package: Path) -> None:
    before = edition("some_rules")
    (package / "lists" / "words.tsv").write_bytes(b"kill\tkilled\r\n")
    (package / "notes.md").write_text("no rule")
    edition.cache_clear()
    assert edition("some_rules") == before
