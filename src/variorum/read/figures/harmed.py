"""Who stands as the harmed of a predicate: subject of "was shot", object of "killed", "the killing of", "found with a gunshot wound".

Every construction yields the head of a phrase with what the predicate says; whether the phrase is one person's, others find out.
"""

from __future__ import annotations

from collections.abc import Iterator

from variorum.lexicon.en.harm import HarmVerb
from variorum.lexicon.en.tables import closed_class
from variorum.read.figures.predicates import Reading, by_verb
from variorum.read.figures.words import Words

_RELATIVE = closed_class("relative")
_SUBJECTS = ("nsubjpass", "nsubj")
_OBJECTS = ("dobj", "obj")
_SURE = 0.6
_LIKELY = 0.5
_SUFFER = closed_class("suffer")
_FOUND = closed_class("found")
_HURTS = closed_class("wounds")
_DEADLY = closed_class("deadly")
_NOT_DEADLY = ("non", "nonfatal", "not")
_SELF = closed_class("oneself")
_OWN_DEATH = closed_class("own_death")
_STRUCK = ("strike", "hit")
_COMPLEMENT = ("acomp", "oprd", "amod", "xcomp", "ccomp")
_OPEN = ("xcomp", "ccomp", "oprd", "advcl", "acl")

Harmed = tuple[int, Reading]


def harmed(words: Words) -> Iterator[Harmed]:
    """Heads of phrases that stand as the harmed of a predicate."""
    for i, verb in words.verbs.items():
        yield from _of_verb(words, i, verb)
    yield from _in_state(words)
    yield from _of_deeds(words)
    yield from _with_wounds(words)
    yield from _by_own_hand(words)


def _of_verb(words: Words, i: int, verb: HarmVerb) -> Iterator[Harmed]:
    reading = by_verb(words, i, verb, _SURE)
    if reading is None or words.pos[i] not in ("VERB", "AUX") or verb.base == "bury" or verb.kind == "fall":
        return
    if verb.kind == "blow" and not _strikes_a_person(words, i, verb):
        return
    for child in words.children(i):
        dep = words.deps[child]
        passive = dep == "nsubjpass" or (dep == "nsubj" and verb.role != "object")
        if passive and (verb.role == "object") == (dep == "nsubjpass"):
            yield antecedent(words, child, i), reading
        elif dep in _OBJECTS and verb.role != "subject" and words.lower[i + 1 : i + 2] != [","]:  # "Man killed, girl wounded"
            if words.lower[child] in _SELF:
                yield from ((subject, reading) for subject in _subjects(words, i))
            else:
                yield child, reading
    if words.deps[i] == "acl" and words.tags[i] == "VBN" and verb.role != "subject":
        yield words.heads[i], reading
    elif words.deps[i] in _OPEN and words.tags[i] == "VBN" and verb.role != "subject" and words.lower[words.heads[i]] in _FOUND:
        yield from ((found, reading) for found in _those_found(words, words.heads[i]))  # "was found shot to death"


def _strikes_a_person(words: Words, i: int, verb: HarmVerb) -> bool:
    """ "was struck in the neck", "was hit by gunfire": people, where the verb is passive; and never in a figure of speech with "with"."""
    if verb.base not in _STRUCK or words.lower[i + 1 : i + 2] == ["with"]:
        return False
    return any(words.deps[child] in ("nsubjpass", "auxpass") for child in words.children(i)) or words.deps[i] == "acl"


def _subjects(words: Words, i: int) -> list[int]:
    """The subject of a verb, its own or that of the verb to which it is joined ("shot his wife, then killed himself")."""
    for _ in range(4):
        found = [child for child in words.children(i) if words.deps[child] in _SUBJECTS]
        if found:
            return [antecedent(words, child, i) for child in found]
        if words.deps[i] in ("acl", "relcl"):
            return [words.heads[i]]
        if words.deps[i] not in ("conj", "advcl", "pcomp", "prep", "xcomp", "ccomp") or words.heads[i] == i:
            return []
        i = words.heads[i]
    return []


def _those_found(words: Words, i: int) -> list[int]:
    """Who is found: the passive's subject, else the object."""
    children = words.children(i)
    passive = [child for child in children if words.deps[child] == "nsubjpass"]
    return passive or [child for child in children if words.deps[child] in _OBJECTS]


def _in_state(words: Words) -> Iterator[Harmed]:
    """ "is dead", "was in critical condition", "was taken to a hospital", "lost his life"."""
    for i, state in words.states.items():
        up = words.heads[i]
        if words.pos[i] == "VERB" and state.category == "killed" and i not in words.verbs:
            yield from ((subject, Reading("killed", i, _SURE)) for subject in _subjects(words, i))
        elif state.category in ("killed", "missing") and words.deps[i] in _COMPLEMENT and words.pos[up] in ("AUX", "VERB"):
            found = _those_found(words, up) if words.lower[up] in _FOUND else _own_subjects(words, up)
            yield from ((antecedent(words, one, up), Reading(state.category, i, _SURE)) for one in found)
        elif state.category == "killed" and words.deps[i] == "amod" and i == up + 1:
            yield up, Reading("killed", i, _LIKELY)  # "Man dead after shooting"
        elif state.category == "injured" and words.deps[i] in ("prep", "acomp", "oprd") and words.pos[up] in ("AUX", "VERB"):
            moved = [child for child in words.children(up) if words.deps[child] in _OBJECTS]  # "his mother drove him to hospital"
            yield from ((one, Reading("injured", i, _LIKELY)) for one in moved or _own_subjects(words, up))
        elif state.category == "injured" and words.tags[i] == "VBN" and i not in words.verbs:
            passive = [child for child in words.children(i) if words.deps[child] == "nsubjpass"]
            yield from ((subject, Reading("injured", i, _LIKELY)) for subject in passive)  # "was treated for a graze"


