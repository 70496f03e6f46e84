"""What a new reader changed in a ledger: what `variorum diff` says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from variorum.model.account import Account
from variorum.model.claim import Claim
from variorum.model.incident import Figure
from variorum.model.words import AccountStatus, Category, Verdict

ChangedPart = Literal["value", "speaker", "certainty", "account", "status"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChange:
    """A claim at the same words before and after; None where only one reader has it. `parts` are what differs, the weightiest first.

    `status_before` and `status_after` are those of its account, None where it has none; `main` says whether either account is its
    document's main one, `judged` whether a person has judged it.
    """

    before: Claim | None
    after: Claim | None
    parts: tuple[ChangedPart, ...] = ()
    status_before: AccountStatus | None = None
    status_after: AccountStatus | None = None
    main: bool = False
    judged: bool = False

    @property
    def claim(self) -> Claim:
        """The claim as it is now; as it was, where it is gone."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChange:
    """An account whose status changed, or whether it is its document's main one; None where only one reader tells of it."""

    before: Account | None
    after: Account | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """What the change of reader did to one figure of one incident. `incident` is the id after, or before where it is gone."""

    incident: str
    title: str
    category: Category
    before: Figure | None
    after: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A judgement that wants a look: its words are read otherwise now, or not at all. `was` is what stood before, `now` what is read."""

    judgement: str
    verdict: Verdict
    by: str
    claim: str
    was: Claim
    now: Claim | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """All that differs between two readers over the same documents. `makers_before` are those of the readings compared, in order.

    `compared` counts documents that both have read, `same` claims that are equal in all that is shown, `learnt` people's corrections,
    rejections and additions that only the new reader follows. The two counts of incidents are of those that some report is about.
    """

    makers_before: tuple[str, ...]
    makers_after: tuple[str, ...]
    compared: int
    same: int = 0
    claims: tuple[ClaimChange, ...] = ()
    accounts: tuple[AccountChange, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    looks: tuple[Look, ...] = ()
    learnt: int = 0
    incidents_before: int = 0
    incidents_after: int = 0
