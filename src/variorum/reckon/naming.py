"""Which names people say are one actor's, and which are two actors'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What people's word makes of names, all over a ledger. `of` gives the key of the actor for a folded name, or for the key that our
    tables give; `names` the name that an actor of a key goes by. What is in neither is as our tables have it.
    """

    of: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


AS_TABLES_SAY = Naming()
