"""The type and stage of an incident, from all the events that tell of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from variorum.lexicon.triggers import Role
from variorum.model import Span, TypeValue
from variorum.model.words import IncidentType, Stage
from variorum.read.accounts.scene import Scene
from variorum.read.finding import Event

_LEAD = 2  # sentences: headline and lead name the kind, the rest tells the course of it
_WEIGHTS: dict[Role, float] = {"act": 1.0, "generic": 1.0, "harm": 0.6, "war": 0.1, "arrest": 0.1}
_NO_ATTACK = frozenset({"disaster", "protest_violence", "forced_work_stoppage", "other"})
_VAGUE = frozenset({"armed_assault", "armed_clash"})  # told beside what was really done: "the assault", "the fighting"
_SPECIFIC = 0.5  # share of a vague type's weight from which a telling type stands
_CALAMITY = 1.5  # times the weight of all attacks, twice as many if an attack is told first: else the fire came of the attack
_HELD = 1.2  # weight of siege and hostages from which storming, shots and blasts are the course of it
_HELD_SHARE = 0.3


def type_of(scenes: Sequence[Scene]) -> tuple[TypeValue, Span]:
    """The type that the events of a thread tell, its first words, and the stage that most of them are in. Some scene must have an event."""
    told = [(scene, event, role) for scene in scenes for event, _, role in scene.events]
    weights: dict[IncidentType, float] = defaultdict(float)
    for scene, event, role in told:
        weights[event.type] += _WEIGHTS[role] * (1.5 if scene.clause.sentence < _LEAD else 1.0)
    first: IncidentType = next((event.type for _, event, _ in told if event.type != "other"), "other")
    kind = _foremost(weights, first)
    of_kind = [event for _, event, _ in told if event.type == kind] or [told[0][1]]
    return TypeValue(type=kind, stage=_stage(of_kind)), of_kind[0].span


def _foremost(weights: dict[IncidentType, float], first: IncidentType) -> IncidentType:
    attacks = sum(weight for kind, weight in weights.items() if kind not in _NO_ATTACK)
    kinds = {kind: weight for kind, weight in weights.items() if kind != "other"}
    if attacks and kinds.get("disaster", 0.0) < _CALAMITY * attacks * (1.0 if first == "disaster" else 2.0):
        kinds.pop("disaster", None)
    if not kinds:
        return "other"
    best = max(kinds, key=lambda kind: kinds[kind])
    held = kinds.get("hostage_taking", 0.0)
    if held >= _HELD and held >= _HELD_SHARE * kinds[best] and best != "disaster":
        return "hostage_taking"
    telling = {kind: weight for kind, weight in kinds.items() if kind not in _VAGUE and kind not in _NO_ATTACK}
    if best in _VAGUE and telling:
        closest = max(telling, key=lambda kind: telling[kind])
        return closest if telling[closest] >= _SPECIFIC * kinds[best] else best
    return best


def _stage(events: Sequence[Event]) -> Stage:
    return Counter(event.stage for event in events).most_common(1)[0][0]
