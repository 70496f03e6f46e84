"""The option that every command has: which ledger."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from variorum.config import RULES
from variorum.store import Ledger

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
    return Ledger.open(path)


def writing(path: Path, *, create: bool = False) -> Ledger:
    """The ledger, for a command that writes; `create` makes it where there is none."""
    if create and not path.exists():
        return Ledger.create(path)
    return Ledger.open(path, write=True)
