"""People told of without a number: which mentions are one person, and what became of him or her in the end.

"A man was shot", "the 24-year-old", "Ali Reza, 24, died": two mentions of a report are two people only where the words say so: another age,
another sex, another name, "another man", "a boy and a man". Whoever died is no longer among the injured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from variorum.lexicon.en.harm import group_nouns
from variorum.lexicon.en.numbers import find_quantities
from variorum.model.words import Category
from variorum.reckon.counting import Count

WORST_FIRST: tuple[Category, ...] = ("killed", "injured")
_AGE_WITHIN = re.compile(r"\b([\w-]+?)[ -](year|month|week|day)s?[ -]old\b", re.IGNORECASE)
_AGE_AFTER = re.compile(r"\s*[,(]\s*(?:also |both |now |then )?(\d{1,3})\b(?=\s*[,.;:)]| of | from | who | was | and )")
_NEW = re.compile(r"(?:a )?(?:another|second|third|fourth|fifth|sixth|other)\b", re.IGNORECASE)
_JOINT = re.compile(r"(?:[\s,]|\d{1,3})*(?:and|&)\s*")  # a comma alone: "his daughter, Mary Low"
_INDEFINITE = re.compile(r"an?\b", re.IGNORECASE)
_FURTHER_ON = re.compile(r"[^.!?;\n]*\b(?:and|while)\s+")
_NAME = re.compile(r"[^\W\d_][\w'’.-]*")
_REST_OF_NAME = re.compile(r"(?: [A-Z][\w'’-]+)+")  # "Juan" of "Juan Pérez", where the phrase was cut short
APART = 150  # letters: headline, caption and lead repeat each other; two sentences in a row do not
_UNITS = {"year": 360, "month": 30, "week": 7, "day": 1}  # days, near enough for ages
_GROWN = 20  # years: nobody of that age is told of as a child


@dataclass(slots=True)
class Person:
    """One person: the mentions in the order of the text, and what is known from their words."""

    mentions: list[Count] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    ages: set[str] = field(default_factory=set)
    sexes: set[str] = field(default_factory=set)
    child: bool = False
    further: bool = False  # first told of as "another", "a second"

    @property
    def category(self) -> Category:
        """What became of the person: the worst that some mention tells."""
        told = {mention.value.category for mention in self.mentions}
        return next(category for category in WORST_FIRST if category in told)


def is_one(count: Count) -> bool:
    """Whether a claim tells of one person, rather than of a number."""
    value = count.value
    one = value.counted or (value.low == value.high == 1 and value.part_of is None and count.group != ("all",))
    return one and value.category in WORST_FIRST


def persons_of(mine: Iterable[Count]) -> list[Person]:
    """The people told of one by one as killed or injured in one document, in the order of the text: without a number, or as "one man"."""
    counted = [count for count in mine if is_one(count)]
    persons: list[Person] = []
    before: tuple[Count, Person] | None = None
    for mention in sorted(counted, key=lambda count: (count.place_in_text, count.claim.key)):
        seen = _seen(mention)
        fresh = _NEW.match(mention.claim.evidence[0].exact) is not None
        apart = before[1] if before and _joined(before[0], mention) else None
        known = [person for person in persons if person is not apart and not _differ(person, seen)]
        if fresh:
            known = [person for person in known if person.further and _lies_apart(person, mention)]
        person = _best(known, seen)
        if person is None:
            persons.append(person := Person(further=fresh))
        person.mentions.append(mention)
        person.names |= seen.names
        person.ages |= seen.ages
        person.sexes |= seen.sexes
        person.child |= seen.child
        before = mention, person
    return persons


def _best(known: Sequence[Person], seen: Person) -> Person | None:
    """Of the people who may be meant the one of that name, else of that age, else the last."""
    by_name = [person for person in known if person.names & seen.names]
    by_age = [person for person in known if person.ages & seen.ages]
    return next((people[-1] for people in (by_name, by_age, known) if people), None)


def _lies_apart(person: Person, mention: Count) -> bool:
    """Whether "another" stands so far from the last mention of a person that it may be the same tale told again."""
    return mention.place_in_text - person.mentions[-1].place_in_text > APART


def _seen(mention: Count) -> Person:
    """What the words of a mention tell of the person."""
    text, span = mention.told.document.text, mention.claim.evidence[0]
    words = span.exact
    named = [word.casefold() for word in _NAME.findall(words) if word[0].isupper() and word.casefold() not in group_nouns()]
    if named and (rest := _REST_OF_NAME.match(text, span.end)):
        named += [word.casefold() for word in _NAME.findall(rest.group())]
    anonymous = words.split()[-1].casefold() in group_nouns() or words.casefold().endswith("old") or _NEW.match(words)
    sexes = {"men", "women"} & set(mention.value.group)
    return Person(
        names=set() if anonymous else set(named),
        ages=_ages(words, text[span.end : span.end + 24]),
        sexes=set(sexes),
        child="children" in mention.value.group,
    )


def _ages(words: str, after: str) -> set[str]:
    """The age, with its unit, that a phrase or the words behind it print."""
    if found := _AGE_WITHIN.search(words):
        number = next((quantity.low for quantity in find_quantities(found[1])), None)
        return {_age(number, found[2].casefold()) if number is not None else f"{found[1]} {found[2].casefold()}"}
    if found := _AGE_AFTER.match(after):
        return {f"{found[1]} year"}
    return set()


def _age(number: int, unit: str) -> str:
    """An age in years from one year on: the boy of twenty months is the one-year-old."""
    years = number * _UNITS.get(unit, 0) // _UNITS["year"]
    return f"{years} year" if years else f"{number} {unit}"


def _differ(person: Person, seen: Person) -> bool:
    """Whether words tell two people apart."""
    if person.names and seen.names and not person.names & seen.names:
        return True
    if person.ages and seen.ages and not person.ages & seen.ages:
        return True
    if person.sexes and seen.sexes and not person.sexes & seen.sexes:
        return True
    return (person.child and _is_grown(seen)) or (seen.child and _is_grown(person))


def _is_grown(person: Person) -> bool:
    return any(age.endswith(" year") and age[:-5].isdigit() and int(age[:-5]) >= _GROWN for age in person.ages)


def _joined(one: Count, other: Count) -> bool:
    """Whether two mentions are members of one list ("a boy and a man"), or the second is a new one in their sentence."""
    if one.told.document.key != other.told.document.key:
        return False
    between = one.told.document.text[one.claim.evidence[0].end : other.place_in_text]
    new = _INDEFINITE.match(other.claim.evidence[0].exact) is not None  # "Ali Reza was killed and a woman was wounded"
    return _JOINT.fullmatch(between) is not None or (new and _FURTHER_ON.fullmatch(between) is not None)
