"""An account with all that its document says of it: what `resolve` compares and `reckon` counts."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.model.account import Account
from variorum.model.claim import Claim
from variorum.model.document import Document
from variorum.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`claims` are those of the account, after people's judgements; `published` is the document's date, printed or worked out.
    `outlet` names who published it, None where that is not known.
    """

    account: Account
    document: Document
    claims: tuple[Claim, ...]
    published: When | None = None
    outlet: str | None = None

    @property
    def key(self) -> str:
        """The account's key."""
        return self.account.key

    @property
    def voice(self) -> str:
        """Whose report it is: the outlet's, or, where no name is known, the document's own, so that two nameless reports are not one."""
        return self.outlet or self.document.key
