"""A stretch of a document's text."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.errors import InvalidRecord


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Half-open code points into `Document.text`; `exact == text[start:end]`."""

    start: int
    end: int
    exact: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidRecord(f"a span runs from {self.start} to {self.end}")
        if len(self.exact) != self.end - self.start:
            raise InvalidRecord(f"a span of {self.end - self.start} code points holds {len(self.exact)}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` between two offsets."""
        return cls(start=start, end=end, exact=text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end
