"""What people say of an actor's part in an incident: verdicts `grade`. The last word on an actor holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import cast, get_args

from variorum.lexicon.actors import group_filed
from variorum.model import Judgement, Problem
from variorum.model.judgement import standing_judgements
from variorum.model.words import Grading
from variorum.reckon.actors import key_of_actor
from variorum.reckon.contradicting import contradicting
from variorum.reckon.naming import AS_TABLES_SAY, Naming


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A person's grade of an actor in the incident that an account belongs to; `account` is the key of a current one."""

    account: str
    actor: str
    grading: Grading
    by: str
    reason: str | None
    key: str = ""

    @property
    def party(self) -> str:
        """The key of the actor."""
        return self.key or key_of_actor(self.actor)


def decided_grades(
    judgements: Iterable[Judgement], accounts: Container[str], aliases: Mapping[str, str], naming: Naming = AS_TABLES_SAY
) -> tuple[tuple[Grade, ...], tuple[Problem, ...]]:
    """The standing grades, the earliest first, with a problem where people differ or the account is gone.

    `accounts` are the current ones, `aliases` give the current account for the key of a former one; `naming` is what people say of names.
    """
    problems = []
    held: dict[tuple[str, str], list[tuple[Judgement, Grade]]] = defaultdict(list)
    for judgement in standing_judgements(judgements):
        if judgement.verdict != "grade":
            continue
        account = judgement.subject if judgement.subject in accounts else aliases.get(judgement.subject, "")
        grade = _grade(judgement, account, naming)
        if grade is None or account not in accounts:
            message = f"{judgement.by} graded an actor of an incident that is no longer told of."
            problems.append(Problem(stage="reckon", code="words_gone", subject=judgement.key, message=message))
        else:
            held[(account, grade.party)].append((judgement, grade))
    for (account, _), on in sorted(held.items()):
        last = on[-1][1]
        for grade in contradicting([grade for _, grade in on], attrgetter("grading")):
            message = f"{grade.by} graded {last.actor} {grade.grading}, {last.by} later {last.grading}; the later holds."
            problems.append(Problem(stage="reckon", code="contradictory_judgements", subject=account, message=message))
    final = sorted((on[-1] for on in held.values()), key=lambda each: (each[0].at, each[0].key))
    return tuple(grade for _, grade in final), tuple(problems)


def _key(actor: str, naming: Naming) -> str:
    """The key of an actor that is graded under the name that the record gives it: a group's own name means the group in any land."""
    group = group_filed(actor)
    return naming.of.get(f"group {actor}", f"group {actor}") if group else key_of_actor(actor, naming)


class GradesByAccount:
    """Grades, to be asked incident by incident; they are given with the earliest first."""

    def __init__(self, grades: Iterable[Grade]) -> None:
        self._of: dict[str, list[tuple[int, Grade]]] = defaultdict(list)
        for number, grade in enumerate(grades):
            self._of[grade.account].append((number, grade))

    def among(self, accounts: Iterable[str]) -> list[Grade]:
        """What people said of the actors of an incident of these accounts, the earliest first."""
        found = [entry for account in accounts for entry in self._of.get(account, ())]
        return [grade for _, grade in sorted(found, key=itemgetter(0))]


def _grade(judgement: Judgement, account: str, naming: Naming) -> Grade | None:
    value = judgement.value if isinstance(judgement.value, dict) else {}
    actor, grading = value.get("actor"), value.get("grading")
    if not isinstance(actor, str) or not actor or grading not in get_args(Grading):
        return None
    return Grade(
        account=account,
        actor=actor,
        grading=cast(Grading, grading),
        by=judgement.by,
        reason=judgement.reason,
        key=_key(actor, naming),
    )
