from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reckon.tellings import BEGIN, figure, told
from variorum.model import (
    Actor,
    Incident,
    ResponsibilityValue,
    Scope,
    Told,
    TypeValue,
    When,
    Where,
)
from variorum.reckon import reckon
from variorum.reckon.setting import date_title, place_of, time_of

TOWN = Where(name="Dry Creek", kind="populated", country="XA", gazetteer_id=1)
LAND = Where(name="Aland", kind="country", country="XA", gazetteer_id=2, precision=6)
Said = tuple[str, Any]  # property and value


def killed(incident: Incident) -> tuple[int | None, int | None, int | None]:
    found = next(each for each in incident.figures if each.category == "killed")
    return found.low, found.best, found.high


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ([told(figure(17)), told(figure(23), outlet="Globe")], (17, 23, 23)),
        ([told(figure(17)), told(figure(17), outlet="Globe"), told(figure(23), outlet="Star")], (17, 17, 23)),
        ([told(figure(17, None, bound="at_least"))], (17, 17, None)),
        ([told(figure(24, None, bound="dozens"))], (24, None, None)),
        ([told(figure(0, 40, bound="at_most"))], (0, None, 40)),
        ([told(figure(12), on=0), told(figure(15), on=1, whole="Title\n\nlater")], (15, 15, 15)),
        ([told(figure(1, counted=True)), told(figure(9), outlet="Globe")], (9, 9, 9)),
        ([told(figure(1, counted=True, group=("men",)), figure(1, counted=True, group=("women",)))], (2, 2, 2)),
        ([told(figure(1, counted=True, group=("children", "men")), figure(1, counted=True, group=("men",)))], (1, 1, 1)),
        ([told(figure(2), figure(0, group=("all",)))], (2, 2, 2)),
        ([told(figure(0))], (0, 0, 0)),
    ],
)
def test_the_range_rule(group: Sequence[Told], expected: tuple[int | None, int | None, int | None]) -> None:
    assert killed(reckon(group)) == expected


def test_running_totals_and_other_scopes_are_no_toll() -> None:
    group = [
        told(figure(17)),
        told(figure(400), outlet="Globe", status="cumulative"),
        told(figure(90, scope=Scope(text="in May")), outlet="Star"),
    ]
    assert killed(reckon(group)) == (17, 17, 17)


def test_reports_under_one_credit_are_one_witness() -> None:
    same = [told(figure(17), outlet=outlet, credit="Wire") for outlet in ("Post", "Globe", "Star")]
    (found,) = reckon(same).figures
    assert found.reports == 3
    assert [(each.origin, len(each.documents)) for each in found.witnesses] == [("Wire", 3)]


def test_a_part_is_put_aside() -> None:
    whole = told(figure(17))
    part = told(figure(3, group=("children",), part_of=whole.claims[0].key), figure(17), outlet="Globe")
    (found,) = reckon([whole, part]).figures
    assert (found.low, found.high) == (17, 17)
    assert part.claims[0].key in found.aside


@given(
    st.lists(st.tuples(st.integers(0, 400), st.one_of(st.none(), st.integers(0, 50)), st.sampled_from("abcde")), min_size=1, max_size=8),
    st.randoms(),
)
def test_low_best_high_are_in_order_and_the_order_of_accounts_does_not_matter(rows: list[tuple[int, int | None, str]], random: Any) -> None:
    group = [
        told(
            figure(low, None if more is None else low + more, bound="at_least" if more is None else "between" if more else "exact"),
            outlet=outlet,
        )
        for low, more, outlet in dict.fromkeys(rows)
    ]
    incident = reckon(group)
    low, best, high = killed(incident)
    assert low is not None
    assert best is None or (low <= best and (high is None or best <= high))
    shuffled = list(group)
    random.shuffle(shuffled)
    assert reckon(shuffled) == incident


def test_seventeen_and_twenty_three_conflict_but_at_least_seventeen_does_not() -> None:
    clash = reckon([told(figure(17)), told(figure(23), outlet="Globe")])
    assert [each.kind for each in clash.disagreements] == ["value"]
    assert "Globe" in clash.disagreements[0].text
    assert not reckon([told(figure(17, None, bound="at_least")), told(figure(23), outlet="Globe")]).disagreements


def test_a_toll_that_rises_is_no_disagreement() -> None:
    first = told(figure(17), When.day(BEGIN))
    later = told(figure(23), When.day(BEGIN), outlet="Globe", on=4)
    assert not reckon([first, later]).disagreements


def test_one_whole_is_the_others_part() -> None:
    whole = told(figure(30))
    inside = figure(12, group=("children",), part_of=whole.claims[0].key)
    first = told(figure(30), inside, whole=whole.document.text)
    beside = told(figure(30, group=("adults",)), figure(12, group=("children",)), outlet="Globe")
    kinds = {each.kind for each in reckon([first, beside]).disagreements}
    assert "composition" in kinds


