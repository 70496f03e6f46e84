from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reckon.tellings import each_alone, figure, people, thing, told
from variorum.model import Target, TargetValue, WeaponValue
from variorum.reckon import reckon
from variorum.reckon.participants import reckon_targets, reckon_weapons, weapon_kind


def labels(targets: tuple[Target, ...]) -> set[tuple[str | None, str | None, int]]:
    return {(target.name, target.description, target.reports) for target in targets}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((people("83 policemen"), people("two police officers"), people("the policemen")), {(None, "policemen", 3)}),
        ((people("At least 65 people"), people("Seventy people"), people("students")), {(None, "people", 2), (None, "students", 1)}),
        ((thing(name="the Harbour City Hall"), thing("a hall near Harlow"), thing("hall")), {("Harbour City Hall", "hall", 3)}),
        (
            (thing("a metro station"), thing("the metro station"), thing("a police station")),
            {(None, "metro station", 2), (None, "police station", 1)},
        ),
        (
            (thing("a metro station"), thing("a police station"), thing("the station")),
            {(None, "metro station", 1), (None, "police station", 1), (None, "station", 1)},
        ),
        (
            (thing(name="St Ann Church"), thing(name="Old Mill Church"), thing("a church")),
            {("St Ann Church", None, 1), ("Old Mill Church", None, 1), (None, "church", 1)},
        ),
        (
            (people(name="Mara Lind"), people(name="Lind", description="mayor"), people("mayor")),
            {("Mara Lind", "mayor", 2), (None, "mayor", 1)},
        ),
        (
            (people(name="Mara Lind"), people(name="Olof Lind"), people(name="Lind")),
            {("Mara Lind", None, 1), ("Olof Lind", None, 1), ("Lind", None, 1)},
        ),
        ((people("buses"), thing("buses")), {(None, "buses", 1)}),
        ((people("no child"), people("😀"), people("the")), {(None, "the", 1)}),
    ],
)
def test_tellings_of_one_thing_are_put_together(values: tuple[TargetValue, ...], expected: set[Any]) -> None:
    assert labels(reckon_targets(each_alone(*values))) == expected


def test_several_numbers_and_effects_stay_several() -> None:
    values = [people("two guards", number="two", effect="INJURY"), people("2 guards", number="2", effect="INJURY")]
    values += [people("at least 15 guards", number="at least 15", effect="DEATH"), people("guards", number="PLURAL")]
    (found,) = reckon_targets(each_alone(*values))
    assert [(each.number, each.effect) for each in found.outcomes] == [("2", "INJURY"), ("at least 15", "DEATH")]
    assert len(found.claims) == 4


def test_nobody_struck_outnumbers_the_figure() -> None:
    injured = figure(79, category="injured")
    group = [
        told(people("students", number="587", effect="INJURY"), injured),
        told(people("students", number="12", effect="INJURY"), outlet="Globe"),
    ]
    (target,) = reckon(group).targets
    assert [each.number for each in target.outcomes] == ["12"]
    assert len(target.claims) == 2
    (open_end,) = reckon([told(people("students", number="587", effect="INJURY"), figure(79, None, category="injured"))]).targets
    assert [each.number for each in open_end.outcomes] == ["587"]


def test_a_telling_type_beats_a_vague_one_and_a_role_tells_its_type() -> None:
    mosque = [thing("a mosque", type="OTHER"), thing("mosque", type="OTHER"), thing("police mosque", type="LAW ENFORCEMENT FACILITY")]
    assert [each.type for each in reckon_targets(each_alone(*mosque))] == ["LAW ENFORCEMENT FACILITY"]
    (mayor,) = reckon_targets(each_alone(people(name="Mara Lind", description="mayor", type="CIVILIAN")))
    assert mayor.type == "GOVERNMENT OFFICIAL"


def test_a_person_by_name_is_private_unless_the_office_is_public() -> None:
    found = reckon_targets(each_alone(people(name="Mara Lind", description="mayor"), people(name="Olof Sand"), people("teachers")))
    assert {each.name: each.private for each in found} == {"Mara Lind": False, "Olof Sand": True, None: False}


def test_denials_and_running_totals_strike_nothing_and_forecasts_only_where_it_did_not_come_to_pass() -> None:
    group = [
        told(thing("a bridge"), certainty="denied"),
        told(thing("a dam"), certainty="predicted"),
        told(thing("a school"), outlet="Globe", status="cumulative"),
        told(WeaponValue(name="bombs"), certainty="denied"),
    ]
    assert (reckon_targets(group), reckon_weapons(group)) == ((), ())
    assert [each.description for each in reckon_targets(group, stage="THREATENED")] == ["dam"]


def test_reports_under_one_credit_are_counted_once() -> None:
    group = [told(thing("a bridge"), outlet=outlet, credit="Wire") for outlet in ("Post", "Globe")]
    (found,) = reckon_targets(group)
    assert (found.reports, len(found.claims)) == (1, 2)


def test_weapons_of_one_kind_and_name_are_put_together() -> None:
    values = [WeaponValue(name="bombs", kind="explosive"), WeaponValue(name="A bomb"), WeaponValue(name="truck bomb", kind="explosive")]
    values += [WeaponValue(name="machetes", kind="blade"), WeaponValue(name="a thing")]
    found = reckon_weapons(each_alone(*values))
    assert {(each.name, each.kind, each.reports) for each in found} == {
        ("bomb", "explosive", 2),
        ("truck bomb", "explosive", 1),
        ("machetes", "blade", 1),
        ("thing", None, 1),
    }


@pytest.mark.parametrize(("name", "kind"), [("truck bomb", "explosive"), ("petrol bomb", "fire"), ("thing", None), ("", None)])
def test_the_kind_of_a_weapon(name: str, kind: str | None) -> None:
    assert weapon_kind(name) == kind


WORDS = st.lists(
    st.sampled_from("the a two 83 police metro City Harbour station school schools policemen guards in and Lind Mara of people".split()),
    min_size=1,
    max_size=5,
).map(" ".join)
VALUES = st.one_of(
    st.builds(thing, WORDS, name=st.none() | WORDS, number=st.none() | WORDS),
    st.builds(people, WORDS | st.text(max_size=8).filter(bool), name=st.none() | WORDS, effect=st.sampled_from([None, "DEATH", "INJURY"])),
    st.builds(WeaponValue, name=WORDS | st.text(max_size=8), kind=st.sampled_from([None, "gun", "explosive"])),
)


@given(st.lists(VALUES, min_size=1, max_size=8), st.randoms())
def test_the_order_of_accounts_does_not_matter_and_no_claim_is_held_twice(values: list[Any], random: Any) -> None:
    group = each_alone(*values)
    shuffled = list(group)
    random.shuffle(shuffled)
    assert (reckon_targets(group), reckon_weapons(group)) == (reckon_targets(shuffled), reckon_weapons(shuffled))
    incident = reckon(group)
    held = [key for each in (*incident.targets, *incident.weapons) for key in each.claims]
    assert len(held) == len(set(held))
    assert set(held) <= {claim.key for each in group for claim in each.claims}
