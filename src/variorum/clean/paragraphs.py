"""Lines → paragraphs: lines that were broken at a width are joined again, where that is safe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from variorum.clean.strand import Strand, collapsed, join

WIDTHS = range(45, 131)  # a longest line within was broken by a typewriter, a mail program or an editor; a longer one is a paragraph
FILLED = 0.6  # of the lines could not have taken the next word: fewer, and the lines were ended by hand
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_LISTED = re.compile(r"(?:[-*•–—·▪●]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_HYPHEN = re.compile(r"[^\W\d_]-$")


def paragraphs_of(lines: Iterable[Strand]) -> list[Strand]:
    """The paragraphs, each on one line with single blanks. Lines between two empty ones are joined only if they were broken at a width."""
    found: list[Strand] = []
    block: list[Strand] = []
    for line in [*lines, Strand("")]:
        stripped = line.strip()
        if stripped:
            block.append(stripped)
        elif block:
            found += _joined(block)
            block = []
    return found


def _joined(block: Sequence[Strand]) -> list[Strand]:
    """The paragraphs of a block of lines."""
    width = max(len(line) for line in block)
    if len(block) == 1 or width not in WIDTHS:
        return [collapsed(line) for line in block]
    broken = [_was_broken(line, following, width) for line, following in pairwise(block)]
    open_ended = any(not _ENDS.search(line.text) for line, cut in zip(block, broken, strict=False) if cut)
    if sum(broken) < FILLED * len(broken) or not open_ended:
        return [collapsed(line) for line in block]
    paragraphs, parts = [], [block[0]]
    for number, line in enumerate(block[1:]):
        if broken[number] or (not _ENDS.search(block[number].text) and line.text[0].islower()):
            parts.append(line)
        else:
            paragraphs.append(_run_on(parts))
            parts = [line]
    return [*paragraphs, _run_on(parts)]


def _was_broken(line: Strand, following: Strand, width: int) -> bool:
    """Whether the line ends where it does because the next word would not have fitted in."""
    return len(line) + 1 + len(following.text.split(None, 1)[0]) > width and not _LISTED.match(following.text)


def _run_on(parts: Sequence[Strand]) -> Strand:
    """The lines as one; each line end becomes a blank, but none after a word broken at its hyphen."""
    joined: list[Strand] = []
    for number, part in enumerate(parts):
        if number and not (_HYPHEN.search(parts[number - 1].text) and part.text[0].islower()):
            joined.append(Strand(" "))
        joined.append(part)
    return collapsed(join(joined))
