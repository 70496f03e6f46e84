from __future__ import annotations

import json
from pathlib import Path

from bench.muc4 import rows_of
from bench.muc4_deeds import templates_of_deeds

from variorum.api import document_of
from variorum.model import Hints, Span
from variorum.read.claims import understand
from variorum.read.parsed import Parsed
from variorum.read.roles.deeds import Deed, Family, Participant

TEXT = "BOGOTA, 4 MAY 1990 -- GUNMEN KILLED TWO SPANISH NUNS IN MEDELLIN ON 2 MAY 1990. THE BOMB BROKE THE GATE."
PARSED = understand(document_of(TEXT), Hints())


def span(words: str) -> Span:
    start = PARSED.text.index(words)
    return Span.of(PARSED.text, start, start + len(words))


def participant(family: Family, words: str, **more: object) -> Participant:
    return Participant(family=family, words=span(words), phrases=(span(words),), likely=0.9, **more)  # type: ignore[arg-type]


def deed(parsed: Parsed, kind: str, *participants: Participant, **more: object) -> Deed:
    told: dict[str, object] = {"side": None, "meant": None, "unharmed": None, "when": None, "places": ()}
    return Deed(type=kind, stage="ACCOMPLISHED", participants=participants, likely=0.9, **(told | more))  # type: ignore[arg-type]


NUNS = participant("people", "TWO SPANISH NUNS", description=span("TWO SPANISH NUNS"), type="CIVILIAN", number="2", effect="DEATH")
GATE = participant("object", "THE GATE", type="OTHER", number="1", effect="SOME DAMAGE")
BOMB = participant("instrument", "THE BOMB", type="BOMB")


def test_a_deed_in_the_set_s_form() -> None:
    day = next(one.timex.when for one in PARSED.times if one.timex and one.span.exact.startswith("2 MAY"))
    places = ((span("MEDELLIN"), "CITY"),)
    (row,) = templates_of_deeds(PARSED, "A", [deed(PARSED, "ATTACK", NUNS, participant("individual", "GUNMEN"), when=day, places=places)])
    assert row["incident_date"] == "02 MAY 90"
    assert row["incident_location"] == "COLOMBIA: MEDELLIN (CITY)"
    assert row["perp_individual_id"] == ["GUNMEN"]
    assert row["hum_tgt"] == [
        {
            "description": "TWO SPANISH NUNS",
            "type": "CIVILIAN",
            "number": "2",
            "effect_of_incident": "DEATH",
            "foreign_nation": "SPAIN",
        }
    ]


def test_without_a_day_it_is_on_or_before_that_of_the_text() -> None:
    (row,) = templates_of_deeds(PARSED, "A", [deed(PARSED, "ATTACK", NUNS)])
    assert row["incident_date"] == "- 04 MAY 90"


def test_arson_and_kidnapping_have_no_instrument_and_kidnapping_no_thing() -> None:
    bombing, arson, kidnapping = templates_of_deeds(
        PARSED, "A", [deed(PARSED, kind, NUNS, GATE, BOMB) for kind in ("BOMBING", "ARSON", "KIDNAPPING")]
    )
    assert bombing["incident_instrument_type"] == [{"value": "BOMB", "instrument_id": "BOMB"}]
    assert bombing["phys_tgt"] == [{"id": "GATE", "type": "OTHER", "number": "1", "effect_of_incident": "SOME DAMAGE"}]
    assert "incident_instrument_id" not in arson
    assert "phys_tgt" in arson
    assert "phys_tgt" not in kidnapping


def test_a_class_without_words_and_unharmed_people() -> None:
    (row,) = templates_of_deeds(PARSED, "A", [deed(PARSED, "ATTACK", GATE, meant="GUN", unharmed="NO INJURY")])
    assert row["incident_instrument_type"] == [{"value": "GUN"}]
    assert row["hum_tgt"] == [{"effect_of_incident": "NO INJURY"}]


def test_the_country_of_the_deed_comes_before_the_text_s() -> None:
    (row,) = templates_of_deeds(PARSED, "A", [deed(PARSED, "ATTACK", NUNS, land="SV")])
    assert row["incident_location"] == "EL SALVADOR"


def test_lines_are_joined_and_the_dateline_stays(tmp_path: Path) -> None:
    path = tmp_path / "docs.jsonl"
    row = {"doc_id": "A", "text": "BUENA VISTA (CHILE), 4 MAY 88\n(AB) -- A BOMB\nEXPLODED."}
    path.write_text(json.dumps(row), encoding="utf-8")
    assert [row["text"] for row in rows_of([path])] == ["BUENA VISTA (CHILE), 4 MAY 88 (AB) -- A BOMB EXPLODED."]
