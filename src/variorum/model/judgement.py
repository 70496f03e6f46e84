"""What a person decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from variorum.errors import InvalidRecord
from variorum.model.identity import key_of
from variorum.model.words import Property, Verdict, require_word


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """The words that a judgement holds on to, whatever the next reader makes of them. `value` is the value as judged, as builtins."""

    blob: str
    property: Property | None
    exact: str
    prefix: str
    suffix: str
    value: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Insert-only; an undo is a new row that `withdraws` an earlier one. A person beats every score.

    `subject` and `other` are keys (of a claim, an account, a document, an incident); `value` are builtins.
    """

    verdict: Verdict
    subject: str
    by: str
    at: datetime
    other: str | None = None
    value: Any = None
    reason: str | None = None
    withdraws: str | None = None
    locator: Locator | None = None

    def __post_init__(self) -> None:
        require_word(self.verdict, Verdict, "verdict")
        if self.at.tzinfo is None:
            raise InvalidRecord("a judgement without a time zone")
        if self.verdict in ("same", "different", "unsure", "copy", "independent", "person") and not self.other and not self.withdraws:
            raise InvalidRecord(f"{self.verdict!r} takes two subjects")

    @property
    def key(self) -> str:
        """What was decided, by whom and when."""
        return key_of("judgement", self.verdict, self.subject, self.other, self.value, self.by, self.at.isoformat(), self.withdraws)
