"""What people say of two who came to harm and bear a name: that they are one person, or two. Verdicts `person`.

A judgement names a claim of each of the two, and holds on to their words; it outlives new readings. The last word on a pair holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from variorum.errors import InvalidRecord
from variorum.model import Claim, Document, Judgement, Locator, Problem
from variorum.model.judgement import standing_judgements
from variorum.model.records import from_builtins, to_builtins
from variorum.reckon.contradicting import contradicting
from variorum.reckon.judged import JudgedClaim
from variorum.reckon.locating import find_words, locator_of

SIDES = ("subject", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesakes:
    """Two claims, by their current keys, that a person said name one person (`same`), or two."""

    one: str
    other: str
    same: bool
    by: str
    reason: str | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """The two, the smaller key first."""
        return min(self.one, self.other), max(self.one, self.other)


def said_of_persons(one: Claim, other: Claim, documents: Mapping[str, Document], *, same: bool) -> dict[str, Any]:
    """What a judgement keeps of two claims beside their keys: what was said, and the words of each."""
    words = (to_builtins(locator_of(claim, documents[claim.document])) for claim in (one, other))
    return {"same": same, **dict(zip(SIDES, words, strict=True))}


def decided_persons(
    judgements: Iterable[Judgement], claims: Sequence[JudgedClaim], documents: Mapping[str, Document]
) -> tuple[tuple[Namesakes, ...], tuple[Problem, ...]]:
    """The standing pairs, the earliest first, with a problem where people differ, or where words are no longer read as somebody's name.

    `claims` are the current ones as people's judgements leave them.
    """
    said = [judgement for judgement in standing_judgements(judgements) if judgement.verdict == "person"]
    if not said:
        return (), ()
    current = {each.key: each.claim for each in claims if each.claim.property == "victim" and each.standing != "rejected"}
    held: dict[tuple[str, str], list[Namesakes]] = defaultdict(list)
    problems = []
    for judgement in said:
        found = [_current(judgement, side, current, documents) for side in SIDES]
        same = judgement.value.get("same") if isinstance(judgement.value, dict) else None
        if found[0] is None or found[1] is None or found[0] == found[1] or not isinstance(same, bool):
            message = f"{judgement.by} said of two names whether they are one person; one of them is no longer read."
            problems.append(_problem("words_gone", judgement.key, message))
            continue
        each = Namesakes(one=found[0], other=found[1], same=same, by=judgement.by, reason=judgement.reason)
        held[each.pair].append(each)
    for (one, _), on in sorted(held.items()):
        for each in contradicting(on, attrgetter("same")):
            message = f"{each.by} said {_words(each)}, {on[-1].by} later {_words(on[-1])}; the later holds."
            problems.append(_problem("contradictory_judgements", one, message))
    return tuple(on[-1] for on in held.values()), tuple(problems)


def _current(judgement: Judgement, side: str, current: Mapping[str, Claim], documents: Mapping[str, Document]) -> str | None:
    """The current claim that one side of a judgement is about: by key, else by its words."""
    key = judgement.subject if side == "subject" else judgement.other
    if key is not None and key in current:
        return current[key].key
    kept = judgement.value.get(side) if isinstance(judgement.value, dict) else None
    try:
        locator = from_builtins(kept, Locator) if kept else None
    except InvalidRecord:
        return None
    if locator is None:
        return None
    places = {of: found[1] for of, each in documents.items() if each.blob == locator.blob and (found := find_words(locator, each.text))}
    on = (claim.key for claim in current.values() if claim.document in places and claim.evidence[0].overlaps(places[claim.document]))
    return min(on, default=None)


def _words(each: Namesakes) -> str:
    return "that two names are one person" if each.same else "that they are two"


def _problem(code: Any, subject: str, message: str) -> Problem:
    return Problem(stage="reckon", code=code, subject=subject, message=message)
