"""What is learnt from an archive of shootings (the set `longtail`): its reports as read, weights of a conditional logit, their file."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from bench.longtail import Read, read_rows, rows_of
from bench.rows import REPORTED, fold_of, json_rows
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

Example = tuple[list[Mapping[str, float]], list[bool]]


def read_archive(program: str, description: str | None) -> tuple[Mapping[str, Read], list[dict[str, Any]]]:
    """The reports of folds 0 to 3, read, and their incidents; from the folder that the command line names."""
    parser = argparse.ArgumentParser(prog=program, description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path)
    given = parser.parse_args()
    incidents = [row for row in json_rows(next(given.folder.glob("*.incidents.jsonl"))) if fold_of(row["id"]) != REPORTED]
    wanted = {row for incident in incidents for row in incident["documents"]}
    rows = [row for row in rows_of(given.folder.glob("*.documents.jsonl")) if row["id"] in wanted]
    return read_rows(rows, given.cache, None), incidents


def fit(known: Sequence[Example], *, rare: int, penalty: float) -> dict[str, float]:
    """Weights of a conditional logit; of several right choices any will do.

    Traits in fewer than `rare` choices are left out; `penalty` is of the squares of weights.
    """
    seen = Counter(trait for choices, _ in known for traits in choices for trait in traits)
    names = sorted(trait for trait, count in seen.items() if count >= rare)
    column = {trait: at for at, trait in enumerate(names)}
    cells = [
        (row, column[trait], value)
        for row, traits in enumerate(traits for choices, _ in known for traits in choices)
        for trait, value in traits.items()
        if trait in column
    ]
    rows, columns, values = zip(*cells, strict=True)
    report = np.repeat(np.arange(len(known)), [len(choices) for choices, _ in known])
    right = np.array([one for _, rights in known for one in rights], dtype=float)
    matrix = sparse.csr_matrix((values, (rows, columns)), shape=(len(report), len(names)))

    def loss(weight: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = matrix @ weight
        top = np.full(len(known), -np.inf)
        np.maximum.at(top, report, scores)
        powers = np.exp(scores - top[report])
        every, good = np.bincount(report, powers, len(known)), np.bincount(report, powers * right, len(known))
        slope = matrix.T @ (powers / every[report] - powers * right / good[report])
        return float((np.log(every) - np.log(good)).sum() + penalty * (weight @ weight) / 2), slope + penalty * weight

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return {trait: float(weight) for trait, weight in zip(names, found, strict=True)}


def write(weight: Mapping[str, float], path: Path, head: Sequence[str]) -> None:
    """The weights file, traits in order, those that weigh nothing left out."""
    lines = [f"# {line}" for line in head]
    lines += [f"{trait}\t{value:.4f}" for trait, value in sorted(weight.items()) if abs(value) >= 0.00005]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
