"""The command that shows who publishes: sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from variorum.cli.ledger import ledger_option, reading
from variorum.cli.output import formatted, write_rows
from variorum.lexicon.registry import COLUMNS
from variorum.registry import Outlet, lines_for, outlets_among, registry_of, registry_path


@click.command("sources")
@ledger_option
@click.option("--unknown", is_flag=True, help="Only outlets that no registry has.")
@click.option("--template", is_flag=True, help="Lines for the unknown ones, to be added to your file and filled in.")
@formatted
def sources_command(path: Path, unknown: bool, template: bool, as_format: str) -> None:
    """The outlets of the documents, with what the registry says of them; those that no registry has come first.

    The registry says what counts as one outlet, which outlets belong to one owner and which are agencies: copies and witnesses follow it.
    Yours is sources.tsv in the ledger's folder, or the file that config.toml names: one line an outlet, on top of ours.

    \b
    Examples:
      variorum sources
      variorum sources --template >> ledger.variorum/sources.tsv
      variorum reckon
    """
    with reading(path) as ledger:
        file = registry_path(ledger)
        documents = list(ledger.documents())
        registry = registry_of(ledger)
    outlets = outlets_among(documents, registry)
    new = [each for each in outlets if each.known is None]
    if template:
        if not file.exists() or not file.stat().st_size:
            click.echo("\t".join(COLUMNS))
        for line in lines_for(new, registry):
            click.echo(line)
        return
    columns = ("outlet", "id", "kind", "owner_group", "country", "documents", "credited", "registry")
    write_rows(map(_row, new if unknown else outlets), columns=columns, as_format=as_format, empty="no outlets")
    if as_format != "table":
        return
    nameless = sum(not (each.publisher or each.source) for each in documents)
    if nameless:
        click.echo(f"{nameless} {'document names' if nameless == 1 else 'documents name'} no outlet", err=True)
    if new:
        click.echo(
            f"{len(new)} not in the registry: `variorum sources --template >> {file}` adds lines to fill in, then `variorum reckon`",
            err=True,
        )


def _row(each: Outlet) -> dict[str, Any]:
    source = each.source
    return {
        "record": "source",
        "outlet": each.printed[0] if each.printed else source.name,
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "owner_group": source.owner_group,
        "country": source.country,
        "language": source.language,
        "documents": each.documents,
        "credited": each.credited,
        "registry": each.known,
        "printed_as": list(each.printed),
        "domains": list(each.domains),
    }
