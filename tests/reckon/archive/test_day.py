"""On which day a report says that it happened."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reckon.tellings import BEGIN, day, told

from variorum.model import Mention, Span, Timex, Told, When
from variorum.reckon.archive.day import Day, chance_of_day, days_of, likeliest_day


def days(*chances: tuple[int, float]) -> list[Day]:
    return [Day(day(offset), {}, chance) for offset, chance in chances]


def report(text: str, on: int, **dates: int) -> tuple[Told, list[Mention]]:
    """A report of a day, in which words stand for days."""
    each = told(whole=f"Title\n\n{text}", on=on)
    body = each.document.text
    spans = {offset: Span.of(body, body.index(words), body.index(words) + len(words)) for words, offset in dates.items()}
    return each, [
        Mention(span=span, kind="time", timex=Timex(type="DATE", value=day(offset).isoformat(), when=When.day(day(offset))))
        for offset, span in spans.items()
    ]


def test_the_day_of_the_deed_comes_before_that_of_the_arrest() -> None:
    text = "The shooting happened on Monday night at a bar. Police arrested a man on Thursday, and he was charged in court."
    each, times = report(text, 4, Monday=0, Thursday=3)
    assert days_of(each, (), times)[0].day == day(0)


def test_a_report_that_names_no_day_is_of_its_own_or_the_one_before() -> None:
    each, _ = report("A man was shot.", 4)
    assert {one.day for one in days_of(each, ())} == {day(3), day(4)}
    assert days_of(told(on=None), ()) == []


def test_chances_are_shares() -> None:
    each, times = report("It happened on Monday. He was held on Tuesday.", 4, Monday=0, Tuesday=1)
    found = days_of(each, (), times)
    assert sum(one.chance for one in found) == pytest.approx(1.0)
    assert [one.chance for one in found] == sorted((one.chance for one in found), reverse=True)


def test_all_reports_are_heard_and_what_is_known() -> None:
    one, two = days((0, 0.6), (2, 0.4)), days((2, 0.7), (1, 0.3))
    assert likeliest_day([one, two], None) == day(2)
    assert likeliest_day([two, one], None) == day(2)
    assert likeliest_day([days((0, 0.5), (3, 0.5))], day(3)) == day(3)
    assert likeliest_day([], day(5)) == day(5)
    assert likeliest_day([], None) is None


def test_the_days_beside_speak_for_a_day() -> None:
    night = [days((0, 0.4), (1, 0.2), (9, 0.41))]
    assert likeliest_day(night, None) == BEGIN


def test_the_chance_takes_in_the_days_beside() -> None:
    reports = [days((0, 0.4), (1, 0.3), (9, 0.3)), days((0, 0.5), (5, 0.5))]
    assert chance_of_day(reports, BEGIN) == pytest.approx(0.7)
    assert chance_of_day(reports, day(20)) is None
    assert chance_of_day([], BEGIN) is None


@given(st.lists(st.tuples(st.dates(), st.floats(0, 1)), max_size=6))
def test_any_days_have_one_that_is_likeliest(chances: list[tuple[date, float]]) -> None:
    found = [Day(each, {}, chance) for each, chance in chances]
    best = likeliest_day([found], None)
    assert (best is None) == (not found)
    assert likeliest_day([found], BEGIN + timedelta(days=1)) is not None
