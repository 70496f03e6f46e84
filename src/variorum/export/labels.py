"""Labels beside the ends of lines, so that none hides another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LETTER, CAPITAL = 6.1, 8.2  # pixels of a small and of a capital letter on average, at the size of the labels
HEIGHT = 14.0
_SHIFTS = (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -8, 8, -10, 10)  # half lines up and down, the nearest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """What takes room: pixels from the left and the top."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any room."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words at a place; `x`, `y` are where they begin and their middle, `from_x`, `from_y` the end of the line that they name."""

    words: str
    x: float
    y: float
    from_x: float
    from_y: float
    before: bool

    @property
    def led(self) -> bool:
        """Whether the label lies so far from its line that a thread leads to it."""
        return abs(self.y - self.from_y) > HEIGHT


def place_labels(ends: Sequence[tuple[str, float, float]], *, room: Box, marks: Iterable[Box]) -> list[Label]:
    """A label for each (words, x, y), beside that point: to its right, or to its left where the room ends, and shifted until it is free."""
    taken: list[Box] = []
    held = list(marks)
    labels: list[Label] = []
    for words, x, y in sorted(ends, key=lambda end: (end[2], end[1])):
        label, box = _cheapest(_candidates(words, x, y, room), taken, held)
        taken.append(box)
        labels.append(label)
    return labels


def words_width(words: str) -> float:
    """The pixels that words take at the size of the labels."""
    return sum(CAPITAL if letter.isupper() else LETTER for letter in words)


def _cheapest(candidates: Sequence[tuple[Label, Box]], taken: Sequence[Box], marks: Sequence[Box]) -> tuple[Label, Box]:
    """The candidate that hides and shifts least; those that are shifted farther than a free one are not looked at."""
    best, lowest = candidates[0], float("inf")
    boxes = [box for _, box in candidates]
    reach = Box(
        left=min(box.left for box in boxes),
        top=min(box.top for box in boxes),
        right=max(box.right for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )
    marks = [mark for mark in marks if mark.meets(reach)]
    for label, box in sorted(candidates, key=lambda pair: _shift(pair[0])):
        if _shift(label) >= lowest:
            break
        cost = _shift(label) + 1000 * sum(box.meets(other) for other in taken) + 6 * sum(box.meets(other) for other in marks)
        if cost < lowest:
            best, lowest = (label, box), cost
    return best


def _shift(label: Label) -> float:
    return abs(label.y - label.from_y) / HEIGHT * 2 + (1 if label.before else 0)


def _candidates(words: str, x: float, y: float, room: Box) -> list[tuple[Label, Box]]:
    width = words_width(words)
    found = []
    for before in (False, True):
        start = x - 9 - width if before else x + 9
        for shift in _SHIFTS:
            middle = min(max(y + shift * HEIGHT / 2, room.top + HEIGHT / 2), room.bottom - HEIGHT / 2)
            box = Box(left=start, top=middle - HEIGHT / 2, right=start + width, bottom=middle + HEIGHT / 2)
            found.append((Label(words=words, x=x - 9 if before else start, y=middle, from_x=x, from_y=y, before=before), box))
    return [pair for pair in found if pair[1].left >= room.left and pair[1].right <= room.right] or found
