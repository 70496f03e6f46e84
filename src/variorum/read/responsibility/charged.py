"""Whose denial or plea it is where only "he" or "she" stands: that of whoever is before the court, and not of who was named last."""

from __future__ import annotations

from spacy.tokens import Token

from variorum.lexicon.en.tables import closed_class
from variorum.read.responsibility.named import Named

_BOTH_SEXES = frozenset({"he", "she"})
_OWNING = frozenset({"deny", "plead", "admit", "confess"})
_APPEARING = frozenset({"go", "stand", "appear", "face"})
_CHARGES = closed_class("charge_noun")
_CHARGED = closed_class("charged_verb")
_TRIALS = closed_class("trial_noun")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FAR = 8  # sentences: a report of a trial names the accused at its head


def charged_before(pronoun: Token, named: Named) -> Token | None:
    """The person last told of as charged, tried or sentenced before a pronoun that denies or admits a charge; None where there is none."""
    if pronoun.lower_ not in _BOTH_SEXES or pronoun.dep_ not in _SUBJECTS or not _answers_a_charge(pronoun.head):
        return None
    sentences, at = 0, pronoun.i - 1
    while at >= 0 and sentences <= _FAR:
        word = named.doc[at]
        if word.pos_ == "PROPN" and _is_before_court(word) and _is_person(word, named):
            return word
        sentences += bool(word.is_sent_start)
        at -= 1
    return None


def _answers_a_charge(verb: Token) -> bool:
    """ "Denied any part in the attack", "pleaded not guilty", "denies 14 counts of murder"; and not "denied that troops had fired"."""
    if verb.lemma_.lower() not in _OWNING:
        return False
    objects = [child for child in verb.children if child.dep_ in {"dobj", "obj"}]
    return verb.lemma_.lower() == "plead" or any(child.lemma_.lower() in _CHARGES for child in objects)


def _is_before_court(name: Token) -> bool:
    """ "X was charged", "X, who was jailed", "X went on trial", "the trial of X", "charged X with"."""
    verb = name.head
    if name.dep_ == "nsubj":
        tried = verb.lemma_.lower() in _APPEARING and any(word.lemma_.lower() in _TRIALS for word in verb.subtree)
        return tried or verb.lemma_.lower() in _OWNING
    if name.dep_ in {"pobj", "poss"}:
        over = name.head.head if name.dep_ == "pobj" and name.head.lower_ == "of" else name.head
        return over.lemma_.lower() in _TRIALS
    verbs = [verb] if name.dep_ in {"nsubjpass", "dobj"} else []
    verbs += [child for child in name.children if child.dep_ in {"relcl", "acl"}]
    return any(verb.lemma_.lower() in _CHARGED for verb in verbs) or any(_is_found_guilty(verb) for verb in verbs)


def _is_found_guilty(verb: Token) -> bool:
    return verb.lemma_.lower() == "find" and any(word.lower_ == "guilty" for word in verb.subtree)


def _is_person(word: Token, named: Named) -> bool:
    mention = named.name_at.get(word.i)
    return mention.kind == "person" if mention is not None else word.ent_type_ == "PERSON"
