"""Drawings of a page, as inline SVG without style or script of their own: the page's style gives the classes their look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from markupsafe import Markup

from variorum.export.figures import FigureLine
from variorum.export.labels import Box, Label, place_labels, words_width
from variorum.export.scales import NumberScale, Tick, TimeScale, moment
from variorum.export.sheet import Sheet
from variorum.export.trajectories import Point, Series
from variorum.export.wording import number_words

NAMED = 12  # outlets that are named in a drawing; more names hide the lines
STUB = 16.0  # pixels that a line goes on after its outlet's last report: the number stood, but for how long nobody said
NARROW = 480  # pixels, below which a drawing is one for a phone
_ARROW = 15.0  # pixels of an open end
_BESIDE = {False: (60.0, 180.0), True: (50.0, 116.0)}  # pixels at least and at most for words right of the last time; True: for a phone


def has_chart(figure: FigureLine) -> bool:
    """Whether there is something to draw: values at two times or of two outlets."""
    return len({(series.outlet, point.day) for series in figure.series for point in series.points}) > 1


def has_conflict(sheet: Sheet) -> bool:
    """Whether something that is drawn is part of a disagreement."""
    keys = {key for conflict in sheet.disagreements for key in conflict.claims}
    return any(point.claim in keys for figure in sheet.figures if has_chart(figure) for series in figure.series for point in series.points)


def steps_chart(figure: FigureLine, conflicting: Collection[str] = (), *, width: int) -> Markup:
    """How a figure moved: a line of steps for each outlet, an arrow for an open end, a bar for a range; `conflicting` claims stand out."""
    narrow = width < NARROW
    beside = _beside(figure, width, narrow=narrow)
    room = Box(left=38.0, top=20.0, right=width - (14.0 if narrow else beside), bottom=_height(figure, narrow=narrow) - 34.0)
    points = [point for series in figure.series for point in series.points]
    clock = all("T" in point.day for point in points)  # a day is no hour: where one has no time of day, days are marked
    times = TimeScale.of([moment(point.day) for point in points], room.left, room.right - (beside - 14.0 if narrow else 0.0), clock=clock)
    numbers = NumberScale.of([point.high if point.high is not None else point.low for point in points], room.top + _ARROW, room.bottom)
    parts = [*_frame(times, numbers, room, apart=46.0 if narrow else 58.0)]
    parts += [part for series in figure.series for part in _line(series, times, numbers)]
    parts += [part for series in figure.series for point in series.points for part in _mark(series, point, times, numbers, conflicting)]
    labels = place_labels(
        [_end(series, times, numbers, narrow=narrow) for series in _named(figure.series)],
        room=Box(left=room.left, top=2.0, right=width, bottom=room.bottom),
        marks={*_marks(points, times, numbers), *_obstacles(figure.series, times, numbers)},
    )
    parts += [part for label in labels for part in _label(label)]
    kind = "narrow" if narrow else "wide"
    return Markup('<svg class="{}" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">{}</svg>').format(
        kind, width, round(room.bottom + 34), width, round(room.bottom + 34), _told(figure), Markup("").join(parts)
    )


def _beside(figure: FigureLine, width: int, *, narrow: bool) -> float:
    """The pixels to the right of the last time, so that the words of lines that end there have room."""
    least, most = _BESIDE[narrow]
    times = TimeScale.of([moment(point.day) for series in figure.series for point in series.points], 38.0, width - least)
    ends = ((times.x(moment(_leads(each)[-1].day)), words_width(_end_words(each, narrow=narrow))) for each in _named(figure.series))
    return max(least, min(most, least + max((x + STUB + 6 + words - width for x, words in ends), default=0.0)))


def unnamed(figure: FigureLine) -> int:
    """How many outlets are drawn without their name."""
    return max(0, len(figure.series) - NAMED)


def logarithmic(figure: FigureLine) -> bool:
    """Whether the drawing's scale is."""
    points = [point for series in figure.series for point in series.points]
    return NumberScale.of([point.high if point.high is not None else point.low for point in points], 0.0, 1.0).logarithmic


def _height(figure: FigureLine, *, narrow: bool) -> float:
    return (270.0 if narrow else 290.0) + 12.0 * max(0, min(len(figure.series), NAMED) - 5)


def _named(series: Sequence[Series]) -> list[Series]:
    """The outlets with most reports, the newest of equals."""
    ranked = sorted(series, key=lambda each: (len({point.day for point in each.points}), each.points[-1].day), reverse=True)
    return ranked[:NAMED]


