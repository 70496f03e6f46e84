"""One warning is one row, whoever prints it: from text on."""

from __future__ import annotations

from tests.reckon.printed import foretold_by, incident_of, printed
from tests.reckon.tellings import day

ATTACK = "Gunmen attack a concert hall in Moscow\n\nMOSCOW — Gunmen opened fire in a concert hall in Moscow on Monday, killing 40 people."
HAD = f"{ATTACK} The U.S. embassy had warned of attacks on concerts."
POST = (
    "Embassy warns of attacks on concerts in Moscow\n\n"
    "MOSCOW — The U.S. embassy in Moscow warned on Wednesday of attacks on concerts in Moscow in the coming days.",
    "Post",
    -5,
)
GLOBE = (
    "Warning of attacks in Moscow\n\nThe U.S. embassy in Moscow warned of imminent attacks on concerts in Moscow.",
    "Globe",
    -4,
)
MAYOR = (
    "Mayor of Moscow warns of attacks\n\nMOSCOW — The mayor of Moscow warned of attacks on concert halls in Moscow in the coming weeks.",
    "Star",
    -5,
)


def test_two_reports_of_one_warning_are_one_row_with_two_witnesses() -> None:
    attack = incident_of(printed(ATTACK, "Echo", 1))
    (found,) = foretold_by([attack], POST, GLOBE)
    assert found.witnesses == ("Post", "Globe")
    assert len(found.claims) >= 2
    assert found.claim == found.claims[0]
    assert found.by == "U.S. embassy in Moscow"
    assert found.said == day(-5)
    assert not found.stated
    assert (found,) == foretold_by([attack], GLOBE, POST)


def test_what_the_incident_s_report_says_of_it_is_of_the_same_row() -> None:
    attack = incident_of(printed(HAD, "Echo", 1))
    (found,) = foretold_by([attack], POST, GLOBE, (HAD, "Echo", 1))
    assert (found.stated, found.score, found.said, found.witnesses) == (True, 0.6, day(-5), ("Post", "Globe", "Echo"))
    assert found.reasons[0] == "a report of the incident says so"


def test_one_sentence_in_two_papers_has_one_witness() -> None:
    attack = incident_of(printed(ATTACK, "Echo", 1))
    (found,) = foretold_by([attack], POST, (POST[0], "Globe", -4))
    assert found.witnesses == ("Post",)


def test_warnings_by_two_or_at_two_times_are_two_rows() -> None:
    attack = incident_of(printed(ATTACK, "Echo", 1))
    assert sorted(len(each.witnesses) for each in foretold_by([attack], POST, GLOBE, MAYOR)) == [1, 2]
    assert len(foretold_by([attack], POST, (GLOBE[0], "Globe", -1))) == 2
