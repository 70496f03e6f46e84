"""Delimited text: its encoding, its delimiter, and its records one by one."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal, NamedTuple

from variorum.acquire.columns import columns_of

DELIMITERS = (",", ";", "\t", "|")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FFFD = "\ufffd"
_PRINTED = _FFFD.encode()  # the sign for a slip, printed: somebody else's slip
_CHUNK = 2**20
_SAID = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # what Excel puts on a line before the heading


class Record(NamedTuple):
    """One record. `row` counts as a spreadsheet does, the heading included; `line` is where it begins; `wrong` why it has no cells."""

    row: int
    line: int
    cells: list[str]
    wrong: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a file is written. `slips` are sequences of bytes that the encoding has no sign for; `quoted` is false of a file divided by
    tabs whose quotation marks are only words.
    """

    encoding: str
    slips: int
    delimiter: str
    quoted: bool = True


def encoding_of(stream: BinaryIO) -> tuple[str, int]:
    """The encoding of a stream that can be wound back, and how many sequences of bytes do not fit it: by byte order mark, UTF-8, UTF-8
    with slips if more of it is right than wrong, windows-1252.
    """
    stream.seek(0)
    head = stream.read(4)
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8")
    wrong, right = _fit(stream, encoding)
    if encoding == "utf-8" and wrong and wrong >= right:
        encoding = "cp1252"
        wrong, _ = _fit(stream, encoding)
    return encoding, wrong


def _fit(stream: BinaryIO, encoding: str) -> tuple[int, int]:
    """How many sequences an encoding has no sign for, and how many signs beyond ASCII it finds."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    wrong = right = 0
    tail = b""
    while True:
        chunk = stream.read(_CHUNK)
        text = decoder.decode(chunk, final=not chunk)
        missed = text.count(_FFFD)
        if encoding.startswith("utf-8"):
            missed -= (tail + chunk).count(_PRINTED)
            tail = chunk[1 - len(_PRINTED) :]
        wrong += missed
        right += 0 if text.isascii() else sum(1 for sign in text if sign > "\x7f") - missed
        if not chunk:
            return wrong, right


def delimiter_of(line: str) -> str:
    """The delimiter by which a heading names most fields; of equals the one that makes most columns."""
    said = _SAID.fullmatch(line)
    if said:
        return said[1]

    def merit(delimiter: str) -> tuple[bool, int, int]:
        try:
            cells = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
        except csv.Error:
            cells = []
        columns = columns_of(cells)
        return "text" in columns.fields, len(columns.fields), columns.width

    return max(DELIMITERS, key=merit)


def first_line(stream: BinaryIO, encoding: str, longest: int) -> str:
    """The first line with anything on it."""
    for _, line, _ in _lines(stream, encoding, longest):
        if line.strip():
            return line
    return ""


def records(stream: BinaryIO, layout: Layout, longest: int) -> Iterator[Record]:
    """The records of a stream that can be wound back, the heading first; memory holds one. A record of more than `longest` signs is wrong.

    RFC 4180, with blanks after a delimiter forgiven; what is quoted against it is wrong, and the next line begins a record.
    """
    csv.field_size_limit(max(longest, csv.field_size_limit()))
    taken = _Taken(_lines(stream, layout.encoding, longest))
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if layout.quoted else csv.QUOTE_NONE
    reader = csv.reader(taken, delimiter=layout.delimiter, quoting=quoting, skipinitialspace=True, strict=True)
    row = 0
    while True:
        line = taken.line + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            row += 1
            yield Record(row, line, [], _why(str(error), line, taken.line))
            continue
        if row == 0 and taken.line == 1 and _SAID.fullmatch(taken.last):
            continue
        row += 1
        yield Record(row, line, cells, f"it is longer than {longest} signs" if taken.cut >= line else None)


def _why(message: str, first: int, last: int) -> str:
    """What is wrong with a record, in words."""
    if "unexpected end" in message:
        return f"its quotation mark is never closed, down to line {last}"
    if "field larger" in message:
        return f"a cell goes on and on, down to line {last}: a quotation mark may be open"
    if "expected after" in message:
        lines = f" (lines {first} to {last})" if last > first else ""
        return f"its quotation marks do not pair{lines}: one within a cell is written twice"
    return message


class _Taken:
    """Lines as they are taken, counted."""

    def __init__(self, lines: Iterator[tuple[int, str, bool]]) -> None:
        self._lines = lines
        self.line = self.cut = 0  # the last line, and the last that was cut
        self.last = ""

    def __iter__(self) -> _Taken:
        return self

    def __next__(self) -> str:
        self.line, self.last, cut = next(self._lines)
        self.cut = self.line if cut else self.cut
        return self.last


def _lines(stream: BinaryIO, encoding: str, longest: int) -> Iterator[tuple[int, str, bool]]:
    """The lines of a stream with their line ends, counted from 1, and whether one was cut, for it is longer than `longest` signs."""
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    try:
        number = 0
        while line := text.readline(longest):
            number += 1
            cut, rest = False, line
            while not rest.endswith(("\n", "\r")) and (rest := text.readline(longest)):
                cut = True
            yield number, line, cut
    finally:
        text.detach()
