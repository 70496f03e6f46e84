from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.resolve.test_resolve import HARBOUR, groups, told_of

from variorum.model import TargetValue, Told, VictimValue
from variorum.resolve.features import compare
from variorum.resolve.particulars import ages_of, days_of, hours_of, people_of, streets_of, weekdays_of
from variorum.resolve.profile import profile

WEDNESDAY = date(2021, 5, 12)


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("A 17-year-old boy and a 4 year old girl were shot.", {17, 4}),
        ("Lorna Quibell, 61, and her son, 7, are in hospital.", {61, 7}),
        ("A man aged 33 held a 10-month-old baby.", {33, -10}),
        ("He paid $2,500, and on May 3, 2021, left with 12 others.", set()),
    ],
)
def test_ages(text: str, ages: set[int]) -> None:
    assert ages_of(text) == ages


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Shots rang out at about 9:15 p.m. behind the bar.", {85}),
        ("Officers came shortly before 12 AM and again around 12:30 pm.", {0, 50}),
        ("Posted 5:14 p.m. The 10 p.m. news follows.", set()),
    ],
)
def test_hours_are_those_at_which_something_happens(text: str, hours: set[int]) -> None:
    assert hours_of(text) == hours


@pytest.mark.parametrize(
    ("text", "streets"),
    [
        ("It was in the 400 block of North Quarrel Avenue.", {"quarrel"}),
        ("Two cars met at Tansy and 5th streets.", {"5th"}),
        ("in the 1,200 block of South 31st, near Plover Road", {"31st", "plover"}),
        ("Superior Court will hear him.", set()),
    ],
)
def test_streets(text: str, streets: set[str]) -> None:
    assert streets_of(text) == streets


def test_days_without_a_year_are_the_last_before_the_report() -> None:
    found = days_of("He was shot on May 3 and his brother on Dec. 30; the trial of June 2, 2020, failed on Feb. 31.", WEDNESDAY)
    assert found == {day.toordinal() for day in (date(2021, 5, 3), date(2020, 12, 30), date(2020, 6, 2))}
    assert days_of("on May 3", None) == frozenset()


def test_weekdays_are_those_before_the_report_or_its_own() -> None:
    found = weekdays_of("on Tuesday and Wednesday, not on Thursday", WEDNESDAY)
    assert found == {date(2021, 5, day).toordinal() for day in (11, 12, 6)}
    assert weekdays_of("on Tuesday", None) == frozenset()


def test_people_are_known_by_last_names() -> None:
    text = "Marek Olivant, 19, shot 16-year-old Tam Ferro of Port Salter. Hugo Brandt Jr., 40, saw it. Mayor Osk Brandel spoke."
    assert people_of(text, ()) == {"olivant", "ferro", "brandt"}
    told = told_of("Blast\n\nA bomb hit the market.", anchor="A bomb").claims[0]
    victim = replace(told, property="victim", value=VictimValue(name="Ina Loom"))
    pavel, hotel = (TargetValue(kind="human", name="Pavel"), TargetValue(kind="physical", name="Grand Hotel"))
    assert people_of("", [victim, *(replace(told, property="target", value=each) for each in (pavel, hotel))]) == {"loom"}


@given(text=st.text(max_size=200), published=st.none() | st.dates())
def test_no_text_is_too_odd(text: str, published: date | None) -> None:
    ages_of(text), hours_of(text), streets_of(text), people_of(text, ())
    days_of(text, published), weekdays_of(text, published)


def a_shooting(body: str, *, title: str = "Shooting", day: date = date(2021, 5, 3), published: date = date(2021, 5, 3)) -> Told:
    anchor = body.split(".", maxsplit=1)[0]
    return told_of(f"{title} in Port Salter\n\n{body}", anchor=anchor, day=day, published=published, where=HARBOUR, kind="shooting")


def test_two_shootings_of_one_night_in_one_town_are_two() -> None:
    one = a_shooting("A 17-year-old boy was shot in the 400 block of Quarrel Avenue at about 9 p.m. on Monday in Port Salter.")
    other = a_shooting("A man, 44, was shot near Plover Road around 2 a.m. on Monday in Port Salter.")
    names = {each.name for each in compare(profile(one), profile(other))}
    assert {"other_ages", "other_street", "other_hour"} <= names
    assert len(groups(one, other)) == 2


def test_a_follow_up_that_names_day_and_victim_joins_whatever_day_was_read() -> None:
    one = a_shooting("Tam Ferro, 16, was shot in the 400 block of Quarrel Avenue at about 9 p.m. on May 3 in Port Salter.")
    later = a_shooting(
        "A man was held on Thursday for the shooting of Tam Ferro, 16, on May 3 on Quarrel Avenue in Port Salter.",
        day=date(2021, 6, 10),
        published=date(2021, 6, 11),
        title="Arrest",
    )
    reasons = {each.words for each in compare(profile(one), profile(later))}
    assert {"both speak of 3 May 2021", "both tell of somebody called Ferro", "both tell of people aged 16"} <= reasons
    assert len(groups(one, later)) == 1


def test_of_large_attacks_other_ages_and_hours_say_nothing() -> None:
    body = "A bomb killed 40 at about {} p.m. on Monday in Port Salter, among them a {}-year-old girl on {} Street."
    texts = (body.format(2, 5, "Elm"), body.format(9, 8, "Oak"))
    one, other = (
        told_of(f"Blast\n\n{text}", anchor="A bomb", day=date(2021, 5, 3), published=date(2021, 5, 4), where=HARBOUR, killed=40)
        for text in texts
    )
    names = {each.name for each in compare(profile(one), profile(other))}
    assert names.isdisjoint({"other_ages", "other_street", "other_hour"})


def test_a_list_of_a_weekends_shootings_is_known() -> None:
    one = a_shooting("Tam Ferro, 16, was shot in the 400 block of Quarrel Avenue at about 9 p.m. on Monday in Port Salter.")
    digest = a_shooting(
        "Four were shot on Monday in Port Salter. A boy of 16-years-old on Quarrel Avenue at about 9 p.m., a man, 30, on Plover Road at "
        "around 11 p.m., and two men, 41 and 44, between Tansy Lane and Elm Street after 2 a.m.",
        title="Four shot",
    )
    assert "one tells of several incidents" in {each.words for each in compare(profile(one), profile(digest))}


def test_new_year_is_no_anniversary_of_last_week() -> None:
    one = a_shooting("A man was shot at home on Thursday in Port Salter.", day=date(2020, 12, 31), published=date(2021, 1, 1))
    for published, expected in ((date(2021, 1, 3), False), (date(2021, 12, 30), True), (date(2025, 1, 2), True)):
        other = a_shooting("Somebody spoke of a shooting at home in Port Salter.", day=date(2020, 6, 1), published=published)
        assert ("anniversary" in {each.name for each in compare(profile(one), profile(other))}) is expected
