"""What a person does at a ledger: look at all that it holds, and judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from variorum import pipeline
from variorum.errors import UsageError
from variorum.export.contents import Contents
from variorum.export.wording import short
from variorum.model import Claim, Document, FigureValue, Foretold, Incident, Judgement, Problem, When
from variorum.model.records import to_builtins
from variorum.model.words import Category, Grading, Rule, Verdict
from variorum.reckon.actors import key_of_actor
from variorum.reckon.aliases import AliasPair, Named, actors_among, alias_pairs, decided_names, folded
from variorum.reckon.copied import place_of_document
from variorum.reckon.decisions import by_rule, decided_figures, with_preferences
from variorum.reckon.foretold import Reports, find_foretold
from variorum.reckon.judged import locator_of
from variorum.reckon.namesakes import decided_persons, said_of_persons
from variorum.reckon.naming import Naming
from variorum.reckon.victims import possible_duplicates, victims_of
from variorum.registry import registry_of, with_source
from variorum.store import Ledger
from variorum.typed import Draft, claim_of, number_of, typed_value


def contents(ledger: Ledger, *, mentions: bool = False, rule: Rule | None = None) -> Contents:
    """All that an export, a dossier or a table is made from, as the ledger holds it now, with people's judgements applied; figures by
    `rule`, else by that of the ledger.
    """
    registry = registry_of(ledger)
    documents = {document.key: with_source(document, registry) for document in ledger.documents()}
    decided = pipeline.decisions(ledger, documents)
    claims = tuple(each.claim for each in decided.claims)
    incidents, undecided = incidents_by(ledger, rule, claims=claims, documents=documents)
    held = [each.claim for each in decided.claims if each.standing != "rejected"]
    judgements = tuple(ledger.judgements())
    persons, unfit = decided_persons(judgements, decided.claims, documents)
    victims = victims_of(incidents, held, persons)
    captures = {document.capture for document in documents.values()}
    sightings = {key: pipeline.first_sighting(ledger, key) for key in captures}
    return Contents(
        documents=documents,
        claims=claims,
        standing={each.claim.key: each.standing for each in decided.claims},
        known_as={each.claim.key: each.key for each in decided.claims if each.key != each.claim.key},
        unfound=frozenset(each.claim.key for each in decided.claims if not each.found),
        accounts=tuple(ledger.accounts()),
        incidents=incidents,
        incident_of={account: incident.id for incident in incidents for account in incident.accounts},
        sightings={key: sighting for key, sighting in sightings.items() if sighting},
        suggestions=tuple(ledger.links()),
        foretold=foretold_in(ledger, incidents, held, documents),
        victims=victims,
        duplicates=possible_duplicates(victims, incidents, persons),
        copies=tuple(ledger.copies()),
        judgements=judgements,
        problems=(*ledger.problems(), *undecided, *unfit),
        mentions=((key, mention) for key in documents for mention in ledger.mentions(key)) if mentions else (),
        digest=ledger.head(),
        rule=rule or ledger.config.rule,
        changed_at=ledger.last_change(),
    )


def problems(ledger: Ledger) -> tuple[Problem, ...]:
    """All that could not be read or decided, also where people's decisions on figures and on people by name contradict each other."""
    held, judgements = tuple(ledger.problems()), tuple(ledger.judgements())
    if not any(judgement.verdict in ("prefer", "person") for judgement in judgements):
        return held
    documents = {document.key: document for document in ledger.documents()}
    decided = pipeline.decisions(ledger, documents)
    _, undecided = incidents_by(ledger, claims=[each.claim for each in decided.claims], documents=documents)
    return (*held, *undecided, *decided_persons(judgements, decided.claims, documents)[1])


def incidents_by(
    ledger: Ledger, rule: Rule | None = None, *, claims: Sequence[Claim] = (), documents: Mapping[str, Document] | None = None
) -> tuple[tuple[Incident, ...], tuple[Problem, ...]]:
    """All incidents with their figures by `rule` (else by that of the ledger), and in its place what people decided, with a problem for
    each decision that wants a look. `claims` and `documents` are the current ones, by which a claim that was preferred is found again.
    """
    incidents = tuple(by_rule(incident, rule or ledger.config.rule) for incident in ledger.incidents())
    home = {account: incident.id for incident in incidents for account in incident.accounts}
    judgements = tuple(ledger.judgements())
    if not any(judgement.verdict == "prefer" for judgement in judgements):
        return incidents, ()
    preferences, problems = decided_figures(judgements, home, ledger.account_aliases(), claims=claims, documents=documents)
    return with_preferences(incidents, preferences), problems


def foretold_in(
    ledger: Ledger, incidents: Sequence[Incident], claims: Sequence[Claim], documents: Mapping[str, Document]
) -> tuple[Foretold, ...]:
    """Which warnings and forecasts of the ledger may have been about which of its incidents."""
    published = {claim.document: claim.value for claim in claims if isinstance(claim.value, When) and claim.property == "published"}
    return find_foretold(incidents, claims, Reports(documents=documents, mentions=cache(ledger.mentions), published=published))


