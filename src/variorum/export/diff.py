"""What a new reader changed, as text and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from variorum.export.lines import PROPERTY_WORDS
from variorum.export.values import value_words
from variorum.export.wording import ACCOUNT_WORDS, CATEGORY_WORDS, range_words, short
from variorum.model import Claim, Document, Figure
from variorum.model.change import AccountChange, ClaimChange, Diff, FigureChange, Look
from variorum.model.records import to_builtins

NOTHING_READ_TWICE = "No document has been read by two readers: `variorum reread` reads them with this version's reader."
_LONGEST = 60  # letters of evidence in a table
Row = dict[str, Any]
PART_WORDS = {"value": "value", "speaker": "speaker", "certainty": "certainty", "account": "account", "status": "status of its account"}


def diff_row(diff: Diff, *, limit: int | None = None) -> Row:
    """The diff as builtins, counts first; `limit` cuts each list."""
    lists = {name: [to_builtins(each) for each in getattr(diff, name)[:limit]] for name in ("looks", "accounts", "claims")}
    return {
        "record": "diff",
        "from": list(diff.makers_before),
        "to": list(diff.makers_after),
        "counts": counts_of(diff),
        "figures": [_figure_row(change) for change in diff.figures[:limit]],
        **lists,
    }


def _figure_row(change: FigureChange) -> Row:
    ends = ({"low": figure.low, "best": figure.best, "high": figure.high} if figure else None for figure in (change.before, change.after))
    return {
        "incident": change.incident,
        "title": change.title,
        "category": change.category,
        **dict(zip(("before", "after"), ends, strict=True)),
    }


def counts_of(diff: Diff) -> dict[str, int]:
    """What changed, in numbers."""
    parts = Counter(str(part) for change in diff.claims for part in change.parts)
    return {
        "documents": diff.compared,
        "judgements_to_look_at": len(diff.looks),
        "judgements_learnt": diff.learnt,
        "claims_same": diff.same,
        "claims_appeared": sum(change.before is None for change in diff.claims),
        "claims_vanished": sum(change.after is None for change in diff.claims),
        "claims_changed": sum(bool(change.parts) for change in diff.claims),
        **{f"claims_with_another_{part}": parts[part] for part in PART_WORDS},
        "accounts_changed": sum(change.before is not None and change.after is not None for change in diff.accounts),
        "accounts_appeared": sum(change.before is None for change in diff.accounts),
        "accounts_vanished": sum(change.after is None for change in diff.accounts),
        "figures_changed": len(diff.figures),
        "incidents_before": diff.incidents_before,
        "incidents_after": diff.incidents_after,
    }


def diff_written(diff: Diff, documents: Mapping[str, Document], console: Console, *, limit: int) -> None:
    """Write the diff to the console: counts, then what wants a look, figures, accounts and claims, at most `limit` lines of each."""
    if not diff.compared:
        console.print(Text(NOTHING_READ_TWICE))
        return
    console.print(Text(f"before: {', '.join(diff.makers_before)}\nafter:  {', '.join(diff.makers_after)}", style="dim"))
    for line in _counts(diff):
        console.print(Text(line))
    titles = {key: document.title or " ".join(document.text[:_LONGEST].split()) for key, document in documents.items()}
    _table(
        "Judgements that want a look", ("judgement", "by", "verdict", "was", "reads now", "words"), map(_look, diff.looks), console, limit
    )
    figures = ([change.title, CATEGORY_WORDS[change.category], _range(change.before), _range(change.after)] for change in diff.figures)
    _table("Figures of incidents", ("incident", "figure", "before", "after"), figures, console, limit)
    accounts = (_account(change, titles) for change in diff.accounts if change.before is not None and change.after is not None)
    _table("Accounts", ("account", "before", "after", "words", "document"), accounts, console, limit)
    claims = (_claim(change, titles) for change in diff.claims)
    _table("Claims", ("claim", "what", "changed", "before", "after", "words", "document"), claims, console, limit)


def _counts(diff: Diff) -> Iterator[str]:
    count = counts_of(diff)
    yield f"{count['documents']} documents were read by both."
    yield (
        f"Claims: {count['claims_same']} the same, {count['claims_changed']} changed, {count['claims_appeared']} appeared, "
        f"{count['claims_vanished']} vanished."
    )
    parts = [
        f"{count[f'claims_with_another_{part}']} {words}" for part, words in PART_WORDS.items() if count[f"claims_with_another_{part}"]
    ]
    if parts:
        yield f"Changed at the same words: {', '.join(parts)}."
    yield (
        f"Accounts: {count['accounts_changed']} changed their status or rank, {count['accounts_appeared']} appeared, "
        f"{count['accounts_vanished']} vanished."
    )
    yield (
        f"Incidents that a report is about: {diff.incidents_before} before, {diff.incidents_after} after; "
        f"{count['figures_changed']} of their figures changed."
    )
    yield f"Judgements: {len(diff.looks)} want a look; {diff.learnt} are newly followed by the reader."


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], console: Console, limit: int) -> None:
    """A table under its title; how many lines were left out."""
    held = list(rows)
    if not held:
        return
    console.print(Text(f"\n{title}", style="bold"))
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in held[:limit]:
        table.add_row(*(Text(" ".join(cell.split())) for cell in row))
    console.print(table)
    if len(held) > limit:
        console.print(Text(f"and {len(held) - limit} more: --limit shows them", style="dim"))


def _look(look: Look) -> Sequence[str]:
    now = value_words(look.now.value) if look.now else "nothing"
    return short(look.judgement), look.by, look.verdict, value_words(look.was.value), now, _words(look.was)


def _account(change: AccountChange, titles: Mapping[str, str]) -> Sequence[str]:
    assert change.before is not None
    assert change.after is not None
    rank = [f"{ACCOUNT_WORDS[account.status]}{', main' if account.main else ''}" for account in (change.before, change.after)]
    return short(change.after.key), *rank, change.after.anchor.exact[:_LONGEST], titles.get(change.after.document, "")


def _claim(change: ClaimChange, titles: Mapping[str, str]) -> Sequence[str]:
    claim = change.claim
    what = PROPERTY_WORDS.get(claim.property, claim.property) + (", judged" if change.judged else "")
    if change.before is None or change.after is None:
        how = "appeared" if change.before is None else "vanished"
        before, after = (value_words(each.value) if each else "–" for each in (change.before, change.after))
    else:
        how = ", ".join(PART_WORDS[part] for part in change.parts)
        before, after = (
            "; ".join(_part(part, each, status) for part in change.parts)
            for each, status in ((change.before, change.status_before), (change.after, change.status_after))
        )
    return short(claim.key), what, how, before, after, _words(claim), titles.get(claim.document, "")


def _part(part: str, claim: Claim, status: str | None) -> str:
    """One part of a claim in words."""
    match part:
        case "value":
            return value_words(claim.value)
        case "speaker":
            return f"says {claim.said_by.name}" if claim.said_by else "says nobody"
        case "certainty":
            return claim.certainty
        case "status":
            return ACCOUNT_WORDS[status] if status else "of no incident"
        case _:
            return short(claim.account) if claim.account else "of no incident"


def _words(claim: Claim) -> str:
    exact = claim.evidence[0].exact
    return exact if len(exact) <= _LONGEST else f"{exact[: _LONGEST - 1]}…"


def _range(figure: Figure | None) -> str:
    return "–" if figure is None else range_words(figure)
