"""The part of docs/performance.md on growth."""

from __future__ import annotations

from typing import Any


def write_page(results: dict[str, Any]) -> None:
    """Put tables and charts into the page."""
