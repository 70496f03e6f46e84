"""Learn what speaks for two reports being of one incident: `python -m train.pairs FOLDER [--cache DIR]`.

FOLDER holds the documents and incidents of the set `longtail`; folds 0 to 3 of the incident id are learnt from, fold 4 is left out. --cache
keeps what was read, as that of bench.longtail. Prints, for each fold of the four, how well weights that were fitted without it group its
reports, and then the weights of all four, which whoever changes `resolve/weights.tsv` reads, rounds and holds against our own examples.
Logistic regression on the pairs that the index finds, pulled towards the weights that are in the table, each of the sign that its words
promise; weights of what small shootings cannot teach stay. Deterministic: L-BFGS-B from the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from bench.longtail import Read, told_of
from bench.rows import REPORTED, fold_of
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from train.archive import read_archive
from variorum.resolve import pairs as of_pairs
from variorum.resolve import resolve_profiles
from variorum.resolve.features import compare, weights
from variorum.resolve.filing import Filed
from variorum.resolve.profile import Profile, profile
from variorum.resolve.shelf import pack

PULL = 1.0  # towards the weights of the table
FOLDS = range(REPORTED)  # learnt from
# What small shootings can teach. The rest stays: days, wide places and rare kinds of incident are told otherwise where news is of sieges.
LEARNT = frozenset(
    """told_soon told_late told_before_doubtful days_apart_doubtful near place_unclear other_type kin_type same_site names names_share
    names_of_outlet names_day names_weekday other_hour same_street other_street people same_ages other_ages same_hurt
    round_up""".split()
)
FOR = ("same_", "names", "people", "near")
AGAINST = ("other_", "names_of_outlet", "days_apart", "told_before", "told_late", "kin_type", "round_up")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of reports by their keys, their traits, and which are of one incident."""

    keys: Sequence[tuple[str, str]]
    names: Sequence[str]
    traits: sparse.csr_matrix
    same: NDArray[np.float64]


class Compared:
    """Reports with their profiles and incidents; the traits of a pair are found once."""

    def __init__(self, reads: Mapping[str, Read], incident_of: Mapping[str, str]) -> None:
        row_of = {read.document.key: read.row for read in reads.values() if read.document}
        told = list(told_of(reads.values()))
        self.profiles = {each.key: profile(each) for each in told}
        self.row_of = {each.key: row_of[each.document.key] for each in told}
        self.incident_of = {key: incident_of[row] for key, row in self.row_of.items()}
        self._packed = {key: pack(each) for key, each in self.profiles.items()}
        self._traits: dict[tuple[str, str], dict[str, float]] = {}

    def traits(self, left: str, right: str) -> dict[str, float]:
        """Name of a trait → its degree."""
        pair = (min(left, right), max(left, right))
        if pair not in self._traits:
            found = compare(self.profiles[left], self.profiles[right])
            self._traits[pair] = {"prior": 1.0} | {each.name: each.degree for each in found}
        return self._traits[pair]

    def pairs(self) -> Pairs:
        """The pairs that the index finds."""
        filed = Filed()
        for each in self.profiles.values():
            filed.add(each)
        places = [pair for ones, others in filed.near_pairs() for pair in zip(ones.tolist(), others.tolist(), strict=True)]
        keys = [(filed.keys[one], filed.keys[other]) for one, other in places]
        names = list(weights())
        column = {name: at for at, name in enumerate(names)}
        cells = [(row, column[name], degree) for row, pair in enumerate(keys) for name, degree in self.traits(*pair).items()]
        rows, columns, degrees = zip(*cells, strict=True)
        same = np.array([self.incident_of[one] == self.incident_of[other] for one, other in keys], dtype=float)
        return Pairs(keys, names, sparse.csr_matrix((degrees, (rows, columns)), shape=(len(keys), len(names))), same)

    def groups(self, weight: Mapping[str, float]) -> list[frozenset[str]]:
        """The reports grouped with other weights, as sets of rows."""

        def odds_of(left: Profile, right: Profile) -> float:
            return round(sum([weight[name] * degree for name, degree in self.traits(left.key, right.key).items()]), 6)

        shipped, of_pairs.odds_of = of_pairs.odds_of, odds_of  # type: ignore[attr-defined]
        try:
            documents = {key: each.document for key, each in self.profiles.items()}
            found = resolve_profiles(self.profiles.values(), documents, packed_of=lambda keys: {key: self._packed[key] for key in keys})
        finally:
            of_pairs.odds_of = shipped  # type: ignore[attr-defined]
        return [frozenset(self.row_of[key] for key in group) for group in found[0].groups]


