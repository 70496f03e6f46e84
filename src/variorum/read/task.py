"""One document as a task for a worker. A worker loads this module and what it needs, and nothing of the store."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.config import Choice
from variorum.model import Document, Hints, Problem, Readout
from variorum.read.claims import maker, read_document


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTask:
    """One document to read, what may be known beside it, and what may read it."""

    document: Document
    hints: Hints
    choice: Choice | None = None


def read_task(task: ReadTask) -> Readout:
    """One document read, in a worker. A bug of ours becomes a problem of that document, and the run goes on."""
    try:
        return read_document(task.document, task.hints, task.choice)
    except Exception as error:
        return _unread(task, "reader_failed", f"{type(error).__name__}: {error}"[:500])


def not_read(task: ReadTask) -> Readout:
    """What is left of a task whose worker died."""
    return _unread(task, "reader_died", "The process that worked on this ended without an answer; the others went on.")


def _unread(task: ReadTask, code: str, message: str) -> Readout:
    problem = Problem(stage="read", code=code, subject=task.document.key, message=message, severity="error")
    return Readout(document=task.document.key, maker=maker(task.choice), problems=(problem,))