def judge(
    ledger: Ledger, claim: str, verdict: Verdict, value: str | None, *, by: str, at: datetime, reason: str | None = None
) -> Judgement:
    """Accept, reject or correct a claim, and reckon anew. `claim` may be the start of a key; `value` is as a person types it."""
    found = ledger.claim(ledger.find(claim, ("claim",)))
    if (verdict == "correct") != (value is not None):
        raise UsageError("correct takes a value; accept and reject take none")
    judgement = Judgement(
        verdict=verdict,
        subject=found.key,
        value=corrected(found, value) if value is not None else None,
        by=by,
        at=at,
        reason=reason,
        locator=locator_of(found, ledger.document(found.document)),
    )
    return _decide(ledger, judgement)


def judge_pair(ledger: Ledger, verdict: Verdict, left: str, right: str, *, by: str, at: datetime, reason: str | None = None) -> Judgement:
    """Say of two incidents or accounts that they are the same, or different, and reckon anew."""
    subject, other = _account(ledger, left), _account(ledger, right)
    if subject == other:
        raise UsageError(f"{left} and {right} are one and the same account")
    return _decide(ledger, Judgement(verdict=verdict, subject=subject, other=other, by=by, at=at, reason=reason))


def judge_persons(
    ledger: Ledger, verdict: Verdict, left: str, right: str, *, by: str, at: datetime, reason: str | None = None
) -> Judgement:
    """Say of two claims that name somebody who came to harm that they name one person ("same"), or two ("different")."""
    one, other = (ledger.claim(ledger.find(typed, ("claim",))) for typed in (left, right))
    for typed, claim in ((left, one), (right, other)):
        if claim.property != "victim":
            raise UsageError(f"{typed} is a {claim.property} claim: `variorum victims` lists those that name who came to harm")
    if verdict not in ("same", "different") or one.key == other.key:
        raise UsageError(f"{left} and {right} are one and the same claim" if one.key == other.key else f"people are not {verdict}")
    documents = {claim.document: ledger.document(claim.document) for claim in (one, other)}
    value = said_of_persons(one, other, documents, same=verdict == "same")
    return _decide(ledger, Judgement(verdict="person", subject=one.key, other=other.key, value=value, by=by, at=at, reason=reason))


def judge_copy(ledger: Ledger, verdict: Verdict, left: str, right: str, *, by: str, at: datetime, reason: str | None = None) -> Judgement:
    """Say of two documents that they are copies of one text, or independent, and reckon anew."""
    one, other = (ledger.document(ledger.find(typed, ("document",))) for typed in (left, right))
    if one.key == other.key:
        raise UsageError(f"{left} and {right} are one and the same document")
    places = {"subject": place_of_document(one), "other": place_of_document(other)}
    return _decide(ledger, Judgement(verdict=verdict, subject=one.key, other=other.key, value=places, by=by, at=at, reason=reason))


def judge_names(ledger: Ledger, one: str, other: str, *, same: bool, by: str, at: datetime, reason: str | None = None) -> Judgement:
    """Say of two names that they are one actor's, which then goes by the first, or two actors', all over the ledger, and reckon anew."""
    one, other = (" ".join(name.split()) for name in (one, other))
    if not one or not other or folded(one) == folded(other):
        raise UsageError(f"{one!r} and {other!r} are one name: two are needed")
    return _decide(ledger, Judgement(verdict="alias", subject=one, other=other, value={"same": same}, by=by, at=at, reason=reason))


def naming_of(ledger: Ledger) -> Naming:
    """What people say of actors' names."""
    return decided_names(ledger.judgements())[0]


def actors(ledger: Ledger) -> tuple[tuple[Named, ...], tuple[AliasPair, ...]]:
    """Who is named as responsible in the ledger, and what people said of names."""
    decided = pipeline.decisions(ledger, {document.key: document for document in ledger.documents()})
    claims = {each.claim.key: each.claim for each in decided.claims if each.claim.property == "responsibility"}
    pairs, _ = alias_pairs(ledger.judgements())
    return actors_among(ledger.incidents(), claims, naming_of(ledger), pairs), pairs


def grade(ledger: Ledger, incident: str, actor: str, grading: Grading, *, by: str, at: datetime, reason: str | None = None) -> Judgement:
    """Say how well it is borne out that an actor did it, and reckon anew. `actor` is a name by which somebody is accused there."""
    account = _account(ledger, incident)
    home = ledger.account_aliases().get(account, account)
    found = next((each for each in ledger.incidents() if home in each.accounts), None)
    naming = naming_of(ledger)
    land = found.where.country if found and found.where else None
    named = [each.actor.name for each in found.responsibility if each.actor.kind != "unnamed"] if found else []
    accused = {key_of_actor(name, naming, land): name for name in named}
    asked = key_of_actor(actor, naming, land)
    if asked not in accused:
        names = ", ".join(sorted(accused.values())) or "nobody"
        raise UsageError(f"{actor!r} is not named as responsible there; named are: {names}")
    value = {"actor": accused[asked], "grading": grading}
    return _decide(ledger, Judgement(verdict="grade", subject=account, value=value, by=by, at=at, reason=reason))


