"""Which of the actors of an incident rule each other out: whoever names the one speaks against the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence

from variorum.model import TypeValue, Where
from variorum.reckon.responsibility import Saying

LIKELY = 0.5  # a claim that our reader holds for wrong rather than right is nobody's disagreement
PLAIN = 0.3  # that somebody claims it, denies it or is acquitted stands in the words; what is doubtful is whose answer a set counts it as
_IN_WORDS = frozenset({"CLAIMED OR ADMITTED", "DENIED", "ACQUITTED"})
MOST = 50  # actors that are held against each other, those named most
_NOT_BY_STATES = frozenset({"hostage_taking", "bombing", "kidnapping", "hijacking", "stabbing", "vehicle_ramming"})


def by_party(said: Sequence[Saying], *, discounted: Container[str] = ()) -> dict[str, list[Saying]]:
    """What is likely said for or against each actor whose words tell who it is: "gunmen" may be anybody, "the adviser" is nobody.

    `discounted` are the keys of parties of which a person found that it was not so.
    """
    held: dict[str, list[Saying]] = defaultdict(list)
    for saying in said:
        least = PLAIN if saying.value.status in _IN_WORDS else LIKELY
        if saying.party.named and saying.stance is not None and saying.claim.score >= least and saying.party.key not in discounted:
            held[saying.party.key].append(saying)
    return dict(sorted(held.items()))


def rivals_among(held: Mapping[str, Sequence[Saying]], where: Where | None, kind: TypeValue) -> dict[str, set[str]]:
    """Of each actor the others that are said to have done it instead, by voices that do not name both ("one of the two")."""
    accused = {key: [saying for saying in found if saying.stance == "for"] for key, found in held.items()}
    accused = {key: found for key, found in accused.items() if found and _may_rival(found, where, kind)}
    voices = {key: {(saying.told.voice, saying.by) for saying in found} for key, found in accused.items()}
    ranked = sorted(accused, key=lambda key: (-len(voices[key]), key))[:MOST]
    rivals: dict[str, set[str]] = defaultdict(set)
    for at, left in enumerate(ranked):
        for right in ranked[at + 1 :]:
            apart = voices[left] - voices[right] and voices[right] - voices[left]
            if apart and accused[left][0].party.rules_out(accused[right][0].party):
                rivals[left].add(right)
                rivals[right].add(left)
    return dict(rivals)


def _may_rival(held: Sequence[Saying], where: Where | None, kind: TypeValue) -> bool:
    """Whether to name this actor speaks against others: a body, and named more firmly than as a possibility.

    A state that is blamed for a bombing or a siege in its own land is mostly blamed for what it did about it.
    """
    party = held[0].party
    at_home = party.land is not None and where is not None and party.land == where.country and kind.type in _NOT_BY_STATES
    return party.lasting and not at_home and any(saying.value.status != "POSSIBLE" for saying in held)
