"""Extracted text → its place in the page that it was extracted from."""

from __future__ import annotations

import html
import re
import unicodedata
from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from variorum.clean.strand import Strand
from variorum.model import Piece

_UNSEEN = re.compile(
    r"<!--.*?-->|<(?P<raw>script|style|template)\b.*?</(?P=raw)\s*>|<[a-zA-Z/!?](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>",
    re.DOTALL | re.IGNORECASE,
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_REACH = 16  # a stretch of n signs is looked for in the next 16 n² signs: 4 signs nearby, a clause anywhere on the page
_FEWEST = 4  # signs: a shorter stretch is found anywhere, and so says nothing


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The letters of a page that a reader sees, without white space, and where each stands in the page's source."""

    letters: str
    offsets: array[int]
    references: frozenset[int]


def source_words(source: str) -> SourceWords:
    """The letters of a page. Character references are undone; their letters stand where the reference begins."""
    letters: list[str] = []
    offsets = array("q")
    references: set[int] = set()
    at = 0
    for match in _UNSEEN.finditer(source):
        _take(source, (at, match.start()), letters, offsets, references)
        at = match.end()
    _take(source, (at, len(source)), letters, offsets, references)
    return SourceWords("".join(letters), offsets, frozenset(references))


def aligned(lines: Iterable[str], words: SourceWords) -> list[Strand]:
    """The lines with their pieces, as far as their words are found in the page in the same order."""
    cursor = 0
    found = []
    for line in lines:
        clean = unicodedata.normalize("NFC", " ".join(line.split()))
        squeezed = [(sign, at) for at, sign in enumerate(clean) if not sign.isspace()]
        text = "".join(sign for sign, _ in squeezed)
        places: dict[int, int] = {}
        end = _match(text, 0, len(text), words, cursor, places)
        found.append(_strand(clean, squeezed, places, words))
        cursor = end
    return found


def _take(source: str, stretch: tuple[int, int], letters: list[str], offsets: array[int], references: set[int]) -> None:
    """The letters of a stretch between two tags."""
    at = stretch[0]
    for match in _REFERENCE.finditer(source, *stretch):
        _plain(source, at, match.start(), letters, offsets)
        references.add(match.start())
        for sign in html.unescape(match[0]):
            if not sign.isspace() and sign != "\xad":
                letters.append(sign)
                offsets.append(match.start())
        at = match.end()
    _plain(source, at, stretch[1], letters, offsets)


def _plain(source: str, start: int, end: int, letters: list[str], offsets: array[int]) -> None:
    """The letters of a stretch without references."""
    for at in range(start, end):
        sign = source[at]
        if not sign.isspace() and sign not in "\xad\u200b\ufeff":
            letters.append(sign)
            offsets.append(at)


def _match(text: str, start: int, end: int, words: SourceWords, cursor: int, places: dict[int, int]) -> int:
    """Find `text[start:end]` at or after `cursor`, whole or in halves; keep the places, return where the search may go on."""
    pending = [(start, end)]
    while pending:
        low, high = pending.pop()
        if high - low < _FEWEST and high - low != end - start:
            continue
        whole = (low, high) == (start, end)
        reach = len(words.letters) if whole else cursor + (high - low) ** 2 * _REACH
        at = words.letters.find(text[low:high], cursor, reach)
        if at < 0 and whole:
            at = words.letters.find(text[low:high])  # a headline, or text that was moved
        if at >= 0:
            places.update((number, at + number - low) for number in range(low, high))
            cursor = max(cursor, at + high - low) if at >= cursor else cursor
        elif high - low >= 2 * _FEWEST:
            middle = (low + high) // 2
            pending += [(middle, high), (low, middle)]
    return cursor


def _strand(clean: str, squeezed: list[tuple[str, int]], places: dict[int, int], words: SourceWords) -> Strand:
    """The line with a piece for every stretch that stands in the source letter for letter; a single blank between two such is one too."""
    sources = {at: words.offsets[places[number]] for number, (_, at) in enumerate(squeezed) if number in places}
    for at, sign in enumerate(clean):
        if sign.isspace() and at - 1 in sources and sources.get(at + 1) == sources[at - 1] + 2:
            sources[at] = sources[at - 1] + 1
    pieces: list[Piece] = []
    for at, place in sorted(sources.items()):
        last = pieces[-1] if pieces else None
        runs_on = last is not None and last.text_start + last.length == at and last.source_start + last.length == place
        if last is not None and runs_on and not {place, last.source_start} & words.references:
            pieces[-1] = Piece(text_start=last.text_start, source_start=last.source_start, length=last.length + 1)
        else:
            pieces.append(Piece(text_start=at, source_start=place, length=1))
    return Strand(clean, tuple(pieces))
