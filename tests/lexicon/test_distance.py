from __future__ import annotations

from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.lexicon.distance import EARTH, kilometres
from variorum.model import Where

LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)


def spot(lat: float | None, lon: float | None) -> Where:
    return Where(name="Port Salter", kind="populated", lat=lat, lon=lon)


def test_a_degree_on_the_equator_and_a_place_that_is_not_on_the_map() -> None:
    assert kilometres(spot(0, 0), spot(0, 1)) == pytest.approx(111.19, abs=0.01)
    assert kilometres(spot(52.52, 13.405), spot(48.857, 2.352)) == pytest.approx(878, abs=1)
    assert kilometres(spot(0, 0), spot(None, None)) is None


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_both_ways_are_one_and_no_way_is_longer_than_half_the_globe(lat: float, lon: float, other_lat: float, other_lon: float) -> None:
    way = kilometres(spot(lat, lon), spot(other_lat, other_lon))
    assert way == pytest.approx(kilometres(spot(other_lat, other_lon), spot(lat, lon)), abs=1e-6)
    assert way is not None
    assert 0 <= way <= EARTH * pi + 1e-6
    assert kilometres(spot(lat, lon), spot(-lat, lon + 180 if lon <= 0 else lon - 180)) == pytest.approx(EARTH * pi, rel=1e-6)
