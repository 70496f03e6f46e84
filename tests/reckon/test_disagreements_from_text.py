"""Every kind of disagreement from two reports as newspapers print them, and what is none though it looks like one."""

from __future__ import annotations

import pytest

from tests.reckon.printed import incident_of, printed
from variorum.model.words import DisagreementKind, words_of
from variorum.reckon import reckon

POST = "Attack in Quetta\n\nA bomb exploded at a market in Quetta on Monday. "
GLOBE = "Quetta market\n\nA bomb exploded at a market in Quetta on Monday. "

# kind, what Post says behind its first sentence, what Globe does, and the sentence that tells of it
KINDS: list[tuple[str, str, str, str]] = [
    (
        "value",
        "Police said 17 people were killed.",
        "Hospital officials said 23 people were killed.",
        "Police said 17 people were killed (in Post, 3 May 2021); hospital officials said 23 (in Globe, 3 May 2021).",
    ),
    (
        "composition",
        "The bombing killed 24 people, including 11 children, police said.",
        "It killed 24 adults and 11 children, the hospital said.",
        "Police (in Post) counted 24 killed in all, 11 of them children; the hospital (in Globe) counted 24 adults and 11 children side by"
        " side, which would make 35.",
    ),
    (
        "composition",
        "Twenty-four people, among them 11 children, were killed, police said.",
        "Eleven children and 24 others were killed.",
        "Police (in Post) counted 24 killed in all, 11 of them children; Globe counted 24 others and 11 children side by side, which would"
        " make 35.",
    ),
    (
        "scope",
        "Nineteen people died, among them the two gunmen, police said.",
        "Nineteen victims and two gunmen were killed, officials said.",
        "Post counted 19 killed with the attackers; Globe counted as many without them.",
    ),
    (
        "scope",
        "Police said 19 people, two of them attackers, were killed.",
        "In addition to the two attackers, 19 people were killed.",
        "Post counted 19 killed with the attackers; Globe counted as many without them.",
    ),
    (
        "scope",
        "Police said 19 people were killed, including the two gunmen.",
        "Nineteen people were killed, excluding the attackers, the hospital said.",
        "Post counted 19 killed with the attackers; Globe counted as many without them.",
    ),
    (
        "responsibility",
        "Police accused the Balochistan Liberation Army.",
        "The Balochistan Liberation Army denied that it carried out the attack.",
        "Police (in Post) accused the Balochistan Liberation Army, which denied it (in Globe).",
    ),
]


@pytest.mark.parametrize(("kind", "one", "other", "text"), KINDS)
def test_two_reports_that_disagree(kind: str, one: str, other: str, text: str) -> None:
    found = incident_of(printed(POST + one), printed(GLOBE + other, "Globe"))
    assert [(each.kind, each.text) for each in found.disagreements] == [(kind, text)]


def test_two_reports_of_two_days() -> None:
    found = incident_of(
        printed("Bombing in Quetta\n\nA bomb exploded in Quetta on 3 May 2021, killing nine people.", on=40),
        printed("Quetta bombing\n\nA bomb that killed nine people exploded in Quetta on 7 May 2021.", "Globe", 40),
    )
    (only,) = found.disagreements
    assert (only.kind, only.text) == ("time", "Post dated it to 3 May 2021; Globe dated it to 7 May 2021.")


def test_two_reports_of_two_towns() -> None:
    found = incident_of(
        printed("Bombing kills nine\n\nA bomb exploded at a market in Quetta on Monday, killing nine people, police said."),
        printed("Nine killed in bombing\n\nA bomb exploded at a market in Peshawar on Monday, killing nine people, police said.", "Globe"),
    )
    (only,) = found.disagreements
    assert only.kind == "place"
    assert "placed it in Quetta, Balochistan" in only.text
    assert "placed it in Peshawar, Khyber Pakhtunkhwa" in only.text


def test_a_report_of_a_failure_against_one_of_a_deed() -> None:
    found = incident_of(
        printed("Bomb explodes in Quetta\n\nA bomb exploded outside a court in Quetta on Monday, police said."),
        printed("Attack foiled in Quetta\n\nPolice foiled a bombing outside a court in Quetta on Monday, officials said.", "Globe"),
    )
    (only,) = found.disagreements
    assert (only.kind, only.text) == ("status", "Post told of the bombing as carried out; Globe told of it as foiled or failed.")


def test_a_number_of_the_province_against_one_of_the_town() -> None:
    wide = "Thirty-one people were killed across Balochistan on Monday, officials said, in attacks on markets in Quetta and elsewhere."
    one, other = printed(POST + "Thirty-one people were killed in the city, police said."), printed(GLOBE + wide, "Globe")
    (only,) = reckon([*one, *other]).disagreements
    text = "Post counted 31 killed in the incident itself; Globe counted as many across Balochistan."
    assert (only.kind, only.text) == ("scope", text)


def test_every_kind_is_reached_from_text() -> None:
    assert {*(kind for kind, *_ in KINDS), "time", "place", "status"} == set(words_of(DisagreementKind))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nineteen people were dead, including the two gunmen, police said.", "Officials counted 17 victims."),
        ("Twelve people were killed in the city, police said.", "Thirty-one people were killed across the province, officials said."),
        ("At least 17 people were killed, police said.", "Hospital officials said 23 people were killed."),
        ("Police said 23 people were killed.", "Eight of the victims died in hospital, a doctor said."),
        ("Police said nine people were injured.", "Doctors at the Civil Hospital said they treated four injured people."),
        ("Police said 23 people were killed.", "Nobody else was killed, the mayor said."),
        ("No arrests were made, police said.", "Police said they arrested 14 people."),
    ],
)
def test_what_only_looks_like_a_disagreement(one: str, other: str) -> None:
    assert not incident_of(printed(POST + one), printed(GLOBE + other, "Globe")).disagreements
