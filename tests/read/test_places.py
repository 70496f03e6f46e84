"""Place names found and settled, and the place of what is told."""

from __future__ import annotations

import csv
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import CASES

from variorum.model import Document, Mention, Span
from variorum.read.parse import parse
from variorum.read.parsed import Parsed
from variorum.read.places import find_places, locate_given, seen, where_of

with (CASES / "places.csv").open(encoding="utf-8") as handle:
    ROWS = list(csv.DictReader(handle))


def parsed_of(text: str, publisher: str | None = None) -> Parsed:
    document = Document(capture="capture:test", blob="0" * 64, text=text, publisher=publisher)
    return Parsed(document=document, doc=parse(text))


def names(mentions: tuple[Mention, ...]) -> dict[str, str | None]:
    """The mentions that are names of places, with the country (or the name where there is none)."""
    return {one.span.exact: one.where.country or one.where.name if one.where else None for one in mentions if one.value is None}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:40])
def test_the_place_of_what_is_told(row: dict[str, str]) -> None:
    parsed = parsed_of(row["text"])
    parsed = replace(parsed, places=find_places(parsed))
    start = row["text"].index(row["at"])
    where = where_of(parsed, Span.of(row["text"], start, start + len(row["at"])))
    assert where is not None
    assert (where.name, where.country or "", where.precision, where.site or "") == (
        row["name"], row["country"], int(row["precision"]), row["site"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "place"),
    [
        ("LONDON, England (AP) — A bomb went off in Kampala on Friday.", "Kampala"),
        ("London (Reuters) - A bomb went off in Kampala on Friday.", "Kampala"),
        ("A bomb went off in Kampala – the third this year – on Friday.", "Kampala"),
    ],
)
def test_what_stands_in_a_dateline_is_where_nothing_happened(before: str, place: str) -> None:
    text = f"{before} It killed nine people."
    parsed = parsed_of(text)
    start = text.index("killed")
    where = where_of(replace(parsed, places=find_places(parsed)), Span.of(text, start, start + 6))
    assert where is not None
    assert where.name == place


def test_the_region_after_the_comma_decides() -> None:
    found = names(find_places(parsed_of("Police in Paris, Texas, made two arrests. A suspect fled to Athens, Greece, in May.")))
    assert found["Paris"] == "US"
    assert found["Athens"] == "GR"


def test_the_other_places_of_a_text_decide() -> None:
    text = "A bomb exploded in Tripoli on Monday. Troops came from Benghazi and Misrata, and Libya closed its airports."
    assert names(find_places(parsed_of(text)))["Tripoli"] == "LY"
    text = "A bomb exploded in Tripoli on Monday. Troops came from Beirut and Sidon, and Lebanon closed its airports."
    assert names(find_places(parsed_of(text)))["Tripoli"] == "LB"


def test_newspapers_and_people_are_no_places() -> None:
    found = names(find_places(parsed_of("Mr. Victor London told The Washington Post that Austin Reading had left Nairobi in March.")))
    assert set(found) == {"Nairobi"}


def test_an_adjective_is_a_mention_of_its_land() -> None:
    mentions = find_places(parsed_of("Russian troops entered the village of Samashki in Chechnya."))
    assert [(one.span.exact, one.value) for one in mentions if one.value] == [("Russian", "demonym")]


def test_names_in_capitals() -> None:
    found = names(
        find_places(parsed_of("A BOMB EXPLODED IN BOGOTA, COLOMBIA, ON FRIDAY, KILLING TWO POLICEMEN. ANOTHER WENT OFF IN MEDELLIN."))
    )
    assert found == {"BOGOTA": "CO", "COLOMBIA": "CO", "MEDELLIN": "CO"}


def test_given_names_are_located_in_their_order() -> None:
    text = "He lives in Erie, Pa., and works in Cleveland."
    spans = [(text.index(name), text.index(name) + len(name)) for name in ("Erie", "Pa.", "Cleveland")]
    mentions = locate_given(parsed_of(text), spans)
    assert [one.where.admin1 or one.where.name for one in mentions if one.where] == ["Pennsylvania", "Pennsylvania", "Ohio"]