def prefer(
    ledger: Ledger, incident: str, category: Category, preferred: str, *, by: str, at: datetime, reason: str | None = None
) -> Judgement:
    """Decide on a figure of an incident: by a number as a person types it, or by the claim of a key; it stands before every rule."""
    account = _account(ledger, incident)
    value: dict[str, Any] = {"category": category}
    locator = None
    if preferred.startswith("claim:"):
        claim = ledger.claim(ledger.find(preferred, ("claim",)))
        if not isinstance(claim.value, FigureValue) or claim.value.category != category:
            raise UsageError(f"{preferred} does not say how many people were {category}")
        value |= {"low": claim.value.low, "high": claim.value.high, "bound": claim.value.bound, "claim": claim.key}
        locator = locator_of(claim, ledger.document(claim.document))
    else:
        value |= number_of(preferred)
    return _decide(ledger, Judgement(verdict="prefer", subject=account, value=value, by=by, at=at, reason=reason, locator=locator))


def place(ledger: Ledger, claim: str, typed: str, *, by: str, at: datetime, reason: str | None = None) -> Judgement:
    """Say which place a claim of a place means, by the id of the gazetteer or as "NAME, COUNTRY", and reckon anew."""
    found = ledger.claim(ledger.find(claim, ("claim",)))
    if found.property != "place":
        raise UsageError(f"{claim} is a {found.property} claim: `variorum claims --property place` lists those of places")
    return judge(ledger, found.key, "correct", typed, by=by, at=at, reason=reason)


def assign(ledger: Ledger, claim: str, account: str, *, by: str, at: datetime, reason: str | None = None) -> Judgement:
    """Say to which account of its document a claim belongs, and reckon anew. `account` may be an incident, for the account that the
    document gives of it, or "none".
    """
    found = ledger.claim(ledger.find(claim, ("claim",)))
    target = None if account == "none" else _account_in(ledger, found.document, account)
    value = {"account": target}
    words = locator_of(found, ledger.document(found.document))
    return _decide(
        ledger, Judgement(verdict="assign", subject=found.key, other=target, value=value, by=by, at=at, reason=reason, locator=words)
    )


def add(ledger: Ledger, draft: Draft, *, by: str, at: datetime, reason: str | None = None) -> Judgement:
    """Make a claim that the reader did not find, on words that stand in a document, and reckon anew."""
    document = ledger.document(ledger.find(draft.document, ("document",)))
    claim = claim_of(draft, document)
    for read in ledger.claims(document=document.key, property=claim.property):
        if read.value == claim.value and read.evidence[0].overlaps(claim.evidence[0]):
            raise UsageError(f"the reader has it: accept {read.key} with `variorum judge`, or move it with `variorum assign`")
    value: dict[str, Any] = {"value": to_builtins(claim.value)}
    if claim.said_by is not None:
        value["said_by"] = to_builtins(claim.said_by)
    judgement = Judgement(
        verdict="add",
        subject=document.key,
        other=_account_in(ledger, document.key, draft.account) if draft.account else None,
        value=value,
        by=by,
        at=at,
        reason=reason,
        locator=locator_of(claim, document),
    )
    return _decide(ledger, judgement)


def undo(ledger: Ledger, judgement: str, *, by: str, at: datetime, reason: str | None = None) -> Judgement:
    """Withdraw a judgement, which stays in the log, and reckon anew."""
    key = ledger.find(judgement, ("judgement",))
    found = next(each for each in ledger.judgements() if each.key == key)
    return _decide(ledger, replace(found, by=by, at=at, reason=reason, withdraws=key))


def _account(ledger: Ledger, typed: str) -> str:
    """The account that was typed; an incident's id is the key of one of its accounts."""
    return ledger.find(typed, ("account",))


def _account_in(ledger: Ledger, document: str, typed: str) -> str:
    """The account of a document that was typed, or that the document gives of the incident that was."""
    key = _account(ledger, typed)
    own = {account.key: account for account in ledger.accounts(document)}
    if key in own:
        return key
    told = [each for each in own if each in ledger.incident(key).accounts]
    if len(told) == 1:
        return told[0]
    listed = "; ".join(f"{short(each)} “{' '.join(account.anchor.exact.split())[:60]}”" for each, account in own.items())
    raise UsageError(f"{typed} is no account of this document; it has: {listed or 'none'}")


def _decide(ledger: Ledger, judgement: Judgement) -> Judgement:
    ledger.judge(judgement)
    pipeline.settle(ledger)
    return judgement


def corrected(claim: Claim, typed: str) -> Any:
    """The value that a person types for a claim, as builtins: a number in words or digits, a name, a place, a day, or the fields to change
    as JSON.

    Raises `UsageError` where it cannot be understood.
    """
    return typed_value(claim.property, typed, to_builtins(claim.value))
