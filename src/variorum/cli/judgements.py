"""Commands by which a person has the last word: judge, same, different, copy, independent, alias, grade, prefer, undo."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from variorum import desk
from variorum.cli.ledger import ledger_option, writing
from variorum.export.wording import short
from variorum.model import Judgement
from variorum.model.words import Category, Grading, Verdict, words_of

_reason = click.option("--reason", help="Why; kept with the judgement.")
_by = click.option(
    "--by", envvar="VARIORUM_BY", default=getpass.getuser, show_default="your login name", help="Who judges (or $VARIORUM_BY)."
)


def _judging(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that all these commands have."""
    made: Callable[..., Any] = ledger_option(_reason(_by(command)))
    return made


@click.command("judge")
@click.argument("claim")
@click.argument("verdict", type=click.Choice(["accept", "reject", "correct"]))
@click.argument("value", required=False)
@_judging
def judge_command(claim: str, verdict: Verdict, value: str | None, path: Path, by: str, reason: str | None) -> None:
    """Accept, reject or correct a claim. The judgement holds on to the words and outlives every later reading.

    CLAIM is an id or the start of one (see `variorum claims`). VALUE, for correct: a number or range ("334", "130-140", "at least 16")
    for a figure, a name for responsibility, or the value as JSON.

    \b
    Examples:
      variorum judge claim:3f2a accept
      variorum judge claim:3f2a correct "at least 16" --reason "the ministry's second statement"
    """
    with writing(path) as ledger:
        made = desk.judge(ledger, claim, verdict, value, by=by, at=datetime.now(UTC), reason=reason)
    _said(made)


@click.command("same")
@click.argument("left")
@click.argument("right")
@_judging
def same_command(left: str, right: str, path: Path, by: str, reason: str | None) -> None:
    """Say that two incidents or accounts are one.

    \b
    Example:
      variorum same account:91ab account:77c0 --reason "one siege, two names"
    """
    _pair("same", left, right, path, by, reason)


@click.command("different")
@click.argument("left")
@click.argument("right")
@_judging
def different_command(left: str, right: str, path: Path, by: str, reason: str | None) -> None:
    """Say that two incidents or accounts are not one; they stay apart, also through third parties."""
    _pair("different", left, right, path, by, reason)


def _pair(verdict: Verdict, left: str, right: str, path: Path, by: str, reason: str | None) -> None:
    judge = desk.judge_copy if verdict in ("copy", "independent") else desk.judge_pair
    with writing(path) as ledger:
        made = judge(ledger, verdict, left, right, by=by, at=datetime.now(UTC), reason=reason)
    _said(made)


@click.command("copy")
@click.argument("left")
@click.argument("right")
@_judging
def copy_command(left: str, right: str, path: Path, by: str, reason: str | None) -> None:
    """Say that two documents are copies of one text: they count as one witness.

    LEFT and RIGHT are documents, or the starts of their keys (see `variorum documents`).

    \b
    Example:
      variorum copy document:91ab document:77c0 --reason "both from the agency's evening file"
    """
    _pair("copy", left, right, path, by, reason)


@click.command("independent")
@click.argument("left")
@click.argument("right")
@_judging
def independent_command(left: str, right: str, path: Path, by: str, reason: str | None) -> None:
    """Say that two documents are independent of each other, also through third parties, however alike they look."""
    _pair("independent", left, right, path, by, reason)


@click.command("alias")
@click.argument("name")
@click.argument("other")
@click.option("--different", is_flag=True, help="They are two actors, whatever our tables say.")
@_judging
def alias_command(name: str, other: str, different: bool, path: Path, by: str, reason: str | None) -> None:
    """Say that two names are one actor's, all over the ledger; it then goes by the first. With --different: that they are two actors'.

    It goes before the tables of the program. `variorum actors` shows who is named by which names, and who said so.

    \b
    Examples:
      variorum alias "Red Dawn Front" "RDF" --reason "signs its statements so"
      variorum alias "Red Dawn Front" "Red Dawn Brigade" --different
    """
    with writing(path) as ledger:
        made = desk.judge_names(ledger, name, other, same=not different, by=by, at=datetime.now(UTC), reason=reason)
    _said(made)


@click.command("grade")
@click.argument("incident")
@click.argument("actor")
@click.argument("grading", type=click.Choice(words_of(Grading), case_sensitive=False))
@_judging
def grade_command(incident: str, actor: str, grading: Grading, path: Path, by: str, reason: str | None) -> None:
    """Say how well it is borne out that ACTOR did it, by the grades of Airwars; it stands before what the claims come to.

    INCIDENT is an id or the start of one (see `variorum incidents`), ACTOR a name that `variorum show` gives. Discounted is never reckoned:
    only a person says it.

    \b
    Example:
      variorum grade account:91ab "Islamic State" Discounted --reason "claimed after the court named another group"
    """
    with writing(path) as ledger:
        made = desk.grade(ledger, incident, actor, grading, by=by, at=datetime.now(UTC), reason=reason)
    _said(made)


@click.command("prefer")
@click.argument("incident")
@click.argument("category", type=click.Choice(words_of(Category)))
@click.argument("preferred", metavar="VALUE|CLAIM")
@_judging
def prefer_command(incident: str, category: Category, preferred: str, path: Path, by: str, reason: str | None) -> None:
    """Decide on a figure: it stands before what any rule makes of the claims, and is printed as a person's decision.

    INCIDENT is an id or the start of one (see `variorum incidents`). VALUE is a number or range ("334", "130-140", "at least 16"), CLAIM
    the id of the claim that is preferred, or the start of one.

    \b
    Examples:
      variorum prefer account:91ab killed 334 --reason "the prosecutors' list of names"
      variorum prefer account:91ab killed claim:3f2a
    """
    with writing(path) as ledger:
        made = desk.prefer(ledger, incident, category, preferred, by=by, at=datetime.now(UTC), reason=reason)
    _said(made)


@click.command("undo")
@click.argument("judgement")
@_judging
def undo_command(judgement: str, path: Path, by: str, reason: str | None) -> None:
    """Withdraw a judgement (see `variorum log`). Nothing is deleted: the withdrawal is a judgement, and can itself be undone."""
    with writing(path) as ledger:
        made = desk.undo(ledger, judgement, by=by, at=datetime.now(UTC), reason=reason)
    _said(made)


def _said(judgement: Judgement) -> None:
    click.echo(f"{short(judgement.key)}  {judgement.verdict} {short(judgement.subject)}, by {judgement.by}")
    click.echo(f"to undo: variorum undo {short(judgement.key)}", err=True)