def fit(pairs: Pairs, chosen: NDArray[np.bool_]) -> dict[str, float]:
    """Weights of a logistic regression on the chosen pairs, pulled towards those of the table."""
    start = np.array([weights()[name] for name in pairs.names])
    traits, same = pairs.traits[chosen], pairs.same[chosen]

    def loss(weight: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds, away = traits @ weight, weight - start
        slope = traits.T @ (1 / (1 + np.exp(-odds)) - same) + PULL * away
        return float((np.logaddexp(0, odds) - same * odds).sum() + PULL * (away @ away) / 2), slope

    limits = [bounds(name, value) for name, value in zip(pairs.names, start, strict=True)]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=limits, options={"maxiter": 500}).x
    return dict(zip(pairs.names, found.tolist(), strict=True))


def bounds(name: str, value: float) -> tuple[float | None, float | None]:
    """Between what a weight may lie."""
    if name not in LEARNT:
        return value, value
    if name.startswith(AGAINST):
        return None, 0.0
    return (0.0, None) if name.startswith(FOR) else (None, None)


def held_against(groups: Iterable[frozenset[str]], incidents: Iterable[Mapping[str, object]]) -> Iterator[tuple[bool, bool, float]]:
    """Of each incident whether it has several reports, whether it is whole and alone, and the F of its reports' B-cubed means."""
    group_of = {row: group for group in groups for row in group}
    for incident in incidents:
        rows = frozenset(incident["documents"])  # type: ignore[call-overload]
        own = [group_of.get(row, frozenset({row})) for row in rows]
        precision = sum(len(rows & group) / len(group) for group in own) / len(rows)
        recall = sum(len(rows & group) / len(rows) for group in own) / len(rows)
        yield len(rows) > 1, all(group == rows for group in own), 2 * precision * recall / (precision + recall)


def main() -> None:
    """Read, fit without each fold, group it, and print; then the weights of all."""
    reads, incidents = read_archive("python -m train.pairs", __doc__)
    compared = Compared(reads, {row: incident["id"] for incident in incidents for row in incident["documents"]})
    cross_validate(compared, incidents)


def cross_validate(compared: Compared, incidents: Sequence[Mapping[str, object]]) -> dict[str, float]:
    """Print how well each fold is grouped by weights fitted without it, and then the weights of all four."""
    pairs = compared.pairs()
    fold = {key: fold_of(incident) for key, incident in compared.incident_of.items()}
    found: list[tuple[bool, bool, float]] = []
    for left_out in FOLDS:
        chosen = np.array([left_out not in (fold[one], fold[other]) for one, other in pairs.keys])
        groups = compared.groups(fit(pairs, chosen))
        found += held_against(groups, [incident for incident in incidents if fold_of(str(incident["id"])) == left_out])
    several = [whole for many, whole, _ in found if many]
    alone = [whole for many, whole, _ in found if not many]
    right = [likeness >= 0.8 for _, _, likeness in found]
    for name, some in (("several reports, whole", several), ("one report, alone", alone), ("reports right", right)):
        print(f"{name}: {sum(some) / len(some):.3f} of {len(some)}")
    fitted = fit(pairs, np.ones(len(pairs.keys), dtype=bool))
    for name, weight in fitted.items():
        print(f"{name}\t{weights()[name]}\t{weight:.2f}")
    return fitted


if __name__ == "__main__":
    main()
