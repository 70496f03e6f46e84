"""Claims of one incident that cannot both hold, of every kind. A revision is no disagreement, nor is a wider word for the same thing.

Sides are formed by value first, and only sides are held against each other, so that it takes n log n in the number of claims.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from variorum.model import Disagreement, Told, TypeValue, When, Where
from variorum.reckon.counting import counts
from variorum.reckon.disagreements.attackers import with_attackers_told
from variorum.reckon.disagreements.composition import of_composition
from variorum.reckon.disagreements.days import of_time
from variorum.reckon.disagreements.places import of_place
from variorum.reckon.disagreements.responsibility import of_responsibility
from variorum.reckon.disagreements.scope import of_scope
from variorum.reckon.disagreements.stages import of_status
from variorum.reckon.disagreements.values import of_value
from variorum.reckon.responsibility import Saying

__all__ = ["find_disagreements"]


def find_disagreements(
    told: Sequence[Told],
    said: Sequence[Saying],
    *,
    when: When | None,
    where: Where | None,
    kind: TypeValue,
    discounted: Container[str] = (),
    gone: Container[str] = (),
) -> tuple[Disagreement, ...]:
    """The disagreements of an incident, each said in one sentence: of figures by category, then of time, place, stage and responsibility.

    `said` are the claims of responsibility; `when`, `where` and `kind` are the incident's own,
    `discounted` the keys of parties of which a person found that it was not so, `gone` those of numbers that hold no more.
    """
    known = with_attackers_told(counts(told))
    standing = [count for count in known if not count.value.counted and count.claim.key not in gone]
    figures = [*of_value(known, when, gone=gone), *of_composition(standing), *of_scope(told, gone=gone)]
    figures.sort(key=lambda each: (each.category or "", each.kind, each.claims))
    return (*figures, *of_time(told, kind), *of_place(told), *of_status(told), *of_responsibility(said, where, kind, discounted=discounted))
