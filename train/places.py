"""Learn the weights of the place reader: `python -m train.places DOCUMENTS.jsonl [--parses FILE.spacy]`.

DOCUMENTS: JSONL of {"id", "text", "source"?, "toponyms": [{"start", "end", "lat", "lon"}]}; folds 0 to 3 of the
document id are learnt from, fold 4 is left out. The weights files hold closed-class words and shapes, and numbers of the encoder's columns.
Those are good for that encoder only: run this again when it changes. Deterministic: Newton's method and L-BFGS from zero.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize
from spacy.tokens import DocBin

from variorum.config import Choice
from variorum.lexicon.logit import chances
from variorum.model import Document
from variorum.read import places as package
from variorum.read.encoder.encode import encode_once
from variorum.read.encoder.weights import weights as weights_of
from variorum.read.parse import _model, parse
from variorum.read.parsed import Parsed
from variorum.read.places import recognise, settle, support
from variorum.read.places.candidates import Candidate, Page, candidates
from variorum.read.places.given import candidate_of
from variorum.read.places.qualify import short_regions
from variorum.read.places.seen import Floats, digest_of, means

OUT = Path(package.__file__).parent
RARE = 12  # traits seen in fewer candidates are left out
PENALTY = 5.0  # of the squares of weights; not searched for: 2.0 gave the same F on held-out parts within .002
SEEN_PENALTY = 110.0  # of the squares of the weights of vectors' columns: 37 and 111 gave the same F on held-out parts within .001
PARTS = 4
NAMESAKE = -1.0  # set by hand: a bare name is the town's before the region's; LGL takes "New York" for the state throughout
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


def logistic(rows: list[list[str]], labels: list[bool], vectors: Floats | None = None) -> dict[str, float]:
    """Weights of a logistic regression with quadratic penalties: of traits, and of the columns of the vectors as "v0", "v1", …"""
    counts = Counter(trait for row in rows for trait in set(row))
    names = sorted(trait for trait, count in counts.items() if count >= RARE)
    column = {name: at for at, name in enumerate(names)}
    kept = [[column[trait] for trait in row if trait in column] for row in rows]
    ends = np.cumsum([0, *map(len, kept)])
    matrix = sparse.csr_matrix((np.ones(ends[-1]), np.array([at for row in kept for at in row]), ends), shape=(len(rows), len(names)))
    seen = np.zeros((len(rows), 0), dtype=np.float32) if vectors is None else vectors
    sign = np.where(labels, 1.0, -1.0)
    cost = np.array([PENALTY] * len(names) + [SEEN_PENALTY] * seen.shape[1])

    def loss(weight: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = sign * (matrix @ weight[: len(names)] + seen @ weight[len(names) :])
        miss = sign / (1 + np.exp(np.clip(margin, -30, 30)))
        slope = np.concatenate([matrix.T @ miss, seen.T @ miss])
        return float(np.logaddexp(0, -margin).sum() + (cost * weight * weight).sum() / 2), cost * weight - slope

    found = minimize(
        loss, np.zeros(len(cost)), jac=True, method="L-BFGS-B", options={"maxiter": 250, "maxcor": 20, "ftol": 1e-7, "gtol": 0.05}
    )
    return dict(zip([*names, *(f"v{at}" for at in range(seen.shape[1]))], found.x.tolist(), strict=True))


def write(name: str, weight: dict[str, float], note: str, second: str = "") -> None:
    """A weights file; columns of vectors are written out even where they weigh nothing."""
    lines = [f"# {note}", *([f"# {second}"] if second else []), SETS]
    lines += [f"{trait}\t{value:.4f}" for trait, value in sorted(weight.items()) if abs(value) >= 0.0005 or trait[1:].isdigit()]
    (OUT / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


@dataclass
class Read:
    """A document with its candidates: which of them are names, and what the encoder sees of them."""

    row: dict[str, Any]
    page: Page
    found: list[Candidate]
    labels: list[bool]
    vectors: Floats | None = None


def learn_recognition(data: list[tuple[dict[str, Any], Parsed]]) -> None:
    """Both passes, of traits alone and with the encoder's vectors."""
    reads = []
    for row, parsed in data:
        page = Page.of(parsed)
        found = candidates(page)
        found = sorted(found + short_regions(page, found), key=lambda one: (one.start, -one.end))
        recognise.describe(page, found)
        reads.append(Read(row, page, found, spread(page, found, row["toponyms"])))
    gold = sum(len(read.row["toponyms"]) for read in reads)
    print(f"{sum(len(read.found) for read in reads)} candidates, {sum(map(sum, (read.labels for read in reads)))} of {gold} names reached")
    learn_passes(reads, "")
    path = weights_of(Choice.of()).encoder
    if path is None:
        return
    for read in reads:
        encoded = encode_once(read.page.parsed)
        read.vectors = None if encoded is None else means(encoded, read.found)
    learn_passes(reads, "_seen", f"encoder {digest_of(path)}")


