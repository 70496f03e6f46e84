"""Buildings and spots in a town, as printed: "School No. 1", "the 1500 block of Main Street"."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Span as Tokens

from variorum.lexicon.en.tables import read_lines
from variorum.model import Mention
from variorum.read.parsed import Parsed

_STREET = (
    r"(?:[A-Z0-9][\w.'’-]*\s+){1,4}"
    r"(?:Street|St\.|Road|Rd\.|Avenue|Ave\.|Boulevard|Blvd\.|Drive|Lane|Square|Highway|Parkway|Way|Court|Place)"
)
_BLOCK = re.compile(rf"\b(?:the\s+)?\d{{1,5}}(?:00)?\s+block\s+of\s+{_STREET}")
_CORNER = re.compile(rf"\b(?:at|on|along|near)\s+(?:the\s+)?((?:corner|intersection)\s+of\s+{_STREET}\s+and\s+{_STREET}|{_STREET})")
_BEFORE_TOWN = re.compile(
    r"(?:,|\bin|\bof|\bnear|\boutside)\s+(?:the\s+)?(?:(?:\w+\s+){0,3}?(?:city|town|village|capital|suburb|district|province|state)\s+of\s+|"
    r"(?:cent(?:ral|re)|center|downtown|north\w*|south\w*|east\w*|west\w*|nearby)\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_AT = frozenset({"at", "in", "inside", "outside", "near", "into"})
_DETERMINER = re.compile(r"^(?:a|an|the|its|their|his|her|another|one|two|three|several|some)\s+", re.IGNORECASE)
_STATE = re.compile(r"^(?:[a-z]{4,}(?:ed|en)\s+)+(?=\S)")  # what is done to it is no part of its name: "besieged", "crowded", "stricken"


def site_before(parsed: Parsed, sentence: Tokens, town: Mention | None) -> str | None:
    """The building or spot that stands right before a town ("School No. 1 in TOWN"), or anywhere in the sentence if no town is given."""
    start, text = sentence.start_char, parsed.text
    end = town.span.start if town is not None else sentence.end_char
    stretch = text[start:end]
    block = _BLOCK.search(text, start, sentence.end_char)
    if block:
        return re.sub(r"\s+", " ", block.group())
    corner = _CORNER.search(text, start, sentence.end_char)
    if corner:
        return re.sub(r"\s+", " ", corner.group(1))
    if town is not None:
        gap = _BEFORE_TOWN.search(stretch)
        return _phrase_ending(parsed, start, start + gap.start()) if gap else None
    for chunk in sentence.noun_chunks:  # "a gunman opened fire at the Riverside Mall": the town is told elsewhere
        if (
            chunk.root.dep_ == "pobj"
            and chunk.root.head.lower_ in _AT
            and (found := _site(text[chunk.start_char : chunk.end_char], named=True))
        ):
            return found
    return None


def _phrase_ending(parsed: Parsed, start: int, end: int) -> str | None:
    """The noun phrase of a building that ends at an offset, with "of …" and numbers that belong to it."""
    text = parsed.text
    tokens = parsed.doc.char_span(start, end, alignment_mode="contract")
    if tokens is None or not len(tokens):
        return None
    for token in reversed(list(tokens)[-8:]):
        word = re.sub(r"\W", "", token.text.lower())
        if word in buildings():
            left = min(
                (child.i for child in token.lefts if child.dep_ in ("compound", "amod", "nmod", "nummod", "det", "poss")), default=token.i
            )
            return _site(text[parsed.doc[max(left, tokens.start)].idx : end].strip(" ,"))
        if token.pos_ in ("VERB", "PUNCT") and token.text not in (".", "-", "'", '"'):
            return None
    return None


def _site(words: str, *, named: bool = False) -> str | None:
    """A site without its article, if a noun of the list heads it; with `named` it must hold a capital or a number."""
    bare = _STATE.sub("", _DETERMINER.sub("", re.sub(r"\s+", " ", words)).strip(" ,"))
    inside = re.findall(r"[a-z]+", bare.lower())
    if not bare or len(bare) > 90 or not any(word in buildings() for word in inside):
        return None
    return bare if not named or re.search(r"[A-Z0-9]", bare) else None


@cache
def buildings() -> frozenset[str]:
    """Nouns of buildings and spots."""
    return frozenset(read_lines("building_nouns.txt"))
