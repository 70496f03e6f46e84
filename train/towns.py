"""Learn the weights of the town that a report is about: `python -m train.towns FOLDER [--cache DIR]`.

FOLDER holds the documents and incidents of the set `longtail`, whose archive names a town for every incident; folds 0 to 3 of the incident
id are learnt from, fold 4 is left out. --cache keeps what was read, as that of bench.longtail. The weights file holds closed-class words
and the names of traits. Deterministic: L-BFGS from zero.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from bench.longtail import Read, read_rows, rows_of
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from train.places import OUT, fold_of
from variorum.lexicon.gazetteer import fold
from variorum.read.places.town import WEIGHTS, describe

RARE = 4  # traits seen in fewer towns are left out
PENALTY = 3.0  # of the squares of weights: 1 and 10 gave the same share of right towns on held-out parts within .003
HEAD = (
    "weights of the towns that a report may be about, by trait",
    "learnt by train/towns.py from the trial data of SemEval-2018 Task 5 (Postma, Ilievski, Vossen 2018), folds 0 to 3",
)

Example = tuple[list[Mapping[str, float]], list[bool]]


def examples(reads: Mapping[str, Read], incidents: Iterable[dict[str, object]]) -> Iterator[Example]:
    """The towns of each report with their traits, and which of them the archive names; reports where that says nothing are left out."""
    for incident in incidents:
        aliases = {fold(str(alias)) for alias in incident["city_aliases"]}  # type: ignore[attr-defined]
        for row in incident["documents"]:  # type: ignore[attr-defined]
            document = reads[row].document
            if document is None:
                continue
            towns = describe(document, reads[row].places)
            right = [town.key in aliases for town in towns]
            if any(right) and not all(right):
                yield [town.traits for town in towns], right


def fit(known: Sequence[Example], *, rare: int = RARE, penalty: float = PENALTY) -> dict[str, float]:
    """Weights of a conditional logit; of several right towns any will do."""
    seen = Counter(trait for towns, _ in known for traits in towns for trait in traits)
    names = sorted(trait for trait, count in seen.items() if count >= rare)
    column = {trait: at for at, trait in enumerate(names)}
    cells = [
        (row, column[trait], value)
        for row, traits in enumerate(traits for towns, _ in known for traits in towns)
        for trait, value in traits.items()
        if trait in column
    ]
    rows, columns, values = zip(*cells, strict=True)
    report = np.repeat(np.arange(len(known)), [len(towns) for towns, _ in known])
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


def write(weight: Mapping[str, float], path: Path, head: Sequence[str] = HEAD) -> None:
    """The weights file, traits in order, those that weigh nothing left out."""
    lines = [f"# {line}" for line in head]
    lines += [f"{trait}\t{value:.4f}" for trait, value in sorted(weight.items()) if abs(value) >= 0.00005]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read, learn and write."""
    parser = argparse.ArgumentParser(
        prog="python -m train.towns", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path)
    given = parser.parse_args()
    with next(given.folder.glob("*.incidents.jsonl")).open(encoding="utf-8") as lines:
        incidents = [incident for incident in map(json.loads, lines) if fold_of(incident["id"]) != 4]
    wanted = {row for incident in incidents for row in incident["documents"]}
    rows = [row for row in rows_of(given.folder.glob("*.documents.jsonl")) if row["id"] in wanted]
    write(fit(list(examples(read_rows(rows, given.cache, None), incidents))), OUT / f"{WEIGHTS}.tsv")


if __name__ == "__main__":
    main()
