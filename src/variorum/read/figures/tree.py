"""The predicate above or below a phrase in the parse, over coordinations, prepositions, complements and relative clauses."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.lexicon.en.tables import closed_class
from variorum.read.figures.around import BE, has_object, is_demanded
from variorum.read.figures.predicates import Reading, by_verb, hedge_of
from variorum.read.figures.quantities import Candidate
from variorum.read.figures.words import Words

_BRING = closed_class("bring_out")
_LEAVE = closed_class("leave")
_SEE = closed_class("see")
_LOSE = closed_class("lose")
_SUFFER = closed_class("suffer")
_WOUNDS = closed_class("wounds")
_CLIMBS = frozenset(("conj", "appos", "nummod", "quantmod", "amod", "compound", "nmod", "poss"))
_COMPLEMENTS = frozenset(("acomp", "oprd", "xcomp", "attr", "advmod", "prep", "ccomp", "advcl"))


def above(words: Words, candidate: Candidate) -> Reading | None:
    """The predicate above the phrase in the parse."""
    head = candidate.head
    for _ in range(6):
        dep, up = words.deps[head], words.heads[head]
        if dep in _CLIMBS and up != head:
            head = up
            continue
        if dep in ("nsubjpass", "nsubj"):
            return _by_subject(words, up, dep)
        if dep in ("dobj", "obj"):
            return _by_object(words, head, up, candidate)
        if dep == "pobj":
            return _by_preposition(words, up, candidate)
        if dep in ("attr", "oprd", "acomp", "dep", "ccomp", "npadvmod") and up in words.verbs and up < head:
            return _by_object(words, head, up, candidate)
        break
    return None


def _by_subject(words: Words, up: int, dep: str) -> Reading | None:
    verb = words.verbs.get(up)
    if verb is None:
        return _by_complement(words, up)
    if dep == "nsubjpass" or (verb.form == "participle" and any(words.lower[child] in BE for child in words.children(up))):
        return by_verb(words, up, verb, 0.9) if verb.role != "subject" else None
    if verb.role == "subject" or (verb.role == "both" and not has_object(words, up)):
        return by_verb(words, up, verb, 0.85)
    if verb.form == "participle" and words.tags[up] == "VBN" and not has_object(words, up):
        return by_verb(words, up, verb, 0.7)
    return None


def _by_complement(words: Words, up: int) -> Reading | None:
    """ "are missing", "were found dead", "are believed to have been killed", "suffered injuries"."""
    children = words.children(up)
    if words.lower[up] in _SUFFER:
        return Reading("injured", up, 0.8) if any(words.lower[child] in _WOUNDS for child in children) else None
    for child in children:
        if child < up or words.deps[child] not in _COMPLEMENTS:
            continue
        if child in words.states:
            return Reading(words.states[child].category, child, 0.75, hedge_of(words.lower[up]))
        verb = words.verbs.get(child)
        if words.deps[child] in ("xcomp", "oprd", "acomp") and verb and (verb.role != "object" or verb.form == "participle"):
            return by_verb(words, child, verb, 0.7, hedge_of(words.lower[up]))
    return None


def _by_object(words: Words, head: int, up: int, candidate: Candidate) -> Reading | None:
    verb, word = words.verbs.get(up), words.lower[up]
    if verb:
        return by_verb(words, up, verb, 0.85) if verb.role != "subject" else None
    if word in _LEAVE or word in _SEE:
        return _small_clause(words, head)
    if word in _LOSE and candidate.people:
        return Reading("killed", up, 0.6)
    return _by_particle(words, head, up) if candidate.people else None


def _by_particle(words: Words, head: int, up: int) -> Reading | None:
    """ "rounded up 300 people", "brought 100 people out", "led them to safety"."""
    particles = [words.lower[child] for child in words.children(up) if words.deps[child] == "prt"]
    if words.lower[up] in ("rounded", "rounding", "round") and "up" in particles:
        return Reading("arrested", up, 0.8)
    following = words.lower[head + 1 : head + 4]
    if words.lower[up] in _BRING and ("out" in particles or following[:1] == ["out"] or following[:2] == ["to", "safety"]):
        return Reading("rescued", up, 0.6)
    return None


def _small_clause(words: Words, head: int) -> Reading | None:
    """ "left 13 people dead and more than 40 wounded", "saw thousands of people arrested"."""
    inserted = False
    for i in range(head + 1, min(words.sent_end[head], head + 10)):
        if words.lower[i] in ("including", "among"):
            inserted = True
        if i in words.states:
            return Reading(words.states[i].category, i, 0.85)
        verb = words.verbs.get(i)
        if verb and verb.form == "participle":
            return by_verb(words, i, verb, 0.8)
        if words.lower[i] in (";", ".") or (words.lower[i] == "," and not inserted and words.lower[i + 1 : i + 2] != ["including"]):
            return None
    return None


def _by_preposition(words: Words, preposition: int, candidate: Candidate) -> Reading | None:
    governor, word = words.heads[preposition], words.lower[preposition]
    entry, verb = words.nouns.get(governor), words.verbs.get(governor)
    if word == "of" and entry and not is_demanded(words, governor) and entry.kind in ("deed", "of", "person", "life"):
        return None if entry.singular in ("hostage", "prisoner", "injury") else Reading(entry.category, governor, 0.75)
    if word == "of" and verb and verb.form == "ing":
        return by_verb(words, governor, verb, 0.75)
    if word == "with" and candidate.people and words.lower[preposition - 1] in ("along", "together"):
        for i in range(preposition - 1, words.sent_start[preposition] - 1, -1):
            if i in words.verbs:
                return by_verb(words, i, words.verbs[i], 0.65)
    return None


def _is_of_some(before: Sequence[str]) -> bool:
    """Whether a relative clause, by the words before its verb, tells of a part alone: "32 attackers, one of whom was caught alive"."""
    at = next((i for i, word in enumerate(before) if word == "whom"), 0)
    return at > 1 and before[at - 1] == "of" and before[at - 2] not in ("all", "both")


def below(words: Words, candidate: Candidate) -> Reading | None:
    """Clauses that hang on the noun: "two men who were shot dead", "17 people arrested in the raid"."""
    for child in words.children(candidate.head):
        if child < candidate.head or words.deps[child] not in ("acl", "relcl"):
            continue
        if _is_of_some(words.lower[candidate.head + 1 : child]):
            continue
        verb = words.verbs.get(child)
        if verb is None:
            found = _by_complement(words, child)
            if found:
                return found
        elif verb.role == "subject" or (verb.form == "participle" and not has_object(words, child)):
            return by_verb(words, child, verb, 0.7)
    return None
