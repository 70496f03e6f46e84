"""Parts that several rules share: numbers, units, clocks, modifiers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from variorum.lexicon.en.dates.expression import Side, Unit
from variorum.lexicon.en.dates.pattern import Found
from variorum.lexicon.en.dates.tokens import Token

_DESIGNATORS: dict[str, tuple[str, int, str]] = {  # unit → "P" or "PT", how many of what
    "second": ("PT", 1, "S"),
    "minute": ("PT", 1, "M"),
    "hour": ("PT", 1, "H"),
    "day": ("P", 1, "D"),
    "night": ("P", 1, "D"),
    "weekend": ("P", 1, "WE"),
    "week": ("P", 1, "W"),
    "fortnight": ("P", 2, "W"),
    "month": ("P", 1, "M"),
    "quarter": ("P", 1, "Q"),
    "half": ("P", 6, "M"),
    "year": ("P", 1, "Y"),
    "decade": ("P", 10, "Y"),
    "century": ("P", 100, "Y"),
    "millennium": ("P", 1000, "Y"),
}
_PARTS = {"Y": (12, "M"), "H": (60, "M"), "M": (60, "S")}  # "two and a half years": P2Y6M
SIDES: dict[str, Side] = {
    "LAST": "last",
    "PAST": "last",
    "THIS": "this",
    "CURRENT": "this",
    "NEXT": "next",
    "COMING": "next",
    "PREVIOUS": "previous",
    "FOLLOWING": "following",
    "THAT": "same",
    "SAME": "same",
}


def side_of(found: Found, group: str = "side") -> Side | None:
    """The side that a group's word names."""
    words = found.words(group)
    return next((SIDES[word.kind] for word in reversed(words) if word.kind in SIDES), None)


def unit_of(found: Found, group: str = "unit") -> Unit:
    """The unit of a group."""
    return cast(Unit, found.value(group))


def count_of(words: Sequence[Token]) -> float | None:
    """The number that some tokens name: figures or words; None for "a few"."""
    total, current, seen = 0.0, 0.0, False
    for word in words:
        if word.kind == "FEW":
            return None
        if word.kind in ("COUPLE", "PAIR"):
            return 2
        if word.kind == "DOZEN":
            return 12 * (current or 1)
        if word.kind == "ARTICLE":
            current, seen = 1, True
        elif word.kind == "NUMBERWORD":
            number, seen = int(word.value), True
            current = (
                max(current, 1) * number if number >= 100 else (0 if current == 1 and words[0].kind == "ARTICLE" else current) + number
            )
            if number >= 1000:
                total, current = total + current, 0
        elif word.value.replace(".", "", 1).isdigit():
            current, seen = float(word.value), True
    return total + current if seen else None


def fraction_of(words: Sequence[Token]) -> float:
    """The part of a unit that "and a half" or "1/2" adds; 0 without words."""
    if not words:
        return 0.0
    return float(words[-1].value) if words[-1].kind == "FRACTION" else 0.5


def unit_value(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration: "P2D", "PT30M", "P2Y6M", "PXW" where the count is not told."""
    head, times, letter = _DESIGNATORS[unit]
    if count is None:
        return f"{head}X{letter}" if times == 1 else {"decade": "PXE", "century": "PXC"}.get(unit, f"{head}X{letter}")
    amount = count * times
    whole, rest = int(amount), amount - int(amount)
    if letter in _PARTS and rest in (0.25, 0.5, 0.75):
        many, smaller = _PARTS[letter] if head == "PT" or letter == "Y" else (0, "")
        if many:
            return f"{head}{f'{whole}{letter}' if whole else ''}{round(rest * many)}{smaller}"
    return f"{head}{whole if not rest else round(amount, 4)}{letter}"


def clock_of(found: Found) -> str | None:
    """The TIMEX3 suffix of the clock, part of day, noon or midnight in groups `clock`, `ampm`, `part`; None for an impossible hour."""
    if found.words("clock"):
        return clock_suffix(found.words("clock"), found.value("ampm"))
    if found.words("part"):
        word = found.words("part")[-1]
        return f"T{word.value}"
    return ""


def clock_suffix(words: Sequence[Token], ampm: str) -> str | None:
    """The TIMEX3 suffix of a clock ("T20:00"); None for an impossible hour."""
    if words[-1].kind in ("NOON", "MIDNIGHT"):
        return f"T{words[-1].value}"
    digits = words[0].value
    hours, _, minutes = digits.replace(".", ":").partition(":")
    if words[0].kind in ("MILITARY", "YEAR") or (not minutes and len(hours) == 4):
        hours, minutes = digits[:2], digits[2:]
    if words[0].kind == "NUMBERWORD":
        hours = str(int(count_of(words) or 0))
    hour, minute = int(hours), int(minutes[:2] or 0)
    if ampm:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if ampm.lower().startswith("p") else 0)
    return f"T{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None


def mod_of(found: Found) -> str | None:
    """TIMEX3's mod from the groups `mod`, `edge` and `about`."""
    for group in ("edge", "mod", "about"):
        for word in found.words(group):
            if word.value and word.kind in _MOD_KINDS:
                return word.value
    return None


_MOD_KINDS = frozenset({"END", "BEGINNING", "MIDDLE", "EARLY", "LATE", "MID", "EARLIER", "LATER", "ABOUT", "MORE", "LESS", "LEAST", "UP"})
