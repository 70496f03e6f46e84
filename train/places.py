"""Learn the weights of the place reader: `python train/places.py DOCUMENTS.jsonl [--parses FILE.spacy]`.

DOCUMENTS: JSONL of {"id", "text", "source"?, "toponyms": [{"start", "end", "lat", "lon"}]}; folds 0 to 3 of the
document id are learnt from, fold 4 is left out. The weights files hold closed-class words and shapes only. Deterministic:
Newton's method from zero.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import DocBin

from variorum.model import Document
from variorum.read import places as package
from variorum.read.parse import _model, parse
from variorum.read.parsed import Parsed
from variorum.read.places import recognise, settle
from variorum.read.places.candidates import Candidate, Page, candidates
from variorum.read.places.given import candidate_of
from variorum.read.places.qualify import short_regions

OUT = Path(package.__file__).parent
RARE = 12  # traits seen in fewer candidates are left out
PENALTY = 5.0  # of the squares of weights; not searched for: 2.0 gave the same F on held-out parts within .002
NEAR = 161.0  # km
SETS = "# learnt by train/places.py from LGL and GeoWebNews (Gritta et al., A Pragmatic Guide to Geoparsing Evaluation), folds 0 to 3"


def fold_of(name: str) -> int:
    """The part of a document id."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 5


def load(path: Path, parses: Path | None) -> list[tuple[dict[str, Any], Parsed]]:
    """The documents with their parses, folds 0 to 3."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    docs = list(DocBin().from_disk(parses).get_docs(_model().vocab)) if parses else [None] * len(rows)
    return [
        (row, Parsed(document=document(row), doc=doc if doc is not None else parse(row["text"])))
        for row, doc in zip(rows, docs, strict=True)
        if fold_of(row["id"]) != 4
    ]


def document(row: dict[str, Any]) -> Document:
    """A row as a document."""
    return Document(capture="capture:train", blob="0" * 64, text=row["text"], publisher=row.get("source"))


def spread(page: Page, found: list[Candidate], gold: list[dict[str, Any]]) -> list[bool]:
    """Which candidates are the best fit of an annotated name."""
    doc = page.parsed.doc
    options = []
    for i, candidate in enumerate(found):
        start, end = doc[candidate.start].idx, doc[candidate.end - 1].idx + len(doc[candidate.end - 1])
        for j, name in enumerate(gold):
            shared = min(end, name["end"]) - max(start, name["start"])
            if shared > 0:
                options.append((-shared / (max(end, name["end"]) - min(start, name["start"])), i, j))
    labels, used = [False] * len(found), set()
    for _, i, j in sorted(options):
        if j not in used and not labels[i]:
            labels[i] = True
            used.add(j)
    return labels


def logistic(rows: list[list[str]], labels: list[bool], penalty: float) -> dict[str, float]:
    """Weights of a logistic regression with a quadratic penalty."""
    counts = Counter(trait for row in rows for trait in set(row))
    names = sorted(trait for trait, count in counts.items() if count >= RARE)
    column = {name: at for at, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for at, row in enumerate(rows):
        for trait in row:
            if trait in column:
                matrix[at, column[trait]] += 1
    target = np.array(labels, dtype=float)
    weight = np.zeros(len(names))
    for _ in range(8):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weight, -30, 30)))
        slope = matrix.T @ (chance - target) + penalty * weight
        curve = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + penalty * np.eye(len(names))
        step = np.linalg.solve(curve, slope)
        weight -= step
        if np.abs(step).max() < 1e-3:
            break
    return dict(zip(names, weight, strict=True))


def write(name: str, weight: dict[str, float], note: str) -> None:
    """A weights file."""
    lines = [
        f"# {note}",
        SETS,
    ]
    lines += [f"{trait}\t{value:.4f}" for trait, value in sorted(weight.items()) if abs(value) >= 0.0005]
    (OUT / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def learn_recognition(data: list[tuple[dict[str, Any], Parsed]], parts: int = 4) -> None:
    """Both passes; the second is learnt from chances that the first gave documents it had not seen."""
    pages = []
    for row, parsed in data:
        page = Page.of(parsed)
        found = candidates(page)
        found = sorted(found + short_regions(page, found), key=lambda one: (one.start, -one.end))
        recognise.describe(page, found)
        pages.append((row, page, found, spread(page, found, row["toponyms"])))
    all_rows = [c.traits for _, _, found, _ in pages for c in found]
    all_labels = [label for _, _, _, labels in pages for label in labels]
    gold = sum(len(row["toponyms"]) for row, *_ in pages)
    print(f"{len(all_rows)} candidates, {sum(all_labels)} of {gold} names reached")
    write("first", logistic(all_rows, all_labels, PENALTY), "weights of the first pass over candidates, by trait")
    for part in range(parts):
        seen = [p for p in pages if fold_of(p[0]["id"]) != part]
        weigh = logistic([list(c.traits) for _, _, f, _ in seen for c in f], [x for *_, labels in seen for x in labels], PENALTY)
        for row, _, found, _ in pages:
            if fold_of(row["id"]) == part:
                for candidate in found:
                    candidate.chance = recognise.chance(candidate.traits, weigh)
    for _, _, found, _ in pages:
        recognise.describe_again(found)
    hits = guessed = 0
    for part in range(parts):
        seen = [p for p in pages if fold_of(p[0]["id"]) != part]
        weigh = logistic([c.traits for _, _, f, _ in seen for c in f], [x for *_, labels in seen for x in labels], PENALTY)
        for row, _, found, labels in pages:
            if fold_of(row["id"]) == part:
                for candidate in found:
                    candidate.chance = recognise.chance(candidate.traits, weigh)
                kept = {id(candidate) for candidate in recognise.choose(found)}
                guessed += len(kept)
                hits += sum(label for candidate, label in zip(found, labels, strict=True) if id(candidate) in kept)
    print(f"held-out parts: precision {hits / guessed:.3f} recall {hits / gold:.3f} F {2 * hits / (guessed + gold):.3f}")
    write(
        "second",
        logistic([c.traits for _, _, f, _ in pages for c in f], all_labels, PENALTY),
        "weights of the second pass over candidates, by trait",
    )


def learn_resolution(data: list[tuple[dict[str, Any], Parsed]]) -> None:
    """The weights of options alone, then those with support, from rounds of settling."""
    documents = []
    for row, parsed in data:
        page = Page.of(parsed)
        given = [candidate_of(page, name["start"], name["end"]) for name in row["toponyms"]]
        gold = {id(candidate): name for candidate, name in zip(given, row["toponyms"], strict=True)}
        names = settle.names_of(page, given)
        settle.describe(page, names, None)
        documents.append((names, [target(name, gold) for name in names], fold_of(row["id"])))
    flat = [(name, choice) for names, choices, _ in documents for name, choice in zip(names, choices, strict=True) if choice is not None]
    print(f"{len(flat)} names with a target, right without support: first option {sum(choice == 0 for _, choice in flat) / len(flat):.3f}")
    alone = choose_weights([(name.still, choice, len(name.bearers)) for name, choice in flat])
    write("settle_alone", alone, "weights of a name's options without the rest of the document, by trait")
    report("alone", documents, lambda name: settle.shares(name.still, alone))
    for names, _, _ in documents:
        for name in names:
            name.chances = settle.shares(name.still, alone)
    weight: dict[str, float] = {}
    for turn in range(3):
        joined = []
        for names, choices, part in documents:
            support = settle.Support(names)
            joined.append([(support.join(name), choice, len(name.bearers), part) for name, choice in zip(names, choices, strict=True)])
        rows = [one for many in joined for one in many]
        weight = choose_weights([(traits, choice, count) for traits, choice, count, _ in rows if choice is not None])
        held = 0.0
        total = 0
        for part in range(4):
            seen = choose_weights([(traits, choice, count) for traits, choice, count, its in rows if choice is not None and its != part])
            for traits, choice, count, its in rows:
                if its == part and choice is not None:
                    shares = settle.shares(traits, seen)
                    held += count * (shares.index(max(shares)) == choice)
                    total += count
        print(f"turn {turn}: right in held-out parts {held / total:.4f} of {total}")
        for (names, _, _), many in zip(documents, joined, strict=True):
            for name, (traits, *_) in zip(names, many, strict=True):
                name.chances = settle.shares(traits, weight)
    write("settle", weight, "weights of a name's options with the support of the other names, by trait")


def report(label: str, documents: list[Any], share: Any) -> None:
    """How often the best option is the target."""
    right = total = 0
    for names, choices, _ in documents:
        for name, choice in zip(names, choices, strict=True):
            if choice is not None:
                shares = share(name)
                right += len(name.bearers) * (shares.index(max(shares)) == choice)
                total += len(name.bearers)
    print(f"{label}: right on what was learnt from {right / total:.4f} of {total}")


def target(name: settle.Name, gold: dict[int, dict[str, Any]]) -> int | None:
    """The option that the annotators meant: of the same id, else the nearest within 161 km."""
    for bearer in name.bearers:
        wanted = gold[id(bearer)]
        if wanted["lat"] is None:
            continue
        for at, place in enumerate(name.options):
            if str(place.id) == str(wanted["geonames_id"]):
                return at
        far = [distance(place.lat, place.lon, float(wanted["lat"]), float(wanted["lon"])) for place in name.options]
        if far and min(far) <= NEAR:
            return far.index(min(far))
    return None


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres along the great circle."""
    a, b, c, d = map(math.radians, (lat, lon, other_lat, other_lon))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


