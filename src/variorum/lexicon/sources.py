"""Who publishes, and the agencies credited at the end of a report: by a registry of sources, ours where none is given."""

from __future__ import annotations

import re
from typing import NamedTuple

from variorum.lexicon.registry import Registry, fold_outlet, shipped
from variorum.model import Source

__all__ = ["Credit", "closing_credit", "fold_outlet", "is_agency", "is_known", "source_of"]

_TAIL = 70  # code points: the longest credit, with its brackets
_AGENCY_WORDS = re.compile(
    r"(?<!\w)(?:wire|newswires?|wire service|(?:news|press) (?:agency|association|service|trust))(?!\w)", re.IGNORECASE
)
_CREDIT = r"(?P<credit>[A-ZÀ-Þ][\w.&'’/ -]{1,48}?)"
# "(Some Wire)", "— Reuters", "Source: AP", "AP" after the last sentence or on a line of its own, "© 2021 Some Wire. All rights reserved."
_CLOSING = re.compile(
    rf"\s*\(\s?{_CREDIT}\s?\)\s*\.?$"
    rf"|(?:^|(?<=[.!?\"”’»]))\s*(?:[-–—―]+|(?:source|agency)\s?:)?\s*(?P<after>[^\W\d_](?:(?!\. )[\w.&'’/ -]){{1,48}}?)\s*\.?$"
    rf"|^\s*(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{{4}},?\s*)?(?:by\s+)?(?P<right>[^\W\d_][\w&'’/ -]{{1,40}}?)(?:,?\s*\d{{4}})?"
    rf"(?:\.\s*all rights reserved)?\s*\.?$",
    re.IGNORECASE,
)


class Credit(NamedTuple):
    """A printed credit: the agency as printed, and where the words of the credit stand in the line."""

    name: str
    start: int
    end: int


def source_of(domain_or_name: str | None, registry: Registry | None = None) -> Source:
    """The source of an address, a domain (or one above it), a name or an id; an unknown outlet is its own source."""
    return (registry or shipped()).source_of(domain_or_name)


def is_known(name: str, registry: Registry | None = None) -> bool:
    """Whether the registry holds an outlet of this name."""
    return (registry or shipped()).named(name) is not None


def is_agency(name: str, registry: Registry | None = None) -> bool:
    """Whether a name is an agency's: the registry's, or by a word as "Wire" or "News Agency" in it."""
    known = (registry or shipped()).named(name)
    if known:
        return known.kind == "agency"
    words = name.split()
    return len(words) <= 5 and all(word[:1].isupper() for word in words) and bool(_AGENCY_WORDS.search(name))


def closing_credit(line: str, registry: Registry | None = None) -> Credit | None:
    """The agency credited at the end of a line: "(Some Wire)", "— Reuters", "Source: AP", or its bare name after a full stop."""
    tail_at = max(0, len(line) - _TAIL)
    match = _CLOSING.search(line[tail_at:])
    if not match:
        return None
    name = (match["credit"] or match["after"] or match["right"]).strip(" .")
    return Credit(name, tail_at + match.start(), tail_at + match.end()) if is_agency(name, registry) else None
