"""Figures in tables of text: "| died | 130 | 174 |", with the harm in the first cell of the row or at the head of the column."""

from __future__ import annotations

from variorum.lexicon.en.harm import group_nouns
from variorum.read.figures.predicates import Reading, by_verb
from variorum.read.figures.quantities import Candidate
from variorum.read.figures.words import Words

_BAR = "|"
_MARKS = " *_\t-:"
_LONGEST = 60  # letters of a cell that labels a row; more is prose with a bar in it
_ROWS = 40  # rows between a number and the head of its table


def by_grid(words: Words, candidate: Candidate) -> Reading | None:
    """What the row or column of a number in a table says; sets `called` to the people that the label names."""
    if not candidate.bare:
        return None
    cell = _cell(words.text, candidate.quantity.start, candidate.quantity.end)
    if cell is None:
        return None
    row, column = cell
    start = words.text.rfind("\n", 0, candidate.quantity.start) + 1
    found = _label(words, start, start + len(row[0]), candidate)
    return found or _head(words, start, column, candidate)


def _cell(text: str, start: int, end: int) -> tuple[list[str], int] | None:
    """The cells of the row and the number of the cell, where the quantity fills a cell of its own."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[first : last if last >= 0 else len(text)]
    left = text[first:start].rfind(_BAR)
    right = line.find(_BAR, end - first)
    inside = line[left + 1 : start - first] + line[end - first : right if right >= 0 else len(line)]
    if left < 0 or inside.strip(_MARKS):
        return None
    before = line[: left + 1]
    return before.split(_BAR), before.count(_BAR)


def _label(words: Words, start: int, stop: int, candidate: Candidate) -> Reading | None:
    """The harm that a label names; the first cell is empty where the row opens with a bar."""
    if stop == start:
        next_bar = words.text.find(_BAR, start + 1)
        stop = next_bar if next_bar > 0 else stop
    if stop - start > _LONGEST:
        return None
    return _harm(words, start, stop, candidate)


def _head(words: Words, start: int, column: int, candidate: Candidate) -> Reading | None:
    """The harm at the head of the column: the first line of the block of lines with bars."""
    head = None
    for _ in range(_ROWS):
        stop = words.text.rfind("\n", 0, max(0, start - 1))
        line = words.text[stop + 1 : max(0, start - 1)]
        if line.strip() and _BAR not in line:
            break
        if line.strip():
            head = stop + 1, line
        if stop < 0:
            break
        start = stop + 1
    if head is None:
        return None
    cells = head[1].split(_BAR)
    if column >= len(cells):
        return None
    first = head[0] + len(_BAR.join(cells[:column])) + 1
    return _harm(words, first, first + len(cells[column]), candidate)


def _harm(words: Words, start: int, stop: int, candidate: Candidate) -> Reading | None:
    """The harm word of a stretch of text, the captives last: "hostages dead" are dead."""
    found: list[Reading] = []
    inside = range(words.token_at(start), words.token_at(max(start, stop - 1)) + 1)
    for i in inside:
        verb = words.verbs.get(i)
        reading = None
        if i in words.states:
            reading = Reading(words.states[i].category, i, 0.7)
        elif verb and verb.form in ("participle", "past"):
            reading = by_verb(words, i, verb, 0.7)
        elif i in words.nouns and words.nouns[i].kind in ("deed", "person"):
            reading = Reading(words.nouns[i].category, i, 0.7)
        if reading is not None and words.starts[i] >= start:
            found.append(reading)
    if not found:
        return None
    people = [i for i in inside if words.lower[i] in group_nouns() and words.starts[i] >= start]
    candidate.called = people[0] if people else None
    return next((reading for reading in found if reading.category != "hostage"), found[0])
