"""How well it is borne out that an actor did it, by the grades of Airwars (airwars.org/about/methodology).

Confirmed: the actor accepts responsibility. Fair: at least two sources name it, and nobody names another. Weak: one source does. Contested:
others name or claim it instead. Discounted: a person found that it was not so; nothing but a person's judgement gives that grade, and a
person's grade comes before all others. Airwars grades the harm of one military actor by reports of its strikes; we grade every actor that
reports name, on the same terms. Ours is that an actor whom a court acquitted, or who is said both to claim and to deny it, is contested; a
denial alone changes no grade.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from variorum.lexicon.en.wording import with_article
from variorum.lexicon.registry import Registry
from variorum.model import Actor, Graded, TypeValue, Where
from variorum.model.words import Grading
from variorum.reckon.actors import key_of_actor
from variorum.reckon.grades import Grade
from variorum.reckon.responsibility import Saying
from variorum.reckon.rivals import by_party, rivals_among
from variorum.reckon.witnesses import origins_of
from variorum.reckon.wording import listed, outlets, speaker_words

TWO = 2  # sources for Fair
MOST_NAMED = 3  # rivals in a reason


class _Found(NamedTuple):
    grading: Grading
    reason: str


def grade_actors(
    said: Sequence[Saying],
    *,
    where: Where | None,
    kind: TypeValue,
    grades: Sequence[Grade] = (),
    family_of: Mapping[str, str] | None = None,
    registry: Registry | None = None,
) -> tuple[Graded, ...]:
    """The grade of each accused actor whose words tell who it is, the one with most claims first; who is accused by nobody has none.

    Sources are witnesses, as of figures: whoever is quoted, else the outlet or agency whose text it is; `registry` as for `reckon`.
    """
    held = by_party(said)
    origins = origins_of([saying for found in held.values() for saying in found], family_of=family_of, registry=registry)
    rivals = rivals_among(by_party(said, discounted=discounted(grades)), where, kind)
    names = {key: with_article(found[0].party.actor.name) for key, found in held.items()}
    made = {}
    for key, found in held.items():
        accusing = [saying for saying in found if saying.stance == "for"]
        if not accusing:
            continue
        instead = sorted(rivals.get(key, ()), key=lambda rival: (-len(held[rival]), rival))
        number = origins.number(saying.claim.key for saying in accusing)
        rival_claim = any(_claimed(held[rival]) for rival in instead)
        grading, reason = _grade(accusing, number, [names[rival] for rival in instead], rival_claim=rival_claim)
        if _speaks_against_itself(found) or (grading != "Confirmed" and any(saying.value.status == "ACQUITTED" for saying in found)):
            grading = "Contested"
        made[key] = Graded(
            actor=found[0].party.actor,
            grading=grading,
            reason="; ".join(filter(None, (reason, _denial([saying for saying in found if saying.stance == "against"])))),
            sources=number,
            claims=tuple(sorted(saying.claim.key for saying in found)),
        )
    ordered = sorted(made, key=lambda key: (-len(made[key].claims), key))
    return _with_persons({key: made[key] for key in ordered}, grades)


def discounted(grades: Sequence[Grade]) -> frozenset[str]:
    """The keys of the parties that people discounted: what is said of them speaks against nobody else."""
    return frozenset(grade.party for grade in {each.party: each for each in grades}.values() if grade.grading == "Discounted")


def _grade(accusing: Sequence[Saying], number: int, others: Sequence[str], *, rival_claim: bool) -> _Found:
    """Grade and reason by the claims alone."""
    instead = f"others name {listed(others[:MOST_NAMED])}" if others else ""
    own = _claimed(accusing)
    if own:
        reason = f"claimed or admitted by the actor (in {outlets(saying.told for saying in own)})"
        if rival_claim:
            return _Found("Contested", f"{reason}; claimed by another too")
        return _Found("Confirmed", "; ".join(filter(None, (reason, instead))))
    named = f"named by {number} independent sources"
    if number < TWO:
        named = f"named by one source (in {outlets(saying.told for saying in accusing)})"
    if others:
        return _Found("Contested", f"{named}; {instead}")
    if all(saying.value.status == "POSSIBLE" for saying in accusing):
        return _Found("Weak", f"{named}, as a possibility only")
    return _Found("Fair" if number >= TWO else "Weak", named + (", and nobody names another" if number >= TWO else ""))


def _claimed(said: Sequence[Saying]) -> list[Saying]:
    return [saying for saying in said if saying.value.status == "CLAIMED OR ADMITTED" and saying.stance == "for"]


def _speaks_against_itself(found: Sequence[Saying]) -> bool:
    """Whether one and the same actor is said to have claimed it and to deny it."""
    denies = any(saying.value.status == "DENIED" and saying.by_itself for saying in found)
    return denies and bool(_claimed(found))


def _denial(against: Sequence[Saying]) -> str:
    """Who denies it or that a court acquitted, in words."""
    acquitted = [saying.told for saying in against if saying.value.status == "ACQUITTED"]
    if acquitted:
        return f"acquitted (in {outlets(acquitted)})"
    speakers = list(dict.fromkeys(speaker_words(saying.by) for saying in sorted(against, key=lambda each: each.claim.key) if saying.by))
    if speakers:
        return f"denied by {listed(speakers[:MOST_NAMED])}"
    return f"denied (in {outlets(saying.told for saying in against)})" if against else ""


def _with_persons(made: Mapping[str, Graded], grades: Sequence[Grade]) -> tuple[Graded, ...]:
    """With the grades that people gave in the place of ours; an actor that nobody names any more keeps a person's grade."""
    held = dict(made)
    for grade in grades:
        key = grade.party
        named = ((known, each.actor.name) for known, each in made.items())
        key = next((known for known, name in named if known == key or name == grade.actor or key_of_actor(name) == key), key)
        before = held.get(key)
        held[key] = Graded(
            actor=before.actor if before else Actor(name=grade.actor),
            grading=grade.grading,
            reason=grade.reason or "no reason given",
            sources=before.sources if before else 0,
            claims=before.claims if before else (),
            by=grade.by,
        )
    return tuple(held.values())
