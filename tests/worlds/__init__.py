"""Small made worlds for tests of a whole ledger: deeds, the reports that tell of them, readers that err, and people who judge."""
