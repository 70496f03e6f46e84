"""The rules by which conflicting numbers come to one figure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reckon.tellings import figure, told

from variorum.config import RULES
from variorum.model import Figure, Ruling, Speaker, Told
from variorum.model.words import SourceKind, SpeakerKind, words_of
from variorum.reckon import reckon
from variorum.reckon.figures import reckon_figures
from variorum.reckon.figures.rules import _ranks, source_kind

HOSPITAL = Speaker(name="the Lakeside hospital", kind="medical")
MINISTRY = Speaker(name="the interior ministry", kind="official")
REBELS = Speaker(name="a rebel spokesman", kind="armed_group")


def rulings(group: list[Told]) -> dict[str, tuple[int | None, int | None, int | None]]:
    (found,) = reckon_figures(group)
    return {each.rule: (each.low, each.best, each.high) for each in found.rulings}


def ruling(rule: str, group: list[Told]) -> Ruling:
    (found,) = reckon_figures(group)
    return next(each for each in found.rulings if each.rule == rule)


def said(*numbers: Any) -> list[Told]:
    return [told(number if not isinstance(number, int) else figure(number), outlet=f"outlet {at}") for at, number in enumerate(numbers)]


@pytest.mark.parametrize(
    ("group", "majority", "conservative"),
    [
        (said(9), (9, 9, 9), (9, 9, 9)),
        (said(9, 9, 12), (9, 9, 9), (9, 9, 9)),
        (said(9, 12, 12), (12, 12, 12), (12, 12, 12)),
        (said(9, 12, 15), (9, None, 15), (9, 9, 9)),
        (said(9, 9, 12, 12), (9, None, 12), (9, 9, 9)),
        (said(9, 9, 12, 12, figure(10, None, bound="at_least")), (12, 12, 12), (9, 9, 9)),
        (said(figure(17, None, bound="at_least"), 23), (23, 23, 23), (23, 23, 23)),
        (said(figure(24, None, bound="dozens"), figure(30, None, bound="at_least")), (30, 30, None), (24, 30, None)),
        (said(figure(0, 40, bound="at_most")), (0, None, 40), (0, None, 40)),
        (said(15, figure(200, None, bound="hundreds")), (15, None, None), (15, 15, 15)),
    ],
)
def test_the_majority_and_the_lowest_that_is_well_supported(
    group: list[Told], majority: tuple[int | None, ...], conservative: tuple[int | None, ...]
) -> None:
    found = rulings(group)
    assert found["majority"] == majority
    assert found["conservative"] == conservative


def test_a_witness_has_one_vote_its_last_one_however_many_outlets_quote_it() -> None:
    group = [
        told(figure(9), outlet="Post", by=MINISTRY),
        told(figure(9), outlet="Globe", by=MINISTRY),
        told(figure(9), outlet="Star", by=MINISTRY),
        told(figure(14), outlet="Echo", by=MINISTRY, on=1),
        told(figure(12), outlet="Tide", by=HOSPITAL, on=1),
        told(figure(12), outlet="Mail", by=Speaker(name="Ada Vance"), on=1),
    ]
    assert ruling("majority", group).best == 12
    assert ruling("majority", group).why == "2 of 3 witnesses"


def test_a_higher_ranking_source_goes_before_a_newer_or_more_numerous_one() -> None:
    group = [
        told(figure(30), outlet="Post", by=HOSPITAL),
        told(figure(25), outlet="Globe", by=MINISTRY, on=1),
        told(figure(90), outlet="Star", by=REBELS, on=2),
        told(figure(90), outlet="Echo", on=2),
    ]
    found = ruling("priority", group)
    assert (found.low, found.best, found.high) == (30, 30, 30)
    assert found.why == "medical: the Lakeside hospital"
    assert found.claims == (group[0].claims[0].key,)
    assert ruling("priority", group[1:]).best == 25
    assert ruling("priority", group[2:]).why == "outlet: Echo"


def test_a_number_of_the_first_hour_has_no_priority_over_what_overtook_it() -> None:
    first_hour = told(figure(7), outlet="Globe", by=HOSPITAL)
    later = [told(figure(147), outlet=outlet, by=by, on=3) for outlet, by in (("Post", MINISTRY), ("Echo", None))]
    assert ruling("priority", [first_hour, *later]).best == 147
    assert ruling("priority", [first_hour, told(figure(9), outlet="Post", by=MINISTRY)]).best == 7


def of_days(*numbers: tuple[int, int]) -> list[Told]:
    """A number and its day, each of an outlet of its own."""
    return [told(figure(number), outlet=f"outlet {at}", on=day) for at, (number, day) in enumerate(numbers)]


@pytest.mark.parametrize(
    ("group", "low_best_high"),
    [
        (of_days((2, 0), (15, 1), (147, 2), (147, 2), (148, 3)), (147, 147, 148)),  # the first hour is no rival of the third day
        (of_days((31, 0), (27, 0), (32, 1), (32, 2), (33, 400)), (32, 32, 33)),
        (of_days((17, 0), (23, 1)), (17, 23, 23)),  # one later number alone
        (of_days((17, 0), (23, 1), (17, 2), (23, 2)), (17, 23, 23)),  # somebody stays with it
        (of_days((23, 0), (17, 1), (17, 2)), (17, 17, 23)),  # a higher number is not overtaken
        (of_days((130, 0), (174, 4000), (180, 4100)), (130, 180, 180)),  # years later: a disagreement, not a toll that rises
        (of_days((130, 0), (129, 0), (174, 40), (174, 41)), (129, 174, 174)),
    ],
)
def test_a_number_that_was_overtaken_while_the_toll_rose_is_no_end_of_the_range(
    group: list[Told], low_best_high: tuple[int | None, ...]
) -> None:
    assert rulings(group)["range"] == low_best_high


def test_the_range_says_how_many_numbers_were_overtaken_and_keeps_their_claims() -> None:
    group = of_days((2, 0), (20, 1), (20, 1))
    found = ruling("range", group)
    assert found.why == "from the lowest to the highest number that 2 outlets ended with; 1 earlier number overtaken as the count rose"
    (killed,) = reckon_figures(group)
    assert len(killed.claims) == 3


def test_the_injured_of_a_report_that_says_nobody_died_are_counted() -> None:
    spared = told(figure(0), figure(4, category="injured"), outlet="Post")
    dead = told(figure(90), outlet="Globe", on=5)
    injured = next(each for each in reckon_figures([spared, dead]) if each.category == "injured")
    assert (injured.low, injured.best, injured.high) == (4, 4, 4)


def test_that_no_child_died_is_no_total() -> None:
    children = told(figure(0, group=("children",)), outlet="Post")
    assert rulings([children, told(figure(30), outlet="Globe")])["range"] == (30, 30, 30)
    assert rulings([told(figure(0), outlet="Post"), told(figure(30), outlet="Globe")])["range"] == (0, 30, 30)


def test_a_side_in_the_fight_overtakes_nobody() -> None:
    others = [Speaker(name=name, kind="armed_group") for name in ("a rebel spokesman", "a rebel commander")]
    group = [told(figure(30), outlet="Post", by=MINISTRY), *(told(figure(90), outlet=each.name, by=each, on=2) for each in others)]
    assert rulings(group)["range"] == (30, 90, 90)


def test_a_number_in_the_outlets_own_voice_ranks_with_whom_it_quotes_for_it() -> None:
    minister = Speaker(name="Ada Vance", role="minister", kind="politician")
    quoting = told(figure(70), figure(70), outlet="Reuters", by=minister)
    quoting = replace(quoting, claims=(replace(quoting.claims[0], said_by=None), quoting.claims[1]))
    assert ruling("priority", [quoting, told(figure(147), outlet="Post", on=1)]).best == 147


def test_one_who_names_a_number_goes_before_one_who_ranks_higher_and_does_not() -> None:
    vague = told(figure(24, None, bound="dozens"), outlet="Post", by=HOSPITAL)
    assert ruling("priority", [vague, told(figure(41), outlet="Globe", by=MINISTRY)]).best == 41


def test_an_outlet_in_its_own_voice_is_of_its_own_kind() -> None:
    assert source_kind(None, "Reuters") == "outlet agency"
    assert source_kind(None, None) == "outlet unknown"
    assert source_kind(Speaker(name="somebody"), "Reuters") == "unnamed"


def test_every_kind_of_source_has_a_rank() -> None:
    kinds = {*words_of(SpeakerKind), *(f"outlet {kind}" for kind in words_of(SourceKind))}
    assert kinds == set(_ranks())


def test_the_figure_goes_by_the_rule_that_the_ledger_chose() -> None:
    group = said(9, 9, 12)
    for rule in RULES:
        (found,) = reckon(group, rule=rule).figures
        chosen = next(each for each in found.rulings if each.rule == rule)
        assert (found.rule, found.low, found.best, found.high) == (rule, chosen.low, chosen.best, chosen.high)


bounds = st.sampled_from(["exact", "at_least", "at_most", "dozens", "about"])


@st.composite
def groups(draw: st.DrawFn) -> list[Told]:
    found = []
    for at in range(draw(st.integers(1, 6))):
        number, bound = draw(st.integers(0, 60)), draw(bounds)
        ends = {"at_least": (number, None), "at_most": (0, number), "dozens": (24, None)}.get(bound, (number, number))
        by = draw(st.sampled_from([None, HOSPITAL, MINISTRY, REBELS]))
        found.append(told(figure(*ends, bound=bound), outlet=f"outlet {at % 4}", by=by, on=draw(st.integers(0, 3))))
    return found


def _figure(group: list[Told]) -> Figure:
    (found,) = reckon_figures(group)
    return found


@settings(max_examples=150)
@given(groups())
def test_under_every_rule_the_ends_are_in_order_and_best_was_said(group: list[Told]) -> None:
    found = _figure(group)
    stated = {end for each in group for claim in each.claims for end in (claim.value.low, claim.value.high)}  # type: ignore[union-attr]
    assert {each.rule for each in found.rulings} == set(RULES)
    for each in found.rulings:
        numbers = [number for number in (each.low, each.best, each.high) if number is not None]
        assert numbers == sorted(numbers), each
        assert each.best is None or each.best in stated
        assert set(each.claims) <= set(found.claims)
    assert found.rulings == _figure(group[::-1]).rulings
