"""People told of without a number: "a police officer was shot dead", "the killing of Juan Pérez". Each counts as one.

Only what the parse is plain about: nobody is counted in the plural, or where the harm is denied or only feared. "He died in hospital"
counts nobody anew, but tells what became of the one told of before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from variorum.lexicon.en.harm import group_nouns, plural_group_nouns
from variorum.lexicon.en.numbers import value_of
from variorum.lexicon.en.tables import closed_class
from variorum.read.figures.harmed import harmed
from variorum.read.figures.predicates import Reading, by_verb
from variorum.read.figures.words import Words

_UNREAL = closed_class("unreal")
_COUNTED = frozenset(("killed", "injured", "arrested", "abducted", "missing", "rescued", "released"))
_SEVERAL = closed_class("several_in_one")
_NOT_NEW = closed_class("not_new")
_FURTHER = closed_class("further_one")
_SAME_AGAIN = ("the", "that", "this")
_AGE_UNITS = ("year", "month", "week", "day")
_AGE_WORDS = 4  # tokens before "year": "thirty-five-"
_BE = closed_class("be")
_HE, _SHE = closed_class("he"), closed_class("she")
_BACK = 120  # tokens from "he died" back to the one who was shot: the few short sentences of a local report
_NEAR_BACK = 40
_SURE = 0.5
_SIGNS = frozenset((",", ";", ":", "-", "–"))
_HEADLINE_GAP = 4  # tokens between a headline's "man" and its "killed": an age, an adverb, "found"


@dataclass(frozen=True, slots=True)
class Person:
    """One person: tokens `first` to `end`, the head noun `noun`, and what became of him or her."""

    first: int
    end: int
    noun: int
    reading: Reading


def find_persons(words: Words, taken: list[tuple[int, int]], *, title_end: int = 0) -> list[Person]:
    """People without a number, in the order of the text. `taken` are the token ranges of the figures that are printed.

    Up to the offset `title_end` people stand without an article ("Teen shot").
    """
    covered = {i for first, end in taken for i in range(first, end)}
    titled = sum(start < title_end for start in words.starts)
    persons: dict[int, Person] = {}
    again: list[tuple[int, Reading]] = []
    for head, reading in (*harmed(words), *_in_headline(words, titled), *_others(words)):
        if reading.category not in _COUNTED or _is_unreal(words, reading.at):
            continue
        for noun in [head, *_also(words, head)]:
            person = person_at(words, noun, reading, bare=noun < titled)
            if person is None:
                if reading.category == "killed":
                    again.append((noun, reading))
            elif covered.isdisjoint(range(person.first, person.end)) and _is_worse(reading, persons.get(noun)):
                persons[noun] = person
    for noun, reading in sorted(again, key=lambda one: one[0]):
        _tell_fate(words, persons, noun, reading, covered)
    return _each_once(words, [persons[noun] for noun in sorted(persons)])


def _is_worse(reading: Reading, known: Person | None) -> bool:
    """Whether a reading says more of a person than what is known: death goes before wounds."""
    return known is None or (reading.category == "killed" and known.reading.category == "injured")


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


def _tell_fate(words: Words, persons: dict[int, Person], noun: int, reading: Reading, covered: set[int]) -> None:
    """ "He was pronounced dead", "the boy died": the one who was hurt before died; where nobody was told of, "the boy" is counted."""
    word = words.lower[noun]
    pronoun = word in _HE or word in _SHE
    if not pronoun and (word in plural_group_nouns() or not (word in group_nouns() or _is_age(words, noun))):
        return
    for earlier in sorted((one for one in persons if noun - _BACK < one < noun), reverse=True):
        person = persons[earlier]
        if person.reading.category in ("injured", "killed") and not _differs_in_sex(words, earlier, noun):
            if person.reading.category == "injured":
                persons[earlier] = replace(person, reading=replace(reading, sure=_SURE))
            return
    if pronoun:
        named = _named_before(words, noun)
        known = None if named is None else person_at(words, named, replace(reading, sure=_SURE))
        if known is not None and covered.isdisjoint(range(known.first, known.end)):
            persons[known.noun] = known
    elif noun not in covered and any(words.lower[child] in _SAME_AGAIN for child in words.children(noun)):
        first = min((child for child in words.children(noun) if child < noun), default=noun)
        persons[noun] = Person(first, noun + 1, noun, replace(reading, sure=_SURE))


def _named_before(words: Words, noun: int) -> int | None:
    """The name for which a pronoun stands: "Ali Reza, 42, was one of five people shot. He died on Thursday". The last subject of "was"."""
    for i in range(noun - 1, max(-1, noun - _NEAR_BACK), -1):
        if words.people[i] and words.deps[i] in ("nsubj", "nsubjpass") and words.lower[words.heads[i]] in _BE:
            return i
    return None


def _differs_in_sex(words: Words, one: int, other: int) -> bool:
    sexes = {_sex(words, one), _sex(words, other)} - {None}
    return len(sexes) == 2


def _sex(words: Words, noun: int) -> str | None:
    word = words.lower[noun]
    groups = group_nouns().get(word, ())
    if word in _HE or "men" in groups:
        return "man"
    return "woman" if word in _SHE or "women" in groups else None


def _in_headline(words: Words, titled: int) -> Iterator[tuple[int, Reading]]:
    """ "Teen Shot", "Boy, 8, Dies", "Man found dead": in capitals the parse is of little help."""
    for noun in range(titled):
        if not (_is_single(words, noun) or _is_age(words, noun, bare=True)):
            continue
        for i in range(noun + 1, min(titled, noun + 2 + _HEADLINE_GAP)):
            state, verb = words.states.get(i), words.verbs.get(i)
            if verb and ((verb.form == "participle" and verb.role != "subject") or (verb.role != "object" and i not in words.nouns)):
                reading = by_verb(words, i, verb, _SURE)
                if reading and verb.kind != "blow" and not _takes_object(words, i, titled):
                    yield noun, reading
                break
            if state and state.category in ("killed", "injured") and not (words.pos[i] == "ADV" and i + 1 in words.verbs):
                yield noun, Reading(state.category, i, _SURE)
                break
            if not (words.pos[i] in ("ADV", "AUX", "NUM", "PUNCT") or words.lower[i] == "found") or words.lower[i] in _SIGNS - {","}:
                break


def _takes_object(words: Words, i: int, stop: int) -> bool:
    """Whether people follow a verb that may be active ("Man shot woman", "Girl shot, killed brother")."""
    after = i + 1
    while after + 1 < stop and words.lower[after] in (",", "and", "&") and after + 1 in words.verbs:
        after += 2
    while after < stop and words.pos[after] in ("DET", "PRON", "NUM", "ADJ") and words.lower[after] not in _SIGNS:
        after += 1
    return after < stop and words.is_person_noun(after)


def _others(words: Words) -> Iterator[tuple[int, Reading]]:
    """ "one man dead and another injured"."""
    for i, word in enumerate(words.lower):
        if word != "another" or i + 1 >= words.sent_end[i] or words.lower[i - 1] == "one":
            continue
        for k in range(i + 1, min(words.sent_end[i], i + 4)):
            state, verb = words.states.get(k), words.verbs.get(k)
            if verb and verb.form == "participle" and verb.role != "subject" and verb.kind in ("plain", "attack"):
                reading = by_verb(words, k, verb, _SURE)
                if reading and not _takes_object(words, k, words.sent_end[k]):
                    yield i, reading
                break
            if state:
                yield i, Reading(state.category, k, _SURE)
                break
            if words.pos[k] != "ADV" and words.lower[k] not in _BE:
                break


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


def person_at(words: Words, noun: int, reading: Reading, *, bare: bool = False) -> Person | None:
    """The phrase round a noun, if it is one for a single person; `bare` where it need have no article."""
    if words.lower[noun] == "another":
        return Person(noun, noun + 1, noun, reading)
    if noun == reading.at and noun in words.nouns and words.tags[noun] != "NNS":
        first = min((child for child in words.children(noun) if child < noun), default=noun)
        return Person(max(first, words.sent_start[noun]), noun + 1, noun, reading)  # "a homicide", "a fatal shooting"
    if words.tags[noun] == "NNS":
        return None
    while words.people[noun] and words.deps[noun] == "compound" and noun < words.heads[noun] and words.people[words.heads[noun]]:
        noun = words.heads[noun]  # "the editor Musa Haruna": the whole name
    named = words.people[noun]
    aged = _is_age(words, noun, bare=bare)
    if words.lower[noun] in _SEVERAL or noun in words.nouns or not (named or aged or _is_single(words, noun)):
        return None
    first = noun
    while first - 1 >= words.sent_start[noun] and _belongs(words, first - 1, noun, named=named):
        first -= 1
    first = _with_age(words, noun if aged else first)
    if first - 1 >= words.sent_start[noun] and words.lower[first - 1] in _FURTHER:
        first -= 1
    if not (named or bare) and not (_is_one(words, noun) or (aged and not _has_article(words, noun))):
        return None
    return Person(first, noun + 1, noun, reading)


def _with_age(words: Words, first: int) -> int:
    """Where the phrase begins that goes on at a token, with the age before it: "17-year-old son", "thirty-five year old teacher"."""
    if words.lower[first] == "old" and first > words.sent_start[first]:
        old = first
    elif first - 1 > words.sent_start[first] and words.lower[first - 1] == "old":
        old = first - 1
    else:
        return first
    unit = old - 2 if words.lower[old - 1] == "-" else old - 1
    if unit <= words.sent_start[first] or words.lower[unit] not in _AGE_UNITS:
        return first
    start = unit
    while start > words.sent_start[first] and start > unit - _AGE_WORDS and _is_of_age(words, start - 1):
        start -= 1
    return start if start < unit else first


def _is_of_age(words: Words, i: int) -> bool:
    word = words.lower[i]
    return word == "-" or words.pos[i] == "NUM" or value_of(word) is not None


def _is_single(words: Words, noun: int) -> bool:
    """Whether a token is a noun for one person."""
    word = words.lower[noun]
    return word in group_nouns() and word not in plural_group_nouns() and words.tags[noun] in ("NN", "NNP") and word not in _SEVERAL


def _is_age(words: Words, i: int, *, bare: bool = False) -> bool:
    """Whether a token ends "a 16-year-old" that stands for a person, and does not describe one."""
    if words.lower[i] != "old" or i < 2:
        return False
    if words.deps[i] == "amod" and not (bare and (i + 1 in words.verbs or i + 1 in words.states)):
        return False
    return words.lower[i - 2 if words.lower[i - 1] == "-" else i - 1] in _AGE_UNITS


def _belongs(words: Words, i: int, noun: int, *, named: bool) -> bool:
    if named and words.people[i]:
        return True
    return words.heads[i] == noun and words.deps[i] in ("compound", "amod", "det", "poss", "nmod", "nummod")


def _is_one(words: Words, noun: int) -> bool:
    """Whether a noun stands with an article, a possessive or a name: "officer" alone may be anything."""
    return any(words.deps[child] in ("det", "poss") and words.lower[child] not in _NOT_NEW for child in words.children(noun))


def _has_article(words: Words, noun: int) -> bool:
    return any(words.deps[child] in ("det", "poss") for child in words.children(noun))
