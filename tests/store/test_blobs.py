from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from variorum.model.identity import digest
from variorum.store import blobs
from variorum.store.blobs import blob_path, read_blob, write_blob


def test_bytes_come_back(tmp_path: Path) -> None:
    for data in (b"", b"abc", bytes(range(256)) * 1000):
        assert read_blob(tmp_path, write_blob(tmp_path, data)) == data


def test_a_blob_is_read_only_and_named_by_its_hash(tmp_path: Path) -> None:
    sha256 = write_blob(tmp_path, b"abc")
    path = tmp_path / sha256[:2] / sha256
    assert sha256 == digest(b"abc")
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    before = path.stat().st_mtime_ns
    write_blob(tmp_path, b"abc")
    assert path.stat().st_mtime_ns == before
    assert [entry.name for entry in path.parent.iterdir()] == [sha256]


def test_a_write_that_fails_leaves_no_blob(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_blob(tmp_path, b"abc")
    assert not blob_path(tmp_path, digest(b"abc")).exists()
    monkeypatch.undo()
    assert read_blob(tmp_path, write_blob(tmp_path, b"abc")) == b"abc"
    assert blobs.blob_path(tmp_path, digest(b"abc")).exists()
