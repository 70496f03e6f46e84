"""Rows of the test sets: read from JSON Lines, put into folds, cleaned as in a ledger."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from variorum.clean import clean
from variorum.model import Capture, Document

FOLDS = 5
REPORTED = 4  # the fold that is reported; 0 to 3 are for learning
ROW = "application/json"
Row = dict[str, Any]


def json_rows(*paths: Path) -> Iterator[Row]:
    """The rows of JSON Lines files, also gzipped ones; empty lines are passed over."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def write_predictions(description: str | None, predict: Callable[[Row], Row]) -> None:
    """The command line of a runner that takes rows one by one: INPUT… --out FILE, a prediction for each row."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    given = parser.parse_args()
    with given.out.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(predict(row), ensure_ascii=False) + "\n" for row in json_rows(*given.inputs))


def fold_of(name: str) -> int:
    """The fold of a document or incident by its id."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % FOLDS


def cleaned(row: Row) -> Document | None:
    """A row ("id", "url", "text" and what else the program's cleaner knows) as a document; None where the cleaner finds no text."""
    data = json.dumps(row, ensure_ascii=False, sort_keys=True).encode()
    capture = Capture(blob=hashlib.sha256(data).hexdigest(), media_type=ROW, address=row["url"], row=row["id"])
    return next(iter(clean(capture, data).documents), None)
