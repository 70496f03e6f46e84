"""Figures and responsibility of the sets `tolls` and `sieges`: python -m bench.tolls INPUT… --out predictions.jsonl

Read: `document`, `text`, `published`, `publisher`. Answers never. People told of without a number (`counted`) are given where nothing
else is told of their incident: the sets ask for them only here and there, and never for a second mention.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import variorum
from bench.rows import write_predictions
from variorum.lexicon.en.harm import plural_group_nouns
from variorum.lexicon.en.inflect import plural
from variorum.lexicon.printed_dates import parse_printed_date
from variorum.model import FigureValue, ResponsibilityValue


def figure_row(
    value: FigureValue,
    start: int,
    end: int,
    *,
    certainty: str | None = None,
    said_by: str | None = None,
    incident: str | None = None,
    status: str | None = None,
) -> dict[str, Any]:
    """One figure claim in the set's form. `incident` is the key of the account, `status` its status."""
    return {
        "category": value.category,
        "low": value.low,
        "high": value.high,
        "bound": value.bound,
        "group": group_name(value),
        "start": start,
        "end": end,
        "certainty": certainty or "asserted",
        "said_by": said_by,
        "incident": incident,
        "status": status,
    }


def group_name(value: FigureValue) -> str:
    """The set names a group by its noun in the plural; the model's word stands where the noun says no more than it."""
    group = value.group[0]
    if value.category == "perpetrators" or group == "all" or not value.group_text:
        return "all" if group == "unknown" else group
    noun = value.group_text.lower()
    if group == "police":
        return "police"
    last = noun.split()[-1]
    return noun if last in plural_group_nouns() or group == "unknown" else noun[: -len(last)] + plural(last)


def day_of(published: str | None) -> date | None:
    """The day of publication as given, where it is one."""
    printed = parse_printed_date(published) if published else None
    return printed.date() if isinstance(printed, datetime) else printed


def predict(row: dict[str, Any]) -> dict[str, Any]:
    """What the program reads in one row."""
    readout = variorum.read(row["text"], published=day_of(row.get("published")), publisher=row.get("publisher"))
    status = {account.key: account.status for account in readout.accounts}
    figures: list[dict[str, Any]] = []
    counted: list[dict[str, Any]] = []
    responsibility: list[dict[str, Any]] = []
    for claim in readout.claims:
        words = claim.evidence[0]
        said_by = claim.said_by.name if claim.said_by else None
        if isinstance(claim.value, FigureValue):
            more = {"certainty": claim.certainty, "incident": claim.account, "status": status.get(claim.account or "")}
            row_of = {**figure_row(claim.value, words.start, words.end, said_by=said_by, **more), "score": claim.score}
            (counted if claim.value.counted else figures).append(row_of)
        elif isinstance(claim.value, ResponsibilityValue):
            place = {"start": words.start, "end": words.end, "incident": claim.account, "score": claim.score}
            responsibility.append({"actor": claim.value.actor.name, "status": claim.value.status, "by": said_by, **place})
    told = {item["incident"] for item in (*figures, *responsibility)}
    alone = [item for item in counted if item["incident"] not in told]
    return {"document": row["document"], "figures": [*figures, *alone], "responsibility": responsibility}


if __name__ == "__main__":
    write_predictions(__doc__, predict)
