"""Where lines end for good, and what a parse that ran over such a line end must give back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc, Token

from variorum.read.attributions.raw import Raw
from variorum.read.parsed import Parsed

_WRAPPED = range(50, 111)  # code points of a full line in a text with fixed line length; a headline is shorter, a paragraph longer
_CLOSERS = "\"'”’)»"


def hard_breaks(doc: Doc, text: str) -> list[int]:
    """Indices of the white-space tokens that end a headline, a paragraph or a sentence; not those that only wrap a line.

    A full stop that the parse took for the middle of a sentence is such an end, too.
    """
    lines = text.split("\n")
    wrapped = len(lines) > 2 and max(map(len, lines)) <= _WRAPPED[-1]
    return [
        token.i
        for token in doc
        if (token.is_space and "\n" in token.text and _is_hard(text, token, wrapped=wrapped))
        or (token.text == "." and not token.is_sent_end)
    ]


def _is_hard(text: str, token: Token, *, wrapped: bool) -> bool:
    if token.text.count("\n") > 1:
        return True
    line_start = text.rfind("\n", 0, token.idx) + 1
    line = text[line_start : token.idx].rstrip()
    if not line or line.rstrip(_CLOSERS)[-1:] in ".!?:":
        return True
    following = text[token.idx + len(token) : token.idx + len(token) + 1]
    return not following.islower() and not (wrapped and len(line) in _WRAPPED)


def trim(parsed: Parsed, raw: Raw, breaks: list[int]) -> None:
    """Cut source and content of an attribution at the line ends between them and the cue, and the source behind a dateline."""
    if not raw.cue:
        return
    doc, cue = parsed.doc, raw.cue[0][0]
    for index, (start, end) in enumerate(raw.source):
        start, end = _side(breaks, start, end, cue)  # noqa: PLW2901
        if start < end <= cue:
            start = max(start, _behind_dateline(parsed, start, end))  # noqa: PLW2901
        if start < end:
            raw.source[index] = (start, end)
            if raw.speaker is not None and not start <= raw.speaker.i < end:
                raw.speaker = doc[start:end].root
    if raw.quoted or not breaks:
        return
    offsets = [doc[index].idx for index in breaks]
    kept = []
    for start, end in raw.content:
        piece = _side(offsets, start, end, doc[cue].idx)
        if piece[0] < piece[1]:
            kept.append(piece)
    raw.content = kept or raw.content


def _side(breaks: list[int], start: int, end: int, cue: int) -> tuple[int, int]:
    """The part of a range that is on the cue's side of any break."""
    if end <= cue:
        last = bisect_left(breaks, end) - 1
        return (max(start, breaks[last] + 1), end) if last >= 0 else (start, end)
    first = bisect_right(breaks, start)
    return (start, min(end, breaks[first])) if first < len(breaks) else (start, end)


def _behind_dateline(parsed: Parsed, start: int, end: int) -> int:
    """ "GENEVA (Reuters) - Officials …": the officials."""
    line = parsed.dateline_at(parsed.doc[start].idx)
    return start if line is None else next((index for index in range(start, end) if parsed.doc[index].idx >= line.end), start)
