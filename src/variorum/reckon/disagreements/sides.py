"""The record of a disagreement from its sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from variorum.model import Claim, Disagreement, Side
from variorum.model.words import Category, DisagreementKind
from variorum.reckon.wording import capitalised


def side_of(says: str, claims: Iterable[Claim]) -> Side:
    """What some claims say, in words."""
    return Side(says=says, claims=tuple(sorted({claim.key for claim in claims})))


def disagreement_of(kind: DisagreementKind, text: str, sides: Sequence[Side], *, category: Category | None = None) -> Disagreement:
    """A disagreement that `text` tells of, a sentence without its full stop."""
    return Disagreement(
        kind=kind,
        category=category,
        claims=tuple(sorted({key for side in sides for key in side.claims})),
        text=f"{capitalised(text)}.",
        sides=tuple(sides),
    )
