"""Learn how likely a claim is right: `python -m train.confidence --sets FOLDER [--held-out FOLDER] [--labels FILE …] [--report FILE]`.

FOLDER holds the test sets; learnt from are tolls train and further reports of the sets labelled by us as offsets (train/labels, JSON
Lines: set, document, end, published, figures, responsibility). A figure is right where a label at its place has its
category and value, a claim of responsibility where one has its actor and status; optional labels count like asked ones. Writes
src/variorum/read/confidence.tsv.

A trained reader is too good on what it was learnt from. --held-out names a folder of weights: in 0, 1, … those that were learnt without
that fold of the reports. Each report is read with weights that have not seen it; folds without weights are left out. Without --held-out
rules alone read.

What is reported comes from cross-validation by document: no document is scored by weights that saw it.
Deterministic: Newton's method from zero.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from bench.calibration import right_blames, right_figures
from bench.rows import fold_of, json_rows
from bench.scorers import scorer_of
from bench.tolls import day_of, figure_row

from train.reports import LABELS, SOURCES, text_of
from variorum.api import document_of
from variorum.config import Choice
from variorum.lexicon.blame import perpetrator_nouns
from variorum.lexicon.headwords import singular
from variorum.model import Claim, FigureValue, Hints, ResponsibilityValue
from variorum.read import claims as reading
from variorum.read import confidence
from variorum.read.confidence import ALWAYS, SETS, SHIFT, SLOPE, Page, traits_of
from variorum.read.encoder import weights as weights_files
from variorum.reckon.reviewed.calibration import BINS, calibration_error, reliability

REPORT = Path(__file__).with_suffix(".json")
OUT = Path(confidence.__file__).with_name(confidence.TABLE)
PARTS = 10  # of the cross-validation here
MADE = "own"  # labels on reports that we wrote to be hard: how often claims are right there says nothing of the news
TUNED_ON = "tolls"  # the source by whose reports rules were set
RARE = 15  # claims: a trait seen in fewer is left out
PENALTIES = {"responsibility": 30.0}  # of the squares of weights: claims of responsibility are fewer, and their traits say less
PENALTY = 10.0  # of other properties; 1 and 100 gave the same calibration error within .01
_STAND_INS = frozenset(
    "the a an this that these those his her their its he she they it him them who which two both one suspected alleged".split()
)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sample:
    """One claim: where from, its property, its traits, and whether it is right."""

    source: str
    document: str
    property: str
    traits: tuple[str, ...]
    right: bool


# ---------------------------------------------------------------- what is learnt from


def labelled_rows(sets: Path, labels: Iterable[Path]) -> Iterator[tuple[str, Row]]:
    """(source, row with its text) of tolls train and of our own labels."""
    for row in json_rows(sets / "tolls/data/train.jsonl"):
        yield "tolls", row
    for path in labels:
        for row in json_rows(path):
            text, published, publisher = text_of(sets, row)
            yield "labels", {**row, "text": text[: row["end"]], "published": published, "publisher": publisher}


def pages(rows: Iterable[tuple[str, Row]], held_out: Path | None) -> Iterator[tuple[str, Row, Page]]:
    """Each row with its claims as read, by a reader that was not learnt from it, before their scores are calibrated."""
    seen: list[Page] = []

    def keep(*given: Any) -> tuple[Claim, ...]:
        seen.append(Page.of(*given))
        return tuple(given[2])

    setattr(reading, "with_confidence", keep)  # noqa: B010  where scores are given, the page is kept instead
    choice = Choice(reader="trained" if held_out else "rules")
    for source, row in rows:
        if held_out is not None:
            name = row["document"] if source == "tolls" else f"{row['set']}:{row['document']}"
            folder = held_out / str(fold_of(name))
            if not folder.is_dir():
                continue
            setattr(weights_files, "FOLDER", folder)  # noqa: B010
        document = document_of(row["text"], published=day_of(row.get("published")), publisher=row.get("publisher"))
        reading.read_document(document, Hints(), choice)
        yield source, row, seen.pop()


def samples_of(source: str, row: Row, page: Page, scorer: ModuleType) -> Iterator[Sample]:
    """The claims of a page that the labels speak of."""
    claims = list(page.claims)
    right = _right(row, claims, scorer)
    judged = [*row["figures"], *(each for each in row.get("wrong", ()) if each["kind"] == "figures")]
    for index, claim in enumerate(claims):
        words = claim.evidence[0]
        if isinstance(claim.value, FigureValue) and claim.value.counted:
            # people without a number are labelled only where they had been found
            asked = source == "labels" and any(each["start"] < words.end and words.start < each["end"] for each in judged)
        else:
            asked = isinstance(claim.value, (FigureValue, ResponsibilityValue))
        if asked:
            yield Sample(source, row["document"], claim.property, tuple(sorted(traits_of(page, index))), index in right)


def _labels(row: Row, claims: Sequence[Claim]) -> Row:
    """A row's labels in the form of the sets: ours name an actor by its place, and give no other values that are right too.

    Where ours have "he" or "the group", whom the reader writes out, the name that a claim on the same words gives is taken for his.
    """
    figures = [{"category_also": [], "values_also": [], **gold} for gold in row["figures"]]
    blames = []
    for gold in row["responsibility"]:
        actor, aliases = gold["actor"], []
        if not isinstance(actor, str):
            actor = row["text"][slice(*actor)]
            aliases = [] if _is_name(actor) else [*_named_at(claims, gold["start"], gold["end"])]
        blames.append({"actor_aliases": aliases, "status_also": [], **gold, "actor": actor})
    return {**row, "figures": figures, "responsibility": blames}


def _is_name(words: str) -> bool:
    """Whether an actor is told by more than a pronoun or a general noun."""
    telling = [word for word in words.split() if word.lower() not in _STAND_INS and perpetrator_nouns().get(singular(word.lower())) is None]
    return any(word[:1].isupper() for word in telling)


def _named_at(claims: Sequence[Claim], start: int, end: int) -> Iterator[str]:
    for claim in claims:
        words = claim.evidence[0]
        if isinstance(claim.value, ResponsibilityValue) and words.start < end and start < words.end:
            yield claim.value.actor.name


def _right(row: Row, claims: Sequence[Claim], scorer: ModuleType) -> set[int]:
    """The claims, by index, that the labels bear out."""
    figures: dict[int, Row] = {}
    blames: dict[int, Row] = {}
    for index, claim in enumerate(claims):
        words, value = claim.evidence[0], claim.value
        if isinstance(value, FigureValue):
            figures[index] = figure_row(value, words.start, words.end)
        elif isinstance(value, ResponsibilityValue):
            blames[index] = {"actor": value.actor.name, "status": value.status}
    labels = _labels(row, claims)
    right = {list(figures)[at] for at in right_figures(labels, list(figures.values()), scorer)}
    return right | {list(blames)[at] for at in right_blames(labels, list(blames.values()), scorer)}


# ---------------------------------------------------------------- learning


def part_of(document: str) -> int:
    """The part of cross-validation that a document is in."""
    return int(hashlib.sha256(document.encode()).hexdigest()[:8], 16) % PARTS


def shares_of(samples: Sequence[Sample]) -> list[float]:
    """How much each sample counts: the sources alike, 1 on average.

    Which traits tell right claims from wrong ones, both show; how many are right, `learn` takes from one.
    """
    sizes = Counter(sample.source for sample in samples)
    return [len(samples) / (len(sizes) * sizes[sample.source]) for sample in samples]


def logistic(
    rows: Sequence[Sequence[str]], right: Sequence[bool], counting: Sequence[float] | None = None, penalty: float = PENALTY
) -> dict[str, float]:
    """Weights of a logistic regression with a quadratic penalty, which spares the constant; `counting` says how much each row counts."""
    much = np.ones(len(rows)) if counting is None else np.array(counting)
    counts = Counter(trait for row in rows for trait in row)
    names = [ALWAYS, *sorted(trait for trait, count in counts.items() if count >= RARE)]
    column = {name: at for at, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    matrix[:, 0] = 1
    for at, row in enumerate(rows):
        for trait in row:
            if trait in column:
                matrix[at, column[trait]] = 1
    target = np.array(right, dtype=float)
    penalties = np.full(len(names), penalty)
    penalties[0] = 1e-6
    weight = np.zeros(len(names))
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weight, -30, 30)))
        slope = matrix.T @ (much * (chance - target)) + penalties * weight
        curve = (matrix * (much * chance * (1 - chance))[:, None]).T @ matrix + np.diag(penalties)
        step = np.linalg.solve(curve, slope)
        weight -= step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(names, map(float, weight), strict=True))


def raw(weights: dict[str, float], traits: Iterable[str]) -> float:
    """The log odds before scaling."""
    return weights.get(ALWAYS, 0.0) + sum(weights.get(trait, 0.0) for trait in traits)


def platt(scores: Sequence[float], right: Sequence[bool], counting: Sequence[float] | None = None) -> tuple[float, float]:
    """Slope and shift of Platt's scaling, with his targets, which keep off 0 and 1."""
    much = np.ones(len(scores)) if counting is None else np.array(counting)
    number, hits = len(right), sum(right)
    high, low = (hits + 1) / (hits + 2), 1 / (number - hits + 2)
    target = np.where(np.array(right), high, low)
    matrix = np.column_stack([np.array(scores), np.ones(number)])
    weight = np.zeros(2)  # from there Newton's steps do not overshoot
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weight, -30, 30)))
        curve = (matrix * (much * chance * (1 - chance))[:, None]).T @ matrix + 1e-6 * np.eye(2)
        step = np.linalg.solve(curve, matrix.T @ (much * (chance - target)))
        weight -= step
        if np.abs(step).max() < 1e-8:
            break
    return float(weight[0]), float(weight[1])


