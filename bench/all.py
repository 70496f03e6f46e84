"""Every test set in one go: python -m bench.all --sets FOLDER [--seeds FOLDER] [--only NAME …] [--work FOLDER]

FOLDER holds the sets, one folder each with its data and its score.py. Writes bench/results.json, bench/report.json (intervals, calibration,
classes of error) and docs/accuracy.md from both; exits with 1 where a measure is below its floor in the part `bench` of bench/floors.json.
The sets' texts stay where they are.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import report
from bench.accuracy import write_page
from bench.floors import below, load
from bench.intervals import COUNTERS
from bench.rows import REPORTED, fold_of, json_rows

RESULTS = Path(__file__).parent / "results.json"


@dataclass(frozen=True, kw_only=True)
class Run:
    """One part of one set: what goes in, how it is scored, and where its measures stand in the score's JSON."""

    name: str
    runner: str
    inputs: tuple[str, ...]
    score: tuple[str, ...]
    measures: Mapping[str, tuple[str, ...]]
    fold_of: str | None = None  # the field of a gold row whose fold is reported
    gold: str = ""
    documents: str = ""  # where a fold is of incidents: the documents, of which the scorer wants those of the fold's incidents
    where: tuple[str, str] | None = None  # the field and value of the gold rows that are scored, where that is not all


TOLLS = {
    "figure F1": ("figure", "f1"),
    "figure, exact values F1": ("figure_exact_values", "f1"),
    "figure with group F1": ("figure_group", "f1"),
    "named speaker F1": ("named_speaker", "f1"),
    "account status, not news": ("account_status", "accuracy_where_not_news"),
    "responsibility with status F1": ("responsibility_actor_status", "f1"),
    "background incidents seen": ("background_merged", "seen_share"),
    "background merged (lower is better)": ("background_merged", "merged_share"),
    "main items split off (lower is better)": ("background_merged", "split_off_share"),
}
PLACES = {
    "recognition F, exact": ("recognition_exact", "f1"),
    "recognition F, overlap": ("recognition_relaxed", "f1"),
    "found and within 161 km F1": ("end_to_end_161km", "f1"),
}
TIMEX = {"value F1": ("value", "f1"), "type F1": ("type", "f1"), "relaxed F1": ("relaxed", "f1")}
LONGTAIL = {
    "headline": ("metrics", "headline", "value"),
    "B-cubed F": ("metrics", "bcubed F", "value"),
    "multi-document incidents exact": ("metrics", "multi-document recovered exactly", "value"),
    "killed and injured exact": ("metrics", "both exact", "value"),
    "date within 1 day": ("metrics", "date within 1 day", "value"),
    "city": ("metrics", "city", "value"),
}
MUC4 = {
    "all templates P&R F": ("rows", "ALL TEMPLATES", "f"),
    "perpetrator organisation confidence F": ("rows", "perp-org-conf", "f"),
    "victims' number F": ("rows", "hum-tgt-num", "f"),
    "effect on victims F": ("rows", "hum-tgt-effect", "f"),
}
RUNS = (
    Run(
        name="tolls dev",
        runner="tolls",
        inputs=("tolls/data/dev.jsonl",),
        score=("sieges/score.py", "--gold", "tolls/data/dev.jsonl", "--predictions", "PRED"),
        measures=TOLLS,
    ),
    Run(
        name="sieges dev",
        runner="tolls",
        inputs=("sieges/data/dev.jsonl",),
        score=("sieges/score.py", "--gold", "sieges/data/dev.jsonl", "--predictions", "PRED"),
        measures=TOLLS,
    ),
    Run(
        name="attribution dev",
        runner="attribution",
        inputs=("attribution/data/dev.jsonl.gz",),
        score=("attribution/score.py", "attribution/data/dev.jsonl.gz", "PRED", "--where", "split=dev", "--json", "OUT"),
        measures={"who+what F1": ("all", "who_says_what", "f1"), "who+what F1, direct": ("direct", "who_says_what", "f1")},
        where=("split", "dev"),
    ),
    Run(
        name="timex all",
        runner="timex",
        inputs=("timex/data/dev.jsonl",),
        score=("timex/score.py", "timex/data/dev.jsonl", "PRED", "--json", "OUT"),
        measures=TIMEX,
    ),
    Run(
        name=f"timex fold {REPORTED}",
        runner="timex",
        inputs=("GOLD",),
        score=("timex/score.py", "GOLD", "PRED", "--json", "OUT"),
        measures=TIMEX,
        fold_of="id",
        gold="timex/data/dev.jsonl",
    ),
    Run(
        name="places all",
        runner="places",
        inputs=("places/data/dev.jsonl",),
        score=("places/score.py", "places/data/dev.jsonl", "PRED", "--json", "OUT"),
        measures=PLACES,
    ),
    Run(
        name=f"places fold {REPORTED}",
        runner="places",
        inputs=("GOLD",),
        score=("places/score.py", "GOLD", "PRED", "--json", "OUT"),
        measures=PLACES,
        fold_of="id",
        gold="places/data/dev.jsonl",
    ),
    Run(
        name="clean",
        runner="clean",
        inputs=("clean/data/html",),
        score=("clean/score.py", "clean/data/dev.jsonl", "PRED", "--json", "OUT"),
        measures={"F1": ("f1",), "precision": ("precision",), "recall": ("recall",)},
    ),
    Run(
        name="longtail all",
        runner="longtail",
        inputs=("longtail/data/dev.documents.jsonl",),
        score=(
            "longtail/score.py", "--gold", "longtail/data/dev.incidents.jsonl", "--documents", "longtail/data/dev.documents.jsonl",
            "--predictions", "PRED", "--bootstrap", "0", "--json", "OUT",
        ),
        measures=LONGTAIL,
    ),
    Run(
        name=f"longtail fold {REPORTED}",
        runner="longtail",
        inputs=("longtail/data/dev.documents.jsonl",),
        score=(
            "longtail/score.py", "--gold", "GOLD", "--documents", "GOLD-DOCUMENTS",
            "--predictions", "PRED", "--bootstrap", "0", "--json", "OUT",
        ),
        measures=LONGTAIL,
        fold_of="id",
        documents="longtail/data/dev.documents.jsonl",
        gold="longtail/data/dev.incidents.jsonl",
    ),
    Run(
        name="muc4 tst1+tst2",
        runner="muc4",
        inputs=("muc4/data/docs.tst1.jsonl", "muc4/data/docs.tst2.jsonl"),
        score=(
            "muc4/score.py", "--keys", "muc4/data/templates.tst1.jsonl", "muc4/data/templates.tst2.jsonl",
            "--predictions", "PRED", "--json", "OUT",
        ),
        measures=MUC4,
    ),
)  # fmt: skip


