"""What each witness gave when: the points from which the movement of a figure is drawn."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from variorum.export.index import Index
from variorum.export.lines import day_of, time_words
from variorum.export.moves import step_words
from variorum.export.scales import moment
from variorum.export.sentences import visible
from variorum.lexicon.en.wording import UNNAMED_OUTLET, day_words
from variorum.model import Figure, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What an outlet gave at one time; `high` is None for an open end. `day` is ISO 8601, `date` the same in words.

    `step` says in words how it came about, where that is known. Of several at one time `lead` is the one that its newest report gives
    first: news begins with what is new.
    """

    day: str
    date: str
    low: int
    high: int | None
    claim: str | None
    lead: bool = True
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One witness's points in the order of time. `joined` is False where several unnamed outlets may hide behind the name."""

    outlet: str
    points: tuple[Point, ...]
    joined: bool = True


def series_of(figure: Figure, index: Index) -> Iterator[Series]:
    """The points of every witness that gave a dated total."""
    instants = {number: at for number, step in enumerate(figure.trajectory) if (at := _instant(step, index))}
    zone = _common_zone(instants.values())
    steps: dict[str, dict[str, list[Step]]] = defaultdict(lambda: defaultdict(list))
    for number, step in enumerate(figure.trajectory):
        if step.at:
            told = instants[number].astimezone(zone).isoformat() if number in instants else step.at
            steps[step.witness or step.outlet][told].append(step)
    for outlet, days in sorted(steps.items()):
        points = [point for at, held in sorted(days.items()) for point in _points(at, held, figure.category, index)]
        yield Series(outlet=visible(outlet), points=tuple(points), joined=outlet != UNNAMED_OUTLET)


def undated(figure: Figure) -> int:
    """How many totals have no date and are not drawn."""
    return sum(step.at is None for step in figure.trajectory)


def _instant(step: Step, index: Index) -> datetime | None:
    """The time of day too, where the report of that day prints one."""
    held = (index.published_at(index.claims[key].document) for key in step.claims if key in index.claims)
    instants = (published.at for published in held if published and published.at)
    return min((at for at in instants if at.date().isoformat() == step.at), default=None)


def _common_zone(instants: Iterable[datetime]) -> timezone:
    """The zone in which most reports tell the time: one axis has one clock."""
    offsets = Counter(at.utcoffset() or timedelta() for at in instants)
    return timezone(max(offsets, key=lambda offset: (offsets[offset], offset))) if offsets else UTC


def _points(at: str, steps: Sequence[Step], category: str, index: Index) -> Iterator[Point]:
    lead = min(steps, key=lambda step: _newness(step, index))
    words = day_words(date.fromisoformat(at[:10])) + (f", {time_words(datetime.fromisoformat(at))}" if "T" in at else "")
    for step in steps:
        claim = next((key for key in step.claims if key in index.claims), None)
        yield Point(day=at, date=words, low=step.low, high=step.high, claim=claim, lead=step is lead, step=step_words(step, category))


def _newness(step: Step, index: Index) -> tuple[float, int, int]:
    """Sorts what the newest report says first before all else."""
    ranks = []
    for claim in (index.claims[key] for key in step.claims if key in index.claims):
        published = day_of(index.published_at(claim.document))
        ranks.append((-moment(published) if published else 0.0, claim.evidence[0].start, step.low))
    return min(ranks, default=(0.0, 0, step.low))
