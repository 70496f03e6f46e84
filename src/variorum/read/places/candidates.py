"""Stretches of a text that may name a place: names of the gazetteer, adjectives of countries, and what the parse calls a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Span as Tokens

from variorum.lexicon.gazetteer import LONGEST, Place, demonym, fold, lookup
from variorum.lexicon.gazetteer.table import table
from variorum.read.parse import in_capitals
from variorum.read.parsed import Parsed

CandidateKind = Literal["name", "demonym", "unknown"]
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_JOINTS = frozenset({"-", "‑", "–", "'", "’", ".", "&"})
_INNER = frozenset(
    "of the de del la le les "
    "da do dos du el al es en ez and sur am on upon by in ad ar as ash an at az bin abu di der den und y e aux au".split()
)
_ARTICLES = frozenset({"al", "el", "ad", "ar", "as", "ash", "an", "at", "az", "ez", "es", "ed"})
_REACH = 2 * LONGEST - 1  # tokens of a name: every hyphen is one


@dataclass(slots=True, kw_only=True)
class Candidate:
    """Tokens `start` to `end` (exclusive), the places that bear the name, and how likely it is one (`chance`, filled in later)."""

    start: int
    end: int
    folded: str
    kind: CandidateKind
    places: tuple[Place, ...] = ()
    part: bool = False  # `folded` and `places` are those of a name within: "Fort Mill High School"
    traits: list[str] = field(default_factory=list)
    chance: float = 0.0


@dataclass(slots=True)
class Page:
    """The tokens of a document as written (a text in capitals is recased for the parse only), and what is asked of them often."""

    parsed: Parsed
    words: list[str]
    lower: list[str]
    capital: list[bool]
    in_capitals: bool
    entity: list[Tokens | None]

    @classmethod
    def of(cls, parsed: Parsed) -> Page:
        """The page of a document."""
        doc, text = parsed.doc, parsed.text
        words = [text[token.idx : token.idx + len(token)] for token in doc]
        entity: list[Tokens | None] = [None] * len(doc)
        for span in doc.ents:
            for at in range(span.start, span.end):
                entity[at] = span
        return cls(
            parsed=parsed,
            words=words,
            lower=[word.lower() for word in words],
            capital=[word[:1].isupper() for word in words],
            in_capitals=2 * sum(map(str.islower, text[:1000])) < len(text[:1000]) and in_capitals(text),
            entity=entity,
        )


def candidates(page: Page) -> list[Candidate]:
    """All candidates in the order of the text; they may overlap."""
    found = list(_known(page))
    taken = {(candidate.start, candidate.end) for candidate in found}
    found.extend(candidate for candidate in _labelled(page) if (candidate.start, candidate.end) not in taken)
    return sorted(found, key=lambda candidate: (candidate.start, -candidate.end))


def _known(page: Page) -> Iterator[Candidate]:
    """The longest names of the gazetteer, from left to right."""
    at = 0
    while at < len(page.words):
        candidate = _name_at(page, at)
        if candidate is None:
            at += 1
        else:
            yield candidate
            at = candidate.end


def _name_at(page: Page, start: int) -> Candidate | None:
    """The longest name that begins at a token."""
    word = page.words[start]
    article = page.lower[start] in _ARTICLES and start + 1 < len(page.words) and page.words[start + 1] in ("-", "‑")
    if not (page.capital[start] or article) or page.lower[start] == "the":
        return None
    first = fold(word)
    if not first:
        return None
    here = table()
    if here.begins_name(first.split(" ")[0]):
        for end in range(_reach(page, start), start + 1, -1):
            if not page.capital[end - 1]:
                continue
            candidate = _candidate(page, start, end)
            if candidate is not None:
                return candidate
    return _candidate(page, start, start + 1) if len(first) > 1 and not article else None


def _reach(page: Page, start: int) -> int:
    """Where a name that begins at a token ends at the latest: names hold capitals, hyphens and small words such as "de"."""
    end = start + 1
    while end < min(len(page.words), start + _REACH):
        word = page.words[end]
        if not (page.capital[end] or word in _JOINTS or page.lower[end] in _INNER):
            break
        if "\n" in page.parsed.doc[end - 1].whitespace_ or (word == "." and page.parsed.doc[end - 1].whitespace_):
            break
        end += 1
    return end


def _candidate(page: Page, start: int, end: int) -> Candidate | None:
    """The candidate of some tokens, if the gazetteer knows them."""
    doc, text = page.parsed.doc, page.parsed.text
    written = text[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])]
    folded = fold(written)
    if len(folded) < 2 or (len(folded) == 2 and not written.replace(".", "").isupper()):
        return None
    if folded == "us" and not page.in_capitals and written not in ("US", "U.S."):
        return None
    lands = demonym(folded)
    if lands:
        return Candidate(start=start, end=end, folded=folded, kind="demonym", places=lands)
    if table().holds(folded):
        return Candidate(start=start, end=end, folded=folded, kind="name", places=lookup(written))
    return None


def _labelled(page: Page) -> Iterator[Candidate]:
    """What the parse calls a place and the gazetteer does not know as a whole, without "the" and small words in front."""
    for span in page.parsed.doc.ents:
        if span.label_ not in PLACE_LABELS:
            continue
        start, end = span.start, span.end
        while start < end and not page.capital[start]:
            start += 1
        while end > start and (page.words[end - 1] in ("'s", "’s") or not page.words[end - 1][:1].isalnum()):
            end -= 1
        if start == end or end - start > 8:
            continue
        if page.lower[start] == "the" and start + 1 < end:
            start += 1
        doc, text = page.parsed.doc, page.parsed.text
        written = text[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])]
        if fold(written) and "\n" not in written:
            yield Candidate(start=start, end=end, folded=fold(written), kind="unknown", places=lookup(written))
