"""Violent acts as the heads of roles tell them: who and what belongs to each, when and where it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from variorum.model import Span, When
from variorum.read.heads.layers import Arrays, Floats
from variorum.read.roles.choosing import FOOTING, PART, PLACE, chances
from variorum.read.roles.labels import best
from variorum.read.roles.worth import worth_of

Family = Literal["people", "object", "instrument", "individual", "organisation"]
Place = tuple[Span, str]  # with its class


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """From which probability on something is taken up; `same` and `together` are logits.

    `worth` is of a deed, `part` of those in it, `site` of its places: those three count where there are tables (`choosing.py`)."""

    phrase: float = 0.15
    name: float = 0.4
    description: float = 0.4
    object: float = 0.4
    instrument: float = 0.5
    individual: float = 0.4
    organisation: float = 0.25
    place: float = 0.3
    time: float = 0.4
    beside: float = 0.45
    meant: float = 0.5
    deed: float = 0.35
    worth: float = 0.24
    part: float = 0.33
    site: float = 0.4
    same: float = 0.0
    together: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody or something in a deed. `words` is the likeliest phrase, `name` the fullest name of a person, `description` the words for
    him or her; `phrases` are all that name it. `type`, `effect`, `number` as in MUC-4; of a body of doers `footing`."""

    family: Family
    words: Span
    phrases: tuple[Span, ...]
    likely: float
    name: Span | None = None
    description: Span | None = None
    type: str | None = None
    effect: str | None = None
    number: str | None = None
    footing: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A violent act. `side` is None where nothing shows who did it; `meant` is a class of instruments that no phrase names, `unharmed`
    what befell people whom no phrase names. `places` come with their class, the likeliest first; `land` is the ISO code of the country."""

    type: str
    stage: str
    side: str | None
    meant: str | None
    unharmed: str | None
    participants: tuple[Participant, ...]
    when: When | None
    places: tuple[Place, ...]
    likely: float
    land: str | None = None

    def of(self, family: Family) -> list[Participant]:
        """The participants of one family."""
        return [one for one in self.participants if one.family == family]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A deed with its `TRAITS`; the traits of its participants, in their order; all places that it may have had, with theirs; those of the
    footings of its bodies of doers, in their order."""

    deed: Deed
    traits: Floats
    parts: tuple[Floats, ...]
    places: tuple[tuple[Place, Floats], ...]
    footings: tuple[Floats, ...]


def worthy(drafts: Sequence[Draft], arrays: Arrays, limits: Limits) -> list[Deed]:
    """The deeds that are likely enough to be told and told apart rightly, with what of them is chosen."""
    worth = worth_of(arrays, np.stack([draft.traits for draft in drafts])) if drafts else ()
    chosen = [chosen_of(draft, arrays, limits) for draft, value in zip(drafts, worth, strict=True) if value >= limits.worth]
    return [deed for deed in chosen if deed.participants]


def chosen_of(draft: Draft, arrays: Arrays, limits: Limits) -> Deed:
    """A deed with what of it is likely enough to be right, so far as there are tables that tell."""
    deed = draft.deed
    footings = chances(arrays, FOOTING, draft.footings)
    if footings is not None:
        said = iter(footings)
        participants = (
            replace(one, footing=best("footing", next(said))) if one.family == "organisation" else one for one in deed.participants
        )
        deed = replace(deed, participants=tuple(participants))
    parts = chances(arrays, PART, draft.parts)
    if parts is not None:
        deed = replace(deed, participants=tuple(one for one, likely in zip(deed.participants, parts, strict=True) if likely >= limits.part))
    places = chances(arrays, PLACE, [row for _, row in draft.places])
    if places is not None:
        ranked = sorted(zip(places[:, 0], draft.places, strict=True), key=lambda each: -each[0])
        deed = replace(deed, places=tuple(place for likely, (place, _) in ranked if likely >= limits.site))
    return deed