def test_a_short_form_with_its_full_stop_is_the_region() -> None:
    text = "Two men were shot in Mobile, Ala., on Monday."
    (short,) = [one for one in find_places(parsed_of(text)) if one.span.exact.startswith("Ala")]
    assert short.where is not None
    assert short.where.name == "Alabama"


def test_a_county_decides_between_towns_of_one_name() -> None:
    text = "Two men were shot dead in Athens on Monday, the sheriff of Limestone County said."
    (town,) = [one for one in find_places(parsed_of(text)) if one.span.exact == "Athens"]
    assert town.where is not None
    assert (town.where.admin1, town.where.country) == ("Alabama", "US")


def test_a_list_of_counties_is_one_of_counties() -> None:
    text = "Floods hit Cook, Lake and Will counties in Illinois."
    spans = [(text.index(name), text.index(name) + len(name)) for name in ("Cook", "Lake", "Will")]
    mentions = locate_given(parsed_of(text), spans)
    assert [one.where.kind for one in mentions if one.where] == ["admin2"] * 3


def test_what_is_named_for_its_town_is_there() -> None:
    text = "A bomb went off at Kaduna Baptist College in Kaduna."
    span = (text.index("Kaduna"), text.index(" in Kaduna"))
    (college,) = locate_given(parsed_of(text), [span, (text.rindex("Kaduna"), len(text) - 1)])[:1]
    assert college.where is not None
    assert (college.where.name, college.where.precision) == ("Kaduna", 2)
    (alone,) = locate_given(parsed_of("Students of the Kaduna Baptist College prayed."), [(16, 38)])
    assert alone.where is None


def test_a_street_is_not_in_the_town_that_it_is_named_for() -> None:
    text = "The siege was in Kaduna Street. Kaduna mourned."
    street, town = locate_given(parsed_of(text), [(17, 30), (32, 38)])
    assert street.where is None
    assert town.where is not None


def test_the_end_of_a_name_that_heads_a_paragraph_is_no_town() -> None:
    text = "TALL OSK KADUNA, Nigeria. Two people were killed.\n\nKADUNA, Nigeria. Three people were killed."
    found = {one.span.start: one.where for one in find_places(parsed_of(text)) if one.span.exact == "KADUNA"}
    assert found.get(9) is None
    assert found[51] is not None


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("Gunmen forced their way into a university college in the small eastern Nigerian town of Kaduna.", "university college"),
        ("Two people were killed in a crowded market in Kaduna.", "market"),
        ("Two people were killed at School No. 1 in the town of Kaduna.", "School No. 1"),
    ],
)
def test_a_site_is_neither_its_town_nor_what_is_done_to_it(text: str, site: str) -> None:
    where = where_of(parsed_of(text), parsed_of(text).span(0, 6))
    assert where is not None
    assert where.site == site


def test_weights_are_good_for_one_encoder_only(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = parsed_of("A bomb went off in Kaduna.")
    monkeypatch.setattr(seen, "learnt_with", lambda: "another")
    assert seen.see(parsed, []) is None
    assert set(names(find_places(parsed))) == {"Kaduna"}


def test_no_place_is_no_place() -> None:
    parsed = parsed_of("Nobody was hurt.")
    assert find_places(parsed) == ()
    assert where_of(parsed, parsed.span(0, 6)) is None


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "🙂", "e\u0301 in Pari\u0301s", "في بغداد انفجرت قنبلة", "A" * 100_000, "Paris, " * 500, "IN " * 40]
)
def test_any_text_is_read(text: str) -> None:
    parsed = parsed_of(text)
    mentions = find_places(parsed)
    assert all(text[one.span.start : one.span.end] == one.span.exact for one in mentions)
    if text:
        where_of(parsed, parsed.span(0, 1))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.sampled_from("Paris, Texas. in\n(“’-—U.S.Al 1🙂éЯ"), max_size=80))
def test_mentions_never_overlap(text: str) -> None:
    mentions = find_places(parsed_of(text))
    assert all(left.span.end <= right.span.start for left, right in pairwise(mentions))
