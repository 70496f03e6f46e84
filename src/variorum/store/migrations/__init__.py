"""The schema's history: one module a step in `versions/`, append-only, run by Alembic. A released step is never edited."""
