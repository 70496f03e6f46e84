"""Which public body speaks: "a police spokesman" and "Houston police" are the police."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import takewhile

from variorum.lexicon.en.tables import read_rows
from variorum.lexicon.roles import is_person_role, is_role, kind_of, titles

_WORD = re.compile(r"[^\W_]+(?:[.&'’-][^\W_]+)*")
_POSSESSOR = re.compile(r"\b\w+['’]s?(?=\s)")  # "Russia's FSB"
_OF_PLACE = re.compile(r"\s(?:in|at|from|near|with|of|for)\s")
_LONGEST = 4  # words of the longest entry
# Of which there are many: the name alone tells which.
_ANYBODY = frozenset({"human rights group", "local media", "monitoring group", "news agency", "rights group", "think tank"}) | frozenset(
    """agency bureau charity church commission committee council family forces group media newspaper observatory office
    organisation organization party radio report service staff tabloid television troops tv watchdog""".split()
)
_SPOKEN_FOR = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "spokesmen", "official", "officials", "statement", "sources", "source"}
)


@cache
def _bodies() -> frozenset[str]:
    return frozenset(noun for noun, _, what in read_rows("speaker_roles.tsv") if what == "body")


@lru_cache(maxsize=10_000)
def body_of(words: str) -> str | None:
    """The body that some words name, or for which the one that they name speaks: "police", "health ministry", "mercy hospital".

    In small letters. Police and soldiers are told without whose they are; other bodies with their names. None for a person, for
    "officials", and for a noun of which there are many ("a committee") without a name.
    """
    found = _WORD.findall(words.replace("’s", "").replace("'s", ""))
    small = [word.lower() for word in found]
    for length in range(_LONGEST, 0, -1):
        for end in range(len(small), length - 1, -1):
            noun = " ".join(small[end - length : end])
            if noun not in _bodies():
                continue
            if kind_of(noun) in ("police", "military"):
                return noun if _speaks_itself(noun, small[end:]) else None
            own = proper_of(" ".join(found[: end - length]))
            if not own and noun in _ANYBODY:
                return None
            return " ".join((*(word.lower() for word in own), noun)) if _speaks_itself(noun, small[end:]) else None
    return None


def proper_of(words: str) -> tuple[str, ...]:
    """The words of a proper name: capitalised, no title and no role. None in "officials in Oslo" and "a Missouri sheriff"."""
    plain = _OF_PLACE.split(_POSSESSOR.sub(" ", words), maxsplit=1)[0]
    found = _WORD.findall(plain)
    if found and not found[-1][0].isupper():
        return ()
    last = list(takewhile(lambda word: word[0].isupper() and word.lower().strip(".") not in titles() and not is_role(word), found[::-1]))
    return tuple(reversed(last))


def _speaks_itself(body: str, after: list[str]) -> bool:
    """Whether the words behind a body leave it the speaker: nothing, "spokesman Karl Lim", "in Moscow"; not "chief Ana Reyes"."""
    return not after or after[0] in _SPOKEN_FOR or not (is_role(after[0]) or is_person_role(f"{body} {after[0]}"))
