"""Which town a report is about."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.read.test_places import parsed_of

from variorum.lexicon.gazetteer import lookup
from variorum.read.places import find_places
from variorum.read.places.around import larger_near, largest_in
from variorum.read.places.overlooked import town_in, towns_by_capitals, without_side
from variorum.read.places.town import Town, towns_of

CASES = (
    (
        "Man shot in Tulsa\n\nA Wichita man was shot in Tulsa on Friday. Tulsa police said that he was flown to a hospital in Dallas.",
        "tulsa",
    ),
    (
        "Two hurt\n\nBOISE, Idaho — Two people were shot at a bar in Boise, police said. The gunman, 30, of Nampa, was held in Ada County.",
        "boise",
    ),
    (
        "Shots at a fair\n\nFresno police are looking for a man who shot a guard on Madison Street. He had moved there from Phoenix.",
        "fresno",
    ),
)


def towns(text: str, publisher: str | None = None) -> list[Town]:
    parsed = parsed_of(text, publisher)
    return towns_of(parsed.document, find_places(parsed))


@pytest.mark.parametrize(("text", "town"), CASES)
def test_the_town_of_the_deed_comes_first(text: str, town: str) -> None:
    assert towns(text)[0].key == town


def test_chances_are_shares() -> None:
    found = towns(CASES[0][0])
    assert sum(town.chance for town in found) == pytest.approx(1.0)
    assert [town.chance for town in found] == sorted((town.chance for town in found), reverse=True)


def test_a_town_may_be_left_unsaid() -> None:
    found = {town.key: town for town in towns("Police in Harris County say that a man was shot at a petrol station.")}
    assert not found["houston"].mentions
    assert found["harris county"].mentions


def test_an_outlet_says_where_it_is_at_home() -> None:
    text = "A woman was killed on Monday, the sheriff said."
    assert [town.key for town in towns(text, "tulsanews.com")] == ["tulsa"]


def test_a_region_may_be_a_city() -> None:
    found = {town.key: town for town in towns("A man was shot in Anacostia, in the District of Columbia, officers said.")}
    assert found["washington"].chance > 0.2


def test_a_quarter_has_its_city_and_a_county_its_largest_town() -> None:
    quarter = next(place for place in lookup("Rogers Park") if place.country == "US")
    city = larger_near(quarter)
    assert city is not None
    assert city.name == "Chicago"
    assert larger_near(city) is None
    county = next(place for place in lookup("Harris County") if place.admin1 == "Texas")
    largest = largest_in(county)
    assert largest is not None
    assert largest.name == "Houston"
    assert largest_in(city) is None


def test_a_town_that_looks_like_something_else_is_known_by_its_region() -> None:
    text = "Two men were shot on Monday in Ohio, where a Toledo teen was held. Cleveland and Columbus sent officers."
    found = list(towns_by_capitals(text, frozenset({("Ohio", "US")})))
    assert [(text[start:end], place.admin1) for start, end, place in found] == [
        ("Toledo", "Ohio"),
        ("Cleveland", "Ohio"),
        ("Columbus", "Ohio"),
    ]
    assert town_in("Toledo", frozenset({("Castille-La Mancha", "ES")})) != town_in("Toledo", frozenset({("Ohio", "US")}))
    assert town_in("Nowhere at all", frozenset()) is None


def test_a_side_of_a_city_is_in_the_city() -> None:
    assert without_side("Southwest Denver") == "Denver"
    assert without_side("Denver") is None
    assert without_side("Southern") is None


def test_nothing_named_is_no_town() -> None:
    assert towns("") == []
    assert towns("Nobody was hurt.") == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    found = towns(text)
    assert not found or sum(town.chance for town in found) == pytest.approx(1.0)
