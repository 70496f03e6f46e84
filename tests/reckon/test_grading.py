from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.reckon.tellings import blames, claimed, day, denied, people, told
from variorum.model import Incident, Judgement, Told
from variorum.reckon import reckon
from variorum.reckon.grades import Grade, decided_grades

FRONT, ARMY = "Red Dawn Front", "Blue Hill Army"
GLOBE, STAR = {"outlet": "Globe"}, {"outlet": "Star"}
NOON = datetime(2024, 6, 1, 12, tzinfo=UTC)


def graded(group: list[Told], **more: Any) -> dict[str, str]:
    return {each.actor.name: each.grading for each in reckon(group, **more).grading}


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ([told(claimed(FRONT), by=FRONT)], {FRONT: "Confirmed"}),
        ([told(blames(FRONT)), told(blames(FRONT), **GLOBE)], {FRONT: "Fair"}),
        ([told(blames(FRONT)), told(blames(FRONT), on=2)], {FRONT: "Weak"}),
        ([told(blames(FRONT), by="Osk Brandel"), told(blames(FRONT), by="Osk Brandel", **GLOBE)], {FRONT: "Weak"}),
        ([told(blames(FRONT, "POSSIBLE")), told(blames(FRONT, "POSSIBLE"), **GLOBE)], {FRONT: "Weak"}),
        ([told(blames(FRONT)), told(blames(ARMY), **GLOBE)], {FRONT: "Contested", ARMY: "Contested"}),
        ([told(claimed(FRONT)), told(claimed(ARMY), **GLOBE)], {FRONT: "Contested", ARMY: "Contested"}),
        ([told(claimed(FRONT)), told(blames(ARMY), **GLOBE)], {FRONT: "Confirmed", ARMY: "Contested"}),
        ([told(blames(FRONT)), told(blames(FRONT), **GLOBE), told(denied(FRONT), by=FRONT, **STAR)], {FRONT: "Fair"}),
        ([told(claimed(FRONT), by="a caller"), told(denied(FRONT), by=FRONT, **GLOBE)], {FRONT: "Contested"}),
        ([told(blames("Osk Brandel")), told(blames("Osk Brandel", "ACQUITTED"), **GLOBE)], {"Osk Brandel": "Contested"}),
        ([told(blames("ISIL")), told(blames("Daesh"), **GLOBE)], {"Islamic State": "Fair"}),
        ([told(denied(FRONT), by=FRONT)], {}),
        ([told(blames("gunmen")), told(blames("Masked gunmen"), **GLOBE)], {}),
        ([told(blames(FRONT), certainty="denied")], {}),
        ([told()], {}),
    ],
)
def test_the_grade_of_each_accused_actor(group: list[Told], expected: dict[str, str]) -> None:
    assert graded(group) == expected
    assert graded(list(reversed(group))) == expected


def test_reasons_are_words() -> None:
    group = [told(blames(FRONT)), told(blames(FRONT), **GLOBE), told(denied(FRONT), by="Osk Brandel", **STAR)]
    (found,) = reckon(group).grading
    assert found.reason == "named by 2 independent sources, and nobody names another; denied by Osk Brandel"
    assert (found.sources, found.by) == (2, None)
    copies = {each.document.key: "document:first" for each in group}
    (copied,) = reckon(group, family_of=copies).grading
    assert (copied.grading, copied.sources) == ("Weak", 1)


def test_a_person_s_grade_comes_first_and_alone_discounts() -> None:
    group = [told(blames("ISIL"))]
    given = [Grade(account=group[0].key, actor="Daesh", grading="Discounted", by="Ada", reason="a hoax")]
    (found,) = reckon(group, grades=given).grading
    assert (found.actor.name, found.grading, found.by, found.reason, found.sources) == ("Islamic State", "Discounted", "Ada", "a hoax", 1)
    rival = [*group, told(blames("PKK"), **GLOBE)]
    assert graded(rival, grades=given) == {"Islamic State": "Discounted", "Kurdistan Workers' Party": "Weak"}
    assert not reckon(rival, grades=given).disagreements
    alone = [Grade(account=group[0].key, actor=ARMY, grading="Weak", by="Ada", reason=None)]
    assert graded(group, grades=alone) == {"Islamic State": "Weak", ARMY: "Weak"}


def grade(grading: str, *, by: str = "Ada", hours: int = 0, actor: str = "ISIL", **more: Any) -> Judgement:
    held = {"subject": "account:1", "value": {"actor": actor, "grading": grading}, **more}
    return Judgement(verdict="grade", by=by, at=NOON + timedelta(hours=hours), **held)


def test_the_last_word_holds_and_people_who_differ_are_told_of() -> None:
    first, last = grade("Weak"), grade("Discounted", by="Ben", hours=1, actor="Daesh")
    grades, problems = decided_grades([last, first], {"account:1"}, {})
    assert [(each.grading, each.by) for each in grades] == [("Discounted", "Ben")]
    assert [problem.code for problem in problems] == ["contradictory_judgements"]
    undone = Judgement(verdict="grade", subject="account:1", value=last.value, by="Ben", at=NOON + timedelta(hours=2), withdraws=last.key)
    assert [each.grading for each in decided_grades([first, last, undone], {"account:1"}, {})[0]] == ["Weak"]


