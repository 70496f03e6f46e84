"""The ledger: the only SQL and the only blob files."""

from variorum.store.ledger import Ledger
from variorum.store.search import Hit

__all__ = ["Hit", "Ledger"]