def _own_subjects(words: Words, i: int) -> list[int]:
    return [child for child in words.children(i) if words.deps[child] in _SUBJECTS]


def _of_deeds(words: Words) -> Iterator[Harmed]:
    """ "the killing of Juan Pérez", "the fatal shooting of a man", "her son's death"."""
    for i, noun in words.nouns.items():
        if noun.kind not in ("deed", "of") or words.pos[i] not in ("NOUN", "PROPN") or noun.singular == "injury":
            continue
        deadly = noun.category == "injured" and _is_deadly(words, i, 2)
        reading = Reading("killed" if deadly else noun.category, i, _SURE)
        for child in words.children(i):
            if words.lower[child] == "of":
                yield from ((inner, reading) for inner in words.children(child) if words.deps[inner] == "pobj")
            elif words.deps[child] == "poss" and reading.category == "killed" and noun.kind == "deed":
                yield child, reading
        if reading.category == "killed" and (deadly or noun.kind == "deed") and _is_one_death(words, i, deadly=deadly):
            yield i, reading


def _is_one_death(words: Words, i: int, *, deadly: bool) -> bool:
    """Whether a noun tells of a death without saying whose: "an accidental shooting death", "a fatal shooting"."""
    if words.tags[i] != "NN" or (words.deps[i] in ("compound", "amod", "npadvmod", "nmod") and words.heads[i] != i):
        return False
    if any(words.lower[child] == "of" or words.deps[child] == "poss" for child in words.children(i)):
        return False
    article = any(words.lower[child] in ("a", "an") for child in words.children(i))
    return _NO_DEED.isdisjoint(words.lower[max(words.sent_start[i], i - 4) : i]) and (deadly or article)


_NO_DEED = closed_class("no_deed")


def _with_wounds(words: Words) -> Iterator[Harmed]:
    """ "suffered a gunshot wound", "found with injuries", "a man suffering from a gunshot wound"."""
    for i, word in enumerate(words.lower):
        if word not in _HURTS or words.pos[i] != "NOUN" or words.deps[i] not in ("pobj", "dobj", "conj"):
            continue
        reading = Reading("killed" if _is_deadly(words, i, 3) else "injured", i, _LIKELY)
        up = words.heads[i]
        for _ in range(3):
            if words.lower[up] in _SUFFER:
                yield from ((one, reading) for one in _sufferers(words, up))
                break
            if words.lower[up] == "with":
                at = words.heads[up]
                yield from ((one, reading) for one in (_those_found(words, at) if words.lower[at] in _FOUND else [at]))
                break
            if words.lower[up] not in ("from", "of", "to", "and") and words.lower[up] not in _HURTS:
                break
            up = words.heads[up]


def _is_deadly(words: Words, i: int, reach: int) -> bool:
    """Whether a word for wounds or shooting is called fatal, and not "non-fatal"."""
    floor = max(words.sent_start[i], i - reach)
    deadly = next((k for k in range(floor, i) if words.lower[k] in _DEADLY), None)
    return deadly is not None and not any(word in _NOT_DEADLY for word in words.lower[max(0, deadly - 2) : deadly])


def _sufferers(words: Words, i: int) -> list[int]:
    """Whose wounds a verb of suffering tells of."""
    up = words.heads[i]
    if words.deps[i] in _OPEN and words.lower[up] in _FOUND:
        return _those_found(words, up)
    return _subjects(words, i)


def _by_own_hand(words: Words) -> Iterator[Harmed]:
    """ "committed suicide", "took his own life", "turned the gun on himself"."""
    for i, word in enumerate(words.lower):
        if word in _SELF and words.lower[i - 1] in ("on", "kills"):
            at = words.heads[i] if words.lower[i - 1] == "kills" else words.heads[words.heads[i]]
            said = word in _SELF and (words.lower[i - 1] == "kills" or not _GUNS.isdisjoint(words.lower[max(0, i - 4) : i]))
        else:
            said = word in _OWN_DEATH and not _TAKES.isdisjoint(words.lower[max(0, i - 3) : i])
            said = said and (word != "life" or "own" in words.lower[i - 1 : i])
            at = words.heads[i]
        if said:
            yield from ((subject, Reading("killed", i, _LIKELY)) for subject in _subjects(words, at))


_GUNS = closed_class("gun")
_TAKES = closed_class("takes_own_life")


def antecedent(words: Words, child: int, verb: int) -> int:
    """The noun that "who" stands for."""
    return words.heads[verb] if words.lower[child] in _RELATIVE and words.deps[verb] == "relcl" else child
