"""How a figure moved, witness by witness and step by step: as a page or a text shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from variorum.export.lines import ClaimLine
from variorum.export.sentences import visible
from variorum.export.wording import ends_words
from variorum.lexicon.en.wording import day_words
from variorum.model import Figure, Step

STEP_WORDS = {
    "first": "first number", "new_deaths": "more dead", "died_of_wounds": "died of wounds", "late_report": "late report",
    "recount": "recount", "correction": "correction", "retraction": "retraction",
    "change_of_scope": "counts something else",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step: the day, the number, how it came about ("" where that is not known) and what tells so; the claim that gives it."""

    date: str
    number: str
    kind: str
    why: str
    claim: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveLine:
    """The steps of one witness that gave more than one number, in the order of time."""

    witness: str
    steps: tuple[StepLine, ...]


def move_lines(figure: Figure, lines: Mapping[str, ClaimLine]) -> tuple[MoveLine, ...]:
    """The witnesses whose number moved, the one with most steps first."""
    by_witness: dict[str, list[Step]] = defaultdict(list)
    for step in figure.trajectory:
        by_witness[step.witness or step.outlet].append(step)
    found = [
        MoveLine(witness=visible(witness), steps=tuple(_line(step, figure, lines) for step in steps))
        for witness, steps in by_witness.items()
        if any(step.step not in (None, "first") for step in steps)
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.steps), each.witness)))


def step_words(step: Step, category: str) -> str:
    """How a step came about, in words; "" where that is not known."""
    if step.step == "new_deaths" and category != "killed":
        return "more"
    return STEP_WORDS[step.step] if step.step else ""


def _line(step: Step, figure: Figure, lines: Mapping[str, ClaimLine]) -> StepLine:
    withdrawn = step.step == "retraction" and step.low == 0 and step.high is None
    return StepLine(
        date=day_words(date.fromisoformat(step.at[:10])) if step.at else "undated",
        number="none" if withdrawn else ends_words(step.low, None, step.high),
        kind=step_words(step, figure.category),
        why=visible(step.why),
        claim=next((key for key in step.claims if key in lines), None),
    )
