"""Armed groups and movements of the world, by every name that the news gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from variorum.lexicon.blame import perpetrator_nouns
from variorum.lexicon.en.tables import read_rows
from variorum.lexicon.gazetteer import demonym, lookup
from variorum.lexicon.headwords import singular

LONGEST_ABBREVIATION = 7  # letters
LONGEST_NAME = 14  # words: a name with all that may stand around it
_WORD = re.compile(r"\w+")
_SHORT_FORM = re.compile(r"\s*[(\[]([^()\[\]]{2,30})(?:[)\]]|$)")  # "the Pakistani Taliban (TTP)"; the second bracket may be cut off
_MARKS = ',;:"“”'
_BACKED = ("-backed", "-based", "-affiliated")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class ArmedGroup:
    """`name` is the one under which all others are filed; `country` where it mainly acts or acted, ISO 3166-1 alpha-2, or empty."""

    name: str
    aliases: tuple[str, ...]
    country: str = ""


@dataclass(frozen=True, slots=True)
class Alias:
    """One name as folded words. `exact` is set for abbreviations, which count only in capitals: "ETA", not "eta"."""

    words: tuple[str, ...]
    group: ArmedGroup
    exact: str | None = None


@cache
def armed_groups() -> tuple[ArmedGroup, ...]:
    """The whole list."""
    rows = read_rows("armed_groups.tsv")
    return tuple(_group(*row) for row in rows)


def _group(name: str, country: str = "", aliases: str = "") -> ArmedGroup:
    return ArmedGroup(name, tuple(alias.strip() for alias in aliases.split(";") if alias.strip()), country)


@cache
def aliases_by_first_word() -> Mapping[str, tuple[Alias, ...]]:
    """First word, folded → the names that begin with it, longest first: what a scan over words needs."""
    table: dict[str, list[Alias]] = {}
    for group in armed_groups():
        for name in (group.name, *group.aliases):
            words = folded(name)
            if words:
                abbreviation = name if len(words) == 1 and _is_abbreviation(name) else None
                table.setdefault(words[0], []).append(Alias(words, group, abbreviation))
    return MappingProxyType({first: tuple(sorted(names, key=lambda alias: -len(alias.words))) for first, names in table.items()})


@lru_cache(maxsize=10_000)
def group_named(name: str) -> ArmedGroup | None:
    """The group that goes by exactly this name; articles and hyphens don't matter."""
    words = folded(name)
    if words[:1] == ("the",):
        words = words[1:]
    for alias in aliases_by_first_word().get(words[0], ()) if words else ():
        if alias.words == words and (alias.exact is None or name.strip().endswith(alias.exact)):
            return alias.group
    return None


def _is_abbreviation(name: str) -> bool:
    return len(name) <= LONGEST_ABBREVIATION and sum(letter.isupper() for letter in name) > 1


def folded(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, split at hyphens and apostrophes: "Al-Qa'ida" is al, qa, ida."""
    return tuple(_WORD.findall(name.lower()))


# ---------------------------------------------------------------- who is meant, once words are known to name an actor


@lru_cache(maxsize=10_000)
def group_meant(actor: str) -> ArmedGroup | None:
    """The group that an actor's words mean: "Islamic State militants", "the Somali Islamist group al-Shabaab", "ISIS (IS)".

    None where more than a name and what may stand around it is said: a commander, a spokesman or an offshoot of a group is not the group.
    """
    inside = _SHORT_FORM.search(actor)
    outside = _SHORT_FORM.sub(" ", actor)
    return _within(outside) or (_within(inside[1]) if inside and not _WORD.search(outside.lower().removeprefix("the ")) else None)


def akin(left: ArmedGroup, right: ArmedGroup) -> bool:
    """Whether they are one group, or one is part of, sworn to or split off from the other, over any number of steps."""
    return left.name == right.name or right.name in _above(left.name) or left.name in _above(right.name)


def _within(words_said: str) -> ArmedGroup | None:
    """The longest name in the words that leaves nothing but what may stand around it."""
    words = words_said.split()
    if not words or len(words) > LONGEST_NAME:
        return None
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            group = _filed(" ".join(words[start : start + length]))
            if group and all(map(_stands_before, words[:start])) and all(map(_stands_after, words[start + length :])):
                return group
    return None


def _filed(name: str) -> ArmedGroup | None:
    return group_named(name) or _further().get(name.strip(_MARKS).removeprefix("the ").removeprefix("The "))


def _stands_before(word: str) -> bool:
    """An article, a word on the list, a people ("Somali", "Iran-backed"), or whose it is ("Lebanon's")."""
    plain = word.lower().strip(_MARKS)
    if plain in ("the", "a", "an") or (plain, "before") in _fillers() or plain.endswith(_BACKED) or demonym(plain):
        return True
    owner = _POSSESSIVE.sub("", plain)
    return owner != plain and any(place.kind == "country" for place in lookup(owner)[:1])


def _stands_after(word: str) -> bool:
    plain = word.lower().strip(_MARKS)
    return (plain, "after") in _fillers() or perpetrator_nouns().get(singular(plain)) == "armed_group"


@cache
def _fillers() -> frozenset[tuple[str, ...]]:
    return frozenset(read_rows("actor_fillers.tsv"))


@cache
def _further() -> Mapping[str, ArmedGroup]:
    """Names that count only of actors → group, which may be on this list alone."""
    groups = {group.name: group for group in armed_groups()}
    rows = ((groups.get(name) or ArmedGroup(name, ()), aliases) for name, aliases in read_rows("actor_aliases.tsv"))
    return MappingProxyType({alias.strip(): group for group, aliases in rows for alias in (group.name, *aliases.split(";"))})


@cache
def _above(name: str) -> frozenset[str]:
    """The names of all groups that a group is a branch of."""
    parents = {parent for branch, parent in read_rows("armed_group_branches.tsv") if branch == name}
    return frozenset(parents).union(*(_above(parent) for parent in parents))
