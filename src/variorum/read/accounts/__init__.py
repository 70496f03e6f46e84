"""Accounts: which words of a document speak of one incident, and what that incident is to the document."""

from variorum.read.accounts.assigning import account_for
from variorum.read.accounts.regrouping import Group, regroup
from variorum.read.accounts.scene import Days, Scene, days_of
from variorum.read.accounts.telling import Telling, tell, tell_accounts, weave_threads
from variorum.read.accounts.weaving import Thread

__all__ = ["Days", "Group", "Scene", "Telling", "Thread", "account_for", "days_of", "regroup", "tell", "tell_accounts", "weave_threads"]
