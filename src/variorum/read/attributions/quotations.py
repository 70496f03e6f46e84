"""Where a text stands in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

LONGEST = 3_000  # code points: a mark whose partner is farther away is a slip of the pen, not a quotation
_MARK = re.compile(r"[“”„\"«»‟]|``|''|’’|(?<![\w’'‘`])[‘'](?=[\w“\"¿¡])|(?<=[,.!?…])[’'](?!\w)|(?<=\w)[’'](?=[\s,.;:)—–-]|$)|\n\s*\n")
_ALWAYS_OPENS = frozenset("“„«‟") | {"``"}
_ALWAYS_CLOSES = frozenset("”»") | {"’’"}
_SINGLE = frozenset("‘’'")


@dataclass(frozen=True, slots=True)
class Quotation:
    """`start` and `end` hold the marks, where there are any. `open_ended`: no closing mark, the speech runs on in the next paragraph."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    open_ended: bool = False

    def holds(self, offset: int) -> bool:
        """Whether a character offset lies between the marks."""
        return self.start <= offset < self.end

    def holds_lines(self, text: str) -> bool:
        """Whether a line ends between the marks: one of them may be missing."""
        return "\n" in text[self.start : self.end]


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Outermost quotations, left to right, disjoint. A quotation left open ends with its paragraph, as newspapers print a long speech."""
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for match in _MARK.finditer(text):
        mark = match.group()
        if mark[0] == "\n":
            if opened is not None and opened.group() not in _SINGLE:
                _close(found, text, opened, match.start(), match.start(), open_ended=True)
            opened = None
        elif opened is None:
            if _can_open(text, match):
                opened = match
        elif match.start() - opened.start() > LONGEST:
            opened = match if _can_open(text, match) else None
        elif _closes(opened.group(), mark) or _is_slip(text, opened.group(), match):
            _close(found, text, opened, match.start(), match.end())
            opened = None
        elif opened.group() in _SINGLE and mark in _ALWAYS_OPENS:
            opened = match
    if opened is not None and opened.group() not in _SINGLE and len(text) - opened.start() <= LONGEST:
        _close(found, text, opened, len(text), len(text), open_ended=True)
    return tuple(found)


def joined(quotations: tuple[Quotation, ...], text: str) -> tuple[Quotation, ...]:
    """With a long speech as one: a quotation without a closing mark goes on where the next paragraph opens with a mark."""
    found: list[Quotation] = []
    for quotation in quotations:
        goes_on = bool(found) and found[-1].open_ended and not text[found[-1].end : quotation.start].strip()
        if goes_on and not _begins_anew(text, found[-1], quotation):
            first = found.pop()
            found.append(Quotation(first.start, quotation.end, first.inner_start, quotation.inner_end, quotation.open_ended))
        else:
            found.append(quotation)
    return tuple(found)


def _begins_anew(text: str, left: Quotation, quotation: Quotation) -> bool:
    """Whether a speech left open goes with the words before it, the next paragraph having its own: "…," he said. "…¶ "…," he went on."""
    line = text.rfind("\n", 0, left.start) + 1
    closing = text[quotation.inner_start : quotation.inner_end].rstrip()[-1:]
    following = text[quotation.end : quotation.end + 2].strip()[:1]
    return bool(text[line : left.start].strip()) and closing in tuple(",?!") and following.isalpha()


def quotation_at(quotations: tuple[Quotation, ...], offset: int) -> Quotation | None:
    """The quotation that holds a character offset."""
    index = bisect_right(quotations, offset, key=lambda quotation: quotation.start) - 1
    return quotations[index] if index >= 0 and quotations[index].holds(offset) else None


def _can_open(text: str, match: re.Match[str]) -> bool:
    mark = match.group()
    if mark in _ALWAYS_CLOSES or mark == "’":
        return False
    if mark == "'":
        return match.end() < len(text) and not text[match.end()].isspace() and (match.start() == 0 or not text[match.start() - 1].isalnum())
    return True


def _closes(opener: str, mark: str) -> bool:
    if opener in _SINGLE:
        return mark in ("’", "'", "’’")
    if mark in _SINGLE or mark in _ALWAYS_OPENS:
        return False
    return not (opener in ("``", "''") and mark == '"')


def _is_slip(text: str, opener: str, match: re.Match[str]) -> bool:
    """Whether a second opening mark stands where the closing one belongs: “over and done“ they said."""
    mark, following = match.group(), text[match.end() : match.end() + 1]
    return mark == opener == "“" and text[match.start() - 1].isalnum() and (not following or following in " ,.;:)\n")


def _close(found: list[Quotation], text: str, opened: re.Match[str], inner_end: int, end: int, *, open_ended: bool = False) -> None:
    inner_start = opened.end()
    if not text[inner_start:inner_end].strip():
        return
    if opened.group() in _SINGLE and not _single_marks_hold_speech(text, opened.start(), inner_end):
        return
    found.append(Quotation(opened.start(), end, inner_start, inner_end, open_ended))


def _single_marks_hold_speech(text: str, start: int, inner_end: int) -> bool:
    """Single marks are also apostrophes: they quote when a comma, stop or colon stands inside the last or before the first."""
    before = text[max(0, start - 2) : start].rstrip()
    return inner_end - start > 3 and (text[inner_end - 1] in ",.!?…" or before.endswith((":", ",")) or text[start] == "‘")
