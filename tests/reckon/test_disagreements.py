from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reckon.tellings import blames, claimed, day, denied, figure, told
from variorum.model import Disagreement, Scope, Told, TypeValue, When, Where
from variorum.reckon import reckon

BOMBING, FAILED, PLAN = (TypeValue(type="bombing", stage=stage) for stage in ("ACCOMPLISHED", "ATTEMPTED", "THREATENED"))  # type: ignore[arg-type]
SIEGE = TypeValue(type="hostage_taking")
TOWN = Where(name="Dry Creek", kind="populated", country="XA", admin1="Aland", gazetteer_id=1, lat=10.0, lon=10.0)
SUBURB = Where(name="Creek End", kind="populated", country="XA", admin1="Aland", gazetteer_id=2, lat=10.1, lon=10.1)
FAR = Where(name="Bellport", kind="populated", country="XA", admin1="Bland", gazetteer_id=3, lat=14.0, lon=10.0)
PROVINCE = Where(name="Aland", kind="admin1", country="XA", gazetteer_id=4, lat=11.0, lon=10.0, precision=4)
LAND = Where(name="Xanadia", kind="country", country="XA", gazetteer_id=5, lat=12.0, lon=10.0, precision=6)
MONTH = When(earliest=day(-2), latest=day(28), precision=4, how="stated")
FRONT, ARMY = "Red Dawn Front", "Blue Hill Army"


def found(group: Sequence[Told]) -> tuple[Disagreement, ...]:
    return reckon(group).disagreements


def on(offset: int, how: str = "stated") -> When:
    return When.day(day(offset), how=how)  # type: ignore[arg-type]


GLOBE, STAR = {"outlet": "Globe"}, {"outlet": "Star"}
ATTACKERS, WITHOUT = {"includes_perpetrators": True}, {"includes_perpetrators": False}

