"""What people decide on a figure stands before every rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from tests.reckon.tellings import figure, told
from variorum.model import Incident, Judgement
from variorum.reckon import reckon
from variorum.reckon.decisions import Preference, by_rule, decided_figures, with_preferences
from variorum.reckon.locating import locator_of

POST, GLOBE = told(figure(9)), told(figure(12), outlet="Globe")
INCIDENT = reckon([POST, GLOBE])
HOME = dict.fromkeys(INCIDENT.accounts, INCIDENT.id)


def prefers(low: int, *, by: str = "Ada", minute: int = 0, subject: str = POST.key, **more: Any) -> Judgement:
    value = {"category": "killed", "low": low, "high": low, **more.pop("value", {})}
    return Judgement(verdict="prefer", subject=subject, by=by, at=datetime(2024, 6, 1, 12, minute, tzinfo=UTC), value=value, **more)


def decided(*judgements: Judgement, **more: Any) -> tuple[tuple[Preference, ...], list[str]]:
    found, problems = decided_figures(judgements, HOME, {"account:former": GLOBE.key}, **more)
    return found, [problem.code for problem in problems]


def as_decided(*judgements: Judgement, incident: Incident = INCIDENT) -> Incident:
    return with_preferences([incident], decided(*judgements)[0])[0]


def test_a_decision_stands_before_the_rule_and_says_whose_it_is() -> None:
    (killed,) = as_decided(prefers(10, reason="the list of names")).figures
    assert (killed.low, killed.best, killed.high, killed.rule) == (10, 10, 10, "decision")
    assert killed.decision is not None
    assert (killed.decision.by, killed.decision.reason) == ("Ada", "the list of names")
    assert killed.rulings == INCIDENT.figures[0].rulings


def test_a_range_or_an_open_end_is_no_single_number() -> None:
    (killed,) = as_decided(prefers(9, value={"high": 12})).figures
    assert (killed.low, killed.best, killed.high) == (9, None, 12)
    (killed,) = as_decided(prefers(9, value={"high": None})).figures
    assert (killed.low, killed.best, killed.high) == (9, 9, None)


def test_the_last_word_holds_and_a_withdrawn_one_does_not() -> None:
    first, second = prefers(10), prefers(11, minute=1)
    assert as_decided(second, first).figures[0].best == 11
    undo = replace(second, withdraws=second.key, at=datetime(2024, 6, 2, tzinfo=UTC))
    assert as_decided(first, second, undo).figures[0].best == 10
    assert decided(first, second)[1] == []  # one person may think again
    assert decided(first, prefers(11, by="Ben", minute=1, subject=GLOBE.key))[1] == ["contradictory_judgements"]


def test_a_decision_is_kept_over_readings_by_its_account() -> None:
    assert as_decided(prefers(10, subject="account:former")).figures[0].best == 10
    assert decided(prefers(10, subject="account:gone")) == ((), ["words_gone"])
    assert decided(prefers(10, value={"category": "eaten"})) == ((), ["words_gone"])


def test_a_category_that_no_claim_counts_can_be_decided_on() -> None:
    figures = as_decided(prefers(3, value={"category": "missing"})).figures
    assert [(each.category, each.best, each.reports) for each in figures] == [("killed", 12, 2), ("missing", 3, 0)]


def test_a_claim_that_was_preferred_is_found_again_by_its_words() -> None:
    claim, documents = POST.claims[0], {POST.document.key: POST.document}
    judgement = prefers(9, value={"claim": claim.key}, locator=locator_of(claim, POST.document))
    held = {"documents": documents}
    assert decided(judgement, claims=(claim,), **held)[1] == []
    moved = replace(claim, value=replace(claim.value, low=9, high=9, group=("men",)))
    (found,), problems = decided(judgement, claims=(moved,), **held)
    assert (found.decision.claim, found.low, problems) == (moved.key, 9, [])
    other = replace(claim, value=replace(claim.value, low=8, high=8))
    (found,), problems = decided(judgement, claims=(other,), **held)
    assert (found.decision.claim, found.low, problems) == (other.key, 9, ["value_changed"])
    (found,), problems = decided(judgement, claims=(), **held)
    assert (found.decision.claim, found.low, problems) == (None, 9, ["words_gone"])


def test_another_rule_can_be_looked_at_without_reckoning_anew() -> None:
    group = [POST, GLOBE, told(figure(9), outlet="Star")]
    assert by_rule(reckon(group), "majority").figures == reckon(group, rule="majority").figures


def test_another_rule_leaves_what_people_decided() -> None:
    incident = as_decided(prefers(10))
    assert by_rule(incident, "conservative") == incident
