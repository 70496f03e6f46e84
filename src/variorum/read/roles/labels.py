"""The classes that the heads of roles tell apart, as in the slots of MUC-4 (Sundheim 1992); their order is that of the heads' outputs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from variorum.read.roles.phrases import NODE_KINDS

NONE = "none"
TYPES = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "HIJACKING", "FORCED WORK STOPPAGE")
STAGES = ("ACCOMPLISHED", "ATTEMPTED", "THREATENED")
PEOPLE = (
    "CIVILIAN", "POLITICAL FIGURE", "GOVERNMENT OFFICIAL", "LAW ENFORCEMENT", "LEGAL OR JUDICIAL", "ACTIVE MILITARY", "SECURITY GUARD",
    "FORMER GOVERNMENT OFFICIAL", "DIPLOMAT", "FORMER ACTIVE MILITARY",
)  # fmt: skip
HARM = (NONE, "DEATH", "INJURY", "NO INJURY", "NO INJURY OR DEATH", "REGAINED FREEDOM", "NO DEATH")
THINGS = (
    "COMMERCIAL", "OTHER", "TRANSPORT VEHICLE", "ENERGY", "GOVERNMENT OFFICE OR RESIDENCE", "COMMUNICATIONS", "ORGANIZATION OFFICE",
    "FINANCIAL", "CIVILIAN RESIDENCE", "DIPLOMAT OFFICE OR RESIDENCE", "POLITICAL FIGURE OFFICE OR RESIDENCE", "TRANSPORTATION ROUTE",
    "LAW ENFORCEMENT FACILITY", "WATER",
)  # fmt: skip
DAMAGE = (NONE, "SOME DAMAGE", "DESTROYED", "NO DAMAGE", "PROPERTY TAKEN FROM TARGET", "MONEY TAKEN FROM TARGET")
INSTRUMENTS = (
    NONE, "BOMB", "GUN", "DYNAMITE", "EXPLOSIVE", "MACHINE GUN", "VEHICLE BOMB", "MORTAR", "GRENADE", "RIFLE", "TORTURE", "AERIAL BOMB",
    "CUTTING DEVICE", "MOLOTOV COCKTAIL", "ROCKET", "MINE", "FIRE",
)  # fmt: skip
FOOTINGS = ("REPORTED AS FACT", "SUSPECTED OR ACCUSED", "CLAIMED OR ADMITTED", "SUSPECTED OR ACCUSED BY AUTHORITIES", "POSSIBLE")
SIDES = (NONE, "TERRORIST ACT", "STATE-SPONSORED VIOLENCE")
PLACES = (
    "CITY", "DEPARTMENT", "NEIGHBORHOOD", "TOWN", "MUNICIPALITY", "UNIVERSITY", "REGION", "PROVINCE", "VILLAGE", "AIRPORT", "DISTRICT",
    "OTHER", "COUNTRY",
)  # fmt: skip
# What is asked of each phrase: the role that it fills (in its own right), and of the act it belongs to (`act`, `stage`, `side`, what
# instrument and what harm is meant without words for it); the rest of what the phrase names.
HEADS: Mapping[str, tuple[str, ...]] = {
    "role": (NONE, *NODE_KINDS), "act": TYPES, "stage": STAGES, "side": SIDES, "meant": INSTRUMENTS, "unharmed": HARM, "people": PEOPLE,
    "harm": HARM, "thing": THINGS, "damage": DAMAGE, "instrument": INSTRUMENTS, "footing": FOOTINGS, "place": PLACES,
}  # fmt: skip

_BOMBS = ("VEHICLE BOMB", "DYNAMITE", "MINE", "AERIAL BOMB")
_WEAPONS = {
    "GUN": ("MACHINE GUN", "MORTAR", "RIFLE"), "BOMB": _BOMBS,
    "EXPLOSIVE": ("BOMB", "GRENADE", "MOLOTOV COCKTAIL", *_BOMBS),
}  # fmt: skip
# Broader classes, each with those that it covers by half: the broader one is said where no finer one is likely enough.
BROADER: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "act": {"ATTACK": tuple(name for name in TYPES if name != "ATTACK")},
    "meant": _WEAPONS,
    "instrument": _WEAPONS,
    "footing": {"SUSPECTED OR ACCUSED": ("SUSPECTED OR ACCUSED BY AUTHORITIES",)},
    "people": {
        "POLITICAL FIGURE": ("GOVERNMENT OFFICIAL", "FORMER GOVERNMENT OFFICIAL"),
        "GOVERNMENT OFFICIAL": ("FORMER GOVERNMENT OFFICIAL",), "ACTIVE MILITARY": ("FORMER ACTIVE MILITARY",),
    },
    "harm": {"NO INJURY": ("NO DEATH", "NO INJURY OR DEATH"), "NO DEATH": ("NO INJURY OR DEATH",)},
    "damage": {"DESTROYED": ("SOME DAMAGE",)},
}  # fmt: skip


def best(head: str, shares: NDArray[np.float32]) -> str:
    """The class that is right most, where a broader one counts by half for those that it covers."""
    return HEADS[head][int((_covering()[head] @ shares).argmax())] if head in BROADER else HEADS[head][int(shares.argmax())]


@cache
def _covering() -> Mapping[str, NDArray[np.float32]]:
    """For each head (classes, classes): ones, and halves where the row's class covers the column's."""
    tables = {head: np.eye(len(HEADS[head]), dtype=np.float32) for head in BROADER}
    for head, table in tables.items():
        for broad, finer in BROADER[head].items():
            table[HEADS[head].index(broad), [HEADS[head].index(name) for name in finer]] = 0.5
    return tables
