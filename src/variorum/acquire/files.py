"""Files, folders and standard input → captures."""

from __future__ import annotations

import gzip
import json
import os
import re
import stat
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from variorum.acquire.rows import rows_of
from variorum.acquire.seen import MARKDOWN, PAGE, TEXT, Origin, Seen
from variorum.acquire.sheets import looks_like_a_sheet, rows_of_sheet
from variorum.config import MAX_FILE_BYTES
from variorum.errors import UsageError
from variorum.model import Problem

ROWS, SHEET = "JSON Lines", "spreadsheet"
KINDS: dict[str, str] = {
    ".txt": TEXT, ".text": TEXT, ".md": MARKDOWN, ".markdown": MARKDOWN,
    ".html": PAGE, ".htm": PAGE, ".xhtml": PAGE, ".jsonl": ROWS, ".ndjson": ROWS, ".csv": SHEET, ".tsv": SHEET,
}  # fmt: skip
_SAVE_SHEET, _SAVE_TEXT, _UNPACK = (
    "save the sheet as CSV (UTF-8)",
    "save it as plain text (.txt, UTF-8) or as a page (.html)",
    "unpack it first",
)
INSTEAD: dict[str, str] = {
    **dict.fromkeys((".xlsx", ".xls", ".xlsm", ".ods", ".numbers"), _SAVE_SHEET),
    **dict.fromkeys((".pdf", ".docx", ".doc", ".odt", ".rtf", ".pages", ".epub", ".mhtml"), _SAVE_TEXT),
    **dict.fromkeys((".zip", ".tar", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".zst"), _UNPACK),
    ".json": "write one object a line, and name it .jsonl",
}  # fmt: skip
LEDGER_SUFFIX = ".variorum"  # a ledger that lies among its own input is not input
SNIFFED = 4096  # bytes: the head of a page, with room for a licence comment, fits well
_MARKUP = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|meta|p)\b", re.IGNORECASE | re.DOTALL)


def acquire(
    paths: Iterable[Path | str], *, now: datetime, stdin: BinaryIO | None = None, max_bytes: int = MAX_FILE_BYTES
) -> Iterator[Seen | Problem]:
    """The captures of files and folders (recursive, sorted, hidden files left out), and a Problem for each file or row that is none.

    "-" is `stdin`. Lazy: one file, or one row of JSON Lines or of a spreadsheet, is in memory at a time. `max_bytes` limits a
    file, a row, and what a gzip file unpacks to. Raises `UsageError`, before any work, for a path that does not exist.
    """
    given = [path if isinstance(path, str) else str(path) for path in paths]
    if stdin is None and "-" in given:
        raise UsageError("There is no standard input to read: name a file or a folder.")
    require(given)
    return _acquired(given, now, stdin, max_bytes)


def require(paths: Iterable[str]) -> None:
    """Raise `UsageError` for a path that does not exist."""
    for path in paths:
        if path != "-" and not os.path.lexists(path):
            raise UsageError(f"{path}: no such file or folder")


def _acquired(paths: list[str], now: datetime, stdin: BinaryIO | None, max_bytes: int) -> Iterator[Seen | Problem]:
    """`acquire` after the check of its arguments."""
    for path in paths:
        if path == "-" and stdin is not None:
            yield from _from_stream(stdin, Origin(file="-", path="-", at=now), max_bytes)
        else:
            for found in _walked(Path(path)):
                yield from _from_file(found, Origin(file=found.name, path=str(found), at=now), max_bytes)


def _walked(path: Path) -> Iterator[Path]:
    """The files under a path, in the order of their names on every machine."""
    if not path.is_dir():
        yield path
        return
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith(LEDGER_SUFFIX))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(folder, name)


