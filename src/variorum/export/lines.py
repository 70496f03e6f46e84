"""One claim, document or date as a reader of the page sees it: plain words, ready to be laid out."""

from __future__ import annotations

import builtins
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from variorum.errors import InvalidRecord
from variorum.export.index import Index
from variorum.export.sentences import Run, sentence, visible
from variorum.export.wording import (
    CATEGORY_WORDS,
    KIND_WORDS,
    SPEAKER_WORDS,
    STAGE_WORDS,
    STATUS_WORDS,
    beside,
    date_words,
    effect_words,
    figure_words,
    group_words,
    place_words,
    short,
    target_type_words,
    told_number,
    trimmed,
)
from variorum.lexicon.en.wording import UNNAMED_OUTLET, day_words
from variorum.model import (
    Claim,
    ComparisonValue,
    DemandValue,
    Document,
    FigureValue,
    ForecastValue,
    Judgement,
    QuoteValue,
    ResponseValue,
    ResponsibilityValue,
    TargetValue,
    TypeValue,
    WarningValue,
    WeaponValue,
    When,
    Where,
)
from variorum.model.records import from_builtins

PROPERTY_WORDS = {
    "figure": "Figure", "responsibility": "Responsibility", "incident_type": "What happened", "place": "Where", "date": "When",
    "published": "Published", "target": "Target", "weapon": "Weapon", "demand": "Demand", "warning": "Warning", "response": "Response",
    "forecast": "Forecast", "comparison": "Comparison", "quote": "Quote",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerLine:
    """Who says it: the name, then the role, the kind in words, and who passes it on."""

    name: str
    role: str | None = None
    kind: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim in words. `value` is short ("at least 137"), `of` what it counts ("children"); `day` sorts and is "" where no date is known.

    `document` is the report's number in the list of documents of the sheet; `notes` say what limits the value; `parts` are claims that hold
    a part of this one's people. `same` are claims that say the same in the same words elsewhere. `known` is the key by which the ledger
    knows it, another one than `key` where a person corrected it.
    """

    key: str
    property: str
    label: str
    value: str
    sentence: tuple[Run, ...]
    speaker: SpeakerLine | None
    outlet: str
    date: str | None
    day: str
    document: int | None
    certainty: str
    standing: str
    of: str = ""
    as_of: str | None = None
    notes: tuple[str, ...] = ()
    judged: tuple[str, ...] = ()
    parts: tuple[ClaimLine, ...] = ()
    same: tuple[ClaimLine, ...] = ()
    known: str = ""

    @builtins.property  # a field of ours has that name
    def size(self) -> int:
        """How many claims it shows: itself, the same elsewhere, its parts and theirs."""
        return 1 + len(self.same) + sum(part.size for part in self.parts)

    @builtins.property  # a field of ours has that name
    def anchor(self) -> str:
        """Its place in a page."""
        return self.key.replace(":", "-")

    @builtins.property  # a field of ours has that name
    def short(self) -> str:
        """The key as a person types it."""
        return short(self.known or self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """A report in the list of documents. `link` is an http(s) address or None; `main` is False where it only mentions the incident."""

    number: int
    key: str
    outlet: str
    title: str
    date: str | None
    day: str
    link: str | None
    main: bool
    byline: str = ""
    credit: str | None = None
    file: str | None = None


def outlet_of(document: Document | None) -> str:
    """Who published it, as the figures name it; None is a report that a judgement holds on to, and the cleaner no longer makes."""
    if document is None:
        return "a report no longer read"
    return visible(document.publisher or document.source or UNNAMED_OUTLET)


def day_of(when: When | None) -> str:
    """A date for sorting; with its time of day (UTC) where that is known."""
    if when is None:
        return ""
    day = when.earliest or when.latest
    return when.at.astimezone(UTC).isoformat() if when.at else day.isoformat() if day else ""


def published_words(when: When | None) -> str | None:
    """A date of publication, with the time of day where it is printed, and said where it is not printed but worked out."""
    words = date_words(when)
    if when is None or words is None:
        return None
    if when.at is not None:
        words += f", {time_words(when.at)}"
    return f"{words} (worked out)" if when.how == "inferred" else words


def time_words(at: datetime) -> str:
    """A time of day with its zone: "18:05 UTC", "23:48 UTC+3"."""
    minutes = int((at.utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    ahead = f"{'+' if minutes > 0 else '−'}{hours}" if minutes else ""
    return f"{at:%H:%M} UTC{ahead}{f':{rest:02}' if rest else ''}"


def claim_line(key: str, index: Index, numbers: Mapping[str, int]) -> ClaimLine:
    """The claim of a key in words, with its sentence; `numbers` are those of the sheet's documents."""
    claim = index.claims[key]
    document = index.contents.documents.get(claim.document)
    published = index.published_at(claim.document)
    label, value, of, notes = _said(claim)
    if claim.original_source and claim.original_source != (document and document.publisher):
        notes = (*notes, f"first carried by {claim.original_source}")
    notes = (*notes, *index.became.get(key, ()))
    standing = index.contents.standing.get(key, "as read")
    known = index.contents.known_as.get(key, key)
    return ClaimLine(
        key=key,
        known=known,
        property=claim.property,
        label=label,
        value=visible(value),
        of=visible(of),
        sentence=_sentence(claim, document, found=key not in index.contents.unfound),
        speaker=_speaker(claim),
        outlet=outlet_of(document),
        date=published_words(published),
        day=day_of(published),
        document=numbers.get(claim.document),
        certainty=claim.certainty,
        standing=standing,
        as_of=date_words(claim.as_of),
        notes=tuple(map(visible, notes)),
        judged=tuple(map(_judged, index.judgements.get(known, ()))),
    )


def _sentence(claim: Claim, document: Document | None, *, found: bool) -> tuple[Run, ...]:
    """The sentence; words that are no longer where a person judged them stand alone."""
    words = claim.evidence[0]
    if document is None or not found or document.text[words.start : words.end] != words.exact:
        return (Run(text=visible(words.exact), mark="value"),)
    return sentence(document.text, [span for span in claim.evidence if document.text[span.start : span.end] == span.exact])


def _speaker(claim: Claim) -> SpeakerLine | None:
    said_by = claim.said_by
    if said_by is None:
        return None
    role = visible(said_by.role) if said_by.role and said_by.role.casefold() not in said_by.name.casefold() else None
    return SpeakerLine(
        name=visible(said_by.name),
        role=role,
        kind=SPEAKER_WORDS.get(said_by.kind) if said_by.kind else None,
        via=visible(said_by.via) if said_by.via else None,
    )


_DECIDED = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "add": "added", "assign": "moved to this incident"}


