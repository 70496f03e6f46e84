"""One pass of one maker over one document, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from variorum.model.account import Account
from variorum.model.claim import Claim
from variorum.model.identity import key_of
from variorum.model.mention import Mention
from variorum.model.problem import Problem
from variorum.model.words import ProcessStage


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document has one current reading a stage: the one that no other supersedes. Views see its records only."""

    document: str
    stage: ProcessStage
    maker: str
    at: datetime
    supersedes: str | None = None

    @property
    def key(self) -> str:
        """Document, stage and maker: the same maker reads a document once."""
        return key_of("reading", self.document, self.stage, self.maker)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readout:
    """All that one reading of one document found."""

    document: str
    maker: str
    mentions: tuple[Mention, ...] = ()
    accounts: tuple[Account, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
