"""Words that name something, before anything is known of its identity."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.errors import InvalidRecord
from variorum.model.span import Span
from variorum.model.when import When
from variorum.model.where import Where
from variorum.model.words import MentionKind, TimexType, require_word


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A TIMEX3 time expression: its type, its value ("2004-09-01", "P3D", "PRESENT_REF"), and the days meant, where known."""

    type: TimexType
    value: str
    when: When | None = None
    mod: str | None = None

    def __post_init__(self) -> None:
        require_word(self.type, TimexType, "TIMEX3 type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A person, group, organisation, place, time, quantity or cue.

    `value` is the normalised name of a person, group or organisation; a time carries `timex`; a place `where`, or None for it when it
    stays ambiguous, with the gazetteer ids of its `candidates`.
    """

    span: Span
    kind: MentionKind
    value: str | None = None
    timex: Timex | None = None
    where: Where | None = None
    candidates: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        require_word(self.kind, MentionKind, "kind of mention")
        if self.timex is not None and self.kind != "time":
            raise InvalidRecord(f"a {self.kind} with a time expression")
        if self.where is not None and self.kind != "place":
            raise InvalidRecord(f"a {self.kind} with a place")
