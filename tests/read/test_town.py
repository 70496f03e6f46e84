"""Which town a report is about."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.read.test_places import parsed_of

from variorum.lexicon.gazetteer import fold, lookup
from variorum.read.places import find_places
from variorum.read.places.around import larger_near, largest_in
from variorum.read.places.overlooked import names_by_capitals, town_in, without_side
from variorum.read.places.possible import Town
from variorum.read.places.town import towns_of

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


def test_chances_are_shares_and_leave_one_for_none_of_them() -> None:
    found = towns(CASES[0][0])
    assert 0.8 < sum(town.chance for town in found) < 1.0
    assert sum(town.chance for town in towns("The girl of three, of Boise, was flown to Reno, the sheriff of Harris County said.")) < 0.95
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
    found = list(names_by_capitals(text, lambda name: town_in(name, frozenset({("Ohio", "US")}))))
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


def test_a_suburb_has_its_post_town() -> None:
    found = {town.key: town for town in towns("A man was shot at a shop in Richfield, Minnesota, on Friday, officers said.")}
    assert found["minneapolis"].traits["post town"] == 1.0
    assert not found["minneapolis"].mentions
    assert found["richfield"].traits["no post town"] == 1.0


def test_a_county_has_its_post_towns() -> None:
    found = {town.key: town for town in towns("Deputies in Kern County, California, say that a boy was shot at home.")}
    assert found["bakersfield"].traits["post town of a county"] > 0


def test_a_post_town_that_the_gazetteer_lacks_is_known_in_its_state() -> None:
    name = "Guide Rock"
    assert not lookup(name)
    found = {town.key: town for town in towns(f"A woman was shot near {name} on Monday. It happened in Nebraska, west of Lincoln.")}
    where = found[fold(name)].where
    assert where is not None
    assert (where.admin1, where.country) == ("Nebraska", "US")
    elsewhere = towns(f"A woman was shot near {name} on Monday. It happened in Kent, east of London.")
    assert all(town.where is None or town.where.country != "US" for town in elsewhere)


def test_elsewhere_there_are_no_post_towns() -> None:
    assert not any("post" in trait for town in towns("A man was stabbed in Leeds, in England, on Friday.") for trait in town.traits)


def test_nothing_named_is_no_town() -> None:
    assert towns("") == []
    assert towns("Nobody was hurt.") == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    found = towns(text)
    assert sum(town.chance for town in found) < 1.0
