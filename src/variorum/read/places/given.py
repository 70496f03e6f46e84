"""Names that somebody else found, as candidates."""

from __future__ import annotations

from variorum.lexicon.gazetteer import demonym, fold, lookup
from variorum.read.places.candidates import Candidate, Page
from variorum.read.places.qualify import region_at, short_form
from variorum.read.places.words import common_names, word_classes

SHORTEST = 3  # letters that a name within another has more than
STREETS = frozenset({"street", "st", "road", "rd", "avenue", "ave", "boulevard", "blvd", "lane", "drive", "highway", "prospekt"})


def candidate_of(page: Page, start: int, end: int) -> Candidate:
    """The candidate of a stretch of text: its places, those of a short form, of an adjective, or of the longest part that is known."""
    doc = page.parsed.doc
    tokens = doc.char_span(start, end, alignment_mode="expand")
    if tokens is None:
        raise IndexError(f"no tokens from {start} to {end}")
    written = page.parsed.text[start:end]
    folded = fold(written)
    first, last = tokens.start, tokens.end
    short = region_at(page, first) if first and page.words[first - 1] == "," else None
    if short is not None and short[1] == last:
        return Candidate(start=first, end=last, folded=folded, kind="name", places=short[2])
    lands = demonym(folded)
    if lands:
        return Candidate(start=first, end=last, folded=folded, kind="demonym", places=lands)
    places = short_form(written) or lookup(written)
    if places:
        return Candidate(start=first, end=last, folded=folded, kind="name", places=places)
    candidate = Candidate(start=first, end=last, folded=folded, kind="unknown")
    take_part(candidate)
    return candidate


def take_part(candidate: Candidate) -> None:
    """Give a candidate that no place bears as a whole the places of the longest name within it: a school is in the town it is named for.

    A street is not: it may lead there, or honour it from far away. Words such as "park" and personal names that some hamlet bears too are
    no such names.
    """
    words = candidate.folded.split(" ")
    if words[-1] in STREETS:
        return
    for count in range(len(words) - 1, 0, -1):
        for at in range(len(words) - count, -1, -1):
            part = " ".join(words[at : at + count])
            if len(part) <= SHORTEST or all(word in word_classes() or word in common_names() for word in words[at : at + count]):
                continue
            if places := lookup(part) or demonym(part):
                candidate.folded, candidate.places, candidate.part = part, places, True
                return
