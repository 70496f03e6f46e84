"""Names of people as they are held against each other: without titles, accents and case, and however they are transliterated."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from variorum.lexicon.en.tables import read_lines

_WORD = re.compile(r"[^\W\d_]+")
_ARTICLES = frozenset({"al", "el", "ul"})  # "al-Masri" is "Masri", too
_SAME = (("ph", "f"), ("x", "ks"), ("q", "k"), ("c", "k"), ("j", "y"), ("w", "v"))
_SILENT = re.compile(r"(?<=[^aeiouy])h|h$|[aeiouyv]")  # "Khaled" and "Kaled"; but "Mahdi" is no "Mohammed"
_VOWELS = {"a": "a", "e": "i", "i": "i", "y": "i", "o": "u", "u": "u"}
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=10_000)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name: "Dr. José al-Masri" is jose, masri. Nothing where there are no letters."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name.replace("’", "'")) if not unicodedata.combining(sign))
    words = [word for word in _WORD.findall(plain.replace("'", "").casefold()) if word not in _ARTICLES]
    while len(words) > 1 and words[0] in read_lines("titles.txt"):
        words = words[1:]
    return tuple(words)


@lru_cache(maxsize=10_000)
def skeleton(name: str) -> tuple[str, ...]:
    """What is left of the words of a name, in any order, without what transliterations differ in: vowels, doubled letters, q and k.

    "Mohammed Yusuf" and "Youssef Muhammad" have one skeleton; so may names of different people: it never decides.
    """
    return tuple(sorted(map(_bones, name_words(name))))


def spelled_alike(one: str, other: str) -> bool:
    """Whether two names may be one name written twice. "Maria" and "Mario" are two: their ends tell them apart."""
    if skeleton(one) != skeleton(other):
        return False
    left, right = (sorted(name_words(name), key=lambda word: (_bones(word), word)) for name in (one, other))
    return all(a[-1] == b[-1] or not (_is_vowel(a[-1]) and _is_vowel(b[-1])) for a, b in zip(left, right, strict=True))


def _bones(word: str) -> str:
    """The first letter, of vowels that are written for each other one, and the consonants behind it."""
    for written, sound in _SAME:
        word = word.replace(written, sound)
    return _VOWELS.get(word[0], word[0]) + _DOUBLED.sub(r"\1", _SILENT.sub("", word[1:]))


def _is_vowel(letter: str) -> bool:
    return letter in _VOWELS
