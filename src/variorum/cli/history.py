"""The record at other times: the options that ask for it, and the commands news and cite."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import click

from variorum import desk
from variorum.cli.ledger import ledger_option, reading
from variorum.cli.output import console
from variorum.export.citation import END_OF_DAY, Style, cite, cited
from variorum.export.contents import Contents
from variorum.export.news import news_row, news_written, since_words
from variorum.model import Incident
from variorum.model.words import Rule
from variorum.store import Ledger

_STYLES = ("text", "bibtex", "csl-json")
_INSTANT = timedelta(microseconds=1)


def _end(_: click.Context, param: click.Parameter, typed: str | None) -> datetime | None:
    """The last instant of a day, or an instant."""
    return None if typed is None else _moment(typed, param, END_OF_DAY)


def _start(_: click.Context, param: click.Parameter, typed: str) -> datetime:
    """The last instant before a day, or an instant."""
    if _day(typed) is None:
        return _moment(typed, param, time.min)
    try:
        return _moment(typed, param, time.min) - _INSTANT
    except OverflowError as error:
        raise click.BadParameter(f"{typed!r} is too early", param=param) from error


def _moment(typed: str, param: click.Parameter, of_day: time) -> datetime:
    """A day or an instant in ISO 8601, in UTC; one without a zone is taken for UTC."""
    day = _day(typed)
    try:
        instant = datetime.fromisoformat(typed) if day is None else datetime.combine(day, of_day)
        return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise click.BadParameter(f"{typed!r} is no day (2024-06-03) and no instant (2024-06-03T14:05)", param=param) from error


def printed_day(_: click.Context, param: click.Parameter, typed: str | None) -> date | None:
    """A calendar day."""
    day = _day(typed) if typed is not None else None
    if typed is not None and day is None:
        raise click.BadParameter(f"{typed!r} is no day (2024-06-03)", param=param)
    return day


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def then_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that ask for the record of another time."""
    as_of = click.option(
        "--as-of",
        callback=_end,
        metavar="DATE",
        help="The record as it stood at the end of this day (UTC), or at this instant. Resolved anew: it takes as long as `reckon`.",
    )
    published_by = click.option(
        "--published-by",
        callback=printed_day,
        metavar="DATE",
        help="Only from documents known to be published on or before this day: what the press had said by then.",
    )
    made: Callable[..., Any] = as_of(published_by(command))
    return made


def record_of(
    ledger: Ledger, incident: str | None, *, as_of: datetime | None = None, published_by: date | None = None, rule: Rule | None = None
) -> tuple[list[Incident], Contents]:
    """The incident that was typed, or all where none was, in the record of now or of another time, and what pages are made from."""
    if as_of is None and published_by is None:
        known = None if incident is None else ledger.incident(incident).id
        contents = desk.contents(ledger, rule=rule)
        return [each for each in contents.incidents if known in (None, each.id)], contents
    from variorum.history.contents import contents_then
    from variorum.history.record import find_then, settle, undated_reports
    from variorum.registry import registry_of

    [snapshot] = ledger.snapshots(as_of)
    then = settle(snapshot, rule=rule or ledger.config.rule, registry=registry_of(ledger), published_by=published_by)
    ids = sorted(then.groups) if incident is None else [find_then(ledger, incident, then)]
    if published_by is not None:
        left_out = undated_reports(ledger, incident, then) if incident else len(then.undated)
        if left_out:
            what = "1 report is" if left_out == 1 else f"{left_out} reports are"
            click.echo(f"{what} left out: not known whether published by then", err=True)
    contents = contents_then(ledger, then)
    return [then.incident(id) for id in ids], contents


@click.command("news")
@ledger_option
@click.option("--since", required=True, callback=_start, metavar="DATE", help="From the start of this day (UTC), or from this instant.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def news_command(path: Path, since: datetime, as_json: bool) -> None:
    """What changed in the ledger since DATE, incident by incident: new incidents and reports, figures that moved and why, who is newly
    blamed, disagreements, incidents merged or split, and what people decided.

    Nothing is written to standard output where nothing changed. Both records are resolved anew, which takes twice as long as `reckon`.

    \b
    Examples:
      variorum news --since 2024-06-03
      variorum news --since 2024-06-03T14:05 --json
    """
    from variorum.history.news import news_since

    with reading(path) as ledger:
        found = news_since(ledger, since)
    if as_json:
        click.echo(json.dumps(news_row(found), ensure_ascii=False, indent=2, default=str))
    elif found.quiet:
        click.echo(f"nothing changed {since_words(found)}", err=True)
    else:
        news_written(found, console())


@click.command("cite")
@click.argument("incident")
@ledger_option
@click.option("--format", "style", type=click.Choice(_STYLES), default="text", show_default=True)
@then_options
def cite_command(incident: str, path: Path, style: Style, as_of: datetime | None, published_by: date | None) -> None:
    """How to cite INCIDENT: title, id, day of the record, reports and witnesses, version and the digest of the ledger, by which whoever has
    the ledger can check it.

    \b
    Examples:
      variorum cite account:91ab
      variorum cite account:91ab --as-of 2024-06-03 --format bibtex
    """
    with reading(path) as ledger:
        if as_of is None and published_by is None:  # a citation holds nothing that would have to be worked out
            found = ledger.incident(incident)
            contents = Contents(documents={}, claims=(), digest=ledger.head(), changed_at=ledger.last_change())
        else:
            [found], contents = record_of(ledger, incident, as_of=as_of, published_by=published_by)
    click.echo(cited(cite(found, contents), style))
