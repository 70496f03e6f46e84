"""The part of docs/accuracy.md on intervals, scores and errors: bench/report.json in Markdown."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.calibration import KINDS, calibration, chart
from bench.errors import errors, largest
from bench.intervals import COUNTERS, SCORERS, intervals
from bench.scorers import scorer_of
from variorum.lexicon.tables import rows_in

REPORT = Path(__file__).parent / "report.json"
EXAMPLES = Path(__file__).parent / "error_examples.tsv"
LEARNT = Path(__file__).parent.parent / "train" / "confidence.json"  # what train/confidence.py found by cross-validation
CHART = Path(__file__).parent.parent / "docs" / "images" / "calibration.svg"
SCORED = "tolls dev and sieges dev"  # together: of one set alone there are too few claims of responsibility for ten bins
SCORES = f"""The score of a figure and of a claim of responsibility is the probability that it is right: value and category, or actor and
status, agree with a label. Other properties are not calibrated: their score is what their finder gives, mostly 1, and only ranks.
Expected calibration error over ten bins, on {SCORED}, which were never learnt from; beside it the error that perfect
scores would show by chance on as many claims:"""
Row = dict[str, Any]
Report = dict[str, Any]


def load() -> Report:
    """The report as it was last measured; empty where it never was."""
    return json.loads(REPORT.read_text(encoding="utf-8")) if REPORT.exists() else {}


def add_run(report: Report, run: str, kind: str, golds: Sequence[Row], predictions: Sequence[Row], sets: Path) -> None:
    """Put the intervals of one run, and for tolls and sieges its errors, into the report. Runs of other kinds have none."""
    if kind not in COUNTERS:
        return
    scorer = scorer_of(sets, SCORERS[kind])
    shares = intervals(golds, predictions, COUNTERS[kind], scorer)
    report.setdefault("intervals", {})[run] = {
        name: {part: asdict(share) for part, share in parts.items()} for name, parts in shares.items()
    }
    if kind != "attribution":
        counts = errors(golds, predictions, scorer)
        report.setdefault("errors", {})[run] = [[*fault, count] for fault, count in largest(counts, len(counts)) if count]


def add_calibration(report: Report, golds: Sequence[Row], predictions: Sequence[Row], sets: Path) -> None:
    """Put the calibration of all scored claims into the report, and draw it."""
    report["calibration"] = calibration(golds, predictions, scorer_of(sets, "sieges"))
    CHART.parent.mkdir(exist_ok=True)
    CHART.write_text(chart(report["calibration"]), encoding="utf-8")


def save(report: Report) -> None:
    """Keep the report."""
    REPORT.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


# ---------------------------------------------------------------- Markdown


def markdown(report: Report) -> str:
    """The whole part of the page; empty where nothing was measured."""
    parts = [*_intervals(report.get("intervals", {})), *_calibration(report.get("calibration", {})), *_errors(report.get("errors", {}))]
    return "\n".join(parts) + "\n" if parts else ""


def _intervals(found: Mapping[str, Mapping[str, Mapping[str, Row]]]) -> Iterator[str]:
    if not found:
        return
    yield "### Precision, recall and F\n"
    yield "With 95 % intervals, bootstrapped over documents (1,000 draws, fixed seed).\n"
    yield "| set | measure | precision | recall | F, or share |\n|---|---|---|---|---|"
    for run, measures in found.items():
        for name, parts in measures.items():
            yield f"| {run} | {name} | {' | '.join(_share(parts.get(part)) for part in ('precision', 'recall', 'f1'))} |"
    yield ""


def _share(share: Row | None) -> str:
    return f"{share['value']:.3f} ({share['low']:.3f}–{share['high']:.3f})" if share else ""


def _calibration(found: Mapping[str, Row]) -> Iterator[str]:
    if not found:
        return
    yield f"### What a score is worth\n\n{SCORES}\n"
    yield "| claims | number | right | error, bins of equal width | bins of equal count | by chance |\n|---|---|---|---|---|---|"
    for kind, part in found.items():
        numbers = (part["error"], part["error_equal_count"], part["error_by_chance"])
        yield f"| {KINDS[kind].lower()} | {part['claims']} | {part['right']:.3f} | {' | '.join(f'{number:.3f}' for number in numbers)} |"
    yield from _learnt()
    yield "\n![Of claims with a score, how many are right](images/calibration.svg)\n"


def _learnt() -> Iterator[str]:
    """What cross-validation found when the weights were learnt."""
    if LEARNT.exists():
        learnt = json.loads(LEARNT.read_text(encoding="utf-8"))
        parts = {name: learnt[f"{name}, cross-validated"] for name in ("figure", "responsibility")}
        told = ", ".join(f"{name} {part['error, equal width']:.3f} over {part['claims']} claims" for name, part in parts.items())
        yield f"\nBy cross-validation over documents when they were learnt (tolls train and labels of our own): {told}."


def _errors(found: Mapping[str, Sequence[tuple[str, str, int]]]) -> Iterator[str]:
    if not found:
        return
    runs = list(found)
    by_run = {run: Counter({(about, name): count for about, name, count in rows}) for run, rows in found.items()}
    whole = sum(by_run.values(), Counter[tuple[str, str]]())
    yield "### Where the errors are\n"
    yield "The three largest classes, with sentences of ours:\n"
    examples = _examples()
    for number, (fault, count) in enumerate(largest(whole), start=1):
        sentence, why = examples.get(fault, ("", ""))
        example = f" “{sentence}”: {why}." if sentence else ""
        yield f"{number}. *{fault[0].capitalize()}, {fault[1]}* ({count}).{example}"
    yield f"\n| about | class | {' | '.join(runs)} |\n|---|---|{'---|' * len(runs)}"
    for fault in sorted(whole, key=lambda fault: (fault[0], -whole[fault], fault[1])):
        yield f"| {fault[0]} | {fault[1]} | {' | '.join(str(by_run[run][fault]) for run in runs)} |"
    yield ""


def _examples() -> dict[tuple[str, str], tuple[str, str]]:
    """A sentence of ours for each class, and what goes wrong in it."""
    rows = rows_in(EXAMPLES.read_text(encoding="utf-8"))
    return {(about, name): (sentence, why) for about, name, sentence, why in rows}
