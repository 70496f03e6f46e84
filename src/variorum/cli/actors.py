"""The command that shows who is named as responsible: actors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from variorum import desk
from variorum.cli.ledger import ledger_option, reading
from variorum.cli.output import formatted, write_rows
from variorum.export.wording import short
from variorum.lexicon.actors import group_filed, parents
from variorum.reckon.aliases import AliasPair, Named


@click.command("actors")
@ledger_option
@formatted
def actors_command(path: Path, as_format: str) -> None:
    """Who is named as responsible in the ledger: the name that each goes by, its names in the texts, and who said that they are one.

    The program files the names of some 800 armed groups; `variorum alias` joins or parts others. PART OF is what our tables say a group is
    part of, sworn to or split off from: another actor, but not one that clears it.
    """
    with reading(path) as ledger:
        named, pairs = desk.actors(ledger)
    columns = ("actor", "told_as", "incidents", "part_of", "said")
    rows = map(_line if as_format == "table" else _row, named)
    write_rows(rows, columns=columns, as_format=as_format, empty="nobody is named as responsible")
    shown = {pair.judgement for each in named for pair in each.said}
    unused = [pair for pair in pairs if pair.judgement not in shown]
    for pair in unused if as_format == "table" else ():
        click.echo(f"in no incident of this ledger: {_words(pair)} ({short(pair.judgement)})", err=True)


def _row(each: Named) -> dict[str, Any]:
    group = group_filed(each.name)
    return {
        "record": "actor",
        "actor": each.name,
        "kind": each.kind,
        "country": group.country or None if group else None,
        "told_as": list(each.told_as),
        "incidents": list(each.incidents),
        "part_of": list(parents(each.name)),
        "said": [
            {"names": [pair.one, pair.other], "same": pair.same, "by": pair.by, "reason": pair.reason, "judgement": pair.judgement}
            for pair in each.said
        ],
    }


def _line(each: Named) -> dict[str, Any]:
    """The same for the table."""
    return {
        "actor": each.name,
        "told_as": "; ".join(each.told_as),
        "incidents": len(each.incidents),
        "part_of": "; ".join(parents(each.name)) or None,
        "said": "; ".join(map(_words, each.said)) or None,
    }


def _words(pair: AliasPair) -> str:
    return f"{pair.by} said that {pair.one} and {pair.other} are {'one actor' if pair.same else 'two actors'}"
