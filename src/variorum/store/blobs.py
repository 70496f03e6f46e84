"""The bytes as they came, one file a content, named by their sha256."""

from __future__ import annotations

import os
from pathlib import Path

from variorum.errors import LedgerError
from variorum.model.identity import digest


def blob_path(folder: Path, sha256: str) -> Path:
    """Where the bytes lie: `ab/abcdef…` in the folder."""
    return folder / sha256[:2] / sha256


def write_blob(folder: Path, data: bytes) -> str:
    """Keep the bytes and give their sha256. When this returns they are on the disk, whole; the same bytes again write nothing."""
    sha256 = digest(data)
    path = blob_path(folder, sha256)
    if path.exists():
        return sha256
    path.parent.mkdir(mode=0o700, exist_ok=True)
    draft = path.with_name(f".{sha256}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with open(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.chmod(0o400)
    draft.replace(path)
    _sync_folder(path.parent)
    _sync_folder(folder)
    return sha256


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut. Windows opens no folders; there the rename itself is journalled."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_blob(folder: Path, sha256: str) -> bytes:
    """The bytes. Raises `LedgerError` where they are gone or are not what they were."""
    try:
        data = blob_path(folder, sha256).read_bytes()
    except OSError as error:
        raise LedgerError(f"the bytes {sha256} are not in {folder}: {error.strerror}") from error
    if digest(data) != sha256:
        raise LedgerError(f"the bytes {sha256} in {folder} were changed: restore the ledger from a copy")
    return data
