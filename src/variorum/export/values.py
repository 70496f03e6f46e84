"""A claim's value in one short line, for lists of changes and of disagreements."""

from __future__ import annotations

from variorum.export.wording import (
    CATEGORY_WORDS,
    KIND_WORDS,
    STAGE_WORDS,
    STATUS_WORDS,
    date_words,
    figure_words,
    group_words,
    place_words,
)
from variorum.model import ClaimValue, FigureValue, ResponsibilityValue, TypeValue, When, Where
from variorum.model.claim import normalised

LONGEST = 100


def value_words(value: ClaimValue) -> str:
    """A value as a person would put it: "killed: at least 17 policemen", "3 September 2004", "an armed group, claimed or admitted it"."""
    match value:
        case FigureValue():
            counted = ", told without a number" if value.counted else ""
            return f"{CATEGORY_WORDS[value.category].lower()}: {' '.join(filter(None, (figure_words(value), group_words(value))))}{counted}"
        case ResponsibilityValue():
            return f"{' '.join(value.actor.name.split())}, {STATUS_WORDS[value.status]}"
        case TypeValue():
            return " ".join(filter(None, (KIND_WORDS[value.type].lower(), STAGE_WORDS[value.stage])))
        case When():
            return date_words(value) or ""
        case Where():
            return place_words(value) or ""
        case _:
            held = normalised(value)
            parts = [" ".join(str(part).split()) for part in held.values() if isinstance(part, (str, int)) and not isinstance(part, bool)]
            words = ", ".join(parts)
            return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
