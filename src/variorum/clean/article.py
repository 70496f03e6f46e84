"""Paragraphs → one article: its title, what its head and foot print about it, and the text between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from variorum.clean.furniture import is_furniture, without_furniture
from variorum.clean.imprint import Imprint, is_person, is_section_label, people_of, read_imprint, when
from variorum.clean.strand import Strand
from variorum.clean.words import any_listed
from variorum.lexicon.datelines import credits, dateline_of
from variorum.lexicon.printed_dates import find_printed_date
from variorum.lexicon.sources import closing_credit

HEAD_PARAGRAPHS = 9  # title, section, standfirst, caption, byline, outlet and date, with something to spare
FOOT_PARAGRAPHS = 8
TITLE_WORDS, TITLE_LETTERS = 32, 220
TEXT_WORDS = 40  # a paragraph of this length is text: the head ends there
BIO_WORDS = 80

_ABBREVIATION_END = re.compile(r"(?:\b[A-ZÀ-Þ]\.|\b(?:Inc|Co|Corp|Ltd|Jr|Sr|St|etc)\.)$")
_STOP = re.compile(r"[.;,:]$")
_ISSUE = re.compile(r"\b(?:no|nr|vol|volume|issue|edition|newsletter|bulletin)\b\.? ?\d*|\d+\s*/\s*\d{4}", re.IGNORECASE)
_ABOUT = re.compile(r"(?:about(?: the (?:author|writer|contributor)s?)?|author|bio|biography|the (?:author|writer))\s*:\s*", re.IGNORECASE)
_SUFFIX = re.compile(r"\s*(?:\s[-–—|:·•»]{1,2}|[|»])\s+(?P<outlet>[^|»]{2,60})$")
_ACADEMIC = re.compile(r"\b(?:is|was|are|has been|works|writes|teaches|covers|serves|reports|holds)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A title, or None, a body, and what is printed about them."""

    title: Strand | None
    body: tuple[Strand, ...]
    imprint: Imprint
    furniture: int = 0

    @property
    def letters(self) -> int:
        """The size of the body in code points."""
        return sum(len(paragraph) for paragraph in self.body)


def read_article(paragraphs: Sequence[Strand], *, title: Strand | None = None, known: Imprint | None = None) -> Article:
    """The article in some paragraphs. `title` and `known` come from metadata and go before what is printed in the text."""
    kept = without_furniture(paragraphs)
    from_furniture = _dates_in_furniture(paragraphs)
    head, body, found = _head(kept, title)
    title = title if title is not None else head
    body, foot = _foot(body, title, found)
    imprint = found.over(foot)
    if body:
        imprint = imprint.over(_dateline(body[0].text))
    imprint = (known or Imprint()).over(imprint).over(from_furniture)
    return Article(title=title, body=tuple(body), imprint=imprint, furniture=len(paragraphs) - len(kept))


def is_title(line: str) -> bool:
    """Whether a line could be a headline: short, with a letter, no full stop at its end, and no imprint or label."""
    if not 1 <= len(line.split()) <= TITLE_WORDS or len(line) > TITLE_LETTERS or not any(sign.isalpha() for sign in line):
        return False
    if _STOP.search(line) and not _ABBREVIATION_END.search(line):
        return False
    return not is_furniture(line) and not is_section_label(line) and credits(line) is None


def folded(line: str) -> str:
    """Letters and digits only: what makes two headlines the same."""
    return "".join(sign for sign in line.casefold() if sign.isalnum())


def _head(paragraphs: Sequence[Strand], title: Strand | None) -> tuple[Strand | None, list[Strand], Imprint]:
    """The title, the paragraphs without title, labels and imprints above the text, and what these print."""
    rest = list(paragraphs)
    found = Imprint()
    if title is None:
        title, rest, found = _find_title(rest)
    kept: list[Strand] = []
    told = False
    for number, paragraph in enumerate(rest):
        text = paragraph.text
        if number >= HEAD_PARAGRAPHS or len(text.split()) > TEXT_WORDS:
            kept += rest[number:]
            break
        suffix = title is not None and _repeats(text, title.text)
        imprint = None if suffix or len(kept) > 4 else read_imprint(text)
        if suffix:
            found = found.over(Imprint(publisher=suffix if isinstance(suffix, str) else None))
        elif imprint is not None:
            found, told = found.over(imprint), True
        elif is_section_label(text) or (not kept and _is_kicker(text)):
            pass
        elif _is_name_line(text, rest[number + 1 :], told, has_title=title is not None and not kept):
            found = found.over(Imprint(byline=people_of(text)) if is_person(text) else Imprint(publisher=text.split(",")[0]))
        else:
            kept.append(paragraph)
    return title, _without_repeats(kept, title), found


