"""The limits that keep a big ledger linear, made so narrow that a small world runs into all of them; and no short cuts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from variorum import settling
from variorum.resolve import clusters, filing, portions
from variorum.resolve.copies import reuse
from variorum.settling import reckoning

# object, attribute, and its value in a narrow world
NARROW: tuple[tuple[Any, str, int], ...] = (
    (filing.NEARNESS, "reach", 2),
    (filing.NEARNESS, "anchors", 1),
    (reuse.NEARNESS, "reach", 2),
    (clusters, "SPOKEN_FOR", 3),
    (filing, "AT_ONCE", 5),
    (portions, "MOST", 6),
    (portions, "PAIRS", 3),
    (reckoning, "AT_ONCE", 2),
    (settling, "FEW", 10_000),  # whatever changes is taken up piece by piece
)


def narrow() -> Callable[[], None]:
    """Narrow the limits of this process; gives what widens them again."""
    before = [(holder, name, getattr(holder, name)) for holder, name, _ in NARROW]
    for holder, name, value in NARROW:
        _put(holder, name, value)

    def widen() -> None:
        for holder, name, value in before:
            _put(holder, name, value)

    return widen


def _put(holder: Any, name: str, value: int) -> None:
    object.__setattr__(holder, name, value)  # the records are frozen, and shared by all who use them
