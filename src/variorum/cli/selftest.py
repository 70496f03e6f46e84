"""The command that says how good the reading is on what its user has judged."""

from __future__ import annotations

import json
from pathlib import Path

import click

from variorum import pipeline
from variorum.cli.ledger import ledger_option, reading
from variorum.cli.output import console
from variorum.errors import UsageError
from variorum.export.review import review_chart, review_row, review_written


@click.command("selftest")
@click.argument("folder", metavar="[LEDGER]", required=False, type=click.Path(path_type=Path))
@ledger_option
@click.option("--format", "as_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--chart", type=click.Path(path_type=Path), metavar="FILE.svg", help="Draw how far scores can be trusted.")
def selftest_command(folder: Path | None, path: Path, as_format: str, chart: Path | None) -> None:
    """How good the reading is on the claims that you have judged: precision, recall and F with their 95 % intervals, whether scores mean
    what they say, and where you and the reader differ most.

    Precision is of judged claims only, and recall only as good as your adding. With few judgements it says so, and gives no numbers.

    \b
    Examples:
      variorum selftest my.variorum
      variorum selftest my.variorum --chart scores.svg
    """
    from variorum.reckon.reviewed import review

    with reading(folder or path) as ledger:
        documents = {document.key: document for document in ledger.documents()}
        decided = pipeline.decisions(ledger, documents)
        found = review(decided, ledger.judgements(), documents, former=ledger.judged_claims())
    if as_format == "json":
        click.echo(json.dumps(review_row(found), ensure_ascii=False, indent=2))
    else:
        review_written(found, console())
    if chart is not None:
        _draw(chart, review_chart(found))


def _draw(file: Path, drawing: str | None) -> None:
    if drawing is None:
        raise UsageError("too few judged claims to draw how far scores can be trusted: 50 of one property are needed")
    try:
        file.write_text(drawing, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {file}: {error.strerror}") from error
    click.echo(f"wrote {file}", err=True)
