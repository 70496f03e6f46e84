"""Accounts: which words of a document speak of one incident, and what that incident is to the document."""

from variorum.read.accounts.assigning import account_for
from variorum.read.accounts.telling import Telling, tell_accounts

__all__ = ["Telling", "account_for", "tell_accounts"]
