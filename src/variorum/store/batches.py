"""Many values a few at a time: SQLite takes some thousands in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Value = TypeVar("Value")
FEW = 500


def batches(values: Iterable[Value], *, size: int = FEW) -> Iterator[list[Value]]:
    """The values in their order, so many at a time; the last ones may be fewer."""
    waiting = iter(values)
    while some := list(islice(waiting, size)):
        yield some
