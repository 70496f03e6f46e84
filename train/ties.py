"""Hold what ties two items to one incident against weights learnt anew: `python -m train.ties --sets FOLDER --held-out FOLDER [--write]`.

FOLDER holds the test sets; learnt from are tolls train and our own labels. --held-out names a folder of weights, as for `train.confidence`:
in 0, 1, … those that were learnt without that fold. Only reports of these folds are read, as a head is too sure of what it was learnt from.
A logistic regression of "one incident" on the head's logit and the signs of `read/heads/ties.py`, each report counting by the root of its
pairs; weights in units of the logit. What is reported is, of each source, how many background
incidents are merged and how many items of the main one split off at some thresholds, by the shipped table and, cross-validated, by the
learnt one. --write puts
the learnt table in place of the shipped one, but for what is set by hand there. Deterministic: Newton's method from zero.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from bench.scorers import scorer_of
from bench.tolls import day_of, figure_row
from numpy.typing import NDArray

from train.confidence import MADE, PARTS, part_of
from train.reports import Answers, read_labels, read_tolls
from variorum.api import document_of
from variorum.config import Choice
from variorum.model import FigureValue, Hints, ResponsibilityValue
from variorum.read.claims import understand
from variorum.read.encoder import weights as weights_files
from variorum.read.finding import Finding
from variorum.read.heads import ties
from variorum.read.heads.estimate import estimate_items
from variorum.read.heads.grouping import group
from variorum.read.heads.items import pairs_of
from variorum.read.heads.revise import items_of, with_heads
from variorum.read.heads.view import sentence_of, view_of

PENALTY = 2.0  # of the squares of weights; from .3 to 10 the loss stays within .001
THRESHOLDS = (0.3, 0.6, 0.9)
BY_HAND = (ties.ALWAYS, "one siege", "part beside")
OUT = Path(ties.__file__).with_name(ties.TABLE)


@dataclass(frozen=True, slots=True)
class Report:
    """The items of a report, by index: the incident that the labels give each, None where they give none; the logits (items, items) of the
    head; the signs of every two, in the order of `pairs_of`."""

    name: str
    source: str
    main: str | None
    incidents: Sequence[str | None]
    same: NDArray[np.float32]
    signs: Sequence[set[str]]


# ---------------------------------------------------------------- what is learnt from


def reports(sets: Path, held_out: Path) -> Iterator[Report]:
    """Each labelled report of the folds that there are weights for, as a reader that was not learnt from it sees its items."""
    scorer = scorer_of(sets, "sieges")
    for answers in (*read_tolls(sets / "tolls/data/train.jsonl"), *read_labels(sets)):
        folder = held_out / str(answers.fold)
        if not folder.is_dir():
            continue
        setattr(weights_files, "FOLDER", folder)  # noqa: B010
        document = document_of(answers.text, published=day_of(answers.published), publisher=answers.publisher)
        parsed = understand(document, Hints(), Choice(reader="trained"))
        told = with_heads(parsed, view_of(parsed))
        if told is None:
            continue
        view, encoded, heads = told
        found = items_of(parsed, view)
        if not found or not view.tellings:
            continue
        items = [item for _, item in found]
        findings = [finding for finding, _ in found]
        sentences = [sentence_of(parsed, view, item) for item in items]
        yield Report(
            name=answers.name,
            source=answers.name.split(":")[0] if answers.name.startswith(f"{MADE}:") else "labels" if ":" in answers.name else "tolls",
            main=answers.main,
            incidents=incidents_of(answers, findings, scorer),
            same=estimate_items(heads.arrays, encoded, items, sentences, view.tellings).same,
            signs=ties.signs_between(parsed, view, findings, items),
        )


def incidents_of(answers: Answers, found: Sequence[Finding], scorer: Any) -> list[str | None]:
    """The incident that the labels give each find, by the scorer's pairing of finds and labels at one place."""
    kinds: dict[str, list[int]] = {"figures": [], "responsibility": []}
    rows: dict[int, dict[str, Any]] = {}
    for index, finding in enumerate(found):
        words, value = finding.evidence[0], finding.value
        spans = {"_spans": [(words.start, words.end)]}
        if isinstance(value, FigureValue):
            kinds["figures"].append(index)
            rows[index] = figure_row(value, words.start, words.end) | spans
        elif isinstance(value, ResponsibilityValue):
            kinds["responsibility"].append(index)
            rows[index] = {"actor": value.actor.name, "status": value.status} | spans
    told: list[str | None] = [None] * len(found)
    near = scorer.figure_edges(None)[0]
    ways = (("figures", near, scorer.figure_rank), ("responsibility", scorer.same_place_actor, scorer.responsibility_rank))
    for kind, edge, rank in ways:
        golds = [_gold(answers, gold) for gold in getattr(answers, kind)]
        for at, paired in scorer.pair_up(golds, [rows[index] for index in kinds[kind]], edge, rank).items():
            if not golds[at].get("incidents_also"):
                told[kinds[kind][paired]] = golds[at]["incident"]
    return told


def _gold(answers: Answers, gold: Mapping[str, Any]) -> dict[str, Any]:
    """A label in the form of the sets: ours name an actor by its place."""
    actor = gold.get("actor")
    return {**gold, "actor": answers.text[slice(*actor)]} if actor is not None and not isinstance(actor, str) else dict(gold)


# ---------------------------------------------------------------- learning


