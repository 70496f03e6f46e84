"""Commands that work on reports: run, add, read, resolve, reckon, reread."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from variorum import pipeline
from variorum.acquire.files import require
from variorum.cli import OK, PARTIAL
from variorum.cli.ledger import ledger_option, writing
from variorum.cli.progress import shown
from variorum.lexicon.en.wording import counted
from variorum.store import Ledger

_inputs = click.argument("inputs", nargs=-1, required=True, metavar="INPUT…")


@click.command("run")
@_inputs
@ledger_option
def run_command(inputs: tuple[str, ...], path: Path) -> int:
    """Read reports into a ledger, which is made if there is none: add, read, resolve, reckon.

    INPUT is a file or folder of .txt, .md, .html, a spreadsheet (.csv, .tsv) or JSON Lines with a report a row: {text, title, published,
    publisher, url, id}; gzip too; or - for standard input. The same input twice changes nothing.

    \b
    Examples:
      variorum run reports/ --ledger my.variorum
      variorum run desk.csv
      zcat day.jsonl.gz | variorum run -
    """
    start = time.monotonic()

    require(inputs)

    def work(ledger: Ledger, progress: pipeline.Progress) -> pipeline.Tally:
        return pipeline.run(ledger, inputs, now=datetime.now(UTC), stdin=sys.stdin.buffer, progress=progress)

    return _work(path, work, create=True, start=start)


@click.command("add")
@_inputs
@ledger_option
def add_command(inputs: tuple[str, ...], path: Path) -> int:
    """Take files in and clean them into documents; nothing is read yet.

    \b
    Example:
      variorum add reports/ --ledger my.variorum
    """
    start = time.monotonic()

    require(inputs)

    def work(ledger: Ledger, progress: pipeline.Progress) -> pipeline.Tally:
        return pipeline.add(ledger, inputs, now=datetime.now(UTC), stdin=sys.stdin.buffer, progress=progress)

    return _work(path, work, create=True, start=start)


@click.command("read")
@ledger_option
def read_command(path: Path) -> int:
    """Read the documents that this version's reader has not read."""
    start = time.monotonic()
    return _work(path, lambda ledger, progress: pipeline.read(ledger, now=datetime.now(UTC), progress=progress), start=start)


@click.command("reread")
@ledger_option
@click.option("--only", multiple=True, metavar="DOCUMENT", help="Only this document (its id, or the start of it); may be repeated.")
def reread_command(path: Path, only: tuple[str, ...]) -> int:
    """Read documents again. Old readings and all judgements are kept; views follow the new reading.

    \b
    Example:
      variorum reread --only document:3f2a
    """
    start = time.monotonic()

    def work(ledger: Ledger, progress: pipeline.Progress) -> pipeline.Tally:
        keys = [ledger.find(prefix) for prefix in only]
        tally = pipeline.read(ledger, now=datetime.now(UTC), again=True, only=keys, progress=progress)
        pipeline.settle(ledger, progress=progress)
        return tally

    return _work(path, work, start=start)


@click.command("resolve")
@ledger_option
def resolve_command(path: Path) -> int:
    """Find anew which accounts are one incident, and reckon: all of it, where `run` takes up what is new."""
    return _settle(path, anew=True)


@click.command("reckon")
@ledger_option
def reckon_command(path: Path) -> int:
    """Work out figures, responsibility and disagreements of all incidents anew, and leave it at that which accounts are one incident."""
    return _settle(path, every=True)


def _settle(path: Path, *, every: bool = False, anew: bool = False) -> int:
    with writing(path) as ledger, shown() as progress:
        incidents = pipeline.settle(ledger, every=every, anew=anew, progress=progress)
    click.echo(f"{incidents} incidents", err=True)
    return OK


def _work(path: Path, work: Callable[[Ledger, pipeline.Progress], pipeline.Tally], *, start: float, create: bool = False) -> int:
    """Do the work under a progress bar, say what was done in one line, and give the exit code."""
    with writing(path, create=create) as ledger, shown() as progress:
        tally = work(ledger, progress)
    seconds = time.monotonic() - start
    found = ((tally.captures, "new capture"), (tally.documents, "new document"), (len(tally.problems), "problem"))
    captures, documents, problems = (counted(count, noun) for count, noun in found)
    parts = [captures, documents, f"{tally.read} read", problems]
    click.echo(f"{path}: {', '.join(parts)}, {seconds:.1f} s", err=True)
    for problem in tally.lost[:5]:
        click.echo(f"  {problem.subject}: {problem.message}", err=True)
    if tally.lost:
        many = "1 input or row" if len(tally.lost) == 1 else f"{len(tally.lost)} inputs or rows"
        click.echo(f"  {many} could not be used: `variorum problems --all --ledger {path}` lists all", err=True)
    return PARTIAL if tally.lost else OK
