"""The ledger at other times: the record as it stood, and what has changed since. All is computed from the piles; nothing is written."""
