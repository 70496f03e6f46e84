"""Numbers that were taken back, from text on: they are steps, and no side of a disagreement."""

from __future__ import annotations

import pytest
from tests.reckon.printed import figure_of, incident_of, printed

HEAD = "Bomb at a market in Quetta\n\nA bomb exploded at a market in Quetta on Monday. "
LATER = "Toll of the Quetta bombing\n\n"
ELSEWHERE = LATER + "Hospitals counted nine dead after Monday's bombing at a market in Quetta."


@pytest.mark.parametrize(
    ("first", "then", "step"),
    [
        (
            "Police said 12 people were killed.",
            "Police on Tuesday corrected the death toll of Monday's bombing in Quetta to nine, down from 12.",
            "correction",
        ),
        (
            "The provincial health department said that 12 people were killed.",
            "The provincial health department said nine people were killed in Monday's bombing in Quetta, not 12 as it had reported.",
            "correction",
        ),
        (
            "Twelve people were killed.",
            "Nine people were killed in Monday's bombing in Quetta, police said, correcting an earlier toll of 12.",
            "correction",
        ),
        (
            "Osman Raisani, a police spokesman, said 12 people were killed.",
            "Mr Raisani said he had been wrong: nine people, not 12, were killed in Monday's bombing in Quetta.",
            "correction",
        ),
        (
            "Police said 12 people were killed.",
            "Police said nine people were killed in Monday's bombing in Quetta. The toll was revised after DNA tests.",
            "recount",
        ),
    ],
)
def test_a_number_that_was_corrected_disagrees_with_nobody(first: str, then: str, step: str) -> None:
    found = incident_of(printed(HEAD + first), printed(LATER + then, "Globe", 1), printed(ELSEWHERE, "Star", 2))
    figure = figure_of(found)
    assert figure.best == 9
    assert step in {each.step for each in figure.trajectory}
    assert not found.disagreements


@pytest.mark.parametrize(
    "then",
    [
        "The governor retracted his claim that 12 people had been killed in Monday's bombing in Quetta.",
        "The governor withdrew his statement that 12 people were killed in Monday's bombing in Quetta.",
    ],
)
def test_a_speaker_who_took_a_number_back_disagrees_with_nobody_in_whichever_paper(then: str) -> None:
    first, last = printed(HEAD + "The governor said 12 people were killed."), printed(LATER + then, "Globe", 2)
    found = incident_of(first, last, printed(ELSEWHERE, "Star", 1))
    assert (figure_of(found).low, figure_of(found).high) == (9, 9)
    assert "retraction" in {each.step for each in figure_of(found).trajectory}
    assert not found.disagreements
    assert [each.kind for each in incident_of(first, printed(ELSEWHERE, "Star", 1)).disagreements] == ["value"]


def test_what_an_earlier_version_had_is_gone_from_papers_that_printed_it_before() -> None:
    first = HEAD + "Twelve people were killed, the governor said."
    mended = "Nine people were killed in Monday's bombing in Quetta, the governor said."
    note = "\n\nCorrection: An earlier version of this report said that 12 people were killed."
    found = incident_of(printed(first), printed(LATER + mended + note, on=1), printed(first, "Globe"))
    assert not found.disagreements
    again = incident_of(printed(first, on=1), printed(LATER + mended + note, "Globe", 1))
    assert [each.kind for each in again.disagreements] == ["value"]


def test_one_who_calls_the_number_of_another_wrong_still_disagrees_with_it() -> None:
    first = printed(HEAD + "The mayor said 12 people were killed.")
    wrong = "Police said nine people were killed in Monday's bombing in Quetta, not 12 as the mayor had claimed."
    found = incident_of(first, printed(LATER + wrong, "Globe", 1))
    assert [each.kind for each in found.disagreements] == ["value"]


def test_a_speaker_who_stands_by_a_number_still_disagrees() -> None:
    first = printed(HEAD + "Police said 12 people were killed.")
    other = "The mayor said nine people were killed in Monday's bombing in Quetta. Police repeated that 12 people were killed."
    assert [each.kind for each in incident_of(first, printed(LATER + other, "Globe", 1)).disagreements] == ["value"]
