"""What is promised of every settled ledger, worked out here once more and in the plainest way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tests.worlds.state import State
from variorum import pipeline
from variorum.model import FigureValue, Incident, Judgement
from variorum.store import Ledger

if TYPE_CHECKING:
    from tests.worlds.world import World

ON_PAIRS = ("same", "different", "unsure")


def require_all(world: World, state: State) -> None:
    """Raise `AssertionError` for the first promise that a settled world breaks."""
    incidents = list(world.ledger.incidents())
    require_one_home_each(world.ledger, incidents)
    require_homes_for_ever(world, incidents, state)
    require_people_are_heeded(world, incidents, state)
    require_figures_in_order(world.ledger, incidents)
    require_a_tree_of_copies(world.ledger)


# ---------------------------------------------------------------- accounts and their incidents


def require_one_home_each(ledger: Ledger, incidents: Iterable[Incident]) -> None:
    """Every current account is in exactly one incident, whose id is the smallest of its accounts."""
    members = [account for incident in incidents for account in incident.accounts]
    current = sorted(account.key for account in ledger.accounts())
    assert sorted(members) == current, f"accounts in incidents against current ones: {sorted(set(members) ^ set(current))}"
    for incident in incidents:
        assert incident.id == min(incident.accounts), f"{incident.id} is not the smallest of {incident.accounts}"
        assert list(incident.accounts) == sorted(incident.accounts)


def require_homes_for_ever(world: World, incidents: Iterable[Incident], state: State) -> None:
    """Every account that ever was in an incident leads to one, as long as its capture still tells of any."""
    world.ever_home |= {account for incident in incidents for account in incident.accounts}
    current = {document.key for document in world.ledger.documents()}
    telling = {account.document for account in world.ledger.accounts()}
    assert telling <= current
    for number, keys in world.accounts.items():
        documents = {document.key for document in world.ledger.documents(world.capture(number))}
        if documents & telling:
            lost = [key for key in keys if key in world.ever_home and state["homes"].get(key, key) is None]
            assert not lost, f"accounts that lead nowhere, though report {number} still tells of incidents: {lost}"


# ---------------------------------------------------------------- people


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that are not withdrawn by anything that is not withdrawn itself; the earliest first."""
    held = {each.key: each for each in judgements}

    def stands(key: str) -> bool:
        return not any(stands(each.key) for each in held.values() if each.withdraws == key)

    return sorted((each for each in held.values() if not each.withdraws and stands(each.key)), key=lambda each: (each.at, each.key))


def last_words(ledger: Ledger) -> dict[tuple[str, str], str]:
    """What was said last of every pair of current accounts, whatever they were called then."""
    aliases = ledger.account_aliases()
    current = {account.key for account in ledger.accounts()}
    said: dict[tuple[str, str], str] = {}
    for each in standing(ledger.judgements()):
        if each.verdict in ON_PAIRS:
            left, right = sorted(aliases.get(key, key) for key in (each.subject, each.other or ""))
            if left != right and {left, right} <= current:
                said[left, right] = each.verdict
    return said


def require_people_are_heeded(world: World, incidents: Iterable[Incident], state: State) -> None:
    """What is different is never in one incident; what is the same always is, unless people contradict each other, and are told so."""
    home = {account: incident.id for incident in incidents for account in incident.accounts}
    said = last_words(world.ledger)
    bound = _bound_together(pair for pair, verdict in said.items() if verdict == "same")
    apart = [pair for pair, verdict in said.items() if verdict == "different"]
    contradicted = {bound[left] for left, right in apart if bound.get(left) == bound.get(right, "")}
    told = [each["message"] for each in state["problems"].values() if each["code"] == "contradictory_judgements"]
    for (left, right), verdict in said.items():
        if verdict == "different":
            assert home[left] != home[right], f"{left} and {right} are in one incident, though a person said that they are different"
        elif verdict == "same" and home[left] != home[right]:
            assert bound[left] in contradicted, f"{left} and {right} are apart, though a person said the same and nobody anything else"
            assert any(left in message and right in message for message in told), f"nobody is told that {left} and {right} stay apart"


def _bound_together(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Of everything in some pairs the smallest that it hangs together with."""
    beside: dict[str, set[str]] = defaultdict(set)
    for left, right in pairs:
        beside[left].add(right)
        beside[right].add(left)
    found: dict[str, str] = {}
    for start in sorted(beside):
        waiting = [] if start in found else [start]
        while waiting:
            key = waiting.pop()
            if key not in found:
                found[key] = start
                waiting += beside[key]
    return found


# ---------------------------------------------------------------- figures


def require_figures_in_order(ledger: Ledger, incidents: Iterable[Incident]) -> None:
    """low ≤ best ≤ high, and best is what some claim says, or the claims of one report come to."""
    documents = {document.key: document for document in ledger.documents()}
    claims = {each.claim.key: each.claim for each in pipeline.decisions(ledger, documents).claims}
    for incident in incidents:
        for figure in incident.figures:
            ends = [end for end in (figure.low, figure.best, figure.high) if end is not None]
            assert ends == sorted(ends), f"{figure.category} of {incident.id}: {figure.low}, {figure.best}, {figure.high}"
            assert set(figure.claims) <= claims.keys(), f"{figure.category} of {incident.id} rests on claims that are not there"
            stated = set(_stated(claims[key] for key in figure.claims))
            assert figure.best is None or figure.best in stated, (
                f"{figure.category} of {incident.id}: nobody says {figure.best}, but {stated}"
            )


def _stated(claims: Iterable[Any]) -> Iterator[int]:
    """Numbers that claims say, and what the groups of one report come to."""
    by_document: dict[str, int] = defaultdict(int)
    for claim in claims:
        if isinstance(claim.value, FigureValue):
            yield claim.value.low
            by_document[claim.document] += claim.value.low
    yield from by_document.values()


# ---------------------------------------------------------------- copies


def require_a_tree_of_copies(ledger: Ledger) -> None:
    """A current document is a copy of one other at most, and no document of itself, however far round."""
    current = {document.key for document in ledger.documents()}
    parent: dict[str, str] = {}
    for copy in ledger.copies():
        assert {copy.document, copy.of} <= current, f"{copy} is of a document that is not current"
        if copy.kind != "quotes":
            assert copy.document not in parent, f"{copy.document} is a copy of two"
            parent[copy.document] = copy.of
    for start, first in parent.items():
        seen, key = {start}, first
        while key in parent:
            assert key not in seen, f"{start} is a copy of itself, by {key}"
            seen.add(key)
            key = parent[key]
