"""Responsibility: actor, footing and who says it."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import CASES

from variorum.model import Document, Hints, ResponsibilityValue
from variorum.read.claims import understand
from variorum.read.events import find_events
from variorum.read.finding import Finding
from variorum.read.parse import parse
from variorum.read.responsibility import find_responsibility
from variorum.read.responsibility.suits import goes_to_court

with (CASES / "responsibility.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))


def findings_of(text: str) -> tuple[Finding, ...]:
    document = Document(capture="capture:test", blob="0" * 64, text=text)
    parsed = understand(document, Hints())
    return find_responsibility(parsed, find_events(parsed))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_case(row: dict[str, str]) -> None:
    told = []
    for finding in findings_of(row["text"]):
        assert isinstance(finding.value, ResponsibilityValue)
        if row["actor"] in finding.value.actor.name:
            told.append((finding.value.status, finding.said_by.name if finding.said_by else ""))
    assert any(status == row["status"] and row["by"].casefold() in by.casefold() and bool(row["by"]) == bool(by) for status, by in told), (
        told
    )


@pytest.mark.parametrize(
    "text",
    [
        "The council repaired the bridge.",
        "Army bomb experts made safe two devices after the robbery.",
        "Two men were charged with theft. Police said that they would lay a further charge.",
        "An earthquake killed nine people.",
        "The bomb exploded at noon.",
        "Police arrested two men at the station.",
        "Nine farmers were shot dead by militants.",
        "Gunmen attacked the convoy at dawn, and they wounded four guards.",
        "No group claimed responsibility for the bombing.",
        "Two men were arrested for trafficking cocaine.",
        "The storm hit the coast on Monday, and it killed nine.",
        "The FSB had earlier given 40 dead and more than 100 injured.",
        "Two Ostra police shot dead in a drive-by shooting.",
        "Ostra woman killed in airport attack.",
        "Detectives are investigating the kidnapping of Milo Trent.",
        "The Ostran government acknowledged the deaths of the villagers.",
        "He was charged with resisting arrest and tax fraud after the killing of a guard.",
        "Gun traffickers charged $600 for a pistol after the killing.",
        "The Ostran army admitted on Friday that most of the girls abducted from the school were missing.",
        "Police: man kills neighbour with axe",
        "The envoy admitted that violence had grown.",
        "Milo Trent was reported to have injured himself in a fall.",
        "Troops of the Ostran army are responsible for the Kord district.",
        "The Ostran army was involved in drilling wells.",
        "A judge dropped charges against Dan Morrow over the kidnapping of a clerk.",
        "Judge Ann Palmer set bail on Monday. She shot down his plea, and he was killed.",
        "The Ostra Bureau said that the men fled. Members of the group broke into a party and opened fire, killing a woman.",
    ],
)
def test_nobody_is_blamed(text: str) -> None:
    assert findings_of(text) == ()


def test_the_evidence_is_the_clause() -> None:
    text = "Rain fell all day. Government troops shelled the northern suburbs, and shops closed early."
    (finding,) = findings_of(text)
    assert finding.evidence[0].exact == "Government troops shelled the northern suburbs"


@pytest.mark.parametrize("text", ["the army attacked people who said they killed militants and " * 300, "TROOPS SHOT FARMERS. " * 500])
def test_a_text_without_end_is_read(text: str) -> None:
    assert findings_of(text)


@settings(max_examples=25)
@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    findings_of(text)


@pytest.mark.parametrize("group", ["Islamic State", "Al-Shabaab", "The PKK"])
def test_a_known_armed_group_is_no_person_and_no_land(group: str) -> None:
    found = findings_of(f"{group} claimed responsibility for the bombing of a market in Ostra on Monday.")
    actors = [finding.value.actor for finding in found if isinstance(finding.value, ResponsibilityValue)]
    assert [actor.kind for actor in actors] == ["armed_group"]


@pytest.mark.parametrize(
    "text",
    [
        "The case over the siege was brought by 54 people, former hostages and relatives of the dead.",
        "Thirty-three widows have petitioned the court over the shooting of the strikers.",
        "A complaint was lodged by survivors of the massacre.",
        "The plaintiffs spoke of the bombing of the ferry.",
    ],
)
def test_who_goes_to_court_is_not_accused(text: str) -> None:
    doc = parse(text)
    people = {"people", "widows", "survivors", "plaintiffs"}
    assert all(goes_to_court(token) for token in doc if token.lower_ in people)
    assert not any(goes_to_court(token) for token in doc if token.lower_ in {"case", "court", "complaint", "ferry", "strikers"})