def main() -> int:
    """Run, score, write results and page, check the floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=Path, required=True)
    parser.add_argument("--seeds", type=Path)
    parser.add_argument("--work", type=Path, default=Path("out/bench"), help="where predictions go")
    parser.add_argument("--only", nargs="*", help="the beginnings of names")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    results: dict[str, dict[str, float]] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    reported = report.load()
    for run in RUNS:
        if not given.only or run.name.startswith(tuple(given.only)):
            results[run.name] = measured(run, given.sets, given.work)
            print(run.name, results[run.name], flush=True)
            report.add_run(reported, run.name, kind_of(run), golds(run, given.sets), predictions(run, given.work), given.sets)
    add_scores(reported, given.sets, given.work)
    report.save(reported)
    if given.seeds and (not given.only or "seeds" in given.only):
        results["seeds"] = seeds(given.seeds, given.work)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    write_page(results, reported)
    flat = {f"{run}: {name}": value for run, measures in results.items() for name, value in measures.items()}
    faults = below(flat, load()["bench"])  # type: ignore[arg-type]
    for line in faults:
        print(line, file=sys.stderr)
    return 1 if faults else 0


def measured(run: Run, sets: Path, work: Path) -> dict[str, float]:
    """The measures of one run."""
    stem = _stem(run)
    predicted, scores, gold = work / f"{stem}.predictions.jsonl", work / f"{stem}.json", work / f"{stem}.gold.jsonl"
    if run.fold_of:
        write_fold(sets / run.gold, gold, run.fold_of)
    special = {"PRED": predicted, "OUT": scores, "GOLD": gold, "GOLD-DOCUMENTS": work / f"{stem}.documents.jsonl"}
    if run.documents:
        write_documents(sets / run.documents, gold, special["GOLD-DOCUMENTS"])
    inputs = [str(special.get(name, sets / name)) for name in run.inputs]
    more = ["--cache", str(work / "longtail-cache")] if run.runner == "longtail" else []
    _call([sys.executable, "-m", f"bench.{run.runner}", *inputs, "--out", str(predicted), *more])
    script, *arguments = run.score
    words = [str(special[word]) if word in special else str(sets / word) if "/" in word else word for word in arguments]
    printed = _call([sys.executable, str(sets / script), *words])
    scored = json.loads(scores.read_text(encoding="utf-8") if "OUT" in run.score else printed)
    merged = scored.get("background_merged")
    if merged and merged["main_items"]:
        merged["split_off_share"] = merged["main_items_split_off"] / merged["main_items"]
    if merged and merged["annotated"]:
        merged["seen_share"] = merged["seen"] / merged["annotated"]
    return {name: value for name, path in run.measures.items() if (value := _at(scored, path)) is not None}


def _stem(run: Run) -> str:
    return run.name.replace(" ", "-").replace("+", "-")


def kind_of(run: Run) -> str:
    """The name of the set that a run is of."""
    return run.name.split()[0]


def golds(run: Run, sets: Path) -> list[dict[str, Any]]:
    """The gold rows of a run whose inputs are its gold rows too; none of another."""
    if kind_of(run) not in COUNTERS:
        return []
    rows = [row for name in run.inputs for row in json_rows(sets / name)]
    return [row for row in rows if run.where is None or row[run.where[0]] == run.where[1]]


def predictions(run: Run, work: Path) -> list[dict[str, Any]]:
    """What was predicted in a run, the last time that it was made."""
    path = work / f"{_stem(run)}.predictions.jsonl"
    return list(json_rows(path)) if path.exists() else []


def add_scores(reported: report.Report, sets: Path, work: Path) -> None:
    """Put the calibration into the report, once all runs that predict scores have been made with the claims' scores."""
    scored = [run for run in RUNS if run.runner == "tolls"]
    found = [predictions(run, work) for run in scored]
    if all(found):
        report.add_calibration(reported, [row for run in scored for row in golds(run, sets)], [row for rows in found for row in rows], sets)


