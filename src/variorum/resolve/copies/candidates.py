"""Pairs of texts that are worth a comparison, from an index of marks: never all pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from variorum.resolve.copies.sketch import Sketch

NEIGHBOURS = 24  # of the texts that share a mark, each is held against so many published next: a phrase of thousands makes no million pairs
SHARED = 3  # marks: one or two are a stock phrase, or a quotation that everybody has
SHORT = 60  # words: of a text as short as that, one mark is enough

Numbers = NDArray[np.int64]


def candidates(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Pairs of positions in `sketches`, which are in the order of publication. Linear in the number of marks.

    Of the texts that share one mark each is paired with the next few only. A dispatch that hundreds print is then a chain, which holds
    together as well; what hundreds of unlike texts share is a phrase, and the pairs that it makes have nothing else in common.
    """
    marks = np.fromiter((mark for each in sketches for mark in sorted(each.marks)), dtype=np.int64)
    owners = np.repeat(np.arange(len(sketches), dtype=np.int64), [len(each.marks) for each in sketches])
    if not len(marks):
        return
    order = np.lexsort((owners, marks))
    marks, owners = marks[order], owners[order]
    pairs = [_paired(marks, owners, apart, len(sketches)) for apart in range(1, min(NEIGHBOURS, len(marks) - 1) + 1)]
    codes, shared = np.unique(np.concatenate(pairs), return_counts=True) if pairs else (np.empty(0, np.int64), np.empty(0, np.int64))
    for code, count in zip(codes.tolist(), shared.tolist(), strict=True):
        left, right = divmod(code, len(sketches))
        if count >= SHARED or min(sketches[left].words, sketches[right].words) <= SHORT:
            yield left, right


def _paired(marks: Numbers, owners: Numbers, apart: int, size: int) -> Numbers:
    """The pairs of texts that stand so far apart in the list of one mark, each as one number."""
    same = marks[:-apart] == marks[apart:]
    found: Numbers = owners[:-apart][same] * size + owners[apart:][same]
    return found
