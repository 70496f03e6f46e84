from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.errors import UsageError
from variorum.model import Document, FigureValue, Speaker
from variorum.typed import Draft, claim_of, place_of, typed_value, when_of

TEXT = "Blast at the port\n\nThe hospital said it had\nreceived sixteen bodies. Sixteen people were missing, and sixteen boats."
DOCUMENT = Document(capture="capture:1", blob="1", text=TEXT, title="Blast at the port", body_start=19)


@pytest.mark.parametrize(
    ("kind", "typed", "held"),
    [
        ("figure", "at least 16", {"low": 16, "high": None, "bound": "at_least"}),
        ("figure", "130-140", {"low": 130, "high": 140, "bound": "between"}),
        ("responsibility", " Red  Dawn Front ", {"actor": {"name": "Red Dawn Front", "kind": None, "nationality": None, "id": None}}),
        ("incident_type", "hostage taking", {"type": "hostage_taking"}),
        ("date", "2004-09-03", {"earliest": "2004-09-03", "latest": "2004-09-03", "precision": 1, "how": "stated"}),
        ("date", "2004-09", {"earliest": "2004-09-01", "latest": "2004-09-30", "precision": 4}),
        ("date", "2004", {"earliest": "2004-01-01", "latest": "2004-12-31", "precision": 5}),
        ("date", "2004-09-01..2004-09-03", {"earliest": "2004-09-01", "latest": "2004-09-03", "precision": 2}),
        ("place", "Quetta, PK", {"name": "Quetta", "country": "PK", "gazetteer_id": 1167528, "precision": 1}),
        ("weapon", "a truck bomb", {"name": "a truck bomb"}),
        ("target", '{"kind": "physical", "name": "the port"}', {"kind": "physical", "name": "the port"}),
    ],
)
def test_a_value_is_typed_as_people_write_it(kind: Any, typed: str, held: dict[str, Any]) -> None:
    base = {"figure": {"category": "killed"}, "responsibility": {"status": "POSSIBLE"}}.get(kind)
    value = typed_value(kind, typed, base)
    assert value == {**value, **held, **(base or {})}


def test_what_is_typed_goes_on_top_of_what_is_there() -> None:
    base = {"name": "Springfield", "kind": "populated", "site": "the mall", "country": "US", "lat": 1.0, "lon": 1.0, "gazetteer_id": 1}
    value = typed_value("place", "Springfield, Illinois, US", base)
    assert (value["site"], value["gazetteer_id"], value["admin1"]) == ("the mall", 4250542, "Illinois")


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("figure", "many", "is no number"),
        ("figure", "{low: 1}", "is not JSON"),
        ("figure", '{"low": -1}', "is no value of a figure claim"),
        ("incident_type", "party", "is no value of a incident_type claim"),
        ("date", "yesterday", "is no date"),
        ("date", "2004-02-30", "is no date"),
        ("date", "2004-09-03..2004-09-01", "is no date"),
        ("responsibility", "  ", "type the name of an actor"),
        ("demand", "money", "is typed as JSON"),
        ("place", "Nowhere Land", "the gazetteer has no"),
        ("place", "999999999999", "the gazetteer has no place"),
        ("place", "Springfield, US", "may be several places, type the id of one: 4250542 Springfield, Sangamon County, Illinois, US"),
    ],
)
def test_what_cannot_be_understood_is_told_in_one_line(kind: Any, typed: str, said: str) -> None:
    with pytest.raises(UsageError, match=said.replace("(", r"\(")) as raised:
        typed_value(kind, typed, {"category": "killed"} if kind == "figure" else None)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("2643743", "London"),
        ("London, United Kingdom", "London"),
        ("london,gb", "London"),
        ("Beslan, Russia", "Beslan"),
        ("Paris, Texas, US", "Paris"),
    ],
)
def test_a_place_by_its_id_or_by_its_land(typed: str, found: str) -> None:
    assert place_of(typed).name == found


def test_a_claim_stands_on_words_of_the_text() -> None:
    draft = Draft(document="d", words="had received sixteen bodies", property="figure", value="16", fields={"category": "killed"})
    claim = claim_of(draft, DOCUMENT)
    assert (claim.evidence[0].exact, claim.value) == ("had\nreceived sixteen bodies", FigureValue(category="killed", low=16, high=16))
    assert claim.said_by is None
    said = claim_of(Draft(document="d", words="sixteen", property="weapon", value="boats", said_by="the  hospital", nth=2), DOCUMENT)
    assert said.said_by == Speaker(name="the hospital")
    assert TEXT[said.evidence[0].start :].startswith("sixteen boats")


@pytest.mark.parametrize(
    ("words", "nth", "said"),
    [
        ("seventeen bodies", None, "do not stand in the text"),
        (" ", None, "type the words"),
        ("sixteen", None, "stand there 2 times"),
        ("sixteen", 3, "--nth is 1 to 2"),
    ],
)
def test_words_that_are_not_found_or_too_often(words: str, nth: int | None, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        claim_of(Draft(document="d", words=words, property="weapon", value="x", nth=nth), DOCUMENT)


@given(st.sampled_from(["figure", "responsibility", "incident_type", "place", "date", "weapon", "demand"]), st.text(max_size=40))
def test_anything_may_be_typed(kind: Any, typed: str) -> None:
    try:
        typed_value(kind, typed, {"category": "killed", "status": "POSSIBLE"})
    except UsageError:
        return


@given(st.dates(), st.dates())
def test_days_are_read_as_they_are_written(one: Any, other: Any) -> None:
    first, last = sorted((one, other))
    when = when_of(f"{first.isoformat()}..{last.isoformat()}")
    assert (when.earliest, when.latest) == (first, last)
