"""Places where somebody speaks: "he said in Q.", "told reporters in Q.", "by telephone from Q."."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from variorum.lexicon.triggers import event_triggers
from variorum.model import Mention
from variorum.read.parsed import Parsed

_SPEAKS = frozenset(  # not all that ascribe words: "was reported in Q.", "began in Q.", "claimed nine lives in Q." tell of the incident
    "say tell speak talk address brief inform assure announce add state explain declare warn insist comment reply testify apologise "
    "apologize admit acknowledge confirm".split()
)
_TO_WHOM = frozenset({"tell", "inform", "address", "brief", "assure"})  # their object is who hears it, and no matter told
_WITH = frozenset({"in", "at", "from", "to", "by", "with", "on", "during", "after", "outside", "before"})
_OF_PLACE = frozenset({"in", "at", "from", "outside", "near"})
_INNER = frozenset({"compound", "nmod", "appos", "conj", "amod", "poss"})
_STEPS = 8  # words up the tree from a place to the verb of speech


def unspoken(parsed: Parsed) -> Parsed:
    """The text without the places where somebody speaks; itself where there is none."""
    return parsed.once("unspoken", lambda: _without(parsed, [is_of_speech(parsed, mention) for mention in parsed.places]))


def _without(parsed: Parsed, left_out: list[bool]) -> Parsed:
    if not any(left_out):
        return parsed
    return replace(parsed, places=tuple(one for one, out in zip(parsed.places, left_out, strict=True) if not out))


def is_of_speech(parsed: Parsed, mention: Mention) -> bool:
    """Whether a place is where somebody speaks."""
    tokens = parsed.tokens_of(mention.span)
    return bool(tokens) and is_spoken_at(parsed.doc[tokens.start : tokens.stop].root)


def is_spoken_at(place: Token) -> bool:
    """Whether the head word of a place hangs on a verb of speech: "said in Q.", "told a radio station in Q.", "said by telephone from Q.".

    What is spoken of is no such place: "reported an attack in Q.", "said of the blast in Q.".
    """
    while place.dep_ in _INNER and place.head != place:
        place = place.head
    if place.dep_ != "pobj" or place.head.lower_ not in _OF_PLACE:
        return False
    below: Token = place.head
    for _ in range(_STEPS):
        above = below.head
        if above == below:
            return False
        if above.pos_ in {"VERB", "AUX"}:
            lemma = above.lemma_.lower()
            behind = above.i < place.i  # "police in Q. said" tells who, "in Q. medics said" where it happened as well
            return behind and lemma in _SPEAKS and not _passive(above) and _leads_to(below, lemma)
        if above.pos_ not in {"NOUN", "PROPN", "ADP", "PRON"} or (above.lemma_.lower(), "n") in event_triggers().words:
            return False
        if above.dep_ in {"dobj", "dative"} and above.head.lemma_.lower() not in _TO_WHOM:
            return False
        below = above
    return False


def _leads_to(below: Token, lemma: str) -> bool:
    """Whether a verb of speech is reached as its hearer or its setting."""
    return (below.dep_ in {"prep", "agent"} and below.lower_ in _WITH) or (below.dep_ in {"dobj", "dative"} and lemma in _TO_WHOM)


def _passive(verb: Token) -> bool:
    return any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)
