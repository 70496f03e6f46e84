"""Armed groups and movements of the world, by every name that the news gives them."""

from __future__ import annotations

import re
import unicodedata
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
_PARTS = frozenset({"faction", "offshoot", "splinter"})  # of a group, often at war with it
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
def group_meant(actor: str, land: str | None = None) -> ArmedGroup | None:
    """The group that an actor's words mean: "Islamic State militants", "the Somali Islamist group al-Shabaab", "ISIS (IS)".

    `land` is the country where it acted, ISO 3166-1 alpha-2: it tells which group a name means that several bear ("National Liberation
    Army"), unless the words themselves say whose it is ("Colombia's").
    None where more than a name and what may stand around it is said: a commander, a spokesman or an offshoot of a group is not the group.
    """
    inside = _SHORT_FORM.search(actor)
    outside = _SHORT_FORM.sub(" ", actor)
    return _within(outside, land) or (
        _within(inside[1], land) if inside and not _WORD.search(outside.lower().removeprefix("the ")) else None
    )


def group_filed(name: str) -> ArmedGroup | None:
    """The group that is filed under just this name."""
    return _filed_under().get(name)


def parents(name: str) -> tuple[str, ...]:
    """The names of the groups that a group is directly part of, sworn to or split off from."""
    return _branches().get(name, ())


def akin(left: ArmedGroup, right: ArmedGroup) -> bool:
    """Whether they are one group, or one is part of, sworn to or split off from the other, over any number of steps."""
    return left.name == right.name or right.name in _above(left.name) or left.name in _above(right.name)


def _within(words_said: str, land: str | None) -> ArmedGroup | None:
    """The longest name in the words that leaves nothing but what may stand around it."""
    words = words_said.split()
    if not words or len(words) > LONGEST_NAME:
        return None
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            group = _known(" ".join(words[start : start + length]), _said_land(words[:start]) or land)
            if group and all(map(_stands_before, words[:start])) and all(map(_stands_after, words[start + length :])):
                return group
    return None


def _said_land(words: list[str]) -> str | None:
    """The country whose people or whose own some words before a name say it is: "Colombian", "Lebanon's"."""
    for word in words:
        plain = word.lower().strip(_MARKS)
        owner = _POSSESSIVE.sub("", plain)
        places = demonym(plain) or (lookup(owner)[:1] if owner != plain else ())
        if places and places[0].kind == "country":
            return places[0].country
    return None


def _known(name: str, land: str | None) -> ArmedGroup | None:
    """The group of a name on any of the lists; of a shared name the one that it means in the land."""
    bare = name.strip(_MARKS).removeprefix("the ").removeprefix("The ")
    key = _key(bare)
    shared = _shared().get(key)
    if shared is not None:
        meant = shared.get(land or "", shared.get("*"))
        return group_filed(meant) if meant else None
    further = _further().get(key) if bare != bare.lower() else None
    return group_named(name) or further


def _key(name: str) -> str:
    """Single words as they are printed, "IS" and "Farc"; names of several without case, hyphens and accents."""
    words = folded(name)
    if len(words) == 1:
        return name
    plain = unicodedata.normalize("NFD", " ".join(words))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _stands_before(word: str) -> bool:
    """An article, a word on the list, a people ("Somali", "Iran-backed"), or whose it is ("Lebanon's")."""
    plain = word.lower().strip(_MARKS)
    if plain in ("the", "a", "an") or (plain, "before") in _fillers() or plain.endswith(_BACKED) or demonym(plain):
        return True
    owner = _POSSESSIVE.sub("", plain)
    return owner != plain and any(place.kind == "country" for place in lookup(owner)[:1])


def _stands_after(word: str) -> bool:
    plain = word.lower().strip(_MARKS)
    noun = singular(plain)
    return (plain, "after") in _fillers() or (perpetrator_nouns().get(noun) == "armed_group" and noun not in _PARTS)


@cache
def _fillers() -> frozenset[tuple[str, ...]]:
    return frozenset(read_rows("actor_fillers.tsv"))


@cache
def _filed_under() -> Mapping[str, ArmedGroup]:
    """Name → group, of all lists."""
    groups = {group.name: group for group in armed_groups()}
    for name, *rest in read_rows("actor_aliases.tsv"):
        groups.setdefault(name, ArmedGroup(name, (), rest[1] if len(rest) > 1 else ""))
    return MappingProxyType(groups)


@cache
def _further() -> Mapping[str, ArmedGroup]:
    """Names that count only of actors, by their keys → group, which may be on this list alone."""
    rows = ((name, rest[0].split(";") if rest else []) for name, *rest in read_rows("actor_aliases.tsv"))
    return MappingProxyType(
        {_key(alias.strip()): _filed_under()[name] for name, aliases in rows for alias in (name, *aliases) if alias.strip()}
    )


@cache
def _shared() -> Mapping[str, Mapping[str, str]]:
    """Names that several groups bear, by their keys → country → group, or nothing where it cannot be told; "*" is any other country."""
    found: dict[str, dict[str, str]] = {}
    for name, lands, *rest in read_rows("shared_names.tsv"):
        found.setdefault(_key(name), {}).update(dict.fromkeys(lands.split(";"), rest[0] if rest else ""))
    return MappingProxyType(found)


@cache
def _branches() -> Mapping[str, tuple[str, ...]]:
    """Group → those that it is a branch of."""
    found: dict[str, tuple[str, ...]] = {}
    for branch, whole in read_rows("armed_group_branches.tsv"):
        found[branch] = (*found.get(branch, ()), whole)
    return MappingProxyType(found)


@cache
def _above(name: str) -> frozenset[str]:
    """The names of all groups that a group is a branch of; the table has no circles."""
    return frozenset(parents(name)).union(*(_above(parent) for parent in parents(name)))
