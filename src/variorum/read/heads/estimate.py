"""The heads themselves: light layers in numpy that turn vectors and features into probabilities.

The arrays of a head are those of the torch module of `train/reader.py`, by its names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from variorum.read.accounts import Telling
from variorum.read.encoder.encode import Encoded
from variorum.read.heads.items import Item, item_features, pair_features, pairs_of
from variorum.read.heads.nouns import Noun

Floats = NDArray[np.float32]
Arrays = Mapping[str, NDArray[np.generic]]


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
    trunk = _relu(_dense(arrays, "noun", np.concatenate([heads, governors, features], axis=1)))
    doers, counts = _softmax(_dense(arrays, "doer", trunk)), _softmax(_dense(arrays, "count", trunk))
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
    trunk = _relu(_dense(arrays, "item", np.concatenate([means, around, heads, item_features(items, tellings)], axis=1)))
    same = np.zeros((len(items), len(items)), dtype=np.float32)
    pairs = pairs_of(len(items))
    if len(pairs):
        matter = _dense(arrays, "matter", trunk)
        left, right = matter[pairs[:, 0]], matter[pairs[:, 1]]
        both = np.concatenate([np.abs(left - right), left * right, pair_features(items, tellings, pairs)], axis=1)
        logits = _dense(arrays, "same", _relu(_dense(arrays, "pair", both)))[:, 0]
        same[pairs[:, 0], pairs[:, 1]] = same[pairs[:, 1], pairs[:, 0]] = logits
    return ItemEstimates(statuses=_softmax(_dense(arrays, "status", trunk)), same=same)


def _dense(arrays: Arrays, name: str, values: Floats) -> Floats:
    weight, bias = (arrays[f"{name}.{part}"].astype(np.float32, copy=False) for part in ("weight", "bias"))
    return cast(Floats, values @ weight.T + bias)


def _relu(values: Floats) -> Floats:
    return np.maximum(values, np.float32(0))


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return cast(Floats, powers / powers.sum(axis=-1, keepdims=True))
