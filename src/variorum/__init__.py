"""variorum: reads many reports of violent events and keeps one sourced account of every incident."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import variorum.read as _stage  # noqa: F401  the stage's package first, so that its import does not hide the function of its name

if TYPE_CHECKING:
    from typing import Unpack

    from variorum.api import Given
    from variorum.model import Readout
    from variorum.store import Ledger

__version__ = "0.1.0"
__all__ = ["__version__", "open", "read"]


def read(text: str, **given: Unpack[Given]) -> Readout:
    """Read one text; see `variorum.api.read`."""
    from variorum import api  # the reader is loaded when it is first asked for

    return api.read(text, **given)


def open(path: str | Path) -> Ledger:
    """Open a ledger for reading; see `variorum.api.open_ledger`."""
    from variorum import api

    return api.open_ledger(path)
