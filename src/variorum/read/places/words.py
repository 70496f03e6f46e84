"""The word classes beside a name, from the reviewed lists of the lexicon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from variorum.lexicon.en.tables import read_lines, read_rows


@cache
def word_classes() -> Mapping[str, tuple[str, ...]]:
    """The classes of every word that place_words.tsv lists."""
    classes: dict[str, list[str]] = defaultdict(list)
    for name, words in read_rows("place_words.tsv"):
        for word in words.split():
            if name not in classes[word]:
                classes[word].append(name)
    return {word: tuple(names) for word, names in classes.items()}


@cache
def words_of_class(name: str) -> frozenset[str]:
    """The words of one class."""
    return frozenset(word for word, names in word_classes().items() if name in names)


@cache
def common_names() -> frozenset[str]:
    """Words and personal names that some place bears too."""
    return frozenset(word for line in read_lines("common_names.txt") for word in line.split())
