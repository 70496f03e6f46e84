"""Which candidates are worth a claim: somebody who can be known, or an open word of blame, claim or denial."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from variorum.lexicon.actors import group_named
from variorum.lexicon.blame import Footing, crime_words, petty_words
from variorum.lexicon.outlets import is_outlet
from variorum.lexicon.triggers import Role
from variorum.model.words import ResponsibilityStatus
from variorum.read.responsibility.actors import Phrase
from variorum.read.responsibility.clauses import Candidate, nearby

STATE = frozenset({"state", "military", "police"})
_NEITHER_SIDE = frozenset({"clash", "fight", "battle", "encounter", "gunfight", "shootout", "gunbattle", "firefight", "fighting", "war"})
_ACCIDENTS = frozenset({"crash", "collapse", "collide", "go", "lose", "disappear", "suffer", "hurt", "protest", "demonstrate", "survive"})
_UNARMED = frozenset({"protest", "demonstration", "crash", "collapse", "disaster", "seizure", "toll", "casualty", "victim", "hostage"})
_HARMS = frozenset({"injure", "hurt", "wound"})
_SELF = frozenset({"himself", "herself", "themselves", "itself"})
_FOR = frozenset({"with", "of", "on", "for", "over"})
_CHARGING = frozenset({"charge", "convict", "indict", "arraign", "try", "sentence", "face"})
_OF_CRIMES = frozenset({"suspect"})  # those accused of taking bribes may have let it happen
_MOVES = frozenset({"raid", "operation"})  # harm nobody by themselves
_FELLED = frozenset({"kill", "die", "wound", "injure", "shoot"})
_OBJECTS = frozenset({"dobj", "nsubjpass", "dative"})
AT_LARGE = frozenset(
    {"link", "tie", "connect", "trace", "attribute", "ascribe", "pin", "criticise", "criticize", "condemn", "denounce"}
)  # verbs of blame that are as often about other things
_OPEN = frozenset({"be", "responsible", "involved"})  # "was the work of", "those responsible": words of blame without a verb of it
_VIOLENT = frozenset({"act", "harm", "generic", "war"})
_PRONOUNS = frozenset({"it", "this", "that", "which", "them", "those", "responsible", "responsibility"})


def is_worth(candidate: Candidate, phrase: Phrase, roles: Mapping[int, Role]) -> bool:
    """Whether a construction may become a claim at all, whatever its footing."""
    predicate = candidate.predicate
    lemma = predicate.lemma_.lower()
    if candidate.footing is not None:
        return not _is_about_something_else(predicate, roles, candidate.footing)
    if is_accident(predicate):
        return False
    if (predicate.pos_ in {"NOUN", "PROPN"} and lemma in _UNARMED) or _is_counted(predicate):
        return False
    if (
        lemma in _MOVES
        and candidate.actor.dep_ in {"compound", "amod", "nmod"}
        and not any(roles.get(each.i) == "harm" for each in nearby(predicate))
    ):
        return False
    if lemma in _NEITHER_SIDE and not _is_known_group(phrase) and not (_felled_in(predicate) and phrase.actor.kind in STATE):
        return False
    return not (phrase.head.lower_ == "it" and lemma in {"strike", "hit"})  # a quake


def is_accident(predicate: Token) -> bool:
    """Whether a verb tells what happened to somebody, not what was done to others: "collided", "survived"."""
    befell = [child for child in predicate.children if child.dep_ in _OBJECTS and child.i > predicate.i]
    if predicate.lemma_.lower() in _HARMS and any(child.lower_ in _SELF for child in befell):
        return True
    return predicate.lemma_.lower() in _ACCIDENTS and not befell


def _felled_in(predicate: Token) -> bool:
    """Whether somebody fell in a fight, so that it was the other side's doing: "were killed in an encounter with the police"."""
    if predicate.dep_ != "pobj" or predicate.head.lower_ not in {"in", "during"}:
        return False
    verb = predicate.head.head
    return verb.lemma_.lower() in _FELLED and (verb.tag_ == "VBN" or verb.lemma_.lower() == "die")


