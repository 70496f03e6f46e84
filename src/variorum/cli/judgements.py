"""Commands by which a person has the last word, on claims, figures, incidents, texts and names: each is a judgement, and can be undone."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from variorum import desk
from variorum.cli.ledger import ledger_option, writing
from variorum.errors import UsageError
from variorum.export.news import decided_words
from variorum.export.wording import short
from variorum.model import Judgement
from variorum.model.words import Category, Grading, Property, ResponsibilityStatus, Verdict, words_of
from variorum.typed import Draft


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:  # a user without a name, as in a container
        raise UsageError("nobody is logged in by name: say who judges with --by NAME or $VARIORUM_BY") from error


_reason = click.option("--reason", help="Why; kept with the judgement.")
_by = click.option("--by", envvar="VARIORUM_BY", default=_login, show_default="your login name", help="Who judges (or $VARIORUM_BY).")


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
    for a figure, a name for responsibility, "NAME, COUNTRY" for a place, 2004-09-03 for a date, or the fields to change as JSON.

    \b
    Examples:
      variorum judge claim:3f2a accept
      variorum judge claim:3f2a correct "at least 16" --reason "the ministry's second statement"
    """
    with writing(path) as ledger:
        made = desk.judge(ledger, claim, verdict, value, by=by, at=datetime.now(UTC), reason=reason)
    _said(made)


def _judging_pair(verdict: Verdict, about: str) -> click.Command:
    """The command that says one verdict of two things, LEFT and RIGHT; `about` is its help."""

    @click.command(verdict, help=about)
    @click.argument("left")
    @click.argument("right")
    @_judging
    def command(left: str, right: str, path: Path, by: str, reason: str | None) -> None:
        judge = desk.judge_copy if verdict in ("copy", "independent") else desk.judge_pair
        if verdict in ("same", "different") and left.startswith("claim:") and right.startswith("claim:"):
            judge = desk.judge_persons
        with writing(path) as ledger:
            made = judge(ledger, verdict, left, right, by=by, at=datetime.now(UTC), reason=reason)
        _said(made)

    return command


same_command = _judging_pair(
    "same",
    """Say that two incidents or accounts are one, or that two claims name one person who came to harm.

    \b
    Examples:
      variorum same account:91ab account:77c0 --reason "one siege, two names"
      variorum same claim:3f2a claim:8b01 --reason "one girl, spelled in two ways"
    """,
)
different_command = _judging_pair(
    "different",
    """Say that two incidents or accounts are not one; they stay apart, also through third parties.

    Of two claims that each name somebody who came to harm: that they name two people.
    """,
)
unsure_command = _judging_pair(
    "unsure",
    """Say that nobody can tell whether two incidents or accounts are one: no score joins them by this pair, and it stays a suggestion.

    \b
    Example:
      variorum unsure account:91ab account:77c0 --reason "two blasts that day; the report does not say which"
    """,
)
copy_command = _judging_pair(
    "copy",
    """Say that two documents are copies of one text: they count as one witness.

    LEFT and RIGHT are documents, or the starts of their keys (see `variorum documents`).

    \b
    Example:
      variorum copy document:91ab document:77c0 --reason "both from the agency's evening file"
    """,
)
independent_command = _judging_pair(
    "independent", "Say that two documents are independent of each other, also through third parties, however alike they look."
)


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
@click.argument("category", metavar="CATEGORY", type=click.Choice(words_of(Category)))
@click.argument("preferred", metavar="VALUE|CLAIM")
@_judging
def prefer_command(incident: str, category: Category, preferred: str, path: Path, by: str, reason: str | None) -> None:
    """Decide on a figure: it stands before what any rule makes of the claims, and is printed as a person's decision.

    INCIDENT is an id or the start of one (see `variorum incidents`). CATEGORY is what befell those who are counted: killed, injured,
    missing, hostage, abducted, released, rescued, escaped, arrested, displaced, perpetrators. VALUE is a number or range ("334", "130-140",
    "at least 16"), CLAIM the id of the claim that is preferred, or the start of one.

    \b
    Examples:
      variorum prefer account:91ab killed 334 --reason "the prosecutors' list of names"
      variorum prefer account:91ab killed claim:3f2a
    """
    with writing(path) as ledger:
        made = desk.prefer(ledger, incident, category, preferred, by=by, at=datetime.now(UTC), reason=reason)
    _said(made)


