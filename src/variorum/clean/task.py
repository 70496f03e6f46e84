"""One capture as a task for a worker. A worker loads this module and what it needs, and nothing of the store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from variorum.clean.clean import Cleaned, clean
from variorum.model import Capture, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanTask:
    """One capture to clean; the worker reads its bytes from `blob`."""

    capture: Capture
    blob: Path
    file: str | None


def clean_task(task: CleanTask) -> tuple[Capture, Cleaned]:
    """One capture cleaned, in a worker. A bug of ours becomes a problem of that capture, and the run goes on."""
    try:
        return task.capture, clean(task.capture, task.blob.read_bytes(), file=task.file)
    except Exception as error:
        return _unclean(task, "reader_failed", f"{type(error).__name__}: {error}"[:500])


def not_cleaned(task: CleanTask) -> tuple[Capture, Cleaned]:
    """What is left of a task whose worker died."""
    return _unclean(task, "reader_died", "The process that worked on this ended without an answer; the others went on.")


def _unclean(task: CleanTask, code: str, message: str) -> tuple[Capture, Cleaned]:
    problem = Problem(stage="clean", code=code, subject=task.capture.key, message=message, severity="error")
    return task.capture, Cleaned(documents=(), problems=(problem,))
