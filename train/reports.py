"""Labelled reports as the trained heads see them: the program's own parse, tellings and finds, with the answers beside them.

Two kinds of answers: the rows of `tolls`, and labels of our own (`train/labels/*.jsonl`) on further reports of the sets, by id and offset,
whose texts are taken from the sets' folder, and on reports that we wrote (`own.jsonl`), with their texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from bench.rows import fold_of, json_rows
from bench.tolls import day_of
from numpy.typing import NDArray

from variorum.api import document_of
from variorum.model import Hints
from variorum.read.claims import understand
from variorum.read.encoder.pieces import Windows, windows
from variorum.read.heads.items import CATEGORIES, STATUSES, Item, item_features, pair_features, pairs_of
from variorum.read.heads.nouns import Noun
from variorum.read.heads.revise import RESPONSIBILITY
from variorum.read.heads.view import View, item_at, phrases_of, sentence_of, view_of
from variorum.read.parsed import Parsed

SOURCES = {
    "longtail": "longtail/data/dev.documents.jsonl",
    "muc4": "muc4/data/docs.dev.jsonl",
    "timex": "timex/data/dev.jsonl",
    "places": "places/data/dev.jsonl",
    "attribution": "attribution/data/dev.jsonl.gz",
}
LABELS = Path(__file__).parent / "labels"
UNASKED = -100  # torch's mark for what is not to be learnt from


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is right in one report: figures and claims of responsibility as in `tolls`, `actor` and `by` as words or as offsets."""

    name: str
    text: str
    published: str | None
    publisher: str | None
    statuses: Mapping[str, str]
    main: str | None
    figures: Sequence[Mapping[str, Any]]
    responsibility: Sequence[Mapping[str, Any]]

    @property
    def fold(self) -> int:
        """The part of the report's name, by which parts are held out: its id, after its set and a colon where the labels are ours."""
        return fold_of(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One report ready to learn from.

    `nouns` are token indices (phrases, 2) of head and governor with their features; `doers` (phrases) the index of the status, 0 for none;
    `counts` the index of the category, 0 for none. `items` are token ranges and heads (items, 3), `sentences` the ranges of their
    sentences, with `statuses`, `incidents` (small numbers), `several`, which marks words that speak of several incidents at once, and
    `asked`: figures that must be found. `main` is the number of the main incident, -1 without one.
    """

    answers: Answers
    windows: Windows
    nouns: NDArray[np.int64]
    noun_features: NDArray[np.float32]
    doers: NDArray[np.int64]
    counts: NDArray[np.int64]
    items: NDArray[np.int64]
    sentences: NDArray[np.int64]
    item_features: NDArray[np.float32]
    statuses: NDArray[np.int64]
    incidents: NDArray[np.int64]
    several: NDArray[np.bool_]
    asked: NDArray[np.bool_]
    main: int
    pairs: NDArray[np.int64]
    pair_features: NDArray[np.float32]


def read_tolls(path: Path) -> Iterator[Answers]:
    """The rows of a file of `tolls`."""
    for row in json_rows(path):
        yield Answers(
            name=row["document"],
            text=row["text"],
            published=row.get("published"),
            publisher=row.get("publisher"),
            statuses={slug: incident["status"] for slug, incident in row["incidents"].items()},
            main=row["main_incident"],
            figures=row["figures"],
            responsibility=row["responsibility"],
        )


def read_labels(sets: Path) -> Iterator[Answers]:
    """Our own labels, with the texts of the sets that they speak of."""
    for path in sorted(LABELS.glob("*.jsonl")):
        for row in json_rows(path):
            text, published, publisher = text_of(sets, row)
            incidents = row["incidents"]
            yield Answers(
                name=f"{row['set']}:{row['document']}",
                text=text[: row["end"]],
                published=published,
                publisher=publisher,
                statuses={number: incident["status"] for number, incident in incidents.items()},
                main=next((number for number, incident in incidents.items() if incident["main"]), None),
                figures=row["figures"],
                responsibility=row["responsibility"],
            )


def text_of(sets: Path, row: Mapping[str, Any]) -> tuple[str, str | None, str | None]:
    """Text, date and outlet of a labelled report: its own where we wrote it, else those of its set."""
    if "text" in row:
        return row["text"], row["published"], row["publisher"]
    return texts_of(sets, row["set"])[row["document"]]


@cache
def texts_of(sets: Path, name: str) -> dict[str, tuple[str, str | None, str | None]]:
    """Id → text, date and outlet, of the reports of a set that labels speak of; a report of longtail begins with its title."""
    found = {}
    for row in json_rows(sets / SOURCES[name]):
        text, title = row["text"], (row["title"] or "") if name == "longtail" else ""
        if not text.startswith(title):
            text = f"{title}\n\n{text}"
        published = row.get("published") or row.get("dct") or row.get("date")
        found[row.get("doc_id") or row["id"]] = text, published, row.get("domain") or row.get("publisher") or row.get("source")
    return found


def example_of(answers: Answers) -> Example:
    """Parse a report, run the rules, and set the answers beside what they see."""
    document = document_of(answers.text, published=day_of(answers.published), publisher=answers.publisher)
    parsed = understand(document, Hints())
    view = view_of(parsed)
    phrases = phrases_of(parsed, view)
    items, golds = _items(parsed, view, answers)
    numbers = {name: index for index, name in enumerate(dict.fromkeys(gold["incident"] for gold in golds))}
    pairs = pairs_of(len(items))
    return Example(
        answers=answers,
        windows=windows(parsed.doc),
        nouns=np.array([(noun.head.i, noun.governor.i) for noun in phrases.nouns], dtype=np.int64).reshape(-1, 2),
        noun_features=phrases.features,
        doers=_doers(parsed, phrases.nouns, answers),
        counts=_counts(phrases.nouns, answers),
        items=np.array([(item.start, item.end, item.head) for item in items], dtype=np.int64).reshape(-1, 3),
        sentences=np.array([sentence_of(parsed, view, item) for item in items], dtype=np.int64).reshape(-1, 2),
        item_features=item_features(items, view.tellings),
        statuses=np.array([_index(STATUSES, answers.statuses.get(gold["incident"])) for gold in golds], dtype=np.int64),
        incidents=np.array([numbers[gold["incident"]] for gold in golds], dtype=np.int64),
        several=np.array([bool(gold.get("incidents_also")) for gold in golds], dtype=bool),
        asked=np.array([item.kind == "figure" and not gold.get("optional") for item, gold in zip(items, golds, strict=True)], dtype=bool),
        main=numbers.get(answers.main or "", -1),
        pairs=pairs,
        pair_features=pair_features(items, view.tellings, pairs),
    )


def _index(names: Sequence[str], name: str | None) -> int:
    return names.index(name) if name in names else UNASKED


def _items(parsed: Parsed, view: View, answers: Answers) -> tuple[list[Item], list[Mapping[str, Any]]]:
    items, golds = [], []
    for kind, rows in (("figure", answers.figures), ("responsibility", answers.responsibility)):
        for gold in rows:
            item = item_at(parsed, view, kind, gold["start"], gold["end"], gold.get("category"), counted=gold.get("bound") is None)
            if item is not None:
                items.append(item)
                golds.append(gold)
    return items, golds


def _counts(nouns: Sequence[Noun], answers: Answers) -> NDArray[np.int64]:
    """The category of the figure in which a phrase's head stands, 0 for none."""
    labels = np.zeros(len(nouns), dtype=np.int64)
    spans = [(gold["start"], gold["end"], gold["category"]) for gold in answers.figures if gold["category"] in CATEGORIES]
    for index, noun in enumerate(nouns):
        category = next((category for start, end, category in spans if start <= noun.head.idx < end), None)
        if category is not None:
            labels[index] = CATEGORIES.index(category) + 1
    return labels


def _doers(parsed: Parsed, nouns: Sequence[Noun], answers: Answers) -> NDArray[np.int64]:
    """The status of the claim whose actor a phrase names, 0 for none; further words of the same actor's name are not asked for."""
    labels = np.zeros(len(nouns), dtype=np.int64)
    for gold in answers.responsibility:
        inside = [at for at in (_actor_at(parsed, nouns, gold)) if labels[at] <= 0]
        if not inside:
            continue
        best = min(inside, key=lambda at: len(list(nouns[at].head.ancestors)))
        labels[inside] = UNASKED
        labels[best] = RESPONSIBILITY.index(gold["status"]) + 1
    return labels


def _actor_at(parsed: Parsed, nouns: Sequence[Noun], gold: Mapping[str, Any]) -> list[int]:
    """The phrases in which the actor of a claim is named; the subject of its clause where he is only meant."""
    actor = gold["actor"]
    places = [tuple(actor)] if not isinstance(actor, str) else []
    for name in () if places else (actor, *gold.get("actor_aliases", ())):
        pattern = r"\s+".join(map(re.escape, name.split()))
        match = re.search(pattern, parsed.text[gold["start"] : gold["end"]], re.IGNORECASE) if pattern else None
        if match is not None:
            places.append((gold["start"] + match.start(), gold["start"] + match.end()))
            break
    for start, end in places:
        inside = [at for at, noun in enumerate(nouns) if start <= noun.head.idx < end]
        if inside:
            return inside
    clause = [at for at, noun in enumerate(nouns) if gold["start"] <= noun.head.idx < gold["end"]]
    return [at for at in clause if nouns[at].head.dep_ in {"nsubj", "nsubjpass", "pobj", "poss"}][:1]