def _frame(times: TimeScale, numbers: NumberScale, room: Box, *, apart: float) -> Iterator[Markup]:
    """Grid, axes and their words."""
    for number in numbers.ticks():
        y = numbers.y(number)
        kind = "axis" if number == 0 else "grid"
        yield Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>').format(kind, room.left, y, room.right, y)
        yield Markup('<text class="tick" x="{:.1f}" y="{:.1f}" text-anchor="end">{}</text>').format(
            room.left - 6, y + 4, number_words(number)
        )
    for tick in times.ticks(apart):
        yield from _tick(tick, room.bottom)
    for x in times.breaks():
        yield Markup('<path class="break" d="M{:.1f} {:.1f}v{:.1f}"/>').format(x, room.top, room.bottom - room.top - 8)
        yield Markup('<path class="axis" d="M{:.1f} {:.1f}l4 -10M{:.1f} {:.1f}l4 -10"/>').format(x - 5, room.bottom + 5, x, room.bottom + 5)


def _tick(tick: Tick, bottom: float) -> Iterator[Markup]:
    yield Markup('<line class="axis" x1="{0:.1f}" y1="{1:.1f}" x2="{0:.1f}" y2="{2:.1f}"/>').format(tick.x, bottom, bottom + 4)
    for kind, words, y in (("tick", tick.words, bottom + 16), ("tick year", tick.below, bottom + 29)):
        if words:
            yield Markup('<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>').format(kind, tick.x, y, words)


def _leads(series: Series) -> list[Point]:
    """The point that stands for each day, in the order of time."""
    leads: dict[str, Point] = {}
    for point in series.points:
        if point.lead or point.day not in leads:
            leads[point.day] = point
    return sorted(leads.values(), key=lambda point: moment(point.day))


def _runs(series: Series, times: TimeScale, numbers: NumberScale) -> Iterator[Box]:
    """From each report to the outlet's next one the numbers that stood: as high as they leave open."""
    leads = _leads(series)
    for number, point in enumerate(leads):
        x = times.x(moment(point.day))
        after = moment(leads[number + 1].day) if series.joined and number + 1 < len(leads) else None
        until = times.x(after) if after is not None and times.unbroken(moment(point.day), after) else x + STUB
        high = numbers.y(point.low if point.high is None else point.high)
        yield Box(left=x, top=high, right=until, bottom=numbers.y(point.low))


