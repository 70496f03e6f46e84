"""Who is said to have done it, and where reports disagree: lines of a sheet, ready to be laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from variorum.export.lines import ClaimLine
from variorum.export.order import in_order
from variorum.export.sentences import visible
from variorum.export.wording import CATEGORY_WORDS, GRADING_WORDS, STATUS_WORDS
from variorum.lexicon.en.wording import day_words, days_words
from variorum.model import Disagreement, Graded, Incident, Responsibility

DISAGREEMENT_WORDS = {
    "value": "Number", "composition": "Who is counted", "scope": "What is counted", "time": "When", "place": "Where",
    "responsibility": "Responsibility", "status": "Whether it happened",
}  # fmt: skip
UNSAID_WORDS = {"denied": "said not to have done it", "conditional": "{}, on a condition", "predicted": "{}, as a forecast"}
TOLD_AS = 6  # other words for an actor that are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityLine:
    """One status of an actor, by whom, and when it was first and last said."""

    status: str
    by: str | None
    days: str | None
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLine:
    """An actor with all that is said of its part. `grading` and its meaning are None where nobody accuses it; `graded_by` is a person.
    `told_as` are other words that it was told in, "" where there are none.
    """

    actor: str
    kind: str | None
    lines: tuple[ResponsibilityLine, ...]
    grading: str | None = None
    meaning: str | None = None
    reason: str | None = None
    graded_by: str | None = None
    told_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideLine:
    """One side of a disagreement: what it says, and its claims by key, each with the outlet that carries it."""

    says: str
    claims: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementLine:
    """One disagreement in a sentence, and the sides that cannot both hold."""

    label: str
    text: str
    sides: tuple[SideLine, ...]

    @property
    def claims(self) -> frozenset[str]:
        """The keys of the claims of all sides."""
        return frozenset(key for side in self.sides for key, _ in side.claims)


def actors(incident: Incident, lines: Mapping[str, ClaimLine]) -> tuple[ActorLine, ...]:
    """The actors in the order of the incident, each with its grade, those without one last: their words do not tell who they are."""
    graded = {each.actor: each for each in incident.grading}
    found = [
        _actor(held, graded.pop(actor, None), lines)
        for actor, held in ((actor, list(group)) for actor, group in groupby(incident.responsibility, key=lambda each: each.actor))
    ]
    found += [_graded(each, ()) for each in graded.values()]  # by a person, and named by nobody any more
    return tuple(sorted(found, key=lambda actor: actor.grading is None))


def _actor(held: list[Responsibility], graded: Graded | None, lines: Mapping[str, ClaimLine]) -> ActorLine:
    said = tuple(
        ResponsibilityLine(
            status=_status(each, lines),
            by=visible(each.by) if each.by else None,
            days=_days(each.first, each.last),
            claims=in_order(lines[key] for key in each.claims if key in lines),
        )
        for each in held
    )
    words = _told_as(held)
    if graded is not None:
        return replace(_graded(graded, said), told_as=words)
    return ActorLine(actor=visible(held[0].actor.name), kind=_kind(held[0]), lines=said, told_as=words)


def _status(each: Responsibility, lines: Mapping[str, ClaimLine]) -> str:
    """The status in words; where nobody makes the accusation, or on a condition only, that is said."""
    words = STATUS_WORDS[each.status]
    certainties = {lines[key].certainty for key in each.claims if key in lines}
    if certainties == {"denied"} and each.status == "CLAIMED OR ADMITTED":
        return "said not to have claimed it"
    if len(certainties) == 1 and each.status not in ("DENIED", "ACQUITTED"):
        return UNSAID_WORDS.get(certainties.pop(), "{}").format(words)
    return words


def _told_as(held: list[Responsibility]) -> str:
    """The other names of an actor, the commonest first; of very many the first."""
    own = held[0].actor.name.casefold()
    names = dict.fromkeys(visible(name.removeprefix("of ")) for each in held for name in each.told_as if name.casefold() != own)
    words = ", ".join(f"“{name}”" for name in list(names)[:TOLD_AS])
    return f"{words} and {len(names) - TOLD_AS} more" if len(names) > TOLD_AS else words


def _graded(graded: Graded, said: tuple[ResponsibilityLine, ...]) -> ActorLine:
    return ActorLine(
        actor=visible(graded.actor.name),
        kind=_kind(graded),
        lines=said,
        grading=graded.grading,
        meaning=GRADING_WORDS[graded.grading],
        reason=visible(graded.reason),
        graded_by=visible(graded.by) if graded.by else None,
    )


def _kind(each: Responsibility | Graded) -> str | None:
    if each.actor.kind == "unnamed":
        return None
    nationality = each.actor.nationality if (each.actor.nationality or "")[:1].isupper() else None  # "the", of "the United States"
    parts = (each.actor.kind and each.actor.kind.replace("_", " "), nationality)
    return visible(", ".join(filter(None, parts))) or None


def _days(first: date | None, last: date | None) -> str | None:
    if first is None or last is None:
        return None
    return day_words(first) if first == last else days_words(first, last)


def disagreements(incident: Incident, lines: Mapping[str, ClaimLine]) -> tuple[DisagreementLine, ...]:
    """The disagreements of an incident; claims that say the same in the same words elsewhere are one link."""
    return tuple(_disagreement(each, lines) for each in incident.disagreements)


def _carried(lines: Iterable[ClaimLine]) -> Iterator[tuple[str, str]]:
    """The keys of claims, each with its outlet, which is named once in a row: then "2", "3"."""
    last, times = "", 0
    for line in lines:
        times = times + 1 if line.outlet == last else 1
        last = line.outlet
        yield line.key, line.outlet if times == 1 else str(times)


def _disagreement(each: Disagreement, lines: Mapping[str, ClaimLine]) -> DisagreementLine:
    label = CATEGORY_WORDS[each.category] if each.category else DISAGREEMENT_WORDS[each.kind]
    sides = (
        SideLine(
            says=visible(side.says),
            claims=tuple(_carried(in_order(lines[key] for key in side.claims if key in lines))),
        )
        for side in each.sides
    )
    return DisagreementLine(label=label, text=visible(each.text), sides=tuple(sides))
