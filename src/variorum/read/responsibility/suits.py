"""Those who go to court over a deed: they are its victims, and nobody accuses them of it."""

from __future__ import annotations

from spacy.tokens import Token

_GOES = frozenset({"bring", "lodge", "file", "submit", "launch", "initiate", "pursue"})
_SUES = frozenset({"sue", "petition", "appeal", "complain"})
_SUITS = frozenset(
    {"case", "complaint", "suit", "lawsuit", "petition", "application", "appeal", "action", "claim", "proceeding", "writ", "motion"}
)
_PARTIES = frozenset({"plaintiff", "complainant", "applicant", "petitioner", "claimant", "appellant", "litigant"})
_WITHIN = frozenset({"appos", "conj", "compound", "nmod", "amod", "poss", "nummod"})
_STEPS = 6  # words up from one of a list to its head


def goes_to_court(noun: Token) -> bool:
    """Whether a noun tells who brings a case: "the case was brought by 54 people", "widows petitioned the court", "the plaintiffs"."""
    for _ in range(_STEPS):
        if noun.dep_ not in _WITHIN or noun.head == noun or noun.lemma_.lower() in _PARTIES:
            break
        noun = noun.head
    if noun.lemma_.lower() in _PARTIES:
        return True
    if noun.dep_ == "nsubj":
        return _sues(noun.head)
    link = noun.head
    return noun.dep_ == "pobj" and link.lower_ == "by" and (_is_brought(link.head) or link.head.lemma_.lower() in _SUITS)


def _sues(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    if any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children):
        return False
    return lemma in _SUES or (lemma in _GOES and any(child.dep_ == "dobj" and child.lemma_.lower() in _SUITS for child in verb.children))


def _is_brought(verb: Token) -> bool:
    if verb.lemma_.lower() not in _GOES:
        return False
    if verb.dep_ == "acl":
        return verb.head.lemma_.lower() in _SUITS
    return any(child.dep_ == "nsubjpass" and child.lemma_.lower() in _SUITS for child in verb.children)
