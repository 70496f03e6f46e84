"""The command that says what a new reader changed."""

from __future__ import annotations

import json
from pathlib import Path

import click

from variorum.cli.ledger import ledger_option, reading
from variorum.cli.output import console
from variorum.export.diff import diff_row, diff_written

LINES = 40  # of each list on a terminal


@click.command("diff")
@click.argument("folder", metavar="[LEDGER]", required=False, type=click.Path(path_type=Path))
@ledger_option
@click.option(
    "--from", "before", metavar="MAKER", help="The reader before: a part of its name in `variorum log`. Else the last superseded one."
)
@click.option("--to", "after", metavar="MAKER", help="The reader after. Else the current one.")
@click.option(
    "--limit", type=click.IntRange(0), help=f"At most so many lines of each list; {LINES}, and in JSON all, where it is left out."
)
@click.option("--format", "as_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def diff_command(folder: Path | None, path: Path, before: str | None, after: str | None, limit: int | None, as_format: str) -> None:
    """What a new reader changed: claims that appeared, vanished or are read otherwise at the same words, accounts, the figures of
    incidents, and the judgements that want a look.

    A reread makes new readings and deletes none; this compares the current readings with those that they superseded.

    \b
    Examples:
      variorum reread && variorum diff
      variorum diff my.variorum --limit 100
    """
    from variorum.rereading import compare

    with reading(folder or path) as ledger:
        found = compare(ledger, before=before, after=after)
        documents = {document.key: document for document in ledger.documents()} if as_format == "text" else {}
    if as_format == "json":
        click.echo(json.dumps(diff_row(found, limit=limit), ensure_ascii=False, indent=2))
    else:
        diff_written(found, documents, console(), limit=LINES if limit is None else limit)
