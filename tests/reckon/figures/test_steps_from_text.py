"""Every step of a figure from two reports of the police's numbers, and every state of responsibility from one report: from text on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.reckon.printed import figure_of, incident_of, printed

from variorum.model import Told
from variorum.model.words import StepKind, words_of
from variorum.reckon import reckon
from variorum.reckon.rivals import LIKELY, PLAIN

FIRST = "Attack in Quetta\n\nA bomb exploded at a market in Quetta on Monday. "
NEXT = "Quetta toll\n\n"
ARMY, MAN = "Balochistan Liberation Army", "Osman Raisani"

STEPS = [
    ("new_deaths", "The death toll of Monday's bombing in Quetta rose to 15, police said.", 15),
    ("died_of_wounds", "The death toll of Monday's bombing in Quetta rose to 14 after two people died of their wounds, police said.", 14),
    ("late_report", "Police put the death toll of Monday's bombing in Quetta at 14: two deaths had gone unreported.", 14),
    ("recount", "Police said 10 people were killed in Monday's bombing in Quetta after DNA tests.", 10),
    ("correction", "Police corrected the death toll of Monday's bombing in Quetta to 10.", 10),
    ("retraction", "Police denied that 12 people were killed in Monday's bombing in Quetta.", 0),
    ("change_of_scope", "Police said 14 people were killed in Monday's bombing in Quetta, including the two attackers.", 14),
]


@pytest.mark.parametrize(("kind", "then", "number"), STEPS, ids=[step[0] for step in STEPS])
def test_each_step_of_one_witness(kind: str, then: str, number: int) -> None:
    found = incident_of(printed(FIRST + "Police said 12 people were killed."), printed(NEXT + then, "Globe", 1))
    moves = [(step.step, step.low) for step in figure_of(found).trajectory if step.step is not None]
    assert moves == [("first", 12), (kind, number)]
    assert not found.disagreements


def test_every_step_is_reached_from_text() -> None:
    assert {"first", *(kind for kind, *_ in STEPS)} == set(words_of(StepKind))


STATES = [
    ("claimed", f"The {ARMY} claimed responsibility for the attack.", ARMY, "CLAIMED OR ADMITTED", f"The {ARMY}", "Confirmed"),
    ("admitted", f"The suspect, {MAN}, confessed to the bombing.", MAN, "CLAIMED OR ADMITTED", MAN, "Confirmed"),
    ("accused", f"A survivor accused the {ARMY} of the attack.", ARMY, "SUSPECTED OR ACCUSED", "A survivor", "Weak"),
    (
        "accused by authorities",
        f"Police accused the {ARMY} of the attack.",
        ARMY,
        "SUSPECTED OR ACCUSED BY AUTHORITIES",
        "Police",
        "Weak",
    ),
    ("possible", f"The bombing may have been carried out by the {ARMY}.", ARMY, "POSSIBLE", None, "Weak"),
    ("denied", f"The {ARMY} denied that it carried out the attack.", ARMY, "DENIED", f"The {ARMY}", None),
    ("acquitted", f"A court acquitted {MAN} of the bombing.", MAN, "ACQUITTED", "A court", None),
]


@pytest.mark.parametrize(("sentence", "actor", "status", "by", "grade"), [state[1:] for state in STATES], ids=[each[0] for each in STATES])
def test_each_state_of_responsibility(sentence: str, actor: str, status: str, by: str | None, grade: str | None) -> None:
    found = incident_of(printed(FIRST + sentence))
    assert [(each.actor.name, each.status, each.by) for each in found.responsibility] == [(actor, status, by)]
    assert [(each.actor.name, each.grading) for each in found.grading] == ([(actor, grade)] if grade else [])


def test_what_a_report_tells_as_fact() -> None:
    found = incident_of(printed(f"Attack in Quetta\n\nThe {ARMY} bombed a market in Quetta on Monday, killing nine people."))
    assert [(each.actor.name, each.status, each.by) for each in found.responsibility] == [(ARMY, "REPORTED AS FACT", None)]
    assert [(each.actor.name, each.grading) for each in found.grading] == [(ARMY, "Weak")]


def scored(report: tuple[Told, ...], score: float) -> list[Told]:
    """The report as a reader has it who holds what it says of who did it for that likely."""
    return [
        replace(
            each,
            claims=tuple(replace(claim, score=score) if claim.property == "responsibility" else claim for claim in each.claims),
        )
        for each in report
    ]


@pytest.mark.parametrize(
    ("sentence", "least"),
    [
        (f"The {ARMY} claimed responsibility for the attack.", PLAIN),
        (f"Police accused the {ARMY} of the attack.", LIKELY),
        (f"The bombing may have been carried out by the {ARMY}.", LIKELY),
    ],
)
def test_from_which_score_on_a_claim_is_graded(sentence: str, least: float) -> None:
    report = printed(FIRST + sentence)
    assert [each.actor.name for each in reckon(scored(report, least)).grading] == [ARMY]
    assert not reckon(scored(report, least - 0.01)).grading
    assert [each.actor.name for each in reckon(scored(report, 0.01)).responsibility] == [ARMY]


def test_from_which_score_on_a_denial_speaks_against_an_accusation() -> None:
    accused, denied = printed(FIRST + f"Police accused the {ARMY}."), printed(FIRST + f"The {ARMY} denied the attack.", "Globe")
    assert [each.kind for each in reckon([*accused, *scored(denied, PLAIN)]).disagreements] == ["responsibility"]
    assert not reckon([*accused, *scored(denied, PLAIN - 0.01)]).disagreements


def test_the_thresholds_are_those_that_were_decided() -> None:
    assert (PLAIN, LIKELY) == (0.3, 0.5)
