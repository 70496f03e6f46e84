"""The tense of the verb that a time expression belongs to."""

from __future__ import annotations

from spacy.tokens import Token

from variorum.lexicon.en.dates import Tense

_FUTURE_AUX = frozenset({"will", "'ll", "’ll", "shall", "wo", "going"})
_AHEAD = _FUTURE_AUX | {"may", "might", "could", "should", "can", "must", "would"}
_BEHIND = frozenset({"was", "were", "had", "did", "has", "have", "'ve", "’ve"})
_NOW = frozenset({"is", "are", "am", "'s", "'re", "do", "does"})
_LOOKING_AHEAD = frozenset(
    "expect plan schedule set due agree hope vow intend promise pledge threaten want aim decide prepare slate ask order urge call "
    "continue begin ready likely poise need propose seek try warn offer be have".split()
)
_VERBAL = frozenset({"VERB", "AUX"})
_MAX_CLIMB = 12


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above a token."""
    current = token
    for _ in range(_MAX_CLIMB):
        if current.pos_ in _VERBAL and current.i != token.i:
            return current
        if current.head.i == current.i:
            return current if current.pos_ in _VERBAL else None
        current = current.head
    return None


def tense_of(verb: Token) -> Tense | None:
    """Past, present or future, by the verb's form and its auxiliaries; an infinitive or participle takes its head's."""
    current = verb
    for _ in range(_MAX_CLIMB):
        told = _tense_here(current)
        if told is not None:
            return told
        if current.head.i == current.i:
            return "past" if current.tag_ == "VBN" else None
        current = current.head
    return None


def _tense_here(verb: Token) -> Tense | None:
    """The tense that a verb shows by itself."""
    words = {child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass")}
    if words & _AHEAD or verb.lower_ in _FUTURE_AUX:
        return "future"
    if verb.tag_ == "VB" and "to" in words and verb.head.lemma_.lower() in _LOOKING_AHEAD:
        return "future"
    if verb.tag_ == "VBD" or words & _BEHIND or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl")):
        return "past"
    return "present" if verb.tag_ in ("VBZ", "VBP") or words & _NOW else None
