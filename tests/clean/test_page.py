from __future__ import annotations

import pytest
from tests.clean.build import BODY, MORE, body, cleaned, one

PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Boats sunk &amp; lost | The Lakeside Times</title>
<meta property="og:site_name" content="The Lakeside Times">
<meta property="article:published_time" content="2004-09-04T19:40:00+02:00">
<meta property="article:modified_time" content="2004-09-05">
<meta name="author" content="Ada Quill"><link rel="canonical" href="https://Lakeside.example/boats?utm_source=x"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Boats sunk &amp; lost</h1>
<p class="byline">By Ada Quill, Salterton</p><p>4 September 2004, 19:40</p><p>{BODY}</p>
<p>“We heard it,” said a man &mdash; a fisherman.</p><p>{MORE}</p></article>
<aside><h2>Most read</h2><ul><li><a href="/1">Three boats lost</a></li></ul></aside>
<footer>© 2004 The Lakeside Times</footer></body></html>"""


def test_a_page_gives_its_article_and_what_it_says_of_it() -> None:
    document = one(PAGE, "text/html")
    assert document.title == "Boats sunk & lost"
    assert document.text.count("Boats sunk & lost") == 1
    assert document.byline == ("Ada Quill",)
    assert (document.publisher, document.source) == ("The Lakeside Times", "lakeside-times")
    assert document.address == "https://lakeside.example/boats"
    assert document.published is not None
    assert document.published.at is not None
    assert (document.published.at.isoformat(), document.published.how) == ("2004-09-04T19:40:00+02:00", "stated")
    assert document.modified is not None
    assert str(document.modified.earliest) == "2004-09-05"
    assert body(document) == f"{BODY}\n\n“We heard it,” said a man — a fisherman.\n\n{MORE}"


def test_offsets_lead_into_the_source_of_the_page() -> None:
    document = one(PAGE, "text/html")
    for words in ("sunk", "Two boats", "“We heard", "a fisherman", "Nobody has said"):
        offset = document.source_offset(document.text.index(words))
        assert offset is not None
        assert PAGE[offset:].startswith(words)
    dash = document.source_offset(document.text.index("—"))
    assert dash is not None
    assert PAGE[dash:].startswith("&mdash;")


def test_linked_data_is_read() -> None:
    page = f"""<html><head><title>x</title><script type="application/ld+json">{{"@graph": [{{"@type": "WebPage"}},
    {{"@type": ["NewsArticle"],
    "headline": "Boats sunk at Lakeside", "datePublished": "2015-04-02T10:00:00Z",
    "author": [{{"name": "Ada Quill"}}, {{"name": "Bo Marsh"}}],
    "publisher": {{"name": "Lakeside Daily"}}}}]}}</script></head><body><article><p>{BODY}</p><p>{MORE}</p></article></body></html>"""
    document = one(page, "text/html")
    assert (document.title, document.byline, document.publisher) == ("Boats sunk at Lakeside", ("Ada Quill", "Bo Marsh"), "Lakeside Daily")
    assert document.published is not None
    assert str(document.published.earliest) == "2015-04-02"


def test_a_date_that_nobody_can_read_is_a_problem() -> None:
    head = '<meta property="article:published_time" content="some day">'
    page = f"<html><head>{head}</head><body><article><p>{BODY}</p><p>{MORE}</p></article></body></html>"
    result = cleaned(page, "text/html")
    assert result.documents[0].published is None
    assert "bad_date" in [problem.code for problem in result.problems]


@pytest.mark.parametrize("page", ["", "<html></html>", "<html><body><nav>Home</nav></body></html>", "<", "<!doctype html>", "<p>"])
def test_a_page_without_an_article_is_a_problem(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    result = cleaned(page, "text/html")
    assert result.documents == ()
    assert [problem.code for problem in result.problems] == ["no_text"]
    assert capsys.readouterr().err == ""
