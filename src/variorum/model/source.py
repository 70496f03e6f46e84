"""Who publishes."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.errors import InvalidRecord
from variorum.model.words import SourceKind, require_word


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An outlet or body that publishes; an unknown outlet is its own source. `language` is an ISO 639-1 code."""

    id: str
    name: str
    kind: SourceKind = "unknown"
    owner_group: str | None = None
    country: str | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        require_word(self.kind, SourceKind, "kind of source")
        if not self.id or not self.name:
            raise InvalidRecord("a source needs an id and a name")
