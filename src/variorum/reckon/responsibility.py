"""Who is said to have done it, by whom, on what footing, and since when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from variorum.lexicon.actors import group_meant
from variorum.model import Actor, Claim, Responsibility, ResponsibilityValue, Speaker, Target, Told, Where
from variorum.model.words import ResponsibilityStatus
from variorum.reckon.actors import UNNAMED, Parties, Party, fold, key_of_actor
from variorum.reckon.counting import NOT_COUNTED, said_on
from variorum.reckon.naming import AS_TABLES_SAY, Naming

Stance = Literal["for", "against"]
_AGAINST = frozenset({"DENIED", "ACQUITTED"})
_FORCES = frozenset({"military", "police"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One claim of responsibility and the party that it means."""

    told: Told
    claim: Claim
    value: ResponsibilityValue
    party: Party
    by_itself: bool = False  # the actor speaks, by whichever of its names

    @property
    def day(self) -> date | None:
        """When it was said, as far as that is known."""
        return said_on(self.told, self.claim)

    @property
    def by(self) -> str | None:
        """Who says it, None for the outlet itself."""
        return self.claim.said_by.name if self.claim.said_by else None

    @property
    def said(self) -> tuple[str, Stance | None]:
        """What it says, as far as it is one witness's word whoever repeats it."""
        return self.party.key, self.stance

    @property
    def by_forces(self) -> bool:
        """Whether it tells of a deed of soldiers or police, by words that do not say whose, and accuses nobody: "soldiers entered"."""
        return self.value.status == "REPORTED AS FACT" and self.party.actor.kind in _FORCES and not self.party.named

    @property
    def owned_by_forces(self) -> bool:
        """Whether soldiers or police tell of a deed of their own: "police said that gunmen killed 17 before police shot them"."""
        return self.value.status == "CLAIMED OR ADMITTED" and self.party.actor.kind in _FORCES and not self.party.named

    @property
    def stance(self) -> Stance | None:
        """Whether it says that the party did it or that it did not; None where nobody says either."""
        if self.value.status in _AGAINST:
            return "against"
        return None if self.claim.certainty in NOT_COUNTED else "for"


def sayings(told: Sequence[Told], naming: Naming = AS_TABLES_SAY, land: str | None = None) -> list[Saying]:
    """The claims of responsibility of an incident, each with its party; `naming` is what people say of names, `land` the country."""
    claims = [
        (each, claim, _by_its_name(claim.value, claim.said_by, land))
        for each in told
        for claim in each.claims
        if isinstance(claim.value, ResponsibilityValue)
    ]
    parties = Parties.among((value.actor for _, _, value in claims), naming, land)
    found = []
    for each, claim, value in claims:
        party = parties.of[value.actor.name]
        itself = claim.said_by is not None and key_of_actor(claim.said_by.name, naming, land) == party.key
        found.append(Saying(told=each, claim=claim, value=value, party=party, by_itself=itself))
    return found


def _by_its_name(value: ResponsibilityValue, said_by: Speaker | None, land: str | None) -> ResponsibilityValue:
    """One who claims it, with the name of the known group that the words of who speaks give: "the Somali group", of "The Somali group
    al-Shabaab", is al-Shabaab.
    """
    if value.status != "CLAIMED OR ADMITTED" or said_by is None or value.actor.name.casefold() not in said_by.name.casefold():
        return value
    group = group_meant(said_by.name, land) if group_meant(value.actor.name, land) is None else None
    return replace(value, actor=Actor(name=group.name, kind="armed_group")) if group else value


def reckon_responsibility(said: Sequence[Saying]) -> tuple[Responsibility, ...]:
    """One line for each actor, status and speaker; several may hold at once. Actors and their lines most often said first; all whose words
    do not tell who they are stand as one actor.

    Where others are said to have done it, deeds of "soldiers" or "police" are what was done about it, and stand in no line; nor does what
    police tell of themselves while they accuse others, nor anywhere that nobody in particular did not do it.
    """
    said = [saying for saying in said if saying.party is not UNNAMED or saying.stance == "for"]
    if any(saying.stance == "for" and not saying.by_forces for saying in said):
        said = [saying for saying in said if not saying.by_forces]
    accusing = {
        (saying.told.document.key, fold(saying.by)) for saying in said if saying.by and saying.stance == "for" and not saying.by_itself
    }
    said = [saying for saying in said if not (saying.owned_by_forces and (saying.told.document.key, fold(saying.by or "")) in accusing)]
    lines: dict[tuple[str, ResponsibilityStatus, str], list[Saying]] = defaultdict(list)
    weight = Counter(saying.party.key for saying in said)
    for saying in said:
        lines[(saying.party.key, saying.value.status, _voice(saying))].append(saying)
    ordered = sorted(lines.items(), key=lambda line: (-weight[line[0][0]], line[0][0], -len(line[1]), line[0][1], line[0][2]))
    return tuple(_line(held) for _, held in ordered)


def mark_blamed(
    targets: Iterable[Target], said: Sequence[Saying], naming: Naming = AS_TABLES_SAY, where: Where | None = None
) -> tuple[Target, ...]:
    """The targets, with those marked of whom somebody says, by whichever name, that they did it."""
    land = where.country if where else None
    keys = {saying.party.key for saying in said if saying.party is not UNNAMED}
    keys |= {key_of_actor(saying.value.actor.name, naming, land) for saying in said}
    return tuple(replace(target, blamed=key_of_actor(target.name or target.description or "", naming, land) in keys) for target in targets)


def _voice(saying: Saying) -> str:
    """What all names of one speaker share: "Daesh" and "ISIL", who claim it, are one; so are "police" and "the police"."""
    return f"party {saying.party.key}" if saying.by_itself else fold(saying.by) if saying.by else ""


def _by(held: Sequence[Saying]) -> str | None:
    """The speaker of a line as told most, or, where its names differ, an actor that speaks for itself by the name it goes by here."""
    names = Counter(saying.by for saying in held if saying.by)
    if len(names) > 1 and held[0].by_itself:
        return held[0].party.actor.name
    return min(names, key=lambda name: (-names[name], name), default=None)


def _line(held: Sequence[Saying]) -> Responsibility:
    days = sorted(_days(held))
    told_as = Counter(saying.value.actor.name for saying in held)
    return Responsibility(
        actor=held[0].party.actor,
        status=held[0].value.status,
        by=_by(held),
        claims=tuple(sorted(saying.claim.key for saying in held)),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        told_as=tuple(sorted(told_as, key=lambda name: (-told_as[name], name))),
    )


def _days(held: Sequence[Saying]) -> Iterator[date]:
    return (saying.day for saying in held if saying.day is not None)
