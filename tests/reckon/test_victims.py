"""People who came to harm, by name: counted once an incident, and who may be one person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reckon.tellings import BEGIN, told
from variorum.model import Claim, Incident, Told, VictimValue, When, Where
from variorum.reckon import reckon
from variorum.reckon.victims import possible_duplicates, victims_of

TOWN = Where(name="Dry Creek", kind="populated", country="XA", gazetteer_id=1)


def person(name: str, age: int | None = None, **more: Any) -> VictimValue:
    return VictimValue(**{"name": name, "age": age, "fate": "killed", **more})


def claims_of(group: list[Told]) -> list[Claim]:
    return [claim for each in group for claim in each.claims]


def once(*persons: VictimValue) -> list[tuple[str, int]]:
    """The victims of one incident, each named by an outlet of its own, with the number of reports."""
    group = [told(value, outlet=f"outlet {at}") for at, value in enumerate(persons)]
    return [(each.name, each.reports) for each in victims_of([reckon(group)], claims_of(group))]


@pytest.mark.parametrize(
    ("persons", "expected"),
    [
        ([person("Ada Vance"), person("Ada Vance", 34)], [("Ada Vance", 2)]),
        ([person("Ada Vance", 34), person("Dr Ada Vance", 35)], [("Ada Vance", 2)]),
        ([person("Ada Vance", 34), person("Ada Vance", 43)], [("Ada Vance", 1), ("Ada Vance", 1)]),
        ([person("Ada Vance", 34), person("Ada Vance", 60), person("Ada Vance")], [("Ada Vance", 2), ("Ada Vance", 1)]),
        ([person("Ada Mary Vance"), person("Ada Vance"), person("Vance")], [("Ada Mary Vance", 3)]),
        ([person("Ada Vance"), person("Ben Vance"), person("Vance")], [("Ada Vance", 1), ("Ben Vance", 1), ("Vance", 1)]),
        ([person("Khan Ali"), person("Ali Khan")], [("Ali Khan", 2)]),
        ([person("Kim Lee", sex="female"), person("Kim Lee", sex="male")], [("Kim Lee", 1), ("Kim Lee", 1)]),
        ([person("Mohammed Nasr"), person("Muhammad Nasr")], [("Mohammed Nasr", 1), ("Muhammad Nasr", 1)]),
        ([person("17")], []),
    ],
)
def test_in_one_incident_a_person_is_counted_once(persons: list[VictimValue], expected: list[tuple[str, int]]) -> None:
    assert sorted(once(*persons)) == sorted(expected)


def test_what_is_told_of_a_person_is_put_together() -> None:
    group = [
        told(person("Ada Vance", role="a teacher", fate="injured")),
        told(person("Ada Vance", 34, role="a teacher", sex="female"), outlet="Globe"),
        told(person("Ada M. Vance", 35), outlet="Star"),
    ]
    (found,) = victims_of([reckon(group)], claims_of(group))
    assert (found.ages, found.role, found.sex, found.fates, found.reports) == ((34, 35), "a teacher", "female", ("killed", "injured"), 3)
    assert (found.name, found.told_as) == ("Ada M. Vance", ("Ada Vance", "Ada M. Vance"))


def test_denials_and_claims_of_no_incident_name_nobody() -> None:
    group = [told(person("Ada Vance"), certainty="denied")]
    assert not victims_of([reckon(group)], claims_of(group))
    assert not victims_of([], claims_of([told(person("Ada Vance"))]))


def pairs(*incidents: tuple[int, VictimValue], where: Where | None = TOWN) -> list[tuple[float, tuple[str, ...]]]:
    """The possible duplicates of incidents that each name one person, days after the first."""
    groups = [
        [told(value, When.day(BEGIN + timedelta(days=day)), *([where] if where else []), outlet=f"outlet {at}", on=day)]
        for at, (day, value) in enumerate(incidents)
    ]
    made = [reckon(group) for group in groups]
    victims = victims_of(made, [claim for group in groups for claim in claims_of(group)])
    return [(each.score, each.reasons) for each in possible_duplicates(victims, made)]


def test_across_incidents_the_same_name_is_a_suggestion_with_reasons() -> None:
    assert pairs((0, person("Ada Vance")), (400, person("Ada Vance"))) == [(0.35, ("the same name",))]
    near = pairs((0, person("Ada Vance", 34)), (3, person("Ada Vance", 35)))
    assert near == [(0.8, ("the same name", "of one age (34 and 35)", "within a week in one country: perhaps one incident"))]
    older = pairs((0, person("Ada Vance", 34)), (3650, person("Ada Vance", 44)))
    assert older == [(0.6, ("the same name", "of one age (34 and 44)"))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Ada Vance", 34), person("Ada Vance", 50)),
        (person("Kim Lee", sex="female"), person("Kim Lee", sex="male")),
        (person("Vance"), person("Vance")),
        (person("Mohammed Nasr"), person("Muhammad Nasr")),
        (person("Ada Vance"), person("Ada Mary Vance")),
    ],
)
def test_too_little_makes_no_pair(one: VictimValue, other: VictimValue) -> None:
    assert pairs((0, one), (400, other)) == []


def test_a_name_written_in_two_ways_needs_more() -> None:
    assert pairs((0, person("Mohammed Nasr", 9)), (400, person("Muhammad Nasr", 9))) == [
        (0.45, ("names that are spelled alike", "of one age (both 9)"))
    ]


def within(*persons: VictimValue) -> list[tuple[float, tuple[str, ...]]]:
    group = [told(value, outlet=f"outlet {at}") for at, value in enumerate(persons)]
    made = [reckon(group)]
    return [(each.score, each.reasons) for each in possible_duplicates(victims_of(made, claims_of(group)), made)]


def test_in_one_incident_what_is_not_sure_is_listed() -> None:
    assert within(person("Mohammed Nasr"), person("Muhammad Nasr")) == [(0.35, ("names that are spelled alike",))]
    assert within(person("Ada Vance", 34), person("Ada Vance", 43)) == [(0.35, ("the same name", "but of different ages (34 and 43)"))]
    surname = within(person("Ada Vance"), person("Ben Vance"), person("Vance"))
    assert surname == [(0.35, ("one name holds the other",))] * 2


names = st.sampled_from(["Ada Vance", "Vance", "Ada Mary Vance", "Ben Vance", "Ida Wance", "Mohammed Nasr", "Muhamad Nasr", "Dr Vance"])


@settings(max_examples=60)
@given(st.lists(st.tuples(names, st.one_of(st.none(), st.integers(30, 34))), min_size=1, max_size=7))
def test_nobody_is_lost_and_no_order_matters(named: list[tuple[str, int | None]]) -> None:
    group = [told(person(name, age), outlet=f"outlet {at}") for at, (name, age) in enumerate(named)]
    made: list[Incident] = [reckon(group)]
    claims = claims_of(group)
    found = victims_of(made, claims)
    assert sorted(key for each in found for key in each.claims) == sorted(claim.key for claim in claims)
    assert victims_of(made, claims[::-1]) == found
    assert possible_duplicates(found[::-1], made) == possible_duplicates(found, made)
    assert all(each.score <= 0.9 and each.reasons for each in possible_duplicates(found, made))
