"""Place names with coordinates: `python -m bench.places DOCUMENTS… --out predictions.jsonl [--mentions gold|FILE]`.

DOCUMENTS: JSONL of {"id", "text", "source"?}. Without --mentions names are found in the text; with it, the given spans are located:
`gold` takes start and end of each document's toponyms that have a position, FILE is JSONL of {"document", "mentions": [{"start", "end"}]}.
A name that stays ambiguous for the program is given its likeliest place here: an edition must not guess, a measurement may.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from bench.rows import json_rows
from variorum.lexicon.gazetteer import by_id
from variorum.model import Document, Mention
from variorum.read.parse import parse
from variorum.read.parsed import Parsed
from variorum.read.places import find_places, locate_given


def given_spans(rows: list[dict[str, Any]], mentions: str | None) -> dict[str, list[tuple[int, int]]] | None:
    """The spans to locate, by document; None to find them."""
    if mentions is None:
        return None
    if mentions == "gold":
        return {row["id"]: [(name["start"], name["end"]) for name in row["toponyms"] if name["lat"] is not None] for row in rows}
    return {row["document"]: [(name["start"], name["end"]) for name in row["mentions"]] for row in json_rows(Path(mentions))}


def predict(mention: Mention) -> dict[str, Any]:
    """A mention in the form of the set."""
    place = by_id(mention.candidates[0]) if mention.candidates else None
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonames_id": str(place.id) if place and not place.is_ours else None,
    }


def main(argv: list[str] | None = None) -> None:
    """Read documents, write predictions."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("documents", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--mentions", help="'gold', or a JSONL of {document, mentions}")
    args = parser.parse_args(argv)
    rows = list(json_rows(*args.documents))
    given = given_spans(rows, args.mentions)
    spent = 0.0
    words = 0
    with args.out.open("w", encoding="utf-8") as handle:
        for row in rows:
            document = Document(capture=f"capture:{row['id']}", blob="0" * 64, text=row["text"], publisher=row.get("source"))
            parsed = Parsed(document=document, doc=parse(row["text"]))
            begin = time.perf_counter()
            mentions = find_places(parsed) if given is None else locate_given(parsed, given.get(row["id"], []))
            spent += time.perf_counter() - begin
            words += len(row["text"].split())
            handle.write(json.dumps({"document": row["id"], "toponyms": [predict(mention) for mention in mentions]}) + "\n")
    sys.stderr.write(f"{len(rows)} documents, {words} words; places alone: {1000 * spent / max(1, words) * 400:.1f} ms per 400 words\n")


if __name__ == "__main__":
    main()
