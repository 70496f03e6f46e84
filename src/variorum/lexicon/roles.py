"""What kind of speaker somebody is, told by the nouns that name him or her."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import cast

from variorum.lexicon.en.tables import read_lines, read_rows
from variorum.model.words import SpeakerKind

_WORD = re.compile(r"[\w&'’]+(?:-[\w]+)*")
_LONGEST = 4  # words of the longest entry


@cache
def speaker_roles() -> Mapping[str, SpeakerKind]:
    """Noun, singular and in lower case → kind."""
    return MappingProxyType({noun: cast(SpeakerKind, kind) for noun, kind, _ in read_rows("speaker_roles.tsv")})


@cache
def titles() -> frozenset[str]:
    """Words before a personal name, in lower case and without full stop."""
    return frozenset(read_lines("titles.txt"))


@cache
def _persons() -> frozenset[str]:
    return frozenset(noun for noun, _, what in read_rows("speaker_roles.tsv") if what == "person")


def is_person_role(noun: str) -> bool:
    """Whether a listed noun, in the singular, says what a human being is."""
    return noun.lower() in _persons()


def is_person(noun: str) -> bool:
    """Whether a noun names a single human being: an official, not a ministry. Unknown nouns in -man, -er and -or count."""
    plain = noun.lower()
    return plain in _persons() or (plain not in speaker_roles() and plain.endswith(("man", "woman", "er", "or")))


def is_role(noun: str) -> bool:
    """Whether a noun, singular or plural, says what somebody is."""
    return _entry(noun.lower()) is not None


@lru_cache(maxsize=10_000)
def kind_of(words: str) -> SpeakerKind | None:
    """The kind that the words of a name or role tell; the head noun, the last word of what stands before "of" or "for", counts most.

    A spokesman is of the kind of those for whom he speaks.
    """
    parts = [_POSSESSIVE.sub("", word.lower()) for word in _WORD.findall(words)]
    head_end = next((index for index, word in enumerate(parts) if index and word in _PREPOSITIONS), len(parts))
    found = _ending_at(parts, head_end)
    if head_end and parts[head_end - 1] in _OF_OTHERS:
        found = _any(parts[: head_end - 1]) or _any(parts[head_end:]) or found
    return found or _any(parts)


_POSSESSIVE = re.compile(r"['’]s?$")
_PREPOSITIONS = frozenset({"of", "for", "in", "at", "from", "with", "on", "by", "who", "near"})
# Those who speak for others: "police spokesman", "hospital officials", "the coroner's office".
_OF_OTHERS = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "spokesmen", "source", "sources", "leader", "leaders", "chief", "head"}
    | {"official", "officials", "office", "statement"}
)


def _ending_at(parts: list[str], end: int) -> SpeakerKind | None:
    for length in range(min(_LONGEST, end), 0, -1):
        kind = _entry(" ".join(parts[end - length : end]))
        if kind is not None:
            return kind
    return None


def _any(parts: list[str]) -> SpeakerKind | None:
    for end in range(len(parts), 0, -1):
        kind = _ending_at(parts, end)
        if kind is not None:
            return kind
    return None


@lru_cache(maxsize=10_000)
def _entry(noun: str) -> SpeakerKind | None:
    roles = speaker_roles()
    if noun in roles:
        return roles[noun]
    for ending, singular in (("ies", "y"), ("men", "man"), ("women", "woman"), ("sses", "ss"), ("s", "")):
        if noun.endswith(ending) and (stem := noun[: -len(ending)] + singular) in roles:
            return roles[stem]
    return None
