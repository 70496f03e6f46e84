from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.reckon.tellings import told
from variorum.model import Span, Told, TypeValue, When, Where
from variorum.reckon.judged import PERSON
from variorum.reckon.setting import kind_of, place_of, time_of, title_of


def town(name: str, number: int) -> Where:
    return Where(name=name, kind="populated", gazetteer_id=number, country="PK", lat=1.0, lon=float(number))


def by_person(each: Told) -> Told:
    return replace(each, claims=tuple(replace(claim, maker=f"{PERSON}ana") for claim in each.claims))


def test_a_person_s_word_on_what_when_and_where_goes_before_many_reports() -> None:
    values = (TypeValue(type="bombing"), When.day(date(2021, 5, 3)), town("Quetta", 1))
    reports = [told(*values, outlet=f"outlet {number}") for number in range(5)]
    person = by_person(told(TypeValue(type="arson"), When.day(date(2021, 5, 1)), town("Chaman", 2), outlet="Globe"))
    for group in ([*reports, person], [person, *reports]):
        assert kind_of(group).type == "arson"
        assert time_of(group) == When.day(date(2021, 5, 1))
        assert place_of(group) == town("Chaman", 2)
    assert kind_of(reports).type == "bombing"
    assert place_of([*reports, by_person(told(town("Quetta", 3), outlet="Star"))]) == town("Quetta", 3)


def test_what_has_no_type_is_called_what_its_reports_call_it() -> None:
    def title(*anchors: str, placed: bool = True, when: When | None = None) -> str:
        group = []
        for number, anchor in enumerate(anchors):
            each = told(town("Quetta", 1), outlet=f"outlet {number}", whole=f"Title\n\nThe words0 of {anchor} by {number}.")
            start = each.document.text.index(anchor)
            account = replace(each.account, anchor=Span.of(each.document.text, start, start + len(anchor)))
            group.append(replace(each, account=account))
        return title_of(group, TypeValue(type="other"), when, town("Quetta", 1) if placed else None)

    assert title("the Quetta attack", "the massacre", "the attack") == "Attack, Quetta"
    assert title("where five died") == "Incident, Quetta"
    assert title("where five died", placed=False) == "Incident: five died"
    may = When.day(date(2021, 5, 1))
    assert title("the raid of 1 May 2021", placed=False, when=may) == "Raid: the raid of 1 May 2021"
    assert title("five died", placed=False, when=may) == "Incident: five died, 1 May 2021"


def test_a_person_s_word_on_the_place_leaves_the_rest_to_the_reports() -> None:
    group = [told(When.day(date(2021, 5, 3)), town("Quetta", 1)), by_person(told(town("Chaman", 2), outlet="Globe"))]
    assert time_of(group) == When.day(date(2021, 5, 3))
    assert place_of(group) == town("Chaman", 2)
