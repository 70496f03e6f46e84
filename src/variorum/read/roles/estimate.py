"""The heads of roles: light layers in numpy on the encoder's vectors.

The arrays are those of the torch modules of `train/roles.py`, by their names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from variorum.read.heads.layers import Arrays, Floats, dense, relu, softmax, weight
from variorum.read.roles.features import PAIR_FEATURES, PHRASE_FEATURES, pair_features, pairs_of
from variorum.read.roles.labels import HEADS
from variorum.read.roles.phrases import Ground, Phrase

GAZES = 4  # heads of attention
_NOTHING = np.zeros(0, dtype=np.float32)
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


def estimate(arrays: Arrays, vectors: Floats, means: Floats, ground: Ground, phrases: Sequence[Phrase], features: Floats) -> Estimates:
    """What the nets say of some phrases, of which there is one at least, with their features."""
    seen = np.concatenate([phrase_vectors(vectors, means, phrases), features], axis=1)
    pairs = pairs_of(phrases)
    return judge(arrays, seen, pairs, pair_features(ground, phrases, pairs))


def judge(arrays: Arrays, seen: Floats, pairs: NDArray[np.int64], features: Floats) -> Estimates:
    """The mean of the nets' probabilities and of their logits, from (phrases, vectors and features) and the pairs with theirs."""
    shares = {name: np.zeros((len(seen), len(classes)), dtype=np.float32) for name, classes in HEADS.items()}
    logits = np.zeros((len(pairs), 2), dtype=np.float32)
    nets = members(arrays)
    for net in nets:
        trunk = _regard(arrays, net, relu(dense(arrays, f"{net}.trunk", seen)), pairs, features)
        for name in HEADS:
            shares[name] += softmax(dense(arrays, f"{net}.heads.{name}", trunk)) / len(nets)
        matter = dense(arrays, f"{net}.matter", trunk)
        left, right = matter[pairs[:, 0]], matter[pairs[:, 1]]
        both = np.concatenate([np.abs(left - right), left * right, features], axis=1)
        logits += dense(arrays, f"{net}.same", relu(dense(arrays, f"{net}.pair", both))) / len(nets)
    same, together = (np.full((len(seen), len(seen)), value, dtype=np.float32) for value in UNPAIRED)
    for table, column in ((same, 0), (together, 1)):
        table[pairs[:, 0], pairs[:, 1]] = table[pairs[:, 1], pairs[:, 0]] = logits[:, column]
    return Estimates(shares=shares, same=same, together=together)


def members(arrays: Arrays) -> list[str]:
    """The names of the nets, learnt from different beginnings."""
    return sorted({name.split(".")[0] for name in arrays if name.startswith("net")})


def fits(arrays: Arrays) -> bool:
    """Whether the arrays were learnt for the features and classes of this version."""
    nets = members(arrays)
    return bool(nets) and all(
        arrays.get(f"{net}.bias.weight", _NOTHING).shape[-1] == len(PAIR_FEATURES)
        and (arrays.get(f"{net}.trunk.weight", _NOTHING).shape[-1] - len(PHRASE_FEATURES)) % 5 == 0
        and all(len(arrays.get(f"{net}.heads.{name}.bias", _NOTHING)) == len(classes) for name, classes in HEADS.items())
        for net in nets
    )


def _regard(arrays: Arrays, net: str, trunk: Floats, pairs: NDArray[np.int64], features: Floats) -> Floats:
    """Each phrase with what the others of the text lend it: attention in several heads (Vaswani et al. 2017), biased by what is known of
    the two phrases."""
    query, key, value = dense(arrays, f"{net}.ask", trunk).reshape(len(trunk), 3, GAZES, -1).transpose(1, 2, 0, 3)
    weights = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(query.shape[2]))
    bias = dense(arrays, f"{net}.bias", features).T
    weights[:, pairs[:, 0], pairs[:, 1]] += bias[:GAZES]
    weights[:, pairs[:, 1], pairs[:, 0]] += bias[GAZES:]
    lent = (softmax(weights) @ value).transpose(1, 0, 2).reshape(len(trunk), -1)
    return trunk + relu(dense(arrays, f"{net}.mix", np.concatenate([trunk, lent], axis=1)))
