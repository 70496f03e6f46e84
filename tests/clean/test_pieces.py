from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.clean.build import BODY, MORE, cleaned

from variorum.clean.decode import decoded, normalised
from variorum.model import Document

LINES = st.sampled_from(
    [
        BODY, MORE, "", "", "Boats sunk at Lakeside", "By Ada Quill", "3 May 2004", "++++++++++", "-----", "The End++++++", "Other reviews",
        "Cafe\u0301 by the quay\xa0—\tshut", "  two  blanks ", "caf\xe9 🚢 over 1\xa0400 people", "a\u00adb\u200bc\x00d",
        "- item", "| a | b |", "**bold** [x](y)",
        "# Heading", "قال متحدث إن أربعة قتلوا", "한글 \u1112\u1161\u11ab", "“Quoted,” she said.Read more",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=400),
    st.builds(lambda lines, end: end.join(lines), st.lists(LINES, max_size=14), st.sampled_from(["\n", "\r\n", "\r", "\n\n"])),
)


def same(letter: str, source: str) -> bool:
    """Equal up to composition and white space: a composed letter stands at the first of its signs."""
    if letter.isspace():
        return source.isspace()
    return unicodedata.normalize("NFD", letter)[0] == unicodedata.normalize("NFD", source)[0]


def check(document: Document, source: str) -> None:
    end = 0
    for piece in document.pieces:
        assert piece.length > 0
        assert piece.text_start >= end
        end = piece.text_start + piece.length
        words, origin = document.text[piece.text_start : end], source[piece.source_start : piece.source_start + piece.length]
        assert len(words) == len(origin)
        assert all(map(same, words, origin)), (words, origin)
    assert unicodedata.is_normalized("NFC", document.text)
    assert not any(sign in document.text for sign in "\r\x00\u200b\xad\ufeff")
    assert document.title is None or document.text.startswith(document.title)


@settings(max_examples=200)
@given(TEXTS, st.sampled_from(["text/plain", "text/markdown"]))
@example("A\u0301\n\n" + BODY, "text/plain")
def test_pieces_of_a_text_lead_back_to_the_source(text: str, media_type: str) -> None:
    data = (
        text.encode("utf-8", "surrogatepass") if not any("\ud800" <= sign <= "\udfff" for sign in text) else text.encode("utf-8", "replace")
    )
    source, _ = decoded(data)
    for document in cleaned(data, media_type).documents:
        check(document, source)


@settings(max_examples=100)
@given(TEXTS, st.one_of(st.none(), st.just("Boats sunk at Lakeside"), st.text(max_size=60)))
def test_pieces_of_a_row_lead_back_to_its_text(text: str, title: str | None) -> None:
    data = json.dumps({"id": "1", "title": title, "text": text})
    for document in cleaned(data, "application/json", row="1").documents:
        for piece in document.pieces:
            assert piece.source_start + piece.length <= len(text)
        check(document, text)


@settings(max_examples=60)
@given(st.lists(LINES.filter(lambda line: "\x00" not in line), min_size=1, max_size=8))
def test_pieces_of_a_page_lead_back_to_its_source(lines: list[str]) -> None:
    page = (
        "<html><head><title>Boats</title></head><body><nav>Home</nav><article>"
        + "".join(f"<p>{line}</p>\n" for line in [BODY, *lines])
        + "</article></body></html>"
    )
    for document in cleaned(page, "text/html").documents:
        check(document, page)
        start = document.text.index("Two boats")
        assert document.source_offset(start) == page.index("Two boats")


@given(st.text())
def test_a_normalised_text_is_whole(text: str) -> None:
    strand = normalised(text)
    assert unicodedata.is_normalized("NFC", strand.text)
    plain = [sign for sign in unicodedata.normalize("NFC", text) if sign.isalnum()]
    assert [sign for sign in strand.text if sign.isalnum()] == plain or not text.isprintable()


@pytest.mark.parametrize(
    ("data", "text", "whole"),
    [
        ("\ufeffé".encode(), "é", True),
        ("é".encode("utf-16"), "é", True),
        ("é".encode("utf-32"), "é", True),
        ("“é”".encode("cp1252"), "“é”", True),
        ("déjà vu, naïve, ça".encode() + b"\xff", "déjà vu, naïve, ça\ufffd", False),
        (b"\x81\xe9", "\ufffdé", False),
    ],
)
def test_bytes_are_decoded(data: bytes, text: str, whole: bool) -> None:
    found, wrong = decoded(data)
    assert found == text
    assert (wrong is None) == whole


def test_a_declared_character_set_is_believed() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Взрыв</body></html>'
    assert decoded(page.encode("cp1251"), markup=True) == (page, None)
    assert decoded(b'<meta charset="nonsense">x', markup=True)[0].endswith("x")
