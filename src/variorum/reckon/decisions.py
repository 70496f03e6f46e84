"""What people decide on a figure: verdicts `prefer`. The last word on a category of an incident stands before every rule.

A decision holds on to an account of its incident, so that it outlives merges and new readings; one that prefers a claim keeps the number as
it was judged, and the words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import cast, get_args

from variorum.model import Claim, Decision, Document, Figure, FigureValue, Incident, Judgement, Problem
from variorum.model.judgement import standing_judgements
from variorum.model.words import Category, Rule
from variorum.reckon.contradicting import contradicting
from variorum.reckon.locating import find_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """A person's number for one category of the incident that an account belongs to; `high` is None for an open end."""

    account: str
    category: Category
    low: int
    high: int | None
    decision: Decision


def by_rule(incident: Incident, rule: Rule) -> Incident:
    """The incident with its figures by another of the rules that were computed; nothing is reckoned anew, and what people decided stays."""
    return replace(incident, figures=tuple(_by_rule(figure, rule) for figure in incident.figures))


def _by_rule(figure: Figure, rule: Rule) -> Figure:
    ruling = next((each for each in figure.rulings if each.rule == rule), None)
    if figure.decision is not None:
        return figure
    if ruling is None:
        return replace(figure, rule=rule) if figure.low is None and figure.best is None else figure
    return replace(figure, low=ruling.low, best=ruling.best, high=ruling.high, rule=rule)


def decided_figures(
    judgements: Iterable[Judgement],
    incident_of: Mapping[str, str],
    aliases: Mapping[str, str],
    *,
    claims: Sequence[Claim] = (),
    documents: Mapping[str, Document] | None = None,
) -> tuple[tuple[Preference, ...], tuple[Problem, ...]]:
    """The standing preferences, the earliest first, with a problem where people differ, or where words or incident are gone.

    `incident_of` gives the incident of every current account, `aliases` the current account for the key of a former one; by `claims` and
    `documents` the claims are found again that were preferred; without documents they are not looked for.
    """
    problems = []
    current = {claim.key: claim for claim in claims}
    held: dict[tuple[str, Category], list[Preference]] = defaultdict(list)
    for judgement in standing_judgements(judgements):
        if judgement.verdict != "prefer":
            continue
        account = judgement.subject if judgement.subject in incident_of else aliases.get(judgement.subject, "")
        preference = _preference(judgement, account)
        if preference is None or account not in incident_of:
            message = f"{judgement.by} decided on a figure of an incident that is no longer told of."
            problems.append(Problem(stage="reckon", code="words_gone", subject=judgement.key, message=message))
            continue
        if documents is not None:
            preference, problem = _found_again(judgement, preference, current, documents)
            problems += [problem] if problem else []
        held[incident_of[account], preference.category].append(preference)
    for (incident, category), on in sorted(held.items()):
        last = on[-1]
        for each in contradicting(on, attrgetter("low", "high"), by=attrgetter("decision.by")):
            message = (
                f"{each.decision.by} decided on {_words(each.low, each.high)} {category}, {last.decision.by} later on "
                f"{_words(last.low, last.high)}; the later holds."
            )
            problems.append(Problem(stage="reckon", code="contradictory_judgements", subject=incident, message=message))
    final = sorted((on[-1] for on in held.values()), key=lambda each: (each.decision.at, each.decision.judgement))
    return tuple(final), tuple(problems)


def with_preferences(incidents: Iterable[Incident], preferences: Iterable[Preference]) -> tuple[Incident, ...]:
    """The incidents with people's figures in the place of those by rule; what the rules come to stays in `rulings`."""
    by_account: dict[str, list[Preference]] = defaultdict(list)
    for preference in preferences:
        by_account[preference.account].append(preference)
    return tuple(_with([each for key in incident.accounts for each in by_account.get(key, ())], incident) for incident in incidents)


def _with(given: Sequence[Preference], incident: Incident) -> Incident:
    if not given:
        return incident
    figures = {figure.category: figure for figure in incident.figures}
    for preference in sorted(given, key=lambda each: (each.decision.at, each.decision.judgement)):
        category = preference.category
        empty = Figure(category=category, low=None, best=None, high=None, rule="decision", reports=0, claims=())
        figures[category] = replace(
            figures.get(category, empty),
            low=preference.low,
            best=preference.low if preference.high in (None, preference.low) else None,
            high=preference.high,
            rule="decision",
            decision=preference.decision,
        )
    order = get_args(Category)
    return replace(incident, figures=tuple(sorted(figures.values(), key=lambda figure: order.index(figure.category))))


def _preference(judgement: Judgement, account: str) -> Preference | None:
    value = judgement.value if isinstance(judgement.value, dict) else {}
    category, low, high, claim = (value.get(name) for name in ("category", "low", "high", "claim"))
    if category not in get_args(Category) or not isinstance(low, int) or not (high is None or isinstance(high, int)):
        return None
    if low < 0 or (high is not None and high < low):
        return None
    decision = Decision(
        by=judgement.by,
        at=judgement.at,
        judgement=judgement.key,
        reason=judgement.reason,
        claim=claim if isinstance(claim, str) else None,
    )
    return Preference(account=account, category=cast(Category, category), low=low, high=high, decision=decision)


def _found_again(
    judgement: Judgement, preference: Preference, claims: Mapping[str, Claim], documents: Mapping[str, Document]
) -> tuple[Preference, Problem | None]:
    """The preference with the claim that now stands on the words that were preferred; the number stays as it was judged."""
    key, locator = preference.decision.claim, judgement.locator
    if key is None or key in claims or locator is None:
        return preference, None
    places = {of: found[1] for of, each in documents.items() if each.blob == locator.blob and (found := find_words(locator, each.text))}
    on = [
        claim
        for claim in claims.values()
        if isinstance(claim.value, FigureValue)
        and claim.value.category == preference.category
        and claim.document in places
        and claim.evidence[0].overlaps(places[claim.document])
    ]
    same = [claim for claim in on if isinstance(claim.value, FigureValue) and claim.value.low == preference.low]
    now = min((claim.key for claim in same or on), default=None)
    moved = replace(preference, decision=replace(preference.decision, claim=now))
    if same:
        return moved, None
    values = [claim.value for claim in on if claim.key == now and isinstance(claim.value, FigureValue)]
    said = f"{judgement.by} decided on {_words(preference.low, preference.high)} {preference.category} by words"
    if values:
        message = f"{said} that the reader now takes for {_words(values[0].low, values[0].high)}."
        return moved, Problem(stage="reckon", code="value_changed", subject=judgement.key, message=message)
    return moved, Problem(stage="reckon", code="words_gone", subject=judgement.key, message=f"{said} that are no longer read.")


def _words(low: int, high: int | None) -> str:
    return f"{low}+" if high is None else str(low) if low == high else f"{low}–{high}"
