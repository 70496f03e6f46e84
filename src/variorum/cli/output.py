"""Tables for people, JSON for programs."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

UNBOUND = 100_000  # columns of a pipe: nothing is cut that a program may want

format_options: tuple[Callable[[Any], Any], ...] = (
    click.option("--json", "as_format", flag_value="json", help="One JSON array."),
    click.option("--format", "as_format", type=click.Choice(["table", "json", "jsonl"]), default="table", help="How to write the rows."),
)


def formatted(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options --json and --format."""
    for option in reversed(format_options):
        command = option(command)
    return command


def console() -> Console:
    """Standard output: as wide as the terminal; a pipe gets whole lines without colour."""
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else UNBOUND
    return Console(width=width, highlight=False, soft_wrap=False)


def write_rows(rows: Iterable[Mapping[str, Any]], *, columns: Sequence[str], as_format: str, empty: str) -> None:
    """Rows as a table of the given columns, or as JSON with all that they hold."""
    if as_format == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif as_format == "json":
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=2))
    else:
        _write_table(list(rows), columns, empty)


def _write_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], empty: str) -> None:
    if not rows:
        click.echo(empty)
        return
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for column in columns:
        numeric = all(isinstance(row.get(column), (int, float, type(None))) for row in rows)
        table.add_column(
            column.replace("_", " "), justify="right" if numeric else "left", overflow="fold" if column == "id" else "ellipsis"
        )
    for row in rows:
        table.add_row(*(Text(_cell(row.get(column))) for column in columns))
    console().print(table)


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    return " ".join(str(value).split())
