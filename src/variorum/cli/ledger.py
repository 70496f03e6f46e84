"""The option that every command has: which ledger."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from variorum.config import RULES
from variorum.errors import UsageError
from variorum.store import Ledger
from variorum.store.ledger import SQLITE

DEFAULT = "ledger.variorum"

ledger_option: Callable[[Any], Any] = click.option(
    "--ledger",
    "path",
    envvar="VARIORUM_LEDGER",
    default=DEFAULT,
    show_default=True,
    type=click.Path(path_type=Path),
    help="The ledger's folder (or $VARIORUM_LEDGER).",
)

rule_option: Callable[[Any], Any] = click.option("--rule", type=click.Choice(RULES), help="Figures by this rule, not the ledger's.")


def reading(path: Path) -> Ledger:
    """The ledger, for a command that only looks: it is never created."""
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path} is a file, and a ledger is a folder: name it with --ledger")
    return Ledger.open(path)


def writing(path: Path, *, create: bool = False) -> Ledger:
    """The ledger, for a command that writes; `create` makes it where there is none."""
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path} is a file, and a ledger is a folder: choose another name")
    if path.is_dir() and not os.access(path, os.W_OK):
        raise UsageError(f"{path} may not be written to: copy the ledger to a folder that is yours")
    if create and not (path / SQLITE).is_file():
        return Ledger.create(path)
    return Ledger.open(path, write=True)
