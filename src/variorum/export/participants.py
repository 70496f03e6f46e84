"""Targets and weapons of an incident as a page or a text shows them: what is told most firmly first, the rest folded away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from variorum.export.lines import ClaimLine
from variorum.export.order import in_order
from variorum.export.sentences import visible
from variorum.export.wording import beside, outcome_words, target_type_words
from variorum.lexicon.en.harm import group_nouns
from variorum.lexicon.headwords import headed
from variorum.lexicon.properties import target_roles
from variorum.model import Incident, Target, Weapon

SURE = 0.8  # the score from which the word of one report is shown among the first
FIRST = 12  # targets, and weapons, that are shown at once: more than a page can say at a glance
# Nouns that say no more than the figures do: that people came to harm, and that those who did it were among them.
_PLAIN = frozenset({"all", "unknown", "adults", "men", "women", "hostages", "perpetrators"})
_PLAIN_NOUNS = frozenset({"civilian", "resident", "citizen", "inhabitant", "local", "villager", "building", "facility", "structure"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantLine:
    """One target or weapon: what it is called, of what kind it is, what is told of numbers and fate, and the claims.

    `anchor` is its place within the part of the page that is the incident's.
    """

    anchor: str
    label: str
    kind: str
    outcome: str
    reports: int
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Participants:
    """Things struck, people struck, weapons; `further` is told by one report less firmly, or says no more than the figures.

    `keys` are those of all claims that stand under one of them.
    """

    things: tuple[ParticipantLine, ...] = ()
    people: tuple[ParticipantLine, ...] = ()
    weapons: tuple[ParticipantLine, ...] = ()
    further: tuple[ParticipantLine, ...] = ()
    keys: frozenset[str] = frozenset()

    @property
    def struck(self) -> tuple[ParticipantLine, ...]:
        """What is shown first of the targets."""
        return (*self.things, *self.people)

    @property
    def first(self) -> tuple[ParticipantLine, ...]:
        """All that is shown first."""
        return (*self.things, *self.people, *self.weapons)

    @property
    def claims(self) -> int:
        """How many claims are shown."""
        return sum(line.size for each in (*self.first, *self.further) for line in each.claims)

    @property
    def below(self) -> int:
        """How many claims are folded away."""
        return sum(line.size for each in self.further for line in each.claims)


def participants(incident: Incident, lines: Mapping[str, ClaimLine]) -> Participants:
    """The targets and weapons of an incident; people by name who hold no public office are left out, as victims are."""
    things: list[ParticipantLine] = []
    people: list[ParticipantLine] = []
    weapons: list[ParticipantLine] = []
    further: list[ParticipantLine] = []
    for number, target in enumerate(incident.targets, start=1):
        line = _target(target, f"target-{number}", in_order(lines[key] for key in target.claims if key in lines))
        if target.private or not line.claims:
            continue
        place = things if target.kind == "physical" else people
        firm = _is_firm(target) and not _is_plain(target) and not target.blamed
        (place if firm and len(place) < FIRST else further).append(line)
    for number, weapon in enumerate(incident.weapons, start=1):
        line = _weapon(weapon, f"weapon-{number}", in_order(lines[key] for key in weapon.claims if key in lines))
        if line.claims:
            (weapons if _is_firm(weapon) and len(weapons) < FIRST else further).append(line)
    return Participants(
        things=tuple(things),
        people=tuple(people),
        weapons=tuple(weapons),
        further=tuple(further),
        keys=frozenset(key for claims in _claims(incident) for key in claims),
    )


def _claims(incident: Incident) -> Iterable[tuple[str, ...]]:
    yield from (target.claims for target in incident.targets)
    yield from (weapon.claims for weapon in incident.weapons)


def _is_firm(told: Target | Weapon) -> bool:
    return told.reports > 1 or told.score >= SURE


def _is_plain(target: Target) -> bool:
    """Whether it says no more than "people" or "the building"."""
    if target.name:
        return False
    noun = headed(target.description or "").noun
    groups = group_nouns().get(noun, ())
    return noun in _PLAIN_NOUNS or (len(groups) > 0 and _PLAIN.issuperset(groups))


def _target(target: Target, anchor: str, claims: tuple[ClaimLine, ...]) -> ParticipantLine:
    told = target_roles().get(headed(target.description or "").noun) if not target.name else None
    return ParticipantLine(
        anchor=anchor,
        label=visible(target.name or target.description or ""),
        kind=visible(beside(target_type_words(target.type), target.name or target.description or "")) if told != target.type else "",
        outcome=visible(outcome_words(target.outcomes)),
        reports=target.reports,
        claims=claims,
    )


def _weapon(weapon: Weapon, anchor: str, claims: tuple[ClaimLine, ...]) -> ParticipantLine:
    kind = weapon.kind if weapon.kind and headed(weapon.kind).noun != headed(weapon.name).noun else ""
    return ParticipantLine(anchor=anchor, label=visible(weapon.name), kind=kind, outcome="", reports=weapon.reports, claims=claims)