def learn(samples: Sequence[Sample]) -> dict[str, float]:
    """Weights of all samples, and the constants of scaling from scores that no sample's own document had a part in.

    Scaled on reports by which no rule was set, where there are any.
    """
    held_out = []
    for part in range(PARTS):
        weights = _weights([sample for sample in samples if part_of(sample.document) != part])
        held_out += [(raw(weights, sample.traits), sample) for sample in samples if part_of(sample.document) == part]
    weights = _weights(samples)
    scaled = [pair for pair in held_out if not _is_tuned_on(pair[1])] or held_out
    tried = [sample for _, sample in scaled]
    weights[SLOPE], weights[SHIFT] = platt([score for score, _ in scaled], [sample.right for sample in tried], shares_of(tried))
    return weights


def _is_tuned_on(sample: Sample) -> bool:
    """Whether the rules of a property were set by a report, so that more claims are right there than elsewhere.

    Those of responsibility were, claim by claim; of figures as many are right as tolls and our labels give between them.
    """
    return sample.property == "responsibility" and sample.source == TUNED_ON


def _weights(samples: Sequence[Sample]) -> dict[str, float]:
    penalty = PENALTIES.get(samples[0].property, PENALTY) if samples else PENALTY
    return logistic([sample.traits for sample in samples], [sample.right for sample in samples], shares_of(samples), penalty)


