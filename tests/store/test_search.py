from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.build import CLEANER, capture_of, reading_of, sighting_of
from variorum.model import Document
from variorum.store import Ledger
from variorum.store.search import fts_query


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    with Ledger.create(tmp_path_factory.mktemp("search") / "my.variorum") as ledger:
        for text in (
            "Café bombed\n\nThe blast tore through a café near the river.",
            "River floods\n\nNo blast was heard, but the river don't care. \N{FIRE} e\N{COMBINING ACUTE ACCENT}",
            "انفجار في السوق\n\nقتل سبعة عشر شخصا.",
            "Odd\n\nA text with a\0zero.",
        ):
            capture = capture_of(text.encode())
            ledger.add_capture(capture, sighting_of(capture), text.encode())
            document = Document(capture=capture.key, blob=capture.blob, text=text, title=text.partition("\n")[0])
            ledger.add_documents(capture.key, reading_of(capture.key, stage="clean", maker=CLEANER), [document])
        yield ledger


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("blast", {"Café bombed", "River floods"}),
        ("cafe", {"Café bombed"}),
        ("blast RIVER", {"Café bombed", "River floods"}),
        ('"the river"', {"Café bombed", "River floods"}),
        ('"blast river"', set()),
        ("bomb*", {"Café bombed"}),
        ("bomb", set()),
        ("don't", {"River floods"}),
        ("blast AND", set()),
        ("السوق", {"انفجار في السوق"}),
        ("", set()),
        ('"', set()),
        ("* - ( ^", set()),
        ("title:river", set()),
    ],
)
def test_search(ledger: Ledger, query: str, titles: set[str]) -> None:
    assert {hit.title for hit in ledger.search(query)} == titles


def test_a_hit_in_the_title_comes_first(ledger: Ledger) -> None:
    assert [hit.title for hit in ledger.search("river")] == ["River floods", "Café bombed"]
    assert "blast tore through" in ledger.search("tore")[0].snippet
    assert len(ledger.search("river", limit=1)) == 1


@given(st.text())
def test_no_query_fails(ledger: Ledger, query: str) -> None:
    ledger.search(query)
    assert "\0" not in fts_query(query)
