"""Text that knows where each of its letters came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from variorum.model import Piece


@dataclass(frozen=True, slots=True)
class Strand:
    """A text and the pieces that lead its offsets back to the decoded capture; what no piece covers was put in by us."""

    text: str
    pieces: tuple[Piece, ...] = ()

    @classmethod
    def of(cls, text: str) -> Strand:
        """A source text as it is."""
        return cls(text, (Piece(text_start=0, source_start=0, length=len(text)),) if text else ())

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def cut(self, start: int, end: int | None = None) -> Strand:
        """The stretch between two offsets."""
        end = len(self.text) if end is None else min(end, len(self.text))
        if start >= end:
            return Strand("")
        if start == 0 and end == len(self.text):
            return self
        held = []
        for piece in self.pieces[max(0, bisect_right(self.pieces, start, key=_start) - 1) :]:
            if piece.text_start >= end:
                break
            low, high = max(start, piece.text_start), min(end, piece.text_start + piece.length)
            if low < high:
                held.append(Piece(text_start=low - start, source_start=piece.source_start + low - piece.text_start, length=high - low))
        return Strand(self.text[start:end], tuple(held))

    def strip(self, signs: str | None = None) -> Strand:
        """Without the blanks (or the given signs) around it."""
        left = len(self.text) - len(self.text.lstrip(signs))
        return self.cut(left, len(self.text.rstrip(signs)))

    def without(self, stretches: Iterable[tuple[int, int]]) -> Strand:
        """Without some stretches, given in order and apart from each other."""
        kept, at = [], 0
        for start, end in stretches:
            kept.append(self.cut(at, start))
            at = end
        return join([*kept, self.cut(at)])

    def lines(self) -> list[Strand]:
        """The lines, without their ends."""
        found, at = [], 0
        for line in self.text.split("\n"):
            found.append(self.cut(at, at + len(line)))
            at += len(line) + 1
        return found


def join(parts: Iterable[Strand], between: str = "") -> Strand:
    """The parts one after another; `between` is put in by us. Pieces that meet in text and in source where two parts meet become one."""
    texts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for number, part in enumerate(parts):
        if number and between:
            texts.append(between)
            at += len(between)
        for position, piece in enumerate(part.pieces):
            last = pieces[-1] if pieces and position == 0 else None
            start = at + piece.text_start
            if last and last.text_start + last.length == start and last.source_start + last.length == piece.source_start:
                pieces[-1] = Piece(text_start=last.text_start, source_start=last.source_start, length=last.length + piece.length)
            else:
                pieces.append(Piece(text_start=start, source_start=piece.source_start, length=piece.length))
        texts.append(part.text)
        at += len(part.text)
    return Strand("".join(texts), tuple(pieces))


def space_at(strand: Strand, start: int, end: int) -> Strand:
    """One blank in place of the white space at `start` to `end`: it stands for the first sign of it."""
    return Strand(" ", strand.cut(start, end).cut(0, 1).pieces)


_BLANKS = re.compile(r"\s+")


def collapsed(strand: Strand) -> Strand:
    """With every run of white space as one blank, one for one where it is a single sign."""
    parts, at = [], 0
    for match in _BLANKS.finditer(strand.text):
        if match[0] == " ":
            continue
        parts += [strand.cut(at, match.start()), space_at(strand, match.start(), match.end())]
        at = match.end()
    return join([*parts, strand.cut(at)]) if parts else strand


def _start(piece: Piece) -> int:
    return piece.text_start
