"""Who came to harm, by name, and who may be one person told of twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from variorum import desk
from variorum.cli.ledger import ledger_option, reading
from variorum.cli.output import formatted, write_rows
from variorum.export.contents import Contents
from variorum.export.rows import duplicate_row, victim_row
from variorum.export.wording import CATEGORY_WORDS, short
from variorum.model import Victim

PEOPLE = ("name", "age", "role", "fate", "reports", "incident", "claim")
PAIRS = ("score", "left", "right", "name", "other_name", "incident", "other_incident", "reasons")


@click.command("victims")
@ledger_option
@click.option("--incident", metavar="ID", help="Only those of this incident.")
@click.option("--duplicates", is_flag=True, help="Pairs that may be one person, in one incident or in two, with the reasons.")
@formatted
def victims_command(path: Path, incident: str | None, duplicates: bool, as_format: str) -> None:
    """The people who came to harm, by name: each once an incident, however many reports name them.

    Names of private people stand here and in `variorum export --victims` only. Who may be one person (--duplicates) is for you to decide,
    and is remembered: `variorum same LEFT RIGHT` with the two claims says that they are one, `variorum different` that they are two.

    \b
    Examples:
      variorum victims --incident account:91ab
      variorum victims --duplicates
    """
    with reading(path) as ledger:
        chosen = ledger.incident(incident).id if incident else None
        contents = desk.contents(ledger)
    if duplicates:
        rows = [duplicate_row(each, contents) for each in contents.duplicates if chosen is None or chosen in each.incidents]
        write_rows(_pairs(rows, contents) if as_format == "table" else rows, columns=PAIRS, as_format=as_format, empty="no duplicates")
        return
    victims = [victim for victim in contents.victims if chosen in (None, victim.incident)]
    rows = list(_people(victims, contents)) if as_format == "table" else [victim_row(victim, contents) for victim in victims]
    write_rows(rows, columns=PEOPLE, as_format=as_format, empty="nobody is named")


def _people(victims: Iterable[Victim], contents: Contents) -> Iterator[dict[str, Any]]:
    titles = {incident.id: incident.title for incident in contents.incidents}
    for victim in victims:
        yield {
            "name": victim.name,
            "age": " or ".join(map(str, victim.ages)) or None,
            "role": victim.role,
            "fate": ", ".join(CATEGORY_WORDS[fate].lower() for fate in victim.fates) or None,
            "reports": victim.reports,
            "incident": titles.get(victim.incident, short(victim.incident)),
            "claim": short(contents.known_as.get(victim.claims[0], victim.claims[0])),
        }


def _pairs(rows: Iterable[dict[str, Any]], contents: Contents) -> Iterator[dict[str, Any]]:
    titles = {incident.id: incident.title for incident in contents.incidents}
    names = {contents.known_as.get(victim.claims[0], victim.claims[0]): victim.name for victim in contents.victims}
    for row in rows:
        one, other = row["incidents"]
        yield {
            "score": row["score"],
            "left": short(row["left"]),
            "right": short(row["right"]),
            "name": names.get(row["left"]),
            "other_name": names.get(row["right"]),
            "incident": titles.get(one),
            "other_incident": titles.get(other) if other != one else "the same",
            "reasons": "; ".join(row["reasons"]),
        }
