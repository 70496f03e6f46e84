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
_PLANS = frozenset(
    "agreement plan decision deal offer proposal program programme pact bid intention commitment promise vow pledge threat order "
    "schedule demand request call right option effort attempt".split()
)
_PROLONG = frozenset("give extend delay postpone defer adjourn suspend hold set schedule last have grant reschedule push".split())
_NEGATIONS = frozenset({"not", "n't", "n’t", "neither", "nor", "nobody", "none", "never"})
_UNTIL = frozenset({"until", "till", "through"})
_VERBAL = frozenset({"VERB", "AUX"})
_MODIFYING = frozenset({"compound", "nmod", "amod"})
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


def tense_at(token: Token) -> Tense | None:
    """The tense that says on which side of the document's day a weekday or month lies, by its verb and by how it hangs on it."""
    verb = governing_verb(token)
    if verb is None:
        return None
    told = tense_of(verb)
    if token.dep_ == "poss":  # "after Friday's ruling", whatever is going to be done about it
        return "future" if _tense_here(verb) == "future" and not _would(verb) else "past"
    if told == "future" and token.dep_ in _MODIFYING and token.head.pos_ == "NOUN":
        return None  # "under a June agreement"
    prep = token.head.lower_ if token.dep_ == "pobj" else ""
    if prep in _UNTIL and verb.lemma_.lower() in _PROLONG:
        return "future"
    if prep == "since" or (told == "future" and _is_over(verb)):
        return "past"  # "that makes 11,000 since Friday"
    return told


def _would(verb: Token) -> bool:
    return any(child.lower_ in ("would", "could", "'d", "’d") for child in verb.lefts if child.dep_ == "aux")


def _is_over(verb: Token) -> bool:
    """Whether what looks ahead is told from after: "could not be reached", "had been due to leave"."""
    words = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass", "neg", "preconj", "nsubj", "nsubjpass", "cc")}
    if "could" in words and (words & _NEGATIONS or _says_not(verb)):
        return True
    if verb.tag_ != "VB" or not any(child.lower_ == "to" for child in verb.lefts):
        return False
    above = verb.head
    for _ in range(2):
        if "had" in {child.lower_ for child in above.lefts if child.dep_ == "aux"}:
            return True
        above = above.head
    return False


def _says_not(verb: Token) -> bool:
    """Whether a verb or its subject is denied: "neither he nor his wife could be found"."""
    return any(
        child.lower_ in _NEGATIONS or any(part.lower_ in _NEGATIONS for part in child.children)
        for child in verb.children
        if child.dep_ in ("neg", "nsubj", "nsubjpass", "preconj")
    )


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
    if verb.tag_ == "VB" and "to" in words and verb.dep_ in ("acl", "relcl") and verb.head.lemma_.lower() in _PLANS:
        return "future"
    if verb.tag_ == "VBD" or words & _BEHIND or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and not words & _NOW):
        return "past"
    return "present" if verb.tag_ in ("VBZ", "VBP") or words & _NOW else None