CASES: list[tuple[str, list[Told], str | None]] = [
    ("two numbers", [told(figure(17)), told(figure(23), **GLOBE)], "value"),
    ("a lower end", [told(figure(17, None, bound="at_least")), told(figure(23), **GLOBE)], None),
    ("about the same", [told(figure(100, bound="about")), told(figure(109), **GLOBE)], None),
    ("one voice that revises", [told(on(0), figure(17)), told(on(0), figure(23), on=1)], None),
    ("one speaker who revises", [told(figure(17), by="Osk Brandel"), told(figure(23), by="Osk Brandel", on=1, **GLOBE)], None),
    ("a toll that rises", [told(on(0), figure(17)), told(on(0), figure(23), on=1, **GLOBE)], None),
    ("a later and lower number", [told(on(0), figure(23)), told(on(0), figure(17), on=1, **GLOBE)], "value"),
    ("twice as many on one day", [told(on(0), figure(4)), told(on(0), figure(23), **GLOBE)], None),
    ("once tolls stand still", [told(on(0), figure(17), on=90), told(on(0), figure(23), on=400, **GLOBE)], "value"),
    ("attackers in and out", [told(figure(174, **ATTACKERS)), told(figure(130, **WITHOUT), **GLOBE)], None),
    (
        "the attackers are the difference",
        [told(figure(17), figure(3, category="perpetrators")), told(figure(20, **ATTACKERS), **GLOBE)],
        None,
    ),
    (
        "more than the attackers are the difference",
        [told(figure(15), figure(3, category="perpetrators")), told(figure(20, **ATTACKERS), **GLOBE)],
        "value",
    ),
    ("nobody knows how many attackers", [told(figure(17)), told(figure(20, **ATTACKERS), **GLOBE)], "value"),
    ("one number with and without attackers", [told(figure(174, **ATTACKERS)), told(figure(174, **WITHOUT), **GLOBE)], "scope"),
    (
        "one number over more",
        [told(figure(130)), told(figure(130, scope=Scope(text="since January", period="since January")), **GLOBE)],
        "scope",
    ),
    (
        "one small number over more",
        [told(figure(3)), told(figure(3, scope=Scope(text="across Aland", place="across Aland")), **GLOBE)],
        None,
    ),
    ("two printed days", [told(on(0)), told(on(2), **GLOBE)], "time"),
    ("two days in a row that are worked out", [told(on(0)), told(on(1, "resolved"), **GLOBE), told(on(1, "resolved"), **STAR)], None),
    ("one report that works out another day", [told(on(0)), told(on(4, "resolved"), **GLOBE)], None),
    ("two reports that work out another day", [told(on(0)), told(on(4, "resolved"), **GLOBE), told(on(4, "resolved"), **STAR)], "time"),
    ("a day and its month", [told(on(0)), told(MONTH, **GLOBE)], None),
    ("a report that gives both days", [told(on(0)), told(on(2), on(0), **GLOBE)], None),
    ("the days of a siege", [told(SIEGE, on(0)), told(SIEGE, on(2), **GLOBE)], None),
    ("two towns", [told(TOWN), told(FAR, **GLOBE)], "place"),
    ("a suburb", [told(TOWN), told(SUBURB, **GLOBE)], None),
    ("a province", [told(TOWN), told(PROVINCE, **GLOBE)], None),
    ("a land", [told(TOWN), told(LAND, **GLOBE)], None),
    ("a place beside the other", [told(TOWN), told(FAR, text="Not far from Dry Creek.", **GLOBE)], None),
    ("carried out and failed", [told(BOMBING), told(FAILED, **GLOBE)], "status"),
    ("failed, and people were killed", [told(BOMBING), told(FAILED, figure(3), **GLOBE)], None),
    ("a plan before the deed", [told(BOMBING, on=1), told(PLAN, on=0, **GLOBE)], None),
    ("a plan after the deed", [told(BOMBING, on=0), told(PLAN, on=1, **GLOBE)], "status"),
    ("accused and denied", [told(blames(FRONT), by="police"), told(denied(FRONT), by=FRONT, **GLOBE)], "responsibility"),
    ("a person accused and acquitted", [told(blames("Osk Brandel")), told(blames("Mr Brandel", "ACQUITTED"), **GLOBE)], "responsibility"),
    ("unnamed and denied", [told(blames("gunmen")), told(denied("gunmen"), **GLOBE)], None),
    ("denied by one whom nobody accuses", [told(denied(FRONT), by=FRONT)], None),
    ("two who claim it", [told(claimed(FRONT)), told(claimed(ARMY), **GLOBE)], "responsibility"),
    ("two who are accused", [told(blames(FRONT), by="police"), told(blames(ARMY), by="rebels", **GLOBE)], "responsibility"),
    ("one of the two", [told(blames(FRONT), blames(ARMY)), told(blames(FRONT), **GLOBE)], None),
    ("two names of one group", [told(claimed("ISIL")), told(blames("Daesh"), **GLOBE)], None),
    ("a group and its branch", [told(claimed("Islamic State")), told(blames("ISIS-K"), **GLOBE)], None),
    ("two groups of the list", [told(claimed("Islamic State")), told(blames("the PKK"), **GLOBE)], "responsibility"),
    ("a state and its forces", [told(blames("Russia", kind="state")), told(blames("Russian forces", kind="military"), **GLOBE)], None),
    ("a person and a group", [told(claimed(FRONT)), told(blames("Osk Brandel", kind="person"), **GLOBE)], None),
    ("an accusation that the text rejects", [told(claimed(FRONT)), told(blames(ARMY), certainty="denied", **GLOBE)], None),
    ("a running total", [told(figure(17)), told(figure(230), status="cumulative", **GLOBE)], None),
]


def test_two_numbers_of_one_day_that_the_toll_left_behind_are_no_disagreement() -> None:
    early = [told(figure(67), on(0)), told(figure(90), **GLOBE)]
    assert [each.text for each in found(early)] == ["Post reported 67 killed; Globe reported 90 (both 3 May 2021)."]
    later = [told(figure(129), outlet=f"outlet {at}", on=5) for at in range(2)]
    assert not found([*early, *later])
    assert found([*early, *later, told(figure(67), outlet="Echo", on=5)])


def test_speakers_of_headlines_have_their_article() -> None:
    group = [told(figure(17), by="Police"), told(figure(23), by="hospital", **GLOBE)]
    (each,) = found(group)
    assert each.text == "Police said 17 people were killed (in Post, 3 May 2021); the hospital said 23 (in Globe, 3 May 2021)."


