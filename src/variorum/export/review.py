"""How good the reading is on what people judged, as text, as JSON and as a drawing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from variorum.export.lines import PROPERTY_WORDS
from variorum.export.reliability import reliability_chart
from variorum.export.values import value_words
from variorum.export.wording import CATEGORY_WORDS
from variorum.lexicon.en.wording import counted
from variorum.model import ClaimValue
from variorum.model.records import to_builtins
from variorum.model.review import Example, FaultClass, Interval, Measure, Review

FAULT_WORDS = {
    "rejected": "read, and rejected by a person", "added": "not read, and added by a person", "category": "another category",
    "number": "another number", "group": "other people counted", "actor": "another actor", "status": "another status",
    "value": "another value",
}  # fmt: skip
CAVEATS = (
    "Measured on judged claims only: who judges mostly what looks wrong makes the reading look worse than it is.",
    "Recall is only as good as people's adding: what nobody added was not missed.",
)
NOTHING = (
    "Nobody has judged a claim yet: `variorum claims` lists them, `variorum judge CLAIM accept|reject|correct` judges one. "
    "Judge all claims of ten or more reports, right and wrong alike, and add those that are missing."
)


def review_row(review: Review) -> dict[str, Any]:
    """The review as builtins, with what must be said beside it."""
    return {"record": "selftest", **to_builtins(review), "caveats": list(CAVEATS)}


def review_written(review: Review, console: Console) -> None:
    """Write the review to the console."""
    if not review.judged:
        console.print(Text(NOTHING))
        return
    count = f"{counted(review.judged, 'claim')} judged in {counted(review.documents, 'document')}"
    rest = f"; {review.unsettled} of them say nothing of what is read now" if review.unsettled else ""
    console.print(Text(count + rest, style="bold"))
    _measures(review, console)
    for caveat in CAVEATS:
        console.print(Text(caveat, style="dim"))
    _scores(review, console)
    if review.speakers_judged:
        judged = counted(review.speakers_judged, "accepted claim")
        console.print(Text(f"\nOf {judged} read otherwise by now {review.speakers_kept} kept the speaker."))
    if review.faults:
        console.print(Text("\nWhere people and the reading differ", style="bold"))
    for fault in review.faults:
        _fault(fault, console)


def review_chart(review: Review) -> Markup | None:
    """The reliability of the scores; None where no property has enough judged claims."""
    panels = [
        (PROPERTY_WORDS.get(each.property, each.property), f"{each.count} claims, expected calibration error {each.error:.3f}", each.bins)
        for each in review.calibrations
    ]
    return reliability_chart(panels) if panels else None


def _measures(review: Review, console: Console) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("")
    for name in ("right", "wrong", "missed", "documents"):
        table.add_column(name, justify="right")
    for name in ("precision", "recall", "F"):
        table.add_column(name)
    for measure in review.measures:
        row = [str(number) for number in (measure.right, measure.invented, measure.missed, measure.documents)]
        table.add_row(Text(_name(measure.property, measure.category)), *row, *map(Text, _shares(measure)))
    console.print()
    console.print(table)
    console.print()


def _shares(measure: Measure) -> Iterator[str]:
    """The three shares in words; why where there is none."""
    if measure.precision is None and measure.f1 is None:
        return iter(("too few to say", "", ""))
    return iter((_interval(measure.precision), _interval(measure.recall) if measure.recall else "nobody added any", _interval(measure.f1)))


def _interval(interval: Interval | None) -> str:
    return f"{interval.value:.2f} ({interval.low:.2f}–{interval.high:.2f})" if interval else "–"


def _scores(review: Review, console: Console) -> None:
    """Score against share, one table a property."""
    if not review.calibrations:
        console.print(Text("\nToo few judged claims to say whether scores mean what they say (50 of one property)."))
    for each in review.calibrations:
        name = PROPERTY_WORDS.get(each.property, each.property)
        console.print(Text(f"\nScores: {name}, {counted(each.count, 'claim')}, expected calibration error {each.error:.3f}", style="bold"))
        table = Table(box=None, pad_edge=False, header_style="bold")
        for column in ("scores", "claims", "mean score", "right"):
            table.add_column(column, justify="left" if column == "scores" else "right")
        for part in each.bins:
            table.add_row(f"{part.low:.1f}–{part.high:.1f}", str(part.count), f"{part.score:.2f}", f"{part.right:.2f}")
        console.print(table)


def _fault(fault: FaultClass, console: Console) -> None:
    console.print(Text(f"{fault.count:>4}  {_name(fault.property, fault.category)}: {FAULT_WORDS[fault.fault]}"))
    for example in fault.examples:
        console.print(Padding(_quoted(example), (0, 0, 0, 6), expand=False))
        reason = f" ({example.reason})" if example.reason else ""
        said = f"read: {_value(example.read)}; {example.by}: {_value(example.said)}{reason}"
        console.print(Padding(Text(said, style="dim"), (0, 0, 0, 8), expand=False))


def _quoted(example: Example) -> Text:
    before, words, after = (" ".join(f"|{part}|".split())[1:-1] for part in (example.before, example.words, example.after))
    return Text.assemble("…", before, (f"*{words}*", "bold"), after, "…")


def _value(value: ClaimValue | None) -> str:
    return "nothing" if value is None else value_words(value)


def _name(name: str, category: str | None) -> str:
    return CATEGORY_WORDS[category] if category else {**PROPERTY_WORDS, "figure": "All figures", "victim": "Victim"}.get(name, name)
