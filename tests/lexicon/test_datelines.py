"""What stands before the dash with which a report begins, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.lexicon.datelines import credits, dateline_of, find_datelines


@pytest.mark.parametrize(
    ("line", "town", "regions", "day", "credit"),
    [
        ("LARNOW, Ardania - Three gunmen stormed the market.", "LARNOW", ("Ardania",), "", ""),
        ("NAIROBI, Kenya, April 2 (Harbour Wire) — Gunmen came.", "NAIROBI", ("Kenya",), "April 2", "Harbour Wire"),
        ("Nairobi, 3 May (Reuters) - Gunmen came.", "Nairobi", (), "3 May", "Reuters"),
        ("Nairobi (Reuters) – Gunmen came.", "Nairobi", (), "", "Reuters"),
        ("Nairobi — A man was shot.", "Nairobi", (), "", ""),
        ("ST. OLAF, N.D., Sept. 5, 2011, 21:30 GMT (AP)_ A man was shot.", "ST. OLAF", ("N.D.",), "Sept. 5, 2011, 21:30 GMT", "AP"),
        ("ZARKA (JORDAN), 10 JAN 90 (HARBOUR RADIO) -- [TEXT] THE MILL", "ZARKA", ("JORDAN",), "10 JAN 90", "HARBOUR RADIO"),
        ("ZARKA, 4 May: Gunmen burned the mill.", "ZARKA", (), "4 May", ""),
        ("ZARKA (May 4) -- Gunmen burned the mill.", "ZARKA", (), "May 4", ""),
        ("ZARKA, Tuesday _ Gunmen burned the mill.", "ZARKA", (), "Tuesday", ""),
        ("LARNOW, Ard.--(BUSINESS WIRE)--Divers found it.", "LARNOW", ("Ard.",), "", "BUSINESS WIRE"),
        ("LARNOW, May 4 /PRNewswire/ -- Divers found it.", "LARNOW", (), "May 4", "PRNewswire"),
        ("LARNOW—Divers found it.", "LARNOW", (), "", ""),
        ("WEST LARNOW & EAST LARNOW – Divers found it.", "WEST LARNOW & EAST LARNOW", (), "", ""),
        ("  “LARNOW (AP) --\n\nDivers found it.", "LARNOW", (), "", "AP"),
        ("(Reuters) - Divers found it.", "", (), "", "Reuters"),
        ("May 4 (Reuters) - Divers found it.", "", (), "May 4", "Reuters"),
        ("McALLEN, Texas — Divers found it.", "McALLEN", ("Texas",), "", ""),
    ],
)
def test_a_dateline_and_its_parts(line: str, town: str, regions: tuple[str, ...], day: str, credit: str) -> None:
    found = dateline_of(line)
    assert found is not None
    assert (found.town, found.regions, found.day, found.credit) == (town, regions, day, credit)


@pytest.mark.parametrize(
    "line",
    [
        "The UN - the world body - said that 17 people died.",
        "Kenya — where the siege began — sent help.",
        "NATO — which has no troops there — said so.",
        "PQRT — An alliance speaks.",
        "BREAKING — Police are at the scene.",
        "UPDATE @ 2 p.m. (Jan. 16): Police are at the scene.",
        "May 4 — Gunmen stormed the market.",
        "Monday - Gunmen stormed the market.",
        "They struck on May 3 — a market day.",
        "LARNOW: RED DAWN CLAIMS IT",
        "The Harbour Front (HF) - a party - protested.",
        "THE REBELS -- WHO BURNED THE MILL -- FLED",
        "THE HARBOUR FRONT (HF) -- A PARTY -- PROTESTED",
        "A CITY WEEPS, AND ITS MAYOR GOES - Who is to blame?",
        "LARNOW Divers found it.",
        "— ",
        "",
    ],
)
def test_a_sentence_with_a_dash_has_none(line: str) -> None:
    assert dateline_of(line) is None


def test_it_ends_where_the_report_begins() -> None:
    text = "Mill burned\n\nLARNOW, May 4 (AP) — Gunmen burned it.\n\nZARKA, Ardania - Two fled."
    assert [text[one.end :].split(maxsplit=1)[0] for one in find_datelines(text)] == ["Gunmen", "Two"]
    assert [text[one.start : one.end] for one in find_datelines(text)] == ["LARNOW, May 4 (AP) — ", "ZARKA, Ardania - "]


def test_a_title_may_run_into_it() -> None:
    assert [one.town for one in find_datelines("Mill is burned by night. LARNOW, Ardania (AP) — Gunmen burned it.")] == ["LARNOW"]
    assert not find_datelines("They left the mill. LARNOW — Gunmen burned it.")  # too little to tell


def test_a_wrapped_line_of_a_text_in_capitals_begins_none() -> None:
    assert not find_datelines("GUNMEN TOOK THE ROAD FROM NAIROBI TO\nMOMBASA -- THE COAST -- AND FLED")
    assert find_datelines("MOMBASA -- GUNMEN TOOK THE ROAD\nTO NAIROBI")


@given(st.text(alphabet="AB a.,()-–—:_[/4\n&ÄÉ'“", max_size=80))
def test_any_text_has_datelines_apart_and_in_order(text: str) -> None:
    end = 0
    for one in find_datelines(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end


@pytest.mark.parametrize(
    ("head", "agency"),
    [
        ("LAKESIDE, Oct 25, 2002 (Harbour Wire) — Two boats sank.", "Harbour Wire"),
        ("LAKESIDE (Reuters) - Two boats sank.", "Reuters"),
        ("(AP) -- Two boats sank.", "AP"),
        ("LAKESIDE (Quayside) — Two boats sank.", "Quayside"),
        ("By Ann Larn. LAKESIDE (Reuters) - Two boats sank.", "Reuters"),
        ("Two boats (four sailors) sank - at noon.", None),
        ("The Harbour Front (HF) - a party - protested.", None),
        ("LAKESIDE — Two boats sank.", None),
        ("", None),
    ],
)
def test_a_dateline_credits_its_agency(head: str, agency: str | None) -> None:
    assert credits(head) == agency
