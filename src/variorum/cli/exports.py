"""Commands that write outside formats: export, dossier."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import click

from variorum import archiving, desk
from variorum.cli.history import record_of, then_options
from variorum.cli.ledger import ledger_option, reading, rule_option
from variorum.errors import UsageError
from variorum.export.archive import archive_lines
from variorum.export.csv import csv_lines
from variorum.export.dossier import dossier
from variorum.export.jsonl import jsonl
from variorum.export.rows import ledger_rows
from variorum.model.words import Rule


@click.command("export")
@ledger_option
@click.option("--format", "as_format", type=click.Choice(["jsonl", "csv", "archive"]), default="jsonl", show_default=True)
@click.option("--no-text", is_flag=True, help="Leave the texts out: evidence with a few words around it only. The form to share.")
@rule_option
@click.option("--victims", is_flag=True, help="Include victims' names.")
@click.option("--mentions", is_flag=True, help="Include all mentions of names, places and times.")
@click.option("-o", "--output", default="-", help="A file, or - for standard output.")
def export_command(path: Path, as_format: str, no_text: bool, rule: Rule | None, victims: bool, mentions: bool, output: str) -> None:
    """Write the ledger in export format 1 (JSON Lines), its claims as CSV, or a draft for an archive of shootings as CSV.

    Such an archive keeps one day, one town and two numbers of every incident, and counts everybody who was shot. The draft estimates
    them by tables learnt on reports of small shootings in the United States: no witness says so, and none of it enters the ledger.
    What somebody said stands beside it, and in the dossier and the other formats. --no-text, --victims and --mentions change nothing
    in it.

    \b
    Examples:
      variorum export --format csv -o claims.csv
      variorum export --format archive -o archive.csv
      variorum export --no-text -o share.jsonl
    """
    with reading(path) as ledger:
        if as_format == "archive":
            incidents, _ = desk.incidents_by(ledger, rule)
            _write(output, archive_lines(archiving.archive_rows(ledger, incidents), rule=rule or ledger.config.rule))
            return
        contents = desk.contents(ledger, mentions=mentions, rule=rule)
        if as_format == "csv":
            _write(output, csv_lines(contents, victims=victims))
        else:
            rows = ledger_rows(contents, text=not no_text, victims=victims, mentions=mentions)
            _write(output, (f"{line}\n" for line in jsonl(rows)))


@click.command("dossier")
@click.argument("incident", required=False)
@ledger_option
@click.option("--all", "every", is_flag=True, help="All incidents on one page.")
@rule_option
@then_options
@click.option("-o", "--output", default="dossier.html", show_default=True, help="A file, or - for standard output.")
def dossier_command(
    incident: str | None, path: Path, every: bool, rule: Rule | None, as_of: datetime | None, published_by: date | None, output: str
) -> None:
    """Write one self-contained page about INCIDENT, or --all: no network, no script.

    \b
    Examples:
      variorum dossier account:91ab -o beslan.html
      variorum dossier --all
    """
    if bool(incident) == every:
        raise UsageError("name one incident (see `variorum incidents`), or --all")
    with reading(path) as ledger:
        incidents, contents = record_of(ledger, incident, as_of=as_of, published_by=published_by, rule=rule)
    _write(output, [dossier(incidents, contents)])
    if output != "-":
        click.echo(f"wrote {output}", err=True)


def _write(output: str, chunks: Iterable[str]) -> None:
    """Write to a file or standard output, piece by piece."""
    if output == "-":
        sys.stdout.writelines(chunks)
        return
    try:
        with Path(output).open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(chunks)
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}") from error
