"""Precision, recall and F over the threshold: a drawing that stands by itself in a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

SIDE = 220.0  # pixels of the square of one panel
LEFT, TOP, GAP, BELOW = 48.0, 42.0, 56.0, 56.0
LOWEST = 0.5  # the share at the foot of a panel
LINES = {"precision": "6 3", "recall": "2 3", "f": ""}
_STYLE = Markup("""<style>
svg { color-scheme: light dark; font: 12px "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif; }
.paper { fill: #fff; } .axis { stroke: #5a5f66; fill: none; } .grid { stroke: #d6d8db; } .shipped { stroke: #a2461f; }
.line { stroke: #17517e; stroke-width: 1.5; fill: none; }
text { fill: #5a5f66; } .name { fill: #16181b; font-weight: 700; font-size: 14px; }
@media (prefers-color-scheme: dark) {
  .paper { fill: #14171a; } .axis { stroke: #a3a8ae; } .grid { stroke: #3a3f45; } .line { stroke: #8dbfe8; } .shipped { stroke: #e39a76; }
  text { fill: #a3a8ae; } .name { fill: #e7e5e0; }
}
</style>""")


def curve_chart(report: Mapping[str, Mapping[str, Any]], shipped: float) -> Markup:
    """One panel for each set of the report of `bench.reprints`; the upright line is the threshold that is shipped."""
    width, height = LEFT + len(report) * (SIDE + GAP), TOP + SIDE + BELOW
    parts = [_STYLE, Markup('<rect class="paper" width="{:.0f}" height="{:.0f}"/>').format(width, height)]
    for index, (name, measured) in enumerate(report.items()):
        words = f"{measured['pairs']} pairs, F {measured['f']:.3f} at {shipped:g}"
        parts += _panel(LEFT + index * (SIDE + GAP), name, words, measured["curve"], shipped)
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0:.0f} {1:.0f}" width="{0:.0f}" height="{1:.0f}" role="img" '
        'aria-label="Precision, recall and F of copies, by threshold">{2}</svg>\n'
    ).format(width, height, Markup("").join(parts))


def _panel(left: float, name: str, words: str, curve: Sequence[Mapping[str, float]], shipped: float) -> Iterator[Markup]:
    bottom = TOP + SIDE

    def x(threshold: float) -> float:
        return left + threshold * SIDE

    def y(share: float) -> float:
        return bottom - max(0.0, (share - LOWEST) / (1 - LOWEST)) * SIDE

    yield Markup('<text class="name" x="{:.1f}" y="16">{}</text><text x="{:.1f}" y="32">{}</text>').format(left, name, left, words)
    for tick in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        yield Markup('<path class="grid" d="M{:.1f} {:.1f}h{:.1f}"/>').format(left, y(tick), SIDE)
        yield Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="end">{:.0%}</text>').format(left - 6, y(tick) + 4, tick)
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        yield Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="middle">{:g}</text>').format(x(tick), bottom + 16, tick)
    yield Markup('<path class="axis" d="M{0:.1f} {1:.1f}V{2:.1f}h{3:.1f}"/>').format(left, TOP, bottom, SIDE)
    yield Markup('<path class="shipped" d="M{:.1f} {:.1f}V{:.1f}"/>').format(x(shipped), TOP, bottom)
    for measure, dashes in LINES.items():
        path = "".join(f"{'L' if number else 'M'}{x(at['threshold']):.1f} {y(at[measure]):.1f}" for number, at in enumerate(curve))
        yield Markup('<path class="line" stroke-dasharray="{}" d="{}"><title>{}</title></path>').format(dashes or "none", path, measure)
    yield Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="middle">threshold · F –, precision - -, recall ···</text>').format(
        left + SIDE / 2, bottom + 36
    )
