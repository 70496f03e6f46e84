"""Who publishes: the reviewed registry of outlets, and the printed credits of agencies."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast

from variorum.lexicon.addresses import domain_of
from variorum.model import Source
from variorum.model.words import SourceKind

_HEAD = 400  # code points: a dateline stands in the first line of a report
_TAIL = 70  # code points: the longest credit, with its brackets
_ABBREVIATED = 4  # letters: "Pa." is Pennsylvania, PA an agency
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}", re.UNICODE)
_AGENCY_WORDS = re.compile(
    r"(?<!\w)(?:wire|newswires?|wire service|(?:news|press) (?:agency|association|service|trust))(?!\w)", re.IGNORECASE
)
_CREDIT = r"(?P<credit>[A-ZÀ-Þ][\w.&'’/ -]{1,48}?)"
# "MOSCOW, Oct 25, 2002 (Some Wire) — ", "BAGHDAD (Reuters) - ", "(AP) -- "
_DATELINE = re.compile(rf"(?P<place>[A-ZÀ-Þ][^()\n]{{1,80}})?\(\s?{_CREDIT}\s?\)\s*(?P<dash>[-–—―]+|:)?")
# "(Some Wire)", "— Reuters", "Source: AP", "AP" after the last sentence or on a line of its own
_CLOSING = re.compile(
    rf"\s*\(\s?{_CREDIT}\s?\)\s*\.?$"
    rf"|(?:^|(?<=[.!?\"”’»]))\s*(?:[-–—―]+|(?:source|agency)\s?:)?\s*(?P<after>[^\W\d_](?:(?!\. )[\w.&'’/ -]){{1,48}}?)\s*\.?$",
    re.IGNORECASE,
)


class Credit(NamedTuple):
    """A printed credit: the agency as printed, and where the words of the credit stand in the line."""

    name: str
    start: int
    end: int


def source_of(domain_or_name: str | None) -> Source:
    """The source of an address, a domain (or one above it) or a name; an unknown outlet is its own source."""
    given = (domain_or_name or "").strip()
    domain = domain_of(given) or (given.lower().removeprefix("www.") if _DOMAIN.fullmatch(given) else None)
    if domain:
        labels = domain.split(".")
        for start in range(len(labels) - 1):
            known = _by_domain().get(".".join(labels[start:]))
            if known:
                return known
        return Source(id=domain, name=domain)
    folded = fold_outlet(given)
    return _by_name().get(folded) or Source(id=folded.replace(" ", "-") or "unknown", name=given or "unknown")


def is_known(name: str) -> bool:
    """Whether the registry holds an outlet of this name."""
    return _named(name) is not None


def is_agency(name: str) -> bool:
    """Whether a name is an agency's: the registry's, or by a word as "Wire" or "News Agency" in it."""
    known = _named(name)
    if known:
        return known.kind == "agency"
    words = name.split()
    return len(words) <= 5 and all(word[:1].isupper() for word in words) and bool(_AGENCY_WORDS.search(name))


def _named(name: str) -> Source | None:
    """The source of a printed name; an abbreviation must be printed as one."""
    known = _by_name().get(fold_outlet(name))
    return known if known and (len(name) > _ABBREVIATED or name.isupper() or name in _printed_names()) else None


def credits(text_head: str) -> str | None:
    """The agency credited in the dateline that a report begins with ("MOSCOW (AP) —"), as printed; None if there is none.

    After a place in capitals and before a dash any name in brackets is a credit; elsewhere it must be an agency's.
    """
    match = _DATELINE.match(text_head[:_HEAD].split("\n", 1)[0])
    if not match:
        return None
    name, place = match["credit"].strip(), match["place"] or ""
    if is_agency(name):
        return name
    in_capitals = bool(re.match(r"[A-ZÀ-Þ]{2}", place))
    return name if match["dash"] and in_capitals and not re.search(r"\d", name) else None


def closing_credit(line: str) -> Credit | None:
    """The agency credited at the end of a line: "(Some Wire)", "— Reuters", "Source: AP", or its bare name after a full stop."""
    tail_at = max(0, len(line) - _TAIL)
    match = _CLOSING.search(line[tail_at:])
    if not match:
        return None
    name = (match["credit"] or match["after"]).strip(" .")
    return Credit(name, tail_at + match.start(), tail_at + match.end()) if is_agency(name) else None


def fold_outlet(name: str) -> str:
    """A name as the registry compares it: no case, article, punctuation, and no accents on Latin letters."""
    plain: list[str] = []
    for sign in unicodedata.normalize("NFKD", name):
        if not unicodedata.combining(sign) or (plain and not plain[-1].isascii()):
            plain.append(sign)
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", "".join(plain)).casefold())
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@cache
def _registry() -> tuple[tuple[Source, tuple[str, ...], tuple[str, ...]], ...]:
    """Every source with its domains and its other names."""
    found = []
    for line in files("variorum.lexicon").joinpath("sources.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        key, name, kind, owner, country, language, domains, others = line.split("\t")
        source = Source(
            id=key, name=name, kind=cast(SourceKind, kind), owner_group=owner or None, country=country or None, language=language or None
        )
        found.append((source, tuple(filter(None, domains.split(","))), tuple(filter(None, others.split(",")))))
    return tuple(found)


@cache
def _by_domain() -> dict[str, Source]:
    return {domain: source for source, domains, _ in _registry() for domain in domains}


@cache
def _by_name() -> dict[str, Source]:
    return {fold_outlet(name): source for source, _, others in _registry() for name in (source.name, *others)}


@cache
def _printed_names() -> frozenset[str]:
    return frozenset(name for source, _, others in _registry() for name in (source.name, *others))
