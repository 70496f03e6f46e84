"""The examples of docs/ledger-format.md have just the fields that the export writes."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.export import made
from variorum.export.csv import COLUMNS
from variorum.export.rows import ledger_rows, mention_row
from variorum.model import Mention

PAGE = (Path(__file__).parents[2] / "docs" / "ledger-format.md").read_text(encoding="utf-8")
EXAMPLES = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]
MENTION = Mention(span=made.span(made.SEIZED, "Beslan"), kind="place", where=made.SCHOOL)
ROWS = [*ledger_rows(made.CONTENTS, victims=True), mention_row(made.SEIZED.key, MENTION)]


def like(record: str, **held: Any) -> dict[str, Any]:
    """A row of the record, with the values given."""
    return next(row for row in ROWS if row["record"] == record and all(row.get(name) == value for name, value in held.items()))


def test_every_record_has_an_example() -> None:
    assert {example["record"] for example in EXAMPLES} == {row["record"] for row in ROWS}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["record"])
def test_an_example_has_the_fields_of_its_record(example: dict[str, Any]) -> None:
    held = {"property": "figure"} if example["record"] == "claim" else {"id": made.SIEGE.id} if example["record"] == "incident" else {}
    row = like(example["record"], **held)
    assert list(example) == list(row)
    for name in ("anchor", "published", "value", "date", "place", "span", "where"):
        if isinstance(row.get(name), dict) and example.get(name):
            assert list(example[name]) == list(row[name]), name


def test_the_parts_of_an_incident() -> None:
    example, row = next(each for each in EXAMPLES if each["record"] == "incident"), like("incident", id=made.SIEGE.id)
    killed, written = example["figures"]["killed"], row["figures"]["killed"]
    assert list(killed) == list(written)
    assert list(killed["trajectory"][0]) == list(written["trajectory"][0])
    assert list(killed["rulings"][0]) == list(written["rulings"][0])
    assert list(example["responsibility"][0]) == list(row["responsibility"][0])
    assert list(example["disagreements"][0]) == list(row["disagreements"][0])


def test_the_columns_of_the_table_are_listed() -> None:
    assert ", ".join(COLUMNS) in " ".join(PAGE.split())
