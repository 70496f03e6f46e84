from __future__ import annotations

import gzip
from pathlib import Path

from bench.rows import FOLDS, REPORTED, cleaned, fold_of, json_rows


def test_rows_are_read_from_plain_and_gzipped_files_in_order(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz"
    plain.write_text('{"id": "one\u2028and"}\n\n{"id": "two"}\n', encoding="utf-8")
    packed.write_bytes(gzip.compress(b'{"id": "three"}\n'))
    assert [row["id"] for row in json_rows(plain, packed)] == ["one\u2028and", "two", "three"]
    assert list(json_rows()) == []


def test_a_fold_hangs_on_the_id_alone() -> None:
    folds = [fold_of(f"report-{number}") for number in range(200)]
    assert set(folds) == set(range(FOLDS))
    assert REPORTED in folds
    assert folds == [fold_of(f"report-{number}") for number in range(200)]


def test_a_row_without_text_is_no_document() -> None:
    row = {"id": "1", "url": None, "title": None, "published": None, "text": "", "publisher": None}
    assert cleaned(row) is None
    document = cleaned({**row, "text": "A blast killed three people in the port on Monday, officials said."})
    assert document is not None
    assert document.text.startswith("A blast")