def write_fold(source: Path, target: Path, field: str) -> None:
    """The gold rows of the reported fold."""
    with source.open(encoding="utf-8") as rows, target.open("w", encoding="utf-8") as out:
        out.writelines(row for row in rows if row.strip() and fold_of(json.loads(row)[field]) == REPORTED)


def write_documents(source: Path, gold: Path, target: Path) -> None:
    """The documents of the incidents of a gold file."""
    wanted = {document for row in json_rows(gold) for document in row["documents"]}
    with source.open(encoding="utf-8") as rows, target.open("w", encoding="utf-8") as out:
        out.writelines(row for row in rows if row.strip() and json.loads(row)["id"] in wanted)


def seeds(folder: Path, work: Path) -> dict[str, float]:
    """How many rows of the first user's files are met."""
    printed = _call([sys.executable, "-m", "bench.seeds", str(folder), "--work", str(work / "seeds")], may_fail=True)
    met, total = next((int(words[0]), int(words[2])) for line in printed.splitlines() if (words := line.split())[1:2] == ["of"])
    return {"rows met": met, "rows": total}


def _call(command: list[str], *, may_fail: bool = False) -> str:
    return subprocess.run(command, check=not may_fail, stdout=subprocess.PIPE, text=True).stdout


def _at(scored: Any, path: Iterable[str]) -> float | None:
    """The number at a path of a score's JSON, rounded to four digits."""
    for name in path:
        if not isinstance(scored, dict) or name not in scored:
            return None
        scored = scored[name]
    return None if scored is None else round(float(scored), 4)


if __name__ == "__main__":
    sys.exit(main())