def test_responsibility_keeps_who_says_what() -> None:
    actor = Actor(name="the Red Line")
    group = [
        told(ResponsibilityValue(actor=actor, status="CLAIMED OR ADMITTED"), by="a spokesman"),
        told(ResponsibilityValue(actor=Actor(name="Red Line"), status="DENIED"), outlet="Globe", by="Osk Brandel"),
    ]
    found = {(each.actor.name, each.status, each.by) for each in reckon(group).responsibility}
    assert len(found) == 2
    assert {status for _, status, _ in found} == {"CLAIMED OR ADMITTED", "DENIED"}


def test_a_group_that_claims_it_goes_by_its_name_where_the_speaker_gives_it() -> None:
    value = ResponsibilityValue(actor=Actor(name="Somali group", kind="group"), status="CLAIMED OR ADMITTED")
    (line,) = reckon([told(value, by="The Somali group al-Shabaab")]).responsibility
    assert (line.actor.name, line.by) == ("al-Shabaab", "The Somali group al-Shabaab")
    (line,) = reckon([told(value, by="a caller")]).responsibility
    assert line.actor.name == "Somali group"


def test_what_soldiers_did_about_it_is_no_line_of_who_did_it() -> None:
    entered = ResponsibilityValue(actor=Actor(name="soldiers", kind="military"), status="REPORTED AS FACT")
    claim = ResponsibilityValue(actor=Actor(name="the Red Line", kind="armed_group"), status="CLAIMED OR ADMITTED")
    accused = ResponsibilityValue(actor=Actor(name="soldiers", kind="military"), status="SUSPECTED OR ACCUSED")

    def actors(*values: ResponsibilityValue) -> list[str]:
        group = [told(value, outlet=f"outlet {at}") for at, value in enumerate(values)]
        return [each.actor.name for each in reckon(group).responsibility]

    assert actors(claim, entered) == ["Red Line"]
    assert actors(entered) == ["soldiers"]
    assert set(actors(claim, accused, entered)) == {"Red Line", "soldiers"}


def test_what_the_first_report_tells_of_has_happened_by_then() -> None:
    deed = When.day(date(2021, 5, 2), how="resolved")
    arrest = When.day(date(2021, 5, 20), how="resolved")
    reports = [told(deed, on=0), told(arrest, outlet="Globe", on=17), told(arrest, outlet="Star", on=18)]
    assert time_of(reports) == deed
    assert time_of([*reports, told(figure(1), outlet="Sun", on=None)]) == arrest  # nobody knows whether that one is the first
    earlier = When.day(date(2021, 4, 25), how="resolved")
    assert time_of([told(deed, on=0), told(earlier, outlet="Globe", on=1)]) == deed


def test_the_day_that_most_give_beats_a_span_and_the_day_of_the_report() -> None:
    day, span = When.day(BEGIN, how="resolved"), When(earliest=BEGIN, latest=BEGIN + timedelta(days=3), precision=2, how="stated")
    group = [
        told(day, on=1),
        told(day, outlet="Globe", on=2),
        told(span, outlet="Star"),
    ]
    assert time_of(group) == day
    late = When.day(BEGIN + timedelta(days=9), how="resolved")
    assert time_of([told(late, on=9), told(day, outlet="Globe", on=1)]) == day


def test_a_siege_lasts() -> None:
    kind = TypeValue(type="hostage_taking")
    group = [told(kind, When.day(BEGIN + timedelta(days=number)), outlet=f"Post {number}", on=9) for number in (0, 0, 2)]
    incident = reckon(group)
    assert incident.when is not None
    assert (incident.when.earliest, incident.when.latest, incident.when.precision) == (BEGIN, BEGIN + timedelta(days=2), 2)
    assert incident.title == "Hostage-taking: Title, 3–5 May 2021"


def test_the_town_that_most_give_beats_the_country() -> None:
    assert place_of([told(LAND), told(LAND, outlet="Globe"), told(TOWN, outlet="Star", main=False)]) == TOWN
    assert place_of([told(figure(1))]) is None
    assert time_of([told(figure(1))]) is None


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (None, None),
        (When.day(BEGIN), "3 May 2021"),
        (When(earliest=BEGIN, latest=date(2021, 5, 6), precision=2, how="stated"), "3–6 May 2021"),
        (When(earliest=date(2021, 4, 30), latest=date(2021, 5, 2), precision=2, how="stated"), "30 April – 2 May 2021"),
        (When(earliest=date(2020, 12, 30), latest=date(2021, 1, 2), precision=2, how="stated"), "30 December 2020 – 2 January 2021"),
        (When(earliest=date(2021, 5, 1), latest=date(2021, 5, 31), precision=4, how="stated"), "May 2021"),
        (When(earliest=date(2021, 1, 1), latest=date(2021, 12, 31), precision=5, how="stated"), "2021"),
    ],
)
def test_dates_in_titles(when: When | None, words: str | None) -> None:
    assert date_title(when) == words


def test_what_is_only_mentioned_is_listed_apart() -> None:
    main, aside = told(figure(3)), told(figure(3), outlet="Globe", main=False, status="background")
    incident = reckon([main, aside])
    assert incident.documents == (main.document.key,)
    assert incident.mentioned_in == (aside.document.key,)
    assert incident.id == min(main.key, aside.key)