def _find_title(paragraphs: list[Strand]) -> tuple[Strand | None, list[Strand], Imprint]:
    """The title and what is left; labels and mastheads above it are read and left out."""
    found = Imprint()
    for number, paragraph in enumerate(paragraphs[:HEAD_PARAGRAPHS]):
        text, following = paragraph.text, paragraphs[number + 1 :]
        if is_section_label(text):
            continue
        if not following or len(text) > TITLE_LETTERS:
            break
        imprint = read_imprint(text)
        if (imprint or _ISSUE.search(text)) and _title_follows(following):
            found = found.over(imprint or Imprint())
            continue
        if _is_kicker(text) and is_title(following[0].text) and len(following[0].text.split()) > 3:
            continue
        if imprint is not None and (imprint.published or imprint.byline or not is_title(text)):
            break
        if is_title(text) or (_STOP.search(text) and len(text.split()) <= 15 and read_imprint(following[0].text)):
            left = paragraphs[number + 1 :]
            base = _base_of(text, following[0].text)
            return (left[0], left[1:], found.over(Imprint(publisher=base))) if base else (paragraph, left, found)
        break
    return None, paragraphs if found == Imprint() else paragraphs[_masthead_lines(paragraphs) :], found


def _masthead_lines(paragraphs: Sequence[Strand]) -> int:
    """How many lines above an article without a title are imprints or labels."""
    for number, paragraph in enumerate(paragraphs):
        if not (is_section_label(paragraph.text) or read_imprint(paragraph.text)):
            return number
    return 0


def _title_follows(following: Sequence[Strand]) -> bool:
    """Whether the next line is a headline with something after it, so that the line before is a masthead."""
    return len(following) > 1 and is_title(following[0].text) and read_imprint(following[0].text) is None and len(following[1]) > 0


def _is_kicker(text: str) -> bool:
    """A word or two in capitals above or below a headline: the country, the beat."""
    return text.isupper() and len(text.split()) <= 2 and not any(sign.isdigit() for sign in text) and text[-1].isalpha()


def _base_of(text: str, following: str) -> str | None:
    """The outlet, if the line is the next one with an outlet's name after it."""
    suffix = _SUFFIX.search(text)
    return suffix["outlet"].strip() if suffix and folded(text[: suffix.start()]) == folded(following) else None


def _repeats(text: str, title: str) -> str | bool:
    """Whether a line is the title again; the outlet, if it stands after it ("Title - Outlet")."""
    if folded(text) == folded(title):
        return True
    suffix = _SUFFIX.search(text)
    return suffix["outlet"].strip() if suffix and folded(text[: suffix.start()]) == folded(title) and folded(title) else False


def _without_repeats(paragraphs: list[Strand], title: Strand | None) -> list[Strand]:
    """Without paragraphs that are the title again."""
    if title is None:
        return paragraphs
    again = folded(title.text)
    return [paragraph for paragraph in paragraphs if len(paragraph) > 2 * TITLE_LETTERS or folded(paragraph.text) != again]