def score_of(weights: dict[str, float], traits: Iterable[str]) -> float:
    """The probability that the reader would give."""
    return float(1 / (1 + np.exp(-(weights[SLOPE] * raw(weights, traits) + weights[SHIFT]))))


def cross_validated(samples: Sequence[Sample]) -> list[tuple[Sample, float]]:
    """Each sample with the score by weights, scaling included, that were learnt without its part."""
    scored = []
    for part in range(PARTS):
        weights = learn([sample for sample in samples if part_of(sample.document) != part])
        scored += [(sample, score_of(weights, sample.traits)) for sample in samples if part_of(sample.document) == part]
    return scored


# ---------------------------------------------------------------- report


def quality(samples: Sequence[Sample], scores: Sequence[float]) -> dict[str, float]:
    """Claims, share that is right, calibration errors, Brier score, and how often a right claim ranks above a wrong one.

    All but the number of claims and the error over bins of equal count with the sources counting alike.
    """
    right = np.array([sample.right for sample in samples], dtype=float)
    much, given = np.array(shares_of(samples)), np.array(scores)
    bins = np.minimum((given * BINS).astype(int), BINS - 1)
    off = sum(abs(float((much * (given - right))[bins == number].sum())) for number in range(BINS))
    ranks = np.argsort(np.argsort(given, kind="stable"), kind="stable") + 1
    hits = int(right.sum())
    area = (float(ranks[right == 1].sum()) - hits * (hits + 1) / 2) / max(1, hits * (len(right) - hits))
    pairs = [(float(score), sample.right) for sample, score in zip(samples, scores, strict=True)]
    return {
        "claims": len(samples),
        "right": round(float((much * right).mean()), 4),
        "error, equal width": round(off / len(samples), 4),
        "error, equal count": round(calibration_error(reliability(pairs, equal="count")), 4),
        "Brier": round(float((much * (given - right) ** 2).mean()), 4),
        "area under ROC": round(area, 4),
    }