def choose_weights(rows: list[tuple[list[dict[str, float]], int, int]], penalty: float = 1.0) -> dict[str, float]:
    """Weights of a conditional logit: which option of a name is the target. A name's rows count by the root of its bearers."""
    names = sorted({trait for options, _, _ in rows for traits in options for trait in traits})
    column = {name: at for at, name in enumerate(names)}
    blocks = []
    for options, choice, count in rows:
        if len(options) > 1:
            block = np.zeros((len(options), len(names)))
            for at, traits in enumerate(options):
                for trait, value in traits.items():
                    block[at, column[trait]] = value
            blocks.append((block, choice, math.sqrt(count)))
    weight = np.zeros(len(names))
    for _ in range(15):
        slope, curve = penalty * weight, penalty * np.eye(len(names))
        for block, choice, count in blocks:
            scores = block @ weight
            share = np.exp(scores - scores.max())
            share /= share.sum()
            mean = share @ block
            slope -= count * (block[choice] - mean)
            curve += count * ((block * share[:, None]).T @ block - np.outer(mean, mean))
        step = np.linalg.solve(curve, slope)
        weight -= step
        if np.abs(step).max() < 1e-5:
            break
    return dict(zip(names, weight, strict=True))


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("--parses", type=Path)
    parser.add_argument("--only", choices=("recognition", "resolution"))
    args = parser.parse_args()
    data = load(args.documents, args.parses)
    if args.only != "resolution":
        learn_recognition(data)
    if args.only != "recognition":
        learn_resolution(data)


if __name__ == "__main__":
    main()
