"""Claims in the order in which a page or a text lists them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from variorum.export.lines import ClaimLine


def in_order(lines: Iterable[ClaimLine]) -> tuple[ClaimLine, ...]:
    """Claims by date, undated ones last. Those that say the same in the same words are one line, which names all their reports."""
    together: dict[tuple[object, ...], list[ClaimLine]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: (line.day or "~", line.outlet, line.document or 0, line.key)):
        judged = line.key if line.judged or line.standing != "as read" else None
        words = tuple(run.text for run in line.sentence)
        together[(line.value, line.of, words, line.speaker, line.certainty, line.as_of, judged)].append(line)
    return tuple(_as_one(held) for held in together.values())


def _as_one(held: Sequence[ClaimLine]) -> ClaimLine:
    if len(held) == 1:
        return held[0]
    parts = in_order(replace(part, same=()) for line in held for each in line.parts for part in (each, *each.same))
    return replace(held[0], same=tuple(replace(line, parts=()) for line in held[1:]), parts=parts)