def _judged(judgement: Judgement) -> str:
    """Who decided what, when and why; of a correction also what the reader had."""
    verdict = _DECIDED.get(judgement.verdict, judgement.verdict)
    reason = f": {judgement.reason}" if judgement.reason else ""
    return visible(f"{verdict}{_as_read(judgement)} by {judgement.by}, {day_words(judgement.at.date())}{reason}")


def _as_read(judgement: Judgement) -> str:
    if judgement.verdict != "correct" or judgement.locator is None or judgement.locator.property != "figure":
        return ""
    try:
        return f" from {figure_words(from_builtins(judgement.locator.value, FigureValue))}"
    except InvalidRecord:  # a value of an older version of the program
        return ""


def _said(claim: Claim) -> tuple[str, str, str, tuple[str, ...]]:
    """Label, value, what it counts, and what limits it."""
    label, value = PROPERTY_WORDS.get(claim.property, claim.property), claim.value
    match value:
        case FigureValue():
            words, of = figure_words(value), group_words(value, claim.evidence[0].exact)
            return CATEGORY_WORDS[value.category], "no" if of and words == "none" else words, of, _limits(value)
        case ResponsibilityValue():
            return label, value.actor.name, STATUS_WORDS[value.status], ()
        case TypeValue():
            return label, " ".join(filter(None, (KIND_WORDS[value.type], STAGE_WORDS[value.stage]))), "", ()
        case When():
            return label, date_words(value) or "", "", () if value.how == "stated" else (value.how,)
        case Where():
            return label, place_words(value) or "", "", ()
        case _:
            return label, *_told(value), ()


def _told(value: Any) -> tuple[str, str]:
    """Value and detail of the properties that are told in words."""
    said: tuple[str | None, ...] = ("", "")
    match value:
        case TargetValue():
            said = trimmed(value.name or value.description or ""), _of_target(value)
        case WeaponValue():
            said = value.name, beside(value.kind or "", value.name)
        case DemandValue() | ResponseValue():
            said = value.by or "not said by whom", ""
        case WarningValue():
            details = (value.to and f"to {value.to}", value.about, value.outcome)
            said = value.by or "not said by whom", ", ".join(filter(None, details))
        case ForecastValue():
            said = value.horizon or "forecast", "on a condition" if value.conditional else ""
        case ComparisonValue():
            said = f"likened to {value.likened_to}", ""
        case QuoteValue():
            said = f"{value.kind} speech", ""
    return said[0] or "", said[1] or ""


def _of_target(value: TargetValue) -> str:
    """Type, number and what became of it; "1" and "PLURAL" are in the words themselves."""
    number = value.number if value.number not in (None, "1", "PLURAL") else None
    if number and re.search(rf"(?<!\w){re.escape(number)}(?!\w)", value.description or "", re.IGNORECASE):
        number = None
    number = told_number(number) if number else None
    kind = beside(target_type_words(value.type), value.name or value.description or "")
    return ", ".join(filter(None, (number, kind, effect_words(value.effect))))


def _limits(value: FigureValue) -> tuple[str, ...]:
    scope = f"counted over: {value.scope.text}" if value.scope else None
    included = {True: "attackers included", False: "without the attackers", None: None}[value.includes_perpetrators]
    told = "told without a number; counted by us" if value.counted else None
    return tuple(filter(None, (scope, included, told)))
