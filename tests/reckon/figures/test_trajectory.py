"""How a figure moved, and how each step came about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reckon.tellings import figure, report, told

from variorum.lexicon.en.tables import read_rows
from variorum.lexicon.steps import is_former, step_said
from variorum.model import FigureValue, Step, Told
from variorum.model.words import StepKind, words_of
from variorum.reckon.figures import reckon_figures

WHO = "Orla Marsh"


def steps(*reports: Told, category: str = "killed") -> tuple[Step, ...]:
    return next(each.trajectory for each in reckon_figures(reports) if each.category == category)


def kinds(*reports: Told, category: str = "killed") -> list[StepKind | None]:
    return [step.step for step in steps(*reports, category=category)]


def one(sentence: str, number: int, on: int, *, outlet: str | None = None, category: str = "killed", **more: Any) -> Told:
    given_ = {name: more.pop(name) for name in ("by", "as_of", "certainty") if name in more}
    value = FigureValue(**{"category": category, "low": number, "high": number, **more})
    return report(sentence, str(number), value, outlet=outlet or f"outlet {on}", on=on, **{"by": WHO, **given_})


FIRST = one("The health office counts 20 dead.", 20, 0)
STEPS: list[tuple[str, int, str | None]] = [
    ("The toll has risen to 24, the health office said.", 24, "new_deaths"),
    ("Rescuers found more bodies, bringing the toll to 24.", 24, "new_deaths"),
    ("The toll rose to 22 after two people died of their wounds overnight.", 22, "died_of_wounds"),
    ("There are now 22 dead. Two of the wounded had died by Tuesday morning.", 22, "died_of_wounds"),
    ("Two men succumbed to burns, so that 22 are dead.", 22, "died_of_wounds"),
    ("The office put the dead at 23: three burials in a hamlet had gone unreported.", 23, "late_report"),
    ("It emerged on Wednesday that three more had been in the van; 23 people died in all.", 23, "late_report"),
    ("After DNA tests the office now speaks of 18 dead.", 18, "recount"),
    ("The office revised its figure to 18 because of double counting.", 18, "recount"),
    ("The office spoke of 18 dead.", 18, "recount"),
    ("The office corrected its figure: 18 people died.", 18, "correction"),
    ("The office had mistakenly added patients; 18 people died.", 18, "correction"),
    ("It was 21 dead, an official wrongly left out one name before.", 21, "correction"),
    ("The office withdrew its figure of Monday and gives 12 dead.", 12, "retraction"),
    ("The toll, which now includes the gunmen's driver, stands at 23.", 23, "change_of_scope"),
    ("There were 17 dead, excluding the three attackers.", 17, "change_of_scope"),
    ("The office again gives 20 dead.", 20, None),
]


@pytest.mark.parametrize(("sentence", "number", "expected"), STEPS, ids=[each[0][:40] for each in STEPS])
def test_the_words_or_the_numbers_tell_how_a_step_came_about(sentence: str, number: int, expected: str | None) -> None:
    assert kinds(FIRST, one(sentence, number, 1)) == ["first", expected]


def test_every_kind_of_step_is_reached() -> None:
    assert {"first", *(expected for *_, expected in STEPS if expected)} == set(words_of(StepKind))


def test_the_words_that_tell_it_are_kept() -> None:
    found = steps(FIRST, one("The toll rose to 22 after two people died of their wounds.", 22, 1))
    assert found[1].why == "“died of their wounds”"
    assert steps(FIRST, one("It is 18 dead.", 18, 1))[1].why == "lower than before; nobody says why"


def test_each_witness_has_steps_of_its_own() -> None:
    found = steps(
        FIRST, one("Twenty-five: 25.", 25, 1, by="Ada Vance"), one("Now 21 dead.", 21, 2), one("Of 26 dead.", 26, 3, by="Ada Vance")
    )
    assert [(step.witness, step.low, step.step) for step in found] == [
        (WHO, 20, "first"),
        ("Ada Vance", 25, "first"),
        (WHO, 21, "new_deaths"),
        ("Ada Vance", 26, "new_deaths"),
    ]


def test_a_number_of_an_older_day_that_comes_after_a_newer_one_is_a_late_report() -> None:
    assert kinds(FIRST, one("By 24.", 24, 1), one("Of 20 dead.", 20, 2, outlet="Slow")) == ["first", "new_deaths", "late_report"]
    printed_late = one("On Tuesday it had been 22.", 22, 5, as_of=1, outlet="Slow")
    assert [(step.low, step.step) for step in steps(FIRST, one("By 24.", 24, 2), printed_late)] == [
        (20, "first"),
        (22, "late_report"),
        (24, "new_deaths"),
    ]


def test_a_number_that_is_named_as_an_earlier_one_comes_first_and_is_no_step() -> None:
    text = "The office cut its toll from 25 to 20 dead."
    both = report(text, "20", figure(20), on=1, by=WHO), report(text, "25", figure(25), on=1, by=WHO)
    assert [(step.low, step.step) for step in steps(*both)] == [(25, "first"), (20, "recount")]
    later = one("The toll is 26, not 20 as first reported.", 26, 2), one("The toll is 26, not 20 as first reported.", 20, 2)
    assert [(step.low, step.step) for step in steps(FIRST, *later)] == [(20, "first"), (20, None), (26, "correction")]


@pytest.mark.parametrize(
    ("before", "behind", "expected"),
    [
        ("raised the toll from ", " to 22", True),
        ("an earlier count of ", " dead", True),
        ("put it at ", ", as first reported", True),
        ("There were ", " dead, as it had earlier announced, and not more", True),
        ("killed ", " people in the market", False),
        ("The first ", " victims", False),
        ("", "", False),
    ],
)
def test_numbers_that_held_before(before: str, behind: str, expected: bool) -> None:
    assert is_former(before, behind) is expected


def test_a_vague_word_is_made_exact_and_a_lower_bound_grows() -> None:
    dozens = report("There are dozens dead.", "dozens", figure(24, None, bound="dozens"), by=WHO, outlet="a")
    assert kinds(dozens, one("Now 31 dead.", 31, 1)) == ["first", None]
    about = report("About 30 are dead.", "30", figure(30, bound="about"), by=WHO, outlet="a")
    assert kinds(about, one("Now 29 dead.", 29, 1)) == ["first", None]
    least = report("At least 20 are dead.", "20", figure(20, None, bound="at_least"), by=WHO, outlet="a")
    assert kinds(least, one("Now 31 dead.", 31, 1)) == ["first", "new_deaths"]


def test_attackers_in_or_out_and_hostages_alone_are_another_scope() -> None:
    without, within = (one(f"In all {n}.", n, day, includes_perpetrators=has) for n, day, has in ((20, 0, False), (23, 1, True)))
    assert [(step.step, step.why) for step in steps(without, within)] == [("first", ""), ("change_of_scope", "now with the attackers")]
    hostages = one("Of the hostages 15 died.", 15, 1, group=("hostages",))
    assert steps(FIRST, hostages)[1].why == "now of hostages only"


def test_two_numbers_of_one_report_are_no_movement_and_a_far_lower_one_is_of_others() -> None:
    text = "The office spoke of 20 dead, then of 25."
    both = report(text, "20", figure(20), by=WHO), report(text, "25", figure(25), by=WHO)
    assert [(step.step, step.why) for step in steps(*both)] == [("first", ""), (None, "another number of the same report")]
    assert kinds(FIRST, one("Of 2 dead.", 2, 1)) == ["first", None]
    assert kinds(FIRST, report("At least 17 died.", "17", figure(17, None, bound="at_least"), on=1, by=WHO)) == ["first", None]


def test_who_denies_its_own_number_stands_for_none() -> None:
    denial = one("The health office denied that 20 had died.", 20, 1, certainty="denied")
    found = steps(FIRST, denial)
    assert [(step.low, step.high, step.step) for step in found] == [(20, 20, "first"), (0, None, "retraction")]
    assert kinds(FIRST, one("The army denied that 20 had died.", 20, 1, certainty="denied", by="the army")) == ["first"]
    assert kinds(FIRST, one("Nobody died, 0.", 0, 1)) == ["first", "retraction"]


def test_of_several_numbers_of_a_report_the_one_it_ends_with_is_the_step() -> None:
    text = "The toll rose to 22 after 2 people died of their wounds in hospital."
    both = [report(text, number, figure(int(number)), by=WHO, outlet="a", on=1) for number in ("22", "2")]
    found = steps(FIRST, *both, one("Now 25 dead.", 25, 2))
    assert [(step.low, step.step) for step in found] == [(20, "first"), (22, "died_of_wounds"), (2, None), (25, "new_deaths")]


@pytest.mark.parametrize(
    ("sentence", "number", "expected"),
    [
        ("The toll was revised to 18 after tests.", 18, "recount"),
        ("It is 22 now that two of the wounded have died.", 22, "died_of_wounds"),
        ("An earlier statement was wrong: 18 died.", 18, "correction"),
        ("There are 22 dead.", 22, "first"),
        ("The toll stays at 20, revised or not.", 20, "first"),
    ],
)
def test_words_that_revise_hold_whoever_gave_the_number_that_the_outlet_had(sentence: str, number: int, expected: str) -> None:
    before = one("The health office counts 20 dead.", 20, 0, outlet="Post")
    assert kinds(before, one(sentence, number, 1, outlet="Post", by=None)) == ["first", expected]
    assert kinds(before, one(sentence, number, 1, outlet="Globe", by=None)) == ["first", "first"]


def test_a_report_that_rules_out_the_number_before_corrects_it_and_withdraws_nothing() -> None:
    denied = one("Eighteen, not 20, died.", 20, 1, certainty="denied", outlet="Post")
    now = told(figure(18), on=1, by=WHO, outlet="Post", whole=denied.document.text)
    found = steps(one("It is 20.", 20, 0, outlet="Post"), replace(now, claims=(*now.claims, *denied.claims)))
    assert [(step.low, step.step, step.why) for step in found] == [(20, "first", ""), (18, "correction", "says that it was not 20")]


def test_an_earlier_version_that_nobody_kept_is_corrected_too() -> None:
    denied = one("A previous version said that 152 died.", 152, 1, certainty="denied", outlet="Post", by=None)
    now = told(figure(137), on=1, by=WHO, outlet="Post", whole=denied.document.text)
    both = replace(now, claims=(*now.claims, *denied.claims))
    least = report("At least 40 died.", "40", figure(40, None, bound="at_least"), outlet="Post", on=0)
    assert [(step.low, step.step, step.why) for step in steps(least, both)][1:] == [(137, "correction", "says that it was not 152")]
    assert kinds(both) == ["correction"]


def test_an_outlet_that_withdraws_a_number_takes_it_from_whoever_gave_it() -> None:
    before = one("The health office counts 20 dead.", 20, 0, outlet="Post")
    withdrawn = one("The office withdrew its statement that 20 had died.", 20, 1, certainty="denied", outlet="Post", by=None)
    assert kinds(before, withdrawn) == ["first", "retraction"]
    assert kinds(before, one("Not 20 but nobody knows how many.", 20, 1, certainty="denied", outlet="Post", by=None)) == ["first"]


def test_a_number_that_was_taken_back_is_in_no_figure() -> None:
    before = one("The health office counts 20 dead.", 20, 0, outlet="Post")
    denial = one("The health office denied that 20 had died.", 20, 2, certainty="denied", outlet="Post")
    (alone,) = reckon_figures((before, denial))
    assert (alone.low, alone.best, alone.high, alone.claims, len(alone.trajectory)) == (None, None, None, (), 2)
    other = one("There are 17 dead.", 17, 1, outlet="Globe", by="Ada Vance")
    (figure_,) = reckon_figures((before, denial, other))
    assert (figure_.low, figure_.high, figure_.aside) == (17, 17, (before.claims[0].key,))
    (again,) = reckon_figures((before, denial, one("So 19.", 19, 3, outlet="Post")))
    assert again.best == 19


def test_fewer_hostages_are_no_recount_and_fewer_injured_may_have_died() -> None:
    held = [one(f"Of {n} held.", n, day, category="hostage") for n, day in ((90, 0), (40, 1))]
    assert kinds(*held, category="hostage") == ["first", None]
    hurt = one("Of 30 hurt.", 30, 0, category="injured"), one("There are 28 hurt; two died of their injuries.", 28, 1, category="injured")
    assert kinds(*hurt, category="injured") == ["first", "died_of_wounds"]


def test_without_a_date_there_is_no_order() -> None:
    undated = told(figure(9), on=None, by=WHO, outlet="Old")
    assert [(step.at, step.step) for step in steps(undated, FIRST)] == [(None, None), ("2021-05-03", "first")]


def test_the_list_holds_kinds_of_steps_and_each_of_its_lines_is_found() -> None:
    for kind, phrase in read_rows("step_words.tsv"):
        assert kind in words_of(StepKind)
        assert kind in step_said(f"It was {phrase.replace('*', 'some old')} then.")
    assert step_said("the ruling was wrongfully upheld") == {}


@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4), st.sampled_from(["exact", "at_least"]), st.integers(0, 2)), min_size=1))
def test_each_witness_begins_once_and_no_order_of_reports_matters(said: list[tuple[int, int, str, int]]) -> None:
    group = [
        told(figure(low, None if bound == "at_least" else low, bound=bound), on=on, outlet=f"outlet {at}", by=f"Speaker Number{who}")
        for at, (low, on, bound, who) in enumerate(said)
    ]
    found = steps(*group)
    assert steps(*group[::-1]) == found
    firsts = [step.witness for step in found if step.step == "first"]
    assert len(firsts) == len(set(firsts)) == len({step.witness for step in found})
    assert all(step.claims for step in found)
