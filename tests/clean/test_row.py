from __future__ import annotations

import pytest
from tests.clean.build import BODY, MORE, body, cleaned, one, row


def test_fields_go_before_what_the_text_says() -> None:
    document = row(
        id="r1", url="https://lakeside.example/a#x", title="Boats sunk", publisher="Lakeside Daily", published="2024-03-22T10:00:00Z",
        text=f"Boats sunk\n\nBy Ada Quill\n\n1 May 2001\n\n{BODY}\n\n++++++++++\n\nA headline of five words\n\n{MORE}\n\nAdvertisement",
    )  # fmt: skip
    assert (document.title, document.publisher, document.byline, document.source_row) == (
        "Boats sunk",
        "Lakeside Daily",
        ("Ada Quill",),
        "r1",
    )
    assert document.address == "https://lakeside.example/a"
    assert document.published is not None
    assert str(document.published.earliest) == "2024-03-22"
    assert body(document).startswith("Two boats")
    assert document.text.endswith(MORE)
    assert document.source_offset(0) == 0


def test_a_title_that_is_not_in_the_text_has_no_place_there() -> None:
    document = row(title="Boats sunk", text=BODY)
    assert document.text == f"Boats sunk\n\n{BODY}"
    assert document.source_offset(0) is None
    assert document.source_offset(document.body_start) == 0


@pytest.mark.parametrize(
    ("published", "earliest", "precision"),
    [
        ("2004-09", "2004-09-01", 4),
        ("2004", "2004-01-01", 5),
        (2004, "2004-01-01", 5),
        ("Sept. 2004", "2004-09-01", 4),
        ("20040903", "2004-09-03", 1),
    ],
)
def test_a_date_is_as_exact_as_the_field(published: object, earliest: str, precision: int) -> None:
    found = row(text=BODY, published=published).published
    assert found is not None
    assert (str(found.earliest), found.precision) == (earliest, precision)


@pytest.mark.parametrize("published", ["soon", "2004-13", "99", "2004-02-30"])
def test_a_bad_date_is_a_problem(published: str) -> None:
    import json

    result = cleaned(json.dumps({"text": BODY, "published": published}), "application/json", row="1")
    assert [problem.code for problem in result.problems] == ["bad_date"]
    assert result.documents[0].published is None


def test_front_matter_is_metadata() -> None:
    text = f"---\ntitle: Boats sunk & lost\nauthor: Ada Quill\ndate: 2025-08-04\noutlet: Lakeside Daily\n---\n\n**Two** dead, *says* [the mayor](http://x.example).\n\n{BODY}"
    document = one(text, "text/markdown")
    assert (document.title, document.byline, document.publisher) == ("Boats sunk & lost", ("Ada Quill",), "Lakeside Daily")
    assert document.published is not None
    assert str(document.published.earliest) == "2025-08-04"
    assert body(document) == f"Two dead, says the mayor.\n\n{BODY}"
    assert document.source_offset(0) == text.index("Boats")


def test_marks_of_markdown_go() -> None:
    text = f"# Boats sunk\n\n*Lakeside Daily · 2 May 2004*\n\n| | here | there |\n|---|---|---|\n| dead | 3 | 4 |\n\n> {BODY}"
    text += "\n\nThe quay\n--------\n\n1. snake_case_word stays, `code` goes"
    document = one(text, "text/markdown")
    assert document.title == "Boats sunk"
    assert document.publisher == "Lakeside Daily"
    assert body(document).split("\n\n") == ["here | there", "dead | 3 | 4", BODY, "The quay", "1. snake_case_word stays, code goes"]
