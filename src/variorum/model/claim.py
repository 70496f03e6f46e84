"""The unit of everything: a value, the words that carry it, who says so, how firmly, as of when."""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from typing import Any

from variorum.errors import InvalidRecord
from variorum.model.identity import Kept, id_of, key_of
from variorum.model.span import Span
from variorum.model.values import VALUE_TYPES, ClaimValue
from variorum.model.when import When
from variorum.model.words import Certainty, Property, SpeakerKind, require_word

_NOT_IN_KEYS = frozenset({"lat", "lon", "evidence", "part_of", "at", "incident"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says it. `name` is the person, office or body in the fullest words of the document, `role` what he or she is called.

    `cue` is the word that ties speaker and words ("said", "according to"); `via` the one who passes it on: in "Egyptian officials said that
    Israeli officials …" the name is Israeli officials, via Egyptian officials.
    """

    name: str
    kind: SpeakerKind | None = None
    role: str | None = None
    span: Span | None = None
    cue: str | None = None
    via: str | None = None

    def __post_init__(self) -> None:
        require_word(self.kind, SpeakerKind, "kind of speaker", optional=True)
        if not self.name:
            raise InvalidRecord("a speaker without a name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Kept):
    """What one document says of one property.

    `document` and `account` are keys; `account` is None where the words belong to no incident. `evidence[0]` is the smallest phrase
    that carries the value; further spans give context, never a paragraph. `said_by` None is the outlet in its own voice;
    `original_source` the outlet or agency that carried it first. `score` is in [0, 1]: it ranks, never decides.
    """

    document: str
    property: Property
    value: ClaimValue
    evidence: tuple[Span, ...]
    maker: str
    account: str | None = None
    said_by: Speaker | None = None
    original_source: str | None = None
    certainty: Certainty = "asserted"
    as_of: When | None = None
    score: float = 1.0

    def __post_init__(self) -> None:
        require_word(self.property, Property, "property")
        require_word(self.certainty, Certainty, "certainty")
        if not isinstance(self.value, VALUE_TYPES[self.property]):
            raise InvalidRecord(f"a {self.property} claim with a {type(self.value).__name__}")
        if not self.evidence:
            raise InvalidRecord(f"a {self.property} claim without evidence")
        if not 0 <= self.score <= 1:
            raise InvalidRecord(f"a score of {self.score}")

    @builtins.property  # a field of ours has that name
    def key(self) -> str:
        """Document, property, evidence, normalised value and speaker; neither maker nor score."""
        try:
            return self._key
        except AttributeError:
            words = self.evidence[0]
            key = key_of("claim", self.document, self.property, words.start, words.end, normalised(self.value), self.speaker)
            object.__setattr__(self, "_key", key)
            return key

    @builtins.property  # a field of ours has that name
    def speaker(self) -> str | None:
        """The name of who says it, without case; None where the outlet says so itself."""
        return self.said_by.name.casefold() if self.said_by else None

    @builtins.property  # a field of ours has that name
    def id(self) -> str:
        """The key and the maker."""
        return id_of(self.key, self.maker)


def normalised(value: Any) -> Any:
    """A value as builtins without what may differ between two readings of the same words: coordinates, evidence, keys of other claims."""
    fields = getattr(type(value), "__dataclass_fields__", None)
    if fields is not None:
        held = {name: normalised(getattr(value, name)) for name in fields if name not in _NOT_IN_KEYS}
        return {name: part for name, part in held.items() if part is not None}
    if isinstance(value, (list, tuple)):
        return [normalised(part) for part in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value
