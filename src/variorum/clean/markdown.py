"""Markdown → plain lines, with the front matter as metadata."""

from __future__ import annotations

import re
from dataclasses import dataclass

from variorum.clean.strand import Strand

_FENCE = re.compile(r"(?:---|\+\+\+)\s*")
_PAIR = re.compile(r"([A-Za-z][\w -]*?)\s*[:=]\s*(.*)")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+|\s+#+\s*$")
_SETEXT = re.compile(r"\s{0,3}(?:=+|-+)\s*")
_QUOTED = re.compile(r"\s{0,3}>\s?")
_MARKS = (
    re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)"),  # pictures
    re.compile(r"\[(?=[^\[\]\n]{1,300}\]\([^)\n]{0,500}\))|(?<=[^\[])\]\([^)\n]{0,500}\)"),  # the brackets and the address of a link
    re.compile(r"\\(?=[\\`*_{}\[\]()#+.!|>~-])"),
    re.compile(r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])|(?<!\w)_{1,3}(?=\S)(?!_)|(?<=\S)(?<!_)_{1,3}(?!\w)|`+|~~"),
)
_TABLE_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+\s*:?-*:?\s*")
_COMMENT = re.compile(r"<!--.*?-->|</?(?:br|p|div|span|b|i|em|strong|sup|sub|small|center)\b[^>\n]{0,200}>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unmarked:
    """The lines without marks, the headline if the text marks one, and the front matter (keys in lower case)."""

    lines: tuple[Strand, ...]
    title: Strand | None
    front: dict[str, Strand]


def unmarked(strand: Strand) -> Unmarked:
    """A Markdown text as plain lines. The headline is the first heading, if nothing stands before it."""
    lines = strand.without((match.start(), match.end()) for match in _COMMENT.finditer(strand.text)).lines()
    front, lines = _front_matter(lines)
    title: Strand | None = None
    plain: list[Strand] = []
    for number, line in enumerate(lines):
        following = lines[number + 1].text if number + 1 < len(lines) else ""
        if _TABLE_RULE.fullmatch(line.text) and "|" in line.text:
            continue
        if plain and plain[-1].text.strip() and _SETEXT.fullmatch(line.text) and _is_setext(lines, number):
            plain.append(Strand(""))
            continue
        heading = _HEADING.match(line.text) or (bool(following) and _SETEXT.fullmatch(following) and _is_setext(lines, number + 1))
        bare = _without_marks(line)
        if heading and title is None and not any(held.text.strip() for held in plain):
            title = bare.strip() or None
        elif heading:
            plain += [Strand(""), bare, Strand("")]
        else:
            plain.append(bare)
    return Unmarked(tuple(plain), title, front)


def _is_setext(lines: list[Strand], number: int) -> bool:
    """Whether line `number` underlines the line before it: that one stands alone, and the rule is about as long or is a mere mark."""
    above = lines[number - 1].text.strip() if number > 0 else ""
    before = lines[number - 2].text.strip() if number > 1 else ""
    return bool(above) and not before and len(above) <= 150 and above[-1] not in ".,;:" and not _HEADING.match(above)


def _front_matter(lines: list[Strand]) -> tuple[dict[str, Strand], list[Strand]]:
    """The keys of a block between --- at the top, and the lines below it."""
    if not lines or not _FENCE.fullmatch(lines[0].text):
        return {}, lines
    front: dict[str, Strand] = {}
    for number, line in enumerate(lines[1:60], 1):
        if _FENCE.fullmatch(line.text):
            return front, lines[number + 1 :]
        pair = _PAIR.fullmatch(line.text.strip())
        if pair:
            bare = line.strip()
            front[pair[1].lower()] = bare.cut(pair.start(2)).strip().strip("\"'")
        elif line.text.strip() and not line.text.lstrip().startswith(("-", "#")) and not line.text.startswith(" "):
            break
    return {}, lines


def _without_marks(line: Strand) -> Strand:
    """One line without heading, quotation, emphasis and link marks; a row of a table with its cells parted by bars."""
    for pattern in (_HEADING, _QUOTED):
        match = pattern.match(line.text)
        if match:
            line = line.cut(match.end())
    if re.fullmatch(r"\s*\|.*\|\s*", line.text):
        line = line.strip(" |")
    if not re.search(r"[*_`\\\[~#]", line.text) or re.fullmatch(r"[\s*_~-]+", line.text):
        return line
    trailing = re.search(r"\s+#+\s*$", line.text)
    if trailing:
        line = line.cut(0, trailing.start())
    for pattern in _MARKS:
        line = line.without((match.start(), match.end()) for match in pattern.finditer(line.text))
    return line
