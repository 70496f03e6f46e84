"""One document's telling of one incident: the thing that people merge and split."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.model.identity import key_of
from variorum.model.span import Span
from variorum.model.words import AccountStatus, require_word


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """`anchor` is the phrase that names the incident. A cumulative account ("since March") never merges: it gives a running total."""

    document: str
    anchor: Span
    status: AccountStatus
    main: bool = False

    def __post_init__(self) -> None:
        require_word(self.status, AccountStatus, "status of an account")

    @property
    def key(self) -> str:
        """Document and anchor."""
        return key_of("account", self.document, self.anchor.start, self.anchor.end)
