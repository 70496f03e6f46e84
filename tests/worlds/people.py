"""What people say in a made world: from an act to the judgement that the ledger keeps, as the desk makes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, get_args

from tests.worlds import wording
from tests.worlds.acts import PERSONS, Account, Alias, Assign, Copied, Grade, Judge, Judging, Pair, Prefer, Withdraw
from tests.worlds.reports import NOW, documents_of
from variorum.model import Claim, Document, FigureValue, Judgement, ResponsibilityValue, TypeValue, When, Where
from variorum.model.records import to_builtins
from variorum.model.words import Grading
from variorum.reckon.copied import place_of_document
from variorum.reckon.judged import locator_of

if TYPE_CHECKING:
    from tests.worlds.world import World

GRADINGS: tuple[Grading, ...] = get_args(Grading)


def judgement_of(act: Judging, world: World) -> Judgement | None:
    """The judgement that an act comes to as the world stands; None where there is nothing to judge."""
    said: dict[str, Any] = {"by": PERSONS[act.by], "at": NOW + timedelta(minutes=act.at)}
    match act:
        case Judge() | Assign():
            found = _on_claim(act, world)
        case Pair() | Copied() | Alias():
            found = _on_two(act, world)
        case Grade() | Prefer():
            found = _on_incident(act, world)
        case Withdraw():
            first = world.judgements.get(act.withdraws)
            return replace(first, withdraws=first.key, **said) if first else None
    verdict: Any = getattr(act, "verdict", type(act).__name__.lower())
    return Judgement(verdict=verdict, **found, **said) if found else None


def _on_claim(act: Judge | Assign, world: World) -> dict[str, Any] | None:
    claims = claims_of(world, act.number)
    if not claims:
        return None
    claim, document = claims[act.claim % len(claims)]
    words = locator_of(claim, document)
    if isinstance(act, Assign):
        own = sorted(account.key for account in world.ledger.accounts(document.key))
        to = own[act.to % len(own)] if own and act.to is not None else None
        return {"subject": claim.key, "other": to, "value": {"account": to}, "locator": words}
    if act.verdict == "add":
        value = to_builtins(FigureValue(category="killed", low=act.value, high=act.value))
        locator = replace(words, property="figure", value=value)
        return {"subject": document.key, "other": claim.account, "value": {"value": value}, "locator": locator}
    return {"subject": claim.key, "value": _corrected(claim, act.value) if act.verdict == "correct" else None, "locator": words}


def _on_two(act: Pair | Copied | Alias, world: World) -> dict[str, Any] | None:
    if isinstance(act, Alias):
        names = {"subject": wording.ACTORS[act.one], "other": wording.ACTORS[act.other]}
        return {**names, "value": {"same": act.same}} if act.one != act.other else None
    if isinstance(act, Pair):
        left, right = _account(act.left, world), _account(act.right, world)
        return {"subject": left, "other": right} if left and right and left != right else None
    one, other = _document(act.left, world), _document(act.right, world)
    if one is None or other is None or one.key == other.key:
        return None
    places = {"subject": place_of_document(one), "other": place_of_document(other)}
    return {"subject": one.key, "other": other.key, "value": places}


def _on_incident(act: Grade | Prefer, world: World) -> dict[str, Any] | None:
    account = _account(act.account, world)
    if account is None:
        return None
    if isinstance(act, Grade):
        return {"subject": account, "value": {"actor": wording.ACTORS[act.actor], "grading": GRADINGS[act.grading]}}
    return {"subject": account, "value": {"category": "killed", "low": act.low, "high": act.low, "bound": "exact"}}


def _account(named: Account, world: World) -> str | None:
    known = world.accounts.get(named[0])
    return known[named[1] % len(known)] if known else None


def _document(named: tuple[int, int], world: World) -> Document | None:
    documents = _documents(world, named[0])
    return documents[named[1] % len(documents)] if documents else None


def _documents(world: World, number: int) -> tuple[Document, ...]:
    plan = world.plans.get(number)
    return documents_of(plan, world.cleaners[number]) if plan else ()


def claims_of(world: World, number: int) -> list[tuple[Claim, Document]]:
    """The current claims of a report with their documents, in the order of its text."""
    found = [(claim, document) for document in _documents(world, number) for claim in world.ledger.claims(document=document.key)]
    return sorted(found, key=lambda pair: (pair[1].part, pair[0].evidence[0], pair[0].key))


def _corrected(claim: Claim, number: int) -> dict[str, Any]:
    """A value that a person may give a claim, as builtins."""
    held = claim.value
    changed: Any = held
    match held:
        case FigureValue():
            changed = replace(held, low=number, high=number, bound="exact")
        case Where():
            changed = wording.TOWNS[number % len(wording.TOWNS)]
        case When():
            changed = When.day(wording.BEGIN + timedelta(days=number % 9))
        case TypeValue():
            changed = TypeValue(type=wording.KINDS[number % len(wording.KINDS)][0])  # type: ignore[arg-type]
        case ResponsibilityValue():
            changed = replace(held, actor=replace(held.actor, name=wording.ACTORS[number % len(wording.ACTORS)]))
    data: dict[str, Any] = to_builtins(changed)
    return data
