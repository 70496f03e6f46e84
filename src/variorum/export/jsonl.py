"""The ledger as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from variorum.export.rows import Row


def jsonl(rows: Iterable[Row]) -> Iterator[str]:
    """One line a row, without line ends."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False, allow_nan=False)
