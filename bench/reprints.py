"""Which texts are copies: python -m bench.reprints [--longtail DOCUMENTS…] [--chart FILE.svg]

Two sets of pairs of texts, each cut in halves by name: the weights were fitted on one half (`train/copies.py`), the other is reported.

* `edits`: texts of our own (examples, tests/articles, train/labels/own.jsonl) against what other outlets might make of them, and against
  texts that are no copies: two reports of one incident, one agency's two days, texts of one outlet with one boilerplate, texts that
  share a quotation or a paragraph of background. All dice are seeded.
* `longtail`: pairs of reports of the set of that name, labelled by reading; the repository holds ids and labels only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.longtail import rows_of
from bench.made_reprints import made_pairs
from bench.rows import cleaned
from variorum.lexicon.tables import rows_in
from variorum.model import Document
from variorum.resolve.copies import pair_odds
from variorum.resolve.weighing import score_of

LABELS = Path(__file__).parent / "reprints_longtail.tsv"
SHIPPED = 0.5  # the score of `resolve.copies.COPY`
STEPS = tuple(step / 20 for step in range(1, 20))


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two texts, whether they are copies, and by what kind of edit or of likeness. `reported`: of the half that nothing was fitted on."""

    left: Document
    right: Document
    copy: bool
    kind: str
    reported: bool


def longtail_pairs(paths: Sequence[Path]) -> Iterator[Pair]:
    """The labelled pairs of the set, cleaned as in a ledger."""
    labels = rows_in(LABELS.read_text(encoding="utf-8"))
    wanted = {key for left, right, *_ in labels for key in (left, right)}
    documents = {row["id"]: document for row in rows_of(paths) if row["id"] in wanted and (document := cleaned(row)) is not None}
    for left, right, verdict, kind in labels:
        yield Pair(
            left=documents[left], right=documents[right], copy=verdict == "yes", kind=kind or "other", reported=reported(left + right)
        )


def edit_pairs() -> Iterator[Pair]:
    """The made pairs; all that is made of one text stands in one half."""
    for made in made_pairs():
        yield Pair(left=made.left, right=made.right, copy=made.copy, kind=made.kind, reported=reported(made.source))


def reported(name: str) -> bool:
    """Whether a name falls into the half that is reported."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 1


def measure(scored: Sequence[tuple[Pair, float]]) -> dict[str, Any]:
    """Precision, recall and F at the shipped threshold, the curve, and how many of each kind are right."""
    kinds: dict[str, list[bool]] = defaultdict(list)
    for pair, score in scored:
        kinds[f"{'copy' if pair.copy else 'no copy'}: {pair.kind}"].append((score >= SHIPPED) == pair.copy)
    return {
        "pairs": len(scored),
        "copies": sum(pair.copy for pair, _ in scored),
        **at_threshold(scored, SHIPPED),
        "curve": [{"threshold": step, **at_threshold(scored, step)} for step in STEPS],
        "kinds": {kind: f"{sum(right)} of {len(right)}" for kind, right in sorted(kinds.items())},
    }


def at_threshold(scored: Iterable[tuple[Pair, float]], threshold: float) -> dict[str, float]:
    """Precision, recall and F of the pairs that score at least so much."""
    right = sum(pair.copy and score >= threshold for pair, score in scored)
    found = sum(score >= threshold for _, score in scored)
    asked = sum(pair.copy for pair, _ in scored)
    return {
        "precision": round(right / found, 4) if found else 0.0,
        "recall": round(right / asked, 4) if asked else 0.0,
        "f": round(2 * right / (found + asked), 4) if found + asked else 0.0,
    }


def main() -> None:
    """Print the measures of the reported halves; draw the curves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--longtail", type=Path, nargs="*", default=())
    parser.add_argument("--chart", type=Path)
    given = parser.parse_args()
    sets = {"edits": edit_pairs(), "longtail": longtail_pairs(given.longtail) if given.longtail else ()}
    report = {}
    for name, pairs in sets.items():
        scored = [(pair, score_of(pair_odds(pair.left, pair.right))) for pair in pairs if pair.reported]
        if scored:
            report[name] = measure(scored)
    print(json.dumps(report, indent=1))
    if given.chart:
        from bench.curves import curve_chart

        given.chart.write_text(curve_chart(report, SHIPPED), encoding="utf-8")


if __name__ == "__main__":
    main()
