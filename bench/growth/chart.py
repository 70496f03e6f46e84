"""How time and memory grow, as a drawing that stands by itself in a file: both axes are logarithmic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, floor, log10
from typing import Any, NamedTuple

from markupsafe import Markup

WIDTH, HEIGHT = 200.0, 200.0  # pixels of one panel
LEFT, TOP, BESIDE, BELOW = 52.0, 44.0, 168.0, 52.0
APART = 14.0  # pixels from one label to the next
FROM = 10_000  # accounts, from which on growth is judged: smaller worlds have no large incidents
DENSER = ", denser worlds"  # behind the name of what was measured in worlds that all tell of the same ten years
DASHES = ("none", "6 3", "2 3", "9 3 2 3", "12 4")
_STYLE = Markup("""<style>
svg { color-scheme: light dark; font: 12px "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif; }
.paper { fill: #fff; } .axis { stroke: #5a5f66; fill: none; } .grid { stroke: #d6d8db; } .allowed { stroke: #a2461f; fill: none; }
.line { stroke: #17517e; stroke-width: 1.5; fill: none; } .dot { fill: #17517e; } .thread { stroke: #a3a8ae; stroke-width: .7; }
text { fill: #5a5f66; } .name { fill: #16181b; font-weight: 700; font-size: 14px; } .limit { fill: #a2461f; }
@media (prefers-color-scheme: dark) {
  .paper { fill: #14171a; } .axis { stroke: #a3a8ae; } .grid { stroke: #3a3f45; } .line { stroke: #8dbfe8; } .dot { fill: #8dbfe8; }
  .allowed { stroke: #e39a76; } .limit { fill: #e39a76; } text { fill: #a3a8ae; } .name { fill: #e7e5e0; }
}
</style>""")
Points = Sequence[tuple[float, float]]
Row = Mapping[str, Any]


class Allowed(NamedTuple):
    """So many times the work for so many times the accounts."""

    work: float
    accounts: float
    words: str

    @property
    def power(self) -> float:
        """The exponent of growth."""
        return log10(self.work) / log10(self.accounts)


class Panel(NamedTuple):
    """One square of the drawing: lines by their names, and how much the first of them may grow."""

    name: str
    words: str
    lines: Mapping[str, Points]
    allowed: Allowed | None = None


def growth_chart(results: Mapping[str, Mapping[str, Row]]) -> Markup:
    """A drawing of what `bench.growth` measured."""
    drawn = [panel for panel in panels(results) if any(panel.lines.values())]
    width, height = len(drawn) * (LEFT + WIDTH + BESIDE), TOP + HEIGHT + BELOW
    parts = [_STYLE, Markup('<rect class="paper" width="{:.0f}" height="{:.0f}"/>').format(width, height)]
    for index, panel in enumerate(drawn):
        parts += _panel(index * (LEFT + WIDTH + BESIDE) + LEFT, panel)
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0:.0f} {1:.0f}" width="{0:.0f}" height="{1:.0f}" role="img" '
        'aria-label="Time and memory against the number of accounts">{2}</svg>\n'
    ).format(width, height, Markup("").join(parts))


def panels(results: Mapping[str, Mapping[str, Row]]) -> tuple[Panel, ...]:
    """All that is to be drawn, lines without a point left out."""
    resolved, denser, settled = (rows_of(results, what) for what in ("resolve", f"resolve{DENSER}", "ledger"))
    changes = [name for name in (settled[0] if settled else {}) if isinstance(settled[0][name], dict)]
    whole = {"resolve": _points(resolved, "seconds"), f"resolve{DENSER}": _points(denser, "seconds")}
    whole |= {"settle a ledger": _points(settled, "seconds")}
    single = {name: [(row["accounts"], row[name]["seconds"]) for row in settled] for name in changes}
    memory = {"resolve": _points(resolved, "peak"), "settle a ledger": _points(settled, "peak")}
    return (
        Panel("All accounts", "seconds of the processor", _drawn(whole), Allowed(11, 10, "11 times for ten times")),
        Panel("One change", "seconds of the processor", _drawn(single), Allowed(1.5, 100, "half more for a hundred times")),
        Panel("Memory", "peak, MB", _drawn(memory)),
    )


def rows_of(results: Mapping[str, Mapping[str, Row]], what: str) -> list[Row]:
    """What was measured of one thing, by the number of accounts."""
    return sorted(results.get(what, {}).values(), key=lambda row: int(row["accounts"]))


def _points(rows: Sequence[Row], name: str) -> Points:
    return [(row["accounts"], row[name]) for row in rows]


def _drawn(lines: Mapping[str, Points]) -> dict[str, Points]:
    return {name: points for name, points in lines.items() if points}


class _Scale(NamedTuple):
    """Whole decades onto pixels."""

    first: int
    last: int
    start: float
    end: float

    @classmethod
    def of(cls, values: Sequence[float], start: float, end: float) -> _Scale:
        first, last = floor(log10(min(values))), ceil(log10(max(values)))
        return cls(first, max(last, first + 1), start, end)

    def at(self, value: float) -> float:
        return self.start + (log10(value) - self.first) / (self.last - self.first) * (self.end - self.start)

    def decades(self) -> list[float]:
        return [10.0**power for power in range(self.first, self.last + 1)]


def _panel(left: float, panel: Panel) -> Iterator[Markup]:
    every = [point for points in panel.lines.values() for point in points]
    across = _Scale.of([x for x, _ in every], left, left + WIDTH)
    up = _Scale.of([y for _, y in every], TOP + HEIGHT, TOP)
    yield Markup('<text class="name" x="{0:.1f}" y="16">{1}</text><text x="{0:.1f}" y="32">{2}</text>').format(
        left, panel.name, panel.words
    )
    for value in up.decades():
        yield Markup('<path class="grid" d="M{:.1f} {:.1f}h{:.1f}"/>').format(left, up.at(value), WIDTH)
        yield Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="end">{}</text>').format(left - 6, up.at(value) + 4, _number(value))
    for value in across.decades():
        yield Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>').format(
            across.at(value), TOP + HEIGHT + 16, _number(value)
        )
    yield Markup('<path class="axis" d="M{0:.1f} {1:.1f}V{2:.1f}h{3:.1f}"/>').format(left, TOP, TOP + HEIGHT, WIDTH)
    yield Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="middle">accounts</text>').format(left + WIDTH / 2, TOP + HEIGHT + 36)
    ends = {}
    if panel.allowed is not None:
        allowed, end = _allowed(next(iter(panel.lines.values())), panel.allowed.power, across, up)
        yield allowed
        ends[panel.allowed.words] = (end, "limit")
    for (name, points), dashes in zip(panel.lines.items(), DASHES, strict=False):
        at = [(across.at(x), up.at(y)) for x, y in points]
        path = "".join(f"{'L' if number else 'M'}{x:.1f} {y:.1f}" for number, (x, y) in enumerate(at))
        yield Markup('<path class="line" stroke-dasharray="{}" d="{}"><title>{}</title></path>').format(dashes, path, name)
        for x, y in at:
            yield Markup('<circle class="dot" cx="{:.1f}" cy="{:.1f}" r="2.5"/>').format(x, y)
        ends[name] = (at[-1], "")
    yield from _labels(ends, left + WIDTH + 14)


def _allowed(points: Points, power: float, across: _Scale, up: _Scale) -> tuple[Markup, tuple[float, float]]:
    """The line that these points should not rise above, as far as it is in the panel."""
    x, y = next((point for point in points[:-1] if point[0] >= FROM), points[0])
    last = min(10.0**across.last, x * 10 ** ((up.last - log10(y)) / power))
    end = across.at(last), up.at(y * (last / x) ** power)
    path = Markup('<path class="allowed" stroke-dasharray="1 3" d="M{:.1f} {:.1f}L{:.1f} {:.1f}"/>')
    return path.format(across.at(x), up.at(y), *end), end


def _labels(ends: Mapping[str, tuple[tuple[float, float], str]], x: float) -> Iterator[Markup]:
    """The names of lines beside their ends, pushed down where they would lie on each other, with a thread to the end."""
    below = 0.0
    for name, ((from_x, from_y), kind) in sorted(ends.items(), key=lambda item: item[1][0][1]):
        y = below = max(from_y, below + APART)
        yield Markup('<path class="thread" d="M{:.1f} {:.1f}L{:.1f} {:.1f}"/>').format(from_x + 4, from_y, x - 3, y)
        yield Markup('<text class="{}" x="{:.1f}" y="{:.1f}">{}</text>').format(kind, x, y + 4, name)


def _number(value: float) -> str:
    if value >= 1e6:
        return f"{value / 1e6:g} M"
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"
