"""Names that somebody else found, as candidates."""

from __future__ import annotations

from variorum.lexicon.gazetteer import demonym, fold, lookup
from variorum.read.places.candidates import Candidate, Page
from variorum.read.places.qualify import region_at, short_form


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
    words = folded.split(" ")
    for count in range(len(words) - 1, 0, -1):
        for at in range(len(words) - count, -1, -1):
            part = " ".join(words[at : at + count])
            if len(part) > 3 and (places := lookup(part) or demonym(part)):
                return Candidate(start=first, end=last, folded=part, kind="name", places=places)
    return Candidate(start=first, end=last, folded=folded, kind="unknown")
