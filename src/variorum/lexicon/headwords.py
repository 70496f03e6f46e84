"""The head noun of a phrase that names people or a thing, so that "83 policemen" and "the police officers" are told to be of one kind.

For phrases as claims hold them, without the parse that they were found by: a phrase ends at its first preposition, clause or comma.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import cast

from variorum.lexicon.en.harm import group_nouns, thing_nouns
from variorum.lexicon.en.inflect import plural
from variorum.lexicon.en.numbers import find_quantities
from variorum.lexicon.en.tables import read_rows
from variorum.lexicon.properties import physical_targets, target_roles
from variorum.lexicon.tables import word_class

LONGEST = 200  # letters of a phrase that are looked at: a longer one is a stretch of the text
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_BREAK = re.compile(r",(?!\d)|[;:()\[\]\"“”]| [-–—] |\n")
_ENDINGS = (("ies", "y"), ("men", "man"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x"), ("s", ""))
_NO_PLURAL = ("ss", "us", "is")


@dataclass(frozen=True, slots=True)
class Headed:
    """A phrase by its head: `noun` in the singular and in lower case, as it is filed; `before` the common noun before it, in lower case
    ("metro" of "metro station"), empty where there is none; `name` the words in capitals, folded, where they are a name with its head.
    """

    noun: str
    before: str = ""
    name: frozenset[str] = frozenset()


@lru_cache(maxsize=50_000)
def headed(phrase: str) -> Headed:
    """The head of a phrase. A phrase without any word has an empty noun."""
    words = _phrase_words(phrase)
    if not words:
        return Headed("")
    shouted = not any(letter.islower() for letter in phrase)
    if len(words) > 1 and words[-1].lower() in _class("hostage") and _is_plural_of_people(words[-2].lower()):
        del words[-1]  # "took students hostage": the parse may take the whole for one phrase
    noun, length = _noun(words)
    rest = words[:-length]
    before = rest[-1].lower() if rest and (shouted or rest[-1].islower()) and rest[-1].lower() in _nouns() else ""
    filed = filed_under()
    if before and f"{before} {noun}" in filed:
        noun, before = f"{before} {noun}", ""
    proper = [] if shouted or not words[-1][0].isupper() else [folded(word) for word in words if word[0].isupper()]
    return Headed(filed.get(noun, noun), before, frozenset(proper if len(proper) > 1 else ()))


@lru_cache(maxsize=50_000)
def bare(phrase: str) -> str:
    """A phrase without article, number and what hangs over at its end: "At least 65 people in" is "people"."""
    parts = _uncounted(phrase).split()
    while len(parts) > 1 and parts[0].lower() in _class("before"):
        del parts[0]
    ends = (index for index, part in enumerate(parts) if index and part.lower() in _class("clause"))
    del parts[next(ends, len(parts)) :]
    while len(parts) > 1 and parts[-1].lower().strip(",;-") in _class("behind"):
        del parts[-1]
    if len(parts) > 1 and parts[-1].lower() in _class("hostage") and _is_plural_of_people(parts[-2].lower()):
        del parts[-1]
    return " ".join(parts).strip(" ,;:-–—") or " ".join(phrase[:LONGEST].split())


def _uncounted(phrase: str) -> str:
    """The phrase on one line without the number that it begins with."""
    words = " ".join(phrase[:LONGEST].split())
    for quantity in find_quantities(words):
        if all(word.lower() in _class("before") for word in _WORD.findall(words[: quantity.start])):
            words = words[quantity.end :]
            break
    return words.strip(" ,;:-–—.")


def folded(name: str) -> str:
    """A name without case, possessive and article: names are held against each other by it."""
    words = [_POSSESSIVE.sub("", word.casefold()) for word in _WORD.findall(name[:LONGEST])]
    return " ".join(word for word in words if word not in ("the", "a", "an"))


@lru_cache(maxsize=50_000)
def singular(noun: str) -> str:
    """The singular of a noun in lower case, by the lists, else by rule."""
    known = _singulars().get(noun)
    if known is not None:
        return known
    if not noun.endswith(_NO_PLURAL):
        for ending, one in _ENDINGS:
            if noun.endswith(ending) and len(noun) > len(ending) + 1:
                return noun[: -len(ending)] + one
    return noun


@cache
def filed_under() -> Mapping[str, str]:
    """Noun → the noun that it is filed under."""
    return MappingProxyType(dict(cast(tuple[str, str], row) for row in read_rows("filed_under.tsv")))


def _phrase_words(phrase: str) -> list[str]:
    """The words of a phrase up to its end; of "dozens of worshippers" those behind "of"."""
    plain = _uncounted(phrase)
    cut = _BREAK.search(plain, 1)
    words = [_POSSESSIVE.sub("", word) for word in _WORD.findall(plain[: cut.start()] if cut else plain)]
    words = [word for word in words if word]
    found: list[str] = []
    for word in words:
        small = word.lower()
        if found and small == "of" and (found[-1].lower() in _class("of_many") or found[-1][0].isdigit()):
            found = []
        elif (
            found
            and (small in _class("behind") or small in _class("clause"))
            and any(held.lower() not in _class("before") for held in found)
        ):
            break
        else:
            found.append(word)
    told = [word for word in found if word.lower() not in _class("before") and not word[0].isdigit()]
    return told or found


def _noun(words: list[str]) -> tuple[str, int]:
    """The head in the singular, and of how many words it is: some entries of the list of people are of two."""
    pair = " ".join(word.lower() for word in words[-2:])
    for entry in (pair, singular(pair)):
        if len(words) > 1 and entry in group_nouns():
            return _singulars().get(entry, entry), 2
    return singular(words[-1].lower()), 1


def _is_plural_of_people(word: str) -> bool:
    return word in group_nouns() and singular(word) != word


def _class(name: str) -> frozenset[str]:
    return word_class("variorum.lexicon.en", "headwords.tsv", name)


@cache
def _nouns() -> frozenset[str]:
    """Common nouns that may tell one kind of thing from another."""
    return thing_nouns() | frozenset(group_nouns()) | frozenset(physical_targets()) | frozenset(target_roles())


@cache
def _singulars() -> Mapping[str, str]:
    """Plural → singular, of every noun of the lists."""
    found: dict[str, str] = {}
    for singular_, _, *plurals in read_rows("group_nouns.tsv"):
        found |= dict.fromkeys((singular_, *(plurals[0].split() if plurals else [plural(singular_)])), singular_)
    for words, _ in read_rows("weapons.tsv"):
        noun = words.split()[-1]
        found |= {noun: noun, plural(noun): noun}
    for noun in (*physical_targets(), *target_roles()):
        found |= {noun: noun, plural(noun): noun}
    return MappingProxyType(found)
