"""Who says what, for the attribution set.

python -m bench.attribution INPUT… --out predictions.jsonl

INPUT is JSON Lines, also gzipped: {"id", "text", …}. No word may belong to two attributions there, so of attributions that lie inside
one another only the outer one is written, and none that lies wholly, its speaker too, in somebody's quoted words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bench.rows import write_predictions
from variorum.model import Document
from variorum.read.attributions import find_attributions
from variorum.read.attributions.quotations import find_quotations, quotation_at
from variorum.read.finding import Attribution
from variorum.read.names import find_names
from variorum.read.parse import parse
from variorum.read.parsed import Parsed


def outermost(attributions: Iterable[Attribution]) -> list[Attribution]:
    """Without those whose words lie in the words of another."""
    kept: list[Attribution] = []
    taken: list[tuple[int, int]] = []
    for attribution in sorted(attributions, key=lambda one: -sum(piece.end - piece.start for piece in one.content)):
        pieces = [(piece.start, piece.end) for piece in attribution.content]
        if any(start < b and a < end for start, end in pieces for a, b in taken):
            continue
        taken.extend(pieces)
        kept.append(attribution)
    return sorted(kept, key=lambda one: one.content[0].start)


def unquoted(text: str, attributions: Iterable[Attribution]) -> list[Attribution]:
    """Without those that somebody quoted tells of: "My mother says it will rain," he said."""
    quotations = find_quotations(text)
    kept = []
    for one in attributions:
        first = min(part.start for part in (*one.source, *one.cue, *one.content))
        last = max(part.end for part in (*one.source, *one.cue, *one.content))
        quotation = quotation_at(quotations, first)
        if quotation is None or first == quotation.start or last > quotation.end:
            kept.append(one)
    return kept


def predict(row: dict[str, Any]) -> dict[str, Any]:
    """The prediction for one row."""
    document = Document(capture="bench", blob="bench", text=row["text"])
    parsed = Parsed(document=document, doc=parse(document.text))
    found = outermost(unquoted(row["text"], find_attributions(replace(parsed, names=find_names(parsed)))))
    return {
        "document": row["id"],
        "attributions": [
            {part: [[span.start, span.end] for span in getattr(one, part)] for part in ("source", "cue", "content")} for one in found
        ],
    }


if __name__ == "__main__":
    write_predictions(__doc__, predict)
