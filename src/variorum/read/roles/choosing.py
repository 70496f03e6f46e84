"""What of a deed is taken up: who and what belongs to it, which places, on what footing a body is named.

Each candidate has traits, from which small learnt tables (logistic estimates) say how likely it is to be right. Without tables the limits
of `deeds.py` decide alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np

from variorum.model.words import PlaceKind
from variorum.read.heads.layers import Arrays, Floats, dense, softmax
from variorum.read.roles.features import PHRASE_FEATURES
from variorum.read.roles.labels import FOOTINGS, HEADS
from variorum.read.roles.phrases import NodeKind, Phrase
from variorum.read.roles.voices import CALLED, CUES, VOICES, Voices

PART, PLACE, FOOTING = "part", "place", "footing"
FAMILIES = ("people", "object", "instrument", "individual", "organisation")
_NEAR = (
    "likely", "mean likely", "second likely", "mentions", "none", "least none", "beside", "mean beside", "alone", "rivals",
    "likelier rivals", "likeliest rival", "sentence", "sentences away", "in its sentence", "core", "likeliest of the core", "words",
)  # fmt: skip
# Features of phrases that count for a table; of several phrases the most.
_TOLD: Mapping[str, tuple[str, ...]] = {
    PART: (
        "dep conj", "dep poss", "dep ROOT", "governor arrest", "governor harm", "someone does REPORTED AS FACT", "counts injured",
        "told of the main incident", "prep for", "prep to", "prep by", "length", "role armed_group", "named group", "times told",
        "indefinite",
    ),
    PLACE: (
        "prep in", "prep from", "prep between", "day in sentence", "in quotation", "told as cumulative", "told of the main incident",
        "times told",
    ),
    FOOTING: tuple(name for name in PHRASE_FEATURES if name.startswith("someone does ")),
}  # fmt: skip
TRAITS: Mapping[str, tuple[str, ...]] = {
    PART: (*(f"is {name}" for name in FAMILIES), *_NEAR, "names", "descriptions", "in dateline", *_TOLD[PART]),
    PLACE: (
        *_NEAR, *(f"is {name}" for name in get_args(PlaceKind)), "known", *(f"class {name}" for name in HEADS["place"]), "in dateline",
        *CALLED, *_TOLD[PLACE],
    ),
    FOOTING: (
        *(f"mean {name}" for name in FOOTINGS), *(f"{name} in sentence" for name in CUES), "told by itself", "doubted beside",
        *(f"close: {name} in sentence" for name in CUES), *(f"close: told by {name}" for name in VOICES), *_TOLD[FOOTING],
    ),
}  # fmt: skip
CLASSES: Mapping[str, int] = {PART: 1, PLACE: 1, FOOTING: len(FOOTINGS)}
_COLUMNS = {name: [PHRASE_FEATURES.index(trait) for trait in told] for name, told in _TOLD.items()}


def chances(arrays: Arrays, name: str, rows: Sequence[Floats]) -> Floats | None:
    """(candidates, classes): how likely each is to be right, or each class of it; None without a table for the traits of this version."""
    if not rows or f"{name}.weight" not in arrays or arrays[f"{name}.weight"].shape != (CLASSES[name], len(TRAITS[name])):
        return None
    logits = dense(arrays, name, np.stack(rows))
    if CLASSES[name] > 1:
        return softmax(logits)
    return (1 / (1 + np.exp(-logits))).astype(np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """The phrases of a text as their candidates are seen: the likeliest kind of each and how likely it is, what the heads say of each,
    which two go together, their features, and in whose voice they are told."""

    phrases: Sequence[Phrase]
    kinds: Sequence[NodeKind]
    likely: Floats
    shares: Mapping[str, Floats]
    beside: Floats
    features: Floats
    voices: Voices


def part_row(sight: Sight, family: str, members: Sequence[int], core: Sequence[int], rivals: Sequence[float]) -> Floats:
    """The traits of somebody or something that `members` name, beside a deed whose heart the phrases `core` are."""
    names = sum(sight.kinds[at] == "name" for at in members)
    traits = {f"is {family}": 1.0, "names": names / 2, "descriptions": (len(members) - names) / 2 if family == "people" else 0.0}
    return _row(PART, sight, _near(sight, members, core, rivals) | traits, members, members)


def place_row(sight: Sight, best: int, members: Sequence[int], core: Sequence[int], rivals: Sequence[float]) -> Floats:
    """The traits of a place that `members` name, `best` the likeliest of them."""
    where = sight.phrases[best].where
    traits = {f"is {where.kind}": 1.0, "known": 1.0} if where else {}
    classes = {f"class {name}": float(share) for name, share in zip(HEADS["place"], sight.shares["place"][best], strict=True)}
    return _row(PLACE, sight, _near(sight, members, core, rivals) | traits | classes, members, members)


def footing_row(sight: Sight, members: Sequence[int], core: Sequence[int]) -> Floats:
    """The traits of what is said of a body of doers: of all its names, and of those that stand close to the deed."""
    shares = np.average(sight.shares["footing"][members], axis=0, weights=sight.likely[members] ** 2)
    traits = {f"mean {name}": float(share) for name, share in zip(FOOTINGS, shares, strict=True)}
    sentences = {sight.phrases[at].sentence for at in core}
    names = sorted({other for at in members for other in sight.voices.alike[at]})
    close = [at for at in names if at in members or sight.phrases[at].sentence in sentences]
    traits |= {f"close: {name}": 1.0 for at in close for name in sight.voices.told[at]}
    return _row(FOOTING, sight, traits, names, names)


def _row(name: str, sight: Sight, traits: Mapping[str, float], members: Sequence[int], told: Iterable[int]) -> Floats:
    """Traits by name, with what is told of the phrases and the most that they have of each feature that counts, as a row."""
    known = {**{trait: 1.0 for at in told for trait in sight.voices.told[at]}, **traits}
    row = np.array([known.get(trait, 0.0) for trait in TRAITS[name]], dtype=np.float32)
    columns = _COLUMNS[name]
    row[-len(columns) :] = sight.features[np.ix_(members, columns)].max(axis=0)
    return row


def _near(sight: Sight, members: Sequence[int], core: Sequence[int], rivals: Sequence[float]) -> dict[str, float]:
    """How some phrases that name one candidate stand to those at the heart of the deed; `rivals` are how likely others of its kind are."""
    rest = [at for at in core if at not in members]
    likely = np.sort(sight.likely[members])[::-1]
    best = max(members, key=lambda at: sight.likely[at])
    beside = sight.beside[np.ix_(members, rest)] if rest else np.zeros((1, 1), dtype=np.float32)
    sentences, others = ([sight.phrases[at].sentence for at in nodes] for nodes in (members, rest))
    away = min((abs(one - other) for one in sentences for other in others), default=0)
    none = sight.shares["role"][members, 0]
    return {
        "likely": likely[0], "mean likely": likely.mean(), "second likely": likely[1] if len(likely) > 1 else 0.0,
        "mentions": np.log1p(len(members)), "none": sight.shares["role"][best, 0], "least none": none.min(),
        "beside": beside.max(), "mean beside": beside.mean(), "alone": float(not rest),
        "rivals": np.log1p(len(rivals)), "likelier rivals": np.log1p(sum(one > likely[0] for one in rivals)),
        "likeliest rival": max(rivals, default=0.0), "sentence": np.log1p(min(sentences)) / 3, "sentences away": np.log1p(away),
        "in its sentence": float(bool(rest) and not away), "core": np.log1p(len(core)),
        "likeliest of the core": max((sight.likely[at] for at in rest), default=0.0), "words": len(sight.phrases[best].words) / 4,
    }  # fmt: skip
