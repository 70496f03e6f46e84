"""One document → mentions, accounts, claims. Knows nothing of other documents."""
