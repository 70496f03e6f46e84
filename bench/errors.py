"""Where the errors are, in counts: python -m bench.errors --sets FOLDER --gold FILE… --predictions FILE

Predictions are those of `bench.tolls`. No text is shown or kept. What counts as right is the set's own scorer's affair; here its misses and
its spurious finds are sorted into classes. A figure with a wrong value or category is one error, not a miss and a find.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.rows import json_rows
from bench.scorers import scorer_of

Row = dict[str, Any]
Fault = tuple[str, str]  # what it is about (figures, speakers, accounts, responsibility), and the class


def errors(golds: Sequence[Row], predictions: Iterable[Row], scorer: ModuleType) -> Counter[Fault]:
    """How many errors there are of each class."""
    by_document = {row["document"]: row for row in predictions}
    placed = {gold["document"]: _placed(gold, by_document.get(gold["document"], {}), scorer) for gold in golds}
    counts: Counter[Fault] = Counter()
    for gold in golds:
        own = placed[gold["document"]]
        counts.update(_of_figures(gold, own["figures"], scorer))
        counts.update(_of_blames(gold, own["responsibility"], scorer))
    counts.update(_of_merging(golds, placed, scorer))
    return counts


def _placed(gold: Row, found: Row, scorer: ModuleType) -> dict[str, list[Row]]:
    """What was found in a report, each with its stretches of the text as the scorer wants them."""
    kinds = ("figures", "responsibility")
    return {kind: [{**row, "_spans": scorer.spans_of(row, gold["text"])} for row in found.get(kind, ())] for kind in kinds}


def largest(counts: Counter[Fault], number: int = 3) -> list[tuple[Fault, int]]:
    """The largest classes, equal ones in the order of their names."""
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:number]


# ---------------------------------------------------------------- figures


def _of_figures(gold: Row, found: list[Row], scorer: ModuleType) -> Iterator[Fault]:
    outlet = gold.get("publisher")
    near, base, _, group, _ = scorer.figure_edges(outlet)
    pairs, missed, spurious = scorer.count(scorer.Tally(), gold["figures"], found, base, scorer.figure_rank, base)
    spurious = list(spurious)
    for label in missed:
        twin = next((row for row in spurious if scorer.shared(label, row["_spans"]) > 0), None)
        if twin is None:
            yield "figures", "missed: no number printed" if _wordless(label) else "missed"
            continue
        spurious.remove(twin)
        yield (
            "figures",
            "wrong value" if near(label, twin) else "wrong category" if _same_value(scorer, label, twin) else "wrong category and value",
        )
    for row in spurious:
        again = any(scorer.shared(label, other["_spans"]) and scorer.shared(label, row["_spans"]) for label, other in pairs)
        yield "figures", "spurious: words that another figure has" if again else "spurious"
    for label, row in pairs:
        if not group(label, row):
            yield "figures", "wrong group"
        if row.get("certainty") not in [label["certainty"], *label.get("certainty_also", [])]:
            yield "figures", "wrong certainty"
        yield from _of_speaker(label, row, outlet, scorer)
        if label.get("status") and label["status"] != row.get("status"):
            yield "accounts", f"{label['status']} taken for {row.get('status') or 'no account'}"


def _same_value(scorer: ModuleType, label: Row, row: Row) -> bool:
    return bool(scorer.values_agree(label, row.get("low"), row.get("high")))


def _wordless(label: Row) -> bool:
    """Whether the words of a label hold no digit and its value no number: "several", "dozens"."""
    return label["bound"] not in ("exact", "about", "at_least", "more_than", "at_most", "between")


def _of_speaker(label: Row, row: Row, outlet: str | None, scorer: ModuleType) -> Iterator[Fault]:
    """A speaker that was asked for and is missing, is another, or was not asked for."""
    accepted = [label["said_by"], *label.get("said_by_also", [])]
    if scorer.same_speaker(accepted, row.get("said_by"), outlet):
        return
    asked, given = label["said_by"] is not None, bool(row.get("said_by"))
    yield "speakers", "missing" if not given else "another one" if asked else "superfluous"


# ---------------------------------------------------------------- responsibility


def _of_blames(gold: Row, found: list[Row], scorer: ModuleType) -> Iterator[Fault]:
    actor, status, *_ = scorer.responsibility_edges(gold.get("publisher"))
    arguments = (gold["responsibility"], found, status, scorer.responsibility_rank, actor)
    _, missed, spurious = scorer.count(scorer.Tally(), *arguments, repeats=True)
    spurious = list(spurious)
    for label in missed:
        twin = next((row for row in spurious if actor(label, row)), None)
        if twin is None:
            yield "responsibility", "missed actor"
        else:
            spurious.remove(twin)
            yield "responsibility", "wrong status"
    for row in spurious:
        known = any(actor(label, row) for label in gold["responsibility"])
        yield "responsibility", "status of a known actor that nobody gives" if known else "spurious actor"


# ---------------------------------------------------------------- accounts


def _of_merging(golds: Sequence[Row], placed: dict[str, dict[str, list[Row]]], scorer: ModuleType) -> dict[Fault, int]:
    """Past incidents that were told as the main one, and items of the main one that were told as another."""
    merged = scorer.merging(list(golds), placed)
    return {
        ("accounts", "background merged into the main incident"): merged["merged"],
        ("accounts", "main item split off"): merged["main_items_split_off"],
    }


def table(counts: Counter[Fault]) -> str:
    """All classes with their counts, by what they are about."""
    order: Callable[[tuple[Fault, int]], tuple[str, int, str]] = lambda each: (each[0][0], -each[1], each[0][1])  # noqa: E731
    lines = ["| about | class | count |", "|---|---|---|"]
    lines += [f"| {about} | {name} | {count} |" for (about, name), count in sorted(counts.items(), key=order) if count]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=Path, required=True)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--predictions", type=Path, required=True)
    given = parser.parse_args()
    counts = errors(list(json_rows(*given.gold)), json_rows(given.predictions), scorer_of(given.sets, "sieges"))
    print(table(counts))


if __name__ == "__main__":
    main()
