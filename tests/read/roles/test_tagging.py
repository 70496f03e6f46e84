from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from variorum.read.roles.tagging import KINDS, TAGS, Tagged, read_tags


def scores(*tags: str, sure: float = 3.0) -> np.ndarray:
    table = np.full((len(tags), len(TAGS)), -5.0, dtype=np.float32)
    for at, tag in enumerate(tags):
        table[at, TAGS.index(tag)] = sure
    return table - np.logaddexp.reduce(table, axis=1, keepdims=True)


def spans(found: list[Tagged]) -> list[tuple[int, int, str]]:
    return [(one.start, one.end, one.kind) for one in found]


def test_a_phrase_is_its_first_word_and_those_inside() -> None:
    told = scores("out", "begin name", "inside name", "out", "begin object", "begin object")
    assert spans(read_tags(told, [0])) == [(1, 3, "name"), (4, 5, "object"), (5, 6, "object")]


def test_no_phrase_begins_inside_or_runs_over_a_sentence() -> None:
    assert all(one.start != 2 or one.kind != "name" for one in read_tags(scores("out", "out", "inside name"), [0]))
    assert (0, 3, "name") not in spans(read_tags(scores("begin name", "inside name", "inside name"), [0, 2]))


def test_kinds_are_not_mixed() -> None:
    for one in read_tags(scores("begin name", "inside object", sure=2.0), [0]):
        assert one.end - one.start == 1 or one.kind in {"name", "object"}


def test_nothing() -> None:
    assert read_tags(np.zeros((0, len(TAGS)), dtype=np.float32), []) == []
    assert read_tags(scores("out", "out"), [0]) == []


@given(st.integers(0, 40), st.integers(0, 10_000), st.sets(st.integers(0, 39)))
def test_phrases_are_apart_and_in_order(tokens: int, seed: int, starts: set[int]) -> None:
    table = np.random.default_rng(seed).normal(size=(tokens, len(TAGS))).astype(np.float32) * 3
    found = read_tags(table, sorted({0, *(start for start in starts if start < tokens)}))
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= one.start < one.end <= tokens and one.kind in KINDS and 0 <= one.likely <= 1.0001 for one in found)
    assert all(not one.start < start < one.end for one in found for start in starts if start < tokens)