def _line(series: Series, times: TimeScale, numbers: NumberScale) -> Iterator[Markup]:
    """Level from report to report, and straight up or down at each: what stood between two reports nobody said."""
    path = ""
    at = None  # where the line has come to
    for run in _runs(series, times, numbers):
        if run.top < run.bottom:
            shape = (run.left, run.top, run.right - run.left, run.bottom - run.top)
            yield Markup('<rect class="band" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(*shape)
            at = None
        else:
            path += f"{'L' if at == run.left else 'M'}{run.left:.1f} {run.bottom:.1f}H{run.right:.1f}"
            at = run.right
    yield Markup('<path class="line" d="{}"/>').format(path)


def _mark(series: Series, point: Point, times: TimeScale, numbers: NumberScale, conflicting: Collection[str]) -> Iterator[Markup]:
    """What was said at one time, leading to its words."""
    x, low = times.x(moment(point.day)), numbers.y(point.low)
    if point.high is None:
        shape = Markup('<path class="open" d="M{0:.1f} {1:.1f}V{2:.1f}m-3.5 4.5l3.5 -4.5l3.5 4.5M{3:.1f} {1:.1f}h8"/>').format(
            x, low, low - _ARROW, x - 4
        )
    elif point.high > point.low:
        shape = Markup('<path class="bar" d="M{0:.1f} {1:.1f}h8M{2:.1f} {1:.1f}V{3:.1f}M{0:.1f} {3:.1f}h8"/>').format(
            x - 4, low, x, numbers.y(point.high)
        )
    else:
        shape = Markup('<circle class="dot" cx="{:.1f}" cy="{:.1f}" r="3.6"/>').format(x, low)
    touch = Markup('<circle class="touch" cx="{:.1f}" cy="{:.1f}" r="9"/>').format(x, low)
    kind = "mark conflict" if point.claim in conflicting else "mark"
    title = f"{series.outlet}, {point.date}: {_words(point)}{f' ({point.step})' if point.step else ''}"
    if point.claim is None:
        yield Markup('<g class="{}"><title>{}</title>{}{}</g>').format(kind, title, shape, touch)
    else:
        yield Markup('<a class="{}" href="#{}" tabindex="-1"><title>{}</title>{}{}</a>').format(
            kind, point.claim.replace(":", "-"), title, shape, touch
        )


def _marks(points: Sequence[Point], times: TimeScale, numbers: NumberScale) -> Iterator[Box]:
    for point in points:
        x, low = times.x(moment(point.day)), numbers.y(point.low)
        top = low - _ARROW if point.high is None else numbers.y(point.high)
        yield Box(left=round(x) - 5, top=round(top) - 4, right=round(x) + 5, bottom=round(low) + 4)


def _obstacles(series: Sequence[Series], times: TimeScale, numbers: NumberScale) -> Iterator[Box]:
    """The lines, which no label should cross: level runs and the rises between them."""
    for each in series:
        before = None
        for run in _runs(each, times, numbers):
            yield Box(left=run.left, top=run.bottom - 1, right=run.right, bottom=run.bottom + 1)
            if before is not None and before.right == run.left:
                ends = sorted((before.bottom, run.bottom))
                yield Box(left=run.left - 1, top=ends[0], right=run.left + 1, bottom=ends[1])
            before = run


def _end(series: Series, times: TimeScale, numbers: NumberScale, *, narrow: bool) -> tuple[str, float, float]:
    """The words at the end of a line, and where it ends."""
    last = _leads(series)[-1]
    level = numbers.y(last.low if last.low or last.high is None else last.high)
    return _end_words(series, narrow=narrow), times.x(moment(last.day)) + STUB - 6, level


def _end_words(series: Series, *, narrow: bool) -> str:
    longest = 16 if narrow else 24
    name = series.outlet if len(series.outlet) <= longest else f"{series.outlet[: longest - 1].rstrip()}…"
    return f"{name} {_words(_leads(series)[-1])}"


def _label(label: Label) -> Iterator[Markup]:
    if label.led:
        yield Markup('<line class="thread" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>').format(
            label.from_x + 4, label.from_y, label.x + (2 if label.before else -2), label.y
        )
    yield Markup('<text class="label" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(
        label.x, label.y + 4, "end" if label.before else "start", label.words
    )


def _words(point: Point) -> str:
    low = number_words(point.low)
    if point.high is None:
        return f"{low}+"
    return low if point.high == point.low else f"{low}–{number_words(point.high)}"


def _told(figure: FigureLine) -> str:
    """The drawing in words, for those who do not see it."""
    told = [f"{series.outlet}: " + ", ".join(f"{_words(point)} on {point.date}" for point in series.points) for series in figure.series]
    return f"{figure.label}, as each outlet gave it. {'; '.join(told[:NAMED])}."


def timeline(sheets: Sequence[Sheet], *, width: int = 720) -> Markup | None:
    """When the incidents happened: a dot for each, those of one time above each other. None where fewer than two have a date."""
    dated = [each for each in sheets if each.day]
    if len(dated) < 2:
        return None
    times = TimeScale.of([moment(each.day) for each in dated], 18.0, width - 18.0)
    places = [round(times.x(moment(each.day)) / 9) for each in dated]
    highest = max(Counter(places).values())
    spacing = min(9.0, 78.0 / highest)
    bottom = round(18.0 + highest * spacing)
    parts = [Markup('<line class="axis" x1="0" y1="{0}" x2="{1}" y2="{0}"/>').format(bottom, width)]
    parts += [part for tick in times.ticks(46.0 if width < NARROW else 58.0) for part in _tick(tick, bottom)]
    parts += [Markup('<path class="axis" d="M{0:.1f} {1:.1f}l4 -10m1 10l4 -10"/>').format(x - 5, bottom + 5) for x in times.breaks()]
    height: Counter[int] = Counter()
    for each, place in zip(dated, places, strict=True):
        height[place] += 1
        parts.append(
            Markup(
                '<a class="mark" href="#{}" tabindex="-1"><title>{}</title><circle class="dot" cx="{}" cy="{:.1f}" r="3.6"/></a>'
            ).format(each.anchor, each.title, place * 9, bottom - 6 - (height[place] - 1) * spacing)
        )
    label = f"{len(dated)} incidents between {dated[0].when} and {dated[-1].when}"
    kind, height_of_all = "narrow" if width < NARROW else "wide", bottom + 34
    return Markup('<svg class="{0}" viewBox="0 0 {1} {2}" width="{1}" height="{2}" role="img" aria-label="{3}">{4}</svg>').format(
        kind, width, height_of_all, label, Markup("").join(parts)
    )
