"""People told of without a number: "a police officer was shot dead", "the killing of Juan Pérez". Each counts as one.

Only what the parse is plain about: nobody is counted for a pronoun, in the plural, or where the harm is denied or only feared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from variorum.lexicon.en.harm import group_nouns, plural_group_nouns
from variorum.lexicon.en.tables import closed_class
from variorum.read.figures.predicates import Reading, by_verb
from variorum.read.figures.words import Words

_UNREAL = closed_class("unreal")
_RELATIVE = closed_class("relative")
_SUBJECTS = ("nsubjpass", "nsubj")
_OBJECTS = ("dobj", "obj")
_COUNTED = frozenset(("killed", "injured", "arrested", "abducted", "missing", "rescued", "released"))
_SURE = 0.6
_SEVERAL = closed_class("several_in_one")
_NOT_NEW = closed_class("not_new")


@dataclass(frozen=True, slots=True)
class Person:
    """One person: tokens `first` to `end`, the head noun `noun`, and what became of him or her."""

    first: int
    end: int
    noun: int
    reading: Reading


def find_persons(words: Words, taken: list[tuple[int, int]]) -> list[Person]:
    """People without a number, in the order of the text. `taken` are the token ranges of the figures that are printed."""
    covered = {i for first, end in taken for i in range(first, end)}
    persons: dict[int, Person] = {}
    for head, reading in _harmed(words):
        if reading.category not in _COUNTED or _is_unreal(words, reading.at):
            continue
        for noun in [head, *_also(words, head)]:
            person = _person(words, noun, reading)
            if person and noun not in persons and covered.isdisjoint(range(person.first, person.end)):
                persons[noun] = person
    return _each_once(words, [persons[noun] for noun in sorted(persons)])


def _each_once(words: Words, persons: list[Person]) -> list[Person]:
    """Without those named again: a name of which a longer form was counted for the same harm."""
    kept: list[Person] = []
    told: dict[str, set[str]] = {}
    for person in sorted(persons, key=lambda one: one.first - one.end):
        names = {words.lower[i] for i in range(person.first, person.end) if words.people[i]}
        before = told.setdefault(person.reading.category, set())
        if not names or not names <= before:
            kept.append(person)
        before |= names
    return sorted(kept, key=lambda one: one.first)


def _harmed(words: Words) -> Iterator[tuple[int, Reading]]:
    """Heads of phrases that stand as the harmed of a predicate, each with what the predicate says."""
    for i, verb in words.verbs.items():
        reading = by_verb(words, i, verb, _SURE)
        if reading is None or verb.kind == "blow" or words.pos[i] not in ("VERB", "AUX"):
            continue
        for child in words.children(i):
            dep = words.deps[child]
            passive = dep == "nsubjpass" or (dep == "nsubj" and verb.role != "object")
            if passive and (verb.role == "object") == (dep == "nsubjpass"):
                yield _antecedent(words, child, i), reading
            elif dep in _OBJECTS and verb.role != "subject":
                yield child, reading
        if words.deps[i] == "acl" and words.tags[i] == "VBN" and verb.role != "subject":
            yield words.heads[i], reading
    for i, state in words.states.items():
        up = words.heads[i]
        if state.category in ("killed", "missing") and words.deps[i] in ("acomp", "oprd", "amod") and words.pos[up] in ("AUX", "VERB"):
            for child in words.children(up):
                if words.deps[child] in _SUBJECTS:
                    yield _antecedent(words, child, up), Reading(state.category, i, _SURE)
    yield from _of_deeds(words)


def _of_deeds(words: Words) -> Iterator[tuple[int, Reading]]:
    """ "the killing of Juan Pérez", "the arrest of a man"."""
    for i, noun in words.nouns.items():
        if noun.kind not in ("deed", "of") or words.pos[i] != "NOUN" or noun.category == "injured":
            continue
        for child in words.children(i):
            if words.lower[child] == "of":
                for inner in words.children(child):
                    if words.deps[inner] == "pobj":
                        yield inner, Reading(noun.category, i, _SURE)


def _antecedent(words: Words, child: int, verb: int) -> int:
    """The noun that "who" stands for."""
    return words.heads[verb] if words.lower[child] in _RELATIVE and words.deps[verb] == "relcl" else child


def _also(words: Words, head: int) -> list[int]:
    """The other members of a list of people."""
    found: list[int] = []
    at: int | None = head
    while at is not None:
        at = next((child for child in words.children(at) if words.deps[child] == "conj"), None)
        if at is not None:
            found.append(at)
    return found


def _is_unreal(words: Words, at: int) -> bool:
    """Whether the words before a predicate deny it or only think of it."""
    return not _UNREAL.isdisjoint(words.lower[max(words.sent_start[at], at - 4) : at])


def _person(words: Words, noun: int, reading: Reading) -> Person | None:
    """The phrase round a noun, if it is one for a single person."""
    word = words.lower[noun]
    named = words.people[noun]
    if word in _SEVERAL or noun in words.nouns:
        return None
    if not named and (word not in group_nouns() or word in plural_group_nouns() or words.tags[noun] not in ("NN", "NNP")):
        return None
    first = noun
    while first - 1 >= words.sent_start[noun] and _belongs(words, first - 1, noun, named=named):
        first -= 1
    if words.lower[first] == "old" and words.lower[first - 1] == "-":
        first = max(words.sent_start[noun], first - 4)  # "his 17-year-old son", in five tokens
    if not named and not _is_one(words, noun):
        return None
    return Person(first, noun + 1, noun, reading)


def _belongs(words: Words, i: int, noun: int, *, named: bool) -> bool:
    if named and words.people[i]:
        return True
    return words.heads[i] == noun and words.deps[i] in ("compound", "amod", "det", "poss", "nmod", "nummod")


def _is_one(words: Words, noun: int) -> bool:
    """Whether a noun stands with an article, a possessive or a name: "officer" alone may be anything."""
    return any(words.deps[child] in ("det", "poss") and words.lower[child] not in _NOT_NEW for child in words.children(noun))
