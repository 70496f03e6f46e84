"""What the features of two texts are worth in telling copies: `python -m train.copies --longtail DOCUMENTS…`.

Logistic regression on the halves of `bench.reprints` that are not reported, pulled towards the weights that are shipped. Prints the table;
whoever changes `resolve/copies/weights.tsv` reads it and rounds.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from bench.reprints import edit_pairs, longtail_pairs

from variorum.resolve.copies.features import compare, overlap, weights
from variorum.resolve.copies.sketch import sketch

PULL = 0.002  # towards the shipped weights; pairs count as one between them
ROUNDS, RATE = 4000, 0.3


def main() -> None:
    """Fit, and print name, shipped and fitted weight, and in how many pairs each feature stands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--longtail", type=Path, nargs="+", required=True)
    names = list(weights())
    rows, labels, heavy = [], [], []
    longtail = parser.parse_args().longtail
    edits, read = ([pair for pair in pairs if not pair.reported] for pairs in (edit_pairs(), longtail_pairs(longtail)))
    for pairs in (edits, read):
        for pair in pairs:
            left, right = sketch(pair.left), sketch(pair.right)
            row = dict.fromkeys(names, 0.0)
            row["prior"] = 1.0
            for feature in compare(left, right, overlap(left, right)):
                row[feature.name] += feature.degree
            rows.append([row[name] for name in names])
            labels.append(float(pair.copy))
            heavy.append(1 / len(pairs))  # both sets count alike
    table, truth, weight = np.array(rows), np.array(labels), np.array(heavy) / 2
    shipped = np.array([weights()[name] for name in names])
    fitted = shipped.copy()
    for _ in range(ROUNDS):
        found = 1 / (1 + np.exp(-(table @ fitted)))
        fitted -= RATE * (table.T @ ((found - truth) * weight) + PULL * (fitted - shipped))
    for name, was, now, stands in zip(names, shipped, fitted, (table != 0).sum(axis=0), strict=True):
        print(f"{name}\t{was:.1f}\t{now:.2f}\t{stands}")
    for label, which in (("shipped", shipped), ("fitted", fitted)):
        right = ((table @ which > 0) == (truth > 0)).mean()
        print(f"{label}: {right:.4f} of {len(rows)} pairs right")


if __name__ == "__main__":
    main()
