"""Tokens of a parse → the pieces of words that the encoder knows, cut into windows of its size.

WordPiece as in BERT (Devlin et al. 2019; Wu et al. 2016): lower case, marks off, punctuation apart, then the longest known piece first.
Training and reading call the same functions, so that both see the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

Ints = NDArray[np.int32]

WINDOW = 256  # pieces, [CLS] and [SEP] with them: what the weights we start from were last trained on; 512 reads no better and costs more
CARRIED = 64  # pieces of the sentences before that a window may repeat, so that "he said" has its "he": a quarter of a window
CARRIED_SENTENCES = 2
LONGEST_WORD = 100  # letters; BERT takes longer ones as unknown
MOST_PIECES = 32  # a token: an address of a page may have thousands, and its beginning tells enough
PAD, UNKNOWN, BEGIN, END = "[PAD]", "[UNK]", "[CLS]", "[SEP]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """The windows of one document, and where each token's vector is to be taken from.

    `ids` are the pieces of each window, [CLS] first and [SEP] last. `window` and `position` are as long as the document has tokens: the
    index into `ids` and the place of the token's first piece there; both -1 where a token has no pieces (blanks).
    """

    ids: tuple[Ints, ...]
    window: Ints
    position: Ints


def windows(doc: Doc) -> Windows:
    """Cut a parsed text into windows of at most `WINDOW` pieces, at sentence ends, and at paragraph ends where one is near.

    A window repeats up to two sentences of the one before. Of two, the second is taken from the later window: it has words on both sides.
    """
    pieces = [pieces_of(token.text) for token in doc]
    ids: list[Ints] = []
    window = np.full(len(doc), -1, dtype=np.int32)
    position = np.full(len(doc), -1, dtype=np.int32)
    for read, owned, end in _cuts(_stretches(doc, [len(some) for some in pieces])):
        row = [special(BEGIN)]
        for index in range(read, end):
            if index >= owned and pieces[index]:
                window[index], position[index] = len(ids), len(row)
            row += pieces[index]
        ids.append(np.array([*row, special(END)], dtype=np.int32))
    return Windows(ids=tuple(ids), window=window, position=position)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A sentence, or a part of one that is longer than a window: half-open token offsets and number of pieces."""

    start: int
    end: int
    size: int
    closes: bool  # a paragraph ends here


def _stretches(doc: Doc, sizes: Sequence[int]) -> list[_Stretch]:
    """The sentences; one that is too long for a window beside what it repeats is cut between tokens."""
    limit = WINDOW - 2 - CARRIED
    found: list[_Stretch] = []
    for sentence in doc.sents:
        start, size = sentence.start, 0
        for index in range(sentence.start, sentence.end):
            if size + sizes[index] > limit:
                found.append(_Stretch(start, index, size, False))
                start, size = index, 0
            size += sizes[index]
        found.append(_Stretch(start, sentence.end, size, _closes_paragraph(doc[sentence.end - 1])))
    return [stretch for stretch in found if stretch.size]


def _closes_paragraph(token: Token) -> bool:
    return token.is_space and token.text.count("\n") > 1


def _cuts(stretches: Sequence[_Stretch]) -> Iterator[tuple[int, int, int]]:
    """Each window as token offsets: where it begins to read, from where on it gives the vectors, where it ends."""
    first = 0
    while first < len(stretches):
        carried = _carried(stretches, first)
        room = WINDOW - 2 - sum(stretch.size for stretch in stretches[carried:first])
        last = _last(stretches, first, room)
        owned = first - 1 if first - carried == CARRIED_SENTENCES else first
        yield stretches[carried].start, stretches[owned].start, stretches[last].end
        first = last + 1


def _carried(stretches: Sequence[_Stretch], first: int) -> int:
    """From which stretch on a window that begins at `first` repeats the text before."""
    room, carried = CARRIED, first
    while carried > 0 and first - carried < CARRIED_SENTENCES and stretches[carried - 1].size <= room:
        carried -= 1
        room -= stretches[carried].size
    return carried


def _last(stretches: Sequence[_Stretch], first: int, room: int) -> int:
    """The last stretch of a window: as many as fit, less those after a paragraph end in its last quarter, unless the text ends there."""
    sizes = 0
    last = near = first
    for index in range(first, len(stretches)):
        sizes += stretches[index].size
        if sizes > room:
            break
        last = index
        if stretches[index].closes and sizes >= room * 3 // 4:
            near = index
    else:
        return last
    return near if near > first else last


def pad(rows: Sequence[Ints]) -> tuple[Ints, NDArray[np.bool_]]:
    """Rows of pieces as one rectangle, and a mask that is true where a piece stands. For training: reading takes each row by itself."""
    ids = np.full((len(rows), max(len(row) for row in rows)), special(PAD), dtype=np.int32)
    for index, row in enumerate(rows):
        ids[index, : len(row)] = row
    mask = np.arange(ids.shape[1])[None, :] < np.array([len(row) for row in rows])[:, None]
    return ids, mask


# ---------------------------------------------------------------- WordPiece


@lru_cache(maxsize=50_000)
def pieces_of(token: str) -> tuple[int, ...]:
    """The pieces of one token, at most `MOST_PIECES`; none for blanks and marks without letters."""
    found: list[int] = []
    for word in _words(token):
        found += _split(word)
        if len(found) >= MOST_PIECES:
            break
    return tuple(found[:MOST_PIECES])


def special(name: str) -> int:
    """The number of a piece that stands for no letters."""
    return _vocabulary()[name]


def _words(token: str) -> Iterator[str]:
    """BERT's basic tokeniser: no control characters, no combining marks, lower case; punctuation and Chinese letters stand alone."""
    word = ""
    for letter in unicodedata.normalize("NFD", "".join(letter for letter in token if not _is_control(letter))):
        category = unicodedata.category(letter)
        if category == "Mn":
            continue
        alone = _is_punctuation(letter, category) or _is_chinese(letter)
        if alone or letter.isspace():
            if word:
                yield word
            word = ""
            if alone:
                yield letter
        else:
            word += letter.lower()
    if word:
        yield word


def _split(word: str) -> list[int]:
    """The longest known piece first, and so on; a word with a rest that is not known is unknown as a whole."""
    vocabulary = _vocabulary()
    if len(word) > LONGEST_WORD:
        return [vocabulary[UNKNOWN]]
    found: list[int] = []
    start = 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = vocabulary.get(("##" if start else "") + word[start:end])
            if piece is not None:
                found.append(piece)
                start = end
                break
        else:
            return [vocabulary[UNKNOWN]]
    return found


def _is_control(letter: str) -> bool:
    if letter in "\t\n\r":
        return False
    return letter == "\ufffd" or unicodedata.category(letter) in ("Cc", "Cf", "Co")


def _is_punctuation(letter: str, category: str) -> bool:
    return category.startswith("P") or (letter.isascii() and not letter.isalnum() and letter.isprintable() and letter != " ")


def _is_chinese(letter: str) -> bool:
    point = ord(letter)
    return any(low <= point <= high for low, high in _CHINESE) if point > 0x3000 else False


_CHINESE = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0x2F800, 0x2FA1F),
)


@cache
def _vocabulary() -> dict[str, int]:
    """The pieces by their text; a piece's number is its line in the file, after the comment."""
    text = files("variorum.read.encoder").joinpath("vocabulary.txt").read_text(encoding="utf-8")
    return {piece: number for number, piece in enumerate(text.split("\n")[1:-1])}