def test_a_grade_follows_its_account() -> None:
    grades, problems = decided_grades([grade("Fair")], {"account:2"}, {"account:1": "account:2"})
    assert [each.account for each in grades] == ["account:2"]
    assert not problems
    grades, problems = decided_grades([grade("Fair"), grade("Nonsense", actor="x")], {"account:3"}, {})
    assert not grades
    assert {problem.code for problem in problems} == {"words_gone"}


def test_responsibility_stands_by_actor_with_its_days() -> None:
    group = [
        told(claimed("ISIL"), by="ISIL", on=1),
        told(claimed("Islamic State"), by="ISIL", on=4, **GLOBE),
        told(blames("IS-K"), by="police", on=None, **STAR),
        told(blames("Brandel", kind="person"), by="police", **STAR),
        told(blames("separatist leader Osk Brandel", kind="person"), by="police", on=2),
    ]
    incident: Incident = reckon(group)
    rows = {(each.actor.name, each.status, each.first, each.last, len(each.claims)) for each in incident.responsibility}
    assert ("Islamic State", "CLAIMED OR ADMITTED", day(1), day(4), 2) in rows
    assert ("Islamic State Khorasan Province", "SUSPECTED OR ACCUSED", None, None, 1) in rows
    assert {name for name, *_ in rows if "Brandel" in name} == {"Osk Brandel"}
    leader = told(blames("a leader of the Red Dawn Front"), blames(FRONT))
    assert {each.actor.name for each in reckon([leader]).responsibility} == {"a leader of the Red Dawn Front", FRONT}


WORDS = (
    "men",
    "of four suspected gunmen",
    "Islamic",
    "the attackers",
    "Masked gunmen",
    "Two attackers",
    "a suicide bomber",
    "Islamist militants",
)


def test_police_who_accuse_others_admit_nothing_by_what_they_did_about_it() -> None:
    shot = blames("police", "CLAIMED OR ADMITTED", kind="police")
    both = told(blames(FRONT), shot, by="police")
    assert [each.actor.name for each in reckon([both]).responsibility] == [FRONT]
    assert [each.actor.name for each in reckon([told(shot, by="police")]).responsibility] == ["police"]


def test_one_speaker_is_one_line_whatever_it_is_called() -> None:
    group = [
        told(claimed("Daesh"), by="Daesh"),
        told(claimed("ISIL"), by="ISIL", outlet="Globe", on=1),
        told(blames("ISIL"), by="the police", outlet="Globe", on=2),
        told(blames("ISIL"), by="Police", outlet="Star", on=3),
    ]
    lines = reckon(group).responsibility
    assert [(each.status, each.by, len(each.claims)) for each in lines] == [
        ("CLAIMED OR ADMITTED", "Islamic State", 2),
        ("SUSPECTED OR ACCUSED", "Police", 2),
    ]


def test_whoever_is_told_of_in_words_that_name_nobody_stands_once_and_is_never_graded() -> None:
    group = [
        told(blames(words, kind=kind), outlet=words)
        for words, kind in zip(WORDS, ["person", None, "armed_group", "group"] * 2, strict=True)
    ]
    incident = reckon([*group, told(blames(FRONT), **GLOBE)])
    assert {(each.actor.name, len(each.claims)) for each in incident.responsibility} == {("unnamed attackers", len(WORDS)), (FRONT, 1)}
    (line,) = (each for each in incident.responsibility if each.actor.kind == "unnamed")
    assert set(line.told_as) == set(WORDS)
    assert [each.actor.name for each in incident.grading] == [FRONT]


def test_an_army_or_a_government_is_somebody_though_it_is_not_graded() -> None:
    incident = reckon([told(blames("the army", kind="military")), told(blames("government forces", kind="state"), **GLOBE)])
    assert {each.actor.name for each in incident.responsibility} == {"the army", "government forces"}
    assert not incident.grading


def test_sources_are_witnesses_not_outlets() -> None:
    quoted = [told(blames(FRONT), by="Osk Brandel", outlet=f"outlet {number}") for number in range(4)]
    both = told(blames(FRONT), by="Ada Vance", **GLOBE)
    assert [each.sources for each in reckon(quoted).grading] == [1]
    assert [(each.sources, each.grading) for each in reckon([*quoted, both]).grading] == [(2, "Fair")]
    own = told(blames(FRONT), whole=f"Title\n\nWho did it: {FRONT}.", outlet="outlet 0")
    assert [each.sources for each in reckon([*quoted, own]).grading] == [2]  # another report of the outlet, in its own voice
    group = [told(blames(FRONT), by=f"Speaker Number{number}") for number in range(3)]
    assert [each.sources for each in reckon(group).grading] == [3]  # one outlet quotes three people


def test_who_is_blamed_is_marked_among_the_targets_by_any_name() -> None:
    group = [told(blames("ISIL")), told(people(name="Islamic State"), people("guards"), **GLOBE)]
    assert {each.name or each.description: each.blamed for each in reckon(group).targets} == {"Islamic State": True, "guards": False}
