"""Which telling some words belong to."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.model import Span
from variorum.read.accounts.telling import Telling
from variorum.read.parsed import Parsed


def account_for(tellings: Sequence[Telling], parsed: Parsed, span: Span) -> Telling | None:
    """The telling whose clauses hold the head of the words; None where the text tells of nothing.

    Extents cover the text clause by clause, with sentences that tell nothing given to what was told before them, so the clause decides
    first, then the sentence, then what the text went on about.
    """
    if not tellings:
        return None
    words = parsed.tokens_of(span)
    at = parsed.starts[_head(parsed, words)] if words else span.start
    for telling in tellings:
        if any(piece.start <= at < piece.end for piece in telling.extent):
            return telling
    return next((telling for telling in tellings if telling.account.main), tellings[0])


def _head(parsed: Parsed, words: range) -> int:
    return words.start if len(words) == 1 else parsed.doc[words.start : words.stop].root.i
