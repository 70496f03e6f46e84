"""The heads of roles: light layers in numpy on the encoder's vectors.

The arrays are those of the torch modules of `train/roles.py`, by their names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from variorum.read.heads.layers import Arrays, Floats, dense, relu, softmax, weight
from variorum.read.roles.features import pair_features, pairs_of, phrase_features
from variorum.read.roles.labels import HEADS
from variorum.read.roles.phrases import Ground, Phrase

UNPAIRED = (-2.0, -1.5)  # logits of two phrases too far from each other to be compared: one and the same, of one act


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimates:
    """For each head of `HEADS` the (phrases, classes) probabilities; the (phrases, phrases) logits of two naming the same, and of two
    belonging to one act."""

    shares: Mapping[str, Floats]
    same: Floats
    together: Floats


def means_of(vectors: Floats, sentences: Sequence[int]) -> Floats:
    """(sentences, hidden): the mean vector of each sentence, by the tokens at which they start."""
    starts = np.asarray(sentences, dtype=np.int64)
    sizes = np.diff(np.append(starts, len(vectors)))
    return (np.add.reduceat(vectors, starts, axis=0) / sizes[:, None]).astype(np.float32)


def tag_scores(arrays: Arrays, vectors: Floats, features: Floats, means: Floats, sentences: Sequence[int]) -> Floats:
    """(tokens, tags) log-probabilities."""
    sizes = np.diff(np.append(np.asarray(sentences, dtype=np.int64), len(vectors)))
    around = means @ weight(arrays, "tagger.sent").T + means.mean(axis=0) @ weight(arrays, "tagger.text").T
    hidden = relu(dense(arrays, "tagger.tok", np.concatenate([vectors, features], axis=1)) + np.repeat(around, sizes, axis=0))
    nothing = np.zeros_like(hidden[:1])
    wide = np.concatenate([np.concatenate([nothing, hidden[:-1]]), hidden, np.concatenate([hidden[1:], nothing])], axis=1)
    logits = dense(arrays, "tagger.tag", wide)
    logits -= np.logaddexp.reduce(logits, axis=1, keepdims=True)
    return logits


def phrase_vectors(vectors: Floats, means: Floats, phrases: Sequence[Phrase]) -> Floats:
    """(phrases, 5 hidden): head, mean of the words, governor, mean of the sentence, mean of the text."""
    rows = [
        np.concatenate([vectors[one.head], vectors[one.start : one.end].mean(axis=0), vectors[one.governor], means[one.sentence]])
        for one in phrases
    ]
    text = np.broadcast_to(means.mean(axis=0), (len(phrases), vectors.shape[1]))
    return np.concatenate([np.stack(rows), text], axis=1)


def estimate(arrays: Arrays, vectors: Floats, means: Floats, ground: Ground, phrases: Sequence[Phrase]) -> Estimates:
    """What the heads say of some phrases, of which there is one at least."""
    features = phrase_features(ground, phrases)
    trunk = relu(dense(arrays, "net.trunk", np.concatenate([phrase_vectors(vectors, means, phrases), features], axis=1)))
    shares = {name: softmax(dense(arrays, f"net.heads.{name}", trunk)) for name in HEADS}
    size = (len(phrases), len(phrases))
    same, together = (np.full(size, value, dtype=np.float32) for value in UNPAIRED)
    pairs = pairs_of(phrases)
    if len(pairs):
        matter = dense(arrays, "net.matter", trunk)
        left, right = matter[pairs[:, 0]], matter[pairs[:, 1]]
        both = np.concatenate([np.abs(left - right), left * right, pair_features(ground, phrases, pairs)], axis=1)
        logits = dense(arrays, "net.same", relu(dense(arrays, "net.pair", both)))
        for table, column in ((same, 0), (together, 1)):
            table[pairs[:, 0], pairs[:, 1]] = table[pairs[:, 1], pairs[:, 0]] = logits[:, column]
    return Estimates(shares=shares, same=same, together=together)
