"""Commands that look: incidents, show, claims, documents, problems, log, search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from variorum import desk
from variorum.cli.history import printed_day, record_of, then_options
from variorum.cli.ledger import ledger_option, reading, rule_option
from variorum.cli.output import console, formatted, write_rows
from variorum.export.citation import record_row
from variorum.export.news import decided_words
from variorum.export.rows import Row, claim_row, document_row, incident_row
from variorum.export.sheet import sheet
from variorum.export.text import written
from variorum.export.values import value_words
from variorum.export.wording import date_words, figure_words, range_words, short
from variorum.model import CODES, FigureValue, Incident
from variorum.model.words import IncidentType, Property, Rule, words_of
from variorum.reckon.matching import blamed, struck, used
from variorum.reckon.naming import Naming


@click.command("incidents")
@ledger_option
@click.option(
    "--type", "kind", metavar="TYPE", type=click.Choice(words_of(IncidentType)), help="Only this type (bombing, hostage_taking, …)."
)
@click.option("--since", callback=printed_day, metavar="DATE", help="Only incidents on or after this day (YYYY-MM-DD).")
@click.option("--target", metavar="WORDS", help="Only where this was struck: words or a type (church, police, law enforcement, …).")
@click.option("--weapon", metavar="WORDS", help="Only where this was used: words or a kind (truck bomb, gun, explosive, …).")
@click.option("--actor", metavar="NAME", help="Only where this person or group is said to be responsible, by any of its names.")
@click.option("--all", "every", is_flag=True, help="Also what reports only mention, plan or fear (JSON has them always).")
@formatted
def incidents_command(path: Path, every: bool, as_format: str, since: date | None, **asked: str | None) -> None:
    """The incidents that some report is about: what, when, where, how many.

    Figures are low–best–high over all reports of the incident; an open end is shown as +.

    \b
    Examples:
      variorum incidents --type bombing --since 2023-01-01
      variorum incidents --target church --weapon explosive
      variorum incidents --actor "Islamic State"
    """
    with reading(path) as ledger:
        naming = desk.naming_of(ledger)
        asked["since"] = since.isoformat() if since else None
        found = (incident for incident in desk.incidents_by(ledger)[0] if _is_asked(incident, asked, naming))
        chosen = sorted(found, key=lambda incident: (_first_day(incident) or "9999", incident.id))
        begun = not chosen and any(True for _ in ledger.documents())
    if as_format != "table":
        write_rows(map(incident_row, chosen), columns=(), as_format=as_format, empty="")
        return
    shown = [incident for incident in chosen if every or incident.documents]
    columns = ("id", "date", "title", "type", "killed", "injured", "reports", "mentioned")
    how = "`variorum read`, then `variorum resolve`" if begun else "`variorum run FOLDER` reads reports"
    empty = "no such incidents" if any(asked.values()) else f"no incidents yet: {how}"
    write_rows(map(_overview, shown), columns=columns, as_format=as_format, empty=empty)
    if len(shown) < len(chosen):
        click.echo(f"and {len(chosen) - len(shown)} that reports only mention, plan or fear: --all lists them", err=True)


_ASKED: dict[str, Callable[[Incident, str], bool]] = {
    "kind": lambda incident, kind: incident.type == kind,
    "since": lambda incident, since: (_first_day(incident) or "") >= since,
    "target": struck,
    "weapon": used,
}


def _is_asked(incident: Incident, asked: Mapping[str, str | None], naming: Naming) -> bool:
    """Whether an incident is all that was asked for; what was not asked does not matter."""
    actor = asked["actor"]
    rest = ((name, value) for name, value in asked.items() if name != "actor" and value is not None)
    return (actor is None or blamed(incident, actor, naming)) and all(_ASKED[name](incident, value) for name, value in rest)


def _first_day(incident: Incident) -> str | None:
    return incident.when.earliest.isoformat() if incident.when and incident.when.earliest else None


def _overview(incident: Incident) -> Row:
    """One line of the table of incidents."""
    figures = {figure.category: range_words(figure) for figure in incident.figures}
    return {
        "id": short(incident.id),
        "date": date_words(incident.when),
        "title": incident.title,
        "type": incident.type,
        "killed": figures.get("killed"),
        "injured": figures.get("injured"),
        "reports": len(incident.documents),
        "mentioned": len(incident.mentioned_in),
    }


@click.command("show")
@click.argument("incident")
@ledger_option
@rule_option
@then_options
@click.option("--json", "as_json", is_flag=True, help="The incident with its claims as one JSON object.")
def show_command(incident: str, path: Path, rule: Rule | None, as_of: datetime | None, published_by: date | None, as_json: bool) -> None:
    """One incident in full: figures, who says what, who is said to be responsible, disagreements.

    INCIDENT is an id or the start of one, or the id of one of its accounts. With --as-of today's id leads to the incident that it was then.

    \b
    Examples:
      variorum show account:91ab
      variorum show account:91ab --as-of 2024-06-03
      variorum show account:91ab --published-by 2004-09-03
    """
    import json

    with reading(path) as ledger:
        [found], contents = record_of(ledger, incident, as_of=as_of, published_by=published_by, rule=rule)
    if as_json:
        claims = [claim_row(claim, contents) for claim in contents.claims if claim.account in found.accounts]
        row = {**incident_row(found, known_as=contents.known_as, victims=True), **record_row(contents), "claims": claims}
        click.echo(json.dumps(row, ensure_ascii=False, indent=2))
    else:
        written(sheet(found, contents), console())


@click.command("claims")
@ledger_option
@click.option("--incident", metavar="ID", help="Only claims about this incident.")
@click.option("--document", metavar="ID", help="Only claims of this document.")
@click.option(
    "--property", "kind", metavar="PROPERTY", type=click.Choice(words_of(Property)), help="Only this property (figure, responsibility, …)."
)
@formatted
def claims_command(path: Path, incident: str | None, document: str | None, kind: str | None, as_format: str) -> None:
    """The claims: who says what, in whose words."""
    with reading(path) as ledger:
        contents = desk.contents(ledger)
        accounts = set(ledger.incident(incident).accounts) if incident else None
        key = ledger.find(document) if document else None

    def rows() -> Iterator[dict[str, Any]]:
        for claim in contents.claims:
            wanted = (not kind or claim.property == kind) and (accounts is None or claim.account in accounts)
            if not wanted or (key and claim.document != key):
                continue
            row = claim_row(claim, contents)
            if as_format == "table":
                value = figure_words(claim.value) if isinstance(claim.value, FigureValue) else value_words(claim.value)
                row |= {"incident": short(row["incident"]) if row["incident"] else None}
                row |= {"id": short(contents.key_of(claim)), "words": claim.evidence[0].exact, "value": value}
                row |= {"says": claim.said_by.name if claim.said_by else None, "outlet": contents.documents[claim.document].publisher}
            yield row

    columns = ("id", "incident", "property", "value", "words", "says", "outlet", "certainty", "standing")
    write_rows(rows(), columns=columns, as_format=as_format, empty="no claims")


@click.command("documents")
@ledger_option
@formatted
def documents_command(path: Path, as_format: str) -> None:
    """The documents of the ledger."""
    with reading(path) as ledger:
        contents = desk.contents(ledger)
    rows = [
        document_row(document, contents.sightings.get(document.capture), document.published) for document in contents.documents.values()
    ]
    if as_format == "table":
        rows = [{**row, "id": short(row["id"]), "published": (row["published"] or {}).get("earliest")} for row in rows]
    columns = ("id", "published", "publisher", "title", "language", "file", "part")
    write_rows(rows, columns=columns, as_format=as_format, empty="no documents yet: `variorum run FOLDER` reads reports")


@click.command("problems")
@ledger_option
@click.option("--all", "every", is_flag=True, help="One line a problem, not one a kind.")
@formatted
def problems_command(path: Path, every: bool, as_format: str) -> None:
    """What could not be read or decided, counted by kind."""
    from variorum.model.records import to_builtins

    with reading(path) as ledger:
        problems = desk.problems(ledger)
    if every or as_format != "table":
        rows = [{"record": "problem", **to_builtins(problem)} for problem in problems]
        write_rows(rows, columns=("severity", "stage", "code", "message", "subject"), as_format=as_format, empty="no problems")
        return
    counts = Counter((problem.severity, problem.stage, problem.code) for problem in problems)
    rows = [
        {"count": count, "severity": severity, "stage": stage, "code": code, "meaning": CODES[code]}
        for (severity, stage, code), count in counts.most_common()
    ]
    write_rows(rows, columns=("count", "severity", "stage", "code", "meaning"), as_format=as_format, empty="no problems")


@click.command("log")
@ledger_option
@formatted
def log_command(path: Path, as_format: str) -> None:
    """What was done to the ledger: readings counted by maker, and every judgement, oldest first."""
    with reading(path) as ledger:
        counts = Counter((reading.stage, reading.maker, reading.at.isoformat(timespec="seconds")) for reading in ledger.readings())
        rows: list[dict[str, Any]] = [
            {"at": at, "id": None, "what": stage, "by": maker, "subject": f"{count} documents", "reason": None}
            for (stage, maker, at), count in counts.items()
        ]
        for judgement in ledger.judgements():
            what = f"undo {short(judgement.withdraws)}" if judgement.withdraws else judgement.verdict
            row = {"at": judgement.at.isoformat(timespec="seconds"), "id": short(judgement.key), "what": what, "by": judgement.by}
            about = " and ".join(short(key) for key in (judgement.subject, judgement.other) if key)
            rows.append({**row, "subject": about, "decided": decided_words(judgement), "reason": judgement.reason})
    rows.sort(key=lambda row: row["at"])
    if as_format == "table":
        rows = [{**row, "what": row.get("decided") or f"{row['what']} {row['subject']}"} for row in rows]
    write_rows(rows, columns=("at", "id", "what", "by", "reason"), as_format=as_format, empty="nothing yet")


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@ledger_option
@formatted
def search_command(words: tuple[str, ...], path: Path, as_format: str) -> None:
    """Search the texts of the ledger, those without a reader for their language too."""
    with reading(path) as ledger:
        hits = ledger.search(" ".join(words))
        rows = [document_row(ledger.document(hit.document), None, None, text=False) | {"snippet": hit.snippet} for hit in hits]
    if as_format == "table":
        rows = [{**row, "id": short(row["id"])} for row in rows]
    write_rows(rows, columns=("id", "publisher", "title", "snippet"), as_format=as_format, empty="nothing found")