def _quality(scored: Sequence[tuple[Sample, float]]) -> dict[str, float]:
    return quality([sample for sample, _ in scored], [score for _, score in scored])


def report(samples: Sequence[Sample]) -> dict[str, dict[str, float]]:
    """Quality by property: cross-validated on all and by source, and learnt on one source and tried on the other."""
    found = {}
    for name in ("figure", "responsibility"):
        own = [sample for sample in samples if sample.property == name]
        scored = cross_validated(own)
        found[f"{name}, cross-validated"] = _quality(scored)
        for source in sorted({sample.source for sample in own}):
            found[f"{name}, cross-validated, {source} only"] = _quality([(one, score) for one, score in scored if one.source == source])
            others, rest = [one for one in own if one.source != source], [one for one in own if one.source == source]
            if others:
                weights = learn(others)
                found[f"{name}, learnt without {source}, tried on it"] = _quality([(one, score_of(weights, one.traits)) for one in rest])
    return found


def write(samples: Sequence[Sample]) -> None:
    """The table of weights."""
    lines = [
        "# how likely a claim is right: property, trait, weight; by train/confidence.py",
        f"{SETS}{', '.join(sorted(['tolls', *SOURCES]))}",
    ]
    for name in ("figure", "responsibility"):
        weights = learn([sample for sample in samples if sample.property == name])
        lines += [f"{name}\t{trait}\t{weight:.4f}" for trait, weight in sorted(weights.items()) if abs(weight) >= 0.0005]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read, label, learn, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=Path, required=True)
    parser.add_argument("--labels", type=Path, nargs="*", default=sorted(path for path in LABELS.glob("*.jsonl") if path.stem != MADE))
    parser.add_argument("--held-out", type=Path, help="weights learnt without each fold")
    parser.add_argument("--samples", type=Path, help="a file that keeps what was read, to learn from it again without reading")
    parser.add_argument("--report", type=Path, default=REPORT, help="where the report goes, as JSON")
    given = parser.parse_args()
    if given.samples and given.samples.exists():
        samples = [Sample(**{**row, "traits": tuple(row["traits"])}) for row in json_rows(given.samples)]
    else:
        scorer = scorer_of(given.sets, "sieges")
        read = pages(labelled_rows(given.sets, given.labels), given.held_out)
        samples = [sample for source, row, page in read for sample in samples_of(source, row, page, scorer)]
    if given.samples:
        given.samples.write_text("".join(json.dumps(asdict(sample)) + "\n" for sample in samples), encoding="utf-8")
    write(samples)
    found = report(samples)
    for name, measures in found.items():
        print(name, measures)
    given.report.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
