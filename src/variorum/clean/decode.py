"""Bytes → one clean text: encoding, control signs, line ends and Unicode composition, with every letter's place in the decoded bytes."""

from __future__ import annotations

import codecs
import re
import unicodedata

from variorum.clean.strand import Strand, join
from variorum.model import Piece

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes: HTML asks for the declaration in the first 1,024, real pages put scripts before it
FFFD = "�"
BINARY_SHARE = 0.1  # of the first signs: text holds hardly a control sign; packed or encrypted bytes are full of them

# No text: controls, soft hyphens, zero-width blanks, byte order marks. Joiners and direction marks carry meaning and stay.
_ODD = re.compile(
    r"\r\n?|[\x85\x0b\x0c\u2028\u2029]"
    r"|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff]+"
    r"|[\t\xa0\u2000-\u200a\u202f\u3000]"
)
_UNCOMPOSED = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
_FIGURES_APART = re.compile(r"(?<=\d)[\xa0\u2009\u202f](?=\d\d\d)")  # "1 400 000": the blank holds the number together


def decoded(data: bytes, *, markup: bool = False) -> tuple[str, str | None]:
    """The text of some bytes, and what could not be decoded, in one sentence; None if all could.

    By byte order mark, declared character set (of a page), UTF-8, windows-1252, in this order. The marks themselves are no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _with_replacements(data[len(mark) :], encoding)
    declared = _DECLARED.search(data[:_DECLARED_WITHIN]) if markup else None
    if declared:
        name = _known(declared[1].decode("ascii"))
        if name:
            try:
                return data.decode(name), None
            except (UnicodeDecodeError, ValueError):
                pass
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _by_second_choice(data)


def looks_binary(text: str) -> bool:
    """Whether the text is full of control signs: bytes that were never text."""
    head = text[:4000]
    odd = sum(1 for sign in head if sign == FFFD or (sign < " " and sign not in "\t\n\r\f") or "\x7f" <= sign <= "\x9f")
    return odd > BINARY_SHARE * len(head)


def _known(name: str) -> str | None:
    """The codec of a declared character set; browsers read Latin-1 as windows-1252, and so do we."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if not getattr(codec, "_is_text_encoding", True):
        return None
    return "cp1252" if codec.name in ("iso8859-1", "ascii") else codec.name


def _by_second_choice(data: bytes) -> tuple[str, str | None]:
    """UTF-8 with a slip, if more of it is right than wrong; else windows-1252."""
    text = data.decode("utf-8", "replace")
    wrong = text.count(FFFD)
    right = sum(1 for sign in text if sign > "\x7f") - wrong
    if right > wrong:
        return text, f"{wrong} sequences of bytes are not UTF-8"
    return _with_replacements(data, "cp1252")


def _with_replacements(data: bytes, encoding: str) -> tuple[str, str | None]:
    """Decoded by one encoding, with U+FFFD for what it has no sign for."""
    text = data.decode(encoding, "replace")
    wrong = text.count(FFFD)
    return text, f"{wrong} sequences of bytes are not {encoding}" if wrong else None


def normalised(source: str) -> Strand:
    """The source in NFC with `\\n`, plain blanks and no control signs."""
    strand = Strand.of(source)
    if _ODD.search(source):
        strand = _plain(strand)
    return strand if unicodedata.is_normalized("NFC", strand.text) else _composed(strand)


def _plain(strand: Strand) -> Strand:
    """Line ends as `\\n`, blanks of all kinds as blanks, controls dropped."""
    held = {match.start() for match in _FIGURES_APART.finditer(strand.text)}
    parts, at = [], 0
    for match in _ODD.finditer(strand.text):
        if match.start() in held:
            continue
        parts.append(strand.cut(at, match.start()))
        if match[0][0] in "\r\x85\x0b\x0c\u2028\u2029":
            parts.append(Strand("\n", strand.cut(match.start(), match.start() + 1).pieces))
        elif match[0] in "\t\xa0\u202f\u3000" or "\u2000" <= match[0] <= "\u200a":
            parts.append(Strand(" ", strand.cut(match.start(), match.end()).pieces))
        at = match.end()
    return join([*parts, strand.cut(at)])


def _composed(strand: Strand) -> Strand:
    """In NFC. A letter composed of several stands for the first of them."""
    parts, at = [], 0
    for match in _UNCOMPOSED.finditer(strand.text):
        if unicodedata.is_normalized("NFC", match[0]):
            continue
        parts += [strand.cut(at, match.start()), *_composed_stretch(strand.cut(match.start(), match.end()))]
        at = match.end()
    return join([*parts, strand.cut(at)])


def _composed_stretch(stretch: Strand) -> list[Strand]:
    """One stretch in NFC, letter by letter with its marks."""
    text = stretch.text
    starts = [at for at, sign in enumerate(text) if at == 0 or not _joins(sign)]
    clusters = [(start, end) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    composed = [unicodedata.normalize("NFC", text[start:end]) for start, end in clusters]
    if "".join(composed) != unicodedata.normalize("NFC", text):  # composed across our clusters: the text is right, the map empty
        return [Strand(unicodedata.normalize("NFC", text))]
    parts = []
    for (start, end), letter in zip(clusters, composed, strict=True):
        cluster = stretch.cut(start, end)
        if letter == cluster.text:
            parts.append(cluster)
        else:
            first = cluster.cut(0, 1).pieces
            parts.append(Strand(letter, tuple(Piece(text_start=0, source_start=piece.source_start, length=1) for piece in first)))
    return parts


def _joins(sign: str) -> bool:
    """Whether a sign may compose with the one before it."""
    return unicodedata.combining(sign) != 0 or "\u1160" <= sign <= "\u11ff" or unicodedata.category(sign) == "Mc"
