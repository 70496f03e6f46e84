"""The reliability diagram of a score: a drawing that stands by itself in a file."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from variorum.model.review import Bin

SIDE = 220.0  # pixels of the square of one panel
LEFT, TOP, GAP, BELOW = 48.0, 42.0, 56.0, 46.0
BAR = 34.0  # the highest bar of the counts under a panel
SMALLEST, LARGEST = (
    1.5,
    7.0,
)  # the radius of a dot: its area goes with the claims, so that a bin of three does not weigh like one of a thousand
_STYLE = Markup("""<style>
svg { color-scheme: light dark; font: 12px "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif; }
.paper { fill: #fff; } .axis { stroke: #5a5f66; fill: none; } .grid { stroke: #d6d8db; } .even { stroke: #5a5f66; stroke-dasharray: 3 3; }
.line { stroke: #17517e; stroke-width: 1.5; fill: none; } .dot { fill: #17517e; } .count { fill: #17517e; opacity: .35; }
text { fill: #5a5f66; } .name { fill: #16181b; font-weight: 700; font-size: 14px; }
@media (prefers-color-scheme: dark) {
  .paper { fill: #14171a; } .axis, .even { stroke: #a3a8ae; } .grid { stroke: #3a3f45; } .line { stroke: #8dbfe8; }
  .dot, .count { fill: #8dbfe8; } text { fill: #a3a8ae; } .name { fill: #e7e5e0; }
}
</style>""")


def reliability_chart(panels: Sequence[tuple[str, str, Sequence[Bin]]]) -> Markup:
    """One panel for each (name, a line of words, bins): of the claims with a score how many are right.

    On the broken line score and share are equal; the bars below count the claims.
    """
    width = LEFT + len(panels) * (SIDE + GAP)
    height = TOP + SIDE + BELOW + BAR + 24
    parts = [_STYLE, Markup('<rect class="paper" width="{:.0f}" height="{:.0f}"/>').format(width, height)]
    for index, (name, words, bins) in enumerate(panels):
        parts += _panel(LEFT + index * (SIDE + GAP), name, words, bins)
    told = "; ".join(f"{name}: {words}" for name, words, _ in panels)
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0:.0f} {1:.0f}" width="{0:.0f}" height="{1:.0f}" role="img" '
        'aria-label="{2}">{3}</svg>\n'
    ).format(width, height, f"Share of claims that are right, by score. {told}", Markup("").join(parts))


def _panel(left: float, name: str, words: str, bins: Sequence[Bin]) -> Iterator[Markup]:
    bottom = TOP + SIDE

    def x(score: float) -> float:
        return left + score * SIDE

    def y(share: float) -> float:
        return bottom - share * SIDE

    yield Markup('<text class="name" x="{:.1f}" y="16">{}</text><text x="{:.1f}" y="32">{}</text>').format(left, name, left, words)
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        yield Markup('<path class="grid" d="M{:.1f} {:.1f}h{:.1f}"/>').format(left, y(tick), SIDE)
        yield Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="end">{:.0%}</text>').format(left - 6, y(tick) + 4, tick)
        yield Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="middle">{:g}</text>').format(x(tick), bottom + 16, tick)
    yield Markup('<path class="axis" d="M{0:.1f} {1:.1f}V{2:.1f}h{3:.1f}"/>').format(left, TOP, bottom, SIDE)
    yield Markup('<path class="even" d="M{:.1f} {:.1f}L{:.1f} {:.1f}"/>').format(x(0), y(0), x(1), y(1))
    path = "".join(f"{'L' if number else 'M'}{x(each.score):.1f} {y(each.right):.1f}" for number, each in enumerate(bins))
    yield Markup('<path class="line" d="{}"/>').format(path)
    most = max((each.count for each in bins), default=1)
    floor = bottom + BELOW + BAR - 16
    for each in bins:
        title = f"{each.count} claims, mean score {each.score:.2f}, right {each.right:.0%}"
        radius = SMALLEST + (LARGEST - SMALLEST) * math.sqrt(each.count / most)
        yield Markup('<circle class="dot" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"><title>{}</title></circle>').format(
            x(each.score), y(each.right), radius, title
        )
        tall = max(1.0, BAR * each.count / most)
        yield Markup('<rect class="count" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}</title></rect>').format(
            x(each.low) + 1, floor - tall, max(1.0, (each.high - each.low) * SIDE - 2), tall, title
        )
    yield Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="middle">score, and how many claims have it</text>').format(
        left + SIDE / 2, floor + 16
    )
