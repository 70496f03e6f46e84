"""How fast the whole reading is: python -m bench.speed INPUT… [--documents N] [--workers N]

INPUT are reports as text files or folders of them. They are cut and joined to documents of 400 words. In one run, on one machine, one after
the other: the bare parse in one process, the whole reading in one process, and the reading in a pool. Writes bench/speed.json and the table
of docs/performance.md. What counts is the ratio; absolute numbers are of the machine. The bare parse is the packaged
model as it comes: our own use of it is faster, and the yardstick should not move with our work.
"""

from __future__ import annotations

import argparse
import importlib
import json
import platform
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from variorum.model import Document, Hints
from variorum.read.claims import maker, read_document
from variorum.read.parse import MODEL, parse
from variorum.read.task import ReadTask, read_task
from variorum.workers import default_workers, spread

WORDS = 400
RESULTS = Path(__file__).parent / "speed.json"
PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- table: written by bench/speed.py, do not edit -->\n", "<!-- end of table -->\n"


def documents(paths: Sequence[Path], number: int) -> list[Document]:
    """`number` different documents of 400 words, made of the texts in their order, over and over."""
    from variorum.api import document_of  # loads the store, which no worker needs: this module is loaded in each of them

    files = [file for path in paths for file in (sorted(path.rglob("*.txt")) if path.is_dir() else [path])]
    words = [word for file in files for word in file.read_text(encoding="utf-8", errors="replace").split(" ")]
    made = []
    for index in range(number):
        start = index * WORDS % len(words)
        cut = [*words[start:], *words[:start]][:WORDS]
        made.append(document_of(f"Report {index}.\n\n{' '.join(cut)}"))
    return made


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak_megabytes() -> float:
    """The largest resident set of this process and of its largest child so far, in MB, added up."""
    unit = 1 if platform.system() == "Darwin" else 1024
    return sum(resource.getrusage(who).ru_maxrss * unit / 2**20 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--workers", type=int, default=min(2, default_workers()))
    given = parser.parse_args()
    corpus = documents(given.inputs, given.documents)
    model = importlib.import_module(MODEL).load()
    model(corpus[0].text)
    read_document(corpus[0])  # loads model and tables
    bare = seconds(lambda: [model(document.text) for document in corpus])
    ours = seconds(lambda: [parse(document.text) for document in corpus])
    whole = seconds(lambda: [read_document(document) for document in corpus])
    tasks = [ReadTask(document=document, hints=Hints()) for document in corpus]
    pool = seconds(lambda: list(spread(read_task, tasks, workers=given.workers)))
    result = {
        "documents": given.documents,
        "words a document": WORDS,
        "bare parse, documents a second, one process": round(given.documents / bare, 1),
        "our parse, documents a second, one process": round(given.documents / ours, 1),
        "whole reading, documents a second, one process": round(given.documents / whole, 1),
        "ratio of the whole reading to the bare parse": round(whole / bare, 2),
        "ratio of the whole reading to our parse": round(whole / ours, 2),
        f"whole reading, documents a second, {given.workers} processes with their start": round(given.documents / pool, 1),
        "peak memory, this process and its largest worker, MB": round(peak_megabytes()),
        "python": platform.python_version(),
        "reader": maker(),
    }
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    table = "".join(f"| {name} | {value} |\n" for name, value in result.items())
    PAGE.write_text(f"{before}{BEGIN}\n| measure | value |\n|---|---|\n{table}\n{END}{rest.split(END)[1]}", encoding="utf-8")
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
