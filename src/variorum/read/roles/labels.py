"""The classes that the heads of roles tell apart, as in the slots of MUC-4 (Sundheim 1992); their order is that of the heads' outputs."""

from __future__ import annotations

from collections.abc import Mapping

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
    "OTHER",
)  # fmt: skip
# What is asked of each phrase: the role that it fills (in its own right), and of the act it belongs to (`act`, `stage`, `side`, what
# instrument and what harm is meant without words for it); the rest of what the phrase names.
HEADS: Mapping[str, tuple[str, ...]] = {
    "role": (NONE, *NODE_KINDS), "act": TYPES, "stage": STAGES, "side": SIDES, "meant": INSTRUMENTS, "unharmed": HARM, "people": PEOPLE,
    "harm": HARM, "thing": THINGS, "damage": DAMAGE, "instrument": INSTRUMENTS, "footing": FOOTINGS, "place": PLACES,
}  # fmt: skip
