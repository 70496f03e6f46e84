"""The heads themselves: light layers in numpy that turn vectors and features into probabilities.

The arrays of a head are those of the torch module of `train/reader.py`, by its names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from variorum.read.accounts import Telling
from variorum.read.encoder.encode import Encoded
from variorum.read.heads.items import Item, item_features, pair_features, pairs_of
from variorum.read.heads.layers import Arrays, Floats, dense, relu, softmax
from variorum.read.heads.nouns import Noun


@dataclass(frozen=True, slots=True, kw_only=True)
class NounEstimates:
    """Probabilities of each phrase: (phrases, 1 + statuses) of doing, (phrases, 1 + categories) of counting; column 0 is none."""

    doers: Floats
    counts: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEstimates:
    """(items, statuses) probabilities of an item's place in the news, and (items, items) logits of two being of one incident."""

    statuses: Floats
    same: Floats


def estimate_nouns(arrays: Arrays, encoded: Encoded, nouns: Sequence[Noun], features: Floats) -> NounEstimates:
    """What the head of phrases says; of those in words that were not encoded, nothing."""
    heads = encoded.vectors[[noun.head.i for noun in nouns]]
    governors = encoded.vectors[[noun.governor.i for noun in nouns]]
    trunk = relu(dense(arrays, "noun", np.concatenate([heads, governors, features], axis=1)))
    doers, counts = softmax(dense(arrays, "doer", trunk)), softmax(dense(arrays, "count", trunk))
    unknown = ~encoded.known[[noun.head.i for noun in nouns]]
    doers[unknown, 0], doers[unknown, 1:] = 1, 0
    counts[unknown, 0], counts[unknown, 1:] = 1, 0
    return NounEstimates(doers=doers, counts=counts)


def estimate_items(
    arrays: Arrays, encoded: Encoded, items: Sequence[Item], sentences: Sequence[tuple[int, int]], tellings: Sequence[Telling]
) -> ItemEstimates:
    """What the head of items says. `sentences` are the token ranges of the items' sentences."""
    means = np.stack([encoded.vectors[item.start : item.end].mean(axis=0) for item in items])
    around = np.stack([encoded.vectors[start:end].mean(axis=0) for start, end in sentences])
    heads = encoded.vectors[[item.head for item in items]]
    trunk = relu(dense(arrays, "item", np.concatenate([means, around, heads, item_features(items, tellings)], axis=1)))
    same = np.zeros((len(items), len(items)), dtype=np.float32)
    pairs = pairs_of(len(items))
    if len(pairs):
        matter = dense(arrays, "matter", trunk)
        left, right = matter[pairs[:, 0]], matter[pairs[:, 1]]
        both = np.concatenate([np.abs(left - right), left * right, pair_features(items, tellings, pairs)], axis=1)
        logits = dense(arrays, "same", relu(dense(arrays, "pair", both)))[:, 0]
        same[pairs[:, 0], pairs[:, 1]] = same[pairs[:, 1], pairs[:, 0]] = logits
    return ItemEstimates(statuses=softmax(dense(arrays, "status", trunk)), same=same)
