"""Armed groups and movements of the world, by every name that the news gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from variorum.lexicon.en.tables import read_rows

LONGEST_ABBREVIATION = 7  # letters
_WORD = re.compile(r"\w+")


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
