"""How far the measured shares may be off:

python -m bench.intervals --sets FOLDER --set tolls|sieges|attribution --gold FILE… --predictions FILE [--where FIELD=VALUE]

Precision, recall and F of each measure with 95 % intervals, bootstrapped over documents (1,000 draws, fixed seed). The set's own scorer
counts one document at a time; what it counts over all is the sum.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.rows import json_rows
from bench.scorers import scorer_of
from variorum.model.review import Interval
from variorum.reckon.reviewed.intervals import drawn, interval

Row = dict[str, Any]
Counts = tuple[float, float, float, float]  # right ones of those found, found, right ones of those asked, asked
Counter = Callable[[Row, Row | None, ModuleType], Mapping[str, Counts]]

FIGURES = {
    "figure": "figure",
    "figure, exact values": "figure_exact_values",
    "figure with group": "figure_group",
    "responsibility with status": "responsibility_actor_status",
}
PLAIN = frozenset({"account status, not news", "background merged (lower is better)", "main items split off (lower is better)"})


def counts_of_report(gold: Row, found: Row | None, scorer: ModuleType) -> dict[str, Counts]:
    """The counts of one report of tolls or sieges."""
    scored = scorer.score([gold], [found] if found else [])
    counts: dict[str, Counts] = {}
    for name, measure in FIGURES.items():
        part = scored[measure]
        counts[name] = (part["tp"], part["tp"] + part["fp"], part["tp"], part["tp"] + part["fn"])
    named = scored["named_speaker"]
    right = round(named["precision"] * named["given"])
    counts["named speaker"] = (right, named["given"], right, named["asked"])
    status = scored["account_status"]
    asked = status["of_not_news"]
    counts["account status, not news"] = _share((status["accuracy_where_not_news"] or 0) * asked, asked)
    merged = scored["background_merged"]
    counts["background merged (lower is better)"] = _share(merged["merged"], merged["seen"])
    counts["main items split off (lower is better)"] = _share(merged["main_items_split_off"], merged["main_items"])
    return counts


def counts_of_article(gold: Row, found: Row | None, scorer: ModuleType) -> dict[str, Counts]:
    """The counts of one article of attribution."""
    held = scorer.new_counts()
    scorer.score_document(gold, found["attributions"] if found else [], held)
    names = {"who+what": "all", "who+what, direct": "direct"}
    return {name: tuple(held[kind][part] for part in ("pred_who", "pred", "gold_who", "gold")) for name, kind in names.items()}


def _share(right: float, of: float) -> Counts:
    right = round(right)
    return right, of, right, of


COUNTERS: dict[str, Counter] = {"tolls": counts_of_report, "sieges": counts_of_report, "attribution": counts_of_article}
SCORERS = {"tolls": "sieges", "sieges": "sieges", "attribution": "attribution"}


def intervals(golds: Sequence[Row], predictions: Iterable[Row], counter: Counter, scorer: ModuleType) -> dict[str, dict[str, Interval]]:
    """By measure: precision, recall and f1, each with its interval; of a plain share only f1. What nothing was asked of is left out."""
    by_document = {row["document"]: row for row in predictions}
    if hasattr(scorer, "CATEGORIES"):  # over a whole set the scorer knows all categories that some label has; so must it over one document
        asked = {label["category"] for gold in golds for label in gold["figures"] if not label.get("optional")}
        vars(scorer)["CATEGORIES"] |= asked
    held = [counter(gold, by_document.get(gold.get("document") or gold["id"]), scorer) for gold in golds]
    report = {}
    for name in held[0] if held else ():
        counts = [row[name] for row in held]
        if any(row[3] for row in counts):
            held_shares = shares(counts)
            report[name] = {"f1": held_shares["f1"]} if name in PLAIN else held_shares
    return report


def shares(counts: Sequence[Counts]) -> dict[str, Interval]:
    """The shares of one measure from the counts of each document."""
    sums = drawn(counts)
    right_found, found, right_asked, asked = (sum(column) for column in zip(*counts, strict=True))
    documents = sum(bool(row[1] or row[3]) for row in counts)
    precision = interval(sums[:, 0], sums[:, 1], _ratio(right_found, found), documents)
    recall = interval(sums[:, 2], sums[:, 3], _ratio(right_asked, asked), documents)
    # F is 2pr / (p + r); with as many right found as right asked that is 2 right / (found + asked)
    p, r = _ratios(sums[:, 0], sums[:, 1]), _ratios(sums[:, 2], sums[:, 3])
    at = _ratio(right_found, found), _ratio(right_asked, asked)
    f1 = interval(2 * p * r, p + r, _ratio(2 * at[0] * at[1], sum(at)), documents)
    return {"precision": precision, "recall": recall, "f1": f1}


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _ratios(part: Any, whole: Any) -> Any:
    return part / (whole + (whole == 0))


def main() -> None:
    """Print the measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=Path, required=True)
    parser.add_argument("--set", choices=COUNTERS, required=True)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--predictions", type=Path, required=True)
    parser.add_argument("--where", default="", help="only gold rows with this field and value, as split=dev")
    given = parser.parse_args()
    golds = list(json_rows(*given.gold))
    if given.where:
        field, value = given.where.split("=", 1)
        golds = [row for row in golds if row[field] == value]
    report = intervals(golds, json_rows(given.predictions), COUNTERS[given.set], scorer_of(given.sets, SCORERS[given.set]))
    for name, parts in report.items():
        print(name, json.dumps({part: [share.value, share.low, share.high] for part, share in parts.items()}))


if __name__ == "__main__":
    main()