def learn_passes(reads: list[Read], model: str, note: str = "") -> None:
    """The two passes; the second is learnt from chances that the first gave documents it had not seen."""
    still = [[list(candidate.traits) for candidate in read.found] for read in reads]
    write(f"first{model}", fit(reads), "weights of the first pass over candidates, by trait")
    judge_held_out(reads)
    for read in reads:
        recognise.describe_again(read.found)
    write(f"second{model}", fit(reads), "weights of the second pass over candidates, by trait", note)
    judge_held_out(reads)
    for part in (*range(PARTS), None):
        hits = guessed = gold = 0
        for read in reads:
            if part is None or fold_of(read.row["id"]) == part:
                kept = {id(candidate) for candidate in recognise.choose(read.found)}
                guessed += len(kept)
                gold += len(read.row["toponyms"])
                hits += sum(label for candidate, label in zip(read.found, read.labels, strict=True) if id(candidate) in kept)
        where = "all held-out parts" if part is None else f"held-out part {part}"
        print(f"{model} {where}: precision {hits / guessed:.3f} recall {hits / gold:.3f} F {2 * hits / (guessed + gold):.4f}")
    for read, traits in zip(reads, still, strict=True):
        for candidate, its in zip(read.found, traits, strict=True):
            candidate.traits = its


def fit(reads: list[Read]) -> dict[str, float]:
    """The weights that some documents teach."""
    vectors = [read.vectors for read in reads if read.vectors is not None]
    return logistic(
        [list(candidate.traits) for read in reads for candidate in read.found],
        [label for read in reads for label in read.labels],
        np.concatenate(vectors) if len(vectors) == len(reads) else None,
    )


def judge_held_out(reads: list[Read]) -> None:
    """Give every candidate the chance that weights from the other parts give it."""
    for part in range(PARTS):
        weigh = fit([read for read in reads if fold_of(read.row["id"]) != part])
        columns = np.array([value for name, value in weigh.items() if name[0] == "v" and name[1:].isdigit()])
        for read in reads:
            if fold_of(read.row["id"]) == part:
                sights = [0.0] * len(read.found) if read.vectors is None else (read.vectors @ columns).tolist()
                for candidate, sight in zip(read.found, sights, strict=True):
                    another = recognise.names_another(read.page, candidate)
                    candidate.chance = 0.0 if another else recognise.chance(candidate.traits, weigh, sight)


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
    report("alone", documents, lambda name: chances(name.still, alone))
    for names, _, _ in documents:
        for name in names:
            name.chances = chances(name.still, alone)
    weight: dict[str, float] = {}
    for turn in range(3):
        joined = []
        for names, choices, part in documents:
            others = support.Support(names)
            joined.append([(others.join(name), choice, len(name.bearers), part) for name, choice in zip(names, choices, strict=True)])
        rows = [one for many in joined for one in many]
        weight = choose_weights([(traits, choice, count) for traits, choice, count, _ in rows if choice is not None])
        held = 0.0
        total = 0
        for part in range(4):
            seen = choose_weights([(traits, choice, count) for traits, choice, count, its in rows if choice is not None and its != part])
            for traits, choice, count, its in rows:
                if its == part and choice is not None:
                    shares = chances(traits, seen)
                    held += count * (shares.index(max(shares)) == choice)
                    total += count
        print(f"turn {turn}: right in held-out parts {held / total:.4f} of {total}")
        for (names, _, _), many in zip(documents, joined, strict=True):
            for name, (traits, *_) in zip(names, many, strict=True):
                name.chances = chances(traits, weight)
    weight["holds_namesake"] = min(weight.get("holds_namesake", 0.0), NAMESAKE)
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


def target(name: support.Name, gold: dict[int, dict[str, Any]]) -> int | None:
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
