"""The reader against our own labelled reports: python -m bench.articles [FOLDER]

FOLDER (tests/articles) holds NAME.expected.json, each a report with a careful reader's labels. A plain measure of our own, fit for CI: a
pair has the same kind and overlapping words, one to one; optional labels are no loss when missed and no fault when found.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.tolls import predict

ARTICLES = Path(__file__).parent.parent / "tests" / "articles"
EMPTY = frozenset("a an the of in on at for to from by with and or his her its their".split())
Row = dict[str, Any]
Agree = Callable[[Row, Row], bool]


@dataclass
class Counts:
    """Right, invented and missed items of one measure."""

    right: int = 0
    invented: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in [0, 1]."""
        asked = 2 * self.right + self.invented + self.missed
        return 2 * self.right / asked if asked else 0.0


def measure(folder: Path = ARTICLES) -> dict[str, float]:
    """All measures over the labelled reports of a folder, rounded to three digits."""
    measures: dict[str, tuple[str, Agree]] = {
        "figure F1": ("figures", same_value),
        "figure and speaker F1": ("figures", lambda gold, found: same_value(gold, found) and same_speaker(gold, found)),
        "figure and status F1": ("figures", lambda gold, found: same_value(gold, found) and gold.get("status") == found.get("status")),
        "responsibility and status F1": ("responsibility", same_blame),
    }
    counts = {name: Counts() for name in measures}
    for path in sorted(folder.glob("*.expected.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        found = predict(gold)
        for name, (kind, agree) in measures.items():
            _count(counts[name], gold[kind], found[kind], agree)
    return {name: round(count.f1, 3) for name, count in counts.items()}


def corpus_digest(folder: Path = ARTICLES) -> str:
    """The sha256 of all labelled reports: floors hold for this corpus and no other."""
    whole = hashlib.sha256()
    for path in sorted(folder.glob("*.expected.json")):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _count(count: Counts, golds: Sequence[Row], found: Sequence[Row], agree: Agree) -> None:
    """Pair one to one, required labels first."""
    free = list(range(len(found)))
    for gold in sorted(golds, key=lambda row: bool(row.get("optional"))):
        match = next((index for index in free if _overlap(gold, found[index]) and agree(gold, found[index])), None)
        if match is not None:
            free.remove(match)
        if not gold.get("optional"):
            count.right += match is not None
            count.missed += match is None
    optional = [gold for gold in golds if gold.get("optional")]
    count.invented += sum(not any(_overlap(gold, found[index]) for gold in optional) for index in free)


def _overlap(gold: Row, found: Row) -> bool:
    return bool(gold["start"] < found["end"] and found["start"] < gold["end"])


def same_value(gold: Row, found: Row) -> bool:
    """The same category and ends, or others that the labels allow."""
    categories = [gold["category"], *gold.get("category_also", [])]
    values = [[gold["low"], gold["high"]], *gold.get("values_also", [])]
    return found["category"] in categories and [found["low"], found["high"]] in values


def same_speaker(gold: Row, found: Row) -> bool:
    """The words of one name are all among those of the other, or both are nobody."""
    return any(same_name(name, found.get("said_by")) for name in [gold.get("said_by"), *gold.get("said_by_also", [])])


def same_blame(gold: Row, found: Row) -> bool:
    """The same actor with the same status."""
    statuses = [gold["status"], *gold.get("status_also", [])]
    actors = [gold["actor"], *gold.get("actor_aliases", [])]
    return found["status"] in statuses and any(same_name(actor, found["actor"]) for actor in actors)


def same_name(left: str | None, right: str | None) -> bool:
    """Names agree when the telling words of one are all among those of the other; nobody agrees with nobody."""
    a, b = _words(left), _words(right)
    return a == b or bool(a and b and (a <= b or b <= a))


def _words(name: str | None) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", (name or "").casefold().replace("’s", "").replace("'s", ""))) - EMPTY


def main() -> None:
    """Print the measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ARTICLES)
    for name, value in measure(parser.parse_args().folder).items():
        print(f"{value:.3f}  {name}")


if __name__ == "__main__":
    main()
