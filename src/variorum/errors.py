"""What can go wrong by a user's hand. Trouble in a document is a `Problem`; a bug of ours is any other exception."""

from __future__ import annotations


class VariorumError(Exception):
    """A mistake that the user can mend: the message is one line and says what to do."""


class UsageError(VariorumError):
    """A wrong argument or a missing ledger (exit code 2)."""


class LedgerError(VariorumError):
    """A ledger that cannot be opened, is of a newer format, or is in use."""


class InvalidRecord(ValueError):
    """A record that breaks its own rules: made by a bug of ours or read from a damaged file."""