@pytest.mark.parametrize(("group", "kind"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_a_disagreement(group: list[Told], kind: str | None) -> None:
    assert [each.kind for each in found(group)] == ([kind] if kind else [])


@pytest.mark.parametrize(("group", "kind"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_sides_hold_the_claims_and_the_order_does_not_matter(group: list[Told], kind: str | None) -> None:
    known = {claim.key for each in group for claim in each.claims}
    for each in found(group):
        assert len(each.sides) > 1
        assert set(each.claims) == {key for side in each.sides for key in side.claims} <= known
        assert all(side.says and side.claims for side in each.sides)
        assert each.text.endswith(".")
    assert found(list(reversed(group))) == found(group)


@pytest.mark.parametrize(
    ("group", "text"),
    [
        ([told(figure(17)), told(figure(23), **GLOBE)], "Post reported 17 killed; Globe reported 23 (both 3 May 2021)."),
        ([told(on(0)), told(on(2), **GLOBE)], "Post dated it to 3 May 2021; Globe dated it to 5 May 2021."),
        (
            [told(TOWN), told(TOWN, **STAR), told(FAR, **GLOBE)],
            "Post and Star placed it in Dry Creek, Aland; Globe placed it in Bellport, Bland.",
        ),
        ([told(BOMBING), told(FAILED, **GLOBE)], "Post told of the bombing as carried out; Globe told of it as foiled or failed."),
        (
            [told(blames(FRONT), by="The police"), told(denied(FRONT), by=FRONT, **GLOBE)],
            "The police (in Post) accused the Red Dawn Front, which denied it (in Globe).",
        ),
        (
            [told(claimed(FRONT), by="a caller"), told(claimed(ARMY), by=ARMY, **GLOBE)],
            "Several claimed it: a caller (in Post) claimed it for the Red Dawn Front; the Blue Hill Army claimed it (in Globe).",
        ),
        (
            [told(claimed("ISIL"), by="ISIL"), told(blames("PKK"), blames("Hamas"), by="Osk Brandel", **GLOBE)],
            "Who did it is disputed: Islamic State claimed it (in Post); Osk Brandel (in Globe) accused Hamas and the Kurdistan Workers'"
            " Party.",
        ),
        (
            [told(figure(174, **ATTACKERS)), told(figure(174, **WITHOUT), **GLOBE)],
            "Post counted 174 killed with the attackers; Globe counted as many without them.",
        ),
    ],
)
def test_one_sentence_says_it(group: list[Told], text: str) -> None:
    (only,) = (each.text for each in found(group))
    assert _parts(only) == _parts(text)


def _parts(sentence: str) -> tuple[str, list[str]]:
    """The opening, and what each side says: sides that are equally firm stand in the order of their reports' keys."""
    opening, _, said = sentence.removesuffix(".").rpartition(": ")
    return opening, sorted(part[:1].casefold() + part[1:] for part in said.split("; "))


SAID: list[Any] = [figure(17), figure(23), figure(30, None, bound="at_least"), on(0), on(3), TOWN, FAR, SUBURB, BOMBING, FAILED]
SAID += [blames(FRONT), denied(FRONT), claimed(ARMY), blames("gunmen"), blames("Russia", kind="state")]


@settings(max_examples=60)  # other work on the machine is no failure
@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(SAID), min_size=1, max_size=4),
            st.sampled_from("abc"),
            st.integers(0, 40),
            st.sampled_from(["", "Osk"]),
        ),
        min_size=1,
        max_size=8,
    ),
    st.randoms(),
)
def test_the_order_of_accounts_never_matters(rows: list[tuple[list[Any], str, int, str]], random: Any) -> None:
    group = list(
        {each.key: each for each in (told(*said, outlet=outlet, on=days, by=by or None) for said, outlet, days, by in rows)}.values()
    )
    shuffled = list(group)
    random.shuffle(shuffled)
    assert reckon(shuffled) == reckon(group)


def test_many_claims_take_little_time() -> None:
    group = [
        told(figure(10 + number % 50), on(0), TOWN, blames(FRONT), outlet=f"outlet {number}", on=number % 60) for number in range(1000)
    ]
    began = time.process_time()
    found(group)
    assert time.process_time() - began < 20
