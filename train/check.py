"""Heads against rules, on reports that the heads have not learnt from.

Four questions: who did it (phrases), what is counted (phrases), what place an item has in the news, and which items belong to one
incident. Items are those of the answers, so that only the telling apart is asked here; `bench/` asks the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from train.reader import Reader
from train.reports import RESPONSIBILITY, Example
from variorum.read.heads.grouping import group
from variorum.read.heads.items import CATEGORIES, ITEM_FEATURES, PAIR_FEATURES, STATUSES
from variorum.read.heads.nouns import FEATURES

THRESHOLDS = (-1.0, -0.5, 0.0, 0.5, 1.0)  # logits of two items being of one incident
LIKELY = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
_TOLD = [ITEM_FEATURES.index(f"told as {status}") for status in STATUSES]
_ONE_TELLING = PAIR_FEATURES.index("one telling")


def check(reader: Reader, examples: Sequence[Example]) -> Iterator[str]:
    """The lines of the report."""
    counts: Counter[tuple[str, ...]] = Counter()
    with torch.inference_mode():
        for example in examples:
            _, nouns, items = next(iter(reader([reader.prepare(example)])))
            _count_phrases(counts, "doer", example.doers, _shares(nouns[0]), _by_rule(example, "does", RESPONSIBILITY))
            _count_phrases(counts, "count", example.counts, _shares(nouns[1]), _by_rule(example, "counts", CATEGORIES))
            if len(example.items):
                _count_statuses(counts, example, items[0].numpy())
                _count_groups(counts, example, items[1].numpy())
    for what in ("doer", "count"):
        for how in ("rule", *map(str, LIKELY)):
            yield f"{what:6} {how:5} found {_f(counts, what, how, 'hit')}  with its kind {_f(counts, what, how, 'right')}"
    for place in ("news", "not news"):
        asked = counts["status", place, "asked"] or 1
        head, rule = (counts["status", place, how] / asked for how in ("head", "rule"))
        yield f"status, {place}: head {head:.3f}, rule {rule:.3f} of {asked}"
    for how in ("rule", *map(str, THRESHOLDS)):
        seen, merged, main, split = (counts["group", how, name] for name in ("seen", "merged", "main", "split"))
        shares = f"background merged {merged / (seen or 1):.3f} of {seen}, main items split off {split / (main or 1):.3f} of {main}"
        yield f"groups {how:5} {shares}"


def _shares(logits: torch.Tensor) -> NDArray[np.float32]:
    shares: NDArray[np.float32] = torch.softmax(logits, -1).numpy()
    return shares


def _by_rule(example: Example, name: str, kinds: Sequence[str]) -> NDArray[np.int64]:
    """The kind that rules give each phrase, as an index that counts from 1; 0 for none."""
    columns = example.noun_features[:, [FEATURES.index(f"{name} {kind}") for kind in kinds]]
    return np.where(columns.any(1), columns.argmax(1) + 1, 0)


def _count_phrases(
    counts: Counter[tuple[str, ...]], what: str, gold: NDArray[np.int64], shares: NDArray[np.float32], rule: NDArray[np.int64]
) -> None:
    asked = gold >= 0
    gold, shares, rule = gold[asked], shares[asked], rule[asked]
    counts[what, "gold"] += int((gold > 0).sum())
    said = {"rule": rule} | {str(likely): np.where(1 - shares[:, 0] > likely, shares[:, 1:].argmax(1) + 1, 0) for likely in LIKELY}
    for how, kinds in said.items():
        counts[what, how, "said"] += int((kinds > 0).sum())
        counts[what, how, "hit"] += int(((kinds > 0) & (gold > 0)).sum())
        counts[what, how, "right"] += int(((kinds > 0) & (gold == kinds)).sum())


def _f(counts: Counter[tuple[str, ...]], what: str, how: str, which: str) -> str:
    right, said, gold = counts[what, how, which], counts[what, how, "said"] or 1, counts[what, "gold"] or 1
    return f"P {right / said:.3f} R {right / gold:.3f} F {2 * right / (said + gold):.3f}"


def _count_statuses(counts: Counter[tuple[str, ...]], example: Example, logits: NDArray[np.float32]) -> None:
    """Items that are asked for (a number, not an optional one), apart for news and for all else."""
    for index, gold in enumerate(example.statuses):
        if gold < 0 or not example.asked[index]:
            continue
        place = "news" if gold == 0 else "not news"
        told = example.item_features[index, _TOLD]
        counts["status", place, "asked"] += 1
        counts["status", place, "head"] += int(logits[index].argmax() == gold)
        counts["status", place, "rule"] += int(told.any() and told.argmax() == gold)


def _count_groups(counts: Counter[tuple[str, ...]], example: Example, logits: NDArray[np.float32]) -> None:
    same = np.zeros((len(example.items), len(example.items)), dtype=np.float32)
    rule = np.full_like(same, -1.0)
    for (later, earlier), logit, features in zip(example.pairs.tolist(), logits, example.pair_features, strict=True):
        same[later, earlier] = same[earlier, later] = logit
        rule[later, earlier] = rule[earlier, later] = 1.0 if features[_ONE_TELLING] else -1.0
    ways = {"rule": group(rule, 0.0)} | {str(limit): group(same, limit) for limit in THRESHOLDS}
    for how, clusters in ways.items():
        label = {index: number for number, cluster in enumerate(clusters) for index in cluster if not example.several[index]}
        main = Counter(number for index, number in label.items() if example.incidents[index] == example.main)
        if not main:
            continue
        home = main.most_common(1)[0][0]
        others: dict[int, bool] = {}
        for index, number in label.items():
            incident = int(example.incidents[index])
            if incident != example.main:
                others[incident] = others.get(incident, False) or number == home
        counts["group", how, "seen"] += len(others)
        counts["group", how, "merged"] += sum(others.values())
        counts["group", how, "main"] += main.total()
        counts["group", how, "split"] += main.total() - main[home]
