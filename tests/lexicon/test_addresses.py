from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.lexicon.addresses import canonical_address, domain_of


@pytest.mark.parametrize(
    ("given_address", "canonical"),
    [
        ("HTTPS://News.Example.ORG:443/A/b?utm_source=x&id=7#top", "https://news.example.org/A/b?id=7"),
        ("http://example.org:80", "http://example.org/"),
        ("http://example.org:8080/?a=1&b=2", "http://example.org:8080/?a=1&b=2"),
        ("https://example.org/x?fbclid=1", "https://example.org/x"),
        ("https://example.org/?q=%D0%B0+b", "https://example.org/?q=%D0%B0+b"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
        ("ftp://example.org/x", None),
        ("/relative", None),
        ("https://exa mple.org", None),
        ("https://example.org:port/", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_has_one_form(given_address: str | None, canonical: str | None) -> None:
    assert canonical_address(given_address) == canonical


@given(st.text(max_size=80).map(lambda rest: "https://example.org/" + rest))
def test_a_canonical_address_stays(address: str) -> None:
    once = canonical_address(address)
    assert canonical_address(once) == once


def test_the_domain_is_the_outlets() -> None:
    assert domain_of("https://www.example.org/a") == "example.org"
    assert domain_of("https://m.example.org/a") == "example.org"
    assert domain_of("nothing") is None
