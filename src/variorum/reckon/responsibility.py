"""Who is said to have done it, by whom, on what footing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from variorum.model import Actor, Claim, Responsibility, ResponsibilityValue, Told
from variorum.model.words import ResponsibilityStatus


def reckon_responsibility(told: Sequence[Told]) -> tuple[Responsibility, ...]:
    """One line for each actor, status and speaker; several may hold at once. Most often said first."""
    said: dict[tuple[str, ResponsibilityStatus, str | None], list[Claim]] = defaultdict(list)
    actors: dict[str, Actor] = {}
    for each in told:
        for claim in each.claims:
            if isinstance(claim.value, ResponsibilityValue):
                name = _folded(claim.value.actor.name)
                actors.setdefault(name, claim.value.actor)
                said[(name, claim.value.status, claim.said_by.name if claim.said_by else None)].append(claim)
    lines = (
        Responsibility(actor=actors[name], status=status, by=by, claims=tuple(sorted(claim.key for claim in claims)))
        for (name, status, by), claims in said.items()
    )
    return tuple(sorted(lines, key=lambda line: (-len(line.claims), line.actor.name, line.status, line.by or "")))


def _folded(name: str) -> str:
    """A name without its article and case: "the Islamic State" and "Islamic State" are one actor."""
    return " ".join(word for word in name.casefold().replace("’", "'").split() if word not in ("the", "a", "an"))
