"""What stands in the reports of an incident and is kept apart from its figures: past incidents, running totals, forecasts, other scopes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from variorum.export.index import Index
from variorum.export.lines import ClaimLine, claim_line
from variorum.export.sentences import visible
from variorum.model import Account, Claim, FigureValue, Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class ApartClaim:
    """A claim; `own` is False where it is about something else, and then `incident` and `title` say what, if that is known."""

    line: ClaimLine
    own: bool = True
    incident: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Claims that are kept apart for one reason."""

    kind: str
    label: str
    claims: tuple[ApartClaim, ...]


LABELS = {
    "denied": "Denied",
    "forecast": "Forecasts and conditions",
    "total": "Running totals",
    "scope": "Counted over another place or period",
    "planned": "Planned or hypothetical",
    "background": "Background: other incidents in the same reports",
    "loose": "Tied to no incident",
    "other": "Not in the figures for other reasons",
}
_SHOWN = ("figure", "forecast", "responsibility")


def aside_of(incident: Incident, index: Index, lines: Mapping[str, ClaimLine], numbers: Mapping[str, int]) -> tuple[Apart, ...]:
    """All that is kept apart, by kind, in the order of `LABELS`."""
    found: dict[str, list[ApartClaim]] = {kind: [] for kind in LABELS}
    shown = {key for figure in incident.figures for key in (*figure.claims, *figure.aside)}
    for key, line in lines.items():
        claim = index.claims[key]
        if claim.property == "forecast" or (claim.property == "figure" and key not in shown):
            account = index.accounts.get(claim.account) if claim.account else None
            found[_kind(claim, account)].append(ApartClaim(line=line))
    for key, account in _others(incident, index):
        claim = index.claims[key]
        if claim.property not in _SHOWN:
            continue
        other = index.contents.incident_of.get(account.key) if account else None
        title = visible(index.titles[other]) if other and other in index.titles else None
        line = claim_line(key, index, numbers)
        kind = _kind(claim, account)
        kind = "background" if kind == "other" and account else "loose" if kind == "other" else kind
        found[kind].append(ApartClaim(line=line, own=False, incident=other if title else None, title=title))
    return tuple(Apart(kind=kind, label=LABELS[kind], claims=_in_order(held)) for kind, held in found.items() if held)


def _in_order(held: Iterable[ApartClaim]) -> tuple[ApartClaim, ...]:
    return tuple(sorted(held, key=lambda each: (each.title or "", each.line.day or "~", each.line.document or 0, each.line.key)))


def _others(incident: Incident, index: Index) -> Iterator[tuple[str, Account | None]]:
    """What the incident's own reports say of other things (keys); reports that only mention it are about those, and not shown."""
    mine = set(incident.accounts)
    for document in incident.documents:
        for account in index.accounts_in.get(document, ()):
            if (of := account.key) not in mine:
                yield from ((key, account) for key in index.of_account.get(of, ()))
        yield from ((key, None) for key in index.without_account.get(document, ()))


def _kind(claim: Claim, account: Account | None) -> str:
    status = account.status if account else None
    if claim.certainty == "denied":
        return "denied"
    if claim.property == "forecast" or claim.certainty in ("predicted", "conditional"):
        return "forecast"
    if status == "cumulative":
        return "total"
    if isinstance(claim.value, FigureValue) and claim.value.scope is not None:
        return "scope"
    return "planned" if status in ("planned", "hypothetical") else "other"
