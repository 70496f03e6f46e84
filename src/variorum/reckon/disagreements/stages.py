"""Whether it came to pass: one report tells of it as carried out, another as tried and failed, or as planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from variorum.lexicon.en.wording import TYPE_WORDS
from variorum.model import Claim, Disagreement, FigureValue, Told, TypeValue
from variorum.model.words import IncidentType
from variorum.reckon.counting import NOT_COUNTED, day_of
from variorum.reckon.disagreements.sides import disagreement_of, side_of
from variorum.reckon.wording import outlets

_STAGE_WORDS = {"ACCOMPLISHED": "as carried out", "ATTEMPTED": "as foiled or failed", "THREATENED": "as a threat or a plan"}
_HARM = frozenset({"killed", "injured"})
_UNSURE = frozenset({"denied", "predicted", "conditional", "possible"})
_Report = tuple[Told, list[tuple[Claim, TypeValue]]]


def of_status(told: Sequence[Told]) -> Iterator[Disagreement]:
    """At most one of each kind of incident. A plan is none that an earlier report tells of, nor a failure in which people came to harm."""
    reports: dict[str, _Report] = {}
    for each in told:
        if each.account.status == "cumulative":
            continue
        claims = [(claim, claim.value) for claim in each.claims if isinstance(claim.value, TypeValue) and claim.certainty not in _UNSURE]
        reports.setdefault(each.document.key, (each, []))[1].extend(claims)
    done, undone = _sides(list(reports.values()))
    for kind in sorted(done.keys() & undone.keys()):
        left, right = done[kind], undone[kind]
        last = min((day for each, _ in left if (day := day_of(each.published))), default=None)
        kept = [(each, claim) for each, claim in right if not _before(each, claim, last)]
        if kept:
            yield _disagreement(kind, left, kept)


_Side = dict[IncidentType, list[tuple[Told, Claim]]]


def _sides(reports: Sequence[_Report]) -> tuple[_Side, _Side]:
    """By kind the reports that tell of it as carried out alone, and those that tell of nothing carried out and of nobody harmed."""
    done: _Side = defaultdict(list)
    undone: _Side = defaultdict(list)
    for each, claims in reports:
        stages: dict[IncidentType, set[str]] = defaultdict(set)
        for _, value in claims:
            stages[value.type].add(value.stage)
        carried_out = any("ACCOMPLISHED" in held for held in stages.values()) or _harmed(each)
        for claim, value in claims:
            if stages[value.type] == {"ACCOMPLISHED"} and each.account.status == "news":
                done[value.type].append((each, claim))
            elif not carried_out:
                undone[value.type].append((each, claim))
    return done, undone


def _harmed(each: Told) -> bool:
    return any(
        isinstance(claim.value, FigureValue) and claim.value.category in _HARM and claim.value.low and claim.certainty not in NOT_COUNTED
        for claim in each.claims
    )


def _before(each: Told, claim: Claim, day: object) -> bool:
    """Whether a threat was told of before the first report that tells of the deed; without dates it may have been."""
    if not isinstance(claim.value, TypeValue) or claim.value.stage != "THREATENED":
        return False
    published = day_of(each.published)
    return published is None or day is None or published < day  # type: ignore[operator]


def _disagreement(kind: IncidentType, left: Sequence[tuple[Told, Claim]], right: Sequence[tuple[Told, Claim]]) -> Disagreement:
    stages = {claim.value.stage for _, claim in right if isinstance(claim.value, TypeValue)}
    said = (_STAGE_WORDS["ACCOMPLISHED"], _STAGE_WORDS["ATTEMPTED" if "ATTEMPTED" in stages else "THREATENED"])
    sides = [side_of(says, (claim for _, claim in held)) for says, held in zip(said, (left, right), strict=True)]
    what = "attack" if kind == "other" else TYPE_WORDS[kind].lower()
    first, second = (outlets(each for each, _ in held) for held in (left, right))
    return disagreement_of("status", f"{first} told of the {what} {said[0]}; {second} told of it {said[1]}", sides)
