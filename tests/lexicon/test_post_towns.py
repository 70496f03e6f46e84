"""Post towns of the United States."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from variorum.lexicon.gazetteer import Place, lookup
from variorum.lexicon.gazetteer.post import POST_TOWNS, has_post_towns, nearest_post_town, post_town, post_towns_of


def place(name: str, region: str) -> Place:
    return next(one for one in lookup(name) if one.admin1 == region)


def test_a_post_town_is_known_by_name_and_state() -> None:
    town = post_town("tulsa", "Oklahoma")
    assert town is not None
    assert town.name == "Tulsa"
    assert len(town.points) > 10
    assert town.distance(place("Tulsa", "Oklahoma")) < 10
    assert "tulsa" in town.counties
    assert post_town("tulsa", "Ohio") is None
    assert post_town("tulsa", None) is None
    assert post_town("paris", "Île-de-France") is None


def test_a_suburb_without_a_post_office_has_its_neighbours() -> None:
    found = nearest_post_town(place("Richfield", "Minnesota"))
    assert found is not None
    assert found[0].name == "Minneapolis"
    assert found[1] < 10
    assert nearest_post_town(place("Leeds", "England")) is None


def test_a_county_has_those_with_most_postal_codes_first() -> None:
    found = post_towns_of(place("Harris County", "Texas"))
    assert found[0][0].name == "Houston"
    assert [share for _, share in found] == sorted((share for _, share in found), reverse=True)
    assert 0.99 < sum(share for _, share in found) < 1.01
    assert post_towns_of(place("Kent", "England")) == ()


def test_every_state_is_there() -> None:
    states = {line.split("\t")[0] for line in POST_TOWNS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")}
    assert len(states) > 50
    assert all(has_post_towns(state) for state in states)
    assert not has_post_towns("Ontario")


@given(st.text(max_size=30), st.text(max_size=30) | st.none())
def test_any_name_is_looked_up(name: str, region: str | None) -> None:
    assert post_town(name, region) is None or has_post_towns(region)