def _is_counted(predicate: Token) -> bool:
    """Whether a participle stands for people: "gave 40 dead and 100 injured"."""
    before = predicate.nbor(-1) if predicate.i else None
    return predicate.tag_ in {"VBN", "JJ"} and before is not None and before.like_num and before.ent_type_ not in {"DATE", "TIME"}


def is_known(candidate: Candidate, phrase: Phrase, status: ResponsibilityStatus) -> bool:
    """Whether the actor can be known, by name or as an arm of the state; one who is openly blamed need not be."""
    if is_outlet(phrase.actor.name):
        return False
    if candidate.footing == "possible":
        return phrase.named or not phrase.bare
    if candidate.actor.dep_ in {"compound", "amod", "nmod"}:
        return _may_stand_before(candidate.actor, phrase)
    if phrase.named or phrase.bare:
        return phrase.named
    if candidate.footing is not None or candidate.predicate.lemma_.lower() in _OPEN:
        return True
    return not _is_told_by_pronoun(phrase) and _is_somebody(candidate, phrase, status)


def _is_somebody(candidate: Candidate, phrase: Phrase, status: ResponsibilityStatus) -> bool:
    """Whether somebody without a name who only acts can be known: an arm of the state, a relative, or on another's word a band."""
    if phrase.actor.kind in STATE:
        return True
    if status == "SUSPECTED OR ACCUSED BY AUTHORITIES" and phrase.counted and phrase.actor.kind == "person":
        return True
    if phrase.owned and phrase.actor.kind == "person":
        return candidate.predicate.pos_ == "VERB"
    return status != "REPORTED AS FACT" and (phrase.actor.kind in ("armed_group", "group") or phrase.doubted)


def _is_told_by_pronoun(phrase: Phrase) -> bool:
    return phrase.actor.kind not in STATE and phrase.head.pos_ == "PRON" and phrase.head.lower_ not in {"who", "which", "that", "whom"}


def _may_stand_before(token: Token, phrase: Phrase) -> bool:
    """ "The army bombardment", "a Red Dawn attack"; "gang violence" and "the river massacre" tell what kind and where."""
    if phrase.actor.kind in STATE:
        return not phrase.bare
    return token.ent_type_ in {"NORP", "GPE"} or (phrase.actor.kind == "armed_group" and phrase.named) or token.text.isupper()


def _is_about_something_else(verb: Token, roles: Mapping[int, Role], footing: Footing) -> bool:
    """Whether a charge, an arrest or a link has nothing to do with violence: drugs, money, papers."""
    if footing not in ("authorities", "acquitted") and verb.lemma_.lower() not in AT_LARGE | _OF_CRIMES:
        return False
    words = list(nearby(verb))
    charge = _charge_of(verb)
    if charge and not any(_is_violent(word, roles) or word.lower_ in _PRONOUNS for word in charge):
        if any(word.lemma_.lower() in petty_words() or word.ent_type_ == "MONEY" for word in charge):
            return True
        if verb.lemma_.lower() in _CHARGING and not any(_is_violent(word, roles) for word in words):
            return True
    if verb.lemma_.lower() in _OF_CRIMES or any(_is_violent(word, roles) for word in words):
        return False
    if any(word.lemma_.lower() in petty_words() for word in words):
        return True
    return verb.lemma_.lower() in AT_LARGE and not any(word.lower_ in _PRONOUNS for word in words)


def _is_violent(word: Token, roles: Mapping[int, Role]) -> bool:
    return roles.get(word.i) in _VIOLENT or word.lemma_.lower() in crime_words()


def _charge_of(verb: Token) -> list[Token]:
    """The words of what somebody is charged with or arrested for."""
    links = [
        child
        for child in verb.children
        if child.dep_ in {"prep", "dobj"} and child.i > verb.i and (child.dep_ == "dobj" or child.lower_ in _FOR)
    ]
    return [word for link in links for word in link.subtree if word.pos_ in {"NOUN", "PROPN", "VERB", "PRON", "NUM"}]


def _is_known_group(phrase: Phrase) -> bool:
    return phrase.named and phrase.actor.kind in ("armed_group", "group") and group_named(phrase.actor.name) is not None
