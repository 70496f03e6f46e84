"""One text taken from another."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.errors import InvalidRecord
from variorum.model.words import CopyKind, require_word


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """`document` has its text, or a part of it, from `of`, or both from one text that is not known; keys of documents.

    `kind`: duplicate (the same words), update (one outlet's later version), wire (an agency's text), reprint (any other), quotes (no more
    than a passage or somebody's words: no copy, and never counted as one). `score` in [0, 1] says how sure it is that one is a copy;
    `reasons` say why, in words, what weighs most first.
    """

    document: str
    of: str
    kind: CopyKind
    score: float
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_word(self.kind, CopyKind, "kind of copy")
        if self.document == self.of:
            raise InvalidRecord("a document is no copy of itself")
        if not 0 <= self.score <= 1:
            raise InvalidRecord(f"a score of {self.score}")