def _is_name_line(text: str, following: Sequence[Strand], told: bool, *, has_title: bool) -> bool:
    """Whether a short line below the title is a bare name: a person's, or an outlet's beside a line with a date or an author."""
    if len(text.split()) > 6 or text[-1] in ".!?:;,":
        return False
    beside = told or (bool(following) and _is_dated(following[0].text))
    if is_person(text):
        return has_title and bool(following) and (beside or len(following[0].text.split()) > TEXT_WORDS // 2)
    return has_title and beside and len(text.split()) <= 4 and text[0].isupper()


def _is_dated(text: str) -> bool:
    """Whether a line is an imprint with a date or an author."""
    imprint = read_imprint(text)
    return imprint is not None and bool(imprint.published or imprint.byline)


def _foot(paragraphs: list[Strand], title: Strand | None, head: Imprint) -> tuple[list[Strand], Imprint]:
    """The paragraphs without what stands below the text, and what that prints."""
    rest = list(paragraphs)
    found = Imprint()
    for _ in range(FOOT_PARAGRAPHS):
        if len(rest) < 2:
            break
        told = _foot_line(rest, title, head.over(found))
        if told is None:
            break
        rest.pop()
        found = found.over(told)
    if rest:
        credit = closing_credit(rest[-1].text)
        if credit and credit.start > 0:
            found = found.over(Imprint(credit=credit.name))
            left = rest[-1].cut(0, credit.start).strip()
            rest = [*rest[:-1], left] if left and not is_furniture(left.text) else rest[:-1]
    return rest, found


def _foot_line(rest: Sequence[Strand], title: Strand | None, known: Imprint) -> Imprint | None:
    """What the last line prints, if it is no text; None if it is text."""
    text = rest[-1].text
    suffix = title is not None and _repeats(text, title.text)
    if suffix:
        return Imprint(publisher=suffix if isinstance(suffix, str) else None)
    credit = closing_credit(text)
    if is_section_label(text) or (credit and credit.start == 0):
        return Imprint(credit=credit.name if credit else None)
    imprint = read_imprint(text) or (Imprint(byline=people_of(text)) if is_person(text) and not text.isupper() else None)
    if imprint is not None and (imprint.published or imprint.modified or imprint.byline) and len(text.split()) <= 12:
        return imprint
    author = _author_in_note(text, [paragraph.text for paragraph in rest[:-1]], known.byline)
    is_note = author is not None or (_ABOUT.match(text) is not None and len(text.split()) <= BIO_WORDS)
    return Imprint(byline=(author,) if author else ()) if is_note else None


def _author_in_note(text: str, before: Sequence[str], byline: tuple[str, ...]) -> str | None:
    """The author in a note under the text: "Jane Doe is a columnist …", "About: Jane Doe …", "Jane Doe President of …".

    A name that the text has told of is no author's: "Jane Doe is the president of …" may well be the last sentence of a report.
    """
    if len(text.split()) > BIO_WORDS:
        return None
    about = _ABOUT.match(text)
    words = text[about.end() :] if about else text
    name = _name_before_role(words, sure=about is not None)
    if name is None:
        return None
    surname = name.split()[-1]
    if name in byline or about:
        return name
    if byline and any(surname in author for author in byline):
        return name
    return None if any(surname in paragraph for paragraph in before) or byline else name


def _name_before_role(words: str, *, sure: bool) -> str | None:
    """The name that a note begins with, if a role or (in a note that says so) anything follows."""
    tokens = words.split()
    for length in (5, 4, 3, 2):
        name = " ".join(tokens[:length]).rstrip(",")
        if len(tokens) <= length or not is_person(name):
            continue
        role = any_listed("author_roles.txt").search(words, len(name))
        if role and (_is_part_of_name(name, role.start(), words)):
            continue
        rest = words[len(name) :].lstrip(" ,(-–—")
        verb = _ACADEMIC.match(rest)
        if (role and (verb or role.start() <= len(words) - len(rest) + 30)) or (sure and verb):
            return name
    return None


def _is_part_of_name(name: str, role_start: int, words: str) -> bool:
    """Whether the last word taken for a name is the role itself ("Jane Doe President")."""
    last = name.rsplit(" ", 1)[-1]
    return any_listed("author_roles.txt").fullmatch(last) is not None or role_start < words.find(last)


def _dateline(text: str) -> Imprint:
    """What the dateline of a report prints: its agency, and its day if the year is there."""
    line = dateline_of(text)
    found = find_printed_date(text[line.start : line.end]) if line else None
    return Imprint(credit=credits(text), published=when(found.value) if found else None)


def _dates_in_furniture(paragraphs: Sequence[Strand]) -> Imprint:
    """The dates in lines that are dropped: "This text was first published on 3 May 2004"."""
    found = Imprint()
    for paragraph in paragraphs:
        if len(paragraph) <= TITLE_LETTERS and is_furniture(paragraph.text):
            imprint = read_imprint(paragraph.text)
            if imprint is not None:
                found = found.over(replace(imprint, byline=(), publisher=None))
    return found