def _from_file(path: Path, origin: Origin, max_bytes: int) -> Iterator[Seen | Problem]:
    """What one file holds."""
    name = path.name.lower()
    packed = name.endswith(".gz")
    kind = KINDS.get(Path(name.removesuffix(".gz")).suffix)
    if kind is None:
        instead = INSTEAD.get(Path(name.removesuffix(".gz")).suffix)
        known = f"read are {', '.join(KINDS)}, and .gz of them"
        yield _problem("unknown_format", origin, "no reader for this kind of file: " + (instead or known))
        return
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield _problem("unreadable_file", origin, "not a regular file")
        elif status.st_size == 0:
            yield _problem("empty_file", origin, "the file is empty")
        elif status.st_size > max_bytes and (packed or kind not in (ROWS, SHEET)):
            yield _problem("too_large", origin, f"{status.st_size} bytes, where the limit is {max_bytes}")
        else:
            with path.open("rb") as stream:
                yield from _from_open(stream, kind, packed, origin, max_bytes)
    except OSError as error:
        yield _problem("unreadable_file", origin, error.strerror or type(error).__name__)


def _from_open(stream: BinaryIO, kind: str, packed: bool, origin: Origin, max_bytes: int) -> Iterator[Seen | Problem]:
    """What an open file holds. A gzip file is unpacked as a whole before its rows are read: a damaged one gives nothing half."""
    if kind == ROWS and not packed:
        yield from rows_of(stream, origin, max_bytes)
        return
    if kind == SHEET and not packed:
        yield from rows_of_sheet(stream, origin, max_bytes)
        return
    try:
        data = cast(BinaryIO, gzip.GzipFile(fileobj=stream)).read(max_bytes + 1) if packed else stream.read(max_bytes + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield _problem("unreadable_file", origin, f"not a whole gzip file: {error}")
        return
    yield from _from_bytes(data, kind, origin, max_bytes)


def _from_stream(stream: BinaryIO, origin: Origin, max_bytes: int) -> Iterator[Seen | Problem]:
    """Standard input: JSON Lines if its first line with anything on it is a JSON object, a spreadsheet if it names columns, a page if it
    looks like one, else text."""
    try:
        head = stream.read(SNIFFED)
        if _looks_like_rows(head):
            yield from rows_of(cast(BinaryIO, _Rejoined(head, stream)), origin, max_bytes)
            return
        data = head + stream.read(max(0, max_bytes + 1 - len(head)))
    except OSError as error:
        yield _problem("unreadable_file", origin, error.strerror or type(error).__name__)
        return
    if _looks_like_rows(data):  # a first row that is longer than what was sniffed
        yield from rows_of(BytesIO(data), origin, max_bytes)
        return
    kind = PAGE if _MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")) else SHEET if looks_like_a_sheet(head) else TEXT
    yield from _from_bytes(data, kind, origin, max_bytes)


def _from_bytes(data: bytes, kind: str, origin: Origin, max_bytes: int) -> Iterator[Seen | Problem]:
    """The capture of some bytes; the rows, if they are JSON Lines."""
    if not data:
        yield _problem("empty_file", origin, "nothing in it")
    elif len(data) > max_bytes:
        yield _problem("too_large", origin, f"more than {max_bytes} bytes")
    elif kind == ROWS:
        yield from rows_of(BytesIO(data), origin, max_bytes)
    elif kind == SHEET:
        yield from rows_of_sheet(BytesIO(data), origin, max_bytes)
    else:
        yield origin.seen(data, kind)


def _looks_like_rows(data: bytes) -> bool:
    """Whether the first line with anything on it is a JSON object."""
    lines = data.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)
    if not lines[0].startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(lines[0]), dict)
    except (ValueError, RecursionError):
        return False


def _problem(code: str, origin: Origin, message: str) -> Problem:
    """A problem of a whole file."""
    return Problem(stage="acquire", code=code, subject=origin.path, message=message)


class _Rejoined:
    """A stream whose head has been read: gives the head's lines, then the stream's."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = BytesIO(head)
        self._stream = stream

    def readline(self, size: int) -> bytes:
        """The next line, at most `size` bytes of it."""
        line = self._head.readline(size)
        if line.endswith(b"\n") or len(line) >= size:
            return line
        return line + self._stream.readline(size - len(line))
