"""Who tells of a deed of his own men, and who only denies what another boasts of."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from variorum.lexicon.speech import reporting_lemmas
from variorum.read.attributions.speakers import Speakers
from variorum.read.responsibility.clauses import Candidate, is_passive
from variorum.read.responsibility.named import Named

_OWN = frozenset({"its", "their", "our"})
_CLIMB = 6  # verbs up from the deed to the one that reports it
_UP = frozenset({"ccomp", "conj", "xcomp", "parataxis"})
_SAYINGS = frozenset({"claim", "report", "statement", "boast"})
_BOASTING = frozenset({"say", "claim", "boast", "announce"})
_DEEDS = frozenset({"kill", "attack", "storm", "shoot", "seize", "capture", "destroy", "overrun", "wound", "carry", "target", "bomb"})
_THEMSELVES = frozenset({"they", "it", "we", "he", "she"})
_NEAR = 60  # tokens: a boast and its denial stand in one paragraph


def of_own_men(candidate: Candidate, named: Named, speakers: Speakers) -> Candidate:
    """The claim of an armed group whose men did it: "the group said that one of its fighters had carried out the attack".

    Any other candidate stays as it is; what a state tells of its men is no admission by itself.
    """
    if candidate.footing is not None or not is_own_man(candidate.actor):
        return candidate
    teller = _teller(candidate.predicate)
    who = speakers.describe(teller) if teller is not None else None
    if teller is None or who is None or who.kind != "armed_group":
        return candidate
    return replace(candidate, actor=named.on_behalf_of(teller), footing="claimed", by=teller)


def is_own_man(actor: Token) -> bool:
    """Whether a noun tells of men whose they are by a pronoun: "its fighters", "one of their men"; "a soldier of the caliphate"."""
    return _are_own(_men(actor))


def _men(actor: Token) -> Token:
    """Of "one of its fighters" the fighters."""
    if actor.lower_ not in {"one", "some", "several", "two", "three", "four"}:
        return actor
    return next((noun for link in actor.children if link.lower_ == "of" for noun in link.children if noun.dep_ == "pobj"), actor)


def _are_own(men: Token) -> bool:
    if men.lemma_.lower() == "soldier" and any(noun.lower_ == "caliphate" for link in men.children for noun in link.children):
        return True
    return any(child.dep_ == "poss" and child.lower_ in _OWN for child in men.children)


def _teller(predicate: Token) -> Token | None:
    """The subject of the verb of saying over a deed."""
    token = predicate
    for _ in range(_CLIMB):
        above = token.head
        if above == token or token.dep_ not in _UP:
            return None
        if token.dep_ in {"ccomp", "parataxis"} and above.lemma_.lower() in reporting_lemmas() and not is_passive(above):
            return next((child for child in above.children if child.dep_ == "nsubj"), None)
        token = above
    return None


def rejects_a_boast(predicate: Token) -> bool:
    """Whether somebody only rejects what others tell of their own deeds: "the militants said they had killed 50, but the army denied the
    claim". He is not said to have done anything.
    """
    if not any(child.dep_ == "dobj" and child.lemma_.lower() in _SAYINGS for child in predicate.children):
        return False
    return any(_boasts(word) for word in predicate.doc[max(0, predicate.i - _NEAR) : predicate.i])


def _boasts(verb: Token) -> bool:
    """ "Said they had killed": a verb of saying with a deed of the speaker's own."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in _BOASTING:
        return False
    deeds = [child for child in verb.children if child.dep_ == "ccomp" and child.lemma_.lower() in _DEEDS]
    return any(own.dep_ == "nsubj" and own.lower_ in _THEMSELVES for deed in deeds for own in deed.children)