def rows_of(report: Report, signs: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Of every two labelled items logit, signs and a constant; whether they are of one incident; how much the pair counts."""
    rows, one, at = [], [], {sign: index for index, sign in enumerate(signs)}
    for (later, earlier), told in zip(pairs_of(len(report.incidents)).tolist(), report.signs, strict=True):
        if report.incidents[later] is None or report.incidents[earlier] is None:
            continue
        row = np.zeros(len(signs) + 2)
        row[0], row[-1] = report.same[later, earlier], 1
        row[[1 + at[sign] for sign in told]] = 1
        rows.append(row)
        one.append(report.incidents[later] == report.incidents[earlier])
    counting = np.full(len(rows), len(rows) ** -0.5 if rows else 0.0)
    return np.array(rows).reshape(-1, len(signs) + 2), np.array(one, dtype=float), counting


def learn(learnt_from: Sequence[Report], signs: Sequence[str]) -> NDArray[np.float64]:
    """Weight of the logit, of each sign, and the constant; the first and the last are spared the penalty."""
    parts = [rows_of(report, signs) for report in learnt_from]
    matrix, one, much = (np.concatenate([part[index] for part in parts]) for index in range(3))
    much = much / much.mean()
    penalties = np.array([1e-3, *[PENALTY] * len(signs), 1e-3])
    weight = np.zeros(len(penalties))
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weight, -30, 30)))
        slope = matrix.T @ (much * (chance - one)) + penalties * weight
        curve = (matrix * (much * chance * (1 - chance))[:, None]).T @ matrix + np.diag(penalties)
        step = np.linalg.solve(curve, slope)
        weight -= step
        if np.abs(step).max() < 1e-6:
            break
    return weight


# ---------------------------------------------------------------- report


def tied(report: Report, table: Mapping[str, float]) -> NDArray[np.float32]:
    """(items, items): the head's logits and what a table adds to them."""
    added = report.same.copy()
    for (later, earlier), told in zip(pairs_of(len(report.incidents)).tolist(), report.signs, strict=True):
        added[later, earlier] += sum(table[sign] for sign in told)
        added[earlier, later] = added[later, earlier]
    return added


def faults(report: Report, clusters: Sequence[Sequence[int]]) -> tuple[int, int, int, int]:
    """Background incidents that share a group with the main one, of how many; items of the main one outside its group, of how many."""
    label = {index: number for number, cluster in enumerate(clusters) for index in cluster}
    main = Counter(label[index] for index, incident in enumerate(report.incidents) if incident is not None and incident == report.main)
    if not main:
        return 0, 0, 0, 0
    home, kept = main.most_common(1)[0]
    others: dict[str, bool] = {}
    for index, incident in enumerate(report.incidents):
        if incident is not None and incident != report.main:
            others[incident] = others.get(incident, False) or label[index] == home
    return sum(others.values()), len(others), main.total() - kept, main.total()


def cross_validated(read: Sequence[Report], signs: Sequence[str]) -> dict[str, dict[str, float]]:
    """For each report a table that was learnt without its part, in units of the logit."""
    tables: dict[str, dict[str, float]] = {}
    for part in range(PARTS):
        weight = learn([report for report in read if part_of(report.name) != part], signs)
        table = dict(zip([*signs, ties.ALWAYS], (weight[1:] / weight[0]).tolist(), strict=True))
        tables |= {report.name: table for report in read if part_of(report.name) == part}
    return tables


def check(read: Sequence[Report], tables: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """The lines of the report, for a table of each report."""
    for threshold in THRESHOLDS:
        counts: dict[str, NDArray[np.int64]] = defaultdict(lambda: np.zeros(4, dtype=np.int64))
        for report in read:
            table = tables[report.name]
            counts[report.source] += faults(report, group(tied(report, table), threshold - table.get(ties.ALWAYS, 0.0)))
        for source, (merged, seen, split, main) in sorted({**counts, "all": sum(counts.values(), np.zeros(4, dtype=np.int64))}.items()):
            yield f"  {threshold}  {source:7} merged {merged / (seen or 1):.3f} of {seen}, split off {split / (main or 1):.3f} of {main}"


def write(table: Mapping[str, float]) -> None:
    """The shipped table with the weights that were learnt; its head and what is set by hand stay."""
    lines = OUT.read_text(encoding="utf-8").splitlines()
    for at, line in enumerate(lines):
        sign = line.split("\t")[0]
        if not line.startswith("#") and sign not in BY_HAND:
            lines[at] = f"{sign}\t{table[sign]:.2f}"
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read, learn, report."""
    parser = argparse.ArgumentParser(prog="python -m train.ties", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, required=True)
    parser.add_argument("--held-out", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    shipped = ties.weights()
    signs = [sign for sign in shipped if sign != ties.ALWAYS]
    read = list(reports(given.sets, given.held_out))
    print(f"-- the shipped table, on {len(read)} reports", *check(read, {report.name: shipped for report in read}), sep="\n")
    print("-- learnt anew, each report by a table that was learnt without it", *check(read, cross_validated(read, signs)), sep="\n")
    weight = learn(read, signs)
    table = dict(zip(signs, (weight[1:-1] / weight[0]).tolist(), strict=True))
    print("-- weights: shipped, learnt", *(f"  {sign:18} {shipped[sign]:+.2f} {table[sign]:+.2f}" for sign in signs), sep="\n")
    if given.write:
        write(table)


if __name__ == "__main__":
    main()
