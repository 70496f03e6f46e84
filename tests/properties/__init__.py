"""Properties of a whole ledger, tried on made worlds: `python -m tests.properties --steps 10000`."""
