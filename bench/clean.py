"""The article out of the page: `python -m bench.clean INPUT_DIR --out predictions.jsonl`.

INPUT_DIR holds pages `ID.html` or `ID.html.gz`; a prediction is {"id", "articleBody"}: the bodies of the page's documents, without the
title. No answers are read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from variorum.acquire import Seen, acquire
from variorum.clean import clean


def predictions(folder: Path) -> Iterator[dict[str, str]]:
    """One prediction a page, in the order of the names; a page that cannot be read or has no article is an empty one."""
    for seen in acquire([folder], now=datetime.now(UTC)):
        if not isinstance(seen, Seen):
            print(f"{seen.subject}: {seen.message}", file=sys.stderr)
            continue
        cleaned = clean(seen.capture, seen.data, file=seen.sighting.file)
        name = (seen.sighting.file or "").removesuffix(".gz").removesuffix(".html").removesuffix(".htm")
        yield {"id": name, "articleBody": "\n\n".join(document.text[document.body_start :] for document in cleaned.documents)}


def main() -> None:
    """Read the pages and write the predictions."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as out:
        for prediction in predictions(options.folder):
            out.write(json.dumps(prediction, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
