"""Time expressions of news reports: `python -m bench.timex INPUT… --out predictions.jsonl`.

INPUT holds one document a line: id, text, and `dct`, the day of the report.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from bench.rows import write_predictions
from variorum.model import Document, Mention, When
from variorum.read.parse import parse
from variorum.read.parsed import Parsed
from variorum.read.times import find_times

_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")


def day_of(printed: str | None) -> When | None:
    """The day of a creation time; None where there is none."""
    match = _DAY.match(printed or "")
    return When.day(date(*map(int, match.groups()))) if match else None


def parsed_row(row: dict[str, Any]) -> Parsed:
    """A row as the reader sees it. The text stays letter for letter."""
    document = Document(capture=str(row["id"]), blob="0" * 64, text=row["text"])
    return Parsed(document=document, doc=parse(document.text), anchor=day_of(row.get("dct")))


def predicted(mentions: tuple[Mention, ...]) -> list[dict[str, Any]]:
    """Mentions in the set's form."""
    return [
        {"start": mention.span.start, "end": mention.span.end, "type": mention.timex.type, "value": mention.timex.value}
        for mention in mentions
        if mention.timex is not None
    ]


def predict(row: dict[str, Any]) -> dict[str, Any]:
    """The prediction for one row."""
    return {"document": row["id"], "timexes": predicted(find_times(parsed_row(row)))}


if __name__ == "__main__":
    write_predictions(__doc__, predict)
