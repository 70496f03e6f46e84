"""A document with all that the stage knows of it so far; every finder takes one and adds its part."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from variorum.config import Choice
from variorum.lexicon.datelines import Dateline, find_datelines
from variorum.model import Document, Mention, Span, When
from variorum.read.finding import Attribution

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """`doc` is the parse of `document.text`, letter for letter, so that its character offsets are ours.

    `anchor` is the document's date, against which "on Tuesday" is resolved: as printed, or as inferred from the text; None if unknown.
    `choice` says what may read it.
    """

    document: Document
    doc: Doc
    anchor: When | None = None
    names: tuple[Mention, ...] = ()
    times: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    choice: Choice = field(default_factory=Choice)
    _done: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def once(self, what: Hashable, work: Callable[[], T]) -> T:
        """What some work on this text gives, done once and kept under a name; a copy made by `replace` begins anew."""
        if what not in self._done:
            self._done[what] = work()
        kept: T = self._done[what]
        return kept

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    @property
    def starts(self) -> Sequence[int]:
        """The character offset at which each token starts."""
        return self.once("starts", lambda: [int(offset) for offset in self.doc.to_array("IDX").tolist()])

    def dateline_at(self, offset: int) -> Dateline | None:
        """The dateline that a character offset stands in."""
        return next((one for one in find_datelines(self.text) if one.start <= offset < one.end), None)

    def span(self, start: int, end: int) -> Span:
        """The span between two character offsets."""
        return Span.of(self.document.text, start, end)

    def span_of(self, tokens: Tokens) -> Span:
        """The span of some tokens."""
        return Span.of(self.document.text, tokens.start_char, tokens.end_char)

    def tokens_of(self, span: Span) -> range:
        """The indices of the tokens that a span touches; none where it touches none."""
        if 0 <= span.start < span.end <= len(self.text) and not self.text[span.start].isspace():
            return range(bisect_right(self.starts, span.start) - 1, bisect_right(self.starts, span.end - 1))
        tokens = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return range(tokens.start, tokens.end) if tokens is not None else range(0)

    def sentence_at(self, offset: int) -> Tokens:
        """The sentence that holds a character offset; a blank between two belongs to the one before."""
        for place in range(min(offset, len(self.text) - 1), -1, -1):
            token = self.doc.char_span(place, place + 1, alignment_mode="expand")
            if token is not None and len(token):
                return token[0].sent
        raise IndexError(f"no sentence at {offset} in a text of {len(self.text)}")
