"""The way of the data: add → read → resolve → reckon. Here, and at the desk, a stage meets the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, TypeVar

from variorum import settling
from variorum.acquire import acquire
from variorum.clean import MAKER as CLEANER
from variorum.clean.task import CleanTask, clean_task, not_cleaned
from variorum.config import Choice
from variorum.model import Capture, Document, Hints, Problem, Reading, Sighting
from variorum.read.claims import maker as reader
from variorum.read.encoder.weights import weights
from variorum.read.task import ReadTask, not_read, read_task
from variorum.reckon.judged import Judged, judged
from variorum.registry import registry_of
from variorum.settling import tellings
from variorum.store import Ledger
from variorum.workers import Died, spread

__all__ = ["Tally", "add", "decisions", "first_sighting", "read", "run", "settle", "tellings"]

Progress = Callable[[str, int, int | None], None]  # what is done, how many of it, of how many (None: not known)
Answer = TypeVar("Answer")

LOSES_INPUT = frozenset({"unreadable_file", "unknown_format", "empty_file", "bad_row", "too_large", "no_text"})
POOL_PAYS = 24  # tasks: below, starting the workers takes longer than the work (about 2 s for the model in each)


def silent(what: str, done: int, total: int | None) -> None:
    """Progress that nobody watches."""


@dataclass(kw_only=True)
class Tally:
    """What one run did, in numbers."""

    captures: int = 0
    documents: int = 0
    read: int = 0
    incidents: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def lost(self) -> list[Problem]:
        """Inputs that did not come through: a file that could not be read, a worker that died."""
        return [problem for problem in self.problems if problem.severity == "error" or problem.code in LOSES_INPUT]


def run(ledger: Ledger, paths: Iterable[Path | str], *, now: datetime, stdin: BinaryIO | None = None, progress: Progress = silent) -> Tally:
    """The main job: add what is new, read what is unread, resolve and reckon."""
    registry_of(ledger)  # a mistake in the user's file is told before all the work
    tally = add(ledger, paths, now=now, stdin=stdin, progress=progress)
    more = read(ledger, now=now, progress=progress)
    tally.read = more.read
    tally.problems += more.problems
    tally.incidents = settle(ledger, progress=progress)
    return tally


# ---------------------------------------------------------------- add


def add(ledger: Ledger, paths: Iterable[Path | str], *, now: datetime, stdin: BinaryIO | None = None, progress: Progress = silent) -> Tally:
    """Take files in and clean them into documents. The same input again changes nothing but that it was seen."""
    tally = Tally()
    for count, seen in enumerate(acquire(paths, now=now, stdin=stdin, max_bytes=ledger.config.max_file_bytes), start=1):
        if isinstance(seen, Problem):
            tally.problems.append(seen)
            ledger.add_problems([seen])
        else:
            tally.captures += ledger.add_capture(seen.capture, seen.sighting, seen.data)
        progress("added", count, None)
    _clean(ledger, tally, now=now, progress=progress)
    return tally


def _clean(ledger: Ledger, tally: Tally, *, now: datetime, progress: Progress) -> None:
    """Clean the captures that this cleaner has not been over."""
    captures = list(ledger.captures_without("clean", CLEANER))
    tasks = (CleanTask(capture=capture, blob=ledger.blob_path(capture.blob), file=_file(ledger, capture)) for capture in captures)
    for count, answer in enumerate(spread(clean_task, tasks, workers=_workers(ledger, len(captures))), start=1):
        capture, cleaned = not_cleaned(answer.task) if isinstance(answer, Died) else answer
        reading = Reading(document=capture.key, stage="clean", maker=CLEANER, at=now)
        tally.documents += ledger.add_documents(capture.key, reading, cleaned.documents, cleaned.problems)
        tally.problems += cleaned.problems
        progress("cleaned", count, len(captures))


def _file(ledger: Ledger, capture: Capture) -> str | None:
    sighting = first_sighting(ledger, capture.key)
    return sighting.file if sighting else None


# ---------------------------------------------------------------- read


def read(ledger: Ledger, *, now: datetime, again: bool = False, only: Sequence[str] = (), progress: Progress = silent) -> Tally:
    """Read the documents that this reader has not read; `again` reads all that `only` names (all, if it names none)."""
    tally = Tally()
    choice = Choice.of(config=ledger.config)
    wanted = list(ledger.documents() if again else ledger.documents_without("read", reader(choice)))
    if only:
        wanted = [document for document in wanted if document.key in only]
    if wanted:
        tally.problems += weights(choice).problems
        ledger.add_problems(tally.problems)
    siblings = _siblings(ledger.documents()) if wanted else {}
    tasks = (ReadTask(document=document, hints=_hints(ledger, document, siblings), choice=choice) for document in wanted)
    for count, answer in enumerate(spread(read_task, tasks, workers=_workers(ledger, len(wanted))), start=1):
        readout = not_read(answer.task) if isinstance(answer, Died) else answer
        tally.read += ledger.add_readout(Reading(document=readout.document, stage="read", maker=reader(choice), at=now), readout)
        tally.problems += readout.problems
        progress("read", count, len(wanted))
    return tally


def _workers(ledger: Ledger, tasks: int) -> int | None:
    return 1 if tasks < POOL_PAYS else ledger.config.workers


def _siblings(documents: Iterable[Document]) -> dict[str, list[Document]]:
    """The dated documents of each capture."""
    parts: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if document.published is not None:
            parts[document.capture].append(document)
    return parts


def _hints(ledger: Ledger, document: Document, siblings: dict[str, list[Document]]) -> Hints:
    dates = tuple(part.published for part in siblings.get(document.capture, ()) if part.key != document.key and part.published)
    sighting = first_sighting(ledger, document.capture)
    return Hints(siblings=dates, retrieved=sighting.at if sighting else None)


def first_sighting(ledger: Ledger, capture: str) -> Sighting | None:
    """When and where a capture was first seen."""
    return min(ledger.sightings(capture), key=lambda sighting: sighting.at, default=None)


# ---------------------------------------------------------------- resolve and reckon


def settle(ledger: Ledger, *, every: bool = False, anew: bool = False, progress: Progress = silent) -> int:
    """Resolve and reckon what is new; or reckon `every` incident, too; or do all of it `anew`. Gives the number of incidents."""
    return settling.settle(ledger, every=every, anew=anew, progress=progress)


def decisions(ledger: Ledger, documents: dict[str, Document]) -> Judged:
    """The current claims as people's judgements leave them, whatever the claims and accounts were called when they were judged."""
    return judged(ledger.claims(), documents, ledger.judgements(), former=ledger.judged_claims(), aliases=ledger.account_aliases())
