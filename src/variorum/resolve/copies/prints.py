"""Texts by the million, filed under their marks: which pairs are worth a look."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from variorum.resolve.copies.reuse import NEARNESS, day_of, may_be_copies, precedence, text_of
from variorum.resolve.copies.sketch import Sketch
from variorum.resolve.nearness import Numbers, Places, near_pairs


class Prints:
    """What texts are filed by: day, words, marks, which came first, and which are the same word for word."""

    def __init__(self) -> None:
        self.precedence_of: dict[str, str] = {}
        self._days: dict[str, int] = {}
        self._words: dict[str, int] = {}
        self._marks: dict[str, Numbers] = {}
        self._texts: dict[str, int | None] = {}

    def add(self, each: Sketch) -> None:
        """File a text."""
        self.precedence_of[each.key] = precedence(each)
        self._days[each.key] = day_of(each)
        self._words[each.key] = each.words
        self._marks[each.key] = np.fromiter(each.marks, dtype=np.int64)
        self._texts[each.key] = text_of(each)

    def firsts(self) -> dict[str, str]:
        """For every text the first print of just its words: itself, where it is that or is short. Only these are held against others."""
        first: dict[int, str] = {}
        found = {}
        for key in sorted(self.precedence_of, key=self.precedence_of.__getitem__):
            text = self._texts[key]
            found[key] = key if text is None else first.setdefault(text, key)
        return found

    def rows(self) -> Iterator[tuple[int, int, str]]:
        """Mark, day and key of every entry of the index, by mark, day and key."""
        keys, marks, owners = self._entries()
        for at in np.lexsort((owners, marks)).tolist():
            key = keys[owners[at]]
            yield int(marks[at]), self._days[key], key

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Pairs that are near in the index, and every text with the first print of just its words; the smaller key first."""
        for key, first in self.firsts().items():
            if key != first:
                yield min(key, first), max(key, first)
        keys, marks, owners = self._entries()
        ranks = np.empty(len(keys), dtype=np.int64)
        ranks[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
        for lefts, rights, shared in near_pairs(marks, owners, ranks, NEARNESS):
            for left, right, count in zip(lefts.tolist(), rights.tolist(), shared.tolist(), strict=True):
                one, other = keys[left], keys[right]
                if may_be_copies(count, min(self._words[one], self._words[other])):
                    yield min(one, other), max(one, other)

    def _entries(self) -> tuple[list[str], Numbers, Places]:
        """The first prints by day and key; and of each entry of the index the mark, and the place of the text among these."""
        keys = sorted((key for key, first in self.firsts().items() if key == first), key=lambda key: (self._days[key], key))
        marks = np.concatenate([self._marks[key] for key in keys]) if keys else np.empty(0, dtype=np.int64)
        return keys, marks, np.repeat(np.arange(len(keys), dtype=np.int32), [len(self._marks[key]) for key in keys])
