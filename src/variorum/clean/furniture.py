"""Lines around a report that are no part of it: calls to subscribe, teasers, share buttons, captions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from variorum.clean.strand import Strand
from variorum.clean.words import furniture

BEGIN_WORDS = 30  # a longer line that begins like furniture is a sentence of the report
CAPTION_WORDS = 70
TEASER_WORDS = 22
_GLUED_LETTERS = 200  # the longest tail that is cut off

# "… in the square. JANE DOE/SOME AGENCY/SOME AGENCY", "… Photo: Jane Doe / Agency", "(AP Photo/Jane Doe)"
_NAME = r"[^\W\d_a-zß-ÿ][\w.'’-]*(?: [^\W\d_a-zß-ÿ][\w.'’-]*){0,3}"
_PICTURE_DESK = (
    r"(?:AP|AFP|Reuters|REUTERS|EPA(?:-EFE)?|EFE|Getty(?: Images)?|TASS|Tass|Sputnik|Anadolu(?: Agency)?|AA|dpa|DPA|Xinhua|Kyodo|PTI|ANSA"
    r"|PA|Alamy|Zuma|Shutterstock|NurPhoto|Bloomberg|UPI)(?: Photo| Images| Wire)?(?: via [\w. ]{2,30})?"
)
_CAPTIONS = (
    re.compile(
        rf"(?:[(\[]|^|[.!?…\"”]\s|\|\s)\s*(?:©\s*)?(?:{_NAME}\s?[/|]\s?{_PICTURE_DESK}|{_PICTURE_DESK}\s?[/|]\s?{_NAME})\s*[)\]]?\.?$"
    ),
    re.compile(rf"(?:[.!?…\"”]\s|\|\s)\s*(?:©\s*{_PICTURE_DESK}|AFP via Getty Images)\.?$"),
    re.compile(r"[.!?…][\"”’]?\s+(?:PHOTO:?\s*)?[A-ZÀ-Þ][A-ZÀ-Þ0-9 .,'’&()-]*/\s?[A-ZÀ-Þ0-9 .,'’&()/-]+$"),
    re.compile(r"(?:^|[.!?…][\"”’)]?|\s)\s*(?:PHOTO|PHOTOS|PHOTOGRAPH|CREDIT|IMAGE|PICTURE)S?(?: CREDIT)?\s?:\s*\S.{0,120}$"),
    re.compile(
        r"(?:[.!?…][\"”’)]?|\s[-–—|])\s*(?:(?:File )?(?:Photo|Photograph|Image|Picture|Credit|Foto|Illustration)s?(?: credit)?\s?[:/©]"
        r"|(?:Photo|Photograph|Image|Picture)s? (?:by|courtesy))\s*\S.{0,100}$"
    ),
    re.compile(r"\((?:[\w.'’&/ -]{0,60}\s)?(?:photo|file|image|picture|foto)s?\s?[:/ ][^()]{0,80}\)\s*\.?$", re.IGNORECASE),
    re.compile(r"(?:[/|]|\bvia\b|[.!?…])\s?(?:(?:AFP/)?Getty Images|AP Photo|Shutterstock|Alamy|Handout)\s?\)?\.?$", re.IGNORECASE),
)


def without_furniture(paragraphs: Iterable[Strand]) -> list[Strand]:
    """The paragraphs that are text, with what was glued to their ends cut off."""
    kept: list[Strand] = []
    among_teasers = False
    for paragraph in paragraphs:
        if is_furniture(paragraph.text):
            among_teasers = among_teasers or _is_above_teasers(paragraph.text)
            continue
        among_teasers = among_teasers and _is_teaser(paragraph.text)
        if among_teasers or is_caption(paragraph.text):
            continue
        rest = _unglued(paragraph)
        if rest and not is_furniture(rest.text) and not is_caption(rest.text):
            kept.append(rest)
    return kept


def _is_above_teasers(line: str) -> bool:
    """Whether headlines of other reports follow a line ("Most read")."""
    return furniture("above").fullmatch(_bare(line)) is not None


def _is_teaser(line: str) -> bool:
    """Whether a line could be another report's headline."""
    return len(line.split()) <= TEASER_WORDS and line[-1] not in '.:;,”"'


def _bare(line: str) -> str:
    """A line without bullets and signs around it."""
    return line.strip(" \t*_>#»«›→←•·|[]").rstrip(" .:!…").replace("’", "'")


def is_furniture(line: str) -> bool:
    """Whether a line is nothing but furniture."""
    bare = _bare(line)
    if not bare or not any(sign.isalnum() for sign in bare):
        return True
    if len(bare) > 400:
        return False
    if furniture("whole").fullmatch(bare) or furniture("above").fullmatch(bare):
        return True
    return len(bare.split()) <= BEGIN_WORDS and furniture("begin").match(bare) is not None


def is_caption(line: str) -> bool:
    """Whether a line is the caption of a picture, by the credit at its end."""
    if len(line) > 1200 or len(line.split()) > CAPTION_WORDS:
        return False
    return any(pattern.search(line) for pattern in _CAPTIONS)


def _unglued(paragraph: Strand) -> Strand:
    """The paragraph without the furniture glued to the end of its last sentence or name ("… it is.Other stories")."""
    while (cut := _glued_from(paragraph.text)) is not None:
        paragraph = paragraph.cut(0, cut).strip()
    return paragraph


def _glued_from(text: str) -> int | None:
    """Where the glued furniture begins.

    It begins with a capital, and stands after the end of a sentence, or without a blank after a letter, or after a few words that are
    all capitalised: a name.
    """
    tail_from = max(0, len(text) - _GLUED_LETTERS)
    tail = text[tail_from:].replace("’", "'")
    for match in re.finditer(r"(?:(?<=[.!?…\"”'’)»\]])\s*|(?<=[^\W\d_])|(?<=\w)\s+)(?=[A-Z©(])", tail):
        end = furniture("end").match(tail, match.end())
        if not end or tail[end.end() :].strip(" .!:+=*_…-"):
            continue
        before = text[: tail_from + match.start()]
        if before and (match[0].strip() or before[-1] in ".!?…\"”'’)»]" or not match[0] or _is_name(before)):
            return len(before)
    return None


def _is_name(words: str) -> bool:
    """Whether a few words could be a name line."""
    return len(words.split()) <= 5 and all(word[0].isupper() for word in words.split())
