"""All our example reports at once: what belongs together is one incident, from the first report to what is told decades later."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from variorum import pipeline
from variorum.store import Ledger

EXAMPLES = Path(__file__).parent.parent / "examples"
AGENCY = "dispatches.jsonl"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
APART = {  # what is about something else, or in a language without a reader
    "2015-04-06-air-strikes.txt",
    "2015-04-09-commentary.md",
    "2023-02-02-ngo-january.md",
    "2024-03-08-embassy-warning.txt",
    "2024-03-08-synagogue-plot-foiled.txt",
    "2024-03-23-krokus-ru.txt",
}


@pytest.fixture(scope="module")
def reports_of(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Counter[str]]:
    """For the id of each incident how many reports are about it, by the folder that they lie in, the agency's by its file."""
    path = tmp_path_factory.mktemp("examples") / "all.variorum"
    found: dict[str, Counter[str]] = defaultdict(Counter)
    with Ledger.create(path) as ledger:
        pipeline.run(ledger, [EXAMPLES], now=NOW)
        sightings = {sighting.capture: sighting for sighting in ledger.sightings()}
        files = {document.key: Path(sightings[document.capture].path or "") for document in ledger.documents()}
        for incident in ledger.incidents():
            homes = (file.name if file.name == AGENCY else file.parent.name for file in map(files.get, incident.documents) if file)
            found[incident.id] = Counter(homes)
    return found


@pytest.mark.parametrize("folder", ["beslan", "crocus", "dubrovka", "garissa", "peshawar", "suruc"])
def test_all_that_tells_of_one_attack_is_one_incident(folder: str, reports_of: dict[str, Counter[str]]) -> None:
    files = {file.name for file in (EXAMPLES / folder).iterdir()} - APART
    most = max(homes[folder] for homes in reports_of.values())
    assert most >= len(files)
    assert sum(homes[folder] == most and homes[AGENCY] > 0 for homes in reports_of.values()) == 1, "with what the agency sent of it"


def test_no_incident_holds_what_is_told_of_two(reports_of: dict[str, Counter[str]]) -> None:
    assert all(len(homes.keys() - {AGENCY, "mixed"}) <= 1 for homes in reports_of.values())
