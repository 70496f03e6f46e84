"""What happens to a ledger of a made world, act by act. An act names things by small numbers, taken modulo what there is: any list of acts
can be played, so that a failing one can be cut down.
"""

from __future__ import annotations

from typing import NamedTuple

from tests.worlds.reports import Plan, Reader
from variorum.model.words import Verdict

PERSONS = ("ana", "bo", "cem")
Account = tuple[int, int]  # number of a report, and which of all accounts that were ever read of it


class Add(NamedTuple):
    """A report comes in, is cleaned and read."""

    plan: Plan
    reader: Reader = Reader()
    cleaner: int = 0


class Reread(NamedTuple):
    """A report is read by another reader."""

    number: int
    reader: Reader


class Reclean(NamedTuple):
    """A report is cleaned by another cleaner, and what comes of it is read, or (`reader` None) waits to be."""

    number: int
    cleaner: int
    reader: Reader | None


class Judge(NamedTuple):
    """A person says something of a claim: the `claim`-th of the report, counted over its current articles; to `add` makes a figure on the
    words of that claim. `serial` names the judgement.
    """

    serial: int
    verdict: Verdict
    number: int
    claim: int
    value: int = 0
    by: int = 0
    at: int = 0


class Pair(NamedTuple):
    """A person says something of two accounts."""

    serial: int
    verdict: Verdict
    left: Account
    right: Account
    by: int = 0
    at: int = 0


class Copied(NamedTuple):
    """A person says something of two documents: a report's number, and which of its articles."""

    serial: int
    verdict: Verdict
    left: tuple[int, int]
    right: tuple[int, int]
    by: int = 0
    at: int = 0


class Grade(NamedTuple):
    """A person grades an actor of the incident that an account tells of."""

    serial: int
    account: Account
    actor: int = 0
    grading: int = 0
    by: int = 0
    at: int = 0


class Assign(NamedTuple):
    """A person moves a claim to another account of its document, the `to`-th of its current ones, or (None) to none."""

    serial: int
    number: int
    claim: int
    to: int | None = None
    by: int = 0
    at: int = 0


class Alias(NamedTuple):
    """A person says that two names are one actor's, or two actors'."""

    serial: int
    one: int
    other: int
    same: bool = True
    by: int = 0
    at: int = 0


class Prefer(NamedTuple):
    """A person decides how many were killed in the incident that an account tells of."""

    serial: int
    account: Account
    low: int = 0
    by: int = 0
    at: int = 0


class Withdraw(NamedTuple):
    """A judgement, or a withdrawal, is withdrawn."""

    serial: int
    withdraws: int
    by: int = 0
    at: int = 0


Judged = Judge | Pair | Copied | Grade | Assign | Alias | Prefer


class Settle(NamedTuple):
    """The ledger is settled; `look`: and held against a settling from scratch, and against all that is promised."""

    look: bool = True


class Narrow(NamedTuple):
    """All limits are narrow from here on: a world of thirty accounts has the troubles of one of a million."""


class Change(NamedTuple):
    """The user changes the settings of the ledger: the rule for figures, and who owns which outlet."""

    rule: int = 0
    registry: int = 0


class Interrupt(NamedTuple):
    """Somebody settles, and the program is ended after so many words of progress; then it is started anew."""

    after: int = 0


class There(NamedTuple):
    """A judgement is made, withdrawn, and its withdrawal withdrawn: each leads back to where the ledger was."""

    judgement: Judged


class Shuffle(NamedTuple):
    """The same records are put into an empty ledger in another order, which is settled now and then, and all that is derived is thrown
    away and made again: it must come to the same.
    """

    seed: int
    settles: int = 0


Judging = Judged | Withdraw
Act = Add | Reread | Reclean | Judging | Settle | Narrow | Change | Interrupt | There | Shuffle