@click.command("place")
@click.argument("claim")
@click.argument("place")
@_judging
def place_command(claim: str, place: str, path: Path, by: str, reason: str | None) -> None:
    """Say which place a claim of a place means: it is then where the incident is. The words stay as they are.

    CLAIM is an id or the start of one (see `variorum claims --property place`). PLACE is the id that GeoNames has for it, "NAME, COUNTRY"
    or "NAME, REGION, COUNTRY", the country by its name or two letters; if that may be several places, they are listed with their ids.

    \b
    Examples:
      variorum place claim:3f2a "Springfield, Missouri, US"
      variorum place claim:3f2a 4409896
    """
    with writing(path) as ledger:
        made = desk.place(ledger, claim, place, by=by, at=datetime.now(UTC), reason=reason)
    _said(made)


@click.command("assign")
@click.argument("claim")
@click.argument("account")
@_judging
def assign_command(claim: str, account: str, path: Path, by: str, reason: str | None) -> None:
    """Say that a claim belongs to another account of its document: these dead are those of the earlier blast.

    ACCOUNT is an account of the same document, or an incident that the document tells of, or the word none: it belongs to no incident.

    \b
    Examples:
      variorum assign claim:3f2a account:91ab --reason "the toll of 2016, not of this attack"
      variorum assign claim:3f2a none
    """
    with writing(path) as ledger:
        made = desk.assign(ledger, claim, account, by=by, at=datetime.now(UTC), reason=reason)
    _said(made)


@click.command("claim")
@click.argument("document")
@click.argument("words")
@click.argument("kind", metavar="PROPERTY", type=click.Choice(words_of(Property)))
@click.argument("value")
@click.option("--category", type=click.Choice(words_of(Category)), help="Of a figure: what befell those who are counted.")
@click.option(
    "--status", type=click.Choice(words_of(ResponsibilityStatus), case_sensitive=False), help="Of responsibility: on what footing."
)
@click.option("--said-by", metavar="NAME", help="Who says it; left out: the outlet in its own voice.")
@click.option("--account", metavar="ID", help="The account or incident that it belongs to; left out: that of the words around.")
@click.option("--nth", type=int, help="Which of several places in the text the words stand at.")
@_judging
def claim_command(path: Path, by: str, reason: str | None, **typed: Any) -> None:
    """Make a claim that the reader did not find. It stands on WORDS of a document, and is marked as a person's.

    DOCUMENT is an id or the start of one (see `variorum documents`). VALUE is typed as for `variorum judge CLAIM correct`: a number or
    range for a figure, a name for responsibility, "NAME, COUNTRY" for a place, 2004-09-03 for a date, else the value as JSON.

    \b
    Examples:
      variorum claim document:91ab "sixteen bodies" figure 16 --category killed --said-by "the hospital"
      variorum claim document:91ab "blamed the Red Dawn Front" responsibility "Red Dawn Front" --status "SUSPECTED OR ACCUSED"
      variorum claim document:91ab "near the old port" place "Odesa, Ukraine"
    """
    with writing(path) as ledger:
        made = desk.add(ledger, _draft(**typed), by=by, at=datetime.now(UTC), reason=reason)
    _said(made)


def _draft(*, category: str | None, status: str | None, kind: Property, **typed: Any) -> Draft:
    """The draft that the options make; a figure needs its category, responsibility its footing."""
    fields = {"category": category, "status": status}
    needed = {"figure": "category", "responsibility": "status"}.get(kind)
    if needed and not fields[needed] and not typed["value"].lstrip().startswith("{"):
        raise UsageError(f"a {kind} claim needs --{needed}")
    unneeded = [name for name, given in fields.items() if given and name != needed]
    if unneeded:
        raise UsageError(f"a {kind} claim takes no --{unneeded[0]}")
    return Draft(property=kind, fields={name: given for name, given in fields.items() if given}, **typed)


@click.command("undo")
@click.argument("judgement")
@_judging
def undo_command(judgement: str, path: Path, by: str, reason: str | None) -> None:
    """Withdraw a judgement (see `variorum log`). Nothing is deleted: the withdrawal is a judgement, and can itself be undone."""
    with writing(path) as ledger:
        made = desk.undo(ledger, judgement, by=by, at=datetime.now(UTC), reason=reason)
    _said(made)


def _said(judgement: Judgement) -> None:
    click.echo(f"{short(judgement.key)}  {judgement.by} {decided_words(judgement)}")
    click.echo(f"to undo: variorum undo {short(judgement.key)}", err=True)
