"""How far a measured share may be off: bootstrap over documents (Efron and Tibshirani 1993, ch. 13, percentile intervals).

Claims of one document stand and fall together, so whole documents are drawn, never single claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from variorum.model.review import Interval

ROUNDS = 1000
SEED = 20
CONFIDENCE = 0.95
_AT_ONCE = 50  # rounds drawn together: 10,000 documents take 4 MB

Numbers = NDArray[np.float64]


def drawn(counts: Sequence[Sequence[float]], *, rounds: int = ROUNDS, seed: int = SEED) -> Numbers:
    """Sums of counts over documents drawn with replacement: one row a round, one column a count. Same counts and seed, same sums."""
    table = np.asarray(counts, dtype=np.float64)
    dice = np.random.default_rng(seed)
    size = len(table)
    parts = []
    for start in range(0, rounds, _AT_ONCE):
        times = dice.multinomial(size, np.full(size, 1 / size), size=min(_AT_ONCE, rounds - start))
        parts.append(times.astype(np.float64) @ table)
    return np.concatenate(parts)


def interval(part: Any, whole: Any, at: float, documents: int) -> Interval:
    """The interval of `part / whole` over the rounds, around the measured share `at`.

    Where all or nothing is right in every document no draw can differ; there the exact bound for that many documents stands (Clopper and
    Pearson 1934): thirty documents without a fault leave room for one in nine.
    """
    part, whole = np.asarray(part, dtype=np.float64), np.asarray(whole, dtype=np.float64)
    shares = part[whole > 0] / whole[whole > 0]
    low, high = np.quantile(shares, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2]) if len(shares) else (at, at)
    bound = ((1 - CONFIDENCE) / 2) ** (1 / max(1, documents))
    if at == 1 and low == 1:
        low = bound
    if at == 0 and high == 0:
        high = 1 - bound
    return Interval(value=round(at, 4), low=round(float(low), 4), high=round(float(high), 4))


def shares(counts: Sequence[tuple[float, float, float]], *, rounds: int = ROUNDS, seed: int = SEED) -> tuple[Interval, Interval, Interval]:
    """Precision, recall and F1 of (right, invented, missed) a document, each with its interval; a share of nothing is 0."""
    right, invented, missed = (sum(column) for column in zip(*counts, strict=True))
    sums = drawn(counts, rounds=rounds, seed=seed)
    found = []
    for part, whole, index in (
        (right, right + invented, (0, 1)),
        (right, right + missed, (0, 2)),
    ):
        held = sum(bool(row[index[0]] or row[index[1]]) for row in counts)
        found.append(interval(sums[:, 0], sums[:, index[0]] + sums[:, index[1]], part / whole if whole else 0.0, held))
    whole = 2 * right + invented + missed
    f1 = interval(2 * sums[:, 0], 2 * sums[:, 0] + sums[:, 1] + sums[:, 2], 2 * right / whole if whole else 0.0, len(counts))
    return found[0], found[1], f1
