"""What differs between an incident of then and the same of now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar, get_args

from variorum.history.comparison import Comparison
from variorum.model import Disagreement, Figure, FigureValue, Graded, Incident, Judgement, Responsibility
from variorum.model.news import BlameNews, Cause, FigureNews, GradeNews
from variorum.model.words import Category
from variorum.reckon.actors import key_of_actor

Said = TypeVar("Said", Responsibility, Graded)


# ---------------------------------------------------------------- figures


def figure_news(pair: Comparison, before: Incident | None, after: Incident) -> tuple[FigureNews, ...]:
    """The figures with other numbers, in the order of `Category`, and why."""
    was = {figure.category: figure for figure in before.figures} if before else {}
    now = {figure.category: figure for figure in after.figures}
    return tuple(
        FigureNews(category=category, before=old, after=new, causes=_why(pair, before, after, old, new, category))
        for category in get_args(Category)
        for old, new in [(was.get(category), now.get(category))]
        if (old and old.ends) != (new and new.ends)
    )


def _why(
    pair: Comparison, before: Incident | None, after: Incident, old: Figure | None, new: Figure | None, category: Category
) -> tuple[Cause, ...]:
    """Claims that entered, and those that are gone altogether; a number that its outlet replaced is explained by the one that came."""
    entered, was = list(new.claims if new else ()), set(old.claims if old else ())
    kept = {*entered, *(new.aside if new else ())}
    causes = pair.causes(
        came=[key for key in entered if key not in was],
        went=[key for key in (old.claims if old else ()) if key not in kept],
        then=before.id if before else None,
        now=after.id,
    )
    decided = [_by_person(each) for each in pair.judgements if _is_about(each, category, after)]
    told = [cause for cause in causes if cause.kind != "counting"]
    fresh = set(new.ends if new else ()) - set(old.ends if old else ())
    told.sort(key=lambda cause: not _gives(cause, fresh))
    return (*decided, *told) or (Cause(kind="counting", by=""),)


def _gives(cause: Cause, numbers: set[int | None]) -> bool:
    """Whether a cause is a claim that gives one of these numbers."""
    value = cause.claim.value if cause.claim else None
    return cause.came and isinstance(value, FigureValue) and bool({value.low, value.high} & (numbers - {None}))


def _is_about(judgement: Judgement, category: Category, incident: Incident) -> bool:
    """Whether a person decided on the figure itself, or on which reports are copies of which."""
    if judgement.verdict in ("copy", "independent"):
        return {judgement.subject, judgement.other} <= set(incident.documents)
    decided = isinstance(judgement.value, dict) and judgement.value.get("category") == category
    return judgement.verdict == "prefer" and decided and judgement.subject in incident.accounts


def _by_person(judgement: Judgement) -> Cause:
    return Cause(kind="judgement", by=judgement.by, judgement=judgement)


# ---------------------------------------------------------------- responsibility


def blame_news(pair: Comparison, before: Incident | None, after: Incident) -> tuple[BlameNews, ...]:
    """What is newly said of actors, then what is no longer said. That attackers without a name did it is no news."""
    old, new = (
        [each for each in side if each.actor.kind != "unnamed"] for side in (before.responsibility if before else (), after.responsibility)
    )
    then = before.id if before else None
    came, went = ([each for each in some if not _said_in(each, others, pair)] for some, others in ((new, old), (old, new)))
    return (
        *(BlameNews(said=each, came=True, causes=pair.causes(came=each.claims, then=then, now=after.id)) for each in came),
        *(BlameNews(said=each, came=False, causes=pair.causes(went=each.claims, then=then, now=after.id)) for each in went),
    )


def _said_in(said: Responsibility, others: Iterable[Responsibility], pair: Comparison) -> bool:
    """Whether another record has the same actor with the same status, said by anybody."""
    return any(said.status == other.status and _one_actor(said, other, pair) for other in others)


def _one_actor(one: Said, other: Said, pair: Comparison) -> bool:
    """One key, or claims in common: the name that stands for an actor may become another."""
    keys = {key_of_actor(each.actor.name, pair.now.naming) for each in (one, other)}
    return len(keys) == 1 or not set(one.claims).isdisjoint(other.claims)


def grade_news(pair: Comparison, before: Incident | None, after: Incident) -> tuple[GradeNews, ...]:
    """Actors with another grade, or one by somebody else."""
    old = list(before.grading if before else ())
    found = []
    for each in after.grading:
        was = next((other for other in old if _one_actor(each, other, pair)), None)
        if was is not None:
            old.remove(was)
        if was is None or (was.grading, was.by) != (each.grading, each.by):
            found.append(GradeNews(actor=each.actor.name, before=was, after=each))
    return (*found, *(GradeNews(actor=each.actor.name, before=each, after=None) for each in old))


# ---------------------------------------------------------------- disagreements


def disagreements_without(some: Sequence[Disagreement], others: Sequence[Disagreement]) -> tuple[Disagreement, ...]:
    """Those of some that have no like among others: of the same kind and category, with claims of two sides in common or the same
    sentence."""
    left = list(others)
    return tuple(_unmatched(some, left))


def _unmatched(some: Sequence[Disagreement], left: list[Disagreement]) -> Iterator[Disagreement]:
    for each in some:
        like = next((other for other in left if _alike(each, other)), None)
        if like is None:
            yield each
        else:
            left.remove(like)


def _alike(one: Disagreement, other: Disagreement) -> bool:
    if (one.kind, one.category) != (other.kind, other.category):
        return False
    theirs = set(other.claims)
    return one.text == other.text or sum(not theirs.isdisjoint(side.claims) for side in one.sides) >= 2
